"""/欢迎 分组: two texts of the welcome side by side, until one is chosen."""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Any

from bot.commands import Example
from bot.commands.parameters import Words
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.phrases import Phrase
from bot.shares import ENOUGH
from bot.times.localday import local_day
from plugins.welcome import messages as welcome_messages
from plugins.welcome import rules
from plugins.welcome.command import welcome
from plugins.welcome.funnel import messages as m
from plugins.welcome.funnel import showing
from plugins.welcome.funnel.looking import Look
from plugins.welcome.funnel.rules import Count, DayKey
from plugins.welcome.funnel.showing import Asked
from plugins.welcome.funnel.store import Part
from plugins.welcome.settings import Welcome
from plugins.welcome.variants import trial_of
from storage.base import to_ms

LOOK_BACK = timedelta(days=366)


class Act(Enum):
    """Which text is set, or that one is chosen."""

    A = ("A",)
    B = ("B",)
    CHOOSE = ("选", "choose")


class Choice(Enum):
    """Which of the two."""

    A = ("A",)
    B = ("B",)


@welcome.action(
    "分组",
    "variants",
    summary=Phrase("两段欢迎语，试试哪段好", "try which of two welcomes does better"),
    example=Example(
        "/欢迎 分组 B\n{昵称}来啦！说说你最近在读什么？", "/welcome variants B\nHello {nickname}, what are you reading?"
    ),
)
async def variants(
    ctx: Context, act: Act | None = None, choice: Choice | None = None, text: Words | None = None
) -> None:
    """Bare, what is being tried and what has come of it."""
    if act is Act.CHOOSE:
        await _choose(ctx, choice, text)
    elif choice is not None:
        raise UserError(m.TEXT_BELOW)
    elif act is not None:
        await _set(ctx, act, text)
    else:
        await _show(ctx)


async def _show(ctx: Context) -> None:
    a, b = rules.texts_of(await ctx.settings(Welcome), ctx.language)
    if not b:
        ctx.reply(m.NOT_TRYING)
        return
    today = local_day(to_ms(ctx.now), ctx.zone)
    asked = Asked(ctx.group.name, ctx.zone, LOOK_BACK.days, today, False, ctx.language)
    look = Look.of(ctx, asked, Part.VARIANT)

    async def counted() -> Mapping[DayKey, Count]:
        async with ctx.services.db.read() as session:
            return await look.counts(session)

    counts = await ctx.beforehand("variants", counted)
    ctx.reply(m.TRYING, a=a, b=b, result=showing.result(counts, trial_of(a, b), today, ctx.language))


async def _set(ctx: Context, act: Act, text: Words | None) -> None:
    if text is None:
        raise UserError(m.TEXT_BELOW)
    template, letter = rules.checked(text, ctx.language), act.value[0]
    now = [await ctx.settings(Welcome, group) for group in ctx.groups]
    others = [each.text_b if act is Act.A else rules.text_of(each, ctx.language) for each in now]
    if text in others:
        raise Refusal(m.SAME)
    change = {"text" if act is Act.A else "text_b": text}
    await ctx.change_each(Welcome, m.DID_SET, lambda _: change, letter=letter)
    done = m.B_SET if act is Act.B else m.A_SET_TOO if all(others) else m.A_SET_ALONE
    ctx.done(done, enough=ENOUGH)
    if rules.NICKNAME.en not in template.slots:
        ctx.reply(welcome_messages.NO_MENTION, slot=f"{{{rules.NICKNAME(ctx.language)}}}")
    if not all(each.on for each in now):
        ctx.reply(welcome_messages.STILL_OFF)


async def _choose(ctx: Context, choice: Choice | None, text: Words | None) -> None:
    if choice is None:
        raise UserError(m.WHICH)
    if text is not None and ctx.said.quote_kind is None:
        raise UserError(m.NO_TEXT_HERE)

    def chosen(now: Welcome) -> Mapping[str, Any]:
        return {"text": now.text_b if now.text_b and choice is Choice.B else now.text, "text_b": ""}

    letter = choice.value[0]
    await ctx.change_each(Welcome, m.DID_CHOOSE, chosen, letter=letter)
    if not ctx.reversible:
        raise Refusal(m.NOT_TRYING)
    ctx.done(m.CHOSEN, letter=letter)
