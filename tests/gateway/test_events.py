"""What a real gateway sends, the odd and the broken included."""

import asyncio
import base64
import itertools
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.content import File, Image
from bot.events import BotAdded, BotRemoved, GroupSeen, MemberJoined, MessagePosted
from bot.platforms.base import Destination, MentionOf, Outcome, Refused, Sent, TooLargeError, TryAgain, Unknown, Words
from bot.platforms.wechaty import WechatyPlatform
from tests.contracts.stage import Recorder
from tests.gateway.conftest import Connect
from tests.gateway.gateway import BOT, Gateway

pytestmark = pytest.mark.gateway

UNIMPLEMENTED, UNAVAILABLE, UNKNOWN = 12, 14, 2
MESSAGE, ROOM_JOIN, NEVER_HEARD_OF = 2, 19, 99
_numbers = itertools.count(1)


@dataclass
class Group:
    """A group of 阿宁 and 小明 on the gateway, with a platform connected to it."""

    gateway: Gateway
    platform: WechatyPlatform
    heard: Recorder
    id: str
    ning: str
    ming: str

    @property
    def there(self) -> Destination:
        """The group as a destination."""
        return Destination(group_id=self.id)

    async def say(self, text: str = "", *, by: str = "", **more: Any) -> str:
        """阿宁, or somebody else, says something; the message's id."""
        spoken = await self.gateway.post("/message", roomId=self.id, **{"from": by or self.ning}, text=text, **more)
        return spoken["id"]

    async def hears(self, message_id: str, count: int = 1) -> MessagePosted:
        """The message as the bot is told of it."""
        return await self.heard.until(MessagePosted, lambda e: e.message_id == message_id, count=count)

    async def still_works(self) -> None:
        """After whatever was done, talk comes through."""
        await self.hears(await self.say("还好吗"))

    async def wire(self, kind: int, payload: str = "", **more: str) -> None:
        """An event exactly as given."""
        await self.gateway.post("/wire", type=kind, payload=payload, **more)


@pytest.fixture
async def group(shared_gateway: Gateway, connect: Connect) -> AsyncIterator[Group]:
    """A group of its own for every test."""
    n = next(_numbers)
    ning, ming, group_id = f"wxid_a{n}", f"wxid_b{n}", f"e{n}@chatroom"
    await shared_gateway.clear_faults()
    await shared_gateway.add_group(group_id, f"测试 {n}", ning, {ning: "阿宁", ming: "小明"})
    platform, heard = await connect(shared_gateway, call_timeout=1.0)
    yield Group(shared_gateway, platform, heard, group_id, ning, ming)
    await shared_gateway.clear_faults()


async def test_garbage_on_the_stream_is_survived(group: Group) -> None:
    """Bytes that are no event, payloads that lack what they need, and unknown kinds cost only themselves."""
    rng = random.Random(3)
    for size in (0, 1, 7, 300):
        await group.wire(MESSAGE, base64=base64.b64encode(rng.randbytes(size)).decode())
    for payload in ("{", "[]", "null", "3", '"x"', "{}", '{"messageId": 5}', '{"messageId": "no such message"}'):
        await group.wire(MESSAGE, payload)
    for payload in (
        "{}",
        '{"roomId": "x"}',
        '{"roomId": "x", "inviteeIdList": "y"}',
        '{"roomId": 1, "inviteeIdList": []}',
    ):
        for kind in range(16, 28):
            await group.wire(kind, payload)
    await group.wire(NEVER_HEARD_OF, "{}")
    await group.still_works()


async def test_a_message_of_a_megabyte_arrives(group: Group) -> None:
    """Size is no reason to lose a message or the connection."""
    text = "长" * 350_000
    assert (await group.hears(await group.say(text))).text == text
    await group.still_works()


