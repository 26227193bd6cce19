"""A drop in full in the office: when it comes, how it will look, how it fared, and the forms that change it."""

from collections.abc import Sequence

from bot import audience
from bot.content import Text, from_json
from bot.pages import Act, Acts, Block, Cell, Chart, Facts, Form, Go, Look, Words
from bot.pictures import kept
from plugins.drops import deeds, listing, showing, store
from plugins.drops import page_messages as m
from plugins.drops.calendar.store import unwanted
from plugins.drops.effects import measuring
from plugins.drops.effects import showing as effects
from plugins.drops.standing import everyday_acts, is_mine, kind_of, state_of
from plugins.drops.tables import Drop
from storage.tables import Schedule

SOURCES = {"series": m.IN_SERIES, "feed": m.IN_FEED, "library": m.IN_LIBRARY}
PAGES = {"series": "series", "feed": "feeds", "library": "library"}


async def show(look: Look) -> Sequence[Block]:
    """All about the drop that is asked for, where it comes to the group."""
    back = Go(look.t(m.ALL_DROPS))
    drop = await find(look, look.number("drop") or 0)
    if drop is None:
        return [Acts(ways=[back]), Words(look.t(m.GONE, n=look.query["drop"]))]
    schedule = await store.schedule_of(look.session, drop)
    has_left = drop.id in await unwanted(look.session, look.group.id)
    return [
        Acts(ways=[back, *_elsewhere(look, drop)], acts=_acts(look, drop, schedule, has_left=has_left)),
        _facts(look, drop, schedule, has_left=has_left),
        *_times(look, schedule),
        *await _content(look, drop, schedule),
        *await _past(look, drop, schedule),
        *(_forms(look, drop, schedule) if is_mine(look, drop) and schedule is not None else ()),
    ]


async def draw(look: Look) -> bytes | None:
    """The first picture of the drop that is shown."""
    drop = await find(look, look.number("drop") or 0)
    contents = [] if drop is None else [from_json(content) for content in drop.contents]
    return await kept.drawn(look, contents)


async def find(look: Look, number: int) -> Drop | None:
    """The drop of this number, where it comes to the group."""
    concerned = await audience.concerning(look, Drop, look.groups)
    return await look.session.scalar(store.standing(look.account_id).where(Drop.id == number, concerned))


def _elsewhere(look: Look, drop: Drop) -> list[Go]:
    """To where its content is kept."""
    query = {} if drop.source == "library" else {"drop": str(drop.id)}
    return [Go(look.t(SOURCES[drop.source]), PAGES[drop.source], query)] if drop.source in SOURCES else []


def _acts(look: Look, drop: Drop, schedule: Schedule | None, *, has_left: bool) -> list[Act]:
    some = [deeds.JOIN if has_left else deeds.LEAVE] if drop.tag else []
    some += [deeds.NOW] if schedule is not None and is_mine(look, drop) else []
    return [*(deeds.act(look, deed, drop.id) for deed in some), *everyday_acts(look, drop, schedule)]


def _facts(look: Look, drop: Drop, schedule: Schedule | None, *, has_left: bool) -> Facts:
    where = f"#{audience.tag_shown(drop.tag)}" if drop.tag else look.t(m.THIS_GROUP)
    items: list[tuple[str, Cell]] = [
        (look.t(m.STATE), state_of(look, schedule, has_left=has_left)),
        (look.t(m.KIND), kind_of(look, drop)),
        (look.t(m.WHERE), where),
    ]
    items += [(look.t(m.MUST), "✓")] if drop.is_must else []
    return Facts(items, title=look.t(m.TITLED, n=drop.id, title=drop.title))


def _times(look: Look, schedule: Schedule | None) -> list[Block]:
    return [] if schedule is None else [Words("\n".join(listing.coming(look, schedule)), title=look.t(m.TIMES_AHEAD))]


