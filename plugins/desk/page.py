"""The desk's pages: the outbox, what was done, who may do it, and what can be taken home."""

from collections.abc import Sequence

from bot.audit import last_reversible
from bot.pages import Act, Acts, Badge, Block, Field, Form, Go, Look, Page, Row, Table, Words
from bot.permissions import Role
from bot.phrases import Phrase
from bot.times.moments import shown
from plugins.desk import messages as m
from plugins.desk import outgoing, store
from storage.tables import Audit, Person

PAGE = 20


async def show_history(look: Look) -> Sequence[Block]:
    """Who did what to the group, the latest first; one's own last act can be taken back."""
    is_mine = look.query.get("by") == "me"
    by = look.person.id if is_mine else None
    rows = await store.history(look.session, look.groups, (look.page - 1) * PAGE, PAGE, by)
    pages = -(-await store.acts_on(look.session, look.groups, by) // PAGE)
    last = await last_reversible(look.session, look.person.id, look.groups)
    columns = [*(look.t(each) for each in (m.AS_OF_TIME, m.AS_OF_WHO, m.AS_OF_ACT)), ""]
    lines = [_act(look, act, name, is_last=last is not None and act.id == last.id) for act, name, _ in rows]
    ways = [Go(look.t(m.EVERYBODY)), Go(look.t(m.MINE), query={"by": "me"})]
    empty = look.t(m.NO_ACTS_OF_MINE if is_mine else m.NO_ACTS)
    return [Acts(ways=ways), Table(columns, lines, empty, pages=max(pages, 1))]


async def show_admins(look: Look) -> Sequence[Block]:
    """The owner and the admins; the owner chooses them."""
    owners, others = await store.admins_of(look.session, look.group)
    rows = [_person(look, each, "owner") for each in owners] + [_person(look, each, "admin") for each in others]
    columns = [look.t(each) for each in (m.AS_OF_NAME, m.AS_OF_NUMBER, m.AS_OF_ROLE)]
    blocks: list[Block] = [Table(columns, rows, look.t(m.NO_ADMINS))]
    if look.role < Role.OWNER:
        return [*blocks, Words(look.t(m.OWNER_ONLY))]
    blocks.append(_form(look, m.ADD_ADMIN, m.SAY_ADD, _who(look, "who"), m.ADD, is_open=True))
    if look.role >= Role.OPERATOR:
        blocks.append(_form(look, m.BIND_OWNER, m.SAY_BIND, _who(look, "owner"), m.BIND))
    return blocks


async def show_exports(look: Look) -> Sequence[Block]:
    """All that commands make files of."""
    acts = [Act(look.t(label), command.written(look.language)) for label, command in m.EXPORTS]
    number = look.t(m.EXPORT_NUMBER)
    forms = [
        _form(look, label, command, Field(slot, number, "number"), m.EXPORT_DO) for slot, label, command in m.EXPORTS_OF
    ]
    return [Words(look.t(m.EXPORT_INTRO)), Acts(acts), *forms]


def _act(look: Look, act: Audit, name: str | None, *, is_last: bool) -> Row:
    state: str | Badge = ""
    if act.undone_at is not None:
        state = Badge(look.t(m.WAS_UNDONE), "warn")
    elif is_last:
        state = Badge(look.t(m.CAN_BE_UNDONE))
    cells = (shown(act.at, look.zone, look.language), name or look.t(m.SOMEBODY), act.summary, state)
    return Row(cells, [look.act(m.DO_UNDO, m.SAY_UNDO)] if is_last else [])


def _person(look: Look, person: Person, role: str) -> Row:
    """An owner by the platform's word stays one; one that was bound is let go by who binds them."""
    least = Role.OPERATOR if role == "owner" else Role.OWNER
    removable = look.role >= least and person.id != look.group.owner_id
    acts = [look.act(m.REMOVE, m.SAY_REMOVE, grave=True, id=person.id)] if removable else []
    return Row((person.name, str(person.id), Badge(look.t(m.ROLES_HERE[role]))), acts)


def _who(look: Look, slot: str) -> Field:
    return look.field(slot, m.WHO_FIELD, hint=m.WHO_HINT)


def _form(look: Look, title: Phrase, command: Phrase, field: Field, submit: Phrase, *, is_open: bool = False) -> Form:
    return Form(look.t(title), command.written(look.language), [field], look.t(submit), is_open=is_open)


PAGES = (
    Page("outbox", m.OUTBOX_PAGE, outgoing.show, is_live=True, section="desk"),
    Page("history", m.HISTORY_PAGE, show_history, section="desk"),
    Page("admins", m.ADMINS_PAGE, show_admins, section="desk"),
    Page("export", m.EXPORT_PAGE, show_exports, section="desk"),
)
