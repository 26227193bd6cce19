"""From a message to what answers it. First match wins: a file, a confirmation, a command, a member's word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.commands import Action, Command, Word
from bot.commands.parameters import Body, Words
from bot.commands.suggest import suggest
from bot.commands.tokens import without_bot
from bot.commands.wording import fold
from bot.events import MessagePosted, Said
from bot.plugin import EventHandler, Plugin

CONFIRM = frozenset({"确认", "confirm"})
PREFIX = re.compile(r"(?:[、，,]?[/／]|、)\s*")
HEAD = 64
"""No command, action or word is as long as this; so much of a text is enough to find one."""

_LIKE_A_NAME = re.compile(r"[^\W\d_][\w@+-]{0,19}")
_STOPS = "!.。~"
_STARTS_AN_ARGUMENT = frozenset('0123456789#@“"「')
_FULL_WIDTH_AND_BELOW = "".join(map(chr, (*range(0x3001), *range(0xFF00, 0xFFF0))))


@dataclass(frozen=True, slots=True)
class ToCommand:
    """A command we know: what it is, what is left of its line as it was written, and the lines below.

    `action` is None when what follows the command is none of its actions and nothing else can stand there.
    """

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


@dataclass(frozen=True, slots=True)
class ToFile:
    """A file that somebody sends the bot, for the handlers of `Said`."""


Match = ToCommand | ToWord | ToConfirmation | ToFile | Unknown | Chat | None


class Router:
    """The index of everything the plugins declared."""

    def __init__(self, plugins: Sequence[Plugin]) -> None:
        self.plugins = tuple(plugins)
        self.commands = tuple(command for plugin in plugins for command in plugin.commands)
        self.words = tuple(word for plugin in plugins for word in plugin.words)
        self.plans = tuple(plugin.plans for plugin in plugins if plugin.plans is not None)
        self.explainers = {kind: each for plugin in plugins for kind, each in plugin.explains.items()}
        self._commands = _index([(name, c) for c in self.commands for name in (c.zh, c.en)])
        self._words = _index([(name, w) for w in self.words for name in (w.zh, w.en, *w.also)], spaces=True)
        self._starts = frozenset(fold(name.split()[0]) for name in self._words if " " in name)
        self._actions = {id(c): _index([(n, a) for a in c.actions for n in a.names if n]) for c in self.commands}
        self._heads = _heads([*self._words, *CONFIRM, "/", "、", ","])
        self.listeners = tuple(listener for plugin in plugins for listener in plugin.listeners)
        self._notices = tuple(listener.notices for listener in self.listeners)
        self._answers = tuple(listener.answers for listener in self.listeners)
        self.handlers: dict[type, list[EventHandler]] = {}
        for plugin in plugins:
            for kind, handler in plugin.on.items():
                self.handlers.setdefault(kind, []).append(handler)

    def command(self, name: str) -> Command | None:
        """The command with this name in either language."""
        return self._commands.get(fold(name))

    def wants(self, message: MessagePosted, self_id: str) -> bool:
        """Whether `route` would answer the message; run on every one, so plain talk costs a look at one character."""
        if message.text[:1] in self._heads and self._read(message.text, addressed=False) is not None:
            return True
        if not message.group_id or self_id in message.mentions:
            return True
        if message.quote is not None and any(answers(message.text) for answers in self._answers):
            return True
        return any(notices(message.text) for notices in self._notices)

    def route(self, said: Said) -> Match:
        """What the message asks for; None for talk that is not ours to answer."""
        if said.kind == "file" and said.group_id is None:
            return ToFile()
        text = without_bot(said.text, len(said.mentions)) if said.mentions_bot else said.text
        return self._read(text, addressed=said.mentions_bot or said.group_id is None)

    def _read(self, text: str, *, addressed: bool) -> Match:
        line, _, body = text.lstrip().partition("\n")
        if fold(line[:HEAD]).strip() in CONFIRM and not body.strip():
            return ToConfirmation()
        prefix = PREFIX.match(line)
        if prefix:
            found = self._prefixed(line[prefix.end() :], body, slash=fold(prefix[0]).rstrip().endswith("/"))
            return found or (Chat() if addressed else None)
        if addressed:
            return self._exact(line, body) or self._word(line) or self._slip(line) or Chat()
        return self._word(line)

    def _prefixed(self, line: str, body: str, *, slash: bool) -> Match:
        found = self._exact(line, body) or self._run_together(line, body) or self._word(line)
        name, _ = _split(line)
        if found is None and slash and _LIKE_A_NAME.fullmatch(name):
            return Unknown(name)
        return found

    def _exact(self, line: str, body: str) -> ToCommand | None:
        name, rest = _split(line)
        command = self._commands.get(fold(name[:HEAD]).rstrip("!?.。~"))
        return None if command is None else self._to(command, rest, body)

    def _run_together(self, line: str, body: str) -> ToCommand | None:
        """A command without the space after it, when an argument or one of its actions follows."""
        name = _longest(self._commands, line)
        if name is None:
            return None
        command, rest = self._commands[name], line[len(name) :]
        if fold(rest[:1]) in _STARTS_AN_ARGUMENT:
            return self._to(command, rest, body)
        known = self._actions[id(command)]
        action = None if name.isascii() else _longest(known, rest)
        return None if action is None else ToCommand(command, known[action], rest[len(action) :], body)

    def _to(self, command: Command, rest: str, body: str) -> ToCommand:
        known, bare = self._actions[id(command)], command.bare
        word, after = _split(rest)
        if (action := known.get(fold(word[:HEAD]))) is not None:
            return ToCommand(command, action, after, body)
        takes_more = bare is not None and any(each.type not in (Body, Words) for each in bare.parameters)
        name = _longest(known, rest)
        if name is not None and (
            fold(rest[len(name) :][:1]) in _STARTS_AN_ARGUMENT or not (takes_more or name.isascii())
        ):
            return ToCommand(command, known[name], rest[len(name) :], body)
        return ToCommand(command, bare if takes_more or not word else None, rest, body)

    def _word(self, line: str) -> ToWord | None:
        name, rest = _split(line)
        first = fold(name[:HEAD])
        if rest and first in self._starts:
            several = self._words.get(" ".join(fold(line[:HEAD]).split()).rstrip(_STOPS))
            return None if several is None else ToWord(several, "")
        word = self._words.get(first) or self._words.get(first.rstrip(_STOPS))
        return None if word is None else ToWord(word, rest)

    def _slip(self, line: str) -> Unknown | None:
        """One word said to the bot that is nearly a command, and not more than one."""
        name, rest = _split(line)
        near = None if rest else suggest(name, self._commands)
        return Unknown(name) if near is not None and len(name) <= len(near) else None


T = TypeVar("T")


def _index(pairs: list[tuple[str, T]], *, spaces: bool = False) -> dict[str, T]:
    """What has which name; with `spaces` a name may be several words."""
    index: dict[str, T] = {}
    for name, thing in pairs:
        words = name.split(" ") if spaces else [name]
        if not 0 < len(name) < HEAD or any(not word or any(map(str.isspace, word)) for word in words):
            raise ValueError(f"{name!r} can't be typed as a name")
        if index.setdefault(fold(name), thing) is not thing:
            raise ValueError(f"two things are called {name}")
    return index


def _heads(names: Iterable[str]) -> frozenset[str]:
    """Every character that a text with one of these names, or with spaces before it, can begin with."""
    first = {name[0] for name in names}
    typed = zip(_FULL_WIDTH_AND_BELOW, fold(_FULL_WIDTH_AND_BELOW), strict=True)
    return frozenset(first | {char for char, plain in typed if plain in first or char.isspace()})


def _split(line: str) -> tuple[str, str]:
    """The first word and what comes after the space."""
    word, *rest = line.split(None, 1) or [""]
    return word, rest[0] if rest else ""


def _longest(names: Iterable[str], text: str) -> str | None:
    """The longest name that the text begins with."""
    head = fold(text[:HEAD])
    return max((each for each in names if head.startswith(each)), key=len, default=None)
