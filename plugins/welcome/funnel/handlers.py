"""/欢迎 漏斗: how far newcomers get, and where they are lost."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import Enum

from bot import group_settings
from bot.commands import Example, Target
from bot.content import Image
from bot.context import Context
from bot.errors import UserError
from bot.phrases import Phrase
from bot.pictures.drawn import keep_drawn
from bot.times.localday import local_day
from plugins.welcome import rules as rules_of_welcome
from plugins.welcome.command import welcome
from plugins.welcome.funnel import messages as m
from plugins.welcome.funnel import rules, showing
from plugins.welcome.funnel.looking import Look
from plugins.welcome.funnel.showing import Asked, Shown
from plugins.welcome.funnel.store import Part
from plugins.welcome.settings import Welcome
from plugins.welcome.threshold.settings import Threshold
from plugins.welcome.variants import trial_of
from storage.base import to_ms

USUAL = timedelta(days=90)
LEAST, MOST = timedelta(days=7), timedelta(days=366)


class By(Enum):
    """What newcomers can be told apart by."""

    WEEK = ("周", "week", "按周", "每周", "weeks")
    INVITER = ("邀请人", "inviter", "inviters")
    VARIANT = ("分组", "variants", "variant")


@welcome.action(
    "漏斗",
    "funnel",
    summary=Phrase("看新人走到了哪一步", "see how far newcomers get"),
    example=Example("/欢迎 漏斗 60天", "/welcome funnel 60d"),
    target=Target.GROUPS,
)
async def funnel(ctx: Context, period: timedelta | None = None, by: By | None = None) -> None:
    """As a picture and in words; of a set of groups all together."""
    period = period or USUAL
    if not LEAST <= period <= MOST:
        raise UserError(m.RANGE, most=MOST.days)
    if by is By.VARIANT:
        await _by_variant(ctx, period)
        return
    asked = await _asked(ctx, period)
    look = Look.of(ctx, asked, Part.INVITER if by is By.INVITER else Part.NOTHING)
    await _answer(ctx, lambda: _seen(look, by))


async def _by_variant(ctx: Context, period: timedelta) -> None:
    """The two texts that are tried now, or were last."""
    texts = rules_of_welcome.texts_of(await ctx.settings(Welcome), ctx.language)
    trial = trial_of(*texts) if texts[1] else ""
    look = Look.of(ctx, await _asked(ctx, period), Part.VARIANT)

    async def seen() -> Shown:
        counts = await look.counts()
        return await asyncio.to_thread(showing.by_variant, look.asked, counts, trial or rules.last_trial(counts))

    await _answer(ctx, seen)


async def _seen(look: "Look", by: By | None) -> Shown:
    counts = await look.counts()
    if not rules.total(counts.values()).joined:
        return showing.nobody(look.asked)
    if by is None:
        return await asyncio.to_thread(showing.show, look.asked, counts)
    if by is By.WEEK:
        return await asyncio.to_thread(showing.by_week, look.asked, counts)
    names = await look.names({key for _, key in counts if isinstance(key, int)})
    return await asyncio.to_thread(showing.by_inviter, look.asked, counts, names)


async def _answer(ctx: Context, seen: Callable[[], Awaitable[Shown]]) -> None:
    async def drawn() -> tuple[str, str | None]:
        shown = await seen()
        return shown.words, None if shown.picture is None else await keep_drawn(ctx, shown.picture, "funnel.png")

    words, path = await ctx.beforehand("funnel", drawn)
    if path is not None:
        ctx.reply(Image(path))
    ctx.reply(words)


async def _asked(ctx: Context, period: timedelta) -> Asked:
    several = ctx.t(m.A_SET, tag=ctx.tag, n=len(ctx.groups)) if len(ctx.groups) > 1 else ""
    today = local_day(to_ms(ctx.now), ctx.zone)
    thresholds = await group_settings.load_each(ctx.session, [group.id for group in ctx.groups], Threshold)
    has_threshold = any(each.kind for each in thresholds.values())
    return Asked(several or ctx.group.name, ctx.zone, period.days, today, has_threshold, ctx.language)
