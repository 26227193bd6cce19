"""/标签: names for sets of groups."""

from collections.abc import Sequence

from bot.commands import Command, Example, Target
from bot.commands.parameters import Tags
from bot.context import Context
from bot.errors import UserError
from bot.permissions import admin
from bot.phrases import Phrase
from plugins.groups import messages as m
from plugins.groups import rules, store

tags = Command("标签", "tag", Phrase("给群分组", "name sets of groups"), admin, Target.GROUPS)


@tags.action(
    summary=Phrase("看有哪些标签", "see the tags"),
    example=Example("/标签", "/tag"),
    target=Target.NONE,
)
async def show(ctx: Context) -> None:
    """The tags of this group, or in private those of all groups the sender manages."""
    if ctx.here is not None:
        here = (await store.tags_of(ctx.session, [ctx.here.id])).get(ctx.here.id)
        ctx.reply(m.TAGS_HERE, tags=_listed(here)) if here else ctx.reply(m.NO_TAGS)
        return
    counts = await store.tag_counts(ctx)
    if not counts:
        ctx.reply(m.NO_TAGS)
        return
    ctx.reply(m.TAGS, lines="\n".join(ctx.t(m.TAG_LINE, tag=tag, n=n) for tag, n in counts), tag=counts[0][0])


@tags.action(
    "添加",
    "add",
    summary=Phrase("给群加标签", "tag groups"),
    example=Example("/标签 添加 #读书", "/tag add #books"),
)
async def add(ctx: Context, names: Tags) -> None:
    """The groups at hand belong to these sets from now on."""
    await _put(ctx, names, m.DID_TAG, on=True)
    ctx.done(m.TAGGED, tags=_listed(_checked(names)))


@tags.action(
    "移除",
    "remove",
    summary=Phrase("去掉群的标签", "untag groups"),
    example=Example("/标签 移除 #读书", "/tag remove #books"),
)
async def remove(ctx: Context, names: Tags) -> None:
    """The groups at hand no longer belong to these sets."""
    await _put(ctx, names, m.DID_UNTAG, on=False)
    ctx.done(m.UNTAGGED, tags=_listed(_checked(names)))


async def _put(ctx: Context, names: Tags, summary: Phrase, *, on: bool) -> None:
    wanted = _checked(names)
    undo = [
        {"op": "groups.tag", "group": group.id, "tag": tag, "new": on}
        for group in ctx.groups
        for tag in wanted
        if await store.has_tag(ctx.session, group, tag) != on
    ]
    for group in ctx.groups:
        for tag in wanted:
            await store.put_tag(ctx.session, group, tag, on=on)
    await ctx.audit(summary, undo, tags=_listed(wanted))


def _checked(names: Tags) -> list[str]:
    if not names:
        raise UserError(m.WHICH_TAG)
    return [rules.tag_of(name) for name in names]


def _listed(names: Sequence[str]) -> str:
    return " ".join(f"#{name}" for name in names)
