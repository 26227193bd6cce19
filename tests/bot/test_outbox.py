"""The outbox as conversations with a platform that answers as scripted."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.content import Image, Mention, Text
from bot.outbox import Cause, Policy, Post, Priority
from bot.outbox.messages import explain
from bot.platforms.base import Refused, Sent, TooFast, TryAgain, Unknown
from bot.platforms.simulator import Crashed
from storage.engine import Database
from storage.tables import Account, Group, Person
from tests.bot.speaking import NOON, speaking

MINUTE = timedelta(minutes=1)


async def test_a_post_is_sent_once_and_keeps_the_platforms_id(database_url: str) -> None:
    """The row tells what the platform said."""
    async with speaking(database_url) as bot:
        key = await bot.say("早安")
        await bot.settle()
        row = await bot.row(key)
        assert (row.state, row.platform_message_id, row.sent_at, row.attempts) == ("sent", "m1", NOON, 1)
        assert bot.platform.taken == [(NOON, "room1", "早安")]


async def test_the_same_key_is_said_once(database_url: str) -> None:
    """Posting again changes nothing, even after it was sent."""
    async with speaking(database_url) as bot:
        await bot.say("一", key="k")
        await bot.say("二", key="k")
        await bot.settle()
        await bot.say("三", key="k")
        await bot.settle()
        assert bot.platform.words_to("room1") == ["一"]


async def test_nothing_goes_before_its_time(database_url: str) -> None:
    """The outbox names the moment it wants to be asked again, and then sends."""
    async with speaking(database_url) as bot:
        await bot.say("晚安", due_at=NOON + MINUTE)
        assert await bot.settle() == NOON + MINUTE
        assert bot.platform.taken == []
        await bot.play(MINUTE)
        assert bot.platform.taken == [(NOON + MINUTE, "room1", "晚安")]


async def test_answers_go_before_welcomes_before_posts(database_url: str) -> None:
    """Whatever was asked for first."""
    async with speaking(database_url) as bot:
        await bot.say("投放", 1, priority=Priority.POST)
        await bot.say("欢迎", 2, priority=Priority.WELCOME)
        await bot.say("回答", 3, priority=Priority.ANSWER)
        await bot.settle()
        assert [words for _, _, words in bot.platform.taken] == ["回答", "欢迎", "投放"]


async def test_mentions_go_out_as_platform_ids(database_url: str) -> None:
    """And somebody we don't know any more is left out."""
    async with speaking(database_url) as bot:
        await bot.say(Text(("欢迎 ", Mention(1), Mention(99), "来")))
        await bot.say(Image(path="a.png"), 2)
        await bot.settle()
        assert bot.platform.words_to("room1") == ["欢迎 @ann\u2005来"]
        assert bot.platform.words_to("room2") == ["Image"]


async def test_who_refuses_private_words_is_no_friend(database_url: str) -> None:
    """Known from the commit that settles them; a picture, a group or a busy platform teach nothing of that."""
    async with speaking(database_url) as bot:
        async with bot.db.write() as session:
            await session.execute(update(Person).values(is_friend=True))
        bot.platform.answer(Refused("not a friend"), chat="ann")
        bot.platform.answer(TryAgain("busy"), Sent("m"), Refused("too large"), chat="bob")
        bot.platform.answer(Refused("no"), chat="room1")
        keys = [await bot.say("你好", None, person_id=1), await bot.say("你好", None, person_id=2)]
        await bot.play(MINUTE)
        keys += [await bot.say(Image(path="a.png"), None, person_id=2), await bot.say("早安")]
        await bot.play(MINUTE)
        assert [(await bot.row(key)).state for key in keys] == ["failed", "sent", "failed", "failed"]
        async with bot.db.read() as session:
            friends = await session.scalars(select(Person.platform_id).where(Person.is_friend))
            assert list(friends) == ["bob"]
        assert bot.platform.asked.count("你好") == 3


async def test_a_private_message_goes_to_the_person(database_url: str) -> None:
    """A person is a chat like any other."""
    async with speaking(database_url) as bot:
        await bot.say("你好", None, person_id=2)
        await bot.settle()
        assert bot.platform.words_to("bob") == ["你好"]


