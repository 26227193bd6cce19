"""What is done in the office: coming in and out, and commands, each once however often its button is pressed."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from aiohttp import web

from bot import media, orders, passes
from bot.content import File, Image, Text
from bot.errors import UserError
from bot.orders import Answer, Wanted
from bot.pages import Form, Look
from bot.web.office import messages as say
from bot.web.office.composing import compose, missing
from bot.web.office.entering import Guest, cookie_name, language_of, let_in
from bot.web.office.forms import Sent, read, read_any
from bot.web.office.looking import rendered
from bot.web.office.rendering import page
from bot.web.office.visit import Office, Told, caller_of

KEY = 16
"""Characters that a form's key has at least."""
KEPT = "kept:"
"""Before what is sealed of an upload, so that no other seal of the session fits it."""


async def show_link(office: Office, request: web.Request) -> web.Response:
    """A button, since whatever looks at links beforehand must not use them up."""
    language = language_of(request, office.settings.language)
    return page("enter.html", language, {"link": request.match_info["link"][:200]})


async def enter(office: Office, request: web.Request) -> web.Response:
    """Use the link up, and be let in."""
    office.once_more(office.entering, caller_of(request))
    services, sent = office.bot(), await read(request)
    async with services.db.write() as session:
        secret = await passes.enter(session, services.account_id, sent["link"][:200], services.clock.now())
    if secret is None:
        raise Told(say.GONE, 410)
    response = web.Response(status=303, headers={"Location": "/office"})
    let_in(response, secret, secure=office.secure)
    return response


async def leave(office: Office, request: web.Request) -> web.Response:
    """End this browser's session."""
    services, sent = office.bot(), await read_any(office, request)
    async with services.db.write() as session:
        guest = await office.guest(request, session)
        _check(guest, sent)
        await passes.end(session, guest.secret)
    response = web.Response(status=303, headers={"Location": "/office"})
    response.del_cookie(cookie_name(secure=office.secure), path="/")
    return response


async def act(office: Office, request: web.Request) -> web.Response:
    """Have a command done for the group whose page it stands on."""
    services, sent = office.bot(), await read_any(office, request)
    async with services.db.read() as session:
        guest, what, look = await office.look(request, session)
        _check(guest, sent)
        given = {name.removeprefix("f_"): value for name, value in sent.fields.items() if name.startswith("f_")}
        forms = [block for block in await what.show(look) if isinstance(block, Form)]
    text, form = (
        compose(sent["command"], given),
        next((each for each in forms if each.command == sent["command"]), None),
    )
    label = None if form is None else missing(form, given)
    if label is None:
        answer, upload = await _ordered(office, guest, look, sent, text)
    else:
        answer, upload = _slip(say.EMPTY_FIELD(look.language, label=label)), None
    if answer.preview:
        shown = {"preview": answer.preview, "text": text, "kept": _keep(guest, upload), "back": request.path_qs}
        return page("confirm.html", look.language, {"csrf": guest.csrf, **shown})
    if answer.is_slip:
        return await _once_more(office, request, answer, given, sent["command"])
    query = {name: value for name, value in request.query.items() if name not in ("done", "lang")}
    return web.Response(status=303, headers={"Location": f"{request.path}?{urlencode({**query, 'done': sent['key']})}"})


async def _ordered(
    office: Office, guest: Guest, look: Look, sent: Sent, text: str
) -> tuple[Answer, Image | File | None]:
    """What the command answers, and what came along with it."""
    try:
        upload = await _upload(office, guest, sent)
    except UserError as slip:
        return _slip(slip.phrase(look.language, **slip.values)), None
    wanted = Wanted(guest.person.id, sent["key"], text, (look.group.id,), sent["seen"], upload)
    return await orders.give(office.bot(), wanted, look.language), upload


async def _once_more(
    office: Office, request: web.Request, answer: Answer, given: Mapping[str, str], command: str
) -> web.Response:
    """The page with why it was not done, and what was filled in."""
    async with office.bot().db.read() as session:
        guest, what, look = await office.look(request, session)
        return await rendered(office, guest, what, look, answer=answer, status=422, given=given, command=command)


def _check(guest: Guest, sent: Sent) -> None:
    if not guest.has_sealed("csrf", sent["csrf"]) or not KEY <= len(sent["key"] or "-" * KEY) <= 64:
        raise Told(say.NOT_OURS, 403)


def _slip(text: str) -> Answer:
    return Answer((Text((text,)),), is_slip=True)


async def _upload(office: Office, guest: Guest, sent: Sent) -> Image | File | None:
    """What came along, kept: a picture made anew, any other file as it is. Raises UserError."""
    if sent["kept"]:
        return _kept(guest, sent["kept"])
    if sent.file is None:
        return None
    name, data = sent.file
    folder = office.bot().settings.media_dir
    if name.lower().endswith((".png", ".jpg", ".jpeg", ".webp")):
        async with office.unpacking:
            anew = await media.made_anew(data)
        return Image(media.within(folder, await media.keep_picture(folder, anew)))
    file = await media.keep_file(folder, data, name)
    return File(media.within(folder, file.path), file.name)


def _keep(guest: Guest, upload: Image | File | None) -> str:
    """What came along, for the form of the yes; nobody else can make it up."""
    if upload is None:
        return ""
    what = json.dumps([upload.path, upload.name if isinstance(upload, File) else ""])
    return f"{guest.seal(KEPT + what)}{what}"


def _kept(guest: Guest, sealed: str) -> Image | File:
    seal, what = sealed[:64], sealed[64:]
    if not guest.has_sealed(KEPT + what, seal):
        raise Told(say.NOT_OURS, 403)
    path, name = json.loads(what)
    return File(path, name) if name else Image(path)