async def test_a_quote_comes_apart(group: Group) -> None:
    """An answer is told from what it answers."""
    said = await group.hears(await group.say("「小明：明天几点」\n- - - - - - - - - - - - - - -\n八点"))
    assert said.text == "八点"
    assert said.quote is not None
    assert (said.quote.sender_name, said.quote.text) == ("小明", "明天几点")


async def test_a_name_in_the_group_goes_before_the_persons_own(group: Group) -> None:
    """The alias is told with messages and written in mentions, and a change is noticed."""
    await group.gateway.post("/alias", roomId=group.id, member=group.ming, alias="明老师")
    said = await group.hears(await group.say("我来了", by=group.ming))
    assert (said.sender_name, said.sender_alias) == ("小明", "明老师")
    await group.platform.send(group.there, Words((MentionOf(group.ming), "好")))
    await group.gateway.post("/alias", roomId=group.id, member=group.ming, alias="明校长")
    await group.gateway.post("/emit", event="dirty", payload={"payloadType": 4, "payloadId": group.id})
    assert (await group.hears(await group.say("升职了", by=group.ming))).sender_alias == "明校长"
    assert (await group.gateway.sent())[-1]["text"] == "@明老师\u2005好"


@pytest.mark.parametrize("fault", [{"hang": True}, {"code": UNAVAILABLE}])
async def test_a_mention_is_worth_a_second_attempt(group: Group, fault: dict[str, Any]) -> None:
    """A gateway that can't be asked costs a welcome its mention only when it can't twice."""
    for member, failures in ((group.ming, 1), (group.ning, 2)):
        await group.gateway.post("/fault", method="roomMemberPayload", times=failures, **fault)
        welcome = Words(("欢迎", MentionOf(member)))
        assert isinstance(await group.platform.send(group.there, welcome), TryAgain)
        assert isinstance(await group.platform.send(group.there, welcome), Sent)
    assert [entry["text"] for entry in (await group.gateway.sent())[-2:]] == ["欢迎@小明\u2005", "欢迎"]


async def test_slow_names_hold_up_no_messages(group: Group) -> None:
    """While the gateway does not tell names, messages come without them, and quickly."""
    await group.gateway.post("/fault", method="roomMemberPayload", times=10_000, hang=True)
    async with asyncio.timeout(10):
        await group.gateway.post("/burst", n=3000, rooms=[group.id], **{"from": [group.ning, group.ming]})
        last = await group.heard.until(MessagePosted, lambda e: e.text == "m2999")
    assert (last.sender_id, last.sender_name) == (group.ming, "")
    assert [e.text for e in group.heard.of(MessagePosted)] == [f"m{n}" for n in range(3000)]


async def test_a_payload_that_fails_is_asked_for_again_in_place(group: Group) -> None:
    """Two failures cost a little time and no order; a message that can't be had at all costs only itself."""
    await group.gateway.post("/fault", method="messagePayload", code=UNKNOWN, times=2)
    first, second = await group.say("一"), await group.say("二")
    await group.hears(second)
    assert [e.message_id for e in group.heard.of(MessagePosted)] == [first, second]


async def test_a_message_without_a_time_is_the_same_when_it_comes_again(group: Group) -> None:
    """Where the gateway gives no time, redelivery still has the one of the first time."""
    message_id = await group.say("没有时间", timestamp=0)
    first = await group.hears(message_id)
    await group.gateway.post("/redeliver", id=message_id)
    assert (await group.hears(message_id, count=2)).sent_at == first.sent_at


async def test_a_large_picture_is_streamed(group: Group) -> None:
    """What a gateway of today keeps back as too large for one answer is fetched in pieces, byte for byte."""
    picture = random.Random(1).randbytes(700_000)
    message_id = await group.say(base64=base64.b64encode(picture).decode(), name="大图.png")
    assert (await group.hears(message_id)).kind == "image"
    assert await group.platform.fetch_image(message_id) == picture


