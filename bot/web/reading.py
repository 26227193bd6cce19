"""What is sent to us: so many bytes, within so much time; whatever is wrong with it is the sender's matter."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.http import HttpProcessingError

PATIENCE_S = 60.0
"""For all of what is sent: a picture over a slow phone."""


@asynccontextmanager
async def reading() -> AsyncGenerator[None]:
    """Read within; what is sent too slowly, brokenly, or not to its end is refused."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ConnectionError, web.RequestPayloadError, HttpProcessingError, ValueError, LookupError, RecursionError):
        raise web.HTTPBadRequest from None


async def body_of(request: web.Request, most: int) -> bytes:
    """All of the body. Raises HTTPRequestEntityTooLarge for more bytes than `most`."""
    if (request.content_length or 0) > most:
        raise web.HTTPRequestEntityTooLarge(most, request.content_length or 0)
    data = bytearray()
    async for piece in request.content.iter_any():
        data += piece
        if len(data) > most:
            raise web.HTTPRequestEntityTooLarge(most, len(data))
    return bytes(data)


def plain(text: str) -> str:
    """The text without what no database keeps: zero bytes, and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
