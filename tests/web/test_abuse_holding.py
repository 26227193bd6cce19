"""What stays bounded however many come, however slowly they speak, and whatever they bring."""

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.web import door, reading
from bot.web.api import asking
from bot.web.office import following
from bot.web.tryout import pages as tryout_pages
from bot.web.tryout.tryout import TryOut
from tests.web.abuse import Abuse, Server, parts, reply_of, served_at
from tests.web.abuse_people import office_of_two, services_of
from tests.web.abuse_tables import FORM, HOME, ME, PARTS
from tests.world import GroupChat, World

CROWD = 200
MEGABYTE = 1 << 20
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def server(world: World, group: GroupChat) -> AsyncIterator[Server]:
    """The running bot's own server."""
    async with office_of_two(world, group) as server:
        yield server


@asynccontextmanager
async def crowd(server: Server, many: int, data: bytes) -> AsyncGenerator[list[Line]]:
    """So many connections on which this was said, and no more."""
    lines = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(many)]
    for _, writer in lines:
        writer.write(data)
    yield lines
    for _, writer in lines:
        writer.close()


async def heard(lines: Sequence[Line]) -> list[bytes]:
    """What came on each until the server ended it."""

    async def all_of(reader: asyncio.StreamReader) -> bytes:
        try:
            return await reader.read()
        except ConnectionError:
            return b""

    async with asyncio.timeout(20):
        return await asyncio.gather(*(all_of(reader) for reader, _ in lines))


async def visit(server: Server) -> None:
    """Somebody who means well is served."""
    reply = await server.asked(Abuse(HOME, headers=[ME]).written(server.known))
    assert (reply.status, "读书会" in reply.text) == (200, True)


def open_files() -> int:
    """Of this process, the connections among them."""
    return len(os.listdir("/dev/fd"))


def memory() -> int:
    """Bytes that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def test_headers_that_never_end(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred at once do not keep others out, and none is waited for longer than patience lasts."""
    monkeypatch.setattr(door, "PATIENCE_S", 1.0)
    async with crowd(server, CROWD, b"GET /office HTTP/1.1\r\nHost: localhost\r\nX-Slow: ") as lines:
        await visit(server)
        assert await heard(lines) == [b""] * CROWD


