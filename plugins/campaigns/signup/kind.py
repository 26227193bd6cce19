"""A sign-up as part of a campaign: opened in all its groups at once, closed with it, told of at its end."""

from collections.abc import Hashable, Mapping, Sequence
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
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import ReadSession, Session
from storage.tables import Schedule

SHARED = (
    "account_id",
    "campaign_id",
    "author_id",
    "title",
    "cap",
    "starts_at",
    "time_said",
    "place",
    "language",
    "zone",
    "opened_at",
    "closes_at",
    "listed_at",
)
"""The columns in which those of a campaign mostly do not differ."""


def check(params: Mapping[str, str], language: Language) -> None:
    """The cap is what only we can read."""
    if cap := params.get("cap"):
        rules.read_cap(cap)


async def open_all(run: JobRun, openings: Sequence[Opening]) -> Sequence[tuple[Content, ...]]:
    """One in each group, with few statements for all; what is said is the same Text wherever it reads the same."""
    others = set(await run.session.scalars(select(Signup.group_id).where(Signup.closed_at.is_(None))))
    alike = {_likeness(each): each for each in openings}
    models = {likeness: _signup(run, each) for likeness, each in alike.items()}
    made = [models[_likeness(each)] for each in openings]
    ids = await _insert(run, openings, made)
    numbered = [(ids[opening.group_id], opening, model) for opening, model in zip(openings, made, strict=True)]
    whens = [
        plans.When(number, opening.group_id, model.account_id, model.zone, model.closes_at, model.starts_at)
        for number, opening, model in numbered
    ]
    await plans.plan_new(run, whens)
    told = {id(model): showing.page(model, ()).text for model in models.values()}
    return [
        (told[id(model)] if opening.group_id not in others else _told_with_number(model, number),)
        for number, opening, model in numbered
    ]


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


def _likeness(opening: Opening) -> Hashable:
    """What makes one differ from another, but for its group."""
    return opening.title, tuple(opening.params.items()), opening.until, opening.zone, opening.language


async def _insert(run: JobRun, openings: Sequence[Opening], made: Sequence[Signup]) -> Mapping[int, int]:
    """Their numbers, by group."""
    columns = ("group_id", *SHARED)
    before = await run.session.scalar(select(func.max(Signup.id))) or 0
    shared = {id(model): tuple(_plain(getattr(model, column)) for column in SHARED) for model in made}
    rows = [(opening.group_id, *shared[id(model)]) for opening, model in zip(openings, made, strict=True)]
    await insert_many(run.batch.connection, Signup, columns, rows)
    mine = Signup.campaign_id == openings[0].campaign_id, Signup.id > before
    found = await run.session.execute(select(Signup.group_id, Signup.id).where(*mine))
    return {row[0]: row[1] for row in found}


def _plain(value: object) -> object:
    return to_ms(value) if isinstance(value, datetime) else value


def _told_with_number(model: Signup, number: int) -> Text:
    model.id = number
    return showing.page(model, (), is_only=False).text


def _when(words: str, now: datetime, zone: str) -> tuple[datetime | None, str]:
    """When it takes place; what is no moment stays as it was said, and nobody is reminded."""
    try:
        return (rules.read_time(words, now, zone), "") if words else (None, "")
    except UserError:
        return None, words[: rules.LONGEST_WORDS]


KIND = ActivityKind(check, open_all, close, took_part, summary)
