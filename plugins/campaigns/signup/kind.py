"""A sign-up as part of a campaign: opened in all its groups at once, closed with it, told of at its end."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from bot.content import Content, Text
from bot.errors import UserError
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.campaigns.activities import ActivityKind, Opening, Part
from plugins.campaigns.signup import messages as m
from plugins.campaigns.signup import plans, rules, showing
from plugins.campaigns.signup.tables import Signup, SignupEntry
from storage.engine import ReadSession, Session
from storage.tables import Schedule


def check(params: Mapping[str, str], language: Language) -> None:
    """The cap is what only we can read."""
    if cap := params.get("cap"):
        rules.read_cap(cap)


async def open_all(run: JobRun, openings: Sequence[Opening]) -> Sequence[tuple[Content, ...]]:
    """One in each group, with few statements for all; what is said is the same Text wherever it reads the same."""
    others = set(await run.session.scalars(select(Signup.group_id).where(Signup.closed_at.is_(None))))
    made = [_signup(run, each) for each in openings]
    run.session.add_all(made)
    await run.session.flush()
    await plans.plan_new(run, made)
    told: dict[tuple[object, ...], Text] = {}
    contents: list[tuple[Content, ...]] = []
    for each in made:
        is_only = each.group_id not in others
        key = (each.title, each.cap, each.closes_at, each.starts_at, each.zone, 0 if is_only else each.id)
        if key not in told:
            told[key] = showing.page(each, (), is_only=is_only).text
        contents.append((told[key],))
    return contents


async def close(session: Session, campaign_id: int, now: datetime) -> None:
    """Those still open are over, and nobody is reminded of what is called off."""
    ids = (await session.scalars(select(Signup.id).where(Signup.campaign_id == campaign_id))).all()
    keys = [f"{plans.REMIND}:{number}:{which}" for number in ids for which in plans.REMINDERS]
    keys += [f"{job}:{number}" for number in ids for job in (plans.LIST, plans.CLOSE)]
    for start in range(0, len(keys), 200):
        await session.execute(delete(Schedule).where(Schedule.key.in_(keys[start : start + 200])))
    over = update(Signup).where(Signup.campaign_id == campaign_id, Signup.closed_at.is_(None)).values(closed_at=now)
    await session.execute(over.execution_options(synchronize_session=False))


async def took_part(session: ReadSession, campaign_id: int) -> Sequence[Part]:
    """The members who are in."""
    query = select(Signup.group_id, SignupEntry.person_id).join(SignupEntry, SignupEntry.signup_id == Signup.id)
    query = query.where(Signup.campaign_id == campaign_id, SignupEntry.state == "in")
    query = query.where(SignupEntry.person_id.is_not(None)).distinct()
    return [Part(*row) for row in await session.execute(query)]


async def summary(session: ReadSession, campaign_id: int, language: Language) -> Mapping[int, str]:
    """How many people are in, by group."""
    query = select(Signup.group_id, func.sum(Signup.taken)).where(Signup.campaign_id == campaign_id)
    rows = await session.execute(query.group_by(Signup.group_id))
    return {group: m.RECAP(language, n=taken) for group, taken in rows if taken}


def _signup(run: JobRun, opening: Opening) -> Signup:
    params = opening.params
    starts, said = _when(params.get("when", ""), run.now, opening.zone)
    return Signup(
        account_id=run.account_id,
        group_id=opening.group_id,
        campaign_id=opening.campaign_id,
        author_id=opening.author_id,
        title=opening.title[: rules.LONGEST_TITLE],
        cap=rules.read_cap(params["cap"]) or None if params.get("cap") else None,
        starts_at=starts,
        time_said=said,
        place=params.get("where", "")[: rules.LONGEST_WORDS],
        language=opening.language,
        zone=opening.zone,
        opened_at=run.now,
        closes_at=opening.until or starts or run.now + rules.STAYS_OPEN,
        listed_at=run.now,
        entered=0,
        taken=0,
        waiting=0,
    )


def _when(words: str, now: datetime, zone: str) -> tuple[datetime | None, str]:
    """When it takes place; what is no moment stays as it was said, and nobody is reminded."""
    try:
        return (rules.read_time(words, now, zone), "") if words else (None, "")
    except UserError:
        return None, words[: rules.LONGEST_WORDS]


KIND = ActivityKind(check, open_all, close, took_part, summary)
