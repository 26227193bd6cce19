"""Two owners who know nothing of each other, and all the secrets that there are of them."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from hashlib import sha256

from sqlalchemy import select

from bot import passes
from bot.operations.watch import probes
from bot.services import Services
from bot.web.api.app import create_api
from bot.web.office.app import create_office
from bot.web.office.doing import KEPT
from bot.web.office.entering import Guest
from bot.web.server import create_app
from plugins import PLUGINS
from storage.tables import Person
from tests.web.abuse import Abuse, Server, served_at
from tests.web.abuse_tables import FORM, KEY
from tests.web.office import CSRF, LINK
from tests.world import GroupChat, Human, World

DROP = "/投放 添加 每天 08:30\n早"
EXPORT = "/投放 导出"
ORDERS = 4
"""That they gave before anybody abused anything."""


def services_of(world: World) -> Services:
    """The bot's, as the office asks for them."""
    assert world.app is not None
    assert world.app.bot is not None
    return world.app.bot.services


@asynccontextmanager
async def office_of_two(world: World, group: GroupChat) -> AsyncGenerator[Server]:
    """The running bot's own server, and two owners who know nothing of each other."""
    other = await world.group("别人的秘密群", "别家群主", "别家成员")
    assert world.app is not None
    settings, clock = world.settings, world.clock
    office = create_office(settings, lambda: services_of(world), clock)
    api = create_api(settings, PLUGINS, lambda: services_of(world), clock)
    app = create_app(probes(world.app), office, api)
    async with served_at(app) as server:
        await acquaint(server, services_of(world), group.owner, other.owner)
        yield server


async def acquaint(server: Server, services: Services, owner: Human, other: Human) -> None:
    """What the abusers know, and what they may never be told."""
    known = server.known
    known |= {"ours": "1", "other": "2", "my key": f"{KEY}mine", "their key": f"{KEY}theirs"}
    for name, who in (("theirs", other), ("ended", owner), ("mine", owner)):
        link = await link_of(who)
        known["used link"], known[name] = link, await entered(server, link)
    known["csrf"] = await exported(server, "mine", "1", "my key")
    known["their csrf"] = await exported(server, "theirs", "2", "their key")
    known |= {"MINE": known["mine"].swapcase(), "CSRF": known["csrf"].upper()}
    known["hash"] = sha256(known["mine"].encode()).hexdigest()
    known["fresh link"] = await link_of(other)
    async with services.db.write() as session:
        await passes.end(session, known["ended"])
        person = await session.scalar(select(Person).where(Person.platform_id == owner.id))
        assert person is not None
        known["token"] = await passes.issue(session, services.account_id, person.id, "token", services.clock.now())
    upload, forger = json.dumps(["../../etc/passwd", "x.txt"]), Guest(person, known["theirs"])
    known["forged upload"] = f"{'0' * 64}{upload}"
    known["their upload"] = f"{forger.seal(KEPT + upload)}{upload}"
    known["seal"] = Guest(person, known["mine"]).seal(KEPT)
    names = ("mine", "theirs", "ended", "used link", "fresh link", "token", "hash", "their csrf")
    server.secrets = (other.group.name, other.name, *(known[name] for name in names))


async def link_of(who: Human) -> str:
    """One that the bot gives in private."""
    who.private.heard()
    await who.whispers("/后台")
    found = LINK.search(who.was_told("10 分钟"))
    assert found is not None
    who.private.heard()
    return found[0].rpartition("/")[2]


async def entered(server: Server, link: str) -> str:
    """The session that a link gives."""
    reply = await server.asked(Abuse("/office/in", (303,), "POST", [FORM], f"link={link}".encode()).written({}))
    assert reply.status == 303
    cookie = reply.header("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    return cookie.partition("=")[2].partition(";")[0]


async def exported(server: Server, session: str, group: str, key: str) -> str:
    """What somebody's forms carry, who has had a drop added and all of them exported to a file."""
    home, me = f"/office/g/{group}/home", ("Cookie", f"dandelion=<{session}>")
    found = CSRF.search((await server.asked(Abuse(home, headers=[me]).written(server.known))).text)
    assert found is not None
    for number, command in ((f"<{key}> drop", DROP), (f"<{key}>", EXPORT)):
        body = f"csrf={found[1]}&key={number}&command={command}".encode()
        assert (
            await server.asked(Abuse(home, method="POST", headers=[me, FORM], body=body).written(server.known))
        ).status == 303
    return found[1]
