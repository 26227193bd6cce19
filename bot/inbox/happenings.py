"""How a recorded happening is kept in the database."""

from datetime import datetime
from typing import Any, cast

from bot.events import Added, Happening, Joined, Left, Removed, Renamed, Said
from storage.base import from_ms, to_ms

_KINDS: dict[str, type[Happening]] = {
    "said": Said,
    "joined": Joined,
    "left": Left,
    "renamed": Renamed,
    "added": Added,
    "removed": Removed,
}
_MOMENTS = ("at", "sent_at")


def kind_of(happening: Happening) -> str:
    """The short name of its kind."""
    return type(happening).__name__.lower()


def happening_to_json(happening: Happening) -> dict[str, Any]:
    """The happening as what a JSON column holds; `is` names its kind."""
    fields = {name: _plain(getattr(happening, name)) for name in happening.__dataclass_fields__}
    return {"is": kind_of(happening)} | fields


def happening_from_json(data: dict[str, Any]) -> Happening:
    """The happening that `happening_to_json` wrote."""
    fields = {name: _rich(name, value) for name, value in data.items() if name != "is"}
    return _KINDS[data["is"]](**fields)


def _rich(name: str, value: Any) -> Any:
    if name in _MOMENTS:
        return from_ms(value)
    return tuple(cast(list[int], value)) if isinstance(value, list) else value


def _plain(value: object) -> object:
    return to_ms(value) if isinstance(value, datetime) else value
