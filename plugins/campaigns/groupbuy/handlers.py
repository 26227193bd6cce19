"""/拼团: opening, changing and ending group buys, and their lists."""

from datetime import timedelta
from functools import partial
from typing import Annotated

from bot import media
from bot.commands import Example
from bot.commands.parameters import Label, Rest, Words
from bot.content import File
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.outbox import Priority
from bot.permissions import anyone
from bot.phrases import Phrase
from plugins.campaigns.groupbuy import acts, kind, plans, rules, showing, store
from plugins.campaigns.groupbuy import messages as m
from plugins.campaigns.groupbuy.command import groupbuy
from plugins.campaigns.groupbuy.tables import Groupbuy

LATELY = timedelta(days=7)
Number = Annotated[int, Label("编号", "number")]
Whole = Annotated[Rest, Label("商品 10份 99, 30份 89 截止 时间", "item 10 boxes 99, 30 boxes 89 until time")]
Until = Annotated[Rest, Label("时间", "time")]
Next = Annotated[Rest | None, Label("下一步", "what is next")]


@groupbuy.action(
    summary=Phrase("看拼到哪了", "see how a group buy goes"),
    example=Example("/拼团", "/groupbuy"),
    guard=anyone,
)
async def show(
    ctx: Context,
    number: Annotated[int | None, Label("编号", "number")] = None,
    page: Annotated[int, Label("页", "page")] = 1,
) -> None:
    """The only one that is open with its list; of several what they are."""
    lately = await store.latest(ctx.session, ctx.group.id, ctx.now - LATELY)
    opened = [each for each in lately if each.closed_at is None]
    if number is not None:
        await _show(ctx, await _find(ctx, number), page, is_only=len(opened) <= 1)
    elif len(opened) == 1 or len(lately) == 1:
        await _show(ctx, (opened or lately)[0], page, is_only=True)
    elif lately:
        lines = "\n".join(showing.head(each) for each in lately)
        ctx.reply(m.OVERVIEW, zone=ctx.zone, lines=lines, number=lately[0].id)
    else:
        ctx.reply(f"{ctx.t(m.NONE_YET)}\n{ctx.t(m.NEW_EXAMPLE)}")


@groupbuy.action(
    "新建",
    "new",
    summary=Phrase("开一个拼团", "open a group buy"),
    example=Example(m.NEW_EXAMPLE.zh, m.NEW_EXAMPLE.en),
)
async def new(ctx: Context, what: Whole, then: Words | None = None) -> None:
    """The lines below are said when it is on: how to pay, where to get it."""
    terms = rules.read_terms(what, ctx.now, ctx.zone)
    if terms.until is None:
        raise UserError(m.NO_UNTIL)
    if terms.stock is not None and terms.stock < terms.prices.tiers[-1].number:
        raise UserError(m.STOCK_TOO_SMALL, stock=terms.stock, number=terms.prices.tiers[-1].number)
    others = await store.open_ones(ctx.session, ctx.group.id, ctx.now)
    if len(others) >= rules.MOST_OPEN:
        raise Refusal(m.TOO_MANY_OPEN, most=rules.MOST_OPEN)
    made = kind.new(terms.prices, ctx.language, ctx.now)
    made.account_id, made.group_id, made.author_id = ctx.account_id, ctx.group.id, ctx.sender.id
    made.item, made.each, made.stock = terms.item, terms.each, terms.stock
    made.next_step = _next(then or "")
    made.zone, made.closes_at = ctx.zone, terms.until
    ctx.session.add(made)
    await ctx.session.flush()
    await acts.plan_ends(ctx, made)
    await ctx.audit(m.DID_MAKE, [{"op": acts.MADE, "groupbuy": made.id}], item=made.item)
    said = showing.opened(made, is_only=not others)
    ctx.post(said, key=acts.key_of(made, "opened"), group_id=made.group_id, priority=Priority.ANSWER)
    ctx.done(m.MADE, number=made.id)


@groupbuy.action(
    "结束",
    "close",
    summary=Phrase("提前结束拼团", "end a group buy now"),
    example=Example("/拼团 结束 1", "/groupbuy close 1"),
)
async def close(ctx: Context, number: Number) -> None:
    """With the result it has now, once that was shown and confirmed."""
    found = await _open(ctx, number)
    tiers = showing.tiers_of(found.tiers)
    best = rules.reached(tiers, found.taken)
    values = {"number": number, "item": found.item, "count": showing.count(found, found.taken)}
    if best is None:
        preview = ctx.t(m.CLOSE_SHORT, **values, goal=showing.count(found, tiers[0].number))
    else:
        preview = ctx.t(m.CLOSE_REACHED, **values, price=showing.price(found, best))
    if await ctx.confirmed(preview):
        await store.unplan(ctx.session, plans.keys(found.id))
        (over,) = await acts.end(ctx.session, [found], ctx.now, frozenset(ctx.services.settings.operators))
        ctx.services.scheduler.changed()
        await ctx.audit(m.DID_CLOSE, item=found.item)
        if over.said is not None:
            key = acts.key_of(found, "result")
            ctx.post(over.said, key=key, group_id=found.group_id, priority=Priority.WELCOME)
        if ctx.here is None or over.said is None:
            ctx.reply(m.CLOSED, number=number)


