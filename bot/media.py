"""Pictures and files that are posted later: checked, and kept under a name made of their content.

What is kept is written once and never changed, so whoever posts it needs only its path.
"""

import asyncio
import hashlib
import io
import os
import re
import secrets
import struct
import zlib
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot import attachments
from bot import media_messages as m
from bot.commands.parameters import Body
from bot.content import Content, File, Image, Link, Text, from_json
from bot.errors import PlatformError, Refusal
from bot.events import MessageKind
from bot.platforms.base import TooLargeError
from storage.tables import Message, Outbox

if TYPE_CHECKING:
    from bot.context import Context
    from bot.services import Services

MEGABYTE = 1 << 20
LARGEST_PICTURE = 10 * MEGABYTE
LARGEST_FILE = 20 * MEGABYTE
MOST_PIXELS = 50_000_000
"""A picture of more would fill the memory when it is opened."""

FORMATS = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
BROKEN = (OSError, SyntaxError, ValueError, LookupError, EOFError, struct.error, zlib.error)
"""What a picture that is none is met with."""
LONGEST_NAME = 100
"""Characters of a file's name."""
LONGEST_LINE = 500
"""Characters of a link's title, and of its description."""
STILL_MEANT = timedelta(days=1)
"""How old a picture may be that is quoted without saying which."""

_URL = re.compile(r"https?://[^\s<>\"'，。；）】」》]+", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]")
_MARK = re.compile(r"\s*\[(图片|Photo|Image|文件|File|链接|Link)\]", re.IGNORECASE)
_MARKS: dict[str, MessageKind] = {
    "图片": "image",
    "photo": "image",
    "image": "image",
    "文件": "file",
    "file": "file",
    "链接": "link",
    "link": "link",
}
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}", re.ASCII)


async def keep(folder: Path, data: bytes, name: str) -> str:
    """The path under which these bytes are kept; the same bytes again are kept once. The name gives the suffix."""
    return await asyncio.to_thread(_keep, folder, data, _suffix(name))


async def keep_picture(folder: Path, data: bytes) -> str:
    """The same for a picture. Raises UserError for what is none, or too large."""
    return await asyncio.to_thread(_keep_picture, folder, data)


async def made_anew(data: bytes) -> bytes:
    """The same picture without anything else that came in its file. Raises UserError for what is none."""
    return await asyncio.to_thread(_made_anew, data)


async def keep_file(folder: Path, data: bytes, name: str) -> File:
    """The same for a file of any kind, with a name that members can be shown. Raises UserError."""
    shown = fit_name(name)
    if not data:
        raise Refusal(m.FILE_EMPTY, name=shown)
    if len(data) > LARGEST_FILE:
        raise Refusal(m.FILE_TOO_LARGE, name=shown, size=_megabytes(data), most=LARGEST_FILE // MEGABYTE)
    return File(await keep(folder, data, shown), shown)


async def body_content(ctx: "Context", body: Body) -> tuple[Content, ...]:
    """What a command's body is as content to keep, a quoted picture, link or file before the words below it.

    The words are a template's, as they were written. Raises UserError for what can't be had or kept.
    """
    if body.kind != "text":
        return (await _quoted(ctx, body.kind, body.message_id), *_words(body.text))
    marked = _MARK.match(ctx.said.quote_text) if not ctx.said.quote_message_id else None
    if marked is None:
        return _words(body.text)
    below = "" if body.text == ctx.said.quote_text.strip() else body.text
    kind = _MARKS[marked[1].lower()]
    return (await _quoted(ctx, kind, await _latest(ctx, kind)), *_words(below))


def fit_name(name: str) -> str:
    """A file's name without folders and what phones can't show, its suffix kept when it is cut."""
    plain = " ".join(_UNFIT.sub(" ", name.replace("\\", "/").rpartition("/")[2]).split()).strip(". ")
    suffix = Path(plain).suffix[:9]
    return (plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - len(suffix)].rstrip() + suffix) or "file"


def link_in(text: str) -> Link | None:
    """The link that a quoted link card tells of, line by line: title, description and address, in any order."""
    found = _URL.search(text)
    if found is None:
        return None
    lines = [line.strip() for line in text.replace(found[0], "\n").splitlines() if line.strip()]
    title = re.sub(r"^\[(链接|Link)\]\s*", "", lines[0]) if lines else ""
    return Link(found[0], title or found[0], "\n".join(lines[1:]))


async def _quoted(ctx: "Context", kind: MessageKind, message_id: str) -> Content:
    if (ours := await _ours(ctx)) is not None:
        return ours
    if kind == "link" and (link := link_in(ctx.said.quote_text)) is not None:
        return link
    fetch = _FETCHES.get(kind)
    if fetch is None:
        raise Refusal(m.NOT_KEPT)
    return await ctx.beforehand(f"media:{message_id}", partial(fetch, ctx.services, message_id))


async def _ours(ctx: "Context") -> Content | None:
    """What we sent ourselves is kept already."""
    if ctx.said.quote_outbox_id is None:
        return None
    row = await ctx.session.get(Outbox, ctx.said.quote_outbox_id)
    content = None if row is None else from_json(row.content)
    return content if isinstance(content, File | Link) or (isinstance(content, Image) and content.path) else None


