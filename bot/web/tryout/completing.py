"""What can follow what somebody has typed so far: commands, then their actions, each with what it does. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.commands import Action, Command, Word
from bot.commands.help import usage
from bot.commands.wording import fold
from bot.permissions import Role, needed_by
from bot.phrases import Language

MOST = 12


class Completion(NamedTuple):
    """What would be typed, how it goes on, what it does, and an example to start from."""

    insert: str
    usage: str
    summary: str
    example: str


def completions(
    text: str, commands: Iterable[Command], words: Iterable[Word], role: Role, language: Language
) -> list[Completion]:
    """The first of all that fit what stands after a slash, in the order in which help lists them."""
    typed = fold(text.lstrip()).removeprefix("/")
    name, space, rest = typed.partition(" ")
    if space:
        found = _actions(name, rest, commands, role, language)
    else:
        found = (*_commands(name, commands, role, language), *_words(name, words, language))
    return [each for _, each in zip(range(MOST), found, strict=False)]


def _commands(typed: str, commands: Iterable[Command], role: Role, language: Language) -> Iterator[Completion]:
    for command in commands:
        allowed = [action for action in command.actions if needed_by(action.guard) <= role]
        if allowed and any(fold(name).startswith(typed) for name in (command.zh, command.en)):
            called = _name(command, language)
            example = (command.bare or allowed[0]).example(language)
            yield Completion(f"/{called}", f"/{called}", command.summary(language), example)


def _actions(
    name: str, typed: str, commands: Iterable[Command], role: Role, language: Language
) -> Iterator[Completion]:
    for command in commands:
        if name not in (fold(command.zh), fold(command.en)):
            continue
        for action in command.actions:
            if needed_by(action.guard) <= role and _fits(action, typed):
                called = action.names[0 if language == "zh" else 1]
                insert = f"/{_name(command, language)} {called}".rstrip()
                shown = usage(command, action, language)
                yield Completion(insert, shown, action.summary(language), action.example(language))


def _words(typed: str, words: Iterable[Word], language: Language) -> Iterator[Completion]:
    for word in words:
        if typed and any(fold(name).startswith(typed) for name in (word.zh, word.en)):
            called = word.zh if language == "zh" else word.en
            yield Completion(called, called, word.summary(language), called)


def _fits(action: Action, typed: str) -> bool:
    first, more, _ = typed.partition(" ")
    names = [fold(name) for name in action.names]
    return first in names if more else any(name.startswith(first) for name in names)


def _name(command: Command, language: Language) -> str:
    return command.zh if language == "zh" else command.en
