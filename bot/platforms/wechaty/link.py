"""One connection to the gateway, kept up: opened, listened to, probed, and opened again after any end."""

import asyncio
import random
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, TypeVar, cast

import betterproto
import structlog
from grpclib.client import Channel, Stream
from grpclib.config import Configuration
from grpclib.const import Cardinality, Status
from grpclib.exceptions import GRPCError
from wechaty_grpc.wechaty import puppet

from bot.errors import PlatformError
from bot.platforms.wechaty import messages as say
from bot.platforms.wechaty.config import WechatyConfig, address_of, check_token, tls_context
from bot.platforms.wechaty.wire import Empty, Raw

SMALL_WINDOW = 65_535
"""Bytes the gateway may send ahead on one stream: a burst of events is taken in slices that do not stall the loop."""
STEADY = 30.0
"""A connection that held so many seconds was a good one: the next wait is short again."""

M = TypeVar("M", bound=betterproto.Message)

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class NotConnectedError(Exception):
    """There is no connection, so nothing was asked of the gateway."""


class _TokenChannel(Channel):
    """Old gateways take the token as the HTTP/2 authority; grpclib has no option for it."""

    def __init__(self, host: str, port: int, token: str, tls: ssl.SSLContext | None, config: Configuration) -> None:
        super().__init__(host, port, ssl=tls, config=config)  # pyright: ignore[reportUnknownMemberType]
        self._authority = token


def describe(error: BaseException) -> str:
    """What went wrong, on one line."""
    if isinstance(error, BaseExceptionGroup):
        return describe(cast(BaseExceptionGroup[BaseException], error).exceptions[0])
    if isinstance(error, GRPCError):
        if error.status is Status.UNAUTHENTICATED:
            return error.status.name  # gateways repeat the token in their refusal
        return f"{error.status.name}: {error.message}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(error) or type(error).__name__


