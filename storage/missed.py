"""What was missed: posts that wait for an owner's word, and the numbers under which the owner was told of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, insert, or_, select, text, update

from storage.engine import ReadSession, Session
from storage.outbox import UNSETTLED
from storage.tables import Group, MissedReport, Outbox

MOST = 20_000
"""Posts looked at, the latest, however many wait."""


class MissedPost(NamedTuple):
    """One post that waits; `reason` holds its title."""

    id: int
    group_id: int
    cause_id: str
    due_at: datetime
    created_at: datetime
    reason: str | None


async def waiting(session: ReadSession, account_id: int, since: datetime) -> list[MissedPost]:
    """The posts that were missed and are not decided on, found since then, the oldest moment first."""
    columns = Outbox.id, Outbox.group_id, Outbox.cause_id, Outbox.due_at, Outbox.created_at, Outbox.reason
    query = select(*columns).where(*_missed(account_id), Outbox.created_at >= since, Outbox.group_id.is_not(None))
    rows = (await session.execute(query.order_by(Outbox.due_at.desc(), Outbox.id.desc()).limit(MOST))).all()
    return [MissedPost(*row) for row in reversed(rows)]


async def contents(session: ReadSession, ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """What these posts say."""
    rows = await session.execute(select(Outbox.id, Outbox.content).where(Outbox.id.in_(ids)))
    return {number: content for number, content in rows.all()}  # noqa: C416 - a Row is no tuple to the checker


async def places(session: ReadSession, ids: Iterable[int]) -> Mapping[int, tuple[str, str | None]]:
    """The groups' names and zones."""
    rows = await session.execute(select(Group.id, Group.name, Group.zone).where(Group.id.in_(tuple(ids))))
    return {group_id: (name, zone) for group_id, name, zone in rows.all()}


async def put_report(session: Session, person_id: int, lines: Sequence[Sequence[int]]) -> None:
    """Keep which posts the lines of a person's new report are about, numbered from 1; the one before is void."""
    await session.execute(delete(MissedReport).where(MissedReport.person_id == person_id))
    rows = [
        {"person_id": person_id, "number": number, "outbox_id": post}
        for number, posts in enumerate(lines, start=1)
        for post in posts
    ]
    if rows:
        await session.execute(insert(MissedReport), rows)


async def open_report(
    session: ReadSession, person_id: int, groups: Select[Group], since: datetime
) -> Mapping[int, Sequence[int]]:
    """The posts to those groups by their numbers in the person's report, empty when all of it was sent or is old."""
    mine = groups.order_by(None).with_only_columns(Group.id)
    query = select(MissedReport.number, Outbox.id, Outbox.state).join(Outbox, Outbox.id == MissedReport.outbox_id)
    query = query.where(MissedReport.person_id == person_id, Outbox.created_at >= since, Outbox.group_id.in_(mine))
    rows = (await session.execute(query.order_by(MissedReport.number, Outbox.id))).all()
    lines: dict[int, list[int]] = defaultdict(list)
    for number, post, _ in rows:
        lines[number].append(post)
    return lines if any(state in ("missed", "dropped") for _, _, state in rows) else {}


async def undecided(session: ReadSession, ids: Sequence[int]) -> set[int]:
    """Those of these posts that nobody has said anything about."""
    return set(await session.scalars(select(Outbox.id).where(Outbox.id.in_(ids), Outbox.state == "missed")))


async def outlived(session: Session, account_id: int, now: datetime) -> datetime | None:
    """Let scheduled content that could no longer be sent when the bot came back count as missed; the first's due time.

    It was found as of now. What had had its chance, and was held for lack of talk or of value, is decided on by that.
    """
    waiting = Outbox.account_id == account_id, text("state = 'waiting'"), Outbox.serving != "", Outbox.expires_at <= now
    held = or_(Outbox.reason.is_(None), Outbox.reason.not_in(("ratio", "fatigue")))
    change = update(Outbox).where(*waiting, held, Outbox.group_id.is_not(None))
    change = change.values(state="missed", reason="missed", created_at=now)
    found = await session.scalars(change.returning(Outbox.due_at).execution_options(synchronize_session=False))
    return min(found, default=None)


async def drop_old(session: Session, account_id: int, before: datetime) -> None:
    """Give up what nobody has decided on."""
    old = update(Outbox).where(*_missed(account_id), Outbox.created_at < before)
    await session.execute(old.values(state="dropped", reason="missed").execution_options(synchronize_session=False))


def _missed(account_id: int) -> tuple[Any, ...]:
    return Outbox.account_id == account_id, text(UNSETTLED), text("state = 'missed'")