def test_a_post_goes_to_a_group_or_to_a_person() -> None:
    """Neither and both are mistakes of the caller."""
    with pytest.raises(ValueError, match="either"):
        Post("k", Text(("x",)), Cause("event", "1"))
    with pytest.raises(ValueError, match="either"):
        Post("k", Text(("x",)), Cause("event", "1"), group_id=1, person_id=1)


async def test_a_long_text_is_split_and_its_parts_stay_in_order(database_url: str) -> None:
    """Each part is a row of its own, and none overtakes another."""
    async with speaking(database_url) as bot:
        paragraphs = [f"第{n}段" + "字" * 120 for n in range(1, 6)]
        key = await bot.say("\n\n".join(paragraphs))
        bot.platform.answer(Sent("a"), TryAgain("busy"))
        await bot.play(MINUTE)
        assert bot.platform.words_to("room1") == paragraphs
        assert (await bot.row(f"{key}#5")).state == "sent"


async def test_what_a_later_attempt_may_bring_is_tried_again(database_url: str) -> None:
    """Ever later, and the chat's next message waits behind it."""
    async with speaking(database_url) as bot:
        bot.platform.answer(TryAgain("busy"), TryAgain("busy"), chat="room1")
        first = await bot.say("一", 1)
        await bot.say("二", 1)
        await bot.say("别的群", 2)
        await bot.settle()
        assert bot.platform.words_to("room2") == ["别的群"]
        assert (await bot.row(first)).reason == "retry: busy"
        await bot.play(MINUTE)
        assert bot.platform.words_to("room1") == ["一", "二"]
        assert (await bot.row(first)).attempts == 3


async def test_a_message_that_never_works_is_listed_as_failed(database_url: str) -> None:
    """After enough attempts, with the platform's last word."""
    async with speaking(database_url) as bot:
        bot.platform.answer(*[TryAgain("busy")] * 30, chat="room1")
        key = await bot.say("一")
        await bot.play(timedelta(hours=6))
        row = await bot.row(key)
        assert (row.state, row.reason, row.attempts) == ("failed", "gave_up: busy", 20)


async def test_a_refusal_is_final(database_url: str) -> None:
    """It is listed with the reason and nothing is tried again."""
    async with speaking(database_url) as bot:
        bot.platform.answer(Refused("not a friend"))
        key = await bot.say("一")
        await bot.play(timedelta(days=1))
        row = await bot.row(key)
        assert (row.state, row.reason, len(bot.platform.asked)) == ("failed", "refused: not a friend", 1)
        assert "not a friend" in explain(row, "zh", "Asia/Shanghai", NOON)


async def test_too_fast_silences_the_whole_account(database_url: str) -> None:
    """Answers too, through a crash, and longer when it happens again."""
    async with speaking(database_url) as bot:
        bot.platform.answer(TooFast("slow down", MINUTE))
        first = await bot.say("一", 1)
        await bot.settle()
        await bot.say("答", 2, priority=Priority.ANSWER)
        await bot.crash()
        assert await bot.settle() == NOON + MINUTE
        assert len(bot.platform.asked) == 1
        bot.platform.answer(TooFast("slow down", MINUTE))
        await bot.play(MINUTE)
        assert await bot.settle() == NOON + 3 * MINUTE
        await bot.play(2 * MINUTE)
        await bot.settle()
        assert sorted(words for _, _, words in bot.platform.taken) == ["一", "答"]
        assert (await bot.row(first)).attempts == 1
        async with bot.db.read() as session:
            assert (await session.get_one(Account, 1)).floods == 2


async def test_an_unknown_fate_is_never_guessed_at(database_url: str) -> None:
    """Nothing is sent twice without somebody's word; at least once is what says it may be."""
    async with speaking(database_url) as bot:
        bot.platform.answer(Unknown("deadline"), chat="room1")
        bot.platform.answer(Unknown("deadline"), chat="room2")
        once = await bot.say("一", 1)
        least = await bot.say("二", 2, policy=Policy.AT_LEAST_ONCE)
        await bot.play(timedelta(days=1))
        assert ((await bot.row(once)).state, (await bot.row(least)).state) == ("unknown", "sent")
        assert bot.platform.asked == ["一", "二", "二"]


