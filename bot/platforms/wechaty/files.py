"""Files to and from the gateway, as the FileBox JSON it speaks."""

import base64
import binascii
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from bot.platforms.wechaty.wire import Chunk

BASE64, URL, UUID = 1, 2, 7
LARGEST_SENT = 3_000_000
"""The gateway refuses requests over 4 MiB, and base64 adds a third."""
LARGEST_FETCHED = 20_000_000
FETCH_SECONDS = 30

Download = Callable[[str], AsyncIterator[Chunk]]


class UnfitFileError(Exception):
    """A file that can't be sent or had, and why."""


def pack(path: str, name: str = "") -> str:
    """A file of ours as FileBox JSON, naming its kind the way either generation reads. Raises UnfitFileError."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UnfitFileError(f"the file can't be read: {error.strerror}") from error
    return pack_bytes(data, name or Path(path).name)


def pack_bytes(data: bytes, name: str) -> str:
    """Bytes as FileBox JSON. Raises UnfitFileError when there are too many for the gateway."""
    if not data:
        raise UnfitFileError("the file is empty")
    if len(data) > LARGEST_SENT:
        raise UnfitFileError(f"the file has {len(data):,} bytes; the gateway takes {LARGEST_SENT:,}")
    box: dict[str, object] = {
        "boxType": BASE64,
        "type": BASE64,
        "name": name,
        "base64": base64.b64encode(data).decode(),
        "metadata": {},
    }
    return json.dumps(box)


def name_of(box: str) -> str:
    """The name that a FileBox gives its file. Raises UnfitFileError."""
    try:
        name: Any = json.loads(box)["name"]
    except (ValueError, KeyError, TypeError) as error:
        raise UnfitFileError("a file box without a name") from error
    return str(name)


async def unpack(box: str, download: Download) -> bytes:
    """The bytes of a FileBox: within it, at an address, or streamed by the gateway. Raises UnfitFileError."""
    try:
        content: Any = json.loads(box)
        kind = content.get("boxType") or content.get("type")
        if kind == BASE64:
            return base64.b64decode(content["base64"])
        if kind == URL:
            return await _get(content.get("remoteUrl") or content["url"])
        if kind == UUID:
            return await _collect(download(content["uuid"]))
    except (ValueError, KeyError, AttributeError, binascii.Error) as error:
        raise UnfitFileError(str(error) or type(error).__name__) from error
    raise UnfitFileError(f"a file box of kind {kind}")


async def _get(url: str) -> bytes:
    import aiohttp  # slow to import, and few gateways need it

    try:
        timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
            response.raise_for_status()
            return await _collect_bytes(response.content.iter_chunked(1 << 16))
    except (aiohttp.ClientError, TimeoutError) as error:
        raise UnfitFileError(str(error) or type(error).__name__) from error


async def _collect(chunks: AsyncIterator[Chunk]) -> bytes:
    return await _collect_bytes(piece.chunk async for piece in chunks)


async def _collect_bytes(pieces: AsyncIterator[bytes]) -> bytes:
    whole = bytearray()
    async for piece in pieces:
        whole += piece
        if len(whole) > LARGEST_FETCHED:
            raise UnfitFileError(f"the file has more than {LARGEST_FETCHED:,} bytes")
    return bytes(whole)
