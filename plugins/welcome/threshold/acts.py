"""What becomes of those who wait: they pass, are let in, or are removed."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot import messages as core
from bot.content import Removal, Text
from bot.context import Context
from bot.errors import Refusal
from bot.outbox import Policy, Priority
from plugins.welcome import rules as welcome_rules
from plugins.welcome import store as welcome
from plugins.welcome.threshold import events, plans, showing, store
from plugins.welcome.threshold import messages as m
from plugins.welcome.threshold.store import Standing
from plugins.welcome.threshold.tables import Applicant
from storage.base import from_ms, to_ms
from storage.engine import Session
from storage.tables import Group

LET_IN = "threshold.let"
CLOSED = "threshold.closed"
REMOVING = "threshold.removing"


async def passes(ctx: Context, row: Applicant, how: str = "passed") -> bool:
    """They are through, unless they are already being removed."""
    if row.removal == "asked":
        await stop_removing(ctx, row.group_id, [row.person_id])
    if row.removal in ("asked", "done"):
        return False
    row.ended, row.ended_at, row.removal = how, ctx.now, ""
    await welcome.mark(ctx.session, row.group_id, [row.person_id], "passed_at", ctx.now)
    return True


async def admit(ctx: Context, people: Sequence[Standing]) -> None:
    """They are let in, and told so in the group."""
    let = [who for who in people if await passes(ctx, who.row, "let")]
    if not let:
        raise Refusal(m.TOO_LATE)
    for who in let:
        who.row.told_at = ctx.now
    names = showing.names_of([who.name for who in let], ctx.language)
    ids = [who.person_id for who in let]
    way = {"op": LET_IN, "group": ctx.group.id, "at": to_ms(ctx.now)}
    await ctx.audit(m.DID_ADMIT, [way], names=names)
    said = (*welcome_rules.addressed(ids, ctx.language), "\n", ctx.t(m.LET_IN))
    ctx.post(Text(said), key=f"threshold:let:{ctx.event_id}", group_id=ctx.group.id, priority=Priority.WELCOME)
    ctx.done(m.ADMITTED, names=names)


async def remove(ctx: Context, people: Sequence[Standing]) -> None:
    """They are removed by an admin's word, as soon as the platform does it."""
    group = ctx.group
    for who in people:
        row = who.row
        row.removal, row.removing_at, row.by_id = "asked", ctx.now, ctx.sender.id
        ctx.post(
            Removal(row.person_id),
            key=store.removal_key(row),
            group_id=group.id,
            priority=Priority.ANSWER,
            policy=Policy.AT_LEAST_ONCE,
        )
    await welcome.mark(ctx.session, group.id, [who.person_id for who in people], "removed_at", ctx.now)
    names = showing.names_of([who.name for who in people], ctx.language)
    await ctx.audit(m.DID_REMOVE, names=names)
    await plans.plan_by(ctx, plans.OUTCOME, group, ctx.now + plans.OUTCOME_AFTER)
    ctx.reply(m.REMOVING, n=len(people))


async def undo_letting_in(ctx: Context, operation: Mapping[str, Any]) -> None:
    """They wait again."""
    if not await _wait_again(ctx, operation, "let"):
        raise Refusal(core.CHANGED_SINCE)


async def undo_closing(ctx: Context, operation: Mapping[str, Any]) -> None:
    """The same, of those who waited when the threshold was taken away."""
    await _wait_again(ctx, operation, "closed")


async def _wait_again(ctx: Context, operation: Mapping[str, Any], how: str) -> Sequence[int]:
    group_id, at = operation["group"], from_ms(operation["at"])
    people = await store.reopen(ctx.session, group_id, how, at)
    if people:
        group = await ctx.session.get_one(Group, group_id)
        await welcome.unmark(ctx.session, group_id, people, "passed_at", at)
        ctx.await_answer(group_id, people)
        await plans.plan_by(ctx, plans.LOOK, group, ctx.now)
        if await store.unasked_since(ctx.session, group_id) is not None:
            await events.plan_asking(ctx, group)
    return people


async def stop_removing(ctx: Context, group_id: int, only: Collection[int] | None = None) -> None:
    """Whom the platform has not been told to remove stays: these people, or all whom the bot removes by itself."""
    removals = await store.removals(ctx.session, group_id)
    concerned = [
        each for each in removals if (only is None and each.row.by_id is None) or each.row.person_id in (only or ())
    ]
    waiting = {each.outbox_id: each.row for each in concerned if each.outbox_id is not None and each.state == "waiting"}
    for dropped in await ctx.services.outbox.drop(ctx.session, list(waiting)) if waiting else ():
        await stays(ctx.session, waiting[dropped])


async def undo_removing(ctx: Context, operation: Mapping[str, Any]) -> None:
    """What was switched on is off again, for those whose turn had come, too."""
    await stop_removing(ctx, operation["group"])


async def stays(session: Session, row: Applicant) -> None:
    """They are not removed after all; before they ever are, they will be told again."""
    assert row.removing_at is not None
    await welcome.unmark(session, row.group_id, [row.person_id], "removed_at", row.removing_at)
    row.removal, row.warned_at = "", None
