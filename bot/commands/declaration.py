"""What a command is: its two names, its actions, their typed parameters and their words of help.

A handler's annotations are its grammar; `arguments.py` reads them, `help.py` shows them.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from bot.commands.parameters import Parameter, parameters_of
from bot.phrases import Language, Phrase

if TYPE_CHECKING:
    from bot.context import Context

Handler = Callable[..., Awaitable[None]]
Guard = Callable[["Context"], None]


class Target(Enum):
    """What a command acts on: nothing in particular, one group, or the set of groups chosen by `/用 #标签`."""

    NONE = "none"
    GROUP = "group"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class Example:
    """A line to copy, in both languages, the body included where there is one."""

    zh: str
    en: str

    def __call__(self, language: Language) -> str:
        """The example in one language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a command does. The action with empty names is the bare command."""

    names: tuple[str, str]
    summary: Phrase
    example: Example
    guard: Guard
    target: Target
    handler: Handler
    parameters: tuple[Parameter, ...]


@dataclass(slots=True)
class Command:
    """A slash-command with a Chinese and an English name.

    `guard` and `target` are what its actions have unless they say otherwise. `offered` tells whether it makes sense to
    show it to whom asks for help; without it, it does.
    """

    zh: str
    en: str
    summary: Phrase
    guard: Guard
    target: Target = Target.GROUP
    offered: Callable[["Context"], Awaitable[bool]] | None = None
    actions: list[Action] = field(default_factory=list[Action])

    def action(
        self,
        zh: str = "",
        en: str = "",
        *,
        summary: Phrase,
        example: Example,
        guard: Guard | None = None,
        target: Target | None = None,
    ) -> Callable[[Handler], Handler]:
        """Declare a handler as this command's action; without names, as the bare command."""

        def declare(handler: Handler) -> Handler:
            action = Action(
                (zh, en), summary, example, guard or self.guard, target or self.target, handler, parameters_of(handler)
            )
            self.actions.append(action)
            return handler

        return declare

    @property
    def bare(self) -> Action | None:
        """What the command does when no action is named."""
        return next((action for action in self.actions if action.names == ("", "")), None)


@dataclass(frozen=True, slots=True)
class Word:
    """A word members say without a prefix, like 打卡; each group can switch it off by its name.

    `also` are other ways of saying it, which help does not list.
    """

    zh: str
    en: str
    summary: Phrase
    handler: Handler
    also: tuple[str, ...] = ()
