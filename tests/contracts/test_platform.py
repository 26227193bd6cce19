"""What every platform promises, put to each of them by the same tests."""

import base64
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content import File, Image, Link, MiniProgram
from bot.errors import PlatformError
from bot.events import (
    BotRemoved,
    GroupRenamed,
    GroupSeen,
    LinkUp,
    MemberJoined,
    MemberLeft,
    MessagePosted,
    OwnerChanged,
)
from bot.platforms.base import Destination, MentionOf, Outcome, Platform, Refused, Sent, TooFast, TryAgain, Words
from tests.contracts.stage import Delivered, Fault, Recorder, Stage

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_numbers = itertools.count(1)


@dataclass
class World:
    """A group with 阿宁, its owner, 小明 and 小红, on a platform that is up."""

    stage: Stage
    heard: Recorder
    group: str
    owner: str
    ming: str
    hong: str

    @property
    def platform(self) -> Platform:
        """The platform under test."""
        return self.stage.platform

    @property
    def there(self) -> Destination:
        """The group as a destination."""
        return Destination(group_id=self.group)

    async def posted(self, message_id: str, count: int = 1) -> MessagePosted:
        """The message with that id, as the bot is told of it."""
        return await self.heard.until(MessagePosted, lambda e: e.message_id == message_id, count=count)

    async def echo(self) -> MessagePosted:
        """The echo of what the bot sent to the group."""
        return await self.heard.until(MessagePosted, lambda e: e.from_self and e.group_id == self.group)


@pytest.fixture(params=[pytest.param("wechaty", marks=pytest.mark.gateway), "simulator"])
async def stage(request: pytest.FixtureRequest) -> Stage:
    """Each platform in turn."""
    if request.param == "wechaty":
        from tests.gateway.stage import GatewayStage

        staged = GatewayStage(request.getfixturevalue("shared_gateway"))
        await staged.set_up()
        return staged
    from tests.contracts.harness import SimulatorStage

    return SimulatorStage()


@pytest.fixture
async def world(stage: Stage) -> AsyncIterator[World]:
    """A group of its own for every test."""
    n = next(_numbers)
    owner, ming, hong = (f"wxid_{who}{n}" for who in ("ning", "ming", "hong"))
    world = World(stage, Recorder(), f"{n}@chatroom", owner, ming, hong)
    await stage.add_group(world.group, f"读书会 {n}", owner, {owner: "阿宁", ming: "小明", hong: "小红"})
    await stage.platform.start(world.heard)
    await world.heard.until(LinkUp)
    yield world
    await stage.platform.stop()


async def test_tells_who_it_is_and_which_groups_it_is_in(world: World) -> None:
    """A start is followed by the login and by every group with its name, owner and members."""
    assert (await world.heard.until(LinkUp)).self_id == world.stage.bot_id
    seen = await world.heard.until(GroupSeen, lambda e: e.group_id == world.group)
    assert seen.name.startswith("读书会")
    assert seen.owner_id == world.owner
    assert set(seen.members) - {world.stage.bot_id} == {world.owner, world.ming, world.hong}


async def test_brings_what_a_member_says(world: World) -> None:
    """A message comes with its group, its sender and the sender's name."""
    said = await world.posted(await world.stage.say(world.group, world.ming, "大家好", mentions=(world.hong,)))
    assert (said.group_id, said.sender_id, said.sender_name) == (world.group, world.ming, "小明")
    assert (said.kind, said.text, said.mentions, said.from_self) == ("text", "大家好", (world.hong,), False)


async def test_a_private_message_has_no_group(world: World) -> None:
    """What is said to the bot alone is told apart from what is said in a group."""
    said = await world.posted(await world.stage.say("", world.ming, "帮助"))
    assert (said.group_id, said.sender_id, said.text) == ("", world.ming, "帮助")


async def test_keeps_the_order_in_which_things_happened(world: World) -> None:
    """A hundred messages come in the order they were said."""
    spoken = [await world.stage.say(world.group, (world.ming, world.hong)[i % 2], f"第{i}句") for i in range(100)]
    await world.posted(spoken[-1])
    assert [e.message_id for e in world.heard.of(MessagePosted)] == spoken


async def test_a_message_delivered_twice_is_the_same_twice(world: World) -> None:
    """Id and time, which duplicates are known by, do not change with the delivery."""
    message_id = await world.stage.say(world.group, world.ming, "只说一次")
    first = await world.posted(message_id)
    await world.stage.redeliver(message_id)
    second = await world.posted(message_id, count=2)
    assert (second.sent_at, second.text, second.sender_id) == (first.sent_at, first.text, first.sender_id)


