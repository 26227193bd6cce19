"""/抽奖: opening a lottery, what became of it, and how anyone checks it."""

from typing import Annotated

from bot import media
from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Member, Rest, Words
from bot.commands.readers import short
from bot.content import File
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.permissions import admin, anyone
from bot.phrases import Phrase
from bot.times.moments import shown, shown_with_zone
from plugins.campaigns.lottery import acts, draw, plans, rules, showing, store
from plugins.campaigns.lottery import messages as m
from plugins.campaigns.lottery.draw import Seed
from plugins.campaigns.lottery.tables import Lottery, LotteryWin
from plugins.campaigns.people import key_of
from plugins.campaigns.tables import Campaign
from storage.names import names_of

LATELY = 10
Number = Annotated[int, Label("编号", "number")]
Whole = Annotated[Rest, Label("名字 奖品 截止 条件 领奖", "title: prizes until who claim")]
Reason = Annotated[Rest | None, Label("原因", "reason")]

lottery = Command(
    "抽奖", "lottery", Phrase("开抽奖，人人能验", "draw prizes in a way anyone can check"), admin, Target.GROUP
)


@lottery.action(summary=Phrase("看抽奖", "see the draws"), example=Example("/抽奖", "/lottery"), guard=anyone)
async def show(ctx: Context, number: Number | None = None) -> None:
    """The only one that is open; of several what they are."""
    lately = await store.latest(ctx.session, ctx.group.id, LATELY)
    opened = [each for each in lately if each.state in ("open", "frozen")]
    if number is not None:
        ctx.reply(await _told(ctx, await _find(ctx, number)))
    elif len(opened) == 1:
        ctx.reply(await _told(ctx, opened[0]))
    elif lately:
        lines = "\n".join(
            ctx.t(m.OVERVIEW_LINE, number=each.id, title=each.title, n=each.entered, state=m.STATES[each.state])
            for each in lately
        )
        ctx.reply(m.OVERVIEW, zone=ctx.zone, lines=lines, number=lately[0].id)
    else:
        ctx.reply(ctx.t(m.NONE_YET))


@lottery.action(
    "新建", "new", summary=Phrase("开一个抽奖", "open a draw"), example=Example(m.NEW_EXAMPLE.zh, m.NEW_EXAMPLE.en)
)
async def new(ctx: Context, what: Whole, more: Words | None = None) -> None:
    """Prizes may stand on the lines below."""
    terms = rules.read_terms(f"{what}\n{more or ''}", ctx.now, ctx.zone)
    campaign = terms.conditions.took_part
    if campaign is not None:
        found = await ctx.session.get(Campaign, campaign)
        if found is None or found.account_id != ctx.account_id:
            raise UserError(m.NO_SUCH_CAMPAIGN, number=campaign)
    if len(await store.open_ones(ctx.session, ctx.group.id, ctx.sender.id)) >= rules.MOST_OPEN:
        raise Refusal(m.TOO_MANY_OPEN, most=rules.MOST_OPEN)
    seed = Seed.new()
    made = acts.new_lottery(
        account_id=ctx.account_id,
        group_id=ctx.group.id,
        campaign_id=None,
        author_id=ctx.sender.id,
        title=terms.title,
        prizes=terms.prizes,
        conditions=terms.conditions,
        claim_days=terms.claim_days,
        language=ctx.language,
        zone=ctx.zone,
        now=ctx.now,
        closes_at=terms.until or ctx.now + rules.STAYS_OPEN,
        seed=seed,
    )
    await acts.open_one(ctx, made, seed)
    ctx.done(m.MADE, number=made.id, title=made.title)


@lottery.action(
    "验证",
    "verify",
    summary=Phrase("验一验开奖", "check a draw"),
    example=Example("/抽奖 验证 5", "/lottery verify 5"),
    guard=anyone,
)
async def verify(ctx: Context, number: Number) -> None:
    """Secret, list and result, by codes; to each their own code."""
    found = await _find(ctx, number)
    entry = await store.entry_of(ctx.session, found.id, ctx.sender.id)
    if found.state in ("open", "frozen"):
        mine = ctx.t(m.MINE_CODE, code=entry.code) if entry else ""
        ctx.reply(m.VERIFY_OPEN, number=found.id, title=found.title, commitment=found.commitment, mine=mine)
        return
    entries = await store.entries(ctx.session, found.id)
    seed = await store.seed_of(ctx.session, found.id)
    order = [] if seed is None else draw.order(seed, [each.code for each in entries if not each.out])
    if seed is None or found.drawn_at is None:
        ctx.reply(await _told(ctx, found))
        return
    has_place = entry is not None and entry.code in order
    mine = ctx.t(m.MINE_AT, code=entry.code, place=order.index(entry.code) + 1) if entry and has_place else ""
    ctx.reply(
        m.VERIFY,
        number=found.id,
        title=found.title,
        commitment=found.commitment,
        secret=seed.reveal(),
        fingerprint=found.entries_hash,
        n=len(order),
        mine=mine,
    )
    data = showing.evidence(found, entries, await store.wins(ctx.session, found.id), seed)
    name = ctx.t(m.FILE_NAME, number=found.id)
    path = await ctx.beforehand("file", lambda: media.keep(ctx.services.settings.media_dir, data, name))
    chat = f"group{ctx.here.id}" if ctx.here else f"person{ctx.sender.id}"
    ctx.reply(File(path, name), once=f"lottery:file:{found.id}:{chat}:{ctx.now:%Y%m%d%H}")


