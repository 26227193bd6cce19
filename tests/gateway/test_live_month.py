"""A newcomer's month and a group's activities, by the bot as it is installed on a real gateway."""

from pathlib import Path

import pytest

from tests.gateway.gateway import Gateway
from tests.gateway.live import Chat, living, quoting, until

pytestmark = pytest.mark.gateway

BOOKS = "12@chatroom"
GONE = (
    "SELECT 1 FROM memberships m JOIN people p ON p.id = m.person_id "
    "WHERE p.platform_id = :id AND m.left_at IS NOT NULL"
)
NING, BO, LIN, AD = "wxid_ning", "wxid_bo", "wxid_lin", "wxid_ad"


async def test_a_newcomers_first_hour(own_gateway: Gateway, tmp_path: Path) -> None:
    """Asked at the threshold, let in by an answer, known by a card; who does not answer goes on the owner's word."""
    own_gateway.start()
    await own_gateway.add_group(BOOKS, "读书会", NING, {NING: "阿宁", BO: "阿波"})
    books = Chat(own_gateway, BOOKS)
    async with living(tmp_path / "home", own_gateway, quiet_hours="") as bot:
        await books.asks(NING, "/门槛 问题\n为什么来读书会？\n读书", "新人要先答")
        people = [{"id": LIN, "name": "小林"}, {"id": AD, "name": "卖货的"}]
        await own_gateway.post("/contacts", contacts=people)
        await own_gateway.post("/join", roomId=BOOKS, members=[LIN, AD], by=BO)
        await books.hears("为什么来读书会？")
        await books.asks(LIN, "我喜欢读书", "答上了")
        await books.asks(LIN, "【称呼】小林\n【城市】杭州\n【想找】科幻", "谢谢介绍")
        await books.asks(NING, "/门槛 移出 2", "卖货的")
        bot.kill()
        bot.start()
        await bot.connected()
        await books.asks(NING, "/门槛 移出 2", "卖货的")
        await books.says(NING, "确认")
        await books.hears("移出")

        async def gone() -> bool:
            return bool(await bot.rows(GONE, id=AD))

        await until(gone)
        states = await bot.rows("SELECT state FROM outbox WHERE content LIKE '%removal%'")
        assert states == [("sent",)]
        assert await bot.stop() == 0


async def test_an_evening_of_activities(own_gateway: Gateway, tmp_path: Path) -> None:
    """The last seat, a vote by quoting, a campaign's draft; killed in between, nobody is counted twice."""
    own_gateway.start()
    await own_gateway.add_group(BOOKS, "读书会", NING, {NING: "阿宁", BO: "阿波", LIN: "小林"})
    books = Chat(own_gateway, BOOKS)
    async with living(tmp_path / "home", own_gateway, quiet_hours="") as bot:
        await books.asks(NING, "/接龙 新建 周六徒步 名额1 截止 明天 18:00", "名额 1 位")
        await books.says(BO, "接龙")
        await books.asks(LIN, "接龙", "排在候补第 1")
        bot.kill()
        bot.start()
        await bot.connected()
        await books.asks(BO, "取消接龙", "报名取消了")
        await books.hears("有位子了")
        poll = await books.asks(NING, "/投票 新建 读什么 截止 明天 20:00\n三体\n活着", "2. 活着")
        await books.says(BO, quoting(poll, "2"))
        await books.asks(NING, "/投票", "2. 活着　1 票")
        await books.asks(NING, "/活动 新建 双11 商品=书立 价格=9元", "草稿")
        await books.asks(NING, "确认", "开始了")
        entries = await bot.rows("SELECT name, state FROM campaign_signup_entries ORDER BY number")
        assert [state for _, state in entries] == ["out", "in"]
        assert await bot.stop() == 0