class Link:
    """Tells what happens on the connection, and carries calls while it is up."""

    def __init__(
        self,
        config: WechatyConfig,
        rng: random.Random,
        *,
        on_up: Callable[[], Awaitable[None]],
        on_event: Callable[[bytes], Awaitable[None]],
        on_down: Callable[[str, bool], Awaitable[None]],
    ) -> None:
        self._config = config
        self._rng = rng
        self._on_up, self._on_event, self._on_down = on_up, on_event, on_down
        self._metadata = {"authorization": f"Wechaty {config.token}"}
        self._channel: Channel | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._heard = 0.0
        self._handing_on = False

    @property
    def up(self) -> bool:
        """Whether calls can be made."""
        return self._channel is not None

    async def start(self) -> None:
        """Try once, then keep trying in the background; raises PlatformError when it can never work."""
        check_token(self._config)
        address = address_of(self._config.endpoint)
        tls = tls_context(self._config.tls)
        first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._keeper = asyncio.create_task(self._keep_up(address, tls, first))
        await first

    async def stop(self) -> None:
        """Disconnect for good."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
            self._keeper = None

    async def call(self, method: str, request: betterproto.Message, reply: type[M], timeout: float | None = None) -> M:
        """Ask the gateway. Raises NotConnectedError, GRPCError, TimeoutError or what a broken connection raises."""
        if self._channel is None:
            raise NotConnectedError("not connected to the gateway")
        return await self._unary(self._channel, method, request, reply, timeout or self._config.call_timeout)

    async def download(self, method: str, request: betterproto.Message, reply: type[M]) -> AsyncIterator[M]:
        """A call whose answer comes in pieces."""
        if self._channel is None:
            raise NotConnectedError("not connected to the gateway")
        timeout = self._config.call_timeout
        async with self._request(self._channel, method, Cardinality.UNARY_STREAM, request, reply, timeout) as stream:
            await stream.send_message(request, end=True)
            async for piece in stream:
                yield piece

    async def upload(self, method: str, pieces: Sequence[betterproto.Message], reply: type[M], timeout: float) -> M:
        """A call whose question goes in pieces; raises as `call` does."""
        if self._channel is None:
            raise NotConnectedError("not connected to the gateway")
        return await self._ask(self._channel, method, Cardinality.STREAM_UNARY, pieces, reply, timeout)

    async def _keep_up(self, address: tuple[str, int], tls: ssl.SSLContext | None, first: asyncio.Future[None]) -> None:
        loop = asyncio.get_running_loop()
        delay = self._config.backoff_first
        while True:
            began = loop.time()
            error = await self._hold(address, tls, first)
            if isinstance(error, PlatformError):
                log.error("wechaty.refused", why=str(error))
                if first.done():
                    await self._on_down(str(error), True)
                else:
                    first.set_exception(error)
                return
            delay = self._config.backoff_first if loop.time() - began > STEADY else delay
            wait = delay * self._rng.uniform(0.5, 1)
            log.warning("wechaty.down", why=describe(error), retry_in_s=round(wait, 2))
            await self._on_down(describe(error), False)
            _settle(first)
            await asyncio.sleep(wait)
            delay = min(delay * 2, self._config.backoff_max)

    async def _hold(
        self, address: tuple[str, int], tls: ssl.SSLContext | None, first: asyncio.Future[None]
    ) -> BaseException:
        """One connection from its opening to its end; tells why it ended.

        A task of its own, because grpclib cancels the task that waits on a lost connection and never takes that back.
        """
        session = asyncio.create_task(self._session(open_channel(self._config, address, tls), first))
        try:
            await asyncio.wait({session})
        finally:
            self._channel = None
            session.cancel()
            await asyncio.gather(session, return_exceptions=True)
        if session.cancelled():
            return ConnectionError("the connection broke off")
        return session.exception() or ConnectionError("the gateway ended the event stream")

    async def _session(self, channel: Channel, first: asyncio.Future[None]) -> None:
        """Open the event stream before start, so nothing that start sets off is missed."""
        try:
            await self._greet(channel)
            request = puppet.EventRequest()
            async with self._request(channel, "Event", Cardinality.UNARY_STREAM, request, Raw, None) as stream:
                await stream.send_message(request, end=True)
                await self._unary(channel, "Start", puppet.StartRequest(), Empty, self._config.call_timeout)
                self._channel, self._heard = channel, asyncio.get_running_loop().time()
                log.info("wechaty.connected", endpoint=self._config.endpoint)
                await self._on_up()
                _settle(first)
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._listen(stream))
                    group.create_task(self._watch())
        finally:
            self._channel = None
            channel.close()

    async def _greet(self, channel: Channel) -> None:
        """Free the gateway's only event stream of whoever had it; the first thing a wrong token fails at."""
        try:
            await self._unary(channel, "Stop", puppet.StopRequest(), Empty, self._config.connect_timeout)
        except GRPCError as error:
            if error.status is Status.UNAUTHENTICATED:
                raise PlatformError(say.WRONG_TOKEN, endpoint=self._config.endpoint) from None
            log.info("wechaty.stop_failed", why=describe(error))
        except ssl.SSLCertVerificationError as error:
            raise PlatformError(
                say.BAD_CERTIFICATE, endpoint=self._config.endpoint, why=error.verify_message
            ) from error

    async def _listen(self, stream: "Stream[Any, Raw]") -> None:
        loop = asyncio.get_running_loop()
        async for raw in stream:
            self._heard, self._handing_on = loop.time(), True
            await self._on_event(raw)
            self._heard, self._handing_on = loop.time(), False
        raise ConnectionError("the gateway ended the event stream")

    async def _watch(self) -> None:
        """A link can die without a word: ask after a silence, and expect anything at all back on the stream."""
        loop = asyncio.get_running_loop()
        while True:
            quiet = 0 if self._handing_on else loop.time() - self._heard
            if quiet < self._config.idle_probe:
                await asyncio.sleep(self._config.idle_probe - quiet)
                continue
            asked = loop.time()
            await self.call("Ding", puppet.DingRequest(data="probe"), Empty, self._config.probe_timeout)
            await asyncio.sleep(self._config.probe_timeout)
            if self._heard < asked and not self._handing_on:
                raise ConnectionError("the gateway has fallen silent")

    async def _unary(
        self, channel: Channel, method: str, request: betterproto.Message, reply: type[M], timeout: float
    ) -> M:
        return await self._ask(channel, method, Cardinality.UNARY_UNARY, (request,), reply, timeout)

    async def _ask(
        self,
        channel: Channel,
        method: str,
        cardinality: Cardinality,
        pieces: Sequence[betterproto.Message],
        reply: type[M],
        timeout: float,
    ) -> M:
        task = asyncio.current_task()
        cancelling = task.cancelling() if task else 0
        try:
            async with self._request(channel, method, cardinality, pieces[0], reply, timeout) as stream:
                for piece in pieces[:-1]:
                    await stream.send_message(piece)
                await stream.send_message(pieces[-1], end=True)
                answer = await stream.recv_message()
        except Exception:
            # grpclib breaks a wait by cancelling the task it is in; left so, asyncio.timeout and TaskGroup go wrong.
            while task and task.cancelling() > cancelling:
                task.uncancel()
            raise
        if answer is None:
            raise ConnectionError("the gateway ended the call without an answer")
        return answer

    def _request(
        self,
        channel: Channel,
        method: str,
        cardinality: Cardinality,
        request: betterproto.Message,
        reply: type[Any],
        timeout: float | None,
    ) -> "Stream[Any, Any]":
        return channel.request(
            f"/wechaty.Puppet/{method}", cardinality, type(request), reply, timeout=timeout, metadata=self._metadata
        )


def open_channel(config: WechatyConfig, address: tuple[str, int], tls: ssl.SSLContext | None) -> Channel:
    """A channel that connects at its first call."""
    settings = Configuration(
        _keepalive_time=config.keepalive,
        _keepalive_timeout=config.keepalive / 2,
        _keepalive_permit_without_calls=True,
        _http2_max_pings_without_data=0,
        http2_stream_window_size=SMALL_WINDOW,
        _http2_min_sent_ping_interval_without_data=config.keepalive / 2,
        ssl_target_name_override=config.tls_name or None,
    )
    return _TokenChannel(*address, config.token, tls, settings)


def _settle(first: "asyncio.Future[None]") -> None:
    if not first.done():
        first.set_result(None)
