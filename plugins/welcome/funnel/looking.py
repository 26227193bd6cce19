"""Reading how far newcomers got, for whoever asks: in chat, outside any transaction, or on a page."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Self

from bot import group_settings
from bot.context import Context
from bot.pages import Look as PageLook
from bot.phrases import Language
from bot.times.localday import local_day
from bot.times.recurrence import to_utc
from plugins.welcome import rules as rules_of_welcome
from plugins.welcome.funnel import rules, showing, store
from plugins.welcome.funnel.rules import Count, DayKey
from plugins.welcome.funnel.showing import Asked, Shown
from plugins.welcome.funnel.store import Part
from plugins.welcome.settings import Welcome
from plugins.welcome.threshold.settings import Threshold
from plugins.welcome.variants import trial_of
from storage.base import to_ms
from storage.engine import ReadSession
from storage.names import names_of


class By(Enum):
    """What newcomers can be told apart by."""

    WEEK = ("周", "week", "按周", "每周", "weeks")
    INVITER = ("邀请人", "inviter", "inviters")
    VARIANT = ("分组", "variants", "variant")


PARTS: Mapping[By | None, Part] = {
    None: Part.NOTHING,
    By.WEEK: Part.NOTHING,
    By.INVITER: Part.INVITER,
    By.VARIANT: Part.VARIANT,
}


@dataclass(frozen=True, slots=True)
class Look:
    """Whose newcomers are looked at, since when, and how they are told apart."""

    account_id: int
    groups: Collection[int]
    now: datetime
    zone: str
    asked: Asked
    part: Part

    @classmethod
    def of(cls, view: Context | PageLook, asked: Asked, part: Part) -> Self:
        """The groups at hand now."""
        groups = tuple(group.id for group in view.groups)
        return cls(view.account_id, groups, view.now, view.services.settings.zone, asked, part)

    @property
    def since(self) -> datetime:
        """The beginning of the first day."""
        first = rules.date_of(self.asked.today) - timedelta(days=self.asked.days)
        return to_utc(datetime.combine(first, datetime.min.time()), self.asked.zone)

    async def counts(self, session: ReadSession) -> Mapping[DayKey, Count]:
        """Who joined, with what no night has settled yet."""
        settled = await store.unsettled(session, self.account_id, self.now, self.zone, self.groups, self.part)
        counted = await store.counts(session, self.groups, self.since, self.part)
        return store.with_settled(counted, settled, self.since)

    async def names(self, session: ReadSession, people: Collection[int]) -> Mapping[int, str]:
        """What they are called, in the group if it is one."""
        group_id, *others = self.groups
        return await names_of(session, 0 if others else group_id, sorted(people))


async def ask(view: Context | PageLook, period: timedelta, where: str) -> Asked:
    """What is asked, as of now."""
    thresholds = await group_settings.load_each(view.session, [group.id for group in view.groups], Threshold)
    today = local_day(to_ms(view.now), view.zone)
    has_threshold = any(each.kind for each in thresholds.values())
    return Asked(where, view.zone, period.days, today, has_threshold, view.language)


async def trial(view: Context | PageLook, language: Language) -> str:
    """The one that is on now, of the texts as the group gets them; empty for none."""
    texts = rules_of_welcome.texts_of(await group_settings.load(view.session, view.group.id, Welcome), language)
    return trial_of(*texts) if texts[1] else ""


async def seen(session: ReadSession, look: Look, by: By | None, on_trial: str = "") -> Shown:
    """What is to be seen; of variants those of this trial, or of the last there was."""
    counts = await look.counts(session)
    if by is By.VARIANT:
        which = on_trial or rules.last_trial(counts)
        return await asyncio.to_thread(showing.by_variant, look.asked, counts, which)
    if not rules.total(counts.values()).joined:
        return showing.nobody(look.asked)
    if by is None:
        return await asyncio.to_thread(showing.show, look.asked, counts)
    if by is By.WEEK:
        return await asyncio.to_thread(showing.by_week, look.asked, counts)
    names = await look.names(session, {key for _, key in counts if isinstance(key, int)})
    return await asyncio.to_thread(showing.by_inviter, look.asked, counts, names)
