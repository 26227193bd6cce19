"""Newcomers' answers, among what they say in the group and in private."""

from collections.abc import Sequence
from datetime import timedelta

from bot.commands.tokens import without_bot
from bot.context import Context
from bot.group_settings import load
from plugins.welcome import gathering
from plugins.welcome import store as welcome
from plugins.welcome.threshold import acts, plans, rules, showing, store
from plugins.welcome.threshold import messages as m
from plugins.welcome.threshold.settings import Threshold
from plugins.welcome.threshold.tables import Applicant
from storage.tables import Group

BETWEEN = timedelta(minutes=1)
"""Those who pass within it are welcomed together; in a raid within `RAID_TIME`."""

Place = tuple[Applicant, Group, Threshold]


async def hear(ctx: Context) -> bool:
    """Whether somebody who waits said it as an answer, or it was one."""
    here = None if ctx.here is None else ctx.here.id
    found = await store.standing_of(ctx.session, ctx.sender.id, here)
    places = [(row, group, await load(ctx.session, group.id, Threshold)) for row, group in found]
    places = [place for place in places if place[2].is_answered]
    if not places:
        return False
    return await _in_private(ctx, places) if here is None else await _in_group(ctx, places[0])


async def _in_group(ctx: Context, place: Place) -> bool:
    """What is said to nobody in particular is theirs alone, unless it is right."""
    row, group, threshold = place
    is_to_us = ctx.said.mentions_bot or ctx.said.quote_outbox_id is not None
    if not is_to_us and row.lines >= rules.MOST_LINES:
        return False
    if rules.is_right(_text(ctx), threshold.answers):
        if await acts.passes(ctx, row):
            await _welcome(ctx, row, group)
        return True
    if not is_to_us or row.asked_at is None:
        row.lines += 1
        ctx.await_answer(group.id, [row.person_id])
        return False
    left = await _attempt(ctx, place)
    if not (await welcome.rush(ctx.session, group.id, ctx.now)).is_raid:
        ctx.reply(m.WRONG if left else m.NO_MORE, mention=True, left=left)
    return True


async def _in_private(ctx: Context, places: Sequence[Place]) -> bool:
    """Who has not been asked here is first told the question."""
    text = _text(ctx)
    right = [place for place in places if rules.is_right(text, place[2].answers)]
    for row, group, _ in right:
        if await acts.passes(ctx, row):
            row.told_at = ctx.now
            ctx.reply(m.PASSED_PRIVATELY, group=group.name)
    if not right:
        await _answer_wrong(ctx, places[0])
    return True


async def _answer_wrong(ctx: Context, place: Place) -> None:
    row, group, threshold = place
    if not row.is_told:
        row.is_told = True
        limit = showing.limit_of(threshold.limit, ctx.language)
        ctx.reply(m.ASK_PRIVATELY[threshold.kind], group=group.name, question=threshold.question, limit=limit)
        return
    left = await _attempt(ctx, place)
    ctx.reply(m.WRONG_PRIVATELY if left else m.NO_MORE, group=group.name, left=left)


async def _attempt(ctx: Context, place: Place) -> int:
    """How many more they have; with none left an admin has to look."""
    row, group, threshold = place
    row.attempts += 1
    if row.attempts == rules.MOST_ATTEMPTS:
        at = rules.look_at(ctx.now, threshold, group.zone or ctx.services.settings.zone)
        await plans.plan_by(ctx, plans.LOOK, group, at)
    return rules.MOST_ATTEMPTS - row.attempts


async def _welcome(ctx: Context, row: Applicant, group: Group) -> None:
    """At once where nobody was just now; the others share a message."""
    last = await store.last_told(ctx.session, group.id)
    is_raid = (await welcome.rush(ctx.session, group.id, ctx.now)).is_raid
    next_at = None if last is None else last + (gathering.RAID_TIME if is_raid else BETWEEN)
    if next_at is None or next_at <= ctx.now:
        row.told_at = ctx.now
        ctx.reply(m.PASSED, mention=True)
    else:
        await plans.plan_by(ctx, plans.WELCOME, group, next_at)


def _text(ctx: Context) -> str:
    said = ctx.said
    return without_bot(said.text, len(said.mentions)) if said.mentions_bot else said.text
