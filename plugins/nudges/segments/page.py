"""What kinds of members a group has, and who is of which, for the page on them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from bot.pages import Act, Acts, Block, Cell, Chart, Facts, Form, Go, Look, Row, Table, Words
from bot.phrases import Language
from plugins.nudges.segments import messages as m
from plugins.nudges.segments import rules, showing, store
from plugins.nudges.segments.rules import Known, Segment
from plugins.nudges.segments.showing import PAGE, Seen
from plugins.nudges.segments.store import Member

CHART = "members"
SPANS = (30, 60, 90)
"""Days of silence that are asked for."""
KINDS = {segment.name.lower(): segment for segment in Segment if segment is not Segment.GONE}

ActsOf = Callable[[Member], tuple[str, Sequence[Act]]]
"""What else to know of somebody, and what can be done."""


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in a group as seen now, and how many have left it."""

    view: rules.Look
    members: Sequence[Member]
    gone: int

    @classmethod
    async def of(cls, look: Look) -> Self:
        """Those of the page's group."""
        view = await store.look_at(look.session, look.group, look.now, look.zone)
        members = await store.members_of(look.session, look.group, view, look.operators)
        return cls(view, members, await store.gone(look.session, look.group.id))

    def seen(self, group: str) -> Seen:
        """By kind, in numbers."""
        return Seen.of(group, self.members, self.gone, self.view)


def overview(look: Look, people: People) -> list[Block]:
    """The picture of `/成员`, and each kind with the way to who is of it."""
    if not people.members:
        return [Words(look.t(m.NOBODY))]
    seen = people.seen(look.group.name)
    kinds: list[tuple[str, Cell]] = [
        (look.t(segment.value), Go(str(seen.counts.get(segment, 0)), query={"kind": key}))
        for key, segment in KINDS.items()
    ]
    return [
        Chart(CHART, showing.words(seen, look.language)),
        Facts([*kinds, (look.t(m.HAVE_LEFT), str(people.gone))]),
    ]


async def draw(look: Look) -> bytes | None:
    """The picture."""
    people = await People.of(look)
    seen = people.seen(look.group.name)
    return await asyncio.to_thread(showing.picture, seen, look.now, people.view.zone, look.language)


def listed(look: Look, people: People, acts_of: ActsOf) -> list[Block]:
    """Who is of the kind that is asked for, else who has been silent for long, a page of them."""
    title, some = _asked(look, people)
    start = (look.page - 1) * PAGE
    rows = [_row(each, people.view, acts_of, look.language) for each in some[start : start + PAGE]]
    columns = [look.t(each) for each in (m.NUMBER, m.NAME, m.SILENCE)]
    title = look.t(m.LISTED, kind=title, n=len(some))
    ways = [Go(look.t(m.SILENT_FOR, days=days), query={"days": str(days)}) for days in SPANS]
    pages = max(1, -(-len(some) // PAGE))
    return [Acts(ways=ways), Table(columns, rows, look.t(m.NOBODY_SO), title=title, pages=pages)]


def definitions(look: Look, people: People) -> Form:
    """How they are told apart, to be read and changed."""
    names = [(phrase(look.language), phrase(look.language)) for phrase in m.WHATS.values()]
    fields = [
        look.field("what", m.WHAT, "choice", choices=names),
        look.field("days", m.DAYS, "number"),
    ]
    note = showing.definitions(people.view.definitions, look.language)
    command = m.DEFINE.written(look.language)
    return Form(look.t(m.KINDS), command, fields, look.t(m.CHANGE), note=note)


def _asked(look: Look, people: People) -> tuple[str, Sequence[Member]]:
    kind = KINDS.get(look.query.get("kind", ""))
    by_id = {member.known.person_id: member for member in people.members}
    if kind is not None:
        some = rules.longest_first((each.known for each in people.members if each.segment is kind), people.view)
        return look.t(kind.value), [by_id[who.person_id] for who in some]
    asked = look.query.get("days", "")
    days = next((each for each in SPANS if str(each) == asked), SPANS[0])
    some = rules.silent([each.known for each in people.members], people.view, days)
    return look.t(m.SILENT_FOR, days=days), [by_id[who.person_id] for who in some]


def _row(member: Member, view: rules.Look, acts_of: ActsOf, language: Language) -> Row:
    who = member.known
    more, acts = acts_of(member)
    told = filter(None, (_silence(who, view, language), showing.mark(who, view, language), more))
    return Row((f"#{who.person_id}", showing.name_of(who.name, language), m.COMMA(language).join(told)), acts)


def _silence(who: Known, view: rules.Look, language: Language) -> str:
    is_fresh = rules.has_spoken(who) and not view.silent_days(who)
    return m.JUST_SPOKE(language) if is_fresh else showing.silence(who, view, language)
