"""How feeds and their health are shown."""

from bot import audience
from bot.content import Text
from bot.context import Context
from bot.errors import UserError
from bot.pages import Look
from bot.times.moments import shown, shown_with_zone
from plugins.drops.feeds import messages as m
from plugins.drops.feeds import store
from plugins.drops.feeds.tables import Feed
from plugins.drops.outlook import outlook
from plugins.drops.tables import Drop

PAGE = 10


def words(text: Text) -> str:
    """A text without mentions as a string."""
    return "".join(part for part in text.parts if isinstance(part, str))


async def list_page(ctx: Context, page: int) -> None:
    """A page of feeds, each on a line with when it comes and how it fares."""
    start = (max(page, 1) - 1) * PAGE
    found = await store.page(
        ctx.session, ctx.account_id, await audience.concerning(ctx, Drop, ctx.groups), start, PAGE + 1
    )
    if not found:
        raise UserError(m.NO_MORE) if start else UserError(m.NONE)
    drops = found[:PAGE]
    feeds = await store.feeds_of(ctx.session, drops)
    lines = [await _line(ctx, drop, feeds[drop.id]) for drop in drops if drop.id in feeds]
    more = ctx.t(m.MORE, page=max(page, 1) + 1) if found[PAGE:] else ""
    ctx.reply(m.LIST, lines="\n".join(lines), more=more, number=drops[0].id)


async def details(ctx: Context, drop: Drop, feed: Feed) -> None:
    """All about one feed."""
    passed = ctx.t(m.PASSED_OVER, n=feed.passed_over) if feed.passed_over else ""
    lines = [
        ctx.t(
            m.DETAILS,
            number=drop.id,
            title=feed.title,
            promo=_promo(ctx, drop),
            url=feed.url,
            when=await outlook(ctx, drop),
            most=feed.most,
            posted=feed.posted,
            passed=passed,
            health=health(ctx, feed),
        )
    ]
    lines += [ctx.t(m.ITEM_READS, template=feed.template)] if feed.template else []
    ctx.reply("\n".join(lines))


async def _line(ctx: Context, drop: Drop, feed: Feed) -> str:
    state = ctx.t(m.FAILING, n=feed.failures) if feed.failures else ""
    when = await outlook(ctx, drop)
    return ctx.t(m.LINE, number=drop.id, title=feed.title, promo=_promo(ctx, drop), when=when, state=state)


def _promo(ctx: Context, drop: Drop) -> str:
    return ctx.t(m.IS_PROMO) if drop.is_promo else ""


def health(ctx: Context | Look, feed: Feed) -> str:
    """Whether it can be had, and when it was last."""
    if feed.failures and feed.failing_since is not None:
        since = shown_with_zone(feed.failing_since, ctx.zone, ctx.language)
        retry = shown(feed.not_before or feed.failing_since, ctx.zone, ctx.language)
        return ctx.t(m.ILL, n=feed.failures, since=since, why=feed.trouble or "", retry=retry)
    if feed.checked_at is None:
        return ctx.t(m.NEVER_READ)
    well = ctx.t(m.WELL, at=shown_with_zone(feed.checked_at, ctx.zone, ctx.language))
    if feed.recovered_at is None:
        return well
    return ctx.t(m.RECOVERED, well=well, at=shown(feed.recovered_at, ctx.zone, ctx.language))
