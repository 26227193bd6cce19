"""What the core asks of a chat platform."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.content import File, Image, Link, MiniProgram
from bot.errors import PlatformError
from bot.events import PlatformEvent

LONGEST_NAME = 32
"""Characters of a name that a mention shows; WeChat allows no more, a gateway may tell more."""
AFTER_MENTION = "\u2005"
"""The space WeChat writes after a mention."""


def mentionable(name: str) -> str:
    """A name as a mention shows it: one short run of text, whatever its bearer has put there; empty for spaces."""
    head = name[: 8 * LONGEST_NAME].replace(AFTER_MENTION, " ").replace("\0", "")
    return " ".join(head.split())[:LONGEST_NAME].rstrip()


@dataclass(frozen=True, slots=True)
class MentionOf:
    """A mention in the platform's ids; the adapter writes the name."""

    member_id: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text ready for the wire: plain words and mentions in order."""

    parts: tuple[str | MentionOf, ...]


@dataclass(frozen=True, slots=True)
class Expulsion:
    """Somebody to be removed from the group it goes to."""

    member_id: str


Parcel = Words | Image | File | Link | MiniProgram


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a parcel goes: a group, or with `group_id` empty one person."""

    group_id: str = ""
    member_id: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform accepted it; `message_id` is empty where the platform does not say."""

    message_id: str = ""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """The platform did not take it and a later attempt may work."""

    why: str


@dataclass(frozen=True, slots=True)
class TooFast:
    """The platform wants the whole account to be silent for a while."""

    why: str
    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform will never take this one."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been sent or not: the answer was lost."""

    why: str


Outcome = Sent | TryAgain | TooFast | Refused | Unknown
Sink = Callable[[PlatformEvent], Awaitable[None]]


class TooLargeError(PlatformError):
    """What was to be fetched is larger than anybody may send us."""


class Platform(Protocol):
    """A chat platform. Events go to the sink in the order they happened; awaiting the sink is back-pressure."""

    name: str
    max_text: int
    """Longest text of one message, in characters."""
    announces_everyone: bool
    """Whether every joining and leaving is announced; where not, the member lists are compared now and then."""

    async def start(self, sink: Sink) -> None:
        """Connect and keep connected until `stop`; returns once running. Raises PlatformError when refused for good."""
        ...

    async def stop(self) -> None:
        """Disconnect; no event comes after it."""
        ...

    async def send(self, to: Destination, parcel: Parcel) -> Outcome:
        """Hand one message to the platform. Never raises for what a network can do; says `Unknown` instead."""
        ...

    async def reconcile(self, group_id: str) -> None:
        """Ask the platform who is in the group now; the answer comes to the sink as `GroupSeen` or `BotRemoved`."""
        ...

    async def fetch_image(self, message_id: str) -> bytes:
        """The picture a message carried; raises PlatformError when it can't be had, TooLargeError beyond 20 MB."""
        ...

    async def fetch_file(self, message_id: str) -> tuple[str, bytes]:
        """The name and the content of the file a message carried; raises the same."""
        ...

    async def fetch_link(self, message_id: str) -> Link:
        """The link card a message carried; raises PlatformError when it can't be had."""
        ...

    async def announce(self, group_id: str, text: str) -> Outcome:
        """Set the group's announcement."""
        ...

    async def remove_member(self, group_id: str, member_id: str) -> Outcome:
        """Remove a member from a group."""
        ...
