"""/激活 话题: what a quiet group can be asked."""

from collections.abc import Sequence
from enum import Enum
from typing import Annotated

from bot import group_settings
from bot.audience import Audience, aim, concerning, groups_of, tag_shown
from bot.commands import Example
from bot.commands.parameters import Label, Rest, Tags, Words
from bot.commands.readers import number_in, short
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.pages import Look
from bot.phrases import Phrase
from bot.targets import is_operator
from plugins.nudges.command import nudge
from plugins.nudges.topics import changes, rules, shipped, store
from plugins.nudges.topics import messages as m
from plugins.nudges.topics.settings import TopicSettings, of_settings
from plugins.nudges.topics.tables import OwnTopic
from plugins.nudges.topics.topic import GroupKind, Topic

TRIED = 3
"""How many topics are shown as examples."""


class Act(Enum):
    """What can be done with topics."""

    ADD = ("添加", "add")
    DELETE = ("删除", "delete")
    KINDS = ("类型", "kinds")
    TRY = ("试看", "try")


@nudge.action(
    "话题",
    "topics",
    summary=Phrase("看和改群里可以聊的话题", "see and change what the group can be asked"),
    example=Example(
        "/激活 话题 添加\n大家最近在读什么？\n哪本书你读过两遍？",
        "/nudge topics add\nWhat are you reading?\nWhich book have you read twice?",
    ),
)
async def topics(
    ctx: Context,
    tags: Tags,
    act: Act | None = None,
    rest: Annotated[Rest | None, Label("编号|类型|页码", "number|kinds|page")] = None,
    body: Words | None = None,
) -> None:
    """Bare, the list of the group's own and how many ship that suit it."""
    line = (rest or "").strip()
    if act is not Act.ADD and body is not None and ctx.said.quote_kind is None:
        raise UserError(m.NO_BODY_HERE)
    await aim(ctx, tags)
    match act:
        case None:
            await _list(ctx, line)
        case Act.ADD:
            await _add(ctx, line, body)
        case Act.DELETE:
            await _delete(ctx, line)
        case Act.KINDS:
            await _kinds(ctx, line)
        case Act.TRY:
            await _try(ctx, line)


