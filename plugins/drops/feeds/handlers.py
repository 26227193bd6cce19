"""/订阅源: adding a feed, seeing how it fares, trying it and changing it."""

from typing import Annotated

from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Rest, Tags, Words
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.fetching import Failed, fence_of
from bot.permissions import admin, manager
from bot.phrases import Phrase
from bot.times.recurrence import Recurrence
from plugins.drops import acts, making, reach
from plugins.drops import rules as drop_rules
from plugins.drops.feeds import changes, rules, showing, store
from plugins.drops.feeds import messages as m
from plugins.drops.feeds.looking import Look, look
from plugins.drops.feeds.rules import Style
from plugins.drops.feeds.tables import Feed
from plugins.drops.making import Wish
from plugins.drops.outlook import outlook
from plugins.drops.tables import Drop

SHOWN = 2
"""Items in the preview of a feed just added."""

feed = Command("订阅源", "feed", Phrase("转发网站的更新", "post the news of websites"), manager, Target.NONE)

Number = Annotated[int, Label("编号", "number")]
Address = Annotated[str, Label("网址", "address")]
Line = Annotated[Rest | None, Label("最多…条 标题 直到…", "most … title until …")]
Change = Annotated[Rest | None, Label("最多…条 标题", "most … title")]
Template = Annotated[Words | None, Label("每条的样子", "an item's text")]


@feed.action(
    summary=Phrase("看有哪些订阅源", "see the feeds"),
    example=Example("/订阅源", "/feed"),
    guard=admin,
    target=Target.GROUPS,
)
async def show_all(ctx: Context, page: Annotated[int, Label("页码", "page")] = 1) -> None:
    """With how they fare, the newest first."""
    await showing.list_page(ctx, page)


@feed.action(
    "添加",
    "add",
    summary=Phrase("订阅一个网站的更新", "subscribe to a website's news"),
    example=Example(
        "/订阅源 添加 https://example.com/feed 工作日 08:30 最多3条",
        "/feed add https://example.com/feed weekdays 08:30 most 3",
    ),
)
async def add(
    ctx: Context,
    url: Address,
    at: Recurrence,
    rest: Line = None,
    tags: Tags | None = None,
    item: Template = None,
) -> None:
    """What is in it now is never posted; what comes later is."""
    options = drop_rules.options_of(tags or ())
    await changes.aim(ctx, options.sets)
    most, line = rules.read_most(rest or "")
    asked = drop_rules.read_line(line, ctx.now, ctx.zone)
    template = item or ""
    rules.checked(template, ctx.language)
    found = await _unknown(ctx, rules.address_of(url))
    title = asked.title or found.parsed.title
    style = Style(template, title, ctx.zone, ctx.language)
    latest = rules.latest(found.parsed.entries, min(SHOWN, most or rules.MOST))
    text = showing.words(rules.text_of(latest, style)) if latest else ""
    if options.is_preview:
        ctx.reply(m.PREVIEW, title=title, text=text or ctx.t(m.EMPTY_NOW))
        return
    of = await changes.baseline(ctx, found, title=title, most=most or rules.MOST, template=template)
    drop = await making.make(
        ctx,
        Wish(
            "feed",
            rules.short_title(title),
            at,
            source_id=of.id,
            is_promo=bool(options.is_promo),
            is_must=bool(options.is_must),
            ending=asked.ending,
        ),
    )
    ctx.done(m.ADDED, title=title, number=drop.id, when=await outlook(ctx, drop))
    ctx.reply(ctx.t(m.LOOKS_SO, most=of.most, text=text) if text else ctx.t(m.EMPTY_NOW))


@feed.action(
    "查看",
    "show",
    summary=Phrase("细看一个订阅源", "see one feed"),
    example=Example("/订阅源 查看 12", "/feed show 12"),
)
async def show(ctx: Context, number: Number) -> None:
    """Where it is, what was posted of it, and whether it can be had."""
    drop, of = await _find(ctx, number)
    await showing.details(ctx, drop, of)


@feed.action(
    "试读",
    "try",
    summary=Phrase("看现在有什么新的", "see what is new now"),
    example=Example("/订阅源 试读 12", "/feed try 12"),
)
async def try_(ctx: Context, number: Number) -> None:
    """What would be posted now; nothing of it counts as posted."""
    _, of = await _find(ctx, number)
    found = await _look(ctx, of.url, m.CANT_BE_READ)
    entries = found.parsed.entries
    news = rules.news(entries, await store.known(ctx.session, of.id, entries), of.most)
    if not news.entries:
        ctx.reply(m.NOTHING_NEW, title=of.title)
        return
    text = showing.words(rules.text_of(news.entries, Style(of.template, of.title, ctx.zone, ctx.language)))
    more = ctx.t(m.AND_MORE, n=news.passed_over) if news.passed_over else ""
    ctx.reply(ctx.t(m.WOULD_SAY, text=text) + more)


