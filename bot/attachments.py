"""Pictures and files that come with what people say: fetched from the platform, or kept since they were uploaded."""

import asyncio
from typing import TYPE_CHECKING

from bot.content import File, Image

if TYPE_CHECKING:
    from bot.services import Services

_UPLOADED = "upload:"
"""No platform's message is called so: a gateway makes its numbers up of digits and letters."""


def number_of(upload: Image | File) -> str:
    """What stands for the number of the message that would have brought it."""
    return f"{_UPLOADED}{upload.path}:{upload.name if isinstance(upload, File) else ''}"


async def fetch_image(services: "Services", message_id: str) -> bytes:
    """The picture of a message. Raises PlatformError."""
    if not message_id.startswith(_UPLOADED):
        return await services.platform.fetch_image(message_id)
    return (await _uploaded(services, message_id))[1]


async def fetch_file(services: "Services", message_id: str) -> tuple[str, bytes]:
    """The file of a message with its name. Raises PlatformError."""
    if not message_id.startswith(_UPLOADED):
        return await services.platform.fetch_file(message_id)
    return await _uploaded(services, message_id)


async def _uploaded(services: "Services", message_id: str) -> tuple[str, bytes]:
    path, _, name = message_id.removeprefix(_UPLOADED).partition(":")
    return name, await asyncio.to_thread((services.settings.media_dir / path).read_bytes)
