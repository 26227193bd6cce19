"""A series in the office: what is in line, and each issue with the forms that change it."""

from collections.abc import Sequence

from bot import audience
from bot.content import Text, from_json
from bot.pages import Act, Acts, Block, Chart, Facts, Form, Go, Look, Row, Table, Words
from bot.pictures import kept
from bot.times.moments import shown
from plugins.drops import deeds
from plugins.drops import page_messages as shared
from plugins.drops import showing as drops_showing
from plugins.drops import store as drops
from plugins.drops.series import messages as m
from plugins.drops.series import showing, store
from plugins.drops.series.finding import Found
from plugins.drops.series.tables import Issue, Series
from plugins.drops.standing import everyday_acts, is_mine, state_of, times_of
from plugins.drops.tables import Drop
from storage.tables import Schedule

SIZE = 20


async def show(look: Look) -> Sequence[Block]:
    """The series that is asked for, or one of its issues."""
    found = await find(look)
    if found is None:
        return [Acts(ways=[Go(look.t(m.ALL))]), Words(look.t(m.NO_SUCH_HERE))]
    issue = await _issue(look, found[1]) if "issue" in look.query else None
    return await _line(look, found) if issue is None else await _one(look, found, issue)


async def draw(look: Look) -> bytes | None:
    """The picture of the issue that is shown."""
    found = await find(look)
    issue = None if found is None else await _issue(look, found[1])
    return None if issue is None else await kept.drawn(look, map(from_json, issue.contents))


async def find(look: Look) -> Found | None:
    """The series that is asked for, where it comes to the group."""
    mine = store.standing(look.account_id, await audience.concerning(look, Drop, look.groups))
    found = await store.rows(look.session, mine.where(Drop.id == look.number("drop")))
    return found[0] if found else None


async def _line(look: Look, found: Found) -> list[Block]:
    drop, series = found
    schedule = await drops.schedule_of(look.session, drop)
    ways = [Go(look.t(m.ALL)), deeds.all_about(drop.id, look.t(m.ITS_DROP))]
    name = look.t(m.NUMBERED, n=drop.id, name=series.name, marks=showing.marks(look, drop, series))
    return [
        Acts(acts=[*everyday_acts(look, drop, schedule), *_looping(look, drop, series)], ways=ways),
        Facts(
            [(look.t(m.COLUMN_STATE), state_of(look, schedule)), (look.t(m.COLUMN_WHEN), times_of(look, schedule))],
            title=name,
        ),
        await _table(look, found, schedule),
        *([_adding(look, found), _moving(look, found)] if is_mine(look, drop) else []),
    ]


def _looping(look: Look, drop: Drop, series: Series) -> list[Act]:
    if series.starts_on is not None or not is_mine(look, drop):
        return []
    label, command = (m.LOOP_OFF, m.LOOP_OFF_COMMAND) if series.is_evergreen else (m.LOOP_ON, m.LOOP_ON_COMMAND)
    return [look.act(label, command, n=drop.id)]


async def _table(look: Look, found: Found, schedule: Schedule | None) -> Table:
    drop, series = found
    start = (look.page - 1) * SIZE
    total = await store.how_many(look.session, series)
    issues = await store.in_order(look.session, series, start, SIZE)
    times = showing.moments(schedule, min(start + SIZE, showing.FORESEEN))[start:] if series.starts_on is None else []
    whens = [shown(at, look.zone, look.language) for at in times]
    rows: list[Row] = []
    for n, issue in enumerate(issues):
        place = start + n + 1 if series.starts_on is None else issue.course_day or 0
        when = whens[n] if n < len(whens) else ""
        if series.starts_on is not None:
            when = showing.lesson_day(look, series.starts_on, place)
        has_gone = series.starts_on is not None and issue.posted_at is not None
        what = showing.gist_of(look, issue) + (look.t(m.WENT_OUT) if has_gone else "")
        query = {"drop": str(drop.id), "issue": str(place)}
        rows.append(Row((Go(str(place), query=query), when, what), _issue_acts(look, found, place)))
    first = m.COLUMN_PLACE if series.starts_on is None else m.COLUMN_DAY
    columns = [look.t(each) for each in (first, m.COLUMN_WHEN, m.COLUMN_WHAT)]
    pages = max(1, -(-total // SIZE))
    return Table(columns, rows, look.t(m.NOTHING_IN_LINE), title=look.t(m.IN_LINE), pages=pages)


def _issue_acts(look: Look, found: Found, place: int) -> list[Act]:
    drop, series = found
    if not is_mine(look, drop):
        return []
    up = look.t(m.MOVE_COMMAND, n=drop.id, place=place, to=place - 1)
    moves = [Act(look.t(m.UP), up)] if place > 1 and series.starts_on is None else []
    return [*moves, look.act(m.REMOVE, m.REMOVE_COMMAND, grave=True, n=drop.id, place=place)]


def _adding(look: Look, found: Found) -> Form:
    drop, series = found
    is_course = series.starts_on is not None
    fields = [
        look.field("text", shared.TEXT, "text", required=False),
        look.field("picture", shared.PICTURE, "picture", required=False),
    ]
    fields += [look.field("day", m.COLUMN_DAY, hint=m.DAY_HINT, required=False)] if is_course else []
    command = look.to_fill(m.ADD_COMMAND, n=drop.id)
    note = look.t(m.ADD_DAY_NOTE if is_course else m.ADD_NOTE)
    return Form(look.t(m.ADD), command, fields, look.t(m.ADD), note, is_open=True)


def _moving(look: Look, found: Found) -> Form:
    drop, series = found
    words = (m.COLUMN_PLACE, m.TO) if series.starts_on is None else (m.COLUMN_DAY, m.TO_DAY)
    fields = [look.field(name, label, "number") for name, label in zip(("place", "to"), words, strict=True)]
    command = look.to_fill(m.MOVE_COMMAND, n=drop.id)
    return Form(look.t(m.MOVE), command, fields, look.t(m.MOVE))


async def _issue(look: Look, series: Series) -> Issue | None:
    place = look.number("issue") or 0 or 0
    if series.starts_on is not None:
        return await store.lesson(look.session, series.id, place)
    return next(iter(await store.in_order(look.session, series, place - 1, 1)), None) if place else None


async def _one(look: Look, found: Found, issue: Issue) -> list[Block]:
    """An issue as it will look, with its forms."""
    drop, series = found
    place = look.number("issue") or 0 or 0
    contents = [from_json(content) for content in issue.contents]
    back = Go(look.t(m.BACK_TO, name=series.name), query={"drop": str(drop.id)})
    looks = drops_showing.told(showing.as_posted(look, drop, series, issue, place), look.language)
    blocks: list[Block] = [Acts(ways=[back]), Words(looks, title=look.t(m.LOOKS))]
    if await kept.first_picture(look, contents) is not None:
        blocks.append(Chart("picture", look.t(m.ITS_PICTURE, place=place)))
    if not is_mine(look, drop):
        return blocks
    words = next((each for each in contents if isinstance(each, Text)), Text(()))
    value = "".join(part for part in words.parts if isinstance(part, str))
    fields = [
        look.field("text", shared.TEXT, "text", value, required=False),
        look.field("picture", shared.PICTURE, "picture", required=False),
    ]
    edit = look.to_fill(m.EDIT_COMMAND, n=drop.id, place=place)
    return [
        *blocks,
        Form(look.t(m.EDIT), edit, fields, look.t(shared.SUBMIT_EDIT), look.t(shared.EDIT_TEXT_NOTE), is_open=True),
    ]
