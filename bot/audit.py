"""The history of what people had the bot do, and the way back from each reversible act."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, insert, select

from bot import group_settings
from bot import messages as m
from bot.errors import Refusal
from bot.group_settings import SETTING
from bot.phrases import Phrase
from storage.engine import ReadSession
from storage.tables import Audit, Group

if TYPE_CHECKING:
    from bot.context import Context

Operation = Mapping[str, Any]


async def record(ctx: "Context", summary: str, undo: Sequence[Operation] | None) -> None:
    """One row for each group at hand, or one for none; an operation naming a group goes to that group's row.

    With operations given, a group that none of them is about was changed in nothing and gets no row.
    """
    ways_back: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for operation in undo or ():
        for group_id in [operation["group"]] if "group" in operation else _at_hand(ctx):
            ways_back[group_id].append(dict(operation))
    act = {
        "event_id": ctx.event_id,
        "at": ctx.now,
        "account_id": ctx.account_id,
        "person_id": ctx.person.id if ctx.person else None,
        "command": ctx.said.text[:200],
        "summary": summary,
    }
    touched = _at_hand(ctx) if undo is None else ways_back
    rows = [act | {"group_id": group_id, "undo": ways_back.get(group_id)} for group_id in touched]
    if rows:
        await ctx.session.execute(insert(Audit), rows)


async def note(ctx: "Context", summary: Phrase, undo: Sequence[Operation], /, **values: object) -> None:
    """Note an act in the history of every group at hand, with one way back for all of them together."""
    groups = ctx.groups
    if not groups and undo:
        await ctx.audit(summary, None, **values)
    if not groups or not undo:
        return
    first = next((group for group in groups if group is ctx.here), groups[0])
    ctx.groups = tuple(group for group in groups if group is not first)
    if ctx.groups:
        await ctx.audit(summary, None, **values)
    ctx.groups = groups
    await ctx.audit(summary, [{**each, "group": first.id} for each in undo], **values)


async def last_reversible(session: ReadSession, person_id: int, groups: Sequence[Group]) -> Audit | None:
    """What `undo_last` would take back, by its latest row."""
    return await session.scalar(_reversible(person_id, groups).order_by(Audit.id.desc()).limit(1))


async def undo_last(ctx: "Context") -> Sequence[Audit]:
    """Take back the person's last reversible act on the groups at hand; what was undone, one row a group."""
    last = await last_reversible(ctx.session, ctx.sender.id, ctx.groups)
    if last is None:
        raise Refusal(m.NOTHING_TO_UNDO)
    mine = _reversible(ctx.sender.id, ctx.groups).where(Audit.event_id == last.event_id)
    rows = (await ctx.session.scalars(mine)).all()
    operations = [operation for row in rows for operation in reversed(row.undo or [])]
    if not await group_settings.put_back(ctx.session, [each for each in operations if each["op"] == SETTING]):
        raise Refusal(m.CHANGED_SINCE)
    for operation in operations:
        if operation["op"] != SETTING:
            await ctx.services.undoers[operation["op"]](ctx, operation)
    for row in rows:
        row.undone_at = ctx.now
    return rows


def _reversible(person_id: int, groups: Sequence[Group]) -> Select[Audit]:
    mine = Audit.person_id == person_id, Audit.undo.is_not(None), Audit.undone_at.is_(None)
    return select(Audit).where(*mine, Audit.group_id.in_([group.id for group in groups]))


def _at_hand(ctx: "Context") -> list[int | None]:
    return [group.id for group in ctx.groups] or [None]
