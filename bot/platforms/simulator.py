"""A whole chat platform in memory: the server behind `dandelion simulate` and the chat in the terminal.

It outlives the bot's crashes. What the bot had not confirmed is told again at its next start, so this platform can
promise what WeChat cannot: that the bot has been shown every message of its own.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from bot.clock import Clock
from bot.content import File, Image, Link, kind_of
from bot.errors import PlatformError
from bot.events import (
    BotAdded,
    BotRemoved,
    EchoesReplayed,
    GroupRenamed,
    GroupSeen,
    LinkUp,
    MemberJoined,
    MemberLeft,
    MessageKind,
    MessagePosted,
    OwnerChanged,
    PlatformEvent,
    Quote,
)
from bot.platforms.base import (
    AFTER_MENTION,
    Destination,
    MentionOf,
    Outcome,
    Parcel,
    Refused,
    Sent,
    Sink,
    TooFast,
    TryAgain,
    Words,
    mentionable,
)

BOT = "bot"
SendFault = Literal["temporary", "permanent", "flood"]
CrashPoint = Literal["before_send", "after_send"]


class Crashed(BaseException):
    """The bot has to vanish at this point of a send. Not an Exception: nothing may recover from it."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message of the bot's that the platform took, as a member reads it; `number` counts from 1."""

    number: int
    message_id: str
    at: datetime
    to: Destination
    kind: str
    text: str
    mentions: tuple[str, ...] = ()


@dataclass(slots=True)
class SimulatedGroup:
    """A group as the server keeps it; `members` are names by id, without the bot."""

    name: str
    owner_id: str
    members: dict[str, str]
    has_bot: bool = True
    announcement: str = ""


