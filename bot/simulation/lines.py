"""The lines a simulation's script is made of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.platforms.simulator import CrashPoint, SendFault


@dataclass(frozen=True, slots=True)
class Line:
    """What every line has: its number in the file, from 1, and its moment."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AddGroup(Line):
    """The bot is added to a group."""

    group: str
    name: str
    owner: str
    members: dict[str, str]


@dataclass(frozen=True, slots=True)
class Say(Line):
    """A member says something; without a group, to the bot in private. `id` is never empty."""

    group: str
    member: str
    text: str
    id: str
    mentions: tuple[str, ...]
    quote: str
    image: Path | None
    file: Path | None


@dataclass(frozen=True, slots=True)
class Join(Line):
    """People join a group."""

    group: str
    members: dict[str, str]
    inviter: str


@dataclass(frozen=True, slots=True)
class Leave(Line):
    """A member leaves, or is removed by somebody."""

    group: str
    member: str
    by: str


@dataclass(frozen=True, slots=True)
class Rename(Line):
    """A group gets another name."""

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class ChangeOwner(Line):
    """A group gets another owner."""

    group: str
    member: str


@dataclass(frozen=True, slots=True)
class KickBot(Line):
    """The bot is removed from a group."""

    group: str


@dataclass(frozen=True, slots=True)
class Fault(Line):
    """The next sends fail."""

    send: SendFault
    times: int
    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class Crash(Line):
    """The bot loses all it has in memory and is away for a while."""

    when: CrashPoint | str
    down: timedelta


ScriptLine = AddGroup | Say | Join | Leave | Rename | ChangeOwner | KickBot | Fault | Crash
