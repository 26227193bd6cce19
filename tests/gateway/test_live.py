"""The whole bot, as it is installed, on a real gateway: what an owner and members live through with it."""

from pathlib import Path

import pytest

from tests.fakes.webhook import listening
from tests.gateway.gateway import BOT, Gateway
from tests.gateway.live import Chat, LiveBot, living, quoting, until

pytestmark = pytest.mark.gateway

BOOKS, OTHER = "11@chatroom", "12@chatroom"
NING, RAIN, BO, BOSS = "wxid_ning", "wxid_rain", "wxid_bo", "wxid_boss"
MEMBERS = {NING: "阿宁", BO: "阿波"}
WELCOME = "/欢迎 设置\n欢迎 {昵称}来到{群名}，先看看置顶"


async def open_with_group(gateway: Gateway) -> Chat:
    """A gateway with one group, its members, and the one who will run the bot."""
    gateway.start()
    await gateway.add_group(BOOKS, "读书会", NING, MEMBERS)
    await gateway.post("/contacts", contacts=[{"id": RAIN, "name": "小雨"}, {"id": BOSS, "name": "老板"}])
    return Chat(gateway, BOOKS)


async def operator(bot: LiveBot, gateway: Gateway) -> Chat:
    """The private chat of the one who has claimed the bot."""
    private = Chat(gateway, BOSS)
    await private.asks(BOSS, f"/绑定 {await bot.claim_code()}", "绑定好了")
    return private


async def joins(gateway: Gateway, group: str, member: str) -> None:
    """Somebody comes into a group, invited by its owner."""
    await gateway.post("/join", roomId=group, members=[member], by=NING)


async def recorded(bot: LiveBot, words: str) -> list[tuple[object, ...]]:
    """Waits until the words are in the database; who said them in which group, and how many messages they have."""
    query = """SELECT p.platform_id, g.platform_id, a.messages FROM messages m
        JOIN people p ON p.id = m.person_id JOIN groups g ON g.id = m.group_id
        JOIN activity a ON a.person_id = p.id AND a.group_id = g.id WHERE m.text = :words"""
    return await until(lambda: bot.rows(query, words=words))


async def test_the_first_hour(own_gateway: Gateway, tmp_path: Path, new_database_url: str) -> None:
    """From an empty database: claimed, configured in chat, a newcomer welcomed by a real mention, talk kept."""
    books = await open_with_group(own_gateway)
    async with living(tmp_path / "home", own_gateway, new_database_url) as bot:
        await operator(bot, own_gateway)
        await books.asks(NING, WELCOME, "欢迎语换好了")
        assert (await books.asks(NING, "/欢迎 预览", "置顶"))["mentions"] == [NING]
        await books.says(BO, "今晚读到第三章")

        await joins(own_gateway, BOOKS, RAIN)
        greeting = await books.hears("置顶")
        assert greeting["text"] == "欢迎 @小雨\u2005来到读书会，先看看置顶"
        assert greeting["mentions"] == [RAIN]

        await books.says(NING, quoting(greeting, "/为什么"))
        await books.hears("进的群。邀请人：阿宁")
        await books.asks(NING, "/撤销", "撤销了：设置了欢迎语")
        await books.asks(NING, "/欢迎", "开启（默认的话）")
        await books.says(BO, "/欢迎 关闭")
        await books.hears("只有群主或管理员可以")

        assert await recorded(bot, "今晚读到第三章") == [(BO, BOOKS, 2)]
        assert [await bot.page(path) for path in ("/healthz", "/readyz")] == [(200, "ok\n")] * 2
        assert "dandelion_link_up 1" in (await bot.page("/metrics"))[1]
        assert await books.heard() == []
        assert await bot.stop() == 0
        assert [line for line in ("error", "warning") if f'"level": "{line}"' in bot.said()] == []


