"""How what is kept of somebody reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import messages as core
from bot.commands.readers import short
from bot.phrases import Language
from bot.retention import SENDING_FOR
from bot.times.localday import local_day
from bot.times.moments import shown, shown_with_zone
from plugins.nudges.privacy import messages as m
from plugins.nudges.privacy import store
from storage.base import to_ms
from storage.engine import ReadSession
from storage.tables import Person

if TYPE_CHECKING:
    from bot.services import Services

MOST_GROUPS = 20


async def whole(services: "Services", person_id: int, zone: str, language: Language, now: datetime) -> str:
    """Everything, a line for each kind; read without keeping the writer."""
    async with services.db.read() as session:
        person = await session.get_one(Person, person_id)
        view = View(session, person, zone, language, now)
        lines = [
            *view.who(),
            *await view.groups(),
            *await view.rights(),
            *await view.texts(services.settings.keep_messages),
            *await view.rest(),
        ]
    told = "\n".join(m.LINE(language, what=line) for line in lines)
    return m.KEPT_OF_YOU(language, lines=told, foot=m.FOOT(language))


@dataclass(frozen=True, slots=True)
class View:
    """Somebody, seen at one moment."""

    session: ReadSession
    person: Person
    zone: str
    language: Language
    now: datetime

    def who(self) -> Iterator[str]:
        """What they are called, and what they told the bot to do."""
        person, language = self.person, self.language
        yield m.NAME(language, name=person.name) if person.name else m.NO_NAME(language)
        if person.is_friend:
            yield m.FRIEND(language)
        if person.quiet_at is not None:
            yield m.IS_QUIET(language, day=self._day(person.quiet_at))
        if person.away_until is not None and person.away_until > self.now:
            yield m.IS_AWAY(language, day=shown_with_zone(person.away_until, self.zone, language))

    async def groups(self) -> list[str]:
        """A line for each group, as many as one reads."""
        places = await store.places(self.session, self.person.id)
        more = len(places) - MOST_GROUPS
        lines = [self._place(place) for place in places[:MOST_GROUPS]]
        return [*lines, m.MORE_GROUPS(self.language, n=more)] if more > 0 else lines

    async def rights(self) -> list[str]:
        """What they may do, if anything."""
        language = self.language
        roles = [
            m.MANAGES_ALL(language)
            if group is None
            else m.MANAGES_ONE(language, group=short(group), role=m.ROLES[role])
            for group, role in await store.rights(self.session, self.person.id)
        ]
        return [m.MANAGES(language, roles=core.COMMA(language).join(roles[:MOST_GROUPS]))] if roles else []

    async def texts(self, keep: timedelta) -> list[str]:
        """Since when and until when their words are kept."""
        since = local_day(to_ms(self.now - keep), self.zone)
        n, first = await store.written_since(self.session, self.person.id, since)
        if first is None:
            said = m.NO_TEXTS(self.language, keep=keep.days)
        else:
            day = f"{first // 10_000:04}-{first // 100 % 100:02}-{first % 100:02}"
            said = m.TEXTS(self.language, keep=keep.days, n=n, day=day)
        return [said, m.PRIVATE_TEXTS(self.language, keep=SENDING_FOR.days)]

    async def rest(self) -> list[str]:
        """All else, counted."""
        found = await store.counts(self.session, self.person.id, m.TOLD_APART)
        parts = [m.COUNTED(self.language, kind=m.kind(self.language, table), n=n) for table, n in found.items()]
        return [core.COMMA(self.language).join(parts)] if parts else []

    def _place(self, place: store.Place) -> str:
        language = self.language
        joined = m.THERE_BEFORE if place.joined_at is None else m.JOINED
        parts = [joined(language, day="" if place.joined_at is None else self._day(place.joined_at))]
        if place.alias:
            parts.insert(0, m.ALIAS(language, alias=short(place.alias)))
        parts.append(
            m.SPOKE(language, days=place.days, n=place.messages) if place.messages else m.NEVER_SPOKE(language)
        )
        if place.last_spoken_at is not None:
            parts.append(m.LAST_SPOKE(language, day=self._day(place.last_spoken_at)))
        head = m.GROUP if place.left_at is None else m.GROUP_LEFT
        return head(language, group=short(place.name), parts=core.COMMA(language).join(parts))

    def _day(self, at: datetime) -> str:
        """The day with its weekday."""
        return shown(at, self.zone, self.language).rpartition(" ")[0]
