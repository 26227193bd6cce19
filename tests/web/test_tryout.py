"""The try-out as its page sees it: what is asked over HTTP, and what the real bot does."""

import asyncio
import json
from typing import Any

import pytest

from bot.clock import VirtualClock
from bot.web.tryout.log import PAGE, UNREAD, Entry, Log
from bot.web.tryout.town import read, samples
from bot.web.tryout.tryout import TryOut
from plugins import PLUGINS
from tests.web.conftest import NOW, Client, settings_in

READERS, SHOP = "春日读书会", "家门口水果店"
OURS = {"X-Dandelion": "1"}


async def post(client: Client, path: str, **values: str) -> tuple[int, dict[str, Any]]:
    """What is answered when something is done."""
    answer = await client.post(f"/tryout/{path}", data=json.dumps(values), headers=OURS)
    return answer.status, await answer.json()


async def entries(client: Client, chat: str = READERS, before: str = "") -> list[dict[str, Any]]:
    """The latest page of a chat."""
    answer = await client.get("/tryout/chat", params={"chat": chat, "before": before})
    return (await answer.json())["entries"]


async def test_the_groups_have_lived_for_weeks(client: Client) -> None:
    """There is talk from before, the bot's own words with their reasons among it, and each language has its groups."""
    world = await (await client.get("/tryout/world")).json()
    assert [group["name"] for group in world["groups"]] == [READERS, "周末徒步群", SHOP]
    english = await (await client.get("/tryout/world", params={"lang": "en"})).json()
    assert [group["name"] for group in english["groups"]] == ["Spring Readers", "Corner Fruit Shop"]
    talk = await entries(client)
    assert len({entry["at"] // 86_400_000 for entry in talk}) > 10
    assert any(entry["who"] == "bot" and "欢迎 @小雨" in entry["text"] for entry in talk)
    english_talk = [entry["text"] for entry in await entries(client, "Spring Readers") if entry["who"] == "bot"]
    assert any("Welcome @Yu" in text for text in english_talk)
    assert not any("\u4e00" <= char <= "\u9fff" for text in english_talk[1:] for char in text)


async def test_a_command_is_answered_and_says_why(client: Client) -> None:
    """Whatever a member says reaches the real bot, whose answer stands below it with its reason."""
    assert await post(client, "say", chat=READERS, who="小明", text="群规") == (200, {})
    asked, answered = (await entries(client))[-2:]
    assert (asked["who"], asked["text"]) == ("小明", "群规")
    assert "不发广告" in answered["text"]
    assert answered["why"]
    why = await (await client.get("/tryout/why", params={"id": answered["id"]})).json()
    assert "发出了" in why["text"]


async def test_people_come_and_go(client: Client) -> None:
    """Who joins is greeted by the welcome of the group; who has left can no longer speak."""
    assert (await post(client, "join", chat=READERS, name="小鹿", by="小明"))[0] == 200
    assert (await post(client, "move", chat=READERS, to="+1分钟"))[0] == 200
    assert "小鹿" in (await entries(client))[-1]["text"]
    assert (await post(client, "join", chat=READERS, name="小鹿"))[0] == 422
    assert (await post(client, "leave", chat=READERS, who="小鹿"))[0] == 200
    status, said = await post(client, "say", chat=READERS, who="小鹿", text="还在吗")
    assert (status, said["slip"]) == (422, "这个人不在群里了，换一个人吧。")
    assert (await post(client, "leave", chat=READERS, who="阿宁"))[0] == 422


async def test_quotes_and_mentions_are_real(client: Client, tryout: TryOut) -> None:
    """A quote carries what was quoted, and an @name is a mention the bot can act on."""
    said = next(entry for entry in await entries(client) if "许三观卖血记" in entry["text"])
    await post(client, "say", chat=READERS, who="小明", text="多谢 @老周 ", quote=said["id"])
    thanked = (await entries(client))[-1]
    assert thanked["quote"].startswith("老周：《许三观卖血记》")
    heard = tryout.platform.message_of(thanked["id"])
    assert heard is not None
    assert heard.mentions == ("老周",)
    assert heard.quote is not None
    assert heard.quote.message_id == said["id"]


async def test_time_can_be_let_pass(client: Client) -> None:
    """What is coming is told, and a leap to it lets the bot do it."""
    coming = await (await client.get("/tryout/coming", params={"chat": READERS})).json()
    assert "周五 20:00" in coming[0]["shown"]
    assert (await post(client, "move", chat=READERS, to="next"))[0] == 200
    posted = next(entry for entry in reversed(await entries(client)) if "说说这周读到的最好的一段" in entry["text"])
    assert posted["at"] == coming[0]["at"]
    assert (await post(client, "move", chat=READERS, to="+2年"))[0] == 422
    assert (await post(client, "move", chat=READERS, to="昨天"))[0] == 422


async def test_the_private_chat_is_with_the_bot(client: Client) -> None:
    """In private the owner asks without a slash, and nobody else reads it."""
    await post(client, "say", chat="private:阿宁", who="阿宁", text="群")
    assert "春日读书会" in (await entries(client, "private:阿宁"))[-1]["text"]
    assert (await post(client, "say", chat="private:阿宁", who="小明", text="群"))[0] == 422
    assert (await post(client, "say", chat="private:谁", who="谁", text="群"))[0] == 422


async def test_commands_complete_by_what_one_may_do(client: Client) -> None:
    """Typing goes on with commands, then with their actions; a member is not offered what only admins may do."""

    async def offered(text: str, who: str, language: str = "zh") -> list[str]:
        values = {"chat": READERS, "who": who, "text": text, "lang": language}
        return [each["insert"] for each in await (await client.get("/tryout/complete", params=values)).json()]

    assert "/投放" in await offered("/投", "阿宁")
    assert "/投放 添加" in await offered("/投放 添", "阿宁")
    assert "/投放" not in await offered("/投", "小明")
    assert "/drop add" in await offered("/drop a", "阿宁", "en")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({**OURS, "Sec-Fetch-Site": "cross-site"}, 403),
        ({**OURS, "Host": "evil.example"}, 403),
        ({**OURS, "Host": "localhost:8080"}, 200),
    ],
)
async def test_only_its_own_page_may_do_something(client: Client, headers: dict[str, str], status: int) -> None:
    """A page of another site can neither speak here nor pass itself off as this one."""
    data = json.dumps({"chat": READERS, "who": "小明", "text": "在吗"})
    answer = await client.post("/tryout/say", data=data, headers=headers)
    assert answer.status == status
    assert ((await entries(client))[-1]["text"] == "在吗") == (status == 200)


