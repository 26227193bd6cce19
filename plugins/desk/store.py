"""Queries on roles, the history and what was sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Select, TextClause, func, or_, select, text
from sqlalchemy.orm import aliased

from bot.audience import View
from bot.context import Context
from bot.events import Happening
from bot.inbox.happenings import happening_from_json
from bot.outbox import Priority
from bot.permissions import Role
from plugins.desk import messages as m
from storage.engine import ReadSession
from storage.outbox import UNSETTLED
from storage.tables import Account, Audit, Event, Grant, Group, Membership, Outbox, Person

Kind = Literal["open", "waiting", "sent", "unsent"]
"""How messages stand: they want a word, are still to go, went, or never will."""
OPEN = ("unknown", "failed", "missed")
ENDED = {"sent": ("sent", "sending"), "unsent": ("expired", "dropped")}
LATELY = 1000
"""Among so many of the latest messages to groups those are looked for that ended in some way."""
MOST_BEHIND = 50
STILL_ASKED = timedelta(days=30)
"""So long after a private word one asks what it was about."""
CLAIM = "claim"
"""What the history calls a try at the one-time code; the code itself is not kept."""


async def wants_operator(ctx: Context) -> bool:
    """Whether the bot has no operator yet and this is the chat to become one."""
    account = await ctx.session.get_one(Account, ctx.account_id)
    return ctx.here is None and ctx.role < Role.OPERATOR and account.claim_code_sha256 is not None


async def tries(session: ReadSession, person_id: int, since: datetime) -> int:
    """How many wrong codes the person has sent since then."""
    mine = (Audit.person_id == person_id, Audit.command == CLAIM, Audit.at >= since)
    return await session.scalar(select(func.count()).select_from(Audit).where(*mine)) or 0


def note_try(ctx: Context, summary: str) -> None:
    """Note a try at the code without the code."""
    row = Audit(
        event_id=ctx.event_id,
        at=ctx.now,
        account_id=ctx.account_id,
        person_id=ctx.sender.id,
        command=CLAIM,
        summary=summary,
    )
    ctx.session.add(row)


async def role_granted(session: ReadSession, person_id: int, group_id: int) -> str | None:
    """The role somebody gave the person in the group."""
    grant = await session.get(Grant, (person_id, group_id))
    return None if grant is None else grant.role


async def put_role(ctx: Context, person_id: int, group_id: int, role: str | None) -> None:
    """Give the person this role in the group, or none."""
    old = await ctx.session.get(Grant, (person_id, group_id))
    if old is not None:
        await ctx.session.delete(old)
        await ctx.session.flush()
    if role is not None:
        given = {"granted_by_id": ctx.sender.id, "granted_at": ctx.now}
        ctx.session.add(Grant(person_id=person_id, group_id=group_id, role=role, **given))
        await ctx.session.flush()


async def admins_of(session: ReadSession, group: Group) -> tuple[Sequence[Person], Sequence[Person]]:
    """The owner as the platform says with those bound as owners, and those who were made admins, by number."""
    granted = select(Person, Grant.role).join(Grant, Grant.person_id == Person.id).where(Grant.group_id == group.id)
    found = [(person, role) for person, role in (await session.execute(granted.order_by(Person.id))).all()]
    owner = None if group.owner_id is None else await session.get(Person, group.owner_id)
    bound = [person for person, role in found if role == "owner" and person is not owner]
    others = [person for person, role in found if role == "admin" and person is not owner]
    return [owner, *bound] if owner is not None else bound, others


async def groups_of(session: ReadSession, person_id: int) -> int:
    """How many groups the person is in now."""
    mine = select(func.count()).where(Membership.person_id == person_id, Membership.left_at.is_(None))
    return await session.scalar(mine) or 0


async def share_a_group(session: ReadSession, one: int, other: int) -> bool:
    """Whether both are in some group now, so that they can't be the same."""
    twin = aliased(Membership)
    query = select(Membership.group_id).join(twin, twin.group_id == Membership.group_id)
    query = query.where(Membership.person_id == one, twin.person_id == other)
    return await session.scalar(query.where(Membership.left_at.is_(None), twin.left_at.is_(None)).limit(1)) is not None


async def history(
    session: ReadSession, groups: Sequence[Group], start: int, most: int, by: int | None = None
) -> Sequence[tuple[Audit, str | None, int]]:
    """What was done to the groups, `by` a person or anybody, from the `start`-th on, the latest first.

    The act, who did it, and to how many of the groups.
    """
    acts = _acts(groups, by).order_by(func.max(Audit.id).desc()).offset(start).limit(most).subquery()
    query = select(Audit, Person.name, acts.c.groups).join(acts, acts.c.id == Audit.id)
    query = query.outerjoin(Person, Person.id == Audit.person_id).order_by(Audit.id.desc())
    return [(audit, name, n) for audit, name, n in (await session.execute(query)).all()]


