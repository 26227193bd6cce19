"""Reads a scene from its file, finding everything that is wrong with it at once."""

import re
import tomllib
from typing import cast

from bot.commands.wording import fold
from bot.errors import UserError
from bot.phrases import Phrase
from bot.times.occasions import rule
from plugins.campaigns.scenes import checks
from plugins.campaigns.scenes import messages as m
from plugins.campaigns.scenes.kinds import KINDS
from plugins.campaigns.scenes.notes import NOTHING, Notes, Problem, SceneError, Table
from plugins.campaigns.scenes.offsets import OFFSET_EXAMPLE, Offset, read_offset
from plugins.campaigns.scenes.scene import Activity, ActivityName, Input, Phase, Scene

MOST_KB = 100
MOST_PHASES, MOST_INPUTS, MOST_VARIANTS, MOST_ALIASES = 30, 12, 5, 20
LONGEST_TEXT, LONGEST_NAME, LONGEST_ABOUT, LONGEST_LINE = 1000, 30, 100, 3000

WRITTEN = Phrase('name.zh = "双11"', 'name.en = "Double 11"')
NAME = Phrase("双11", "Double 11")
ABOUT = Phrase("一年里最大的一次购物节", "The year's biggest shopping day")
TEXT = Phrase("晚上好，今天有件好事和大家说。", "Good evening, there is good news today.")
INPUT_NAME = Phrase("商品", "product")
INPUT_EXAMPLE = Phrase("新疆红枣 5 斤", "red dates, 2.5 kg")

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_INPUT_KEY = re.compile(r"[a-z][a-z0-9_]*")
_INPUT_NAME = re.compile(r"[^\W_A-Z][^\WA-Z]*")
_AT = re.compile(r" ?\(at (?:line (\d+)|end of document).*\)")


def read(text: str) -> Scene:
    """The scene a file holds. Raises SceneError with all that is wrong."""
    return examine(text)[0]


def examine(text: str) -> tuple[Scene, tuple[Problem, ...]]:
    """The scene, and what is allowed but not advisable. Raises SceneError."""
    for line, length in enumerate(map(len, text.split("\n")), 1):
        if length > LONGEST_LINE:  # a key of very many parts takes the library very long
            raise SceneError([Problem(line, "", m.TOO_LONG, {"n": length, "most": LONGEST_LINE})])
    notes = Notes(text)
    scene = _scene(Table(_parsed(text), notes))
    checks.check(scene, notes)
    if notes.problems:
        raise SceneError(notes.problems)
    return scene, tuple(checks.advice(scene, notes))


def recall(text: str) -> Scene:
    """A scene that was written by us, even if its owner would be told something about it as a new one."""
    return _scene(Table(_parsed(text), Notes(text)))


