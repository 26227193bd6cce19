"""/投票: asking a group, and what it has decided."""

from typing import Annotated

from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Rest, Words
from bot.commands.readers import short
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.permissions import Role, admin, anyone
from bot.phrases import Phrase
from bot.times.moments import shown
from plugins.campaigns.polls import acts, rules, showing, store, voting
from plugins.campaigns.polls import messages as m
from plugins.campaigns.polls.tables import Poll

Number = Annotated[int, Label("编号", "number")]
PAGE = 10

poll = Command("投票", "poll", Phrase("投票定事情", "decide by vote"), anyone, Target.GROUP)


@poll.action(
    summary=Phrase("看现在的投票，或投一票", "see how a poll stands, or vote"),
    example=Example("/投票 2", "/poll 2"),
    target=Target.NONE,
)
async def show_or_vote(ctx: Context, choice: Annotated[Rest | None, Label("选项", "choice")] = None) -> None:
    """The same as the word, but it always answers."""
    polls = await voting.open_polls(ctx)
    if not polls:
        ctx.reply(m.NONE_OPEN_ADMIN if ctx.here is not None and ctx.role >= Role.ADMIN else m.NONE_OPEN)
    elif not choice:
        await voting.show(ctx, polls)
    elif not await voting.vote(ctx, choice):
        raise UserError(m.NOT_A_VOTE, ctx.t(m.VOTE), text=short(choice))


@poll.action(
    "新建",
    "new",
    summary=Phrase("发起投票", "open a poll"),
    example=Example(m.NEW_ZH, m.NEW_EN),
    guard=admin,
)
async def new(
    ctx: Context,
    what: Annotated[Rest, Label("问题 [截止 时间] [多选 2] [匿名]", "question [until time] [choose 2] [anonymous]")],
    options: Annotated[Words, Label("选项，一行一个", "options, one a line")],
) -> None:
    """The question on the first line, an option on each line below."""
    await acts.begin(ctx, rules.read_terms(what, options, ctx.now, ctx.zone))


@poll.action(
    "查看",
    "show",
    summary=Phrase("看一个投票的结果", "see what a poll came to"),
    example=Example("/投票 查看 5", "/poll show 5"),
)
async def view(ctx: Context, number: Number) -> None:
    """As it stands while it is open."""
    ctx.reply(await showing.told(ctx.session, await _find(ctx, number)))


@poll.action(
    "历史",
    "history",
    summary=Phrase("看以前投出了什么", "see what was decided before"),
    example=Example("/投票 历史", "/poll history"),
)
async def history(ctx: Context, page: Annotated[int, Label("页码", "page")] = 1) -> None:
    """The newest first."""
    found, total = await store.closed_in(ctx.session, ctx.group.id, (max(page, 1) - 1) * PAGE, PAGE)
    pages = -(-total // PAGE)
    if not total:
        ctx.reply(m.NO_HISTORY)
        return
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    tallies = await store.tallies(ctx.session, found)
    lines = [
        ctx.t(
            m.PAST,
            number=each.id,
            day=shown(each.closed_at or each.closes_at, each.zone, ctx.language)[:10],
            question=each.question,
            outcome=showing.outcome(each, tallies[each.id]),
        )
        for each in found
    ]
    of_pages = ctx.t(m.PAGE, page=page, pages=pages) if pages > 1 else ""
    ctx.reply("\n".join([ctx.t(m.HISTORY, page=of_pages), *lines, ctx.t(m.HISTORY_FOOT, number=found[0].id)]))


@poll.action(
    "结束",
    "end",
    summary=Phrase("提前结束投票", "end a poll early"),
    example=Example("/投票 结束 5", "/poll end 5"),
    guard=admin,
)
async def end(ctx: Context, number: Number | None = None) -> None:
    """The result is out then, so it is confirmed."""
    found = await _open_one(ctx, number)
    voters = (await store.tallies(ctx.session, [found]))[found.id].voters
    if await ctx.confirmed(ctx.t(m.END_PREVIEW, number=found.id, question=found.question, voters=voters)):
        await acts.end(ctx, found)


@poll.action(
    "取消",
    "cancel",
    summary=Phrase("取消投票", "cancel a poll"),
    example=Example("/投票 取消 5", "/poll cancel 5"),
    guard=admin,
)
async def cancel(ctx: Context, number: Number | None = None) -> None:
    """No result is told."""
    await acts.cancel(ctx, await _open_one(ctx, number))


async def _find(ctx: Context, number: int) -> Poll:
    found = await store.find(ctx.session, ctx.group.id, number)
    if found is None:
        raise UserError(m.NO_SUCH_POLL, number=number)
    return found


async def _open_one(ctx: Context, number: int | None) -> Poll:
    """The poll of this number, or the only one there is; nobody votes in it meanwhile."""
    if number is None:
        polls = await store.open_in(ctx.session, ctx.group.id)
        if not polls:
            raise Refusal(m.NONE_OPEN)
        if len(polls) > 1:
            lines = "\n".join(ctx.t(m.LINE, number=each.id, question=each.question) for each in polls)
            raise UserError(m.WHICH_NUMBER, n=len(polls), lines=lines)
        number = polls[0].id
    await _find(ctx, number)
    found = (await store.locked(ctx.session, [number]))[0]
    if found.closed_at is not None:
        raise Refusal(m.NOT_OPEN, number=number)
    return found