async def _list(ctx: Context, line: str) -> None:
    page = number_in(line) if line else 1
    if page is None:
        raise UserError(m.UNKNOWN_WORD, word=short(line))
    own = store.standing(ctx.account_id, await concerning(ctx, OwnTopic, ctx.groups))
    n = await store.count(ctx.session, own)
    pages = max(1, -(-n // rules.PAGE))
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    found = await store.page(ctx.session, own, (page - 1) * rules.PAGE, rules.PAGE)
    parts = [ctx.t(m.NO_OWN)]
    if found:
        of_pages = ctx.t(m.PAGE_OF, page=page, pages=pages) if pages > 1 else ""
        parts = [ctx.t(m.OWN, n=n, page=of_pages, lines="\n".join(_line(ctx, topic) for topic in found))]
    kinds = await _kinds_of(ctx)
    parts.append(shipped_told(ctx, kinds))
    hints = [ctx.t(m.NEXT_PAGE, page=page + 1)] if page < pages else []
    hints += [] if any(kinds) else [ctx.t(m.HINT_KINDS)]
    hints += [ctx.t(m.HINT_TRY), ctx.t(m.HINT_ADD)]
    hints += [ctx.t(m.HINT_DELETE, number=found[0].id)] if found else []
    ctx.reply("\n".join(parts + hints))


async def _add(ctx: Context, line: str, body: str | None) -> None:
    if not line and not body:
        raise UserError(m.WRITE_BELOW)
    added = await changes.add(ctx, f"{line}\n{body or ''}")
    if len(added) == 1:
        ctx.done(m.ADDED, number=added[0].id)
    else:
        ctx.done(m.ADDED_SEVERAL, n=len(added), numbers=ctx.t(m.AND).join(f"#{topic.id}" for topic in added))


async def _delete(ctx: Context, line: str) -> None:
    number = number_in(line)
    if number is None:
        raise UserError(m.WHICH)
    own = store.standing(ctx.account_id, await concerning(ctx, OwnTopic, ctx.groups))
    topic = await ctx.session.scalar(own.where(OwnTopic.id == number))
    if topic is None:
        raise UserError(m.NO_SUCH_TOPIC, number=number)
    if topic.tag is not None:
        await _may_change(ctx, topic)
    ctx.groups = await groups_of(ctx, Audience(topic.account_id, topic.group_id, topic.tag, topic.author_id))
    ctx.tag = tag_shown(topic.tag or "")
    await changes.delete(ctx, topic)
    ctx.done(m.DELETED, number=number)


async def _may_change(ctx: Context, topic: OwnTopic) -> None:
    """What is for a set of groups only its author drops, and privately."""
    if topic.author_id != ctx.sender.id and not await is_operator(ctx, ctx.sender):
        raise Refusal(m.NOT_YOURS, number=topic.id)
    if ctx.here is not None:
        raise Refusal(m.SET_PRIVATELY, number=topic.id)


async def _kinds(ctx: Context, line: str) -> None:
    if line:
        kinds = rules.read_kinds(line)
        await ctx.change(TopicSettings, m.DID_SET_KINDS, kinds=tuple(kind.value[1] for kind in kinds))
        ctx.done(m.KINDS_SET if kinds else m.KINDS_CLEARED, kinds=names(ctx, kinds), n=_suiting(kinds))
        return
    found = await _kinds_of(ctx)
    known = names(ctx, tuple(GroupKind))
    if len(found) > 1:
        ctx.reply(m.KINDS_DIFFER, known=known)
        return
    [kinds] = found
    if kinds:
        ctx.reply(m.KINDS_ARE, kinds=names(ctx, kinds), known=known)
    else:
        ctx.reply(m.KINDS_NONE, known=known)


async def _try(ctx: Context, line: str) -> None:
    if line:
        raise UserError(m.NOTHING_BESIDE, word=Act.TRY.value[0 if ctx.language == "zh" else 1])
    operators = frozenset(ctx.services.settings.operators)
    own = await store.topics_of(ctx.session, ctx.account_id, [ctx.group.id], operators)
    every = [*own.get(ctx.group.id, ()), *shipped.load()]
    [kinds] = await _kinds_of(ctx)
    shown: list[Topic] = []
    while len(shown) < TRIED:
        topic = rules.fresh(every, [each.slug for each in shown], kinds, ctx.event_id + len(shown))
        assert topic is not None  # what ships for any group is never used up
        shown.append(topic)
    lines = "\n".join(ctx.t(m.TRIED_LINE, text=topic.said(ctx.language)) for topic in shown)
    ctx.reply(m.TRIED, lines=lines)


async def _kinds_of(ctx: Context) -> list[tuple[GroupKind, ...]]:
    """What kinds of group those at hand are, each combination once, the least first."""
    settings = await group_settings.load_each(ctx.session, [group.id for group in ctx.groups], TopicSettings)
    return sorted({of_settings(each) for each in settings.values()}, key=_suiting)


def _suiting(kinds: Sequence[GroupKind]) -> int:
    return len(rules.suiting(shipped.load(), kinds))


def shipped_told(ctx: Context | Look, found: Sequence[tuple[GroupKind, ...]]) -> str:
    """How many of the topics that ship suit the groups at hand."""
    least, most = _suiting(found[0]), _suiting(found[-1])
    if len(found) > 1:
        return ctx.t(m.SHIPPED_DIFFER, least=least, most=most)
    return ctx.t(m.SHIPPED, kinds=names(ctx, found[0]), n=least) if found[0] else ctx.t(m.SHIPPED_ANY, n=least)


def names(ctx: Context | Look, kinds: Sequence[GroupKind]) -> str:
    """What groups of these kinds are about."""
    return ctx.t(m.AND).join(ctx.t(kind.title) for kind in kinds)


def _line(ctx: Context, topic: OwnTopic) -> str:
    where = "" if topic.tag is None else ctx.t(m.OF_SET, tag=tag_shown(topic.tag))
    return ctx.t(m.LINE, number=topic.id, text=topic.text, where=where)
