"""Files to and from the gateway, as the FileBox JSON it speaks."""

import base64
import binascii
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from bot.platforms.wechaty.wire import Chunk

BASE64, URL, UUID = 1, 2, 7
LARGEST_AT_ONCE = 3_000_000
"""The gateway refuses requests over 4 MiB, and base64 adds a third; what is larger is uploaded first, in pieces."""
LARGEST = 20 << 20
"""Bytes of a file, sent or fetched."""
PIECE = 1 << 16
FETCH_SECONDS = 30
UPLOAD_SECONDS = 60
SEND_SECONDS = 60
"""The gateway brings it to WeChat before it answers."""

Download = Callable[[str], AsyncIterator[Chunk]]


class UnfitFileError(Exception):
    """A file that can't be sent or had, and why."""


class TooLargeFileError(UnfitFileError):
    """A file with more bytes than may be."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"the file has {size:,} bytes; {most:,} may be")


def read(path: str) -> bytes:
    """A file of ours. Raises UnfitFileError for one that can't be sent."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UnfitFileError(f"the file can't be read: {error.strerror}") from error
    if not data:
        raise UnfitFileError("the file is empty")
    if len(data) > LARGEST:
        raise TooLargeFileError(len(data), LARGEST)
    return data


def pack(data: bytes, name: str) -> str:
    """Bytes as FileBox JSON, naming its kind the way either generation reads. Raises UnfitFileError."""
    if not data:
        raise UnfitFileError("the file is empty")
    if len(data) > LARGEST_AT_ONCE:
        raise TooLargeFileError(len(data), LARGEST_AT_ONCE)
    return _box(BASE64, name, base64=base64.b64encode(data).decode())


def uploaded(uuid: str, name: str) -> str:
    """A file that the gateway keeps already, as FileBox JSON."""
    return _box(UUID, name, uuid=uuid)


def pieces(data: bytes) -> list[Chunk]:
    """A file as it is uploaded."""
    return [Chunk(data[start : start + PIECE]) for start in range(0, len(data), PIECE)]


def _box(kind: int, name: str, **content: str) -> str:
    return json.dumps({"boxType": kind, "type": kind, "name": name, "metadata": {}} | content)


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
        if len(whole) > LARGEST:
            raise TooLargeFileError(len(whole), LARGEST)
    return bytes(whole)
