"""A drop whose content was written with it."""

from bot.content import from_json
from bot.scheduler import JobRun
from plugins.drops.sources import NothingToServe, Served
from plugins.drops.tables import Drop


async def serve(run: JobRun, drop: Drop) -> Served | NothingToServe:
    """The same each time."""
    return Served(tuple(from_json(content) for content in drop.contents))