class Simulator:
    """The platform and, beside the protocol, what people and circumstances do to it.

    Its ids are the ones it is given; its own messages are `out:<n>@<ms>`, unique between simulators on one database.
    """

    name = "simulator"
    max_text = 2000
    announces_everyone = True

    def __init__(self, clock: Clock, bot_name: str = BOT) -> None:
        self.groups: dict[str, SimulatedGroup] = {}
        self.accepted: list[Accepted] = []
        self.crashed = False
        self._clock = clock
        self._bot_name = bot_name
        self._born = f"{clock.now().timestamp() * 1000:.0f}"
        self._names: dict[str, str] = {}
        self._messages: dict[str, MessagePosted] = {}
        self._files: dict[str, tuple[MessageKind, str, Path]] = {}
        self._links: dict[str, Link] = {}
        self._unconfirmed: list[MessagePosted] = []
        self._failures = deque[tuple[Outcome, int]]()
        self._crash_points = deque[CrashPoint]()
        self._sink: Sink | None = None

    # The protocol.

    async def start(self, sink: Sink) -> None:
        """Connect, and tell everything the bot has not confirmed before returning."""
        self._sink, self.crashed = sink, False
        await self._tell(LinkUp(self._clock.now(), BOT, self._bot_name))
        for group_id in self.groups:
            await self.reconcile(group_id)
        for event in tuple(self._unconfirmed):
            await self._tell(event)
        await self._tell(EchoesReplayed(self._clock.now()))

    async def stop(self) -> None:
        """Disconnect; what happens from now on is told at the next start."""
        self._sink = None

    async def send(self, to: Destination, parcel: Parcel) -> Outcome:
        """Take one message, or fail as arranged. Raises Crashed at an arranged point, and then until the next start."""
        self._crash_at("before_send")
        if self._sink is None:
            return TryAgain("simulated: not connected")
        outcome = self._next_failure() or self._refusal(to, parcel) or self._accept(to, parcel)
        self._crash_at("after_send")
        if isinstance(outcome, Sent):
            await self._tell(self._messages[outcome.message_id])
        return outcome

    async def reconcile(self, group_id: str) -> None:
        """Tell who is in the group now, or that the bot is not."""
        inside = group_id in self.groups and self.groups[group_id].has_bot
        await self._tell(self._seen(group_id) if inside else BotRemoved(group_id, self._clock.now()))

    async def fetch_image(self, message_id: str) -> bytes:
        """The picture a message carried."""
        return self._carried(message_id, "image")[1]

    async def fetch_file(self, message_id: str) -> tuple[str, bytes]:
        """The file a message carried."""
        return self._carried(message_id, "file")

    async def fetch_link(self, message_id: str) -> Link:
        """The link card a message carried."""
        if message_id not in self._links:
            raise PlatformError(f"no link in message {message_id}")
        return self._links[message_id]

    async def announce(self, group_id: str, text: str) -> Outcome:
        """Set the group's announcement."""
        if refusal := self._not_there(Destination(group_id)):
            return refusal
        self.groups[group_id].announcement = text
        return Sent()

    async def remove_member(self, group_id: str, member_id: str) -> Outcome:
        """Remove a member, as WeChat lets a group's owner."""
        if refusal := self._not_there(Destination(group_id)):
            return refusal
        if member_id not in self.groups[group_id].members:
            return Refused("simulated: not a member")
        await self.leave(group_id, member_id, by=BOT)
        return Sent()

    # What people do.

    async def add_bot(self, group_id: str, name: str, owner_id: str, members: Mapping[str, str], by: str = "") -> None:
        """Make the group, or remake it, with the bot brought into it."""
        self._names |= members
        everyone = dict(members) if owner_id in members else {owner_id: self.name_of(owner_id), **members}
        self.groups[group_id] = SimulatedGroup(name, owner_id, everyone)
        await self._tell(BotAdded(group_id, self._clock.now(), by))
        await self._tell(self._seen(group_id))

    async def kick_bot(self, group_id: str, by: str = "") -> None:
        """Remove the bot from a group; the group lives on without it."""
        self.groups[group_id].has_bot = False
        await self._tell(BotRemoved(group_id, self._clock.now(), by))

    async def say(
        self,
        member_id: str,
        text: str,
        *,
        message_id: str,
        group_id: str = "",
        mentions: tuple[str, ...] = (),
        quote: str = "",
        image: Path | None = None,
        file: Path | None = None,
        link: Link | None = None,
    ) -> None:
        """A member speaks, in private where no group is named; a message id used before is that message again."""
        if message_id not in self._messages:
            if image:
                self._files[message_id] = "image", image.name, image
            if file:
                self._files[message_id] = "file", file.name, file
            if link:
                self._links[message_id] = link
            self._messages[message_id] = MessagePosted(
                message_id=message_id,
                sent_at=self._clock.now(),
                sender_id=member_id,
                text=file.name if file else text,
                group_id=group_id,
                kind="image" if image else "file" if file else "link" if link else "text",
                sender_name=self.name_of(member_id, group_id),
                mentions=mentions,
                quote=self._quoted(quote) if quote else None,
                to_id="" if group_id else BOT,
            )
        if not group_id or self.groups[group_id].has_bot:
            self._unconfirmed.append(self._messages[message_id])
            await self._tell(self._messages[message_id])

    async def join(self, group_id: str, members: Mapping[str, str], inviter_id: str = "") -> None:
        """People come into a group."""
        self._names |= members
        self.groups[group_id].members |= members
        await self._happen(MemberJoined(group_id, self._clock.now(), dict(members), inviter_id))

    async def leave(self, group_id: str, member_id: str, by: str = "") -> None:
        """A member leaves a group, or is removed."""
        self.groups[group_id].members.pop(member_id, None)
        await self._happen(MemberLeft(group_id, self._clock.now(), (member_id,), by))

    async def rename(self, group_id: str, name: str, by: str = "") -> None:
        """A group's name changes."""
        self.groups[group_id].name = name
        await self._happen(GroupRenamed(group_id, self._clock.now(), name, by))

    async def change_owner(self, group_id: str, member_id: str) -> None:
        """A group passes to another owner."""
        self.groups[group_id].owner_id = member_id
        await self._happen(OwnerChanged(group_id, self._clock.now(), member_id))

    # What circumstances do.

    def fail_sends(self, kind: SendFault, times: int, retry_after: timedelta = timedelta(minutes=1)) -> None:
        """Let `times` sends fail, after those that are to fail already."""
        self._failures.append((_failure(kind, retry_after), times))

    def crash_at_next_send(self, point: CrashPoint) -> None:
        """Let the bot vanish at a send, before or after the platform has taken the message; one send, one crash."""
        self._crash_points.append(point)

    def confirm(self) -> None:
        """The bot has safely kept everything it was told; nothing of that is told again."""
        if self._sink:
            self._unconfirmed.clear()

    # What there is to see.

    def name_of(self, member_id: str, group_id: str = "") -> str:
        """What a member is called there; an id where no name was ever heard."""
        if member_id == BOT:
            return self._bot_name
        members = self.groups[group_id].members if group_id in self.groups else {}
        return members.get(member_id) or self._names.get(member_id) or member_id

    def message_of(self, message_id: str) -> MessagePosted | None:
        """The message with that id, whoever wrote it; `out:<n>` is the n-th of the bot's."""
        number = message_id.removeprefix("out:")
        if number != message_id and number.isdecimal() and 0 < int(number) <= len(self.accepted):
            message_id = self.accepted[int(number) - 1].message_id
        return self._messages.get(message_id)

    def _quoted(self, message_id: str) -> Quote:
        original = self.message_of(message_id)
        if original is None:
            return Quote(message_id)
        return Quote(original.message_id, original.sender_id, original.sender_name, original.kind, original.text)

    def _seen(self, group_id: str) -> GroupSeen:
        group = self.groups[group_id]
        return GroupSeen(group_id, self._clock.now(), group.name, group.owner_id, dict(group.members))

    def _carried(self, message_id: str, kind: MessageKind) -> tuple[str, bytes]:
        try:
            carried, name, path = self._files[message_id]
            if carried == kind:
                return name, path.read_bytes()
        except (KeyError, OSError):
            pass
        raise PlatformError(f"no {kind} in message {message_id}")

    def _crash_at(self, point: CrashPoint) -> None:
        if not self.crashed and self._crash_points and self._crash_points[0] == point:
            self._crash_points.popleft()
            self._sink, self.crashed = None, True
        if self.crashed:
            raise Crashed(point)

    def _next_failure(self) -> Outcome | None:
        if not self._failures:
            return None
        failure, times = self._failures.popleft()
        if times > 1:
            self._failures.appendleft((failure, times - 1))
        return failure

    def _not_there(self, to: Destination) -> Refused | None:
        if to.group_id and not (to.group_id in self.groups and self.groups[to.group_id].has_bot):
            return Refused("simulated: not in this group")
        return None

    def _refusal(self, to: Destination, parcel: Parcel) -> Refused | None:
        """Why the platform would not take it, whatever else is the matter."""
        match parcel:
            case Words() if len(self._read(to, parcel)) > self.max_text:
                return Refused("simulated: text too long")
            case Image(message_id=source) if source and source not in self._files:
                return Refused("simulated: no such picture")
            case Image(path=path) | File(path=path) if path and not Path(path).is_file():
                return Refused("simulated: no such file")
            case _:
                return self._not_there(to)

    def _accept(self, to: Destination, parcel: Parcel) -> Sent:
        number, at, text = len(self.accepted) + 1, self._clock.now(), self._read(to, parcel)
        message_id = f"out:{number}@{self._born}"
        kind: Any = "text" if isinstance(parcel, Words) else kind_of(parcel)
        mentions = _mentions(parcel)
        self.accepted.append(Accepted(number, message_id, at, to, kind, text, mentions))
        if isinstance(parcel, Image):
            self._files[message_id] = self._files.get(parcel.message_id) or ("image", text, Path(parcel.path))
        if isinstance(parcel, File):
            self._files[message_id] = "file", text, Path(parcel.path)
        if isinstance(parcel, Link):
            self._links[message_id] = parcel
        self._messages[message_id] = echo = self._echo(to, kind, text, message_id, mentions)
        self._unconfirmed.append(echo)
        return Sent(message_id)

    def _echo(
        self, to: Destination, kind: MessageKind, text: str, message_id: str, mentions: tuple[str, ...]
    ) -> MessagePosted:
        return MessagePosted(
            message_id=message_id,
            sent_at=self._clock.now(),
            sender_id=BOT,
            text=text,
            group_id=to.group_id,
            kind=kind,
            sender_name=self._bot_name,
            mentions=mentions,
            from_self=True,
            to_id="" if to.group_id else to.member_id,
        )

    def _read(self, to: Destination, parcel: Parcel) -> str:
        """What a member reads of it."""
        match parcel:
            case Words(parts):
                return "".join(self._mention(part, to) if isinstance(part, MentionOf) else part for part in parts)
            case Image(path, source):
                return self._files[source][1] if source in self._files else Path(path).name
            case File(_, name):
                return name
            case Link(url, title, description):
                return "\n".join(line for line in (title, description, url) if line)
            case _:
                return ""

    def _mention(self, mention: MentionOf, to: Destination) -> str:
        name = self.name_of(mention.member_id, to.group_id)
        return f"@{mentionable(name) or mention.member_id}{AFTER_MENTION}"

    async def _happen(self, event: MemberJoined | MemberLeft | GroupRenamed | OwnerChanged) -> None:
        """Tell a change to a group the bot is in; one it misses it will find by `GroupSeen`."""
        if self.groups[event.group_id].has_bot:
            await self._tell(event)

    async def _tell(self, event: PlatformEvent) -> None:
        if self._sink:
            await self._sink(event)


def _mentions(parcel: Parcel) -> tuple[str, ...]:
    if not isinstance(parcel, Words):
        return ()
    return tuple(dict.fromkeys(part.member_id for part in parcel.parts if isinstance(part, MentionOf)))


def _failure(kind: SendFault, retry_after: timedelta) -> Outcome:
    match kind:
        case "temporary":
            return TryAgain("simulated: try again")
        case "permanent":
            return Refused("simulated: refused")
        case "flood":
            return TooFast("simulated: too fast", retry_after)
