"""The page of sign-ups: who is in and who waits, as it happens."""

from collections.abc import Sequence

from bot.pages import Act, Acts, Badge, Block, Cell, Facts, Field, Form, Go, Look, Page, Row, Table
from bot.times.moments import shown
from plugins.campaigns.signup import acts, showing, store
from plugins.campaigns.signup import messages as m
from plugins.campaigns.signup.handlers import LATELY
from plugins.campaigns.signup.store import Listed
from plugins.campaigns.signup.tables import Signup

PEOPLE = 50
"""On one page of a list."""


async def show(look: Look) -> Sequence[Block]:
    """The one that is asked for or the only one that is open, with its people; the others as a list."""
    lately = await store.latest(look.session, look.group.id, look.now - LATELY)
    opened = [each for each in lately if each.closed_at is None]
    number = look.number("signup")
    chosen = await store.find(look.session, look.group.id, number) if number is not None else None
    if number is None and len(opened) == 1:
        chosen = opened[0]
    blocks = [] if chosen is None else await _one(look, chosen, is_only=len(opened) == 1)
    others = [each for each in lately if chosen is None or each.id != chosen.id]
    if others or chosen is None:
        blocks.append(_list(look, others))
    return [*blocks, _new(look)]


def _list(look: Look, some: Sequence[Signup]) -> Table:
    columns = [look.t(each) for each in (m.NUMBER, m.WHAT, m.SIGNED_UP, m.ENDS, m.STATE)]
    rows = [
        Row(
            (
                f"#{each.id}",
                Go(each.title, query={"signup": str(each.id)}),
                _count(look, each),
                shown(each.closes_at, each.zone, look.language),
                _state(look, each),
            )
        )
        for each in some
    ]
    return Table(columns, rows, look.t(m.NONE_ON_PAGE), title=look.t(m.OTHERS))


async def _one(look: Look, signup: Signup, *, is_only: bool) -> list[Block]:
    found = await store.entries(look.session, signup.id, "in", "waiting")
    first = (look.page - 1) * PEOPLE
    there, waiting = ([each for each in found if each.state == state] for state in ("in", "waiting"))
    here = await store.listed(look.session, signup, there[first : first + PEOPLE])
    next_up = await store.listed(look.session, signup, waiting[first : first + PEOPLE])
    pages = max(1, -(-max(len(there), len(waiting)) // PEOPLE))
    nobody = look.t(m.NOBODY_YET, word=showing.word_for(signup, m.SIGN_UP, is_only))
    blocks: list[Block] = [_facts(look, signup), _acts(look, signup)]
    blocks.append(_people(look, signup, here, look.t(m.WHO_IS_IN), nobody, pages))
    if next_up:
        blocks.append(_people(look, signup, next_up, look.t(m.WHO_WAITS), "", 1))
    return [*blocks, *_forms(look, signup)]


def _facts(look: Look, signup: Signup) -> Facts:
    known: list[tuple[str, Cell]] = [(look.t(m.SIGNED_UP), _count(look, signup))]
    known += [(look.t(m.ON_WAITING_LIST), str(signup.waiting))] if signup.waiting else []
    known.append((look.t(m.STATE), _state(look, signup)))
    known.append((look.t(m.ENDS), shown(signup.closes_at, signup.zone, look.language)))
    when = shown(signup.starts_at, signup.zone, look.language) if signup.starts_at else signup.time_said
    known += [(look.t(m.TAKES_PLACE), when)] if when else []
    known += [(look.t(m.PLACE), signup.place)] if signup.place else []
    return Facts(known, title=f"#{signup.id} {signup.title}")


def _acts(look: Look, signup: Signup) -> Acts:
    said = {"number": signup.id}
    close = [Act(look.t(m.DO_CLOSE), look.t(m.SAY_CLOSE, **said))] if signup.closed_at is None else []
    export = Act(look.t(m.DO_EXPORT), look.t(m.SAY_EXPORT, **said))
    return Acts([*close, export], [Go(look.t(m.ALL_OF_THEM))] if look.number("signup") else [])


def _people(look: Look, signup: Signup, some: Sequence[Listed], title: str, empty: str, pages: int) -> Table:
    can_change = acts.is_live(signup, look.now)
    rows = [Row((showing.line(who, look.language),), _off(look, signup, who) if can_change else ()) for who in some]
    return Table([look.t(m.NAME)], rows, empty, title=title, pages=pages)


def _off(look: Look, signup: Signup, who: Listed) -> list[Act]:
    command = look.t(m.SAY_REMOVE, number=signup.id, place=who.entry.number)
    return [Act(look.t(m.DO_REMOVE), command, grave=True)]


def _count(look: Look, signup: Signup) -> str:
    return str(signup.taken) if signup.cap is None else look.t(m.OF_CAP, n=signup.taken, cap=signup.cap)


def _state(look: Look, signup: Signup) -> Badge:
    if signup.closed_at is not None:
        return Badge(look.t(m.STATE_CLOSED))
    is_full = signup.cap is not None and signup.taken >= signup.cap
    return Badge(look.t(m.FULL_NOW), "warn") if is_full else Badge(look.t(m.IS_OPEN), "good")


def _forms(look: Look, signup: Signup) -> list[Form]:
    until = look.field("until", m.ENDS, hint=m.UNTIL_HINT, required=False)
    if signup.closed_at is not None:
        again = look.to_fill(m.SAY_REOPEN, number=signup.id)
        forms = [Form(look.t(m.DO_REOPEN), again, [until], look.t(m.DO_REOPEN))]
    else:
        title = look.field("title", m.TITLE, hint=m.UNCHANGED, required=False)
        change, note = look.to_fill(m.SAY_CHANGE, number=signup.id), look.t(m.CHANGE_NOTE)
        forms = [Form(look.t(m.DO_CHANGE), change, [title, *_terms(look)], look.t(m.CHANGE_IT), note)]
    if not acts.is_live(signup, look.now):
        return forms
    who = look.field("name", m.NAME, hint=m.ADD_HINT)
    heads = look.field("heads", m.HEADS, "number", value="1")
    return [
        Form(look.t(m.DO_ADD), look.to_fill(m.SAY_ADD, number=signup.id), [who, heads], look.t(m.ADD_THEM)),
        *forms,
    ]


def _new(look: Look) -> Form:
    title = look.field("title", m.TITLE, hint=m.TITLE_HINT)
    return Form(look.t(m.DO_OPEN), look.to_fill(m.SAY_NEW), [title, *_terms(look)], look.t(m.POST_IT))


def _terms(look: Look) -> list[Field]:
    """What may be said of one beside its title."""
    asked = (
        ("cap", m.CAP, m.CAP_HINT),
        ("until", m.ENDS, m.UNTIL_HINT),
        ("when", m.TAKES_PLACE, m.WHEN_HINT),
        ("where", m.PLACE, m.WHERE_HINT),
    )
    return [look.field(name, label, hint=hint, required=False) for name, label, hint in asked]


PAGE = Page("signups", m.PAGE, show, is_live=True)
