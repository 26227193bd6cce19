"""All that a plugin can declare. The core takes a tuple of these and knows nothing else of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands import Command, Word
from bot.context import Context
from bot.endpoints import Endpoint
from bot.events import Happening, Said
from bot.listening import Listener
from bot.pages import Page, Signs
from bot.phrases import Phrase
from bot.plans import Plans
from bot.scheduler import AnyJob
from bot.times.recurrence import Recurrence

EventHandler = Callable[[Context, Any], Awaitable[None]]
Observer = Callable[[AsyncConnection, Sequence[Said]], Awaitable[None]]
Undoer = Callable[[Context, Mapping[str, Any]], Awaitable[None]]
Explainer = Callable[[Context, str], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Plugin:
    """One feature: what it listens to, what it does on schedule, what can be undone.

    `on` maps a kind of happening to its handler, of messages only files sent privately; `jobs` are named "plugin.job"
    in schedules, and those in `standing` are scheduled for every account from its start; `listeners` answer plain talk;
    `plans` tells what is coming; `observers` see every recorded message in bulk, inside the inbox's transaction; `undo`
    maps an operation's name to what takes it back; `explains` maps a kind of cause to what tells, by the cause's id,
    why something was said, or None where it is not known any more; `pages` are the owner's in the browser, and `signs`
    what is shown of each group in the list of them; `endpoints` are what programs may ask and order.
    """

    name: str
    title: Phrase
    commands: tuple[Command, ...] = ()
    words: tuple[Word, ...] = ()
    on: Mapping[type[Happening], EventHandler] = field(default_factory=dict[type[Happening], EventHandler])
    jobs: Mapping[str, AnyJob] = field(default_factory=dict[str, AnyJob])
    standing: Mapping[str, Recurrence] = field(default_factory=dict[str, Recurrence])
    observers: tuple[Observer, ...] = ()
    listeners: tuple[Listener, ...] = ()
    plans: Plans | None = None
    undo: Mapping[str, Undoer] = field(default_factory=dict[str, Undoer])
    explains: Mapping[str, Explainer] = field(default_factory=dict[str, Explainer])
    pages: tuple[Page, ...] = ()
    signs: Signs | None = None
    endpoints: tuple[Endpoint, ...] = ()
