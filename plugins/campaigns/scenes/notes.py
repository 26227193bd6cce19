"""Takes a TOML document apart, noting what is wrong with each value and where it is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.commands.suggest import suggest
from bot.errors import DandelionError, UserError
from bot.phrases import Language, Phrase
from plugins.campaigns.scenes import messages as m
from plugins.campaigns.scenes.lines import Lines, Path

NOTHING = Phrase("", "")
MOST_TOLD = 20
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, and one correct example of it."""

    line: int
    field: str
    what: Phrase
    values: Mapping[str, object]
    example: Phrase = NOTHING

    def text(self, language: Language) -> str:
        """All of it in one line."""
        what = self.what(language, **self.values)
        at = m.AT if self.field else m.AT_LINE
        said = at(language, line=self.line, field=self.field, what=what)
        example = self.example.written(language)
        if not example:
            return said
        space = " " if language == "en" else ""
        return said + space + m.EXAMPLE(language, example=example)


class SceneError(DandelionError):
    """All that is wrong with a scene's file, in the order of its lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda each: each.line))
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """One problem a line, the first of very many."""
        lines = [each.text(language) for each in self.problems[:MOST_TOLD]]
        left = len(self.problems) - len(lines)
        return "\n".join([*lines, *([m.AND_MORE(language, n=left)] if left else [])])


class Notes:
    """What has been found wrong so far."""

    def __init__(self, text: str) -> None:
        self._lines = Lines(text)
        self._paths: list[Path] = []
        self.problems: list[Problem] = []

    def wrong(self, path: Path, what: Phrase, /, example: Phrase = NOTHING, **values: object) -> None:
        """Note a problem with what stands at a path."""
        self._paths.append(path)
        self.problems.append(self.problem(path, what, example, **values))

    def doubts(self, *part: str | int) -> bool:
        """Whether something is wrong at a place, or somewhere within; a place may be told by its last keys only."""
        size = len(part)
        return any(part in (path[:size], path[-size:]) for path in self._paths)

    def problem(self, path: Path, what: Phrase, /, example: Phrase = NOTHING, **values: object) -> Problem:
        """What would be noted."""
        shown = f"{_name(path)} = {{}}"
        written = Phrase(*(shown.format(_quoted(each)) if each else "" for each in (example.zh, example.en)))
        return Problem(self._lines.of(path), _field(path), what, values, written)

    def refused(self, path: Path, error: UserError, example: Phrase = NOTHING) -> None:
        """Note what another reader would not have."""
        self.wrong(path, error.phrase, example, **error.values)


class Table:
    """A table whose values are taken one by one; a wrong one is noted and stands empty, so that all are found."""

    def __init__(self, values: Mapping[str, Any], notes: Notes, path: Path = ()) -> None:
        self._values, self.notes, self.path = values, notes, path
        self._known: list[str] = []

    def has(self, key: str) -> bool:
        """Whether it is written; it may be."""
        return self._take(key) is not None

    @property
    def keys(self) -> tuple[str, ...]:
        """Those that are written."""
        return tuple(self._values)

    def at(self, key: str) -> Path:
        """The way to one of its values."""
        return (*self.path, key)

    def word(self, key: str, example: Phrase) -> str:
        """A short text that is the same in both languages."""
        value = self._take(key)
        if value is None:
            self.notes.wrong(self.at(key), m.MISSING, example)
        elif isinstance(value, str):
            return _clean(value)
        else:
            self.notes.wrong(self.at(key), m.NOT_WORDS, example)
        return ""

    def words(self, key: str, example: Phrase, most: int) -> Phrase:
        """A text in both languages: `key.zh` and `key.en`, or one text that is both."""
        return self._phrase(self.at(key), self._take(key), example, most)

    def texts(self, key: str, example: Phrase, most: int) -> tuple[Phrase, ...]:
        """A text in both languages, or several as `[[key]]`."""
        value = self._take(key)
        if not isinstance(value, list) or not value:
            return (self._phrase(self.at(key), cast("object", value) or None, example, most),)
        several = cast("list[Any]", value)
        return tuple(self._phrase((*self.at(key), n), each, example, most) for n, each in enumerate(several))

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.notes.wrong(self.at(key), m.NOT_FLAG)
        return default

    def names(self, key: str, example: Phrase) -> tuple[str, ...]:
        """A list of texts, each once."""
        value = self._take(key)
        several = cast("list[Any]", value) if isinstance(value, list) else []
        if value is not None and not (isinstance(value, list) and all(isinstance(each, str) for each in several)):
            self.notes.wrong(self.at(key), m.NOT_LIST, example)
            return ()
        return tuple(dict.fromkeys(_clean(each) for each in several if _clean(each)))

    def table(self, key: str) -> "Table | None":
        """A table within; None where there is none."""
        value = self._take(key)
        if value is not None and not isinstance(value, dict):
            self.notes.wrong(self.at(key), m.NOT_TABLE)
            return None
        return None if value is None else Table(cast("dict[str, Any]", value), self.notes, self.at(key))

    def tables(self, key: str) -> "Iterator[Table]":
        """Those of an array `[[key]]`."""
        value = self._take(key)
        several: list[Any] = [] if value is None else cast("list[Any]", value) if isinstance(value, list) else [value]
        for n, each in enumerate(several):
            if isinstance(each, dict):
                yield Table(cast("dict[str, Any]", each), self.notes, (*self.at(key), n))
            else:
                self.notes.wrong((*self.at(key), n), m.NOT_TABLE)

    def done(self) -> None:
        """Note each key that nothing asked for."""
        self.only(self._known, m.UNKNOWN_KEY, m.UNKNOWN_KEY_NEAR)

    def only(self, known: Iterable[str], unknown: Phrase, nearly: Phrase, kind: str = "") -> None:
        """Note each key that is none of the known."""
        known = tuple(known)
        for key in self._values:
            if key not in known:
                near = suggest(key, known)
                phrase = unknown if near is None else nearly
                self.notes.wrong(self.at(key), phrase, known=" ".join(known), near=near, kind=kind)

    def _take(self, key: str) -> object:
        self._known.append(key)
        return self._values.get(key)

    def _phrase(self, path: Path, value: object, example: Phrase, most: int) -> Phrase:
        if value is None:
            self.notes.wrong(path, m.MISSING, example)
            return NOTHING
        if isinstance(value, str):
            value = {"zh": value, "en": value}
        if not isinstance(value, dict):
            self.notes.wrong(path, m.NOT_WORDS, example)
            return NOTHING
        table = Table(cast("dict[str, Any]", value), self.notes, path)
        read = [table._in_language(each, example, most) for each in LANGUAGES]
        table.done()
        return Phrase(*read)

    def _in_language(self, language: Language, example: Phrase, most: int) -> str:
        value = self._take(language)
        example = Phrase(example.written(language), example.written(language))
        if value is not None and not isinstance(value, str):
            self.notes.wrong(self.at(language), m.NOT_WORDS, example)
            return ""
        text = _clean(value or "")
        if not text:
            self.notes.wrong(self.at(language), m.MISSING_LANGUAGE, example, which=m.LANGUAGES[language])
        if len(text) > most:
            self.notes.wrong(self.at(language), m.TOO_LONG, n=len(text), most=most)
        return text


def _clean(text: str) -> str:
    """Without what no message can hold, and without the lines' ends around it."""
    return text.replace("\0", "").strip()


def _field(path: Path) -> str:
    """What people call the place: phase 2 text.en."""
    said = ""
    for step in path:
        if isinstance(step, int):
            said += f" {step + 1} "
        else:
            said += step if not said or said.endswith(" ") else f".{step}"
    return said.strip()


def _name(path: Path) -> str:
    """How the value is named where it is written: text.en."""
    keys = [each for each in path[2 if path[0] == "input" else 0 :] if each != "activity"]
    at = max((n for n, each in enumerate(keys, 1) if isinstance(each, int)), default=0)
    return ".".join(map(str, keys[at:]))


def _quoted(text: str) -> str:
    return f'"""{text}"""' if "\n" in text else f'"{text}"'