@groupbuy.action(
    "延期",
    "extend",
    summary=Phrase("改拼团的截止时间", "change when a group buy ends"),
    example=Example("/拼团 延期 1 周日 20:00", "/groupbuy extend 1 sun 20:00"),
)
async def extend(ctx: Context, number: Number, until: Until) -> None:
    """Later or sooner; the group is told."""
    at = rules.read_time(until, ctx.now, ctx.zone)
    found = await _open(ctx, number)
    await acts.change(ctx, found, m.DID_EXTEND, closes_at=at)
    ctx.done(m.EXTENDED_IT, number=number, until=showing.until(found))


@groupbuy.action(
    "取消",
    "cancel",
    summary=Phrase("取消一个拼团", "call a group buy off"),
    example=Example("/拼团 取消 1", "/groupbuy cancel 1"),
)
async def cancel(ctx: Context, number: Number) -> None:
    """The group is told, once that was confirmed."""
    found = await _open(ctx, number)
    people = (await store.entries(ctx.session, [found.id], "in")).get(found.id, ())
    count = showing.count(found, found.taken)
    if await ctx.confirmed(ctx.t(m.CANCEL_PREVIEW, number=number, item=found.item, n=len(people), count=count)):
        await acts.call_off(ctx, found)
        await ctx.audit(m.DID_CANCEL, item=found.item)
        if ctx.here is None:
            ctx.reply(m.CANCELLED_IT, number=number)


@groupbuy.action(
    "下一步",
    "next",
    summary=Phrase("写好拼成以后怎么办", "say what follows when it is on"),
    example=Example(
        "/拼团 下一步 1 今晚加我微信付款，周日统一发货", "/groupbuy next 1 pay at the desk, pick up on Sunday"
    ),
)
async def next_step(ctx: Context, number: Number, then: Next = None, more: Words | None = None) -> None:
    """Said with the result."""
    words = _next("\n".join(filter(None, (then, more))))
    found = await _open(ctx, number)
    await acts.change(ctx, found, m.DID_NEXT, next_step=words)
    ctx.done(m.NEXT_SET, number=number, next=words or m.NEXT_DEFAULT)


@groupbuy.action(
    "导出",
    "export",
    summary=Phrase("私聊收一份名单", "have the list in private"),
    example=Example("/拼团 导出 1", "/groupbuy export 1"),
)
async def export(ctx: Context, number: Number) -> None:
    """As a file, of whatever state it is in."""
    found = await _find(ctx, number)
    people = (await store.entries(ctx.session, [found.id])).get(found.id, ())
    data = showing.table([(found, ctx.group.name, people)], ctx.language)
    folder = ctx.services.settings.media_dir
    path = await ctx.beforehand("groupbuy", partial(media.keep, folder, data, "list.csv"))
    file = File(path, media.fit_name(ctx.t(m.FILE, name=f"{found.id} {found.item}")))
    await ctx.audit(m.DID_EXPORT, item=found.item)
    key = acts.key_of(found, f"export:{ctx.event_id}")
    ctx.post(file, key=key, person_id=ctx.sender.id, priority=Priority.ANSWER)
    if ctx.here is not None:
        ctx.reply(m.SENT)


async def _show(ctx: Context, found: Groupbuy, page: int, *, is_only: bool) -> None:
    people = (await store.entries(ctx.session, [found.id], "in")).get(found.id, ())
    pages = showing.pages(people)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    own = next((each.quantity for each in people if each.person_id == ctx.sender.id), 0)
    ctx.reply(showing.page(found, people, page, own, is_only=is_only))


async def _find(ctx: Context, number: int) -> Groupbuy:
    found = await store.find(ctx.session, ctx.group.id, number)
    if found is None:
        raise UserError(m.NO_SUCH, number=number)
    return found


async def _open(ctx: Context, number: int) -> Groupbuy:
    """One that can still be changed, locked."""
    found = await _find(ctx, number)
    await store.locked(ctx.session, [found.id])
    if found.closed_at is not None or found.closes_at <= ctx.now:
        raise Refusal(m.IS_CLOSED, number=number)
    return found


def _next(words: str) -> str:
    """What follows, as one paragraph or several, without the word itself."""
    plain = words.strip()
    for name in ("下一步", "next"):
        if plain.lower().startswith(name) and not plain[len(name) :][:1].isalnum():
            plain = plain[len(name) :].lstrip(" :：，,\n")
    if len(plain) > rules.LONGEST_NEXT:
        raise UserError(m.NEXT_TOO_LONG, most=rules.LONGEST_NEXT)
    return plain
