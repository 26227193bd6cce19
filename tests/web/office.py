"""A person in the office of the tests' world: comes in by the bot's link, opens pages, presses buttons."""

import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from html import unescape

from aiohttp import FormData, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot.events import Said
from bot.pages import Act, Block, Form, Look, Page, Table
from bot.permissions import role_of
from bot.router import ToCommand
from bot.web.office.app import create_office
from storage.tables import Group, Person
from tests.world import Human, World

LINK = re.compile(r"/office/in/[\w-]+")
CSRF = re.compile(r'name="csrf" value="(\w+)"')
TAG = re.compile(r"<[^>]+>")
BLANK = re.compile(r"\s*\n\s*")

Client = TestClient[web.Request, web.Application]


class Guest:
    """A browser: its cookies, and the page it has open."""

    def __init__(self, world: World, client: Client) -> None:
        self.world, self.client = world, client
        self.html, self.path, self.status, self._keys = "", "", 0, 0

    @property
    def text(self) -> str:
        """What a person reads of the page."""
        main = self.html.partition("<main")[2]
        return BLANK.sub("\n", unescape(TAG.sub("\n", main))).strip()

    async def come_in(self, who: Human) -> "Guest":
        """By a link that the bot gives in private."""
        who.private.heard()
        await who.whispers("/后台")
        found = LINK.search(who.was_told("10 分钟"))
        assert found is not None
        await self.opens(found[0])
        await self.sends("/office/in", {"link": found[0].rpartition("/")[2]})
        who.private.heard()
        return self

    async def opens(self, path: str) -> str:
        """Look at a page; what is read there."""
        answer = await self.client.get(path)
        self.html, self.path, self.status = await answer.text(), answer.url.path_qs, answer.status
        return self.text

    async def acts(
        self, command: str, fields: Mapping[str, str] | None = None, *, upload: tuple[str, bytes] | None = None
    ) -> str:
        """Press the button that says a command, or fill its form in; what is read after that."""
        self._keys += 1
        given = {"csrf": self.csrf, "key": f"key-of-the-tests-{self._keys}", "command": command}
        return await self.sends(self.path, {**given, **{f"f_{k}": v for k, v in (fields or {}).items()}}, upload=upload)

    async def says_yes(self) -> str:
        """Confirm the preview that is shown."""
        found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.html))
        below = dict(re.findall(r'<textarea hidden name="(\w+)">\n(.*?)</textarea>', self.html, re.DOTALL))
        given = {name: unescape(value) for name, value in (found | below).items()}
        return await self.sends(self.path, given)

    async def sends(self, path: str, given: Mapping[str, str], *, upload: tuple[str, bytes] | None = None) -> str:
        """Post a form, and be led on."""
        data: FormData | Mapping[str, str] = given
        if upload is not None:
            data = FormData(given)
            data.add_field("upload", upload[1], filename=upload[0])
        answer = await self.client.post(path, data=data)
        self.html, self.path, self.status = await answer.text(), answer.url.path_qs, answer.status
        await self.world.settle()
        return self.text

    @property
    def csrf(self) -> str:
        """The token of the page's forms."""
        found = CSRF.search(self.html)
        return found[1] if found else ""


@asynccontextmanager
async def office_of(world: World) -> AsyncGenerator[Guest]:
    """A browser that nobody has let in yet."""
    app = web.Application()
    app.add_subapp("/office", create_office(world.settings, lambda: _services(world), world.clock))
    async with TestClient(TestServer(app)) as client:
        yield Guest(world, client)


def _services(world: World):
    assert world.app is not None
    return world.app.bot.services if world.app.bot is not None else None


async def blocks_of(world: World, page: Page, who: Human, /, **query: str) -> list[Block]:
    """What a page shows somebody of the group they are in; every command on it is one that there is."""
    services = _services(world)
    assert services is not None
    async with services.db.read() as session:
        person = await session.scalar(select(Person).where(Person.platform_id == who.id))
        group = await session.scalar(select(Group).where(Group.platform_id == who.group.group_id))
        assert person is not None
        assert group is not None
        role = await role_of(session, person, group, frozenset(world.settings.operators))
        look = Look(session, services, world.clock.now(), person, group, role, world.settings.language, query)
        blocks = list(await page.show(look))
    for command in filter(None, commands_on(blocks)):
        said = Said(0, "", look.now, None, person.id, "text", command)
        route = services.router.route(said)
        assert isinstance(route, ToCommand), command
        assert route.action is not None, command
    return blocks


def commands_on(blocks: list[Block]) -> list[str]:
    """Every command that can be given on a page, empty where something is to be filled in."""
    found: list[str] = []
    for block in blocks:
        acts: list[Act] = []
        if isinstance(block, Table):
            acts = [act for row in block.rows for act in row.acts]
        elif isinstance(block, Form):
            found += [re.sub(r"\{\w+\}", "1", block.command)] if block.command else []  # a file may come alone
        else:
            acts = list(getattr(block, "acts", ()))
        found += [act.command for act in acts]
    return found