async def test_an_adapter_that_raises_leaves_the_fate_unknown(database_url: str) -> None:
    """Its slip is no proof that nothing was sent."""
    async with speaking(database_url) as bot:
        bot.platform.answer(RuntimeError("slip"))
        key = await bot.say("一")
        await bot.settle()
        row = await bot.row(key)
        assert (row.state, row.reason) == ("unknown", "lost: RuntimeError")


async def test_a_crash_while_sending_leaves_the_fate_unknown(database_url: str) -> None:
    """And what had not begun is still sent."""
    async with speaking(database_url) as bot:
        bot.platform.answer(Crashed(), chat="room1")
        key = await bot.say("一")
        later = await bot.say("二")
        with pytest.raises(Crashed):
            await bot.settle()
        assert (await bot.row(key)).state == "sending"
        await bot.crash()
        await bot.settle()
        assert ((await bot.row(key)).state, (await bot.row(later)).state) == ("unknown", "sent")


async def test_a_claim_from_before_a_crash_settles_nothing(database_url: str) -> None:
    """The answer to the old attempt comes too late: an admin has had it sent again under a new token."""
    async with speaking(database_url) as bot:
        let_go = bot.platform.hang("room1")
        key = await bot.say("一")
        await bot.outbox.tick(NOON)
        ghost = bot.outbox
        await bot.open()
        row = await bot.row(key)
        async with bot.db.write() as session:
            assert await bot.outbox.resend(session, [row.id], NOON) == [row.id]
        del bot.platform.hanging["room1"]
        bot.platform.answer(TryAgain("busy"), chat="room1")
        bot.outbox.wake()
        await bot.settle()
        let_go()
        await ghost.drain()
        assert (await bot.row(key)).reason == "retry: busy"


async def test_a_slow_chat_stops_nobody_else(database_url: str) -> None:
    """Its own next message waits, everybody else's goes."""
    async with speaking(database_url) as bot:
        let_go = bot.platform.hang("room1")
        await bot.say("一", 1)
        await bot.say("二", 1)
        await bot.say("别的群", 2)
        for _ in range(5):
            await bot.outbox.tick(NOON)
            await asyncio.sleep(0)
        assert bot.platform.words_to("room1") == []
        let_go()
        await bot.settle()
        assert bot.platform.words_to("room1") == ["一", "二"]
        assert bot.platform.words_to("room2") == ["别的群"]


async def test_a_delivery_nobody_answers_is_given_up(database_url: str) -> None:
    """After a while its fate is unknown and its chat goes on."""
    async with speaking(database_url) as bot:
        bot.platform.hang("room1")
        key = await bot.say("一", 1)
        due = await bot.outbox.tick(NOON)
        assert due is not None
        await bot.outbox.tick(due)
        assert (await bot.row(key)).state == "unknown"


async def test_a_group_without_us_gets_nothing(database_url: str) -> None:
    """Not even answers, and the row says why."""
    async with speaking(database_url) as bot:
        await bot.group(1, left_at=NOON)
        key = await bot.say("一", priority=Priority.ANSWER)
        await bot.settle()
        row = await bot.row(key)
        assert (row.state, row.reason, bot.platform.asked) == ("dropped", "left", [])


async def test_a_paused_group_gets_answers_only(database_url: str) -> None:
    """Posts and welcomes are dropped, not saved up for the end of the pause."""
    async with speaking(database_url) as bot:
        await bot.group(1, paused_at=NOON)
        await bot.say("投放")
        await bot.say("欢迎", priority=Priority.WELCOME)
        await bot.say("回答", priority=Priority.ANSWER)
        await bot.settle()
        await bot.group(1, paused_at=None)
        bot.outbox.wake()
        await bot.settle()
        assert bot.platform.asked == ["回答"]