async def _content(look: Look, drop: Drop, schedule: Schedule | None) -> list[Block]:
    """How it will look in this group, with its picture."""
    blocks: list[Block] = [] if is_mine(look, drop) else [Words(look.t(m.OF_ANOTHER))]
    if drop.source == "library":
        blocks.append(Words(look.t(m.PICKS, tag=drop.args["tag"], days=drop.args["rest_days"])))
    if drop.contents:
        due = None if schedule is None else schedule.next_due_at
        contents = await showing.of_drop(look, drop, due)
        blocks.append(Words(showing.told(contents, look.language), title=look.t(m.WILL_LOOK)))
        if await kept.first_picture(look, contents) is not None:
            blocks.append(Chart("picture", look.t(m.THE_PICTURE, n=drop.id, title=drop.title)))
    return blocks


async def _past(look: Look, drop: Drop, schedule: Schedule | None) -> list[Block]:
    """How its last times fared in this group, and whether they helped."""
    fared = await listing.past(look, drop, schedule.zone if schedule else look.zone, look.group.id)
    if not fared:
        return []
    groups = [look.group.id]
    measured = await measuring.measured(look.session, look.account_id, look.now, groups, drop.id)
    told = effects.in_full(look, effects.of(drop, measured.get(drop.id, {})), "")
    return [Words("\n".join(fared), title=look.t(m.LATELY)), Words(told, title=look.t(m.DID_IT_HELP))]


def _forms(look: Look, drop: Drop, schedule: Schedule) -> list[Form]:
    forms = [_time_form(look, drop, schedule)]
    if drop.source == "body":
        words = next((each for each in map(from_json, drop.contents) if isinstance(each, Text)), Text(()))
        command = look.to_fill(m.EDIT_TEXT_COMMAND, n=drop.id)
        value = "".join(part for part in words.parts if isinstance(part, str))
        fields = [
            look.field("text", m.TEXT, "text", value, required=False),
            look.field("picture", m.PICTURE, "picture", required=False),
        ]
        forms.append(Form(look.t(m.EDIT_TEXT), command, fields, look.t(m.SUBMIT_EDIT), look.t(m.EDIT_TEXT_NOTE)))
    if schedule.recurrence is not None:
        more = look.field("more", m.END, value="90d" if look.language == "en" else "90天", hint=m.MORE_HINT)
        command = look.to_fill(m.RENEW_COMMAND, n=drop.id)
        forms.append(Form(look.t(m.RENEW), command, [more], look.t(m.RENEW)))
        if schedule.next_due_at is not None and schedule.paused_at is None:
            command = look.to_fill(m.MOVE_COMMAND, n=drop.id)
            fields = [look.field("when", m.MOVE_TO, hint=m.MOVE_HINT)]
            forms.append(Form(look.t(m.MOVE), command, fields, look.t(m.MOVE_TO), look.t(m.MOVE_NOTE)))
        times = look.field("times", m.TIMES, "number", "2")
        command = look.to_fill(m.SKIP_COMMAND, n=drop.id)
        forms.append(Form(look.t(m.SKIP), command, [times], look.t(m.SUBMIT_SKIP)))
    return forms


def _time_form(look: Look, drop: Drop, schedule: Schedule) -> Form:
    """Moving it: what is there now stands where something else may be written."""
    now = listing.when(look, schedule) or listing.next_time(look, schedule)
    kinds = [("", m.UNCHANGED), *((f"#{look.t(each)}", each) for each in (m.VALUE, m.PROMO))]
    fields = [
        look.field("when", m.TIME, hint=now, required=False),
        look.field("title", m.TITLE, hint=drop.title, required=False),
        look.field("end", m.END, hint=m.END_HINT, required=False),
        look.field("kind", m.KIND, "choice", choices=kinds, required=False),
    ]
    command = look.to_fill(m.EDIT_TIME_COMMAND, n=drop.id)
    return Form(look.t(m.EDIT_TIME), command, fields, look.t(m.SUBMIT_EDIT), look.t(m.EDIT_NOTE), is_open=True)
