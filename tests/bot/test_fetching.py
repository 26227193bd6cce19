"""Pages of the internet, from a real server: what is had, what is refused, and where it stops."""

import asyncio
import gzip
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.addresses import is_public
from bot.fetching import MOST_BYTES, NO_FENCE, PUBLIC, Failed, Fetched, NotModified, Outcome, fetch
from tests.conftest import missing
from tests.fakes.site import HERE, THIS_SITE_ONLY, Page, Site, open_site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A web server of the test's own."""
    async with open_site() as opened:
        yield opened


def why(outcome: Outcome) -> str:
    """Why it failed, in English."""
    assert isinstance(outcome, Failed), outcome
    return outcome.text("en")


async def test_a_page_with_what_tells_it_from_a_newer_one(site: Site) -> None:
    """Its bytes, its kind, where it is; who we are was said."""
    headers = {"Content-Type": "text/xml; charset=gbk", "ETag": '"1"', "Last-Modified": "Mon, 02 Mar 2026 00:00:00 GMT"}
    site["/feed?a=1"] = Page("早".encode("gbk"), headers=headers)
    got = await fetch(site.url("/feed?a=1"), fence=NO_FENCE, accept="text/xml")
    assert got == Fetched(
        site.url("/feed?a=1"), "早".encode("gbk"), headers["Content-Type"], '"1"', headers["Last-Modified"]
    )
    _, asked = site.asked[0]
    assert "Dandelion" in asked["User-Agent"]
    assert asked["Accept"] == "text/xml"


async def test_what_did_not_change_is_not_sent(site: Site) -> None:
    """The server is told what we have."""
    site["/"] = Page(b"x", headers={"ETag": '"1"'})
    assert await fetch(site.url(), etag='"1"', modified="then", fence=NO_FENCE) == NotModified()
    assert site.asked[0][1]["If-Modified-Since"] == "then"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed(site: Site, status: int) -> None:
    """Relative ones too; the page knows where it was in the end."""
    site["/old"] = Page(status=status, headers={"Location": "new"})
    site["/new"] = b"here"
    got = await fetch(site.url("/old"), fence=THIS_SITE_ONLY)
    assert isinstance(got, Fetched)
    assert (got.url, got.body) == (site.url("/new"), b"here")


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.2:{port}/", "private network"),
        ("http://[::1]:{port}/", "private network"),
        ("//127.0.0.3:{port}/", "private network"),
        ("file:///etc/passwd", "http://"),
        ("http://me:secret@127.0.0.1:{port}/", "user name"),
        ("http://2130706433:{port}/", "http://"),
        ("http://[", "http://"),
    ],
)
async def test_a_redirect_is_judged_like_an_address(site: Site, location: str, reason: str) -> None:
    """A public page can't lead into the house."""
    site["/out"] = Page(status=302, headers={"Location": location.format(port=site.port)})
    assert reason in why(await fetch(site.url("/out"), fence=THIS_SITE_ONLY))
    assert site.times("/") == 0


