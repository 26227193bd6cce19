"""What people write and upload comes out as words and pictures, and as nothing else."""

import io
from collections.abc import AsyncIterator
from html import escape
from pathlib import Path

import pytest
from PIL import Image as Pictures

from tests.bot.test_media import files, huge_png, picture
from tests.web.abuse import Abuse, Server, parts
from tests.web.abuse_people import office_of_two, services_of
from tests.web.abuse_tables import FORM, HOME, KEY, ME, PARTS
from tests.world import GroupChat, World

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
SCRIPT = b"<script>alert(3)</script>"
pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionHeader")
MORNING = "/投放 添加 每天 09:{}"


@pytest.fixture
async def server(world: World, group: GroupChat) -> AsyncIterator[Server]:
    """The running bot's own server."""
    async with office_of_two(world, group) as server:
        yield server


async def test_what_members_write_is_never_markup(world: World, group: GroupChat, server: Server) -> None:
    """A name, a tag, a post, a search and a command that fails, on every page and in both languages."""
    named = await world.group(f"坏{EVIL}", "阿宁", f"员{EVIL}"[:60])
    await named.owner.says("/标签 添加 #<b>标签")
    await named.owner.says(f"/投放 添加 每天 07:30\n{EVIL}")
    await named.owner.says(f"/群定位 设置\n{EVIL}")
    pages = [page.name for plugin in services_of(world).router.plugins for page in plugin.pages]
    assert pages
    seen = ""
    for language in ("zh", "en"):
        for place in ("/office", "/office/g/3/home", *(f"/office/g/3/{name}" for name in pages)):
            await world.advance(minutes=1)
            reply = await server.asked(Abuse(f"{place}?lang={language}", headers=[ME]).written(server.known))
            assert (reply.status, server.leaks(reply)) == (200, []), place
            seen += reply.text
    searched = Abuse("/office?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", headers=[ME])
    failed = f"csrf=<csrf>&key={KEY}evil&command={{line}}&f_line=/投放 添加 {EVIL}".replace(
        "=alert", "%3Dalert"
    ).encode()
    for each in (searched, Abuse(HOME, (422,), "POST", [ME, FORM], failed)):
        reply = await server.asked(each.written(server.known))
        assert server.leaks(reply) == []
        seen += reply.text
    assert "<script>alert" not in seen
    assert escape(f"坏{EVIL}").replace("&quot;", "&#34;") in seen
    assert "&lt;b&gt;标签" in seen


def polyglot() -> bytes:
    """A picture whose remarks are a page."""
    out = io.BytesIO()
    exif = Pictures.Exif()
    exif[0x010E] = SCRIPT.decode()
    Pictures.new("RGB", (30, 20), (9, 9, 9)).save(out, "JPEG", exif=exif, comment=SCRIPT)
    return out.getvalue() + SCRIPT


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"not a picture"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100),
        ("a.png", picture()[:-30]),
        ("a.jpg", picture("JPEG")[:200]),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.png", b"<html><script>alert(1)</script></html>"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP"),
        ("a.png", huge_png(20_000, 20_000)),
        ("a.png", huge_png(2**31 - 1, 1)),
        ("a.png", b""),
        ("a.png", b"%PDF-1.4 %" + b"\x00" * 100),
        ("a.PNG\r\nX-Injected: 1", b"x"),
    ],
)
async def test_what_is_no_picture_is_refused(world: World, server: Server, name: str, data: bytes) -> None:
    """Whatever it calls itself: nothing is kept of it, and nothing was done."""
    kept = files(world.settings.media_dir)
    reply = await uploaded(server, MORNING.format("01"), name, data)
    assert (reply.status in (400, 403, 422), server.leaks(reply)) == (True, []), reply.text
    assert files(world.settings.media_dir) == kept


async def test_a_picture_is_made_anew(world: World, server: Server) -> None:
    """Nothing that came along in its file is kept or shown."""
    known = set(files(world.settings.media_dir))
    for minute, (name, data) in enumerate([("a.jpg", polyglot()), ("../../../x.png", polyglot() + SCRIPT)]):
        assert (await uploaded(server, MORNING.format(f"1{minute}"), name, data)).status == 303
    kept = set(files(world.settings.media_dir)) - known
    assert kept
    assert all(SCRIPT not in file.read_bytes() for file in kept)
    assert all(file.is_relative_to(world.settings.media_dir) for file in kept)


async def test_a_file_is_only_ever_downloaded(world: World, server: Server) -> None:
    """Its name leads nowhere, and no browser shows what it holds as a page of ours."""
    reply = await uploaded(server, MORNING.format("20"), '..%2f..\\..\\evil"\u202e.html', SCRIPT)
    assert reply.status in (303, 422)
    assert server.leaks(reply) == []
    for file in files(world.settings.media_dir):
        assert file.is_relative_to(Path(world.settings.media_dir))
    reply = await server.asked(Abuse("/office/file/<my key>/0", headers=[ME]).written(server.known))
    assert reply.status == 200
    assert reply.header("Content-Type") == "application/octet-stream"
    assert reply.header("Content-Disposition").startswith("attachment;")
    assert server.leaks(reply) == []


async def uploaded(server: Server, command: str, name: str, data: bytes):
    """What is answered to a command that a file comes along with."""
    given = (("csrf", "<csrf>"), ("key", f"{KEY}{server.count}"), ("command", command))
    body = parts(*given, file=(name, data))
    return await server.asked(Abuse(HOME, method="POST", headers=[ME, PARTS], body=body).written(server.known))
