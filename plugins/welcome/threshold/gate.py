"""A group's threshold as the jobs see it, and their ways to speak at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import group_settings
from bot.content import Mention, Text
from bot.outbox import Priority
from bot.owners import owners_of
from bot.phrases import Language, Phrase
from bot.scheduler import JobRun
from plugins.welcome import rules as welcome_rules
from plugins.welcome.threshold import rules, showing, store
from plugins.welcome.threshold.settings import Threshold
from plugins.welcome.threshold.store import Standing
from storage.base import to_ms
from storage.tables import Group


@dataclass(frozen=True, slots=True)
class Gate:
    """A group's threshold as a job finds it."""

    run: JobRun
    group: Group
    threshold: Threshold
    language: Language
    zone: str

    @classmethod
    async def of(cls, run: JobRun) -> "Gate":
        """Of the group the job runs for."""
        assert run.group_id is not None
        group = await run.session.get_one(Group, run.group_id)
        threshold = await group_settings.load(run.session, group.id, Threshold)
        language: Language = "en" if (group.language or run.args["language"]) == "en" else "zh"
        return cls(run, group, threshold, language, group.zone or run.args["zone"])

    @property
    def is_shut(self) -> bool:
        """Whether there is nothing to be done any more."""
        return not self.threshold.kind or self.group.left_at is not None

    async def plan(self, job: str, after: timedelta) -> None:
        """Have a job run for the group in so long, unless it is to run before."""
        run, at = self.run, self.run.now + after
        planned = await store.when(run.session, job, self.group.id)
        if planned is None or planned > at:
            await store.plan(run.session, job, self.group, at, run.now, run.args)

    def say(self, people: Sequence[Standing], phrase: Phrase, until: timedelta) -> None:
        """Say it in the group to all of them, in so long or never."""
        address = welcome_rules.addressed([who.person_id for who in people], self.language)
        self.run.post(self._to(address, phrase), priority=Priority.WELCOME, expires_at=self.run.now + until)

    def warn(self, people: Sequence[Standing], phrase: Phrase) -> None:
        """The same with a mention of each."""
        words = self._to([Mention(who.person_id) for who in people], phrase)
        key = store.warning_key(self.group.id, self.run.now)
        self.run.post(words, key=key, priority=Priority.WELCOME, expires_at=self.run.now + rules.NOTICE)

    def whisper(self, people: Sequence[Standing], phrase: Phrase, what: str) -> None:
        """Say it in private to those of them who are the bot's friends."""
        values = {"group": self.group.name, "question": self.threshold.question, "limit": self._limit}
        words = welcome_rules.words(phrase(self.language, **values))
        for who in people:
            if who.is_friend:
                key = f"threshold:{what}:{self.group.id}:{who.person_id}:{to_ms(who.row.asked_at or self.run.now)}"
                self.run.post(words, key=key, person_id=who.person_id, priority=Priority.WELCOME, is_must=True)

    async def report(self, people: Sequence[Standing], phrase: Phrase) -> None:
        """List them to whoever owns the group."""
        owner = (await owners_of(self.run.session, [self.group.id], self.run.batch.operators)).get(self.group.id)
        if owner is not None:
            lines = showing.lines_of(people, self.language)
            number = people[0].row.number
            words = phrase(self.language, group=self.group.name, n=len(people), lines=lines, number=number)
            self.run.post(welcome_rules.words(words), person_id=owner)

    def _to(self, address: Sequence[str | Mention], phrase: Phrase) -> Text:
        words = phrase(self.language, question=self.threshold.question, limit=self._limit)
        return Text((*address, "\n", words))

    @property
    def _limit(self) -> str:
        return showing.limit_of(self.threshold.limit, self.language)