async def test_bodies_that_never_end(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, and they are told that it took too long."""
    monkeypatch.setattr(reading, "PATIENCE_S", 1.0)
    monkeypatch.setattr(door, "LINGER_S", 0.1)
    slow = Abuse("/office/in", method="POST", headers=[FORM, ("Content-Length", "100")], body=b"link=").written({})
    length = ("Content-Length", "9999")
    form = Abuse(HOME, method="POST", headers=[ME, PARTS, length], body=b"--b\r\nX").written(server.known)
    async with crowd(server, 20, slow) as lines, crowd(server, 20, form) as forms:
        await visit(server)
        assert {reply_of(each).status for each in await heard([*lines, *forms])} == {408}
    async with crowd(server, CROWD, slow) as lines:
        await visit(server)
        assert {reply_of(each).status for each in await heard(lines)} <= {408, 429}


@pytest.mark.parametrize("later", [b"zz\r\n", b"-5\r\n", b"f" * 40 + b"\r\n", b"0\r\n: \x00\r\n\r\n"], ids=repr)
async def test_bodies_that_turn_into_garbage(server: Server, later: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """While they are read: the sender's fault, whatever reads them, and not for longer than patience lasts."""
    for module in (reading, asking):
        monkeypatch.setattr(module, "PATIENCE_S", 0.3)
    monkeypatch.setattr(door, "LINGER_S", 0.1)
    chunked, json = ("Transfer-Encoding", "chunked"), ("Content-Type", "application/json")
    token, key = ("Authorization", "Bearer <token>"), ("Idempotency-Key", "a-key-of-an-abuser")
    sent = [
        Abuse("/office/in", method="POST", headers=[FORM, chunked], body=b"5\r\nlink=\r\n"),
        Abuse(HOME, method="POST", headers=[ME, FORM, chunked], body=b"5\r\ncsrf=\r\n"),
        Abuse(HOME, method="POST", headers=[ME, PARTS, chunked], body=b"5\r\n--b\r\n\r\n"),
        Abuse("/api/v1/drops", method="POST", headers=[token, json, key, chunked], body=b"1\r\n{\r\n"),
    ]
    for each in sent:
        async with crowd(server, 1, each.written(server.known)) as lines:
            await visit(server)  # by then it is being read
            lines[0][1].write(later)
            reply = reply_of((await heard(lines))[0])
            assert (reply.status in (400, 408), server.leaks(reply)) == (True, []), (each, reply.text)
    await visit(server)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET /office HTTP/1.1\r\nHost: localhost\r\n",
        b"POST /office/in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n",
        b"GET /office/static/office.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2000,
    ],
    ids=["silent", "slow headers", "slow body", "never reading"],
)
async def test_when_it_is_crowded_who_waited_longest_goes(
    server: Server, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    """So a visit is answered however many hold their connections open, and no more are ever open than may be."""
    monkeypatch.setattr(door, "MOST", 30)
    before = open_files()
    async with crowd(server, CROWD, said):
        for _ in range(5):
            await visit(server)
        assert open_files() - before <= CROWD + 30 + 10  # theirs, ours, and what the bot itself opens


async def test_large_bodies_do_not_fill_the_memory(server: Server) -> None:
    """Who was not let in is not read at all; of owners only some are read at once."""
    strange = Abuse(HOME, method="POST", headers=[PARTS], body=b"x" * (11 * MEGABYTE)).written({})
    large = parts(file=("a.png", b"x" * (9 * MEGABYTE)))
    mine = Abuse(HOME, method="POST", headers=[ME, PARTS], body=large).written(server.known)
    before = memory()
    peak = before

    async def sent(data: bytes) -> int:
        nonlocal peak
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        answer = asyncio.create_task(reader.read())
        try:
            for start in range(0, len(data), 1 << 16):
                writer.write(data[start : start + (1 << 16)])
                await writer.drain()
                peak = max(peak, memory())
        except ConnectionError:
            pass
        writer.write(b"")
        head = await asyncio.wait_for(answer, 60)
        writer.close()
        return reply_of(head).status

    assert set(await asyncio.gather(*(sent(strange) for _ in range(40)))) <= {401, 0}
    assert peak - before < 40 * MEGABYTE
    assert set(await asyncio.gather(*(sent(mine) for _ in range(30)))) <= {403, 0}
    assert peak - before < 250 * MEGABYTE
    await visit(server)


async def test_pages_that_stay_open_are_counted(
    world: World, group: GroupChat, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One person has only so many, and all of them end when they are let in no longer."""
    monkeypatch.setattr(following, "ALIVE_S", 0.1)
    live = Abuse(f"{HOME}/live", headers=[ME]).written(server.known)
    async with crowd(server, following.MOST_OWN, live) as lines:
        for reader, _ in lines:
            assert reply_of(await reader.readuntil(b"\r\n\r\n")).status == 200
        assert services_of(world).changes.watching == following.MOST_OWN
        reply = await server.asked(live)
        assert reply.status == 503
        assert server.leaks(reply) == []
        await visit(server)
        await group.owner.whispers("/后台 退出")
        await heard(lines)
    assert services_of(world).changes.watching == 0


async def test_the_try_outs_streams_are_counted(tryout: TryOut, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for its page."""
    monkeypatch.setattr(tryout_pages, "MOST_STREAMS", 5)
    stream = Abuse("/tryout/stream").written({})
    async with served_at(tryout_pages.create_app(tryout)) as server, crowd(server, 5, stream) as lines:
        for reader, _ in lines:
            assert server.leaks(reply_of(await reader.readuntil(b"\r\n\r\n"))) == []
        assert (await server.asked(stream)).status == 503
        assert (await server.asked(Abuse("/tryout/world").written({}))).status == 200
