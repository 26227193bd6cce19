"""The one way to reach an address of the internet that somebody gave us.

The address is judged where the socket is made, so whatever a name or a redirect leads to, what is judged is what is
connected to. Proxies of the environment are not used: they would connect for us, unjudged.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from bot import fetching_messages as m
from bot.addresses import is_public
from bot.phrases import Language, Phrase
from bot.settings import Settings

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession
    from yarl import URL

T = TypeVar("T")

MOST_BYTES = 5_000_000
MOST_REDIRECTS = 5
TIMEOUT_S = 20.0
CHUNK = 65_536
LONGEST_URL = 2000
SHOWN_HOST = 60
AGENT = "Dandelion (reads RSS and Atom feeds for chat groups)"
POSTING = "Dandelion (webhooks of chat groups)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fence:
    """Which addresses may be connected to, and on which ports; None for any."""

    may_reach: Callable[[str], bool]
    ports: frozenset[int] | None


PUBLIC = Fence(is_public, frozenset({80, 443, 8080, 8443}))
NO_FENCE = Fence(lambda address: True, None)


def fence_of(settings: Settings) -> Fence:
    """What the settings allow."""
    return NO_FENCE if settings.fetch_private else PUBLIC


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, where it was in the end, and what to say to get only a newer one next time."""

    url: str
    body: bytes
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """It is as it was."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be had, and why; `gone` when it never will be."""

    why: Phrase
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    gone: bool = False

    def text(self, language: Language) -> str:
        """Why, in words."""
        return self.why(language, **self.values)


Outcome = Fetched | NotModified | Failed


async def fetch(
    url: str,
    *,
    etag: str | None = None,
    modified: str | None = None,
    accept: str = "*/*",
    fence: Fence = PUBLIC,
    timeout_s: float = TIMEOUT_S,
) -> Outcome:
    """What is at an http or https address, or why it can't be had; within `timeout_s` seconds, redirects included."""
    asked = {"User-Agent": AGENT, "Accept": accept}
    asked |= {"If-None-Match": etag} if etag else {}
    asked |= {"If-Modified-Since": modified} if modified else {}

    async def follow(http: "ClientSession", url: "URL") -> Outcome:
        return await _follow(http, url, fence)

    return await _reach(url, asked, fence, timeout_s, follow)


async def post(
    url: str, body: bytes, headers: Mapping[str, str], *, fence: Fence = PUBLIC, timeout_s: float = TIMEOUT_S
) -> int | Failed:
    """Hand something over; the status is all that is wanted of the answer, and no redirect is followed."""

    async def hand_over(http: "ClientSession", url: "URL") -> int | Failed:
        if not _is_welcome(url, fence):
            return Failed(m.BAD_ADDRESS)
        async with http.post(url, data=body, allow_redirects=False) as answer:
            return answer.status

    return await _reach(url, {"User-Agent": POSTING, **headers}, fence, timeout_s, hand_over)


async def _reach(
    url: str,
    headers: Mapping[str, str],
    fence: Fence,
    timeout_s: float,
    do: "Callable[[ClientSession, URL], Awaitable[T]]",
) -> T | Failed:
    """Do it from inside the fence, or say why it could not be done."""
    from aiohttp import ClientError, ClientSession, DummyCookieJar, TCPConnector  # which a start need not wait for
    from yarl import URL

    door = _Door(fence)
    host = ""
    try:
        target = URL(url) if len(url) <= LONGEST_URL else URL()
        host = (target.host or "")[:SHOWN_HOST]
        async with (
            asyncio.timeout(timeout_s),
            ClientSession(
                connector=TCPConnector(socket_factory=door.open, force_close=True),
                cookie_jar=DummyCookieJar(),
                headers=headers,
            ) as http,
        ):
            return await do(http, target)
    except TimeoutError:
        return Failed(m.TOO_SLOW, {"host": host, "seconds": f"{timeout_s:g}"})
    except (ClientError, OSError, ValueError) as error:
        return Failed(m.PRIVATE) if door.refused else _failure(error, host)


class _Door:
    """Makes the sockets, only towards where the fence lets us."""

    def __init__(self, fence: Fence) -> None:
        self._fence = fence
        self.refused = False

    def open(self, address: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, where = address
        if not self._fence.may_reach(where[0]):
            self.refused = True
            raise PermissionError("beyond the fence")
        return socket.socket(family, kind, protocol)


async def _follow(http: "ClientSession", url: "URL", fence: Fence) -> Outcome:
    for _ in range(MOST_REDIRECTS + 1):
        if not _is_welcome(url, fence):
            return Failed(m.BAD_ADDRESS)
        async with http.get(url, allow_redirects=False) as answer:
            location = answer.headers.get("Location", "")
            if answer.status not in REDIRECTS or not location:
                return await _read(answer)
        url = url.join(type(url)(location))
    return Failed(m.TOO_MANY_REDIRECTS, {"most": MOST_REDIRECTS})


def _is_welcome(url: "URL", fence: Fence) -> bool:
    if url.scheme not in ("http", "https") or not url.host or url.user is not None or url.password is not None:
        return False
    return fence.ports is None or url.port in fence.ports


async def _read(answer: "ClientResponse") -> Outcome:
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return NotModified()
    if answer.status == HTTPStatus.GONE:
        return Failed(m.GONE, gone=True)
    if answer.status != HTTPStatus.OK:
        return Failed(m.REFUSED, {"status": answer.status})
    body = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            return Failed(m.TOO_LARGE, {"mb": MOST_BYTES // 1_000_000})
    headers = answer.headers
    return Fetched(
        url=str(answer.url),
        body=bytes(body),
        content_type=headers.get("Content-Type", ""),
        etag=headers.get("ETag"),
        modified=headers.get("Last-Modified"),
    )


def _failure(error: Exception, host: str) -> Failed:
    from aiohttp import (
        ClientConnectorCertificateError,
        ClientConnectorDNSError,
        ClientPayloadError,
        ClientResponseError,
        InvalidURL,
    )

    match error:
        case InvalidURL():
            return Failed(m.BAD_ADDRESS)
        case ClientConnectorDNSError():
            return Failed(m.NOT_FOUND, {"host": host})
        case ClientConnectorCertificateError():
            return Failed(m.BAD_CERTIFICATE, {"host": host})
        case ClientResponseError() | ClientPayloadError():
            return Failed(m.UNREADABLE)
        case OSError():
            return Failed(m.UNREACHABLE, {"host": host})
        case ValueError():
            return Failed(m.BAD_ADDRESS)
        case _:
            return Failed(m.UNREACHABLE, {"host": host})
