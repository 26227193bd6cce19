"""What members say: 抽奖 and 领奖."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.commands.readers import number_in
from bot.context import Context
from bot.permissions import Role
from bot.phrases import Phrase
from plugins.campaigns.lottery import messages as m
from plugins.campaigns.lottery import plans, rules, showing, store
from plugins.campaigns.lottery.store import Open
from plugins.campaigns.lottery.tables import Lottery

JUST_CLOSED = timedelta(days=1)
"""So long somebody who comes too late is told so."""


async def enter(ctx: Context, rest: str) -> None:
    """They are in, and will see their code on the next list; who may not is told once why."""
    number = number_in(rest.strip().lstrip("#＃")) if rest.strip() else None
    if ctx.here is None or (rest.strip() and number is None):
        return
    opened = await store.open_ones(ctx.session, ctx.here.id, ctx.sender.id)
    meant = [each for each in opened if number in (None, each.id)]
    if not meant:
        await _tell_closed(ctx, number)
    elif len(meant) > 1:
        lines = "\n".join(ctx.t(m.ONE, number=each.id, title=each.title) for each in meant)
        example = showing.word(meant[0].id, ctx.language, is_only=False)
        ctx.reply(m.WHICH, example=example, lines=lines, once=f"lottery:which:{ctx.here.id}:{ctx.now:%Y%m%d%H%M}")
    elif meant[0].code is None:
        await _enter(ctx, meant[0])


async def claim(ctx: Context, rest: str) -> None:
    """What they have won is noted; from anybody else it is plain talk."""
    if rest.strip():
        return
    mine = await store.wins_of(ctx.session, ctx.here.id if ctx.here else None, ctx.sender.id)
    if ctx.here is None and not mine:
        ctx.reply(m.NOTHING_WON)
    waiting = [win for win in mine if win.state == "won"]
    if not waiting:
        if mine:
            once = f"lottery:claimed:{mine[-1].lottery_id}:{ctx.sender.id}"
            ctx.reply(m.ALREADY_CLAIMED, mention=True, once=once)
        return
    told: list[str] = []
    for win in waiting:
        win.state = "claimed"
        lottery = await ctx.session.get_one(Lottery, win.lottery_id)
        told.append(showing.prize(lottery, win.prize, ctx.language))
    ctx.reply(m.CLAIMED, mention=True, prizes=ctx.t(m.BETWEEN).join(told))


async def _enter(ctx: Context, which: Open) -> None:
    assert ctx.here is not None
    if ctx.said.sent_at >= which.closes_at:
        _refuse(ctx, which.id, m.TOO_LATE, title=which.title)
    elif ctx.role >= Role.ADMIN:
        _refuse(ctx, which.id, m.ADMINS_OUT, title=which.title)
    elif await _may_enter(ctx, which):
        entered = await store.enter(ctx.session, which.id, ctx.sender.id, ctx.now)
        if entered is None:
            _refuse(ctx, which.id, m.TOO_LATE, title=which.title)
        elif entered.lists_at is None:
            lottery = await ctx.session.get_one(Lottery, which.id)
            lottery.lists_at = at = ctx.now + rules.list_after(which.lists)
            await plans.plan_now(ctx, lottery, plans.LIST, at)


async def _may_enter(ctx: Context, which: Open) -> bool:
    assert ctx.here is not None
    if which.member_days:
        since = await store.joined_at(ctx.session, ctx.here.id, ctx.sender.id)
        if since is not None and ctx.now - since < timedelta(days=which.member_days):
            _refuse(ctx, which.id, m.TOO_NEW, title=which.title, n=which.member_days)
            return False
    if which.spoken_days:
        today = ctx.now.astimezone(ZoneInfo(ctx.zone))
        have = await store.spoken_days(ctx.session, ctx.here.id, ctx.sender.id, today, rules.RECENT)
        if have < which.spoken_days:
            _refuse(ctx, which.id, m.TOO_QUIET, title=which.title, n=which.spoken_days, have=have)
            return False
    return True


def _refuse(ctx: Context, number: int, why: Phrase, **values: object) -> None:
    ctx.reply(why, mention=True, once=f"lottery:no:{number}:{ctx.sender.id}:{_NAMES[why]}", **values)


_NAMES = {m.TOO_LATE: "late", m.ADMINS_OUT: "admin", m.TOO_NEW: "new", m.TOO_QUIET: "quiet"}


async def _tell_closed(ctx: Context, number: int | None) -> None:
    """To who comes a little too late; later the word is plain talk again."""
    assert ctx.here is not None
    lately = await store.latest(ctx.session, ctx.here.id, rules.MOST_OPEN)
    for each in lately:
        is_meant = number in (None, each.id) and each.state in ("frozen", "drawn")
        if is_meant and ctx.now - each.closes_at < JUST_CLOSED:
            if await store.entry_of(ctx.session, each.id, ctx.sender.id) is None:
                _refuse(ctx, each.id, m.TOO_LATE, title=each.title)
            return
