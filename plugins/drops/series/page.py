"""The office's page of series: all of a group's, one with its line of issues by `?drop=12`, an issue by `&issue=3`."""

from collections.abc import Sequence

from bot import audience
from bot.pages import Acts, Block, Field, Form, Go, Look, Page, Row, Table
from bot.phrases import Phrase
from plugins.drops import page_messages as shared
from plugins.drops import store as drops
from plugins.drops.series import line_page, showing, store
from plugins.drops.series import messages as m
from plugins.drops.series.finding import Found
from plugins.drops.standing import everyday_acts, state_of, times_of
from plugins.drops.tables import Drop

SIZE = 20


async def show(look: Look) -> Sequence[Block]:
    """With how many issues are left and when the next one comes."""
    if "drop" in look.query:
        return await line_page.show(look)
    found = await store.rows(
        look.session, store.standing(look.account_id, await audience.concerning(look, Drop, look.groups))
    )
    some = found[(look.page - 1) * SIZE : look.page * SIZE]
    ids = [series.id for _, series in some]
    left, lessons = await store.left(look.session, ids), await store.lessons(look.session, ids)
    rows = [
        await _row(look, each, (left if each[1].starts_on is None else lessons).get(each[1].id, 0)) for each in some
    ]
    columns = [look.t(each) for each in (m.COLUMN_NAME, m.COLUMN_LEFT, m.COLUMN_WHEN, m.COLUMN_STATE)]
    table = Table(columns, rows, look.t(m.NONE_HERE), pages=max(1, -(-len(found) // SIZE)))
    return [Acts(ways=[Go(look.t(shared.CALENDAR), "calendar")]), table, _new(look, is_first=not found)]


async def _row(look: Look, found: Found, n: int) -> Row:
    drop, series = found
    schedule = await drops.schedule_of(look.session, drop)
    name = look.t(m.NUMBERED, n=drop.id, name=series.name, marks=showing.marks(look, drop, series))
    what = look.t(m.LEFT if series.starts_on is None else m.LESSONS, n=n)
    cells = (Go(name, query={"drop": str(drop.id)}), what, times_of(look, schedule), state_of(look, schedule))
    return Row(cells, everyday_acts(look, drop, schedule))


def _new(look: Look, *, is_first: bool) -> Form:
    hows: list[tuple[str, Phrase]] = [
        ("", m.IN_TURN),
        (look.t(m.LOOPING), m.LOOPING_TOLD),
        (look.t(m.A_COURSE), m.A_COURSE_TOLD),
    ]
    fields: list[Field] = [
        look.field("name", m.NAME, hint=m.NAME_HINT),
        look.field("when", shared.TIME, hint=m.TIME_HINT),
        look.field("how", m.HOW, "choice", choices=hows, required=False),
        look.field("first", m.FIRST_DAY, hint=m.FIRST_DAY_HINT, required=False),
        look.field("end", shared.END, hint=shared.END_HINT, required=False),
        look.field(
            "kind",
            shared.KIND,
            "choice",
            choices=[(f"#{look.t(each)}", each) for each in (shared.VALUE, shared.PROMO)],
            required=False,
        ),
    ]
    return Form(look.t(m.NEW), m.NEW_COMMAND.written(look.language), fields, look.t(m.BEGIN), is_open=is_first)


PAGE = Page("series", m.PAGE, show, draws={"picture": line_page.draw})
