"""What may be kept for posting, and how it is kept."""

import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image as Pictures

from bot import media
from bot.content import File, Link
from bot.errors import UserError


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture of a format."""
    out = io.BytesIO()
    Pictures.new("RGB", size, (200, 80, 40)).save(out, kind)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def files(folder: Path) -> list[Path]:
    """Everything in a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("kind", "suffix"), media.FORMATS.items())
async def test_pictures_are_kept_by_what_they_are(tmp_path: Path, kind: str, suffix: str) -> None:
    """The bytes as they came, the suffix by their format."""
    path = Path(await media.keep_picture(tmp_path, picture(kind)))
    assert path.read_bytes() == picture(kind)
    assert path.suffix == suffix


async def test_the_same_is_kept_once(tmp_path: Path) -> None:
    """And what a crash left half written is written again."""
    path = await media.keep(tmp_path, b"same", "a.txt")
    assert await media.keep(tmp_path, b"same", "b.TXT") == path
    Path(path).write_bytes(b"sa")
    assert await media.keep(tmp_path, b"same", "a.txt") == path
    assert Path(path).read_bytes() == b"same"
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "打不开"),
        (b"hello", "打不开"),
        (picture("BMP"), "打不开"),
        (picture()[:60], "打不开"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "打不开"),
        (b"GIF89a", "打不开"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "打不开"),
        (huge_png(10_000, 6_000), "10000×6000"),
        (huge_png(12_000, 12_000), "像素太多"),
        (huge_png(60_000, 60_000), "像素太多"),
        (picture() + bytes(20 * media.MEGABYTE), "20.0 MB，最多 10 MB"),
    ],
)
async def test_what_is_no_fit_picture_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    """In a clear sentence, and nothing is left behind."""
    with pytest.raises(UserError) as refused:
        await media.keep_picture(tmp_path, data)
    assert says in refused.value.phrase("zh", **refused.value.values)
    assert files(tmp_path) == []


async def test_garbage_is_never_more_than_refused(tmp_path: Path) -> None:
    """Whatever is broken in a picture, it is either kept or refused."""
    chance = random.Random(1)
    for kind in media.FORMATS:
        whole = picture(kind)
        for _ in range(150):
            spoilt = bytearray(whole)
            for _ in range(chance.randint(1, 4)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            try:
                await media.keep_picture(tmp_path, bytes(spoilt[: chance.randint(1, len(spoilt))]))
            except UserError:
                continue


async def test_files_have_their_limits(tmp_path: Path) -> None:
    """Of any kind, but not empty and not over 20 MB."""
    kept = await media.keep_file(tmp_path, b"1,2", "../../etc/名单\n.csv")
    assert kept == File(kept.path, "名单 .csv")
    assert Path(kept.path).is_relative_to(tmp_path)
    for data, says in ((b"", "是空的"), (bytes(20 * media.MEGABYTE + 1), "最多 20 MB")):
        with pytest.raises(UserError) as refused:
            await media.keep_file(tmp_path, data, "a.bin")
        assert says in refused.value.phrase("zh", **refused.value.values)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("海报.png", "海报.png"),
        ("C:\\docs\\a b.pdf", "a b.pdf"),
        ('<>:"|?*', "file"),
        ("", "file"),
        (".png", "png"),
        ("长" * 200 + ".docx", "长" * 95 + ".docx"),
        ("a\0b.txt", "a b.txt"),
    ],
)
def test_names_are_made_fit_to_be_shown(name: str, shown: str) -> None:
    """On any phone, and never a path."""
    assert media.fit_name(name) == shown


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("标题\n说明\nhttps://a.cn/x?y=1", Link("https://a.cn/x?y=1", "标题", "说明")),
        ("[链接] 标题 https://a.cn", Link("https://a.cn", "标题")),
        ("https://a.cn，去看看", Link("https://a.cn", "，去看看")),
        ("HTTP://A.cn", Link("HTTP://A.cn", "HTTP://A.cn")),
        ("[链接] 只有标题", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_a_link_is_read_from_its_quote(text: str, link: Link | None) -> None:
    """Title, description and address, where there is one."""
    assert media.link_in(text) == link
