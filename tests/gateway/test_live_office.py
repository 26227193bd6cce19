"""The office of the bot as it is installed, on a real gateway: from the private chat into the browser and back."""

import re
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar

from tests.gateway.gateway import Gateway
from tests.gateway.live import Chat, living

pytestmark = pytest.mark.gateway

BOOKS = "12@chatroom"
NING, BO = "wxid_ning", "wxid_bo"
LINK = re.compile(r"(http://127\.0\.0\.1:\d+)/office/in/([\w-]+)")
CSRF = re.compile(r'name="csrf" value="(\w+)"')


async def test_an_owner_comes_in_and_does_something(own_gateway: Gateway, tmp_path: Path) -> None:
    """The link works once, what is done on a page stands in the chat, and the session outlives a crash."""
    own_gateway.start()
    await own_gateway.add_group(BOOKS, "读书会", NING, {NING: "阿宁", BO: "阿波"})
    books, private = Chat(own_gateway, BOOKS), Chat(own_gateway, NING)
    async with living(tmp_path / "home", own_gateway) as bot:
        await books.asks(NING, "/群规", "群规")
        found = LINK.search((await private.asks(NING, "/后台", "10 分钟"))["text"])
        assert found is not None
        site, link = found[1], found[2]
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
            assert link in await (await browser.get(f"{site}/office/in/{link}")).text()
            entered = await browser.post(f"{site}/office/in", data={"link": link})
            assert "读书会" in await entered.text()
            assert (await browser.post(f"{site}/office/in", data={"link": link})).status == 410
            page = await (await browser.get(f"{site}/office/g/1/drops")).text()
            token = CSRF.search(page)
            assert token is not None
            given = {"csrf": token[1], "key": "once-and-never-again", "command": "/投放 添加 每天 08:30\n早"}
            assert "已添加" in await (await browser.post(f"{site}/office/g/1/drops", data=given)).text()
            await books.asks(NING, "/投放", "每天 08:30")
            bot.kill()
            bot.start()
            await bot.connected()
            assert "读书会" in await (await browser.get(f"{site}/office")).text()
            assert "已添加" in await (await browser.post(f"{site}/office/g/1/drops", data=given)).text()
        await books.asks(NING, "/投放", "共 1 条")
