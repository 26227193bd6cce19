"""What the office shows: the groups, a group's pages, their pictures, and what commands made to be downloaded."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from aiohttp import web

from bot import orders
from bot.audience import tags_of
from bot.content import File
from bot.orders import Answer
from bot.pages import Cell, Go, Look, Page, page_number
from bot.phrases import Language
from bot.pictures.canvas import Ground, on_ground
from bot.plugin import Plugin
from bot.web.groups import LONGEST_SEARCH, search
from bot.web.office import messages as say
from bot.web.office.entering import Guest, language_of
from bot.web.office.rendering import address_in, page, query_of
from bot.web.office.visit import Office, Told
from bot.web.reading import plain
from storage.engine import ReadSession
from storage.tables import Group

PASSING = ("page", "done", "lang", "on")
"""Parts of an address that do not say what is looked at."""


async def show_groups(office: Office, request: web.Request) -> web.Response:
    """The groups one manages, a page of them, with what plugins show of each."""
    services = office.bot()
    language = language_of(request, services.settings.language)
    q, number = request.query.get("q", ""), page_number(request.query.get("page", ""))
    async with services.db.read() as session:
        guest = await office.guest(request, session)
        found = await search(session, services, guest.person, q, number)
        signs = await _signs(services.router.plugins, session, found.groups, services.clock.now(), language)
        tags = await tags_of(session, [group.id for group in found.groups])
    shown = {"groups": found.groups, "total": found.total, "signs": signs, "tags": tags, "address": _away}
    asked = {"q": " ".join(q.split())[:LONGEST_SEARCH], "page": number, "pages": found.pages}
    return page("list.html", language, {"csrf": guest.csrf, **shown, **asked})


async def show_page(office: Office, request: web.Request) -> web.Response:
    """A page, with what an act on it just answered."""
    services = office.bot()
    async with services.db.read() as session:
        guest, what, look = await office.look(request, session)
        key = look.query.get("done", "")
        answer = await orders.answered(session, guest.person.id, key) if key else None
        return await rendered(office, guest, what, look, answer=answer, key=key)


async def rendered(
    office: Office,
    guest: Guest,
    what: Page,
    look: Look,
    *,
    answer: Answer | None = None,
    key: str = "",
    status: int = 200,
    given: Mapping[str, str] | None = None,
    command: str = "",
) -> web.Response:
    """The page as HTML; what was filled into the form of a command that failed is still there."""
    here = f"/office/g/{look.group.id}/{what.name}"
    kept = {name: value for name, value in look.query.items() if name not in PASSING}

    def address(way: Go) -> str:
        return address_in(look.group.id, what.name, way)

    def picture(name: str, ground: Ground) -> str:
        return f"{here}/{name}.png?{query_of(**kept, on=ground)}"

    def paged(number: int) -> str:
        return query_of(**kept, page=number)

    pages = office.pages(look.services)
    first = {each.section: each for each in reversed(pages)}
    values: dict[str, object] = {
        "csrf": guest.csrf,
        "group": look.group,
        "menu": [each for each in pages if each.section == what.section],
        "sections": [(word(look.language), first[name]) for name, word in say.SECTIONS.items() if name in first],
        "section": what.section,
        "name": what.name,
        "title": look.t(what.title),
        "live": f"{here}/live" if what.is_live else "",
        "look": look,
        "blocks": await what.show(look),
        "filled": {} if given is None else given,
        "command": command,
        "flash": "" if answer is None else answer.text or look.t(say.DONE),
        "is_slip": answer is not None and answer.is_slip,
        "files": [] if answer is None else _files(answer, key, look.language),
        "address": address,
        "picture": picture,
        "paged": paged,
    }
    return page("page.html", look.language, values, status=status)


async def draw(office: Office, request: web.Request) -> web.Response:
    """A picture of a page, on a light or dark ground."""
    services = office.bot()
    async with services.db.read() as session:
        _, what, look = await office.look(request, session)
        drawn = what.draws.get(request.match_info["picture"])
        if drawn is None:
            raise Told(say.NOT_FOUND, 404)
        ground: Ground = "dark" if request.query.get("on") == "dark" else "light"
        with on_ground(ground):
            data = await drawn(look)
        if data is None:
            raise Told(say.NOT_FOUND, 404)
    return web.Response(body=data, content_type="image/png", headers={"Cache-Control": "private, max-age=60"})


async def download(office: Office, request: web.Request) -> web.Response:
    """What a command of one's own made."""
    services, number = office.bot(), request.match_info["number"]
    async with services.db.read() as session:
        guest = await office.guest(request, session)
        answer = await orders.answered(session, guest.person.id, plain(request.match_info["key"]))
    files = () if answer is None else answer.files
    if number not in map(str, range(len(files))):
        raise Told(say.NOT_FOUND, 404, back="/office")
    found = files[int(number)]
    path = services.settings.media_dir / found.path
    if not await asyncio.to_thread(path.is_file):
        raise Told(say.NOT_FOUND, 404, back="/office")
    name = found.name if isinstance(found, File) else path.name
    response = web.Response(body=await asyncio.to_thread(path.read_bytes), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = _attached(name)
    return response


def _attached(name: str) -> str:
    from aiohttp.helpers import content_disposition_header

    return content_disposition_header("attachment", filename=name)


def _files(answer: Answer, key: str, language: Language) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for n, each in enumerate(answer.files):
        name = each.name if isinstance(each, File) else say.PICTURE(language)
        found.append((say.FILE(language, name=name), f"/office/file/{key}/{n}"))
    return found


async def _signs(
    plugins: Sequence[Plugin], session: ReadSession, groups: Sequence[Group], now: datetime, language: Language
) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = {group.id: [] for group in groups}
    for plugin in plugins:
        if plugin.signs is not None and groups:
            for group_id, sign in (await plugin.signs(session, groups, now, language)).items():
                found[group_id].extend(sign)
    return found


def _away(way: Go) -> str:
    return f"/office?{query_of(**way.query)}"
