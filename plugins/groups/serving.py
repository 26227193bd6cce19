"""/群定位 配比 and 间隔: how much a group is given before it is asked for something, and how often it is talked to."""

from typing import Annotated

from bot.commands import Example
from bot.commands.parameters import Label, Rest
from bot.context import Context
from bot.phrases import Phrase
from bot.serving import Serving
from plugins.groups import messages as m
from plugins.groups.about import charter, serving_rules
from plugins.groups.rules import read_ratio, read_talk

Ratio = Annotated[Rest | None, Label("3:1|不限", "3:1|off")]
Talk = Annotated[Rest | None, Label("5条|不限", "5|off")]


@charter.action(
    "配比",
    "ratio",
    summary=Phrase("看或定几条有用的内容配一条推广", "see or set how many useful posts come before a promo"),
    example=Example("/群定位 配比 3:1", "/charter ratio 3:1"),
)
async def ratio(ctx: Context, wanted: Ratio = None) -> None:
    """Bare, it tells the rules. They hold at once, for what waits already too."""
    if wanted is None:
        await _tell(ctx)
        return
    number = read_ratio(wanted)
    rule = ctx.t(m.RATIO_IS if number else m.RATIO_OFF, n=number)
    await ctx.change(Serving, m.DID_SET_RATIO, ratio=number)
    await _settle(ctx, rule)


@charter.action(
    "间隔",
    "talk",
    summary=Phrase("看或定两次投放之间要有几条聊天", "see or set how much people talk between two posts"),
    example=Example("/群定位 间隔 5条", "/charter talk 5"),
)
async def talk(ctx: Context, wanted: Talk = None) -> None:
    """Bare, it tells the rules. They hold at once, for what waits already too."""
    if wanted is None:
        await _tell(ctx)
        return
    number = read_talk(wanted)
    rule = ctx.t(m.TALK_IS if number else m.TALK_OFF, n=number)
    await ctx.change(Serving, m.DID_SET_TALK, talk=number)
    await _settle(ctx, rule)


async def _tell(ctx: Context) -> None:
    ctx.reply(await serving_rules(ctx))


async def _settle(ctx: Context, rule: str) -> None:
    if ctx.reversible:
        await ctx.services.outbox.rejudge(ctx.session, [group.id for group in ctx.groups])
    ctx.done(m.FROM_NOW_ON, rule=rule)
