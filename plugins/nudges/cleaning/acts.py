"""Beginning, confirming and calling off a cleaning."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot import messages as core
from bot.content import Mention, Text
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.outbox import Cause, Priority
from bot.outbox.post import Post
from bot.phrases import Language
from plugins.nudges.cleaning import messages as m
from plugins.nudges.cleaning import rules, showing, store
from plugins.nudges.cleaning.rules import BATCH, DAY, MOST, Stays
from plugins.nudges.cleaning.settings import CleaningSettings
from plugins.nudges.cleaning.tables import PENDING, Cleaned, Cleaning
from plugins.nudges.segments.rules import Known, Look
from plugins.nudges.segments.store import look_at, present
from storage.tables import Group

CAUSE = "cleaning"
BEGUN = "cleaning.begun"
NOTICE_WAITS = 3 * DAY


async def begin(ctx: Context, days: int) -> None:
    """Show who would be asked and who not; ask them once that is confirmed."""
    if not rules.LEAST_DAYS <= days <= rules.MOST_DAYS:
        raise UserError(m.DAYS_RANGE, least=rules.LEAST_DAYS, most=rules.MOST_DAYS)
    if await store.open_in(ctx.session, ctx.group.id) is not None:
        raise Refusal(m.UNDER_WAY)
    look = await look_at(ctx.session, ctx.group, ctx.now, ctx.zone)
    circle = await store.circle_of(ctx.session, ctx.group, look, days, ctx.operators)
    found = rules.sort_out(await present(ctx.session, ctx.group.id), circle, look, days)
    exempt = showing.exempt(found.exempt, ctx.language, named=ctx.here is None)
    if not found.asked:
        ctx.reply(m.NOBODY, days=days, exempt=exempt)
        return
    people, stay = found.asked[:MOST], (await ctx.settings(CleaningSettings)).stay_days
    plan = ctx.t(m.PLAN, batches=-(-len(people) // BATCH), stay=stay)
    if found.asked[MOST:]:
        plan = f"{ctx.t(m.MORE_THAN_MOST, most=MOST)}\n{plan}"
    if await ctx.confirmed(_preview(ctx, people, look, days, exempt, plan)):
        await _ask(ctx, people, days, stay)


async def remove(ctx: Context, cleaning: Cleaning | None, left_out: Sequence[int]) -> None:
    """Show who would be removed; begin to, once that is confirmed."""
    if cleaning is None:
        raise Refusal(m.NONE_UNDER_WAY)
    if cleaning.state != "listed":
        raise Refusal(m.TOO_EARLY if cleaning.state == "told" else m.UNDER_WAY)
    look = await look_at(ctx.session, ctx.group, ctx.now, ctx.zone)
    await refresh(ctx, cleaning, look)
    rows = {row.person_id: row for row in await store.people_in(ctx.session, cleaning.id, "told")}
    if missing := [number for number in left_out if number not in rows]:
        raise UserError(m.NOT_LISTED, numbers=", ".join(map(str, missing[:5])))
    going = [row for person, row in rows.items() if person not in set(left_out)]
    if not going:
        raise Refusal(m.NOBODY_LEFT)
    here = {who.person_id: who for who in await present(ctx.session, ctx.group.id)}
    people = [here[row.person_id] for row in going]
    if await ctx.confirmed(_removal(ctx, people, look, cleaning.days, len(left_out))):
        for person in left_out:
            rows[person].state, rows[person].why = "stays", Stays.KEPT.value
        for row in going:
            row.state = "chosen"
        cleaning.state, cleaning.by_id, cleaning.confirmed_at = "removing", ctx.sender.id, ctx.now
        await ctx.audit(m.DID_REMOVE, names=showing.many([who.name for who in people], ctx.language))
        await _go_on(ctx, cleaning, ctx.now)
        ctx.reply(m.REMOVING)


async def cancel(ctx: Context, cleaning: Cleaning | None) -> None:
    """Nobody more is removed; who was asked is told so."""
    if cleaning is None:
        raise Refusal(m.NONE_UNDER_WAY)
    await call_off(ctx, cleaning)
    await ctx.audit(m.DID_CANCEL)
    ctx.reply(m.CANCELLED)


async def undo_beginning(ctx: Context, operation: Mapping[str, Any]) -> None:
    """The same, unless the removal has begun."""
    cleaning = await ctx.session.get(Cleaning, operation["cleaning"])
    if cleaning is None or cleaning.state not in ("told", "listed"):
        raise Refusal(core.CHANGED_SINCE)
    await call_off(ctx, cleaning)


async def call_off(ctx: Context, cleaning: Cleaning) -> None:
    """Take back what has not been said or done yet; where people have been asked, tell them."""
    rows = await store.people_in(ctx.session, cleaning.id, *PENDING)
    notices = {store.notice_key(cleaning.id, row.batch) for row in await store.people_in(ctx.session, cleaning.id)}
    found = await store.sent(ctx.session, notices | {row.key for row in rows if row.key})
    waiting = {key: each.id for key, each in found.items() if each.state == "waiting"}
    await ctx.services.outbox.drop(ctx.session, list(waiting.values()))
    await store.let_go(ctx.session, cleaning)
    if any(each.state == "sent" for key, each in found.items() if key in notices):
        group = await ctx.session.get_one(Group, cleaning.group_id)
        words = m.CALLED_OFF(language_of(group, ctx.services.settings.language))
        _say(ctx, cleaning, Text((words,)), f"cleaning:{cleaning.id}:off", ctx.now + DAY)


async def refresh(ctx: Context, cleaning: Cleaning, look: Look) -> None:
    """Who has spoken, gone on leave or become exempt since is no longer on the list."""
    circle = await store.circle_of(ctx.session, ctx.group, look, cleaning.days, ctx.operators)
    here = {who.person_id: who for who in await present(ctx.session, ctx.group.id)}
    for row in await store.people_in(ctx.session, cleaning.id, "told"):
        if why := rules.stays(here.get(row.person_id), circle, look, cleaning.days):
            row.state, row.why = "stays", why.value


def language_of(group: Group, language: Language) -> Language:
    """What a group is told in, `language` where it has none of its own."""
    return "en" if (group.language or language) == "en" else "zh"


async def _ask(ctx: Context, people: Sequence[Known], days: int, stay: int) -> None:
    group = ctx.group
    place = {"account_id": ctx.account_id, "group_id": group.id, "by_id": ctx.sender.id}
    cleaning = Cleaning(**place, days=days, stay_days=stay, at=ctx.now, state="told")
    ctx.session.add(cleaning)
    await ctx.session.flush()
    words = "\n" + m.NOTICE(language_of(group, ctx.services.settings.language), days=stay)
    for start in range(0, len(people), BATCH):
        some, batch = people[start : start + BATCH], start // BATCH
        ctx.session.add_all(
            [Cleaned(cleaning_id=cleaning.id, person_id=who.person_id, batch=batch, state="told") for who in some]
        )
        notice = Text((*(Mention(who.person_id) for who in some), words))
        _say(ctx, cleaning, notice, store.notice_key(cleaning.id, batch), ctx.now + NOTICE_WAITS)
    await _go_on(ctx, cleaning, ctx.now + stay * DAY)
    await ctx.audit(m.DID_BEGIN, [{"op": BEGUN, "group": group.id, "cleaning": cleaning.id}], n=len(people))
    ctx.done(m.ASKING, n=len(people), stay=stay)


def _say(ctx: Context, cleaning: Cleaning, content: Text, key: str, expires_at: datetime) -> None:
    cause = Cause(CAUSE, str(cleaning.id))
    post = Post(key, content, cause, group_id=cleaning.group_id, priority=Priority.POST, expires_at=expires_at)
    ctx.posts.append(post)


async def _go_on(ctx: Context, cleaning: Cleaning, at: datetime) -> None:
    await store.plan(ctx.session, cleaning, at, ctx.now, ctx.services.settings.zone)
    ctx.services.scheduler.changed()


def _preview(ctx: Context, people: Sequence[Known], look: Look, days: int, exempt: str, plan: str) -> str:
    if ctx.here is not None:
        return ctx.t(m.PREVIEW_IN_GROUP, days=days, n=len(people), exempt=exempt, plan=plan)
    lines = showing.lines(people, look, days, ctx.language)
    return ctx.t(m.PREVIEW, group=ctx.group.name, days=days, n=len(people), lines=lines, exempt=exempt, plan=plan)


def _removal(ctx: Context, people: Sequence[Known], look: Look, days: int, kept: int) -> str:
    minutes = rules.minutes(len(people), ctx.services.settings.group_per_minute)
    values = {"n": len(people), "kept": ctx.t(m.KEEPING, n=kept) if kept else "", "minutes": minutes}
    if ctx.here is not None:
        return ctx.t(m.REMOVE_PREVIEW_IN_GROUP, **values)
    lines = showing.lines(people, look, days, ctx.language)
    return ctx.t(m.REMOVE_PREVIEW, group=ctx.group.name, lines=lines, **values)
