"""What an admin does with messages of the outbox."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text, update

from storage.engine import Session
from storage.tables import Outbox

RESENDABLE = ("unknown", "failed", "expired", "dropped", "missed")
DROPPABLE = ("waiting", "unknown", "failed", "missed")
POST = 2


async def resend(session: Session, account_id: int, ids: Sequence[int], now: datetime) -> list[int]:
    """Queue messages anew, without the token of the attempt before and without their old expiry.

    Whoever asks for one has heard how silent the group is.
    """
    values = {"state": "waiting", "reason": None, "due_at": now, "next_at": now, "attempts": 0}
    return await _change(
        session, account_id, ids, RESENDABLE, values | {"lease": None, "expires_at": None, "is_must": True}
    )


async def drop(session: Session, account_id: int, ids: Sequence[int]) -> list[int]:
    """Let messages never be sent."""
    return await _change(session, account_id, ids, DROPPABLE, {"state": "dropped", "reason": "skipped"})


async def rejudge(session: Session, account_id: int, group_ids: Sequence[int]) -> None:
    """Let posts that wait for a morning, for value or for talk, and those behind them, be looked at as soon as due."""
    waiting = Outbox.account_id == account_id, text("state = 'waiting'"), Outbox.priority == POST
    held = Outbox.group_id.in_(group_ids), Outbox.reason.in_(("quiet_hours", "order", "ratio", "fatigue"))
    await session.execute(
        update(Outbox)
        .where(*waiting, *held)
        .values(next_at=Outbox.due_at, reason=None)
        .execution_options(synchronize_session=False)
    )


async def _change(
    session: Session, account_id: int, ids: Sequence[int], states: Sequence[str], values: dict[str, Any]
) -> list[int]:
    change = (
        update(Outbox)
        .where(Outbox.account_id == account_id, Outbox.id.in_(ids), Outbox.state.in_(states))
        .values(values)
        .returning(Outbox.id)
        .execution_options(synchronize_session=False)
    )
    return sorted((await session.scalars(change)).all())
