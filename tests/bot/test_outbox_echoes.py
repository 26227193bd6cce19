"""What the platform shows of our own messages decides those whose fate is unknown."""

from datetime import timedelta
from typing import Any

import pytest

from bot.content import Image, Mention, Text
from bot.events import MessagePosted
from bot.outbox import Priority
from bot.outbox.echoes import shows
from bot.platforms.base import Sent, TryAgain, Unknown
from bot.platforms.simulator import Crashed
from tests.bot.speaking import NOON, Speaker, speaking

SECOND = timedelta(seconds=1)


def echo(
    text: str, message_id: str = "e1", room: str = "room1", after: timedelta = timedelta(), person: str = ""
) -> MessagePosted:
    """Our message as the platform shows it."""
    return MessagePosted(message_id, NOON + after, "bot", text, room, from_self=True, to_id=person)


async def lost(bot: Speaker, words: str, room: int | None = 1, **more: Any) -> str:
    """A message whose fate is unknown."""
    bot.platform.answer(Unknown("deadline"))
    key = await bot.say(words, room, **more)
    await bot.settle()
    return key


async def test_an_echo_proves_the_sending(database_url: str) -> None:
    """The row takes the platform's id and moment; nothing is sent again."""
    async with speaking(database_url) as bot:
        key = await lost(bot, "早安")
        bot.outbox.echoed([echo("早安", "x9", after=SECOND)])
        await bot.settle()
        row = await bot.row(key)
        assert (row.state, row.reason, row.platform_message_id, row.sent_at) == ("sent", "echo", "x9", NOON + SECOND)
        assert bot.platform.asked == ["早安"]


@pytest.mark.parametrize(
    ("text", "room", "after"),
    [("晚安", "room1", 0), ("早安", "room2", 0), ("早安", "room1", -600), ("早安", "room1", 600)],
)
async def test_an_echo_of_something_else_proves_nothing(database_url: str, text: str, room: str, after: int) -> None:
    """Other words, another chat, or long before or after the attempt."""
    async with speaking(database_url) as bot:
        key = await lost(bot, "早安")
        bot.outbox.echoed([echo(text, room=room, after=after * SECOND)])
        await bot.settle()
        assert (await bot.row(key)).state == "unknown"


async def test_the_oldest_of_equal_messages_is_proven_first(database_url: str) -> None:
    """One echo proves one message."""
    async with speaking(database_url) as bot:
        first, second = await lost(bot, "好"), await lost(bot, "好")
        bot.outbox.echoed([echo("好")])
        bot.outbox.echoed([echo("好")])
        await bot.settle()
        assert ((await bot.row(first)).state, (await bot.row(second)).state) == ("sent", "unknown")


async def test_the_echo_of_a_message_known_as_sent_proves_no_other(database_url: str) -> None:
    """Its id is known, in memory or after a crash from the row."""
    async with speaking(database_url) as bot:
        bot.platform.answer(Sent("s1"))
        await bot.say("好")
        await bot.settle()
        key = await lost(bot, "好")
        for _ in range(2):
            bot.outbox.echoed([echo("好", "s1")])
            await bot.settle()
            await bot.crash()
        assert (await bot.row(key)).state == "unknown"


async def test_a_message_sent_without_an_id_gets_it_from_its_echo(database_url: str) -> None:
    """So that somebody can quote it, and so that its echo proves no other."""
    async with speaking(database_url) as bot:
        bot.platform.answer(Sent())
        sent = await bot.say("好")
        await bot.settle()
        key = await lost(bot, "好")
        bot.outbox.echoed([echo("好", "s1")])
        await bot.settle()
        row = await bot.row(sent)
        assert (row.platform_message_id, row.reason) == ("s1", None)
        assert (await bot.row(key)).state == "unknown"


async def test_an_echo_knows_better_than_a_lost_answer(database_url: str) -> None:
    """It may come before the answer that never comes, or before a wrong one."""
    async with speaking(database_url) as bot:
        for room, outcome in ((1, Unknown("deadline")), (2, TryAgain("reset"))):
            let_go = bot.platform.hang(f"room{room}")
            bot.platform.answer(outcome, chat=f"room{room}")
            key = await bot.say("好", room)
            await bot.outbox.tick(NOON)
            bot.outbox.echoed([echo("好", f"e{room}", f"room{room}")])
            await bot.outbox.tick(NOON)
            let_go()
            await bot.play(60 * SECOND)
            bot.clock.move_to(NOON)
            row = await bot.row(key)
            assert (row.state, row.platform_message_id) == ("sent", f"e{room}")
        assert bot.platform.asked == ["好", "好"]


