"""/栏目: series, their line of issues, and their times."""

from enum import Enum
from typing import Annotated

from bot import audience
from bot.commands import Command, Example, Target
from bot.commands.parameters import Body, Label, Rest, Tags
from bot.content import Content
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.media import body_content
from bot.permissions import admin, manager
from bot.phrases import Phrase
from bot.times.recurrence import Recurrence
from plugins.drops import acts, making
from plugins.drops import rules as drop_rules
from plugins.drops.making import Wish
from plugins.drops.outlook import outlook
from plugins.drops.series import changes, rules, showing, store
from plugins.drops.series import messages as m
from plugins.drops.series.finding import find, find_mine, issue_at, not_taken
from plugins.drops.series.tables import Series
from plugins.drops.tables import Drop

series = Command("栏目", "series", Phrase("一期一期地连载", "post issue after issue"), manager, Target.NONE)

Name = Annotated[str, Label("名字", "name")]
Place = Annotated[int, Label("第几个", "place")]
Day = Annotated[Rest | None, Label("第3天", "day 3")]


class Switch(Enum):
    """On or off, in words."""

    ON = ("开", "on", "开启", "打开")
    OFF = ("关", "off", "关闭")


@series.action(
    summary=Phrase("看有哪些栏目", "see the series"),
    example=Example("/栏目", "/series"),
)
async def show_all(ctx: Context, page: Annotated[int, Label("页码", "page")] = 1) -> None:
    """With how many issues are left and when the next one comes."""
    mine = store.standing(ctx.account_id, await audience.visible(ctx, Drop))
    ctx.reply(await showing.all_of(ctx, await store.rows(ctx.session, mine), page))


@series.action(
    "新建",
    "new",
    summary=Phrase("新建栏目", "begin a series"),
    example=Example("/栏目 新建 读书 每周五 20:00", "/series new reading every fri 20:00"),
    guard=admin,
    target=Target.GROUPS,
)
async def new(
    ctx: Context,
    name: Name,
    when: Recurrence,
    tags: Tags,
    how: Annotated[Rest | None, Label("循环|课程 日期", "evergreen|course date")] = None,
) -> None:
    """It is empty at first; with a first day it is a course, whose lessons come by the day."""
    options = drop_rules.options_of(tags)
    await audience.aim(ctx, options.sets)
    name = rules.name_of(name)
    asked = rules.read_new(how or "", ctx.now, ctx.zone)
    await not_taken(ctx, name)
    made = Series(account_id=ctx.account_id, name=name, is_evergreen=asked.is_evergreen, starts_on=asked.starts_on)
    ctx.session.add(made)
    await ctx.session.flush()
    drop = await making.make(
        ctx,
        Wish(
            "series",
            name,
            when,
            source_id=made.id,
            is_promo=bool(options.is_promo),
            is_must=bool(options.is_must),
            ending=asked.ending,
        ),
    )
    then = ctx.t(m.NOW_ADD, name=name)
    if asked.starts_on is not None:
        then = ctx.t(m.NOW_ADD_DAYS, name=name, day=showing.first_day(ctx, asked.starts_on))
    ctx.done(m.MADE, name=name, number=drop.id, when=await outlook(ctx, drop), then=then)


@series.action(
    "添加",
    "add",
    summary=Phrase("给栏目加一期", "add an issue"),
    example=Example("/栏目 添加 读书\n《活着》：读到第三章", "/series add reading\nTo Live: up to chapter three"),
)
async def add(ctx: Context, name: Name, body: Body, day: Day = None) -> None:
    """At the end of the line; in a course on a day, else on the day after the last."""
    drop, to = await find_mine(ctx, name)
    on = await _free_day(ctx, to, day)
    contents = await _checked(ctx, body)
    if await store.how_many(ctx.session, to) >= rules.MOST:
        raise Refusal(m.TOO_MANY, most=rules.MOST)
    issue = await changes.add(ctx, drop, to, contents, on)
    when = await showing.comes(ctx, drop, to, issue)
    if on is not None:
        ctx.done(m.ADDED_DAY, name=to.name, day=on, when=when)
    else:
        waiting = (await store.left(ctx.session, [to.id])).get(to.id, 0)
        ctx.done(m.ADDED, name=to.name, place=waiting, when=when)


@series.action(
    "查看",
    "show",
    summary=Phrase("看栏目排了什么", "see what is in line"),
    example=Example("/栏目 查看 读书", "/series show reading"),
)
async def show(ctx: Context, name: Name, page: Annotated[int, Label("页码", "page")] = 1) -> None:
    """Each with its place and about when it comes."""
    drop, of = await find(ctx, name)
    ctx.reply(await showing.line_of(ctx, drop, of, page))


@series.action(
    "预览",
    "preview",
    summary=Phrase("看一期发出来的样子", "see an issue as it will look"),
    example=Example("/栏目 预览 读书 1", "/series preview reading 1"),
)
async def preview(ctx: Context, name: Name, place: Place = 1) -> None:
    """Filled for the group; nothing of it counts as posted."""
    drop, of = await find(ctx, name)
    issue = await issue_at(ctx, of, place)
    for content in showing.as_posted(ctx, drop, of, issue, place):
        ctx.reply(content)


