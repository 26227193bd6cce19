"""The outbox on a page: what wants a word, what waits and why, what went out, and what may still go today."""

from collections.abc import Sequence
from typing import cast

from bot.outbox.messages import fate, state_of
from bot.pages import Act, Acts, Badge, Block, Facts, Go, Look, Row, Table, Tone, Words
from bot.phrases import Phrase
from bot.times.moments import shown
from plugins.desk import messages as m
from plugins.desk import store
from plugins.desk.sending import held_lines, left_of, slow_lines
from plugins.desk.showing import beginning, moment_of
from plugins.desk.store import Kind
from storage.desk import DROPPABLE, RESENDABLE
from storage.tables import Outbox

OVERVIEW = {"open": 20, "waiting": 20, "sent": 10, "unsent": 0}
"""How many of each kind are shown together."""
PAGE = 20
LONG = 80
"""Characters of a message."""
TONES: dict[str, Tone] = {"sent": "good", "unknown": "warn", "missed": "warn", "failed": "bad"}


async def show(look: Look) -> Sequence[Block]:
    """All kinds at a glance, or one of them page by page."""
    asked = look.query.get("state", "")
    chosen = cast(Kind, asked) if asked in OVERVIEW else None
    found = {kind: await _part(look, cast(Kind, kind), chosen) for kind in OVERVIEW}
    ways = [Go(look.t(m.OVERVIEW))]
    ways += [Go(look.t(m.KINDS[kind], n=total), query={"state": kind}) for kind, (_, total) in found.items()]
    if chosen is not None:
        rows, total = found[chosen]
        return [Acts(ways=ways), await _table(look, chosen, rows, pages=max(1, -(-total // PAGE)))]
    tables = [await _table(look, cast(Kind, kind), rows) for kind, (rows, _) in found.items() if rows]
    nothing = [] if tables else [Words(look.t(m.NOTHING_SENT))]
    return [*await _today(look), Acts(ways=ways), *tables, *nothing]


async def _part(look: Look, kind: Kind, chosen: Kind | None) -> tuple[Sequence[Outbox], int]:
    if chosen is None:
        return await store.outgoing(look, kind, 0, OVERVIEW[kind])
    return await store.outgoing(look, kind, (look.page - 1) * PAGE, PAGE if kind == chosen else 0)


async def _today(look: Look) -> list[Block]:
    """What `/预算` tells, as far as it is about this group and what holds everything up."""
    now = await look.services.outbox.budget(look.session, look.now, look.group.id)
    hours = look.services.outbox.quiet_hours_of(look.group)
    sent = ((m.THIS_GROUP, now.group_posts_today or 0, now.group_posts_left),)
    sent += ((m.WHOLE_ACCOUNT, now.posts_today, now.posts_left),)
    items = [
        (look.t(label), look.t(m.SENT_AND_LEFT, sent=n, left=left_of(left, look.language))) for label, n, left in sent
    ]
    quiet = look.t(m.NO_QUIET) if hours is None else f"{hours[0]:%H:%M}-{hours[1]:%H:%M}"
    notes = [*held_lines(now, look.language), *slow_lines(now, look.zone, look.language)]
    facts = Facts([*items, (look.t(m.QUIET), quiet)], look.t(m.TODAY))
    return [facts, *([Words("\n".join(notes))] if notes else [])]


async def _table(look: Look, kind: Kind, rows: Sequence[Outbox], pages: int = 1) -> Table:
    columns = [look.t(m.AS_OF_NUMBER), look.t(m.AS_OF_TIME), "", look.t(m.AS_OF_TEXT)]
    columns += [] if kind == "sent" else [look.t(m.AS_OF_REASON)]
    shown_rows = [await _row(look, kind, row) for row in rows]
    return Table(columns, shown_rows, look.t(m.KIND_EMPTY[kind]), look.t(m.KIND_TITLES[kind]), pages)


async def _row(look: Look, kind: Kind, row: Outbox) -> Row:
    at = row.due_at if kind == "waiting" else moment_of(row)
    badge = Badge(look.t(state_of(row)), TONES.get(row.state, ""))
    cells = (str(row.id), shown(at, look.zone, look.language), badge, beginning(row, look.language, LONG))
    return Row(cells if kind == "sent" else (*cells, await _fate(look, row)), _acts(look, row))


async def _fate(look: Look, row: Outbox) -> str:
    waits = row.state == "waiting"
    hold = await look.services.outbox.hold_of(look.session, row, look.group, look.now) if waits else None
    return fate(row, look.language, look.zone, look.now, hold)


def _acts(look: Look, row: Outbox) -> list[Act]:
    skip = m.DO_NOT_SEND if row.state == "waiting" else m.DO_SKIP
    offered: list[tuple[Phrase, Phrase]] = []
    offered += [(m.DO_RESEND, m.SAY_RESEND)] if row.state in RESENDABLE else []
    offered += [(skip, m.SAY_SKIP)] if row.state in DROPPABLE else []
    offered += [(m.ASK_WHY, m.SAY_WHY)]
    return [look.act(label, command, id=row.id) for label, command in offered]
