"""Adding a drop, whatever its content comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from bot.audience import tag_kept
from bot.audit import note
from bot.content import Content, to_json
from bot.errors import Refusal
from bot.scheduler import Missed
from bot.times.recurrence import Once, Recurrence, to_utc
from plugins.drops import messages as m
from plugins.drops import rules, store
from plugins.drops.acts import RENEWS, plan_forgetting, plan_renewal
from plugins.drops.rules import Ending, Times
from plugins.drops.tables import Drop
from plugins.drops.watching import watch_months

if TYPE_CHECKING:
    from bot.context import Context

FIRE = "drops.fire"
FIRE_FEED = "drops.fire_feed"

SourceName = Literal["body", "library", "series", "feed"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A drop as somebody wants it; without an ending it runs 90 days and may be renewed."""

    source: SourceName
    title: str
    at: Recurrence
    source_id: int | None = None
    contents: tuple[Content, ...] = ()
    args: Mapping[str, Any] = field(default_factory=dict[str, Any])
    is_promo: bool = False
    is_must: bool = False
    ending: Ending | None = None


async def make(ctx: "Context", wish: Wish) -> Drop:
    """Add a drop for the groups at hand, noted in the history with its way back; UserError as `add` says."""
    drop = await add(ctx, wish)
    await watch_months(ctx)
    await note(ctx, m.DID_ADD, [{"op": "drops.made", "drop": drop.id}], number=drop.id, title=drop.title)
    return drop


async def add(ctx: "Context", wish: Wish) -> Drop:
    """Add a drop for the groups at hand.

    Raises UserError for an end before its first time and where there are too many already.
    """
    ends_at = rules.ends_at(wish.at, wish.ending, ctx.now, ctx.zone)
    drop = _row(ctx, wish)
    if await store.count(ctx.session, ctx.account_id, drop.group_id, drop.tag) >= rules.MOST:
        raise Refusal(m.TOO_MANY, most=rules.MOST)
    ctx.session.add(drop)
    await ctx.session.flush()
    drop.schedule_id = await ctx.services.scheduler.schedule(
        ctx.session,
        key=store.key_of(drop.id),
        job=job_of(wish.source),
        account_id=ctx.account_id,
        group_id=drop.group_id,
        args={RENEWS: wish.ending is None and ends_at is not None},
        at=wish.at,
        zone=ctx.zone,
        ends_at=ends_at,
        remaining=wish.ending.n if isinstance(wish.ending, Times) and not isinstance(wish.at, Once) else None,
        missed=Missed.REPORT,
        now=ctx.now,
    )
    await ctx.session.flush()
    await plan_renewal(ctx, drop)
    if isinstance(wish.at, Once):
        await plan_forgetting(ctx, drop, to_utc(wish.at.at, ctx.zone))
    return drop


def job_of(source: str) -> str:
    """What fires a drop: news have to be fetched first."""
    return FIRE_FEED if source == "feed" else FIRE


def _row(ctx: "Context", wish: Wish) -> Drop:
    """A set of groups is kept by its tag, so that groups which get it later are of the set too."""
    tag = tag_kept(ctx)
    return Drop(
        account_id=ctx.account_id,
        group_id=None if tag else ctx.group.id,
        tag=tag,
        author_id=ctx.sender.id,
        schedule_id=0,
        source=wish.source,
        source_id=wish.source_id,
        title=wish.title,
        contents=[to_json(content) for content in wish.contents],
        words=rules.words_of(wish.title, wish.contents),
        args=dict(wish.args),
        language=ctx.language,
        is_promo=wish.is_promo,
        is_must=wish.is_must,
        created_at=ctx.now,
        served=0,
    )