@pytest.mark.parametrize(
    "text",
    ["👨‍👩‍👧‍👦🏳️‍🌈", "שלום עולם", "مرحبا", "\u202eabc", "第一行\n第二行", "{昵称} %s $x", "a" * 20_000],
    ids=["emoji", "hebrew", "arabic", "override", "lines", "braces", "long"],
)
async def test_text_arrives_as_it_was_written(world: World, text: str) -> None:
    """Whatever members write is carried unchanged."""
    assert (await world.posted(await world.stage.say(world.group, world.ming, text))).text == text


async def test_tells_joining_with_names_and_inviter(world: World) -> None:
    """People who come in are told together, by name."""
    new = {f"{world.ming}x": "👩‍🚀 星星", f"{world.ming}y": "{小李}"}
    await world.stage.join(world.group, new, world.owner)
    joined = await world.heard.until(MemberJoined, lambda e: e.group_id == world.group)
    assert (joined.members, joined.inviter_id) == (new, world.owner)


async def test_tells_leaving_and_removal(world: World) -> None:
    """Somebody who leaves did it alone; somebody removed was removed by somebody."""
    await world.stage.leave(world.group, world.ming)
    await world.stage.leave(world.group, world.hong, by_id=world.owner)
    removed = await world.heard.until(MemberLeft, lambda e: world.hong in e.member_ids)
    left = await world.heard.until(MemberLeft, lambda e: world.ming in e.member_ids)
    assert (left.by_id, removed.by_id) == ("", world.owner)


async def test_tells_a_new_name(world: World) -> None:
    """Renaming comes with the new name and who did it."""
    await world.stage.rename(world.group, "晨读会", world.owner)
    renamed = await world.heard.until(GroupRenamed, lambda e: e.group_id == world.group)
    assert (renamed.name, renamed.by_id) == ("晨读会", world.owner)


async def test_reconciling_shows_a_silent_leave_and_a_new_owner(world: World) -> None:
    """What the platform did not tell is found by asking."""
    await world.heard.until(GroupSeen, lambda e: e.group_id == world.group)
    await world.stage.slip_out(world.group, world.owner)
    await world.stage.change_owner(world.group, world.ming)
    await world.platform.reconcile(world.group)
    seen = await world.heard.until(GroupSeen, lambda e: e.group_id == world.group and world.owner not in e.members)
    told = world.heard.of(OwnerChanged, lambda e: e.group_id == world.group)
    assert world.ming in {seen.owner_id, *(event.owner_id for event in told)}


async def test_tells_its_own_removal(world: World) -> None:
    """The bot learns that it is out, and reconciling says it again."""
    await world.stage.remove_bot(world.group, world.owner)
    await world.heard.until(BotRemoved, lambda e: e.group_id == world.group)
    await world.platform.reconcile(world.group)
    await world.heard.until(BotRemoved, lambda e: e.group_id == world.group, count=2)


async def test_sends_words_and_hears_their_echo(world: World) -> None:
    """A text is delivered once, and its echo carries the id that send gave and the text."""
    outcome = await world.platform.send(world.there, Words(("早上好 ☀️",)))
    echo = await world.echo()
    assert outcome == Sent(echo.message_id)
    assert (echo.text, echo.group_id, echo.sender_id) == ("早上好 ☀️", world.group, world.stage.bot_id)
    assert await world.stage.delivered() == [Delivered(world.there, "text", "早上好 ☀️")]


async def test_a_private_answer_echoes_its_addressee(world: World) -> None:
    """The echo of a private message tells whom it went to."""
    assert isinstance(await world.platform.send(Destination(member_id=world.ming), Words(("你好",))), Sent)
    echo = await world.heard.until(MessagePosted, lambda e: e.from_self and e.to_id == world.ming)
    assert (echo.group_id, echo.text) == ("", "你好")


async def test_a_mention_is_written_with_the_name_and_is_real(world: World) -> None:
    """Members read the name, and the platform knows who is meant."""
    words = Words(("欢迎 ", MentionOf(world.ming), MentionOf(world.hong), "来到这里"))
    assert isinstance(await world.platform.send(world.there, words), Sent)
    text = "欢迎 @小明\u2005@小红\u2005来到这里"
    assert await world.stage.delivered() == [Delivered(world.there, "text", text, (world.ming, world.hong))]


async def test_sends_pictures_files_and_links(world: World, tmp_path: Path) -> None:
    """Each kind of content is delivered as its kind."""
    picture, file = tmp_path / "海报.png", tmp_path / "a.txt"
    picture.write_bytes(PNG)
    file.write_text("名单")
    for parcel in (Image(str(picture)), File(str(file), "名单.txt"), Link("https://example.com", "标题", "说明")):
        assert isinstance(await world.platform.send(world.there, parcel), Sent)
    program = MiniProgram({"appid": "wx1", "title": "报名", "pagePath": "pages/1"})
    assert isinstance(await world.platform.send(world.there, program), Sent)
    kinds = [delivered.kind for delivered in await world.stage.delivered()]
    assert kinds == ["image", "file", "link", "miniprogram"]


