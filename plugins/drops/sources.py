"""Where what is dropped comes from: every kind of source answers the same question when its moment has come."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.content import Content
from bot.phrases import Phrase
from bot.scheduler import JobRun
from plugins.drops.tables import Drop


@dataclass(frozen=True, slots=True)
class Served:
    """What goes out this time, message by message.

    In a template each text's words may hold slots, filled for each group; news of a feed are never read as one.
    `slots` are the source's own beside those of every drop, `values` what they stand for, by their English names.
    """

    contents: tuple[Content, ...]
    is_template: bool = True
    slots: tuple[Phrase, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class NothingToServe:
    """Nothing this time; whoever has to know was told."""

    why: str


Source = Callable[[JobRun, Drop], Awaitable[Served | NothingToServe]]
"""Called once for a moment of a drop, in the transaction that posts it; what it takes is taken with it."""

SOURCES: dict[str, Source] = {}
"""By a drop's `source`; put together where all of them are known, in the package itself."""