@feed.action(
    "修改",
    "edit",
    summary=Phrase("改一个订阅源", "change a feed"),
    example=Example("/订阅源 修改 12 每天 09:00 最多5条", "/feed edit 12 daily 09:00 most 5"),
)
async def edit(
    ctx: Context, number: Number, at: Recurrence | None = None, rest: Change = None, item: Template = None
) -> None:
    """The time, how many at most, the title, or how an item reads."""
    drop, of = await _find_mine(ctx, number)
    most, title = rules.read_most(rest or "")
    title = drop_rules.title_of(title)
    if at is None and most is None and item is None and not title:
        raise UserError(m.NOTHING_TO_CHANGE)
    if item is not None:
        rules.checked(item, ctx.language)
    if at is not None:
        await acts.move(ctx, drop, at)
    wanted = {"most": most, "template": item, "title": title or None}
    await changes.change(ctx, drop, of, {name: value for name, value in wanted.items() if value is not None})
    ctx.done(m.EDITED, number=drop.id, title=of.title, when=await outlook(ctx, drop))


@feed.action(
    "暂停",
    "pause",
    summary=Phrase("停一个订阅源", "pause a feed"),
    example=Example("/订阅源 暂停 12", "/feed pause 12"),
)
async def pause(ctx: Context, number: Number) -> None:
    """Nothing of it is posted until it is resumed."""
    drop, of = await _find_mine(ctx, number)
    await acts.pause(ctx, drop)
    ctx.done(m.PAUSED, number=drop.id, title=of.title)


@feed.action(
    "恢复",
    "resume",
    summary=Phrase("恢复一个订阅源", "resume a feed"),
    example=Example("/订阅源 恢复 12", "/feed resume 12"),
)
async def resume(ctx: Context, number: Number) -> None:
    """It goes on with its next time."""
    drop, of = await _find_mine(ctx, number)
    await acts.resume(ctx, drop)
    ctx.done(m.RESUMED, number=drop.id, title=of.title, when=await outlook(ctx, drop))


@feed.action(
    "跳过",
    "skip",
    summary=Phrase("让订阅源跳过几次", "let a feed skip some times"),
    example=Example("/订阅源 跳过 12 2次", "/feed skip 12 2 times"),
)
async def skip(
    ctx: Context, number: Number, times: Annotated[Rest | None, Label("几次", "how many times")] = None
) -> None:
    """What comes meanwhile is still news afterwards."""
    drop, of = await _find_mine(ctx, number)
    n = 1 if times is None else drop_rules.read_times(times)
    await acts.skip(ctx, drop, n)
    ctx.done(m.SKIPPED, number=drop.id, title=of.title, n=n, when=await outlook(ctx, drop))


@feed.action(
    "删除",
    "delete",
    summary=Phrase("不再订阅", "unsubscribe"),
    example=Example("/订阅源 删除 12", "/feed delete 12"),
)
async def delete(ctx: Context, number: Number) -> None:
    """It can be taken back for a while."""
    drop, of = await _find_mine(ctx, number)
    await acts.delete(ctx, drop)
    ctx.done(m.DELETED, title=of.title, number=drop.id)


async def _find(ctx: Context, number: int) -> tuple[Drop, Feed]:
    drop = await reach.find(ctx, number)
    of = await ctx.session.get(Feed, drop.source_id) if drop.source == "feed" else None
    if of is None:
        raise UserError(m.NOT_A_FEED_DROP, number=number)
    return drop, of


async def _find_mine(ctx: Context, number: int) -> tuple[Drop, Feed]:
    drop, of = await _find(ctx, number)
    await reach.may_change(ctx, drop)
    return drop, of


async def _look(ctx: Context, address: str, said: Phrase) -> Look:
    """The feed at an address. Raises UserError when it can't be had."""
    found = await ctx.beforehand("look", lambda: look(address, fence_of(ctx.services.settings)))
    if isinstance(found, Failed):
        raise UserError(said, why=found.text(ctx.language))
    assert isinstance(found, Look)  # nothing was said about what we have
    return found


async def _unknown(ctx: Context, address: str) -> Look:
    """The feed at an address from which the groups at hand have nothing yet."""
    await _not_twice(ctx, address)
    found = await _look(ctx, address, m.CANT_BE_HAD)
    await _not_twice(ctx, found.url)
    return found


async def _not_twice(ctx: Context, url: str) -> None:
    number = await store.same(ctx.session, ctx.account_id, [url], changes.where(ctx))
    if number is not None:
        raise Refusal(m.SUBSCRIBED_ALREADY, number=number)
