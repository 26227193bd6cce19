"""The owner's page of the welcome: what will be sent, word for word, and all that can be changed about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot import group_settings
from bot.charter import Charter
from bot.content import Content, Text, from_json
from bot.pages import Act, Acts, Badge, Block, Chart, Draw, Facts, Field, Form, Go, Look, Page, Row, Table
from bot.phrases import Language, Phrase
from bot.pictures.kept import drawn, first_picture
from plugins.welcome import messages as m
from plugins.welcome import rules, showing, store
from plugins.welcome.events import window_of
from plugins.welcome.settings import Welcome
from storage.names import names_of


async def show(look: Look) -> Sequence[Block]:
    """What a newcomer gets comes first, then who else is spoken to, then the forms."""
    now = await group_settings.load(look.session, look.group.id, Welcome)
    speaks = spoken_in(look)
    setting = rules.Setting.of(
        look.group, await group_settings.load(look.session, look.group.id, Charter), look.now, look.zone, speaks
    )
    names = await names_of(look.session, look.group.id, [look.person.id])
    inviters = await store.inviters_of(look.session, look.group.id, [look.person.id])
    company = rules.Company([look.person.id], inviters)

    def read(contents: Sequence[Content]) -> str:
        return showing.in_full(contents, names, speaks) or look.t(m.NOTHING_LEFT)

    said = [Row((name, read(contents)), acts) for name, contents, acts in _parts(look, now, company, setting)]
    farewell = read(rules.farewell(now, list(names.values()), setting)) if now.farewell else look.t(m.NO_WORDS)
    leaving = look.t(m.LEAVING, state=m.ON if now.farewell else m.OFF)
    others = [
        Row((look.t(m.RETURNING), read(rules.welcome_back(now, company, setting)))),
        Row((leaving, farewell), [_farewell_act(look, now)]),
    ]
    return [
        _facts(look, now),
        Acts(_acts(look, now), [Go(look.t(m.COMPARISON), "funnel", {"by": "variant"})] if now.text_b else []),
        Table([look.t(m.NUMBER), look.t(m.AS_SENT)], said, "", title=look.t(m.IF_YOU_CAME)),
        *await _pictures(look, now),
        *_part_form(look, now),
        Table([look.t(m.WHO), look.t(m.AS_SENT)], others, "", title=look.t(m.OTHER_TIMES)),
        *_forms(look, now, speaks),
    ]


def spoken_in(look: Look) -> Language:
    """What the bot speaks in the group, whatever the page is in."""
    languages: dict[str | None, Language] = {"zh": "zh", "en": "en"}
    return languages.get(look.group.language, look.services.settings.language)


def slots_note(look: Look, slots: Sequence[Phrase] = rules.SLOTS) -> str:
    """What can stand in a text."""
    return look.t(m.SLOTS_ARE, slots=" ".join(f"{{{look.t(slot)}}}" for slot in slots))


def _facts(look: Look, now: Welcome) -> Facts:
    window = showing.duration(window_of(look.services, now), look.language)
    return Facts(
        [
            (look.t(m.IS), Badge(look.t(m.ON), "good") if now.on else Badge(look.t(m.OFF), "warn")),
            (look.t(m.WAITS), window),
            (look.t(m.FAREWELL), look.t(m.ON if now.farewell else m.OFF)),
            (look.t(m.TRIAL), look.t(m.ON if now.text_b else m.OFF)),
        ]
    )


def _acts(look: Look, now: Welcome) -> list[Act]:
    switch = look.act(m.DO_STOP, m.SAY_OFF) if now.on else look.act(m.DO_START, m.SAY_ON)
    letters = "AB" if now.text_b else ""
    return [
        switch,
        *(Act(look.t(m.DO_CHOOSE, letter=each), look.t(m.SAY_CHOOSE, letter=each)) for each in letters),
        *([look.act(m.DO_RESET, m.SAY_RESET, grave=True)] if now.text or now.more or now.back else []),
    ]


def _farewell_act(look: Look, now: Welcome) -> Act:
    if now.farewell:
        return look.act(m.DO_STOP_FAREWELL, m.SAY_FAREWELL_OFF)
    return look.act(m.DO_START_FAREWELL, m.SAY_FAREWELL_ON)


def _parts(
    look: Look, now: Welcome, company: rules.Company, setting: rules.Setting
) -> list[tuple[str | Go, list[Content], list[Act]]]:
    """Each message of the welcome, under its number in chat."""
    texts = zip("AB" if now.text_b else ("",), rules.texts_of(now, setting.language), strict=False)
    first = [(f"1{at}", rules.summary(replace(now, text=text), company, setting), list[Act]()) for at, text in texts]
    more: list[tuple[str | Go, list[Content], list[Act]]] = [
        (
            Go(look.t(m.EDIT, n=n), query={"part": str(n)}),
            rules.more(replace(now, more=(each,)), company, setting),
            [look.act(m.DO_DELETE, m.SAY_DELETE, grave=True, n=n)],
        )
        for n, each in enumerate(now.more, start=2)
    ]
    return [*first, *more]


def _part_form(look: Look, now: Welcome) -> list[Form]:
    """To change the message that was asked for."""
    n = look.query.get("part", "")
    known = {str(number): from_json(each) for number, each in enumerate(now.more, start=2)}
    if n not in known:
        return []
    content = known[n]
    text = "".join(part for part in content.parts if isinstance(part, str)) if isinstance(content, Text) else ""
    fields = [
        look.field("text", m.LABEL_MORE, "text", text, required=False),
        look.field("file", m.LABEL_FILE, "file", required=False),
    ]
    command = look.t(m.SAY_CHANGE, n=n, text="{text}")
    return [Form(look.t(m.DO_CHANGE, n=n), command, fields, look.t(m.DO_SAVE), slots_note(look), is_open=True)]


def _forms(look: Look, now: Welcome, speaks: Language) -> list[Form]:
    save, label, t = look.t(m.DO_SAVE), look.t(m.LABEL_TEXT), look.t
    add = [
        look.field("more", m.LABEL_MORE, "text", required=False),
        look.field("file", m.LABEL_FILE, "file", required=False),
    ]
    window = t(m.SECONDS_SAID, n=round(window_of(look.services, now).total_seconds()))
    wait = [look.field("window", m.LABEL_WINDOW, value=window)]
    set_text = [Field("text", label, "text", rules.text_of(now, speaks))]
    back = [Field("back", label, "text", now.back or m.DEFAULT_BACK[speaks])]
    farewell = [Field("farewell", label, "text", now.farewell_text or m.DEFAULT_FAREWELL[speaks])]
    other = [Field("other", label, "text", now.text_b)]
    most = rules.LONGEST_WINDOW // timedelta(minutes=1)
    slots, few = slots_note(look), slots_note(look, rules.FAREWELL_SLOTS)
    is_full = 1 + len(now.more) >= rules.MOST_MESSAGES
    more = Form(t(m.DO_ADD), m.SAY_ADD.written(look.language), add, save, t(m.ADD_NOTE, most=rules.MOST_MESSAGES))
    return [
        Form(t(m.DO_SET), m.SAY_SET.written(look.language), set_text, save, slots),
        *([] if is_full else [more]),
        Form(t(m.DO_WAIT), m.SAY_WAIT.written(look.language), wait, save, t(m.WINDOW_NOTE, most=most)),
        Form(t(m.DO_BACK), m.SAY_BACK.written(look.language), back, save, slots),
        Form(t(m.DO_FAREWELL), m.SAY_FAREWELL.written(look.language), farewell, save, few),
        Form(t(m.DO_TRY), m.SAY_TRY.written(look.language), other, save, t(m.TRY_NOTE)),
    ]


async def _pictures(look: Look, now: Welcome) -> list[Chart]:
    """Those of its messages that are pictures, where they still are."""
    parts = [(n, from_json(each)) for n, each in enumerate(now.more, start=2)]
    return [
        Chart(f"part{n}", look.t(m.PICTURE_OF, n=n)) for n, content in parts if await first_picture(look, [content])
    ]


async def _draw(n: int, look: Look) -> bytes | None:
    """The picture that is sent as this message."""
    now = await group_settings.load(look.session, look.group.id, Welcome)
    return await drawn(look, [from_json(each) for each in now.more[n - 2 : n - 1]])


def _drawing(n: int) -> Draw:
    return partial(_draw, n)


DRAWS = {f"part{n}": _drawing(n) for n in range(2, rules.MOST_MESSAGES + 1)}
PAGE = Page("welcome", m.PAGE, show, draws=DRAWS)