@series.action(
    "修改",
    "edit",
    summary=Phrase("换一期的内容", "change an issue"),
    example=Example("/栏目 修改 读书 3\n换成这一段", "/series edit reading 3\nThis instead"),
)
async def edit(ctx: Context, name: Name, place: Place, body: Body) -> None:
    """It keeps its place."""
    drop, of = await find_mine(ctx, name)
    issue = await issue_at(ctx, of, place)
    await changes.edit(ctx, drop, of, issue, await _checked(ctx, body))
    ctx.done(m.EDITED, name=of.name, place=place)


@series.action(
    "移动",
    "move",
    summary=Phrase("换一期的先后", "reorder the issues"),
    example=Example("/栏目 移动 读书 3 1", "/series move reading 3 1"),
)
async def move(ctx: Context, name: Name, place: Place, to: Annotated[int, Label("到第几个", "to")]) -> None:
    """From one place in line to another; in a course from one day to another."""
    drop, of = await find_mine(ctx, name)
    issue = await issue_at(ctx, of, place)
    if of.starts_on is not None:
        if place != to:
            await changes.change_day(ctx, drop, of, issue, await _free(ctx, of, rules.read_day(str(to))))
    else:
        waiting = (await store.left(ctx.session, [of.id])).get(of.id, 0)
        for each in (place, to):
            if not 1 <= each <= waiting:
                raise UserError(m.NO_ISSUE, name=of.name, place=each)
        await changes.reorder(ctx, drop, of, issue, (await issue_at(ctx, of, to)).place)
    ctx.done(m.MOVED, name=of.name, place=place, to=to)


@series.action(
    "移除",
    "remove",
    summary=Phrase("拿掉排着的一期", "take an issue out"),
    example=Example("/栏目 移除 读书 3", "/series remove reading 3"),
)
async def remove(ctx: Context, name: Name, place: Place) -> None:
    """Those after it close up."""
    drop, of = await find_mine(ctx, name)
    await changes.remove(ctx, drop, of, await issue_at(ctx, of, place))
    ctx.done(m.REMOVED, name=of.name, place=place)


@series.action(
    "循环",
    "loop",
    summary=Phrase("让栏目发完再来一轮", "let a series begin again"),
    example=Example("/栏目 循环 读书 开", "/series loop reading on"),
)
async def loop(ctx: Context, name: Name, switch: Switch) -> None:
    """What was not seen for longest comes first then."""
    drop, of = await find_mine(ctx, name)
    if of.starts_on is not None and switch is Switch.ON:
        raise Refusal(m.COURSE_DOES_NOT_LOOP)
    await changes.loop(ctx, drop, of, on=switch is Switch.ON)
    ctx.done(m.LOOPS if of.is_evergreen else m.LOOPS_NOT, name=of.name)


@series.action(
    "暂停",
    "pause",
    summary=Phrase("暂停栏目", "pause a series"),
    example=Example("/栏目 暂停 读书", "/series pause reading"),
)
async def pause(ctx: Context, name: Name) -> None:
    """What is in line stays in line."""
    drop, of = await find_mine(ctx, name)
    await acts.pause(ctx, drop)
    ctx.done(m.PAUSED, name=of.name)


@series.action(
    "恢复",
    "resume",
    summary=Phrase("恢复栏目", "resume a series"),
    example=Example("/栏目 恢复 读书", "/series resume reading"),
)
async def resume(ctx: Context, name: Name) -> None:
    """It goes on with its next time."""
    drop, of = await find_mine(ctx, name)
    await acts.resume(ctx, drop)
    ctx.done(m.RESUMED, name=of.name, when=await outlook(ctx, drop))


@series.action(
    "跳过",
    "skip",
    summary=Phrase("让栏目停几次", "let a series skip some times"),
    example=Example("/栏目 跳过 读书 2", "/series skip reading 2"),
)
async def skip(ctx: Context, name: Name, times: Annotated[Rest | None, Label("几次", "how many times")] = None) -> None:
    """The issues wait; only the times are skipped."""
    drop, of = await find_mine(ctx, name)
    n = 1 if times is None else drop_rules.read_times(times)
    await acts.skip(ctx, drop, n)
    ctx.done(m.SKIPPED, name=of.name, n=n, when=await outlook(ctx, drop))


@series.action(
    "删除",
    "delete",
    summary=Phrase("删除栏目", "delete a series"),
    example=Example("/栏目 删除 读书", "/series delete reading"),
)
async def delete(ctx: Context, name: Name) -> None:
    """With all that is in line; it can be taken back for a while."""
    drop, of = await find_mine(ctx, name)
    await acts.delete(ctx, drop)
    ctx.done(m.DELETED, name=of.name, n=(await store.left(ctx.session, [of.id])).get(of.id, 0))


async def _checked(ctx: Context, body: Body) -> tuple[Content, ...]:
    contents = await body_content(ctx, body)
    rules.check(contents, ctx.language)
    return contents


async def _free_day(ctx: Context, of: Series, text: str | None) -> int | None:
    """The day of a course that is meant; None where it is no course."""
    if of.starts_on is None:
        if text is not None:
            raise UserError(m.NO_COURSE, name=of.name)
        return None
    if text is not None:
        return await _free(ctx, of, rules.read_day(text))
    return await _free(ctx, of, rules.read_day(str(await store.last_day(ctx.session, of.id) + 1)))


async def _free(ctx: Context, of: Series, day: int) -> int:
    if await store.lesson(ctx.session, of.id, day) is not None:
        raise UserError(m.DAY_TAKEN, name=of.name, day=day)
    return day
