"""The connection to a real gateway: how it is refused, lost, and found again."""

import asyncio
import re
import secrets
import traceback
from pathlib import Path

import pytest

from bot.errors import PlatformError
from bot.events import GroupSeen, LinkDown, LinkUp, MessagePosted
from bot.platforms.base import Destination, Sent, TryAgain, Unknown, Words
from tests.contracts.stage import Recorder
from tests.gateway.conftest import Connect
from tests.gateway.gateway import BOT, HERE, Gateway

pytestmark = pytest.mark.gateway

GROUP, NING = "7@chatroom", "wxid_ning"
THERE = Destination(group_id=GROUP)


async def open_with_group(gateway: Gateway) -> None:
    """Start a gateway with one group."""
    gateway.start()
    await gateway.add_group(GROUP, "读书会", NING, {NING: "阿宁"})


async def hears(gateway: Gateway, heard: Recorder, text: str) -> MessagePosted:
    """What is said now comes through."""
    await gateway.post("/message", roomId=GROUP, **{"from": NING}, text=text)
    return await heard.until(MessagePosted, lambda e: e.text == text)


async def test_a_wrong_token_is_refused_for_good(shared_gateway: Gateway, connect: Connect) -> None:
    """Start raises, says what to do, and does not repeat the token."""
    wrong = secrets.token_hex(8)
    with pytest.raises(PlatformError, match="does not accept this token") as refusal:
        await connect(shared_gateway, token=wrong)
    assert "令牌" in refusal.value.text("zh")
    assert wrong not in "".join(traceback.format_exception(refusal.value))


async def test_a_token_changed_behind_our_back_ends_it(own_gateway: Gateway, connect: Connect) -> None:
    """A gateway that comes back with another token is told as final, and is not tried again."""
    own_gateway.start()
    _, heard = await connect(own_gateway)
    own_gateway.kill()
    own_gateway.token = "another"
    own_gateway.start()
    down = await heard.until(LinkDown, lambda e: e.final)
    assert "token" in down.why


async def test_a_gateway_that_is_not_there_is_waited_for(own_gateway: Gateway, connect: Connect) -> None:
    """Start returns, the absence is told, sending says try again, and its coming is noticed."""
    platform, heard = await connect(own_gateway, wait=False, backoff_max=0.05)
    assert not (await heard.until(LinkDown)).final
    assert isinstance(await platform.send(THERE, Words(("在吗",))), TryAgain)
    await open_with_group(own_gateway)
    await heard.until(LinkUp)
    await hears(own_gateway, heard, "来了")
    reasons = [event.why for event in heard.of(LinkDown)]
    assert len(reasons) == len(set(reasons))


async def test_a_killed_gateway_is_found_again_and_replays_the_same(own_gateway: Gateway, connect: Connect) -> None:
    """After kill -9 and a rest, talk goes on; a replay brings old messages, ours too, with their ids and times."""
    await open_with_group(own_gateway)
    platform, heard = await connect(own_gateway)
    before = await hears(own_gateway, heard, "之前")
    sent = await platform.send(THERE, Words(("公告",)))
    echo = await heard.until(MessagePosted, lambda e: e.from_self)
    own_gateway.kill()
    await heard.until(LinkDown)
    assert isinstance(await platform.send(THERE, Words(("掉线时",))), TryAgain)
    own_gateway.start()
    await heard.until(LinkUp, count=2)
    await hears(own_gateway, heard, "之后")
    await own_gateway.post("/replay")
    again = await heard.until(MessagePosted, lambda e: e.message_id == before.message_id, count=2)
    ours = await heard.until(MessagePosted, lambda e: e.from_self, count=2)
    assert (again.sent_at, again.text) == (before.sent_at, before.text)
    assert (ours.message_id, ours.sent_at, ours.text) == (echo.message_id, echo.sent_at, "公告")
    assert sent == Sent(echo.message_id)
    assert [entry["text"] for entry in await own_gateway.sent()] == ["公告"]


async def test_a_frozen_gateway_is_noticed(own_gateway: Gateway, connect: Connect) -> None:
    """A gateway that holds the connection and says nothing is down; what was handed to it meanwhile is unknown."""
    await open_with_group(own_gateway)
    platform, heard = await connect(
        own_gateway, idle_probe=0.6, probe_timeout=0.6, call_timeout=0.5, connect_timeout=0.5
    )
    own_gateway.freeze()
    assert isinstance(await platform.send(THERE, Words(("在吗",))), Unknown)
    await heard.until(LinkDown)
    own_gateway.thaw()
    await heard.until(LinkUp, count=2)
    await hears(own_gateway, heard, "醒了")


async def test_a_stream_that_died_without_a_word_is_noticed(own_gateway: Gateway, connect: Connect) -> None:
    """A gateway that answers calls but brings no events any more is connected to anew."""
    await open_with_group(own_gateway)
    _, heard = await connect(own_gateway, idle_probe=0.5, probe_timeout=1.2)
    await own_gateway.post("/mute")
    assert "silent" in (await heard.until(LinkDown)).why
    await heard.until(LinkUp, count=2)
    await hears(own_gateway, heard, "又有声音了")


async def test_a_silent_but_living_gateway_is_left_alone(shared_gateway: Gateway, connect: Connect) -> None:
    """A gateway without heartbeats that answers a ding is not taken for dead."""
    quiet = Gateway(None, "--heartbeat", "0")
    try:
        await open_with_group(quiet)
        _, heard = await connect(quiet, idle_probe=0.3, probe_timeout=1.5)
        async with asyncio.timeout(15):
            while (await quiet.get("/health"))["calls"].get("ding", 0) < 3:
                pass
        assert heard.of(LinkDown) == []
        await hears(quiet, heard, "还在")
    finally:
        quiet.kill()


