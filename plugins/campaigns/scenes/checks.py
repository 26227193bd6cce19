"""Whether the parts of a scene fit together, once each of them can be read."""

from collections.abc import Iterator, Sequence

from bot import templates
from bot.errors import UserError
from bot.phrases import Language, Phrase
from plugins.campaigns.scenes import messages as m
from plugins.campaigns.scenes.kinds import KINDS
from plugins.campaigns.scenes.lines import Path
from plugins.campaigns.scenes.notes import LANGUAGES, Notes, Problem
from plugins.campaigns.scenes.offsets import UNTIL_EXAMPLE, Offset, is_after, read_until
from plugins.campaigns.scenes.scene import POLL_RESULT, SLOTS, Activity, Scene


def check(scene: Scene, notes: Notes) -> None:
    """Note all that does not fit, as far as the parts it takes could be read."""
    if not notes.doubts("at"):
        _order(scene, notes)
    for n, phase in enumerate(scene.phases):
        if phase.activity is not None and not notes.doubts("phase", n, "at"):
            _activity(phase.activity, Offset(phase.days, phase.clock), notes, ("phase", n, "activity"))
    if not notes.doubts("input"):
        _names(scene, notes)
        _slots(scene, notes)


def advice(scene: Scene, notes: Notes) -> Iterator[Problem]:
    """What may be, but would be better otherwise."""
    first = next((n for n, phase in enumerate(scene.phases) if phase.serving == "promo"), 0)
    if scene.phases[first].serving == "promo" and not any(each.serving == "value" for each in scene.phases[:first]):
        yield notes.problem(("phase", first, "serving"), m.PROMO_FIRST)


def _names(scene: Scene, notes: Notes) -> None:
    taken = {name for slot in SLOTS for name in (slot.zh, slot.en)}
    for each in scene.inputs:
        names = {each.name.zh, each.name.en}
        for name in sorted(names & taken):
            notes.wrong(("input", each.key, "name"), m.NAME_TAKEN, text=name)
        taken |= names


def _order(scene: Scene, notes: Notes) -> None:
    before: Offset | None = None
    for n, phase in enumerate(scene.phases):
        at = Offset(phase.days, phase.clock)
        if before is not None and at <= before:
            said = {"text": Phrase(at.describe("zh"), at.describe("en"))}
            said["before"] = Phrase(before.describe("zh"), before.describe("en"))
            notes.wrong(("phase", n, "at"), m.OUT_OF_ORDER, **said)
        before = at


Written = tuple[Path, tuple[Language, ...], str]
"""A text, where it stands, and the languages it is for."""


def _texts(scene: Scene) -> Iterator[Written]:
    """What is posted."""
    for n, phase in enumerate(scene.phases):
        for k, text in enumerate(phase.texts):
            yield from _both(("phase", n, "text", *((k,) if len(phase.texts) > 1 else ())), text)


def _params(scene: Scene) -> Iterator[Written]:
    """What activities are opened with; it is the same in each group."""
    for n, phase in enumerate(scene.phases):
        for key, param in phase.activity.params.items() if phase.activity else ():
            yield from _both(("phase", n, "activity", key), param)


def _both(path: Path, text: Phrase) -> Iterator[Written]:
    if text.zh == text.en:
        yield path, LANGUAGES, text.zh
        return
    for language in LANGUAGES:
        yield (*path, language), (language,), text.written(language)


def _used(text: str, slots: Sequence[Phrase], language: Language, notes: Notes, path: Path) -> set[str]:
    """The canonical names of the slots a text uses; each line is looked at, so that each mistake is found."""
    found: set[str] = set()
    for line in text.split("\n"):
        try:
            found |= templates.compile(line, slots, language).slots
        except UserError as error:
            notes.refused(path, error)
    return found


def _slots(scene: Scene, notes: Notes) -> None:
    """Each slot is known, each input used, and the result of a poll told only after one."""
    used: dict[Language, set[str]] = {"zh": set(), "en": set()}
    inputs = [each.name for each in scene.inputs]
    for written, slots in ((_texts(scene), scene.slots), (_params(scene), inputs)):
        for path, languages, text in written:
            found = _used(text, slots, languages[0], notes, path)
            for language in languages:
                used[language] |= found
    if notes.problems:
        return
    for each in scene.inputs:
        without = [language for language in LANGUAGES if each.name.en not in used[language]]
        if without:
            phrase = m.UNUSED_INPUT if len(without) == len(LANGUAGES) else m.UNUSED_IN[without[0]]
            notes.wrong(("input", each.key), phrase, name=each.name)
    _polls(scene, notes)


def _polls(scene: Scene, notes: Notes) -> None:
    has_polled = False
    marks = tuple(f"{left}{name}{right}" for left, right in ("{}", "｛｝") for name in (POLL_RESULT.zh, POLL_RESULT.en))
    for n, phase in enumerate(scene.phases):
        said = "".join(each.zh + each.en for each in phase.texts)
        if not has_polled and any(mark in said for mark in marks):
            notes.wrong(("phase", n, "text"), m.NO_POLL_YET, slot=POLL_RESULT)
        has_polled = has_polled or (phase.activity is not None and phase.activity.kind == "poll")


def _activity(activity: Activity, opening: Offset, notes: Notes, path: Path) -> None:
    for key, text in activity.params.items():
        param = KINDS[activity.kind][key]
        for at, _, value in _both((*path, key), text):
            if any(brace in value for brace in "{｛"):
                continue
            if key == "until":
                _until(value, opening, notes, at)
            elif not param.fits(value):
                notes.wrong(at, m.BAD_PARAM, param.example, text=m.short(value))


def _until(text: str, opening: Offset, notes: Notes, path: Path) -> None:
    try:
        until = read_until(text)
    except UserError as error:
        notes.refused(path, error, UNTIL_EXAMPLE)
        return
    if not is_after(until, opening):
        start = Phrase(opening.describe("zh"), opening.describe("en"))
        notes.wrong(path, m.ENDS_FIRST, UNTIL_EXAMPLE, text=m.short(text), opening=start)