async def test_settings_outlive_a_crash(own_gateway: Gateway, tmp_path: Path) -> None:
    """What an admin was told is done is done, though the process dies at once."""
    books = await open_with_group(own_gateway)
    async with living(tmp_path / "home", own_gateway) as bot:
        await books.asks(NING, WELCOME, "欢迎语换好了")
        bot.kill()
        bot.start()
        await bot.connected()
        await joins(own_gateway, BOOKS, RAIN)
        assert (await books.hears("置顶"))["mentions"] == [RAIN]


async def test_an_end_waits_for_what_is_being_sent(own_gateway: Gateway, tmp_path: Path) -> None:
    """Told to stop in the middle of an answer, the bot lets it arrive and knows that it did."""
    books = await open_with_group(own_gateway)
    async with living(tmp_path / "home", own_gateway) as bot:
        await own_gateway.post("/fault", method="messageSendText", late=1500)
        await books.asks(NING, "/群", "读书会")
        assert await bot.stop() == 0
        assert await bot.rows("SELECT state FROM outbox") == [("sent",)]


async def test_a_wrong_token_is_told_and_is_the_end(own_gateway: Gateway, tmp_path: Path) -> None:
    """One sentence on what to do, the token nowhere, and an exit code that no supervisor need retry."""
    own_gateway.start()
    own_gateway.token = "wrong_3f9ac1"
    async with living(tmp_path / "home", own_gateway, wait=False, language="en") as bot:
        assert await bot.ends() == 2
        assert "does not accept this token" in bot.said()
        assert "wrong_3f9ac1" not in bot.said()
        assert "Traceback" not in bot.said()


async def test_a_token_changed_while_we_run_is_told_everywhere(own_gateway: Gateway, tmp_path: Path) -> None:
    """The bot ends as refused, and its operator, who may not be at the terminal, hears of it by the webhook."""
    own_gateway.start()
    async with listening() as hook, living(tmp_path / "home", own_gateway, alert_webhook=hook.url) as bot:
        own_gateway.kill()
        own_gateway.token = "another"
        own_gateway.start()
        assert await bot.ends() == 2
        assert [("停下了" in told, "令牌" in told or "token" in told) for told in hook.told] == [(True, True)]
        assert "Traceback" not in bot.said()


async def test_a_gateway_that_is_away_at_start_is_waited_for(own_gateway: Gateway, tmp_path: Path) -> None:
    """The bot says that it can't connect and when it tries again, is alive but not ready, and gets there."""
    async with living(tmp_path / "home", own_gateway, wait=False) as bot:
        assert (await bot.says("wechaty.down"))["retry_in_s"] > 0
        await until(lambda: _status(bot, "/healthz", 200))
        assert await bot.page("/readyz") == (503, "not connected to the platform\n")
        books = await open_with_group(own_gateway)
        await bot.connected()
        assert (await bot.page("/readyz"))[0] == 200
        await books.asks(NING, "/欢迎", "默认的话")


async def test_a_second_bot_on_the_same_database_is_refused(own_gateway: Gateway, tmp_path: Path) -> None:
    """It says why and goes; the first is not disturbed, and its place is free as soon as it dies."""
    books = await open_with_group(own_gateway)
    async with living(tmp_path / "home", own_gateway) as bot:
        url = bot.database_url
        async with living(tmp_path / "second", own_gateway, url, wait=False, language="en") as second:
            assert await second.ends() == 1
            assert "already running on this database" in second.said()
            assert "Traceback" not in second.said()
            await books.asks(NING, "/欢迎", "默认的话")
            bot.kill()
            second.start()
            await second.connected()


async def test_a_group_with_a_new_id_gets_its_settings_back(own_gateway: Gateway, tmp_path: Path) -> None:
    """After a login that changed the group's id, the operator joins both and the welcome goes on there."""
    books = await open_with_group(own_gateway)
    async with living(tmp_path / "home", own_gateway) as bot:
        private = await operator(bot, own_gateway)
        await books.asks(NING, WELCOME, "欢迎语换好了")
        await own_gateway.post("/logout")
        await bot.says("link.down")
        await own_gateway.post("/leave", roomId=BOOKS, members=[BOT], quiet=True)
        await own_gateway.add_group("99@chatroom", "读书会", NING, MEMBERS)
        await own_gateway.post("/login")
        told = await bot.says("group.id_changed?")
        await private.asks(BOSS, f"/群 关联 {told['earlier'][0]} {told['group']}", "回复「确认」")
        await private.asks(BOSS, "确认", "并好了")
        await joins(own_gateway, "99@chatroom", RAIN)
        assert (await Chat(own_gateway, "99@chatroom").hears("置顶"))["mentions"] == [RAIN]


