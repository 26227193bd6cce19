"""How a simulation is written down: what the platform accepted as JSON Lines, or the whole chat to read."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.phrases import Language
from bot.platforms.base import Destination
from bot.platforms.simulator import BOT, Accepted, Simulator
from bot.simulation import messages as say
from bot.simulation.lines import (
    AddGroup,
    ChangeOwner,
    Crash,
    Fault,
    Join,
    KickBot,
    Leave,
    Rename,
    Say,
    ScriptLine,
)
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from storage.engine import Database, ReadSession
from storage.tables import Group, Outbox, Person

LOOKED_UP = 500
"""How many messages' causes one query asks for."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the bot said something."""

    kind: str
    id: str


UNKNOWN = Reason("unknown", "")


async def reasons(db: Database, messages: Sequence[Accepted]) -> dict[str, Reason]:
    """Why each message was sent, by its id, as far as the bot's database tells."""
    found: dict[str, Reason] = {}
    columns = (Outbox.platform_message_id, Outbox.cause_kind, Outbox.cause_id)
    async with db.read() as session:
        for start in range(0, len(messages), LOOKED_UP):
            some = [message.message_id for message in messages[start : start + LOOKED_UP]]
            rows = await session.execute(select(*columns).where(Outbox.platform_message_id.in_(some)))
            found |= {str(message_id): Reason(kind, cause_id) for message_id, kind, cause_id in rows}
        if hidden := [message for message in messages if message.message_id not in found]:
            on_their_way = await _on_their_way(session)
            found |= {each.message_id: on_their_way[each.to] for each in hidden if each.to in on_their_way}
    return found


async def _on_their_way(session: ReadSession) -> dict[Destination, Reason]:
    """Why the bot speaks where it has not noted the end of it: one message at most in each chat."""
    columns = (Outbox.cause_kind, Outbox.cause_id, Group.platform_id, Person.platform_id)
    joined = select(*columns).outerjoin(Group, Group.id == Outbox.group_id)
    query = joined.outerjoin(Person, Person.id == Outbox.person_id).where(Outbox.state == "sending")
    return {
        Destination(group_id or "", member_id or ""): Reason(kind, cause_id)
        for kind, cause_id, group_id, member_id in await session.execute(query)
    }


class Transcript(Protocol):
    """Writes down a simulation as it goes."""

    def played(self, line: ScriptLine) -> None:
        """A line of the script is about to happen."""
        ...

    async def rested(self, db: Database) -> None:
        """The bot has done what it can at this moment."""
        ...

    def finish(self) -> None:
        """Nothing more will happen."""
        ...


class JsonTranscript:
    """One JSON object per accepted message, in order, each as soon as its cause is known."""

    def __init__(self, platform: Simulator, zone: str, write: Callable[[str], object]) -> None:
        self._platform, self._zone, self._write = platform, ZoneInfo(zone), write
        self._written = 0

    def played(self, line: ScriptLine) -> None:
        """What people do is not written."""

    async def rested(self, db: Database) -> None:
        """Write what can be told of, stopping at a message whose cause a crash has hidden for now."""
        waiting = self._platform.accepted[self._written :]
        if waiting:
            self._put(waiting, await reasons(db, waiting), None)

    def finish(self) -> None:
        """Write the rest, its causes unknown."""
        self._put(self._platform.accepted[self._written :], {}, UNKNOWN)

    def _put(self, waiting: Sequence[Accepted], known: Mapping[str, Reason], otherwise: Reason | None) -> None:
        for message in waiting:
            reason = known.get(message.message_id, otherwise)
            if reason is None:
                return
            self._written += 1
            self._write(json.dumps(self._row(message, reason), ensure_ascii=False) + "\n")

    def _row(self, message: Accepted, reason: Reason) -> dict[str, object]:
        return {
            "at": message.at.astimezone(self._zone).isoformat(timespec="milliseconds"),
            "to": message.to.group_id or f"member:{message.to.member_id}",
            "kind": message.kind,
            "text": message.text,
            "mentions": list(message.mentions),
            "cause": {"kind": reason.kind, "id": reason.id},
        }


class ChatTranscript:
    """Everything that can be seen in the chats, the members' words included, for people to read."""

    def __init__(self, platform: Simulator, zone: str, language: Language, write: Callable[[str], object]) -> None:
        self._platform, self._zone, self._write = platform, ZoneInfo(zone), write
        self._language: Language = language
        self._written = 0
        self._write(say.ALL_TIMES(language, zone=zone) + "\n")

    def played(self, line: ScriptLine) -> None:
        """What somebody says or does, or what befalls the bot, after what it said before."""
        self.finish()
        group = self._platform.groups.get(getattr(line, "group", ""))
        place = group.name if group else ""
        if isinstance(line, Say):
            self._say(line, place or self._private(line.member))
        else:
            self._put(line.at, place, self._notice(line))

    async def rested(self, db: Database) -> None:
        """What the bot has said since."""
        self.finish()

    def finish(self) -> None:
        """What the bot has said since."""
        for message in self._platform.accepted[self._written :]:
            self._written += 1
            group = self._platform.groups.get(message.to.group_id)
            place = group.name if group else self._private(message.to.member_id)
            self._put(message.at, place, f"{self._platform.name_of(BOT)}：{_content(message)}")

    def _say(self, line: Say, place: str) -> None:
        who = self._platform.name_of(line.member, line.group)
        quoted = self._platform.message_of(line.quote)
        quote = say.QUOTING(self._language, text=_short(quoted.text)) if quoted else ""
        again = say.AGAIN(self._language) if self._platform.message_of(line.id) else ""
        carried = line.image or line.file
        picture = f"[{carried.name}]" if carried else ""
        self._put(line.at, place, f"{who}{quote}{again}：{picture}{line.text}")

    def _private(self, member_id: str) -> str:
        return say.PRIVATE(self._language, name=self._platform.name_of(member_id))

    def _notice(self, line: ScriptLine) -> str:
        t: Language = self._language
        name = self._platform.name_of
        match line:
            case AddGroup():
                return say.GROUP_MADE(t, name=line.name, n=len({line.owner, *line.members}))
            case Join():
                names = "、".join(line.members.values())
                by = name(line.inviter, line.group)
                return say.JOINED_BY(t, names=names, by=by) if line.inviter else say.JOINED(t, names=names)
            case Leave():
                who, by = name(line.member, line.group), name(line.by, line.group)
                return say.REMOVED(t, name=who, by=by) if line.by else say.LEFT(t, name=who)
            case Rename():
                return say.RENAMED(t, name=line.name)
            case ChangeOwner():
                return say.NEW_OWNER(t, name=name(line.member, line.group))
            case KickBot():
                return say.BOT_KICKED(t)
            case Fault():
                return say.FAULTS(t, kind=line.send, n=line.times)
            case Crash():
                return say.CRASHES(t, when=line.when, seconds=f"{line.down.total_seconds():g}")
            case Say():
                return line.text

    def _put(self, at: datetime, place: str, text: str) -> None:
        local = at.astimezone(self._zone)
        day = f"周{WEEKDAYS_ZH[local.weekday()]}" if self._language == "zh" else WEEKDAYS_EN[local.weekday()]
        head = f"{local:%m-%d} {day} {local:%H:%M:%S} " + (f"{place}｜" if place else "")
        self._write(head + indented(text) + "\n")


def _content(message: Accepted) -> str:
    return message.text if message.kind == "text" else f"[{message.kind}] {message.text}"


def indented(text: str) -> str:
    """The text with every line but the first set in."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"    {line}" if line else "" for line in rest)])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:19] + "…"
