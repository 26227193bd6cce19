"""/门槛: what newcomers have to do, and who has not done it yet."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import Annotated

from bot import group_settings
from bot.commands import Example, Target
from bot.commands.parameters import Label, Rest, Words
from bot.commands.tokens import MENTION
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.phrases import Phrase
from bot.router import Chat
from plugins.welcome.threshold import acts, events, plans, rules, showing, store
from plugins.welcome.threshold import messages as m
from plugins.welcome.threshold.command import threshold
from plugins.welcome.threshold.settings import Threshold
from plugins.welcome.threshold.store import Standing
from storage.base import to_ms

SHOWN = 5
_MENTIONS = re.compile(rf"{MENTION}|@\S+")


class Switch(Enum):
    """Whether the bot removes by itself."""

    ON = ("开", "on", "开启", "打开")
    OFF = ("关", "off", "关闭")


@threshold.action(
    summary=Phrase("查看门槛和还在等的新人", "see the threshold and who waits"),
    example=Example("/门槛", "/threshold"),
    target=Target.GROUP,
)
async def show(ctx: Context, page: Annotated[int | None, Label("页", "page")] = None) -> None:
    """What is accepted is told in private only."""
    now = await ctx.settings(Threshold)
    people = await store.standings(ctx.session, ctx.group.id)
    if not now.kind:
        ctx.reply(m.OFF)
        return
    limit = m.LIMIT_REMOVES if now.is_removing else m.LIMIT_IS
    waiting, more = _waiting(ctx, people, now, page or 1)
    ctx.reply(
        m.STATE,
        what=showing.what_of(now, ctx.language, tells_answers=ctx.here is None),
        limit=ctx.t(limit, limit=showing.limit_of(now.limit, ctx.language)),
        waiting=waiting,
        more=more,
    )


@threshold.action(
    "问题",
    "question",
    summary=Phrase("让新人先答一个问题", "have newcomers answer a question"),
    example=Example(
        "/门槛 问题\n我们这个群读什么书？\n推理小说\n推理",
        "/threshold question\nWhat do we read here?\ndetective stories\ncrime",
    ),
)
async def set_question(ctx: Context, text: Words) -> None:
    """The question on the first line below, an accepted answer on each further one."""
    question, answers = rules.read_question(text)
    _check(ctx, answers)
    await ctx.change(Threshold, m.DID_SET_QUESTION, kind="question", question=question, answers=answers)
    await _is_set(ctx, m.SET_QUESTION, question=question)


@threshold.action(
    "暗号",
    "code",
    summary=Phrase("让新人说出暗号", "have newcomers say a code word"),
    example=Example("/门槛 暗号 蒲公英", "/threshold code dandelion"),
)
async def set_code(ctx: Context, word: Annotated[Rest | None, Label("暗号", "word")] = None) -> None:
    """Whoever brings people tells them."""
    if not word:
        raise UserError(m.NO_CODE)
    answers = rules.checked_answers([word])
    _check(ctx, answers)
    await ctx.change(Threshold, m.DID_SET_CODE, kind="code", question="", answers=answers)
    await _is_set(ctx, m.SET_CODE)


@threshold.action(
    "审批",
    "approval",
    summary=Phrase("新人要等管理员点头", "have newcomers wait for an admin's word"),
    example=Example("/门槛 审批", "/threshold approval"),
)
async def set_approval(ctx: Context) -> None:
    """Nobody is asked anything; whoever owns the group is told who came."""
    await ctx.change(Threshold, m.DID_SET_APPROVAL, kind="approval", question="", answers=())
    await _is_set(ctx, m.SET_APPROVAL)


@threshold.action(
    "关闭",
    "off",
    summary=Phrase("撤掉门槛", "take the threshold away"),
    example=Example("/门槛 关闭", "/threshold off"),
)
async def switch_off(ctx: Context) -> None:
    """Nobody waits any longer."""
    ids = [group.id for group in ctx.groups]
    ways = await group_settings.change(ctx.session, ids, Threshold, lambda _: {"kind": ""})
    for id_ in ids:
        await acts.stop_removing(ctx, id_)
        if await store.end(ctx.session, id_, "closed", ctx.now):
            ways.append({"op": acts.CLOSED, "group": id_, "at": to_ms(ctx.now)})
    await ctx.audit(m.DID_SET_OFF, ways)
    ctx.done(m.SET_OFF)


@threshold.action(
    "时限",
    "limit",
    summary=Phrase("设置新人有多久", "say how long newcomers have"),
    example=Example("/门槛 时限 24小时", "/threshold limit 24h"),
)
async def set_limit(ctx: Context, limit: timedelta) -> None:
    """Those who wait have as long, from when they were asked."""
    if limit % rules.HOUR or not rules.SHORTEST <= limit <= rules.LONGEST:
        raise UserError(m.LIMIT_RANGE, least=rules.SHORTEST // rules.HOUR, most=rules.LONGEST.days)
    told = showing.limit_of(limit, ctx.language)
    seconds = limit // timedelta(seconds=1)
    await ctx.change_each(Threshold, m.DID_SET_LIMIT, lambda _: {"limit_s": seconds}, limit=told)
    await _look(ctx)
    ctx.done(m.SET_LIMIT, limit=told)


@threshold.action(
    "自动移出",
    "autoremove",
    summary=Phrase("到时没通过的自动移出", "remove who hasn't passed in time"),
    example=Example("/门槛 自动移出 开", "/threshold autoremove on"),
)
async def set_removing(ctx: Context, switch: Switch) -> None:
    """Off unless somebody has confirmed it."""
    if switch is Switch.OFF:
        await ctx.change(Threshold, m.DID_SET_KEEPING, removes=False)
        for group in ctx.groups:
            await acts.stop_removing(ctx, group.id)
        await _look(ctx)
        ctx.done(m.SET_KEEPING)
        return
    settings = [await ctx.settings(Threshold, group) for group in ctx.groups]
    if not all(each.is_answered for each in settings):
        raise Refusal(m.NOT_FOR_APPROVAL if all(each.kind for each in settings) else m.OFF_NOW)
    limit = showing.limit_of(max(each.limit for each in settings), ctx.language)
    n = await store.count(ctx.session, [group.id for group in ctx.groups])
    if await ctx.confirmed(ctx.t(m.REMOVING_PREVIEW, limit=limit, n=n)):
        ids = [group.id for group in ctx.groups]
        ways = await group_settings.change(ctx.session, ids, Threshold, lambda _: {"removes": True})
        await ctx.audit(m.DID_SET_REMOVING, ways + [{"op": acts.REMOVING, "group": way["group"]} for way in ways])
        await _look(ctx)
        ctx.done(m.SET_REMOVING)


@threshold.action(
    "放行",
    "admit",
    summary=Phrase("放行还在等的新人", "let in who waits"),
    example=Example("/门槛 放行 2", "/threshold admit 2"),
    target=Target.GROUP,
)
async def admit(ctx: Context, who: Annotated[Rest | None, Label("编号", "numbers")] = None) -> None:
    """By their numbers, or by mention."""
    await acts.admit(ctx, await _chosen(ctx, who or ""))


@threshold.action(
    "移出",
    "remove",
    summary=Phrase("移出没通过的新人", "remove who hasn't passed"),
    example=Example("/门槛 移出 2", "/threshold remove 2"),
    target=Target.GROUP,
)
async def remove(ctx: Context, who: Annotated[Rest | None, Label("编号", "numbers")] = None) -> None:
    """Only who waits; for good, and so confirmed."""
    people = await _chosen(ctx, who or "")
    lines = showing.lines_of(people, ctx.language)
    if await ctx.confirmed(ctx.t(m.REMOVE_PREVIEW, n=len(people), group=ctx.group.name, lines=lines)):
        await acts.remove(ctx, people)


def _waiting(ctx: Context, people: Sequence[Standing], now: Threshold, page: int) -> tuple[str, str]:
    if not people:
        return ctx.t(m.NOBODY_WAITS), ""
    pages = -(-len(people) // showing.PAGE)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    some = people[(page - 1) * showing.PAGE : page * showing.PAGE]
    lines = "\n".join(showing.line_of(who, now, ctx.zone, ctx.language) for who in some)
    more = ctx.t(m.NEXT_PAGE, page=page + 1) if page < pages else ""
    what_now = ctx.t(m.WHAT_NOW, number=some[0].row.number)
    return ctx.t(m.WAITING, n=len(people), zone=ctx.zone, lines=lines), more + what_now


def _check(ctx: Context, answers: Sequence[str]) -> None:
    """Raises UserError for an answer that would be taken as a command."""
    for answer in answers:
        said = replace(ctx.said, text=answer, group_id=None, kind="text", mentions=(), mentions_bot=False)
        if not isinstance(ctx.services.router.route(said), Chat):
            raise UserError(m.IS_COMMAND, answer=answer)


async def _is_set(ctx: Context, done: Phrase, **values: object) -> None:
    """Who waits is asked anew; who set it where newcomers read along is told so."""
    settings = [await ctx.settings(Threshold, group) for group in ctx.groups]
    again = await _ask_again(ctx) if ctx.reversible else 0
    limit = showing.limit_of(max(each.limit for each in settings), ctx.language)
    ctx.done(done, limit=limit, **values)
    if again:
        ctx.reply(m.ASKED_AGAIN, n=again)
    if ctx.here is not None and settings[0].is_answered:
        ctx.reply(m.BETTER_PRIVATELY)


async def _ask_again(ctx: Context) -> int:
    total = 0
    for group in ctx.groups:
        if n := await store.ask_again(ctx.session, group.id):
            await events.plan_asking(ctx, group)
            total += n
    return total


async def _look(ctx: Context) -> None:
    """What changed may be due now for those who wait."""
    for group in ctx.groups:
        if await store.count(ctx.session, [group.id]):
            await plans.plan_by(ctx, plans.LOOK, group, ctx.now)


async def _chosen(ctx: Context, line: str) -> list[Standing]:
    """Those who wait that a line names. Raises UserError."""
    people = await store.standings(ctx.session, ctx.group.id)
    rest = _MENTIONS.sub(" ", line).strip()
    numbers = rules.numbers_in(rest) if rest or not ctx.said.mentions else []
    if numbers is None and people:
        return list(people)
    by_number = {who.row.number: who for who in people}
    missing = [number for number in numbers or () if number not in by_number]
    if missing or not people:
        raise UserError(m.NOT_WAITING, numbers=", ".join(map(str, missing[:SHOWN])) or 0)
    by_id = {who.person_id: who for who in people}
    if not by_id.keys() >= set(ctx.said.mentions):
        raise UserError(m.MENTIONED_NOT_WAITING)
    chosen = [by_number[number] for number in numbers or ()] + [by_id[who] for who in ctx.said.mentions]
    return list({who.person_id: who for who in chosen}.values())