async def test_a_dropped_connection_is_made_again(own_gateway: Gateway, connect: Connect) -> None:
    """When the gateway closes its port for a moment, nothing is needed to go on."""
    await open_with_group(own_gateway)
    _, heard = await connect(own_gateway)
    await own_gateway.post("/disconnect")
    await heard.until(LinkDown)
    await own_gateway.post("/reconnect")
    await heard.until(LinkUp, count=2)
    await hears(own_gateway, heard, "回来了")


async def test_messages_caught_by_a_dropped_connection_come_after_it(own_gateway: Gateway, connect: Connect) -> None:
    """What was announced and could not be loaded before the end is loaded after it, in its order."""
    await open_with_group(own_gateway)
    _, heard = await connect(own_gateway, backoff_first=2.0)
    await own_gateway.post("/fault", method="messagePayload", times=3, hang=True)
    for text in ("一", "二", "三"):
        await own_gateway.post("/message", roomId=GROUP, **{"from": NING}, text=text)
    await own_gateway.post("/disconnect")
    await heard.until(LinkDown)
    await own_gateway.post("/reconnect")
    await heard.until(LinkUp, count=2)
    await hears(own_gateway, heard, "四")
    assert [event.text for event in heard.of(MessagePosted)] == ["一", "二", "三", "四"]


async def test_a_stolen_stream_is_told_and_taken_back(own_gateway: Gateway, connect: Connect) -> None:
    """A second client that takes the gateway's only stream is no silent end."""
    await open_with_group(own_gateway)
    _, first = await connect(own_gateway, backoff_first=2.0, backoff_max=2.0)
    thief, second = await connect(own_gateway)
    await first.until(LinkDown)
    await thief.stop()
    await first.until(LinkUp, count=2)
    await hears(own_gateway, first, "又听见了")
    assert second.of(MessagePosted) == []


async def test_a_logout_is_down_and_a_login_is_up(own_gateway: Gateway, connect: Connect) -> None:
    """WeChat's own logout is told with its reason, and a login mends it without a new connection."""
    await open_with_group(own_gateway)
    platform, heard = await connect(own_gateway)
    await own_gateway.post("/logout", reason="在另一台设备登录")
    down = await heard.until(LinkDown)
    assert "在另一台设备登录" in down.why
    assert await platform.send(THERE, Words(("在吗",))) == TryAgain("not logged in to WeChat")
    await own_gateway.post("/login")
    assert (await heard.until(LinkUp, count=2)).self_id == BOT
    assert isinstance(await platform.send(THERE, Words(("在",))), Sent)


async def test_what_is_said_before_the_first_login_comes_after_it(own_gateway: Gateway, connect: Connect) -> None:
    """Nothing is lost that arrives while nobody knows yet who we are; joins are seen by the groups shown then."""
    await open_with_group(own_gateway)
    earlier, heard = await connect(own_gateway)
    await own_gateway.post("/logout")
    await heard.until(LinkDown)
    await earlier.stop()
    _, heard = await connect(own_gateway, wait=False)
    await own_gateway.post("/contacts", contacts=[{"id": "wxid_new", "name": "新人"}])
    await own_gateway.post("/join", roomId=GROUP, members=["wxid_new"], by=NING)
    for text in ("一", "二", "三"):
        await own_gateway.post("/message", roomId=GROUP, **{"from": NING}, text=text)
    await own_gateway.post("/login")
    await hears(own_gateway, heard, "四")
    assert isinstance(heard.events[0], LinkUp)
    assert [event.text for event in heard.of(MessagePosted)] == ["一", "二", "三", "四"]
    assert "wxid_new" in (await heard.until(GroupSeen)).members


async def test_a_login_told_twice_is_one(own_gateway: Gateway, connect: Connect) -> None:
    """Gateways repeat the login; the bot hears of it once."""
    await open_with_group(own_gateway)
    _, heard = await connect(own_gateway)
    await own_gateway.post("/emit", event="login", payload={"contactId": BOT})
    await hears(own_gateway, heard, "之后")
    assert len(heard.of(LinkUp)) == 1


async def test_a_qr_code_to_scan_is_told_once(own_gateway: Gateway, connect: Connect) -> None:
    """While WeChat waits to be logged in, the owner is told where to scan, and not again every minute."""
    await open_with_group(own_gateway)
    _, heard = await connect(own_gateway)
    await own_gateway.post("/logout")
    await heard.until(LinkDown)
    for _ in range(3):
        await own_gateway.post("/emit", event="scan", payload={"status": 2, "qrcode": "https://login.example/qr"})
    await own_gateway.post("/login")
    await heard.until(LinkUp, count=2)
    assert [e.why for e in heard.of(LinkDown) if "https://login.example/qr" in e.why] == [heard.of(LinkDown)[1].why]
    assert len(heard.of(LinkDown)) == 2


async def test_tls_with_the_gateways_own_ca(tmp_path: Path, shared_gateway: Gateway, connect: Connect) -> None:
    """A gateway with TLS is reached through its CA file and the name in its certificate, and not without."""
    source = HERE / "node_modules/wechaty-puppet-service/dist/esm/src/auth/ca.js"
    ca = tmp_path / "ca.pem"
    ca.write_text(re.findall(r"-----BEGIN CERTIFICATE-----[^`]+", source.read_text())[0])
    gateway = Gateway(None, "--tls")
    try:
        await open_with_group(gateway)
        _, heard = await connect(gateway, tls=str(ca), tls_name="insecure")
        await hears(gateway, heard, "加密了")
        with pytest.raises(PlatformError, match="certificate"):
            await connect(gateway, tls="system")
        with pytest.raises(PlatformError, match="certificate"):
            await connect(gateway, tls=str(ca), tls_name="elsewhere")
    finally:
        gateway.kill()