async def _latest(ctx: "Context", kind: MessageKind) -> str:
    """A platform that quotes a picture only as “[图片]” means the last one of the chat; its id, empty for none."""
    query = select(Message.platform_id).where(Message.account_id == ctx.account_id, Message.kind == kind)
    query = query.where(Message.sent_at >= ctx.now - STILL_MEANT, Message.sent_at <= ctx.now)
    if ctx.here is not None:
        query = query.where(Message.group_id == ctx.here.id)
    else:
        query = query.where(Message.group_id.is_(None), Message.person_id == ctx.sender.id)
    return await ctx.session.scalar(query.order_by(Message.sent_at.desc(), Message.id.desc()).limit(1)) or ""


async def _picture(services: "Services", message_id: str) -> Content:
    try:
        data = await attachments.fetch_image(services, message_id)
    except TooLargeError:
        raise Refusal(m.PICTURE_FAR_TOO_LARGE, most=LARGEST_PICTURE // MEGABYTE) from None
    except PlatformError:
        raise Refusal(m.NO_PICTURE) from None
    folder = services.settings.media_dir
    return Image(within(folder, await keep_picture(folder, data)))


async def _file(services: "Services", message_id: str) -> Content:
    try:
        name, data = await attachments.fetch_file(services, message_id)
    except TooLargeError:
        raise Refusal(m.FILE_FAR_TOO_LARGE, most=LARGEST_FILE // MEGABYTE) from None
    except PlatformError:
        raise Refusal(m.NO_FILE) from None
    folder = services.settings.media_dir
    kept = await keep_file(folder, data, name)
    return File(within(folder, kept.path), kept.name)


async def _link(services: "Services", message_id: str) -> Content:
    try:
        link = await services.platform.fetch_link(message_id)
    except PlatformError:
        raise Refusal(m.NO_ADDRESS) from None
    if not _URL.match(link.url):
        raise Refusal(m.NO_ADDRESS)
    return Link(link.url, link.title[:LONGEST_LINE] or link.url, link.description[:LONGEST_LINE], link.thumbnail)


_FETCHES = {"image": _picture, "file": _file, "link": _link}


def within(folder: Path, path: str) -> str:
    """The path as it is stored: within our folder, which may be elsewhere one day."""
    return Path(path).relative_to(folder).as_posix()


def _words(text: str) -> tuple[Content, ...]:
    return (Text((text,)),) if text else ()


def _keep_picture(folder: Path, data: bytes) -> str:
    if len(data) > LARGEST_PICTURE:
        raise Refusal(m.PICTURE_TOO_LARGE, size=_megabytes(data), most=LARGEST_PICTURE // MEGABYTE)
    return _keep(folder, data, FORMATS[_format_of(data)])


def _made_anew(data: bytes) -> bytes:
    from PIL import Image as Pictures
    from PIL import ImageOps

    if len(data) > LARGEST_PICTURE:
        raise Refusal(m.PICTURE_TOO_LARGE, size=_megabytes(data), most=LARGEST_PICTURE // MEGABYTE)
    form, anew = _format_of(data), io.BytesIO()
    try:
        with Pictures.open(io.BytesIO(data), formats=tuple(FORMATS)) as picture:
            upright = ImageOps.exif_transpose(picture)
            bare = upright.convert("RGBA" if form != "JPEG" and upright.has_transparency_data else "RGB")
            bare.info.clear()  # remarks and profiles would be written again
            bare.save(anew, "JPEG" if form == "JPEG" else "PNG", quality=90)
    except BROKEN:  # only its beginning was looked at until now
        raise Refusal(m.NOT_A_PICTURE) from None
    return anew.getvalue()


def _format_of(data: bytes) -> str:
    """Which of our formats a picture has; its size is looked at before anything is unpacked."""
    from PIL import Image as Pictures  # slow to import, and most messages are words

    try:
        with Pictures.open(io.BytesIO(data), formats=tuple(FORMATS)) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise Refusal(m.PICTURE_TOO_WIDE, width=width, height=height)
            picture.verify()
            return picture.format or ""
    except (Pictures.DecompressionBombError, Pictures.DecompressionBombWarning):
        raise Refusal(m.TOO_MANY_PIXELS) from None
    except BROKEN:
        raise Refusal(m.NOT_A_PICTURE) from None


def _keep(folder: Path, data: bytes, suffix: str) -> str:
    """Written beside its place, flushed, then renamed: a crash leaves a whole file there or none."""
    digest = hashlib.sha256(data).hexdigest()
    place = folder / digest[:2] / f"{digest}{suffix}"
    if place.is_file() and place.stat().st_size == len(data):
        return str(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{digest}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
        _flush_folder(place.parent)
    finally:
        draft.unlink(missing_ok=True)
    return str(place)


def _flush_folder(folder: Path) -> None:
    """The name is on the disk too; only where folders can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _megabytes(data: bytes) -> str:
    return f"{len(data) / MEGABYTE:.1f}"
