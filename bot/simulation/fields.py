"""From a row of JSON to a typed line of a script."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar, cast, get_args

from bot.phrases import Phrase
from bot.platforms.simulator import CrashPoint, SendFault
from bot.simulation import messages as say
from bot.simulation.lines import AddGroup, ChangeOwner, Crash, Fault, Join, KickBot, Leave, Rename, Say, ScriptLine

T = TypeVar("T")

FIRST_YEAR, LAST_YEAR = 1971, 2199
LONGEST_S = 1_000_000_000


class BadLine(Exception):
    """What is wrong with a line, before its place is known."""

    def __init__(self, phrase: Phrase, **values: object) -> None:
        super().__init__()
        self.phrase = phrase
        self.values = values


def parse_moment(text: str) -> datetime:
    """An ISO 8601 time that carries its offset; anything else is a ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(text)
    return moment


@dataclass(frozen=True, slots=True)
class _Field(Generic[T]):
    """How a JSON value is read, a ValueError being a wrong one; which are valid, in words; what stands for none."""

    read: Callable[[Any], T]
    valid: Phrase
    default: T | None = None

    def of(self, name: str, data: Mapping[str, Any]) -> T:
        """The field's value in a line."""
        if data.get(name) is None:
            if self.default is None:
                raise BadLine(say.MISSING, name=name)
            return self.default
        try:
            return self.read(data[name])
        except (ValueError, OverflowError):
            raise BadLine(say.WRONG_KIND, name=name, valid=self.valid, read=_shown(data[name])) from None


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _filled(value: Any) -> str:
    if not _string(value).strip() or "\0" in value:
        raise ValueError(value)
    return value


def _names(value: Any) -> dict[str, str]:
    names = cast(dict[str, Any], value) if isinstance(value, dict) else {}
    if not names:
        raise ValueError
    return {_filled(key): _string(name) for key, name in names.items()}


def _ids(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(value)
    return tuple(_filled(each) for each in cast(list[Any], value))


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(value)
    return value


def _seconds(value: Any) -> timedelta:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= LONGEST_S:
        raise ValueError(value)
    return timedelta(seconds=value)


def _choice(*choices: str) -> _Field[str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(value)
        return value

    listed = " | ".join(choices)
    return _Field(read, Phrase(zh=say.ONE_OF("zh", choices=listed), en=say.ONE_OF("en", choices=listed)))


_MOMENT = _Field(lambda value: parse_moment(_string(value)), say.MOMENT)
_TEXT = _Field(_filled, say.TEXT)
_MAYBE = _Field(_filled, say.TEXT, "")
_WORDS = _Field(_string, say.ANY_TEXT, "")
_PEOPLE = _Field(_names, say.NAMES)
_MENTIONS = _Field(_ids, say.IDS, ())

_SHAPES: dict[str, tuple[type[ScriptLine], dict[str, _Field[Any]]]] = {
    "group": (AddGroup, {"group": _TEXT, "name": _TEXT, "owner": _TEXT, "members": _PEOPLE}),
    "say": (
        Say,
        {
            "group": _MAYBE,
            "member": _TEXT,
            "text": _WORDS,
            "id": _MAYBE,
            "mentions": _MENTIONS,
            "quote": _MAYBE,
            "image": _MAYBE,
            "file": _MAYBE,
        },
    ),
    "join": (Join, {"group": _TEXT, "members": _PEOPLE, "inviter": _MAYBE}),
    "leave": (Leave, {"group": _TEXT, "member": _TEXT, "by": _MAYBE}),
    "rename": (Rename, {"group": _TEXT, "name": _TEXT}),
    "owner": (ChangeOwner, {"group": _TEXT, "member": _TEXT}),
    "kick_bot": (KickBot, {"group": _TEXT}),
    "fault": (
        Fault,
        {
            "send": _choice(*get_args(SendFault)),
            "times": _Field(_count, say.COUNT),
            "retry_after": _Field(_seconds, say.SECONDS, timedelta(minutes=1)),
        },
    ),
    "crash": (Crash, {"when": _choice("now", *get_args(CrashPoint)), "down": _Field(_seconds, say.SECONDS)}),
}


def parse_line(row: bytes, number: int, folder: Path) -> ScriptLine:
    """One line; pictures and files are looked for in `folder`, then here. Raises BadLine."""
    data = _decode(row)
    kind = data.pop("type", None)
    if not isinstance(kind, str) or kind not in _SHAPES:
        raise BadLine(say.NO_TYPE, valid=" | ".join(_SHAPES), read=_shown(kind))
    make, fields = _SHAPES[kind]
    if unknown := data.keys() - fields.keys() - {"at"}:
        raise BadLine(say.UNKNOWN_KEY, type=kind, name=min(unknown))
    at = _MOMENT.of("at", data)
    values = {name: field.of(name, data) for name, field in fields.items()}
    if kind == "say":
        _finish_say(values, number, folder)
    return make(number, at, **values)


def _decode(row: bytes) -> dict[str, Any]:
    try:
        data = json.loads(row.decode())
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise BadLine(say.NOT_UTF8) from None
    except UnicodeEncodeError:
        raise BadLine(say.NOT_TEXT) from None
    except json.JSONDecodeError as error:
        raise BadLine(say.NOT_JSON, what=f"{error.msg} (column {error.colno})") from None
    except (ValueError, RecursionError) as error:
        raise BadLine(say.NOT_JSON, what=error) from None
    if not isinstance(data, dict):
        raise BadLine(say.NOT_OBJECT)
    return cast(dict[str, Any], data)


def _finish_say(values: dict[str, Any], number: int, folder: Path) -> None:
    """Words unless there is a picture or a file, an id of its own, and what it carries, beside the script or here."""
    if not (values["text"].strip() or values["image"] or values["file"]):
        raise BadLine(say.MISSING, name="text")
    if values["image"] and values["file"]:
        raise BadLine(say.ONE_OF_TWO, name="image", other="file")
    if values["id"].startswith("out:"):
        raise BadLine(say.RESERVED)
    values["id"] = values["id"] or f"line:{number}"
    for name, valid in (("image", say.PICTURE), ("file", say.FILE)):
        named = values[name]
        values[name] = next((p for p in (folder / named, Path(named)) if p.is_file()), None) if named else None
        if named and values[name] is None:
            raise BadLine(say.WRONG_KIND, name=name, valid=valid, read=_shown(named))