async def test_fetches_a_picture_and_passes_it_on(world: World, tmp_path: Path) -> None:
    """A member's picture can be had byte for byte, and sent on by naming its message."""
    (tmp_path / "猫.png").write_bytes(PNG)
    message_id = await world.stage.show(world.group, world.ming, tmp_path / "猫.png")
    assert (await world.posted(message_id)).kind == "image"
    assert await world.platform.fetch_image(message_id) == PNG
    assert isinstance(await world.platform.send(world.there, Image(message_id=message_id)), Sent)
    assert [delivered.kind for delivered in await world.stage.delivered()] == ["image"]


async def test_fetches_a_file(world: World, tmp_path: Path) -> None:
    """A member's file can be had byte for byte with its name; its message is told as a file of that name."""
    (tmp_path / "名单 1.xlsx").write_bytes(b"PK\x03\x04 \0 rows")
    message_id = await world.stage.hand(world.group, world.ming, tmp_path / "名单 1.xlsx")
    told = await world.posted(message_id)
    assert (told.kind, told.text) == ("file", "名单 1.xlsx")
    assert await world.platform.fetch_file(message_id) == ("名单 1.xlsx", b"PK\x03\x04 \0 rows")


async def test_fetches_a_link(world: World) -> None:
    """A member's link card can be had with all that it shows."""
    for card in (
        Link("https://example.com/a?b=1", "标题", "说明", "https://example.com/t.png"),
        Link("https://a.cn", "短"),
    ):
        message_id = await world.stage.link(world.group, world.ming, card)
        assert (await world.posted(message_id)).kind == "link"
        assert await world.platform.fetch_link(message_id) == card


async def test_a_link_that_is_not_there_is_an_error(world: World) -> None:
    """Asking for the link of a message without one raises PlatformError."""
    message_id = await world.stage.say(world.group, world.ming, "没有链接")
    with pytest.raises(PlatformError):
        await world.platform.fetch_link(message_id)


async def test_a_file_that_is_not_there_is_an_error(world: World) -> None:
    """Asking for the file of a message without one raises PlatformError."""
    message_id = await world.stage.say(world.group, world.ming, "没有文件")
    with pytest.raises(PlatformError):
        await world.platform.fetch_file(message_id)


async def test_a_picture_that_is_not_there_is_an_error(world: World) -> None:
    """Asking for the picture of a message without one raises PlatformError."""
    message_id = await world.stage.say(world.group, world.ming, "没有图")
    with pytest.raises(PlatformError):
        await world.platform.fetch_image(message_id)


async def test_a_missing_file_is_refused(world: World, tmp_path: Path) -> None:
    """A file that is gone will never be sent."""
    assert isinstance(await world.platform.send(world.there, Image(str(tmp_path / "gone.png"))), Refused)


async def test_says_what_became_of_a_failed_send(world: World) -> None:
    """A failure tells whether to try again, to give up, or to be silent for a while; then all is well again."""
    meanings: dict[Fault, type[Outcome]] = {"temporary": TryAgain, "permanent": Refused, "flood": TooFast}
    for fault, outcome in meanings.items():
        await world.stage.fail_sends(fault)
        result = await world.platform.send(world.there, Words(("在吗",)))
        assert isinstance(result, outcome), fault
        if isinstance(result, TooFast):
            assert result.retry_after > timedelta()
    assert isinstance(await world.platform.send(world.there, Words(("在吗",))), Sent)
    assert len(await world.stage.delivered()) == 1


async def test_sets_the_announcement(world: World) -> None:
    """An announcement stands, and an empty one takes it away."""
    assert isinstance(await world.platform.announce(world.group, "周五晚八点见"), Sent)
    assert await world.stage.announcement(world.group) == "周五晚八点见"
    assert isinstance(await world.platform.announce(world.group, ""), Sent)
    assert await world.stage.announcement(world.group) == ""


async def test_removes_a_member(world: World) -> None:
    """A member can be removed, and the removal is told like any other."""
    assert isinstance(await world.platform.remove_member(world.group, world.hong), Sent)
    left = await world.heard.until(MemberLeft, lambda e: e.group_id == world.group)
    assert (left.member_ids, left.by_id) == ((world.hong,), world.stage.bot_id)
    assert await world.stage.members(world.group) == {world.owner, world.ming}


async def test_nothing_comes_after_stop_and_a_new_start_works(world: World) -> None:
    """Stop ends the events; the same platform can be started again."""
    await world.platform.stop()
    before = len(world.heard.events)
    missed = await world.stage.say(world.group, world.ming, "有人吗")
    again = Recorder()
    await world.platform.start(again)
    await again.until(LinkUp)
    heard = await world.stage.say(world.group, world.ming, "现在呢")
    await again.until(MessagePosted, lambda e: e.message_id == heard)
    assert len(world.heard.events) == before
    assert missed != heard
