"""Pictures that are kept for posting, to be looked at in the office."""

import asyncio
import io
from collections.abc import Iterable
from pathlib import Path

from bot.content import Content, Image
from bot.pages import Look

WIDEST = 1080


async def first_picture(look: Look, contents: Iterable[Content]) -> Path | None:
    """The file of the first picture, where it is still there."""
    paths = (look.services.settings.media_dir / each.path for each in contents if isinstance(each, Image) and each.path)
    path = next(paths, None)
    return path if path is not None and await asyncio.to_thread(path.is_file) else None


async def drawn(look: Look, contents: Iterable[Content]) -> bytes | None:
    """The first picture no larger than a page shows it, PNG."""
    path = await first_picture(look, contents)
    return None if path is None else await asyncio.to_thread(_drawn, path)


def _drawn(path: Path) -> bytes:
    from PIL import Image as Pictures

    made = io.BytesIO()
    with Pictures.open(path) as picture:
        picture.thumbnail((WIDEST, WIDEST))
        picture.convert("RGBA").save(made, "PNG")
    return made.getvalue()
