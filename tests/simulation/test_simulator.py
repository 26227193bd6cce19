"""The simulated platform: what it tells, what it takes, and what it remembers while the bot is away."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import VirtualClock
from bot.content import File, Image, Link, MiniProgram
from bot.errors import PlatformError
from bot.events import (
    BotAdded,
    BotRemoved,
    EchoesReplayed,
    GroupRenamed,
    GroupSeen,
    LinkUp,
    MemberJoined,
    MemberLeft,
    MessagePosted,
    OwnerChanged,
    PlatformEvent,
    Quote,
)
from bot.platforms.base import (
    Destination,
    MentionOf,
    Outcome,
    Parcel,
    Platform,
    Refused,
    Sent,
    TooFast,
    TryAgain,
    Words,
)
from bot.platforms.simulator import BOT, Crashed, CrashPoint, SendFault, Simulator

NINE = datetime(2026, 10, 1, 1, tzinfo=UTC)
HERE = Destination("g")
HELLO = Words(("你好",))


class World:
    """A simulator with one group, and a bot that keeps what it is told."""

    def __init__(self) -> None:
        self.clock = VirtualClock(NINE)
        self.server = Simulator(self.clock)
        self.platform: Platform = self.server
        self.told: list[PlatformEvent] = []

    async def sink(self, event: PlatformEvent) -> None:
        """What the bot hears."""
        self.told.append(event)

    async def hears(self, *expected: PlatformEvent) -> None:
        """Exactly these came since the last look."""
        told, self.told[:] = tuple(self.told), []
        assert told == expected

    async def restart(self) -> None:
        """The bot starts again, having forgotten what it heard."""
        self.told.clear()
        await self.platform.start(self.sink)


@pytest.fixture
async def world() -> World:
    """A started world in which nothing waits to be heard."""
    world = World()
    await world.platform.start(world.sink)
    await world.server.add_bot("g", "读书群", "boss", {"boss": "阿宁", "ming": "小明"})
    world.told.clear()
    return world


def seen(**members: str) -> GroupSeen:
    """The group as it is listed at nine."""
    return GroupSeen("g", NINE, "读书群", "boss", {"boss": "阿宁", "ming": "小明"} | members)


def echo(message_id: str, text: str = "你好", mentions: tuple[str, ...] = ()) -> MessagePosted:
    """The bot's own message in the group as the platform shows it."""
    return MessagePosted(message_id, NINE, BOT, text, "g", sender_name=BOT, mentions=mentions, from_self=True)


def said(message_id: str, text: str) -> MessagePosted:
    """What 小明 said in the group at nine."""
    return MessagePosted(message_id, NINE, "ming", text, "g", sender_name="小明")


async def test_the_bot_hears_everything_that_happens_in_its_groups(world: World) -> None:
    """Each thing people do is one event, in the order it happened."""
    server = world.server
    await server.join("g", {"hong": "小红"}, "ming")
    await server.say("hong", "大家好", message_id="m1", group_id="g", mentions=(BOT,))
    await server.rename("g", "新名", "boss")
    await server.change_owner("g", "ming")
    await server.leave("g", "hong", "boss")
    await server.kick_bot("g")
    await world.hears(
        MemberJoined("g", NINE, {"hong": "小红"}, "ming"),
        MessagePosted("m1", NINE, "hong", "大家好", "g", sender_name="小红", mentions=(BOT,)),
        GroupRenamed("g", NINE, "新名", "boss"),
        OwnerChanged("g", NINE, "ming"),
        MemberLeft("g", NINE, ("hong",), "boss"),
        BotRemoved("g", NINE),
    )


async def test_the_bot_hears_nothing_of_a_group_it_is_not_in(world: World) -> None:
    """From the kick to being added again it hears only what `reconcile` tells."""
    await world.server.kick_bot("g")
    world.told.clear()
    await world.server.say("ming", "它走了", message_id="m1", group_id="g")
    await world.server.join("g", {"hong": "小红"})
    await world.platform.reconcile("g")
    await world.hears(BotRemoved("g", NINE))
    await world.server.add_bot("g", "读书群", "boss", {"boss": "阿宁", "ming": "小明"}, "boss")
    await world.hears(BotAdded("g", NINE, "boss"), seen())


