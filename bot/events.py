"""What can happen on a platform, as frozen values in the platform's own ids. The wire ends here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MessageKind = Literal["text", "image", "link", "file", "miniprogram", "other"]


@dataclass(frozen=True, slots=True)
class Quote:
    """The message another one answers; whatever the platform does not tell is empty."""

    message_id: str = ""
    sender_id: str = ""
    sender_name: str = ""
    kind: MessageKind = "text"
    text: str = ""


@dataclass(frozen=True, slots=True)
class MessagePosted:
    """Somebody said something. In a private chat `group_id` is empty; `from_self` marks an echo of our own."""

    message_id: str
    sent_at: datetime
    sender_id: str
    text: str
    group_id: str = ""
    kind: MessageKind = "text"
    sender_name: str = ""
    sender_alias: str = ""
    mentions: tuple[str, ...] = ()
    quote: Quote | None = None
    from_self: bool = False
    to_id: str = ""


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """People came into a group; `members` maps their ids to their names."""

    group_id: str
    at: datetime
    members: dict[str, str]
    inviter_id: str = ""


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """People left a group, or `by_id` removed them."""

    group_id: str
    at: datetime
    member_ids: tuple[str, ...]
    by_id: str = ""


@dataclass(frozen=True, slots=True)
class GroupRenamed:
    """A group's topic changed."""

    group_id: str
    at: datetime
    name: str
    by_id: str = ""


@dataclass(frozen=True, slots=True)
class GroupSeen:
    """A group as the platform lists it now: told at connect and by reconciling, the source of silent changes.

    `members` maps every member's id to a name, empty where the name is not yet known; the bot itself included or not.
    """

    group_id: str
    at: datetime
    name: str
    owner_id: str
    members: dict[str, str]


@dataclass(frozen=True, slots=True)
class OwnerChanged:
    """A group has a new owner."""

    group_id: str
    at: datetime
    owner_id: str


@dataclass(frozen=True, slots=True)
class BotAdded:
    """The bot was brought into a group; a `GroupSeen` follows."""

    group_id: str
    at: datetime
    by_id: str = ""


@dataclass(frozen=True, slots=True)
class BotRemoved:
    """The bot is no longer in a group."""

    group_id: str
    at: datetime
    by_id: str = ""


@dataclass(frozen=True, slots=True)
class LinkUp:
    """The platform is connected and logged in as `self_id`."""

    at: datetime
    self_id: str
    self_name: str = ""


@dataclass(frozen=True, slots=True)
class LinkDown:
    """The platform is away; the adapter keeps trying unless `final`."""

    at: datetime
    why: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class EchoesReplayed:
    """The platform has now shown us every message of ours it accepted; one it did not show was never sent.

    Only a platform that can promise this says it. Without it an unknown message stays unknown until its echo comes
    or an admin decides.
    """

    at: datetime


GroupEvent = MessagePosted | MemberJoined | MemberLeft | GroupRenamed | GroupSeen | OwnerChanged | BotAdded | BotRemoved
PlatformEvent = GroupEvent | LinkUp | LinkDown | EchoesReplayed


# What handlers see: the same happenings, recorded, in our own ids. `inbox.py` makes them.


@dataclass(frozen=True, slots=True)
class Said:
    """A message. `group_id` is None in a private chat; `quote_*` describe the message it answers, if any.

    `quote_outbox_id` is set when the quoted message is one of ours.
    """

    message_id: int
    platform_message_id: str
    sent_at: datetime
    group_id: int | None
    person_id: int
    kind: MessageKind
    text: str
    mentions: tuple[int, ...] = ()
    mentions_bot: bool = False
    quote_kind: MessageKind | None = None
    quote_text: str = ""
    quote_message_id: str = ""
    quote_outbox_id: int | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """People who are new in a group, or came back (`rejoined`); `announced` is false when found by difference."""

    group_id: int
    at: datetime
    people: tuple[int, ...]
    rejoined: tuple[int, ...] = ()
    inviter_id: int | None = None
    announced: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """People who are no longer in a group."""

    group_id: int
    at: datetime
    people: tuple[int, ...]
    by_id: int | None = None


@dataclass(frozen=True, slots=True)
class Renamed:
    """A group has a new name."""

    group_id: int
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Added:
    """The bot is in a group it was not in before."""

    group_id: int
    at: datetime
    by_id: int | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """The bot is no longer in a group."""

    group_id: int
    at: datetime


Happening = Said | Joined | Left | Renamed | Added | Removed
