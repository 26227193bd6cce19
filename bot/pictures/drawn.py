"""What is made to be looked at once: kept long enough to be sent, and then let go."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from bot import media
from bot.context import Context

FOLDER = "drawn"
KEPT = timedelta(days=7)


async def keep_drawn(ctx: Context, data: bytes, name: str) -> str:
    """The path under which it can be posted; what was made long ago is removed on the way."""
    folder = ctx.services.settings.media_dir / FOLDER
    path = await media.keep(folder, data, name)
    await asyncio.to_thread(_tidy, folder, ctx.now - KEPT, Path(path))
    return path


def _tidy(folder: Path, before: datetime, fresh: Path) -> None:
    fresh.touch()  # the same picture may have been drawn before
    for file in folder.rglob("*.*"):
        if file != fresh and file.is_file() and file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)