async def test_a_message_id_used_before_is_that_message_again(world: World) -> None:
    """A redelivery has the original's time and words whatever the clock says now."""
    await world.server.say("ming", "一", message_id="m1", group_id="g")
    world.clock.move_to(NINE + timedelta(minutes=5))
    await world.server.say("ming", "二", message_id="m1", group_id="g")
    await world.hears(said("m1", "一"), said("m1", "一"))


async def test_a_private_message_is_addressed_to_the_bot(world: World) -> None:
    """It has no group, and its sender goes by the name he has elsewhere."""
    await world.server.say("ming", "帮助", message_id="m1")
    await world.server.say("stranger", "帮助", message_id="m2")
    await world.hears(
        MessagePosted("m1", NINE, "ming", "帮助", sender_name="小明", to_id=BOT),
        MessagePosted("m2", NINE, "stranger", "帮助", sender_name="stranger", to_id=BOT),
    )


async def test_a_sent_message_is_echoed_and_reads_as_members_see_it(world: World) -> None:
    """Mentions become @名字 with WeChat's space; the ids stand beside."""
    outcome = await world.platform.send(HERE, Words((MentionOf("ming"), "欢迎 ", MentionOf("ming"), MentionOf("x"))))
    assert isinstance(outcome, Sent)
    accepted = world.server.accepted[0]
    assert accepted.text == "@小明\u2005欢迎 @小明\u2005@x\u2005"
    assert (accepted.number, accepted.to, accepted.kind, accepted.mentions) == (1, HERE, "text", ("ming", "x"))
    await world.hears(echo(outcome.message_id, accepted.text, ("ming", "x")))


async def test_a_private_answer_is_echoed_with_its_addressee(world: World) -> None:
    """The echo says to whom it went."""
    await world.platform.send(Destination(member_id="ming"), HELLO)
    (event,) = world.told
    assert isinstance(event, MessagePosted)
    assert (event.group_id, event.to_id, event.from_self) == ("", "ming", True)


async def test_what_members_read_of_other_kinds(world: World, tmp_path: Path) -> None:
    """Each kind has its word and what can be read of it."""
    picture = tmp_path / "cake.png"
    picture.write_bytes(b"png")
    parcels: tuple[Parcel, ...] = (
        Image(str(picture)),
        File(str(picture), "蛋糕.png"),
        Link("https://example.org/a", "标题", "说明"),
        MiniProgram({"id": 1}),
    )
    for parcel in parcels:
        assert isinstance(await world.platform.send(HERE, parcel), Sent)
    assert [(a.kind, a.text) for a in world.server.accepted] == [
        ("image", "cake.png"),
        ("file", "蛋糕.png"),
        ("link", "标题\n说明\nhttps://example.org/a"),
        ("miniprogram", ""),
    ]


async def test_pictures_can_be_fetched_and_passed_on(world: World, tmp_path: Path) -> None:
    """A member's picture can be read, forwarded by its message, and read again from there."""
    picture = tmp_path / "cake.png"
    picture.write_bytes(b"png")
    await world.server.say("ming", "", message_id="m1", group_id="g", image=picture)
    assert await world.platform.fetch_image("m1") == b"png"
    outcome = await world.platform.send(HERE, Image(message_id="m1"))
    assert isinstance(outcome, Sent)
    assert await world.platform.fetch_image(outcome.message_id) == b"png"
    with pytest.raises(PlatformError):
        await world.platform.fetch_image("m9")


@pytest.mark.parametrize(
    ("to", "parcel"),
    [
        (Destination("nowhere"), HELLO),
        (HERE, Words(("长" * (Simulator.max_text + 1),))),
        (HERE, Image("/nowhere.png")),
        (HERE, File("/nowhere.pdf", "x.pdf")),
        (HERE, Image(message_id="m9")),
    ],
)
async def test_what_can_never_be_sent_is_refused(world: World, to: Destination, parcel: Parcel) -> None:
    """An unknown group, a text too long, a file that is not there."""
    assert isinstance(await world.platform.send(to, parcel), Refused)
    assert world.server.accepted == []


async def test_a_group_that_removed_the_bot_refuses_everything(world: World) -> None:
    """No message, announcement or removal reaches it."""
    await world.server.kick_bot("g")
    assert isinstance(await world.platform.send(HERE, HELLO), Refused)
    assert isinstance(await world.platform.announce("g", "公告"), Refused)
    assert isinstance(await world.platform.remove_member("g", "ming"), Refused)


