"""/群 and /用: which groups there are, and which one private commands are about."""

from collections.abc import Sequence
from typing import Annotated

from bot import messages as core
from bot.audience import tags_of
from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Rest
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.permissions import in_private, manager, operator
from bot.phrases import Phrase
from bot.targets import chosen_groups
from plugins.groups import messages as m
from plugins.groups import rules, store
from plugins.groups.rules import ByName, ByNumber, ByTag
from storage.relink import relink_group
from storage.tables import Group

NAMED = 5
"""How many groups of a set are named."""

What = Annotated[Rest | None, Label("群名|#标签|页码", "name|#tag|page")]
Which = Annotated[Rest | None, Label("编号|#标签|群名", "number|#tag|name")]


groups = Command("群", "groups", Phrase("查看管理的群", "list your groups"), manager, Target.NONE)
use = Command(
    "用", "use", Phrase("选定要管理的群", "choose the group to manage"), manager, Target.NONE, offered=in_private
)


@groups.action(
    summary=Phrase("查看、搜索管理的群", "list or search your groups"),
    example=Example("/群 读书", "/groups book"),
)
async def list_groups(ctx: Context, what: What = None) -> None:
    """In a group, about that group only: which others there are is nobody's business there."""
    if ctx.here is not None:
        await _tell_group(ctx, ctx.here)
        return
    query = rules.read_query(what or "")
    found, total = await store.find(ctx, query)
    pages = -(-total // rules.PAGE)
    if not total:
        await _explain_nothing(ctx, what or "")
    if query.page > pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    ctx.reply(
        m.LIST,
        head=_head(ctx, query, total, pages),
        lines=await _lines(ctx, found),
        foot=_foot(ctx, query, found, pages),
    )


@groups.action(
    "关联",
    "relink",
    summary=Phrase("把换了编号的群并到原来的群", "join a group that came back with a new id to its old self"),
    example=Example("/群 关联 3 27", "/groups relink 3 27"),
    guard=operator,
)
async def relink(
    ctx: Context,
    old: Annotated[int, Label("原来的编号", "old number")],
    new: Annotated[int, Label("新的编号", "new number")],
) -> None:
    """After a login a group may come back as a stranger; this gives it its settings and history back."""
    if ctx.here is not None:
        raise Refusal(m.RELINK_PRIVATELY)
    if old == new:
        raise UserError(m.SAME_GROUP)
    before, after = await _known(ctx, old), await _known(ctx, new)
    preview = ctx.t(
        m.RELINK_PREVIEW,
        old=old,
        old_name=before.name,
        old_n=before.member_count,
        new=new,
        new_name=after.name,
        new_n=after.member_count,
    )
    if not await ctx.confirmed(preview):
        return
    await relink_group(await ctx.session.connection(), old, new)
    ctx.services.forget_cached()
    await ctx.audit(m.DID_RELINK, old=old, new=new)
    ctx.reply(m.RELINKED, id=old, name=after.name)


@use.action(
    summary=Phrase("选定要管理的群", "choose the group to manage"),
    example=Example("/用 3", "/use 3"),
)
async def choose(ctx: Context, which: Which = None) -> None:
    """Bare, it tells the present choice; it is the private chat's alone."""
    if ctx.here is not None:
        raise Refusal(m.USE_PRIVATELY)
    if which is None:
        await _tell_choice(ctx)
        return
    match rules.read_choice(which):
        case ByNumber(number):
            await _use_one(ctx, await store.by_number(ctx, number), UserError(m.NO_SUCH_NUMBER, number=number))
        case ByName(name):
            await _use_named(ctx, name)
        case ByTag(tag):
            await _use_tag(ctx, tag)


async def _tell_group(ctx: Context, here: Group) -> None:
    extra = _extra(ctx, here, await tags_of(ctx.session, [here.id]))
    ctx.reply(m.THIS_GROUP, id=here.id, name=here.name, n=here.member_count, extra=extra)


async def _use_one(ctx: Context, group: Group | None, otherwise: UserError) -> None:
    if group is None:
        raise otherwise
    await store.choose(ctx.session, ctx.sender.id, group.id, None)
    ctx.reply(m.NOW_USING_ONE, id=group.id, name=group.name)


async def _use_named(ctx: Context, name: str) -> None:
    found = await store.by_name(ctx, name)
    if len(found) > 1:
        one = ctx.t(m.USE, id=found[0].id)
        raise UserError(m.SEVERAL_NAMED, one, name=name[:30], lines=await _lines(ctx, found))
    await _use_one(ctx, next(iter(found), None), UserError(m.NONE_FOUND, text=name[:30]))


async def _use_tag(ctx: Context, tag: str) -> None:
    found = await store.by_tag(ctx, tag)
    if not found:
        raise UserError(core.NO_GROUP_TAGGED, tag=tag)
    await store.choose(ctx.session, ctx.sender.id, None, tag)
    ctx.reply(m.NOW_USING_SET, tag=tag, n=len(found), names=_names(ctx, found))


async def _tell_choice(ctx: Context) -> None:
    found, tag, _ = await chosen_groups(ctx)
    if tag:
        ctx.reply(m.USING_SET, tag=tag, n=len(found), names=_names(ctx, found))
    else:
        ctx.reply(m.USING_ONE, id=found[0].id, name=found[0].name)


async def _known(ctx: Context, number: int) -> Group:
    group = await ctx.session.get(Group, number)
    if group is None or group.account_id != ctx.account_id:
        raise UserError(m.NO_GROUP, number=number)
    return group


async def _explain_nothing(ctx: Context, text: str) -> None:
    if text.strip():
        raise UserError(m.NONE_FOUND, text=text[:30])
    await chosen_groups(ctx)  # says how one comes to manage groups
    raise Refusal(m.USING_NOTHING)


async def _lines(ctx: Context, found: Sequence[Group]) -> str:
    tags = await tags_of(ctx.session, [group.id for group in found])
    return "\n".join(
        ctx.t(m.GROUP_LINE, id=group.id, name=group.name, n=group.member_count, extra=_extra(ctx, group, tags))
        for group in found
    )


def _extra(ctx: Context, group: Group, tags: dict[int, list[str]]) -> str:
    paused = ctx.t(m.PAUSED_MARK) if group.paused_at else ""
    return paused + "".join(f" #{tag}" for tag in tags.get(group.id, []))


def _head(ctx: Context, query: rules.Query, total: int, pages: int) -> str:
    page = ctx.t(m.PAGE_OF, page=query.page, pages=pages) if pages > 1 else ""
    return ctx.t(m.FOUND_GROUPS if query.word or query.tag else m.MY_GROUPS, n=total, page=page)


def _foot(ctx: Context, query: rules.Query, found: Sequence[Group], pages: int) -> str:
    if query.page >= pages:
        return ctx.t(m.HOW_TO_USE, id=found[0].id)
    asked = f"#{query.tag} " if query.tag else f"{query.word} " if query.word else ""
    return ctx.t(m.NEXT_PAGE, query=asked, page=query.page + 1)


def _names(ctx: Context, found: Sequence[Group]) -> str:
    names = ctx.t(core.COMMA).join(group.name for group in found[:NAMED])
    return ctx.t(m.AND_MORE, names=names) if found[NAMED:] else names