async def test_thrown_out_and_brought_back(own_gateway: Gateway, tmp_path: Path) -> None:
    """Out of the group the bot keeps still there and counts it as left; back in, it says hello and works."""
    books = await open_with_group(own_gateway)
    async with living(tmp_path / "home", own_gateway) as bot:
        await books.asks(NING, WELCOME, "欢迎语换好了")
        await own_gateway.post("/leave", roomId=BOOKS, members=[BOT], by=NING)
        await until(lambda: bot.rows("SELECT 1 FROM groups WHERE left_at IS NOT NULL"))
        await own_gateway.post("/join", roomId=BOOKS, members=[BOT], by=NING)
        await books.hears("大家好，我是蒲公英")
        await until(lambda: bot.rows("SELECT 1 FROM groups WHERE left_at IS NULL AND synced_at IS NOT NULL"))
        await joins(own_gateway, BOOKS, RAIN)
        assert (await books.hears("置顶"))["mentions"] == [RAIN]


async def test_silent_leaves_are_found(own_gateway: Gateway, tmp_path: Path) -> None:
    """Who left without a word is known to be gone after the next login, as not announced."""
    await open_with_group(own_gateway)
    query = "SELECT p.platform_id, r.kind, r.announced FROM roster_changes r JOIN people p ON p.id = r.person_id"
    async with living(tmp_path / "home", own_gateway) as bot:
        await until(lambda: bot.rows("SELECT 1 FROM groups WHERE synced_at IS NOT NULL"))
        await own_gateway.post("/leave", roomId=BOOKS, members=[BO], quiet=True)
        await own_gateway.post("/logout")
        await own_gateway.post("/login")
        assert await until(lambda: bot.rows(query)) == [(BO, "left", False)]
        assert await bot.rows("SELECT member_count FROM groups") == [(1,)]


async def test_groups_of_one_name_are_two(own_gateway: Gateway, tmp_path: Path) -> None:
    """What is set in one of them holds there alone, and naming one in private asks which is meant."""
    books = await open_with_group(own_gateway)
    await own_gateway.add_group(OTHER, "读书会", BO, {BO: "阿波"})
    other = Chat(own_gateway, OTHER)
    async with living(tmp_path / "home", own_gateway) as bot:
        private = await operator(bot, own_gateway)
        await until(lambda: bot.rows("SELECT COUNT(*) FROM groups WHERE synced_at IS NOT NULL HAVING COUNT(*) = 2"))
        await private.asks(BOSS, "/用 读书会", "不止一个")
        await books.asks(NING, WELCOME, "欢迎语换好了")
        await other.says(NING, "/欢迎 关闭")
        await joins(own_gateway, OTHER, RAIN)
        assert "置顶" not in (await other.hears("@小雨"))["text"]
        await joins(own_gateway, BOOKS, RAIN)
        await books.hears("置顶")


async def test_a_login_as_another_account_starts_over(own_gateway: Gateway, tmp_path: Path) -> None:
    """The bot takes up the services of whoever is logged in now, in the same process."""
    books = await open_with_group(own_gateway)
    async with living(tmp_path / "home", own_gateway) as bot:
        await own_gateway.post("/emit", event="login", payload={"contactId": BO})
        await bot.says("app.restarting")
        await bot.says("link.up", count=3)
        await books.asks(NING, "/欢迎", "默认的话")
        assert await bot.stop() == 0


async def _status(bot: LiveBot, path: str, status: int) -> bool:
    return (await bot.page(path))[0] == status