async def test_announcing_and_removing(world: World) -> None:
    """The announcement stands; the removed member's leaving is told with who did it."""
    assert isinstance(await world.platform.announce("g", "周五读书会"), Sent)
    assert world.server.groups["g"].announcement == "周五读书会"
    assert isinstance(await world.platform.remove_member("g", "ming"), Sent)
    assert isinstance(await world.platform.remove_member("g", "ming"), Refused)
    await world.hears(MemberLeft("g", NINE, ("ming",), BOT))


FAULTS: list[tuple[SendFault, type[Outcome]]] = [("temporary", TryAgain), ("permanent", Refused), ("flood", TooFast)]


@pytest.mark.parametrize(("fault", "outcome"), FAULTS)
async def test_arranged_faults_strike_as_often_as_arranged(
    world: World, fault: SendFault, outcome: type[Outcome]
) -> None:
    """Two sends fail, the third is taken."""
    world.server.fail_sends(fault, 2, timedelta(seconds=30))
    outcomes = [await world.platform.send(HERE, HELLO) for _ in range(3)]
    assert [type(each) for each in outcomes] == [outcome, outcome, Sent]
    assert all(each.retry_after == timedelta(seconds=30) for each in outcomes if isinstance(each, TooFast))
    assert len(world.server.accepted) == 1


CRASHES: list[tuple[CrashPoint, int]] = [("before_send", 0), ("after_send", 1)]


@pytest.mark.parametrize(("point", "taken"), CRASHES)
async def test_a_crash_at_a_send_leaves_the_platform_with_or_without_it(
    world: World, point: CrashPoint, taken: int
) -> None:
    """The message was taken or not; the vanished bot can do nothing more until it starts again."""
    world.server.crash_at_next_send(point)
    for _ in range(2):
        with pytest.raises(Crashed):
            await world.platform.send(HERE, HELLO)
    assert len(world.server.accepted) == taken
    assert world.told == []
    await world.restart()
    echoes = [echo(each.message_id) for each in world.server.accepted]
    await world.hears(LinkUp(NINE, BOT, BOT), seen(), *echoes, EchoesReplayed(NINE))
    assert isinstance(await world.platform.send(HERE, HELLO), Sent)


async def test_what_happened_meanwhile_is_told_at_the_next_start(world: World) -> None:
    """Groups as they are now, then what was said with its own id and time, then that this was all."""
    await world.server.say("ming", "早", message_id="m1", group_id="g")
    world.server.confirm()
    await world.platform.stop()
    await world.server.say("ming", "有人吗", message_id="m2", group_id="g")
    await world.server.join("g", {"hong": "小红"})
    assert isinstance(await world.platform.send(HERE, HELLO), TryAgain)
    await world.restart()
    await world.hears(LinkUp(NINE, BOT, BOT), seen(hong="小红"), said("m2", "有人吗"), EchoesReplayed(NINE))


async def test_what_was_not_confirmed_is_told_again(world: World) -> None:
    """A bot that crashed with a message in memory is given it once more."""
    await world.server.say("ming", "早", message_id="m1", group_id="g")
    await world.restart()
    await world.hears(LinkUp(NINE, BOT, BOT), seen(), said("m1", "早"), EchoesReplayed(NINE))


async def test_a_bot_removed_while_away_is_told_so(world: World) -> None:
    """The group is not listed but reported gone."""
    await world.platform.stop()
    await world.server.kick_bot("g")
    await world.restart()
    await world.hears(LinkUp(NINE, BOT, BOT), BotRemoved("g", NINE), EchoesReplayed(NINE))


async def test_quotes_carry_what_they_quote(world: World) -> None:
    """A member's message by its id, the bot's by `out:<n>`; of an unknown one only the id."""
    server = world.server
    outcome = await world.platform.send(HERE, HELLO)
    assert isinstance(outcome, Sent)
    await server.say("ming", "谢谢", message_id="m1", group_id="g", quote="out:1")
    await server.say("boss", "不客气", message_id="m2", group_id="g", quote="m1")
    await server.say("boss", "？", message_id="m3", group_id="g", quote="out:7")
    quotes = [event.quote for event in world.told if isinstance(event, MessagePosted) and not event.from_self]
    assert quotes == [
        Quote(outcome.message_id, BOT, BOT, "text", "你好"),
        Quote("m1", "ming", "小明", "text", "谢谢"),
        Quote("out:7"),
    ]