async def acts_on(session: ReadSession, groups: Sequence[Group], by: int | None = None) -> int:
    """How many acts the history of the groups has."""
    return await session.scalar(select(func.count()).select_from(_acts(groups, by).subquery())) or 0


async def message(ctx: Context, number: int) -> Outbox | None:
    """The message of this number, if it went to a group at hand or to the sender."""
    return await ctx.session.scalar(select(Outbox).where(Outbox.id == number, _concerns(ctx)))


async def private_message(ctx: Context, number: int) -> Outbox | None:
    """The message of this number, if it went to one person."""
    mine = Outbox.id == number, Outbox.account_id == ctx.account_id, Outbox.person_id.is_not(None)
    return await ctx.session.scalar(select(Outbox).where(*mine))


async def last_unasked(ctx: Context) -> int | None:
    """The number of the last private message to the sender that answered nothing, while it is not long ago."""
    lately = Outbox.account_id == ctx.account_id, Outbox.tried_at >= ctx.now - STILL_ASKED
    query = select(Outbox.id).where(*lately, Outbox.person_id == ctx.sender.id, Outbox.priority != Priority.ANSWER)
    return await ctx.session.scalar(query.order_by(Outbox.tried_at.desc()).limit(1))


async def latest(ctx: Context, count: int) -> Sequence[Outbox]:
    """The last messages to the groups at hand."""
    query = select(Outbox).where(Outbox.group_id.in_([group.id for group in ctx.groups]))
    return (await ctx.session.scalars(query.order_by(Outbox.id.desc()).limit(count))).all()


async def behind(session: ReadSession, row: Outbox) -> Sequence[Happening]:
    """What made the bot say this, in order, while it is still on record; of many happenings the first ones."""
    ids = row.cause_id.split(",")[:MOST_BEHIND]
    if row.cause_kind not in ("command", "event") or not all(id_.isdecimal() for id_ in ids):
        return []
    events = await session.scalars(select(Event).where(Event.id.in_(map(int, ids))).order_by(Event.id))
    return [happening_from_json(event.payload) for event in events if event.payload]


async def names_of(ctx: Context, people: Sequence[int]) -> list[str]:
    """What these people are called, in this order."""
    found = (await ctx.session.scalars(select(Person).where(Person.id.in_(people)))).all()
    names = {person.id: person.name for person in found}
    return [names.get(person) or ctx.t(m.SOMEBODY) for person in people]


async def outgoing(view: View, kind: Kind, start: int, most: int) -> tuple[Sequence[Outbox], int]:
    """Messages to the groups at hand that stand like this, from the `start`-th on, and how many in all.

    What waits comes in the order in which it is due, all else the latest first.
    """
    mine = _standing(view, kind)
    total = await view.session.scalar(select(func.count()).select_from(Outbox).where(*mine)) or 0
    order = (Outbox.due_at, Outbox.id) if kind == "waiting" else (Outbox.id.desc(),)
    query = select(Outbox).where(*mine).order_by(*order).offset(start).limit(most)
    return (await view.session.scalars(query)).all(), total


async def groups_of_messages(ctx: Context, ids: Sequence[int]) -> tuple[Group, ...]:
    """The groups these messages went or were to go to."""
    query = select(Group).where(Group.id.in_(select(Outbox.group_id).where(Outbox.id.in_(ids))))
    return tuple((await ctx.session.scalars(query.order_by(Group.id))).all())


def _concerns(ctx: Context) -> ColumnElement[bool]:
    return or_(Outbox.group_id.in_([group.id for group in ctx.groups]), Outbox.person_id == ctx.sender.id)


def _standing(view: View, kind: Kind) -> tuple[ColumnElement[bool] | TextClause, ...]:
    groups = [group.id for group in view.groups]
    if kind in ENDED:
        lately = select(Outbox.id).where(Outbox.group_id.in_(groups)).order_by(Outbox.id.desc()).limit(LATELY)
        return Outbox.id.in_(lately), Outbox.state.in_(ENDED[kind])
    mine = (Outbox.group_id + 0).in_(groups)  # or SQLite reads all that the groups were ever sent
    if kind == "waiting":
        return Outbox.account_id == view.account_id, text("state = 'waiting'"), mine
    return Outbox.account_id == view.account_id, text(UNSETTLED), Outbox.state.in_(OPEN), mine


def _acts(groups: Sequence[Group], by: int | None) -> Select[int, int]:
    """One row for each act, however many groups it was done to."""
    acts = select(func.max(Audit.id).label("id"), func.count(Audit.group_id.distinct()).label("groups"))
    acts = acts.where(Audit.group_id.in_([group.id for group in groups]))
    acts = acts if by is None else acts.where(Audit.person_id == by)
    return acts.group_by(Audit.event_id, Audit.summary)
