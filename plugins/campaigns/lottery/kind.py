"""A lottery as part of a campaign: opened in all its groups at once, closed with it, told of at its end."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update

from bot.content import Content
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.campaigns.activities import ActivityKind, Opening, Part
from plugins.campaigns.lottery import acts, plans, rules, showing, store
from plugins.campaigns.lottery import messages as m
from plugins.campaigns.lottery.draw import Seed
from plugins.campaigns.lottery.tables import Lottery, LotteryEntry, LotterySecret
from storage.engine import ReadSession, Session


def check(params: Mapping[str, str], language: Language) -> None:
    """The prizes are what only we can read, and who may enter."""
    rules.read_prizes(params.get("prizes", ""))
    rules.read_conditions(params.get("who", ""))


async def open_all(run: JobRun, openings: Sequence[Opening]) -> Sequence[tuple[Content, ...]]:
    """One in each group, each with a secret of its own, with few statements for all."""
    seeds = [Seed.new() for _ in openings]
    made = [_lottery(run, each, seed) for each, seed in zip(openings, seeds, strict=True)]
    run.session.add_all(made)
    await run.session.flush()
    for lottery, seed in zip(made, seeds, strict=True):
        run.session.add_all([LotterySecret(lottery_id=lottery.id, seed=seed), plans.freezing(lottery, run.now)])
    await run.session.flush()
    return [(showing.opened(each, is_only=True),) for each in made]


async def close(session: Session, campaign_id: int, now: datetime) -> None:
    """Those still open end without a draw; a list that is frozen already is drawn."""
    still = Lottery.campaign_id == campaign_id, Lottery.state == "open"
    ids = list((await session.scalars(select(Lottery.id).where(*still))).all())
    await plans.forget(session, ids)
    over = update(Lottery).where(*still).values(state="cancelled")
    await session.execute(over.execution_options(synchronize_session=False))


async def took_part(session: ReadSession, campaign_id: int) -> Sequence[Part]:
    """Whoever entered."""
    query = select(Lottery.group_id, LotteryEntry.person_id).join(LotteryEntry, LotteryEntry.lottery_id == Lottery.id)
    return [Part(*row) for row in await session.execute(query.where(Lottery.campaign_id == campaign_id).distinct())]


async def summary(session: ReadSession, campaign_id: int, language: Language) -> Mapping[int, str]:
    """How many entered and won, by group."""
    counts = await store.counts(session, campaign_id)
    return {
        group: m.RECAP_WON(language, n=n, won=won) if won else m.RECAP(language, n=n)
        for group, (n, won) in counts.items()
        if n
    }


def _lottery(run: JobRun, opening: Opening, seed: Seed) -> Lottery:
    return acts.new_lottery(
        account_id=run.account_id,
        group_id=opening.group_id,
        campaign_id=opening.campaign_id,
        author_id=opening.author_id,
        title=opening.title,
        prizes=rules.read_prizes(opening.params.get("prizes", "")),
        conditions=rules.read_conditions(opening.params.get("who", "")),
        claim_days=rules.CLAIM_DAYS,
        language=opening.language,
        zone=opening.zone,
        now=run.now,
        closes_at=opening.until or run.now + rules.STAYS_OPEN,
        seed=seed,
    )


KIND = ActivityKind(check, open_all, close, took_part, summary)
