"""Live pages: a sign that something was done in the group, as often as all open pages together can be afforded."""

import asyncio
import random

from aiohttp import web

from bot.web.office import messages as say
from bot.web.office.visit import Office, Told

MOST = 300
"""Pages that may be open at once."""
MOST_OWN = 20
"""Of one person."""
LEAST_S, A_PAGE_S = 2.0, 0.2
"""Between two signs to a page; each page that is open adds, so that five pages a second at most are rendered anew."""
ALIVE_S = 15.0
"""So often a silent stream says that it is alive, and looks whether its session still holds."""


async def follow(office: Office, request: web.Request) -> web.StreamResponse:
    """A stream of signs, until the page is closed or its session ends."""
    services = office.bot()
    async with services.db.read() as session:
        guest, what, look = await office.look(request, session)
    if not what.is_live:
        raise Told(say.NOT_FOUND, 404)
    changes, group_id, owner = services.changes, look.group.id, guest.person.id
    if changes.watching >= MOST or list(office.streams.values()).count(owner) >= MOST_OWN:
        raise Told(say.TOO_MANY, 503)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    flag, task = changes.watch(group_id), asyncio.current_task()
    turn = random.random()  # not all at once
    office.streams[task] = owner
    try:
        await response.prepare(request)
        while await _may_stay(office, request):
            if await _within(flag, ALIVE_S):
                pause = max(LEAST_S, A_PAGE_S * changes.watching)
                await _within(office.closing, pause * turn)
                flag.clear()
                await response.write(b"data: changed\n\n")
                await _within(office.closing, pause * (1 - turn))
            else:
                await response.write(b": still here\n\n")
    except ConnectionError:
        pass
    finally:
        office.streams.pop(task, None)
        changes.leave(group_id, flag)
    return response


async def hang_up(office: Office) -> None:
    """End the streams, which would never end by themselves."""
    office.closing.set()
    streams = [each for each in office.streams if each is not None]
    for each in streams:
        each.cancel()
    await asyncio.gather(*streams, return_exceptions=True)


async def _may_stay(office: Office, request: web.Request) -> bool:
    if office.services() is None:
        return False
    async with office.bot().db.read() as session:
        return await office.may_stay(request, session)


async def _within(flag: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await flag.wait()
    except TimeoutError:
        return False
    return True
