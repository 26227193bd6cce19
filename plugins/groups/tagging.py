"""/标签: names for sets of groups."""

from collections.abc import Sequence
from typing import Annotated, Any

from bot.audience import tags_of
from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Rest, Tags
from bot.context import Context
from bot.errors import UserError
from bot.permissions import admin
from bot.phrases import Phrase
from bot.targets import chosen_groups
from plugins.groups import messages as m
from plugins.groups import rules, store

Which = Annotated[Rest | None, Label("编号…|群名", "number…|name")]

tags = Command("标签", "tag", Phrase("给群分组", "name sets of groups"), admin, Target.GROUPS)


@tags.action(
    summary=Phrase("看有哪些标签", "see the tags"),
    example=Example("/标签", "/tag"),
    target=Target.NONE,
)
async def show(ctx: Context, page: Annotated[int, Label("页码", "page")] = 1) -> None:
    """The tags of this group, or in private those of all groups the sender manages."""
    if ctx.here is not None:
        here = (await tags_of(ctx.session, [ctx.here.id])).get(ctx.here.id)
        ctx.reply(m.TAGS_HERE, tags=_listed(here), tag=here[0]) if here else ctx.reply(m.NO_TAGS)
        return
    counts = await store.tag_counts(ctx)
    if not counts:
        ctx.reply(m.NO_TAGS_PRIVATELY)
        return
    pages = -(-len(counts) // rules.PAGE)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    shown = counts[(page - 1) * rules.PAGE : page * rules.PAGE]
    lines = "\n".join(ctx.t(m.TAG_LINE, tag=tag, n=n) for tag, n in shown)
    foot = ctx.t(m.MORE_TAGS, page=page + 1) if page < pages else ctx.t(m.USE_TAG, tag=shown[0][0])
    ctx.reply(m.TAGS, lines=lines, foot=foot)


@tags.action(
    "添加",
    "add",
    summary=Phrase("给群加标签", "tag groups"),
    example=Example("/标签 添加 #读书", "/tag add #books"),
    target=Target.NONE,
)
async def add(ctx: Context, names: Tags, which: Which = None) -> None:
    """The groups belong to these sets from now on."""
    await _put(ctx, names, which, m.DID_TAG, on=True)
    ctx.done(m.TAGGED, tags=_listed(_checked(names)))


@tags.action(
    "移除",
    "remove",
    summary=Phrase("去掉群的标签", "untag groups"),
    example=Example("/标签 移除 #读书", "/tag remove #books"),
    target=Target.NONE,
)
async def remove(ctx: Context, names: Tags, which: Which = None) -> None:
    """The groups no longer belong to these sets."""
    await _put(ctx, names, which, m.DID_UNTAG, on=False)
    ctx.done(m.UNTAGGED, tags=_listed(_checked(names)))


async def _put(ctx: Context, names: Tags, which: str | None, summary: Phrase, *, on: bool) -> None:
    wanted = _checked(names)
    await _aim(ctx, which)
    undo: list[dict[str, Any]] = []
    for tag in wanted:
        changed = await store.put_tag(ctx.session, ctx.groups, tag, on=on)
        undo += [{"op": "groups.tag", "group": group_id, "tag": tag, "new": on} for group_id in changed]
    await ctx.audit(summary, undo, tags=_listed(wanted))


async def _aim(ctx: Context, which: str | None) -> None:
    """In private, at the groups that are named, else at those chosen by `/用` or, on a page, at that page's."""
    if which is None:
        if ctx.here is None:
            ctx.groups, ctx.tag, _ = await chosen_groups(ctx)
        return
    if ctx.here is not None or (ctx.order is not None and ctx.order.group_ids):
        raise UserError(m.ONLY_THIS_GROUP, word=which[:20])
    wanted = rules.read_groups(which)
    ctx.groups = tuple(await store.several(ctx, wanted))
    missing = () if isinstance(wanted, str) else sorted({*wanted} - {group.id for group in ctx.groups})
    if missing:
        raise UserError(m.NO_SUCH_NUMBER, number=missing[0])
    if not ctx.groups:
        raise UserError(m.NONE_FOUND, text=which[:30])


def _checked(names: Tags) -> list[str]:
    if not names:
        raise UserError(m.WHICH_TAG)
    return [rules.tag_of(name) for name in names]


def _listed(names: Sequence[str]) -> str:
    return " ".join(f"#{name}" for name in names)
