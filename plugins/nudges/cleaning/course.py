"""A cleaning as its job finds it, and its ways to look and to speak."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.content import Text
from bot.outbox import Cause
from bot.owners import owners_of
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.nudges.cleaning import messages as m
from plugins.nudges.cleaning import rules, store
from plugins.nudges.cleaning.acts import CAUSE, language_of
from plugins.nudges.cleaning.rules import Circle
from plugins.nudges.cleaning.tables import Cleaned, Cleaning
from plugins.nudges.segments.rules import Known, Look
from plugins.nudges.segments.store import look_at, present
from storage.tables import Group, Person


@dataclass(frozen=True, slots=True)
class Course:
    """One cleaning now: its group, who is there, and who is not to be touched."""

    run: JobRun
    cleaning: Cleaning
    group: Group
    language: Language
    look: Look
    here: Mapping[int, Known]
    circle: Circle

    @classmethod
    async def of(cls, run: JobRun, cleaning: Cleaning) -> "Course | None":
        """None where the bot is no longer in the group: then the cleaning is off."""
        session = run.session
        group = await session.get_one(Group, cleaning.group_id)
        if group.left_at is not None:
            await store.let_go(session, cleaning)
            return None
        look = await look_at(session, group, run.now, run.zone)
        circle = await store.circle_of(session, group, look, cleaning.days, run.batch.operators)
        here = {who.person_id: who for who in await present(session, group.id)}
        return cls(run, cleaning, group, language_of(group, run.batch.around.language), look, here, circle)

    def why_stays(self, row: Cleaned) -> rules.Stays | None:
        """Why somebody stays as of now."""
        return rules.stays(self.here.get(row.person_id), self.circle, self.look, self.cleaning.days)

    def refresh(self, rows: Collection[Cleaned]) -> None:
        """Who has spoken, gone on leave or become exempt since stays."""
        for row in rows:
            if why := self.why_stays(row):
                row.state, row.why = "stays", why.value

    async def plan(self, at: datetime) -> None:
        """Go on at that moment."""
        await store.plan(self.run.session, self.cleaning, at, self.run.now, self.run.zone)

    async def tell(self, words: str, what: str) -> None:
        """Privately to whoever answers for it and to who owns the group; in the group only that there is something."""
        owner = (await owners_of(self.run.session, [self.group.id], self.run.batch.operators)).get(self.group.id)
        cause, key = Cause(CAUSE, str(self.cleaning.id)), f"cleaning:{self.cleaning.id}:{what}"
        people = {self.cleaning.by_id, owner or self.cleaning.by_id}
        friends = False
        for person_id in sorted(people):
            person = await self.run.session.get(Person, person_id)
            friends = friends or (person is not None and person.is_friend)
            self.run.post(Text((words,)), key=f"{key}:{person_id}", person_id=person_id, cause=cause, is_must=True)
        if not friends:
            self.run.post(
                Text((m.ASK_PRIVATELY(self.language),)), key=f"{key}:here", group_id=self.group.id, cause=cause
            )