async def test_what_is_too_late_to_be_worth_it_expires(database_url: str) -> None:
    """While the link is down nothing is tried, and afterwards only what still makes sense."""
    async with speaking(database_url) as bot:
        bot.outbox.link(is_up=False)
        stale = await bot.say("今晚八点见", 1, expires_at=NOON + MINUTE)
        await bot.say("通知", 2)
        assert await bot.settle() is None
        bot.clock.move_to(NOON + 2 * MINUTE)
        bot.outbox.link(is_up=True)
        await bot.settle()
        assert (await bot.row(stale)).state == "expired"
        assert bot.platform.asked == ["通知"]


async def test_an_admin_sends_again_or_lets_be(database_url: str) -> None:
    """Only what is not settled, and only of this account."""
    async with speaking(database_url) as bot:
        bot.platform.answer(Unknown("?"), Refused("no"))
        unknown, failed, sent = [await bot.row(await bot.say(words, room)) for room, words in enumerate("一二三", 1)]
        await bot.settle()
        async with bot.db.write() as session:
            assert await bot.outbox.resend(session, [unknown.id, sent.id], NOON) == [unknown.id]
            assert await bot.outbox.drop(session, [failed.id, sent.id]) == [failed.id]
        bot.outbox.wake()
        await bot.settle()
        assert bot.platform.words_to("room1") == ["一"]
        assert ((await bot.row(failed.key)).state, (await bot.row(failed.key)).reason) == ("dropped", "skipped")


class Outage(Database):
    """A database that fails its next transactions."""

    failures = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncConnection]:
        """As always, but for the failures."""
        if self.failures:
            self.failures -= 1
            raise OSError("disk")
        async with super().transaction() as connection:
            yield connection


async def test_a_failed_turn_is_taken_again(database_url: str) -> None:
    """A database that is away when an answer comes in costs nothing but time."""
    async with speaking(database_url) as bot, Outage(database_url) as outage:
        bot.db = outage
        await bot.open()
        key = await bot.say("一")
        await bot.outbox.tick(NOON)
        outage.failures = 2
        for _ in range(2):
            with pytest.raises(OSError, match="disk"):
                await bot.outbox.drain()
        await bot.settle()
        assert (await bot.row(key)).state == "sent"
        assert bot.platform.words_to("room1") == ["一"]


async def test_a_long_queue_of_a_slow_chat_hides_nobody(database_url: str) -> None:
    """However many of its messages come first."""
    async with speaking(database_url) as bot:
        bot.platform.hang("room1")
        posts = [Post(f"a{n}", Text(("一",)), Cause("event", "1"), group_id=1) for n in range(500)]
        async with bot.db.transaction() as connection:
            await bot.outbox.add(connection, posts, NOON)
        await bot.say("别的群", 2)
        await bot.outbox.tick(NOON)
        await bot.outbox.tick(NOON)
        await asyncio.sleep(0)
        assert bot.platform.asked == ["一", "别的群"]


async def test_a_retry_keeps_its_place_through_a_crash(database_url: str) -> None:
    """What was asked for after it does not overtake it, though nothing in memory says so."""
    async with speaking(database_url) as bot:
        bot.platform.answer(*[TryAgain("busy")] * 3, chat="room1")
        await bot.say("一")
        await bot.say("二", due_at=NOON + timedelta(seconds=5))
        while len(bot.platform.asked) < 3:
            due = await bot.settle()
            assert due is not None
            bot.clock.move_to(due)
        await bot.crash()
        await bot.play(MINUTE)
        assert bot.platform.words_to("room1") == ["一", "二"]


async def test_what_is_in_flight_at_a_crash_stays_few(database_url: str) -> None:
    """A platform that answers slowly is not handed the whole queue, since all of it would become unknown."""
    async with speaking(database_url) as bot:
        async with bot.db.write() as session:
            session.add_all(Group(account_id=1, platform_id=f"far{n}", joined_at=NOON) for n in range(300))
        posts = [Post(f"a{n}", Text(("一",)), Cause("event", "1"), group_id=6 + n) for n in range(300)]
        async with bot.db.transaction() as connection:
            await bot.outbox.add(connection, posts, NOON)
        for n in range(300):
            bot.platform.hang(f"far{n}")
        for _ in range(10):
            await bot.outbox.tick(NOON)
            bot.outbox.wake()
        assert len(bot.platform.asked) <= 32
