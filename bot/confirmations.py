"""A yes is bound to what was shown: the same person, the same chat, the same preview, within a minute."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.events import Said
from bot.inbox.happenings import happening_from_json, happening_to_json
from storage.tables import Confirmation

if TYPE_CHECKING:
    from bot.context import Context

WINDOW = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The command to run again, and the preview its author said yes to."""

    said: Said
    preview: str


@dataclass(frozen=True, slots=True)
class Late:
    """There was something to confirm, but its minute is over."""


async def ask(ctx: "Context", preview: str) -> None:
    """Remember what waits for this person's yes in this chat; it replaces an older question."""
    chat = _chat(ctx)
    await ctx.session.execute(delete(Confirmation).where(*chat))
    ctx.session.add(
        Confirmation(
            person_id=ctx.sender.id,
            group_id=_group_id(ctx),
            message=happening_to_json(ctx.said),
            preview=preview,
            expires_at=ctx.now + WINDOW,
        )
    )


async def take(ctx: "Context") -> Confirmed | Late | None:
    """What this person's yes in this chat is about; it can be taken once."""
    row = await ctx.session.scalar(select(Confirmation).where(*_chat(ctx)))
    if row is None:
        return None
    await ctx.session.delete(row)
    if row.expires_at < ctx.now:
        return Late()
    said = happening_from_json(row.message)
    assert isinstance(said, Said)
    return Confirmed(said, row.preview)


def _chat(ctx: "Context"):
    return Confirmation.person_id == ctx.sender.id, Confirmation.group_id == _group_id(ctx)


def _group_id(ctx: "Context") -> int:
    return 0 if ctx.here is None else ctx.here.id
