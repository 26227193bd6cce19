"""From a message to what answers it. First match wins: a confirmation, a command, a member's word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.commands import Action, Command, Word
from bot.events import MessagePosted, Said
from bot.plugin import EventHandler, Plugin
from bot.wording import normalize

PREFIXES = ("/", "、/", "，/", ",/")
CONFIRM = frozenset({"确认", "confirm"})
_LEADING_MENTION = re.compile(r"^\s*@[^\u2005\n]*\u2005\s*|^\s*@\S+\s*")


@dataclass(frozen=True, slots=True)
class ToCommand:
    """A command we know: what it is, what is left of its line, and the lines below."""

    command: Command
    action: Action | None
    rest: str
    body: str


@dataclass(frozen=True, slots=True)
class ToWord:
    """A member's word and what follows it."""

    word: Word
    rest: str


@dataclass(frozen=True, slots=True)
class ToConfirmation:
    """The person says yes to what they were shown."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Looks like a command but is none of ours; `name` is what was typed."""

    name: str


@dataclass(frozen=True, slots=True)
class Chat:
    """Plain talk addressed to the bot."""


Match = ToCommand | ToWord | ToConfirmation | Unknown | Chat | None


class Router:
    """The index of everything the plugins declared."""

    def __init__(self, plugins: Sequence[Plugin]) -> None:
        self.plugins = tuple(plugins)
        self.commands = tuple(command for plugin in plugins for command in plugin.commands)
        self.words = tuple(word for plugin in plugins for word in plugin.words)
        self._commands = _index([(c.zh, c) for c in self.commands] + [(c.en, c) for c in self.commands])
        self._words = _index([(w.zh, w) for w in self.words] + [(w.en, w) for w in self.words])
        self.handlers: dict[type, list[EventHandler]] = {}
        for plugin in plugins:
            for kind, handler in plugin.on.items():
                self.handlers.setdefault(kind, []).append(handler)

    def wants(self, message: MessagePosted, self_id: str) -> bool:
        """Whether any handler may want the message; run on every one, so it only looks at the first characters."""
        if not message.group_id or self_id in message.mentions:
            return True
        head = normalize(message.text[:64].lstrip())
        return head.startswith(PREFIXES) or head.strip().lower() in CONFIRM or self._word(head) is not None

    def route(self, said: Said) -> Match:
        """What the message asks for; None for talk that is not ours to answer."""
        text = _without_mention(said.text) if said.mentions_bot else said.text
        first, _, body = text.strip().partition("\n")
        line = normalize(first).strip()
        if line.lower() in CONFIRM and not body:
            return ToConfirmation()
        prefix = next((p for p in PREFIXES if line.startswith(p)), "")
        addressed = said.mentions_bot or said.group_id is None
        if prefix or addressed:
            found = self._command(line[len(prefix) :].lstrip(), body)
            if found is not None:
                return found
            if prefix:
                return Unknown((line[len(prefix) :].split() or [""])[0])
        word = self._word(line)
        if word is not None:
            return word
        return Chat() if addressed else None

    def _command(self, line: str, body: str) -> ToCommand | None:
        name, _, rest = line.partition(" ")
        command = self._commands.get(name.lower())
        if command is None:
            return None
        rest = rest.strip()
        word, _, after = rest.partition(" ")
        for action in command.actions:
            if word and word.lower() in (action.names[0].lower(), action.names[1].lower()):
                return ToCommand(command, action, after.strip(), body)
        return ToCommand(command, command.bare, rest, body)

    def _word(self, line: str) -> ToWord | None:
        name, _, rest = line.strip().partition(" ")
        word = self._words.get(name.lower())
        return None if word is None else ToWord(word, rest.strip())


T = TypeVar("T")


def _index(pairs: list[tuple[str, T]]) -> dict[str, T]:
    index: dict[str, T] = {}
    for name, thing in pairs:
        if index.setdefault(name.lower(), thing) is not thing:
            raise ValueError(f"two commands are called {name}")
    return index


def _without_mention(text: str) -> str:
    return _LEADING_MENTION.sub("", text, count=1)
