"""Forms as they are sent, within bounds: so many fields of such a length, and one file."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot import media
from bot.web.office import messages as say
from bot.web.office.visit import Office, Told
from bot.web.reading import body_of, plain, reading

LARGEST_FILE = media.LARGEST_PICTURE
LARGEST_WORDS = 1 << 20
LARGEST = LARGEST_FILE + LARGEST_WORDS
MOST_FIELDS = 40
LONGEST_FIELD = 20_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came: its fields, and a file with its name."""

    fields: dict[str, str]
    file: tuple[str, bytes] | None = None

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


async def read(request: web.Request) -> Sent:
    """A form without a file."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise Told(say.NOT_OURS, 415)
    async with reading():
        body = (await body_of(request, LARGEST_WORDS)).decode("utf-8", "replace")
        fields = parse_qsl(body, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
        return Sent({name: _words(value) for name, value in fields})


async def read_any(office: Office, request: web.Request) -> Sent:
    """A form, with a file or without, of somebody who was let in; only some are read at once, as they fill memory."""
    async with office.bot().db.read() as session:
        await office.guest(request, session)
    if request.content_type != "multipart/form-data":
        return await read(request)
    if (request.content_length or 0) > LARGEST:
        raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
    async with reading(), office.receiving:
        return await _read_parts(request)


async def _read_parts(request: web.Request) -> Sent:
    fields, file, room, count = dict[str, str](), None, LARGEST, 0
    async for part in await request.multipart():
        count += 1
        if not isinstance(part, BodyPartReader) or count > MOST_FIELDS:
            raise Told(say.NOT_OURS, 400)
        data = await _read_part(part, room)
        room -= len(data)
        if part.filename is None:
            fields[plain(part.name or "")] = _words(data.decode("utf-8", "replace"))
        elif data:
            file = (plain(part.filename), data)
    return Sent(fields, file)


async def _read_part(part: BodyPartReader, room: int) -> bytes:
    data = bytearray()
    while not part.at_eof():
        data += await part.read_chunk()
        if len(data) > room:
            raise web.HTTPRequestEntityTooLarge(LARGEST, LARGEST + 1)
    return bytes(data)


def _words(text: str) -> str:
    return plain(text[:LONGEST_FIELD]).replace("\r\n", "\n")