@lottery.action(
    "重抽",
    "redraw",
    summary=Phrase("让下一位得奖", "let the next one have a prize"),
    example=Example("/抽奖 重抽 5 @小明 没来领奖", "/lottery redraw 5 @Ming not claimed"),
)
async def redraw(ctx: Context, number: Number, who: Member | None = None, reason: Reason = None) -> None:
    """Next in the order that the secret has decided; said in the group with the reason."""
    found = await _locked(ctx, number)
    if found.drawn_at is None:
        raise Refusal(m.NOT_DRAWN, number=number)
    wins = [each for each in await store.wins(ctx.session, found.id) if each.state != "passed"]
    names = await names_of(ctx.session, found.group_id, [each.person_id for each in wins])
    words = " ".join((reason or "").split())
    word, _, rest = words.partition(" ")
    win = next((each for each in wins if _is_meant(each, who.id if who else 0, word, names.get(each.person_id))), None)
    why = (words if who else rest)[: rules.LONGEST_REASON]
    if win is None:
        raise UserError(m.NOT_A_WINNER, who=who.name if who else short(word), number=number)
    if not why:
        raise UserError(m.NO_REASON)
    prize, name = showing.prize(found, win.prize, ctx.language), names.get(win.person_id) or ctx.t(m.SOMEBODY)
    preview = ctx.t(m.REDRAW_PREVIEW, title=found.title, prize=prize, name=name, code=win.code, reason=why)
    if await ctx.confirmed(preview):
        await acts.pass_on(ctx, found, win, why)
        if ctx.here is None:
            ctx.reply(m.DONE_REDRAW)


@lottery.action(
    "开奖",
    "draw",
    summary=Phrase("提前开奖", "hold a draw early"),
    example=Example("/抽奖 开奖 5", "/lottery draw 5"),
)
async def draw_now(ctx: Context, number: Number) -> None:
    """Nobody enters from then on."""
    found = await _open(ctx, number)
    until = shown(found.closes_at, found.zone, ctx.language)
    if await ctx.confirmed(ctx.t(m.DRAW_PREVIEW, title=found.title, n=found.entered, until=until)):
        found.closes_at = ctx.now
        await plans.plan_now(ctx, found, plans.FREEZE, ctx.now + rules.SETTLES)
        await ctx.audit(m.DID_DRAW, None, number=number, title=found.title)
        ctx.reply(m.DONE_DRAW)


@lottery.action(
    "取消",
    "cancel",
    summary=Phrase("取消抽奖", "cancel a draw"),
    example=Example("/抽奖 取消 5 奖品没到", "/lottery cancel 5 no prizes yet"),
)
async def cancel(ctx: Context, number: Number, reason: Reason = None) -> None:
    """Only before the list is frozen; the group is told."""
    found = await _open(ctx, number)
    if await ctx.confirmed(ctx.t(m.CANCEL_PREVIEW, number=number, title=found.title, n=found.entered)):
        await acts.cancel(ctx, found, (reason or "").strip()[: rules.LONGEST_REASON])
        await ctx.audit(m.DID_CANCEL, None, number=number, title=found.title)
        if ctx.here is None:
            ctx.reply(m.DONE_CANCEL, number=number)


async def _told(ctx: Context, found: Lottery) -> str:
    entry = await store.entry_of(ctx.session, found.id, ctx.sender.id)
    mine = ctx.t(m.MINE_IN, code=entry.code) if entry else ""
    said = {"number": found.id, "title": found.title, "n": found.entered}
    if found.state == "open":
        others = await store.open_ones(ctx.session, found.group_id, ctx.sender.id)
        word = showing.word(found.id, ctx.language, is_only=len(others) == 1)
        return ctx.t(
            m.STATE_OPEN,
            until=shown_with_zone(found.closes_at, found.zone, ctx.language),
            prizes=showing.prizes(found, ctx.language),
            conditions=showing.conditions(found, ctx.language),
            mine=mine or ctx.t(m.MINE_OUT, word=word),
            **said,
        )
    wins = await store.wins(ctx.session, found.id)
    names = await names_of(ctx.session, found.group_id, [each.person_id for each in wins])
    state = ctx.t(m.STATE_OVER, state=m.STATES[found.state], mine=mine, **said)
    return state + showing.wins_told(found, wins, names, ctx.language)


async def _find(ctx: Context, number: int) -> Lottery:
    found = await store.find(ctx.session, ctx.group.id, number)
    if found is None:
        raise UserError(m.NO_SUCH, number=number)
    return found


async def _locked(ctx: Context, number: int) -> Lottery:
    """Of this group, and nobody else changes it meanwhile."""
    await _find(ctx, number)
    found = await store.locked(ctx.session, number)
    assert found is not None
    return found


async def _open(ctx: Context, number: int) -> Lottery:
    found = await _locked(ctx, number)
    if found.state != "open":
        raise Refusal(m.NOT_OPEN, number=number, state=m.STATES[found.state])
    return found


def _is_meant(win: LotteryWin, person_id: int, word: str, name: str | None) -> bool:
    if person_id:
        return win.person_id == person_id
    plain = key_of(word.lstrip("@＠"))
    return plain in (key_of(win.code), key_of(name or win.code))