def decoded(data: bytes) -> str:
    """A file's text. Raises SceneError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SceneError([Problem(1, "", m.NOT_TEXT, {})]) from None


def _parsed(text: str) -> dict[str, object]:
    if len(text) > MOST_KB << 10:
        raise SceneError([Problem(1, "", m.TOO_LARGE, {"most": MOST_KB})])
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1 if at else 1
        what = m.short(_AT.sub("", str(error))) or type(error).__name__
        raise SceneError([Problem(line, "", m.BAD_TOML, {"what": what}, WRITTEN)]) from None


def _scene(table: Table) -> Scene:
    scene = Scene(
        slug=_matching(table, "slug", Phrase("double-11", "double-11"), _SLUG, m.BAD_SLUG),
        name=table.words("name", NAME, LONGEST_NAME),
        aliases=table.names("aliases", NAME),
        about=table.words("about", ABOUT, LONGEST_ABOUT),
        date=_date(table),
        inputs=_inputs(table),
        phases=tuple(_phase(each) for each in table.tables("phase")),
    )
    table.done()
    if not scene.phases:
        table.notes.wrong(("phase",), m.NO_PHASE)
    for name, many, most in (("phase", scene.phases, MOST_PHASES), ("input", scene.inputs, MOST_INPUTS)):
        if len(many) > most:
            table.notes.wrong((name,), m.TOO_MANY, most=most)
    if len(scene.aliases) > MOST_ALIASES:
        table.notes.wrong(("aliases",), m.TOO_MANY, most=MOST_ALIASES)
    return scene


def _matching(table: Table, key: str, example: Phrase, pattern: re.Pattern[str], wrong: Phrase) -> str:
    word = table.word(key, example)
    if word and not pattern.fullmatch(word):
        table.notes.wrong(table.at(key), wrong, example, text=m.short(word))
    return word


def _date(table: Table) -> str:
    """Without one, the owner says it."""
    if not table.has("date"):
        return ""
    day = table.word("date", NAME)
    if day and rule(day) is None:
        table.notes.wrong(table.at("date"), m.UNKNOWN_DAY, Phrase("双11", "Double 11"), text=m.short(day))
    return day


def _inputs(table: Table) -> tuple[Input, ...]:
    inputs = table.table("input")
    if inputs is None:
        return ()
    found = [(key, each) for key in inputs.keys if (each := inputs.table(key)) is not None]
    return tuple(_input(key, each) for key, each in found)


def _input(key: str, table: Table) -> Input:
    if not _INPUT_KEY.fullmatch(key):
        table.notes.wrong(table.path, m.BAD_INPUT_KEY, text=m.short(key))
    name = table.words("name", INPUT_NAME, LONGEST_NAME)
    for each in dict.fromkeys((name.zh, name.en)):
        if each and not _INPUT_NAME.fullmatch(each):
            table.notes.wrong(table.at("name"), m.BAD_INPUT_NAME, INPUT_NAME, text=m.short(each))
    example = table.words("example", INPUT_EXAMPLE, LONGEST_TEXT)
    is_required = table.flag("required", True)
    table.done()
    return Input(key, name, example, is_required)


def _phase(table: Table) -> Phase:
    name = table.words("name", Phrase("预告", "Teaser"), LONGEST_NAME)
    at = _offset(table)
    texts = table.texts("text", TEXT, LONGEST_TEXT)
    if len(texts) > MOST_VARIANTS:
        table.notes.wrong(table.at("text"), m.TOO_MANY, most=MOST_VARIANTS)
    serving = table.word("serving", Phrase("value", "value")) if table.has("serving") else "value"
    if serving not in ("value", "promo"):
        table.notes.wrong(table.at("serving"), m.UNKNOWN_SERVING, Phrase("value", "value"), text=m.short(serving))
    is_must = table.flag("must", False)
    opened = table.table("activity")
    activity = None if opened is None else _activity(opened)
    table.done()
    return Phase(name, at.days, at.clock, texts, "promo" if serving == "promo" else "value", is_must, activity)


def _offset(table: Table) -> Offset:
    text = table.word("at", OFFSET_EXAMPLE)
    try:
        return read_offset(text or "T")
    except UserError as error:
        table.notes.refused(table.at("at"), error, OFFSET_EXAMPLE)
        return read_offset("T")


def _activity(table: Table) -> Activity | None:
    example = Phrase("poll", "poll")
    word = fold(table.word("kind", example))
    kind = cast("ActivityName", word) if word in KINDS else None
    if kind is None:
        if word:
            table.notes.wrong(table.at("kind"), m.UNKNOWN_KIND, example, text=m.short(word), known=" ".join(KINDS))
        return None
    params: dict[str, Phrase] = {}
    for key, param in KINDS[kind].items():
        if table.has(key) or param.is_required:
            params[key] = table.words(key, param.example, LONGEST_TEXT)
    table.only(("kind", *KINDS[kind]), m.UNKNOWN_PARAM, m.UNKNOWN_PARAM_NEAR, kind=kind)
    return Activity(kind, {key: each for key, each in params.items() if each != NOTHING})