@pytest.mark.parametrize("size", [3_000_000, 3_000_001, 20 << 20])
async def test_large_pictures_and_files_arrive_whole(group: Group, tmp_path: Path, size: int) -> None:
    """What does not fit into one request is uploaded first, byte for byte, with its name."""
    data = random.Random(size).randbytes(size)
    (tmp_path / "large.bin").write_bytes(data)
    assert isinstance(await group.platform.send(group.there, File(str(tmp_path / "large.bin"), "大文件.pdf")), Sent)
    entry = (await group.gateway.sent())[-1]
    assert (entry["kind"], entry["name"], entry["size"]) == ("file", "大文件.pdf", size)
    assert base64.b64decode(entry["base64"]) == data


async def test_a_file_of_more_than_20_mb_is_refused(group: Group, tmp_path: Path) -> None:
    """The refusal tells the size."""
    (tmp_path / "huge.png").write_bytes(bytes((20 << 20) + 1))
    outcome = await group.platform.send(group.there, Image(str(tmp_path / "huge.png")))
    assert isinstance(outcome, Refused)
    assert "20,971,521" in outcome.why


async def test_a_large_file_that_can_not_be_uploaded(group: Group, tmp_path: Path) -> None:
    """It is refused where the gateway knows no uploads, and tried again after one that broke off."""
    (tmp_path / "large.png").write_bytes(bytes(3_000_001))
    await group.gateway.post("/fault", method="upload", code=UNIMPLEMENTED)
    outcome = await group.platform.send(group.there, Image(str(tmp_path / "large.png")))
    assert isinstance(outcome, Refused)
    assert "3,000,001" in outcome.why
    await group.gateway.post("/fault", method="upload", code=UNKNOWN)
    assert isinstance(await group.platform.send(group.there, Image(str(tmp_path / "large.png"))), TryAgain)
    assert isinstance(await group.platform.send(group.there, Image(str(tmp_path / "large.png"))), Sent)


async def test_what_is_too_large_to_be_fetched_is_told(group: Group) -> None:
    """Apart from what is gone."""
    message_id = await group.say(base64=base64.b64encode(bytes((20 << 20) + 1)).decode(), name="巨图.png")
    await group.hears(message_id)
    with pytest.raises(TooLargeError):
        await group.platform.fetch_image(message_id)


async def test_a_gateway_that_can_not_forward_gets_the_picture_itself(group: Group) -> None:
    """Passing a picture on works with old gateways too."""
    message_id = await group.say(base64=base64.b64encode(b"picture").decode(), name="a.png")
    await group.gateway.post("/fault", method="messageForward", code=UNIMPLEMENTED)
    assert isinstance(await group.platform.send(group.there, Image(message_id=message_id)), Sent)
    entry = (await group.gateway.sent())[-1]
    assert (entry["kind"], base64.b64decode(entry["base64"])) == ("file", b"picture")


async def test_a_lost_answer_is_unknown_and_its_echo_tells(group: Group) -> None:
    """When the gateway sent it and could not say so, the outcome is unknown, and the echo carries the text."""
    await group.gateway.post("/fault", method="messageSendText", after=True, hang=True)
    outcome: Outcome = await group.platform.send(group.there, Words(("到底发了没有",)))
    assert isinstance(outcome, Unknown)
    echo = await group.heard.until(MessagePosted, lambda e: e.from_self)
    assert (echo.text, echo.group_id) == ("到底发了没有", group.id)


async def test_being_added_is_told_and_the_group_shown(group: Group) -> None:
    """The bot hears that it was added, by whom, and then who is there."""
    new = f"x{group.id}"
    room = {"id": new, "topic": "新群", "ownerId": group.ning, "memberIdList": [group.ning]}
    await group.gateway.post("/rooms", rooms=[room])
    await group.gateway.post("/join", roomId=new, members=[BOT], by=group.ning)
    assert (await group.heard.until(BotAdded, lambda e: e.group_id == new)).by_id == group.ning
    seen = await group.heard.until(GroupSeen, lambda e: e.group_id == new)
    assert (seen.name, set(seen.members)) == ("新群", {group.ning, BOT})