async def test_nothing_odd_gets_through(client: Client) -> None:
    """What is no JSON, picture, chat, file or address of ours is refused without a word of what is inside."""
    assert (await client.post("/tryout/say", data="{", headers=OURS)).status == 400
    assert (await client.post("/tryout/say", data="[]", headers=OURS)).status == 400
    where = {"chat": READERS, "who": "小明"}
    assert (await client.post("/tryout/send", params=where, data=b"GIF89a?", headers=OURS)).status == 422
    assert (await client.get("/static/../tryout.py")).status == 404
    assert (await client.get("/static/tryout.py")).status == 404
    assert (await client.get("/tryout/picture", params={"id": "../../etc/passwd"})).status == 404
    answer = await client.get("/tryout/say")
    assert answer.status == 405
    assert "Traceback" not in await answer.text()
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_it_goes_on_where_it_was_left(tryout: TryOut) -> None:
    """After a restart the chats are as they were and the clock does not go back; starting over begins anew."""
    await tryout.say(READERS, "小明", "先到这里")
    await tryout.move("+3天")
    await tryout.close()
    folder = tryout.settings.media_dir.parents[1]
    again = TryOut(settings_in(folder), PLUGINS, VirtualClock(NOW))
    await again.open()
    try:
        before, _ = tryout.log.page(READERS)
        after, _ = again.log.page(READERS)
        words = {(entry.at, entry.who, entry.text) for entry in before if entry.kind != "note"}
        assert words <= {(entry.at, entry.who, entry.text) for entry in after}
        assert again.clock.now() >= NOW
        await again.reset()
        assert all("先到这里" not in entry.text for entry in again.log.page(READERS)[0])
    finally:
        await again.close()


def test_long_chats_are_read_page_by_page() -> None:
    """A page is a page however long the chat is, and all of it can be read back to its beginning."""
    log = Log()
    log.restore("a", [Entry(str(n), n, "w", "w", "text", f"{n}") for n in range(10_000)])
    read_back: list[str] = []
    before, more = "", True
    while more:
        page, more = log.page("a", before)
        assert len(page) <= PAGE
        read_back = [entry.id for entry in page] + read_back
        before = page[0].id
    assert read_back == [str(n) for n in range(10_000)]


async def test_a_slow_page_is_told_to_look_anew() -> None:
    """Whoever reads no news holds only so many of them, and then hears that they are over."""
    log = Log()
    slow, quick = log.listen(), log.listen()
    for n in range(UNREAD + 5):
        log.add("a", Entry(str(n), n, "w", "w", "text", "x"))
        await asyncio.wait_for(quick.get(), 1)
    news = [slow.get_nowait() for _ in range(slow.qsize())]
    assert len(news) == UNREAD + 1
    assert news[-1] is None


def test_both_towns_can_be_read() -> None:
    """Everybody who speaks is in the group by then, and a line that is none is refused."""
    for language in ("zh", "en"):
        for sample in samples(language):
            known = {*sample.members}
            for line in sample.talk:
                assert (line.brought_by or line.who) in known, line
                known.add(line.who)
    with pytest.raises(ValueError, match="nobody"):
        list(read("nobody said: that", "zh"))
