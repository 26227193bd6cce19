"""What `app.py` builds once and handlers may reach through their context."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.changes import Changes
from bot.clock import Clock
from bot.hooks import Hooks
from bot.listening import Awaited
from bot.outbox import Outbox
from bot.platforms.base import Platform
from bot.plugin import Undoer
from bot.router import Router
from bot.scheduler import Scheduler
from bot.settings import Settings
from storage.engine import Database


@dataclass(frozen=True, slots=True)
class Services:
    """The bot of one account, part by part."""

    settings: Settings
    clock: Clock
    db: Database
    platform: Platform
    router: Router
    outbox: Outbox
    scheduler: Scheduler
    undoers: Mapping[str, Undoer]
    account_id: int
    awaited: Awaited
    hooks: Hooks
    forget_cached: Callable[[], None]
    """To be called when a group's zone or a platform id was changed by hand, since the inbox remembers them."""
    number_event: Callable[[AsyncConnection], Awaitable[int]]
    """The number of the next happening, for one that the inbox does not write."""
    changes: Changes = field(default_factory=Changes)
