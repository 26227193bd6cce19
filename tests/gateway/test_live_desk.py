"""The content desk of the bot as it is installed, on a real gateway: pictures in, drops, series and pictures out."""

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.gateway.gateway import Gateway
from tests.gateway.live import Chat, living, until

pytestmark = pytest.mark.gateway

BOOKS = "11@chatroom"
NING, BO = "wxid_ning", "wxid_bo"
QUOTED_PICTURE = "「阿波：[图片]」\n- - - - - - - - - - - - - - -\n"


def a_picture() -> bytes:
    """A small red square."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


async def next_picture(chat: Chat) -> dict[str, Any]:
    """The next message of the bot that is a picture."""

    async def look() -> dict[str, Any] | None:
        return next((entry for entry in await chat.heard() if entry["kind"] in ("file", "forward")), None)

    found = await until(look)
    assert found is not None
    return found


async def open_books(gateway: Gateway) -> Chat:
    """A gateway with a group of two."""
    gateway.start()
    await gateway.add_group(BOOKS, "读书会", NING, {NING: "阿宁", BO: "阿波"})
    return Chat(gateway, BOOKS)


async def test_a_day_at_the_desk(own_gateway: Gateway, tmp_path: Path) -> None:
    """A quoted picture becomes a drop and comes back, a series goes on after a crash, the month is drawn."""
    books = await open_books(own_gateway)
    picture = base64.b64encode(a_picture()).decode()
    async with living(tmp_path / "home", own_gateway, quiet_hours="") as bot:
        await own_gateway.post("/message", **{"from": BO}, roomId=BOOKS, base64=picture, name="封面.png")
        await books.asks(NING, f"{QUOTED_PICTURE}/投放 添加 每天 08:30 封面", "已添加 #1 封面")
        await books.says(NING, "/投放 立即 1")
        assert (await next_picture(books))["name"].endswith(".png")

        await books.asks(NING, "/栏目 新建 共读 每周五 20:00 #必发", "栏目「共读」建好了")
        await books.asks(NING, "/栏目 添加 共读\n第一章", "排在第 1")
        await books.asks(NING, "/投放", "封面")
        bot.kill()
        bot.start()
        await bot.connected()
        await books.asks(NING, "/投放 立即 2", "【共读 · 第 1 期】")

        await books.says(NING, "/投放 日历")
        assert (await next_picture(books))["name"].endswith(".png")
        await books.hears("封面")
        states = await bot.rows("SELECT state, COUNT(*) FROM outbox WHERE key LIKE 'drop:%' GROUP BY state")
        assert states == [("sent", 2)]
        assert await bot.stop() == 0
