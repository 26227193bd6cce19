"""/补发 /跳过: what did not arrive or was missed, by the numbers of a report or of the messages."""

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated

from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Rest
from bot.context import Context
from bot.errors import UserError
from bot.missed import KEPT
from bot.permissions import admin, manager
from bot.phrases import Phrase
from bot.targets import administered, chosen_groups
from plugins.desk import messages as m
from plugins.desk import store
from plugins.desk.rules import PAGE, is_all, read_numbers
from plugins.desk.showing import lines_of
from storage.missed import open_report, undecided

NAMED = 10
"""How many messages the history names."""

Numbers = Annotated[Rest | None, Label("编号…", "number…")]
Posts = Mapping[int, Sequence[int]]
"""The messages that each number stands for."""

resend = Command("补发", "resend", Phrase("补发没送到的消息", "send again what did not arrive"), manager, Target.NONE)
skip = Command("跳过", "skip", Phrase("跳过没送到的消息", "let be what did not arrive"), manager, Target.NONE)


@resend.action(
    summary=Phrase("补发没送到的消息", "send again what did not arrive"),
    example=Example("/补发 12", "/resend 12"),
)
async def send_again(ctx: Context, numbers: Numbers = None) -> None:
    """Only somebody who looked can know whether an unknown message arrived, or whether a missed one is still wanted."""
    report = await _report(ctx)
    if numbers is None:
        await _list_unsettled(ctx, report)
        return
    posts = await _meant(ctx, numbers, report)
    done = await ctx.services.outbox.resend(ctx.session, _all(posts), ctx.now)
    left = await _note(ctx, posts, done, m.DID_RESEND, m.DID_RESEND_MANY)
    ctx.reply("\n".join([*([ctx.t(m.RESENT, n=len(done))] if done else []), *left]))


@skip.action(
    summary=Phrase("跳过没送到的消息", "let be what did not arrive"),
    example=Example("/跳过 12", "/skip 12"),
)
async def let_be(ctx: Context, numbers: Numbers = None) -> None:
    """It stays in the list of what was said, as dropped. Bare, after a report of what was missed: all of it."""
    report = await _report(ctx)
    if numbers is None and not report:
        await _list_unsettled(ctx, report)
        return
    posts = report if numbers is None else await _meant(ctx, numbers, report)
    done = await ctx.services.outbox.drop(ctx.session, _all(posts))
    left = await _note(ctx, posts, done, m.DID_SKIP, m.DID_SKIP_MANY)
    again = [number for number in _done(posts, done) if number in report]
    answers = [ctx.t(m.SKIPPED, n=len(done))] if done else []
    answers += [ctx.t(m.CHANGED_MIND, numbers=_joined(again))] if again else []
    ctx.reply("\n".join([*answers, *(left if numbers else [])] or [ctx.t(m.NOTHING_TO_SETTLE)]))


async def _report(ctx: Context) -> Posts:
    """What the person was told in private that was missed, and may still decide on."""
    if ctx.here is not None or ctx.order is not None:
        return {}
    return await open_report(ctx.session, ctx.sender.id, await administered(ctx), ctx.now - KEPT)


async def _meant(ctx: Context, text: str, report: Posts) -> Posts:
    """The messages these numbers stand for: lines of the report, all open ones, else messages to the groups at hand."""
    if report and is_all(text):
        still_open = await undecided(ctx.session, _all(report))
        return {number: posts for number, posts in report.items() if not still_open.isdisjoint(posts)} or report
    numbers = read_numbers(text)
    if any(number not in report for number in numbers):
        await _aim(ctx)
    posts = {number: report.get(number, [number]) for number in numbers}
    for number in numbers:
        if number not in report and await store.message(ctx, number) is None:
            raise UserError(m.NO_SUCH_MESSAGE, number=number)
    return posts


async def _aim(ctx: Context) -> None:
    """In private, at the chosen group or groups, with the rights held there."""
    if ctx.here is None:
        ctx.groups, ctx.tag, ctx.role = await chosen_groups(ctx)
        ctx.zone = (ctx.groups[0].zone if len(ctx.groups) == 1 else None) or ctx.zone
        admin(ctx)


async def _list_unsettled(ctx: Context, report: Posts) -> None:
    if report:
        ctx.groups = tuple((await ctx.session.scalars(await administered(ctx))).all())
    else:
        await _aim(ctx)
    rows, total = await store.outgoing(ctx, "open", 0, PAGE)
    if not rows:
        ctx.reply(m.NOTHING_TO_SETTLE)
        return
    more = ctx.t(m.MORE_TO_SETTLE, n=total - len(rows)) if total > len(rows) else ""
    ctx.reply(m.TO_SETTLE, zone=ctx.zone, lines=lines_of(rows, ctx.zone, ctx.language), more=more, number=rows[0].id)


async def _note(ctx: Context, posts: Posts, done: Sequence[int], few: Phrase, many: Phrase) -> list[str]:
    """Keep in the history what was settled; which numbers needed nothing, in words."""
    if done:
        ctx.groups = await store.groups_of_messages(ctx, done) or ctx.groups
        await ctx.audit(many if done[NAMED:] else few, numbers=_joined(done), n=len(done))
    others = posts.keys() - _done(posts, done)
    return [ctx.t(m.SOME_NOT, numbers=_joined(sorted(others)))] if others else []


def _done(posts: Posts, done: Collection[int]) -> list[int]:
    settled = set(done)
    return [number for number, meant in posts.items() if not settled.isdisjoint(meant)]


def _all(posts: Posts) -> list[int]:
    return [post for meant in posts.values() for post in meant]


def _joined(numbers: Sequence[int]) -> str:
    return " ".join(str(number) for number in numbers)