async def test_a_group_first_heard_of_by_a_message_is_shown(group: Group) -> None:
    """WeChat does not always tell that the bot was added."""
    new = f"y{group.id}"
    await group.heard.until(GroupSeen, lambda e: e.group_id == group.id)
    await group.gateway.add_group(new, "悄悄拉的群", group.ning, {group.ning: "阿宁"})
    await group.gateway.post("/message", roomId=new, **{"from": group.ning}, text="欢迎机器人")
    assert (await group.heard.until(GroupSeen, lambda e: e.group_id == new)).name == "悄悄拉的群"


async def met(gateway: Gateway) -> None:
    """Wait until every fault was run into."""
    async with asyncio.timeout(5):
        while (await gateway.get("/health"))["faulty"]:
            pass


async def test_a_list_older_than_a_join_is_never_shown_after_it(group: Group) -> None:
    """A member list asked for before somebody came in, and answered after, does not make them vanish again."""
    await group.heard.until(GroupSeen, lambda e: e.group_id == group.id)
    await group.gateway.post("/fault", method="roomPayload", id=group.id, late=500)
    asking = asyncio.create_task(group.platform.reconcile(group.id))
    await met(group.gateway)
    new = f"wxid_new_{group.id}"
    await group.gateway.post("/contacts", contacts=[{"id": new, "name": "新人"}])
    await group.gateway.post("/join", roomId=group.id, members=[new], by=group.ning)
    await asking
    joined = await group.heard.until(MemberJoined, lambda e: new in e.members)
    await group.heard.until(GroupSeen, lambda e: new in e.members)
    after = group.heard.events[group.heard.events.index(joined) :]
    assert all(new in e.members for e in after if isinstance(e, GroupSeen) and e.group_id == group.id)


async def test_a_group_left_while_it_was_looked_up_is_not_shown(group: Group) -> None:
    """A gateway goes on telling who is in a group that threw us out; that is no return."""
    other = f"other-{group.id}"
    await group.gateway.add_group(other, "过客", group.ning, {group.ning: "阿宁"})
    await group.gateway.post("/fault", method="roomPayload", id=other, late=2500)
    await group.gateway.post("/message", roomId=other, **{"from": group.ning}, text="初次见面")
    await met(group.gateway)
    await group.gateway.post("/leave", roomId=other, members=[BOT], by=group.ning)
    await group.heard.until(BotRemoved)
    with pytest.raises(TimeoutError):
        await group.heard.until(GroupSeen, lambda e: e.group_id == other, patience=4)


@pytest.mark.parametrize("accepts", [True, False])
async def test_invitations_and_friends_are_accepted_as_set(
    shared_gateway: Gateway, connect: Connect, accepts: bool
) -> None:
    """Both are accepted when the owner wants it, and left alone when not."""
    await shared_gateway.add_group("invited@chatroom", "等着的群", "wxid_host", {"wxid_host": "主人"})
    _, heard = await connect(shared_gateway, accept_invites=accepts)
    await shared_gateway.post("/invite", id=f"invite{accepts}", inviterId="wxid_host", topic="等着的群")
    await shared_gateway.post("/friendship", id=f"friend{accepts}", contactId="wxid_host")
    spoken = await shared_gateway.post("/message", roomId="invited@chatroom", **{"from": "wxid_host"}, text="好了吗")
    await heard.until(MessagePosted, lambda e: e.message_id == spoken["id"])

    async def accepted() -> bool:
        invitation = await shared_gateway.get(f"/invitation?id=invite{accepts}")
        friendship = await shared_gateway.get(f"/friendship?id=friend{accepts}")
        return bool(invitation.get("accepted")) and bool(friendship.get("accepted"))

    if accepts:
        async with asyncio.timeout(5):
            while not await accepted():
                pass
    else:
        assert not await accepted()