async def test_an_old_echo_is_not_of_the_same_words_in_flight(database_url: str) -> None:
    """A replay shows an unknown message while the same words are being sent again: each gets its own proof."""
    async with speaking(database_url) as bot:
        old = await lost(bot, "好")
        await bot.play(60 * SECOND)
        let_go = bot.platform.hang("room1")
        bot.platform.answer(Sent("s2"))
        new = await bot.say("好")
        await bot.outbox.tick(bot.clock.now())
        bot.outbox.echoed([echo("好", "s1", after=SECOND)])
        await bot.outbox.tick(bot.clock.now())
        let_go()
        await bot.settle()
        proven = [(row.state, row.platform_message_id) for row in (await bot.row(old), await bot.row(new))]
        assert proven == [("sent", "s1"), ("sent", "s2")]


async def test_a_slow_platform_clock_costs_no_proof(database_url: str) -> None:
    """An echo told as somewhat older than the flight is of the flight when it can be of nothing else."""
    async with speaking(database_url) as bot:
        let_go = bot.platform.hang("room1")
        bot.platform.answer(Unknown("deadline"))
        key = await bot.say("好")
        await bot.outbox.tick(NOON)
        bot.outbox.echoed([echo("好", "s1", after=-60 * SECOND)])
        await bot.outbox.tick(NOON)
        let_go()
        await bot.settle()
        assert (await bot.row(key)).platform_message_id == "s1"


async def test_a_private_echo_is_of_the_private_chat(database_url: str) -> None:
    """The platform tells whom it was said to."""
    async with speaking(database_url) as bot:
        key = await lost(bot, "好", None, person_id=1)
        bot.outbox.echoed([echo("好", "e1", "", person="bob"), echo("好", "e2", "", person="ann")])
        await bot.settle()
        assert (await bot.row(key)).platform_message_id == "e2"


async def test_when_all_echoes_were_shown_the_rest_was_never_sent(database_url: str) -> None:
    """What was being sent at the crash goes out again; what the platform showed does not."""
    async with speaking(database_url) as bot:
        bot.platform.answer(Crashed(), chat="room1")
        bot.platform.answer(Crashed(), chat="room2")
        await bot.say("到了", 1, priority=Priority.ANSWER)
        await bot.say("没到", 2, priority=Priority.ANSWER)
        with pytest.raises(Crashed):
            await bot.settle()
        await bot.crash()
        bot.outbox.echoed([echo("到了")])
        bot.outbox.echoes_complete()
        await bot.settle()
        assert [words for _, _, words in bot.platform.taken] == ["没到"]


async def test_the_promise_says_nothing_of_what_is_on_its_way(database_url: str) -> None:
    """A message in flight when it is given may become unknown later, and then stays so."""
    async with speaking(database_url) as bot:
        let_go = bot.platform.hang("room1")
        bot.platform.answer(Unknown("deadline"))
        key = await bot.say("好")
        await bot.outbox.tick(NOON)
        bot.outbox.echoes_complete()
        let_go()
        await bot.settle()
        assert (await bot.row(key)).state == "unknown"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@小明\u2005你好\n再见", True),
        ("@小 明 @x\u2005 你好 再见 ", True),
        ("你好\n再见", True),
        ("@小明\u2005你好", False),
        ("小明你好\n再见", False),
    ],
)
def test_names_and_blanks_may_differ(text: str, shown: bool) -> None:
    """The adapter writes the names it knows, and platforms space as they like."""
    assert shows(echo(text), Text((Mention(1), "你好\n\n再见"))) is shown


def test_a_picture_is_known_by_its_kind() -> None:
    """There is nothing else to compare."""
    picture = MessagePosted("e", NOON, "bot", "", "room1", kind="image", from_self=True)
    assert shows(picture, Image(path="a.png"))
    assert not shows(picture, Text(("",)))