async def test_redirects_end_somewhere(site: Site) -> None:
    """After five there is no sixth."""
    site["/round"] = Page(status=302, headers={"Location": "/round"})
    assert "5 times" in why(await fetch(site.url("/round"), fence=NO_FENCE))
    assert site.times("/round") == 6


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::1%25lo]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1:8080/",
        "https://192.168.1.1/",
        "http://0x7f000001/",
        "http://①②⑦.0.0.1/",
    ],
)
async def test_private_addresses_are_refused(url: str) -> None:
    """However they are written."""
    assert why(await fetch(url, fence=PUBLIC)) == "that address is on a private network, where I may not go"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "http://",
        "ftp://example.org/",
        "http://me@example.org/",
        "http://me:secret@example.org/",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http://2130706433/",
        "http://127.1/",
        "http://[/",
        "javascript:alert(1)",
        "http://example.org/" + "a" * 2000,
    ],
)
async def test_bad_addresses_are_refused(url: str) -> None:
    """Nothing is asked of anybody, and what is right is said."""
    assert why(await fetch(url)).startswith("an address starts with http://")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("172.15.0.1", True),
        ("172.32.0.1", True),
        ("2606:4700::1111", True),
        ("100.100.100.200", False),
        ("127.255.255.254", False),
        ("168.63.129.16", False),
        ("172.16.0.1", False),
        ("192.0.0.192", False),
        ("198.18.0.7", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::ffff:1.1.1.1", False),
        ("64:ff9b::101:101", False),
        ("64:ff9b:1::1", False),
        ("2001::1", False),
        ("2002:7f00:1::", False),
        ("fd00:ec2::254", False),
        ("fe80::1%eth0", False),
        ("ff02::1", False),
        ("", False),
        ("localhost", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    """What is no address is not public either."""
    assert is_public(address) is public


async def test_a_site_that_is_not_there(site: Site) -> None:
    """By name or by its door."""
    assert why(await fetch("http://no-such-site.invalid/")) == "there is no site no-such-site.invalid"
    async with open_site() as other:
        closed = other.url()
    assert why(await fetch(closed, fence=NO_FENCE)) == "127.0.0.1 can't be reached"


@pytest.fixture
def self_signed(tmp_path: Path) -> ssl.SSLContext:
    """A certificate nobody vouches for."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    if shutil.which("openssl") is None:
        missing("openssl")
    made = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HERE} -keyout {key} -out {certificate}"
    subprocess.run(made.split(), check=True, capture_output=True)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    return tls


async def test_a_certificate_nobody_vouches_for(self_signed: ssl.SSLContext) -> None:
    """Whoever is between us and the site may not pretend to be it."""
    async with open_site(self_signed) as site:
        url = site.url().replace("http://", "https://")
        assert why(await fetch(url, fence=NO_FENCE)) == "the certificate of 127.0.0.1 can't be trusted"


async def test_what_the_site_says(site: Site) -> None:
    """410 is for good, the rest may pass."""
    site["/gone"] = Page(status=410)
    site["/broken"] = Page(b"sorry", status=503)
    gone, broken = [await fetch(site.url(path), fence=NO_FENCE) for path in ("/gone", "/broken")]
    assert isinstance(gone, Failed)
    assert gone.gone
    assert why(broken) == "the site answered 503"


async def test_a_stream_without_end_is_left(site: Site) -> None:
    """After five megabytes, not after a gigabyte."""
    sent = 0

    async def pour(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal sent
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(1_000):
            await answer.write(bytes(1_000_000))
            sent += 1_000_000
        return answer

    site["/"] = pour
    assert why(await fetch(site.url(), fence=NO_FENCE)) == "it is larger than 5 MB"
    assert sent < 5 * MOST_BYTES


async def test_a_bomb_does_not_go_off(site: Site) -> None:
    """What counts is the size after unpacking."""
    bomb = gzip.compress(bytes(100_000_000), compresslevel=1)
    assert len(bomb) < MOST_BYTES
    site["/"] = Page(bomb, headers={"Content-Encoding": "gzip"})
    assert why(await fetch(site.url(), fence=NO_FENCE)) == "it is larger than 5 MB"


async def test_five_megabytes_are_read(site: Site) -> None:
    """The limit itself is within it."""
    site["/"] = Page(gzip.compress(bytes(MOST_BYTES)), headers={"Content-Encoding": "gzip"})
    got = await fetch(site.url(), fence=NO_FENCE)
    assert isinstance(got, Fetched)
    assert len(got.body) == MOST_BYTES


async def test_who_dawdles_is_left(site: Site) -> None:
    """One letter a day is no page, in the head as in the body."""

    async def dawdle(request: web.BaseRequest) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(b"<")
        await site.over.wait()
        return answer

    async def be_silent(request: web.BaseRequest) -> web.StreamResponse:
        await site.over.wait()
        return web.Response()

    site["/body"], site["/head"] = dawdle, be_silent
    for path in ("/body", "/head"):
        said = why(await fetch(site.url(path), fence=NO_FENCE, timeout_s=0.05))
        assert said == "127.0.0.1 is too slow; I waited 0.05 seconds"


@pytest.mark.parametrize(
    "wire",
    [
        b"220 mail.example.org ESMTP\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \r\n\r\n",
        b"",
    ],
)
async def test_nonsense_is_a_failure_like_others(wire: bytes) -> None:
    """Whatever a port answers, nothing but an outcome comes of it."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(wire)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert isinstance(await fetch(f"http://127.0.0.1:{port}/", fence=NO_FENCE), Failed)
