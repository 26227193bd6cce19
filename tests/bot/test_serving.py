"""Serve before you ask: promos wait for value, and scheduled posts for people to talk."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.events import MessagePosted
from bot.outbox import Priority
from bot.outbox.pacing import Held, Hold
from bot.platforms.base import Refused, TryAgain, Unknown
from bot.platforms.simulator import Crashed
from bot.serving import Over, Serving, Standing, Wait, Wanted, judge, moment_of
from storage.bulk import insert_many
from storage.tables import Activity, Group, GroupSetting, Outbox
from storage.tables import Serving as ServingRow
from tests.bot.speaking import NOON, Speaker, speaking

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TODAY = 20260302
VALUE: dict[str, Any] = {"serving": "value"}
PROMO: dict[str, Any] = {"serving": "promo"}


def wanted(**more: Any) -> Wanted:
    """A value post that is due at noon."""
    values: dict[str, Any] = {
        "key": "drop:2:9:1",
        "is_promo": False,
        "is_must": False,
        "ready_at": NOON,
        "expires_at": None,
    }
    return Wanted(**(values | more))


AFTER_TALK = Standing(last_at=NOON - HOUR, last_key="drop:1:1:1", values=3, said=5)
SILENT = AFTER_TALK._replace(said=2)
PROMO_WANTED = wanted(is_promo=True)


@pytest.mark.parametrize(
    ("what", "standing", "minutes", "verdict"),
    [
        (wanted(), Standing(), 0, None),
        (wanted(), AFTER_TALK, 0, None),
        (wanted(), SILENT, 0, Wait("fatigue", NOON + 10 * MINUTE, NOON + 3 * HOUR, 3)),
        (wanted(), SILENT, 175, Wait("fatigue", NOON + 3 * HOUR, NOON + 3 * HOUR, 3)),
        (wanted(), SILENT, 180, Over("fatigue")),
        (wanted(expires_at=NOON + MINUTE), SILENT, 0, Wait("fatigue", NOON + MINUTE, NOON + MINUTE, 3)),
        (wanted(is_must=True), SILENT, 0, None),
        (wanted(), SILENT._replace(rules=Serving(talk=0)), 0, None),
        (wanted(key="drop:1:1:1:1#2"), SILENT, 0, None),
        (PROMO_WANTED, Standing(), 0, Wait("ratio", NOON + HOUR, NOON + 7 * DAY, 3)),
        (PROMO_WANTED, Standing(rules=Serving(ratio=0)), 0, None),
        (PROMO_WANTED, Standing(values=2, said=9, last_at=NOON), 0, Wait("ratio", NOON + HOUR, NOON + 7 * DAY, 1)),
        (PROMO_WANTED, AFTER_TALK, 0, None),
        (PROMO_WANTED, SILENT, 0, Wait("fatigue", NOON + 10 * MINUTE, NOON + 3 * HOUR, 3)),
        (wanted(is_promo=True, is_must=True), Standing(values=2), 0, Wait("ratio", NOON + HOUR, NOON + 7 * DAY, 1)),
        (wanted(is_promo=True, is_must=True), SILENT, 0, None),
        (wanted(is_promo=True, expires_at=NOON + DAY), Standing(), 24 * 60, Over("ratio")),
        (PROMO_WANTED, Standing(), 7 * 24 * 60, Over("ratio")),
    ],
)
def test_what_is_held_and_for_how_long(what: Wanted, standing: Standing, minutes: int, verdict: object) -> None:
    """Value before promo, talk before any; the group's first post and what goes on with the last are free."""
    assert judge(what, standing, NOON + minutes * MINUTE) == verdict


def test_a_promo_set_free_has_time_to_wait_for_talk() -> None:
    """The value post that frees it has only just been said, and the promo was due long ago."""
    freed = Standing(last_at=NOON + 5 * HOUR, last_key="drop:1:1:1", values=3)
    verdict = judge(PROMO_WANTED, freed, NOON + 5 * HOUR)
    assert verdict == Wait("fatigue", NOON + 5 * HOUR + 10 * MINUTE, NOON + 8 * HOUR, 5)


@pytest.mark.parametrize("key", ["drop:1:9:5", "drop:1:9:5#2", "drop:1:9:5:1", "drop:1:9:5:1#3"])
def test_messages_of_one_moment_are_known_by_their_keys(key: str) -> None:
    """However many there are, and into how many parts each was cut."""
    assert moment_of(key) == "drop:1:9:5"


async def test_a_promo_waits_for_three_value_posts(database_url: str) -> None:
    """And goes when the third is out and people have talked; what is behind it does not wait for it."""
    async with speaking(database_url) as bot:
        promo = await bot.say("推广", key="promo", **PROMO)
        for n in range(3):
            assert (await bot.row(promo)).reason == ("ratio" if n else None)
            await bot.say(f"值{n}", key=f"value{n}", **VALUE)
            await bot.settle()
            await talk(bot, 5)
        assert (await bot.row(promo)).reason == "fatigue"
        await bot.play(10 * MINUTE)
        assert bot.platform.words_to("room1") == ["值0", "值1", "值2", "推广"]
        assert await standing(bot) == (0, "promo")


async def test_value_sends_what_waits_for_it_at_once(database_url: str) -> None:
    """Not when its next look would have come."""
    async with speaking(database_url) as bot:
        await rules(bot, ratio=1, talk=0)
        await bot.say("推广", key="promo", **PROMO)
        await bot.settle()
        await bot.play(MINUTE)
        await bot.say("值", key="value", **VALUE)
        await bot.settle()
        assert bot.platform.taken == [(NOON + MINUTE, "room1", "值"), (NOON + MINUTE, "room1", "推广")]


async def test_a_promo_gives_up_when_its_time_is_over(database_url: str) -> None:
    """Listed with the reason, not sent later."""
    async with speaking(database_url) as bot:
        promo = await bot.say("推广", expires_at=NOON + DAY, **PROMO)
        await bot.play(2 * DAY)
        row = await bot.row(promo)
        assert (row.state, row.reason) == ("expired", "ratio")
        assert bot.platform.taken == []


async def test_scheduled_posts_wait_until_people_have_talked(database_url: str) -> None:
    """Five messages by default; the first post is free, and answers don't wait."""
    async with speaking(database_url) as bot:
        await bot.say("一", key="one", **VALUE)
        await bot.say("二", key="two", **VALUE)
        await bot.settle()
        await talk(bot, 4)
        await bot.say("答", priority=Priority.ANSWER)
        await bot.play(HOUR)
        assert bot.platform.words_to("room1") == ["一", "答"]
        await talk(bot, 1)
        await bot.play(10 * MINUTE)
        assert bot.platform.words_to("room1") == ["一", "答", "二"]


async def test_who_talks_to_nobody_is_not_kept_company(database_url: str) -> None:
    """After three hours of silence a post is skipped; a must is not."""
    async with speaking(database_url) as bot:
        await bot.say("一", key="one", **VALUE)
        skipped = await bot.say("二", key="two", **VALUE)
        await bot.play(4 * HOUR)
        row = await bot.row(skipped)
        assert (row.state, row.reason) == ("expired", "fatigue")
        await bot.say("必发", key="must", is_must=True, **VALUE)
        await bot.settle()
        assert bot.platform.words_to("room1") == ["一", "必发"]


async def test_patience_begins_in_the_morning(database_url: str) -> None:
    """Nobody talks in quiet hours, so what is due in them has three hours from their end."""
    async with speaking(database_url, {"PACING": "off", "QUIET_HOURS": "22:30-08:00"}) as bot:
        await bot.say("一", key="one", **VALUE)
        night = await bot.say("二", key="two", due_at=NOON + 11 * HOUR, **VALUE)
        await bot.play(12 * HOUR)
        row = await bot.row(night)
        morning = NOON + 20 * HOUR
        assert (row.reason, row.next_at) == ("fatigue", morning)
        async with bot.db.read() as session:
            hold = await bot.outbox.hold_of(session, row, await session.get(Group, 1), bot.clock.now())
        assert hold == Hold(morning + 3 * HOUR, Held.FATIGUE, lacking=5)
        await bot.play(morning + 30 * MINUTE)
        await talk(bot, 5, day=TODAY + 1)
        await bot.play(10 * MINUTE)
        assert bot.platform.taken[-1] == (morning + 40 * MINUTE, "room1", "二")


async def test_talk_of_yesterday_counts(database_url: str) -> None:
    """What was said that day after the post, and on the days since."""
    async with speaking(database_url) as bot:
        await talk(bot, 7)
        await bot.say("一", key="one", **VALUE)
        await bot.settle()
        await talk(bot, 2)
        await talk(bot, 3, day=TODAY + 1)
        await bot.play(20 * HOUR)
        await bot.say("二", key="two", **VALUE)
        await bot.settle()
        assert bot.platform.words_to("room1") == ["一", "二"]


async def test_all_messages_of_a_moment_go_together(database_url: str) -> None:
    """They count as one, in order, and a long text's parts are as good as one."""
    async with speaking(database_url) as bot:
        await bot.say("先", key="drop:1:1:1", **VALUE)
        await bot.settle()
        await bot.say("第一段" + "字" * 120 + "\n\n" + "第二段" + "字" * 120, key="drop:2:2:1", **VALUE)
        await bot.say("图", key="drop:2:2:1:1", **VALUE)
        await bot.play(HOUR)
        assert bot.platform.words_to("room1") == ["先"]
        await talk(bot, 5)
        await bot.play(10 * MINUTE)
        assert [words[:3] for words in bot.platform.words_to("room1")] == ["先", "第一段", "第二段", "图"]
        assert await standing(bot) == (2, "drop:2:2:1")


async def test_what_failed_does_not_count(database_url: str) -> None:
    """Only what was sent is value, and only what may have been sent is talk of ours."""
    async with speaking(database_url) as bot:
        bot.platform.answer(Refused("no"), TryAgain("busy"), chat="room1")
        await bot.say("一", key="one", **VALUE)
        await bot.settle()
        assert await standing(bot) is None
        await bot.say("二", key="two", **VALUE)
        await bot.play(MINUTE)
        assert await standing(bot) == (1, "two")


async def test_value_whose_fate_is_unknown_counts_when_it_is_known(database_url: str) -> None:
    """An echo, or an admin who has it sent again; meanwhile no promo is let through by it, and none follows one."""
    async with speaking(database_url) as bot:
        await rules(bot, ratio=1, talk=0)
        bot.platform.answer(Unknown("deadline"), chat="room1")
        value = await bot.say("一", key="one", **VALUE)
        await bot.say("推广", key="promo", **PROMO)
        await bot.settle()
        assert (await standing(bot), bot.platform.words_to("room1")) == ((0, "one"), [])
        row = await bot.row(value)
        async with bot.db.write() as session:
            await bot.outbox.resend(session, [row.id], bot.clock.now())
        await bot.settle()
        assert bot.platform.words_to("room1") == ["一", "推广"]
        await bot.say("二", key="two", **VALUE)
        await bot.settle()
        bot.platform.answer(Unknown("deadline"), chat="room1")
        await bot.say("推广二", key="promo2", **PROMO)
        await bot.settle()
        assert await standing(bot) == (0, "promo2")


async def test_an_echo_proves_value(database_url: str) -> None:
    """It counts once, and what waited for it goes."""
    async with speaking(database_url) as bot:
        await rules(bot, ratio=1, talk=0)
        bot.platform.answer(Unknown("deadline"), chat="room1")
        await bot.say("一", key="one", **VALUE)
        await bot.say("推广", key="promo", **PROMO)
        await bot.settle()
        bot.outbox.echoed([MessagePosted("e1", NOON, "bot", "一", "room1", from_self=True)])
        await bot.settle()
        assert bot.platform.words_to("room1") == ["推广"]
        assert await standing(bot) == (0, "promo")


async def test_value_proven_after_the_promo_that_followed_it_is_used_up(database_url: str) -> None:
    """It came before that promo, so the next one needs others."""
    async with speaking(database_url) as bot:
        await rules(bot, ratio=1, talk=0)
        bot.platform.answer(Unknown("deadline"), chat="room1")
        for key in ("one", "two"):
            await bot.say(key, key=key, **VALUE)
        await bot.say("推广", key="promo", **PROMO)
        await bot.settle()
        assert bot.platform.words_to("room1") == ["two", "推广"]
        bot.clock.move_to(NOON + MINUTE)
        bot.outbox.echoed([MessagePosted("e1", NOON, "bot", "one", "room1", from_self=True)])
        await bot.settle()
        assert (await bot.row("one")).state == "sent"
        assert await standing(bot) == (0, "promo")


@pytest.mark.parametrize("serving", ["value", "promo"])
async def test_a_crash_while_sending_neither_loses_nor_doubles(database_url: str, serving: str) -> None:
    """A promo counts as sent, value does not, until somebody knows."""
    async with speaking(database_url) as bot:
        for n in range(3):
            await bot.say(f"值{n}", key=f"value{n}", is_must=True, **VALUE)
        await bot.settle()
        await talk(bot, 5)
        bot.platform.answer(Crashed(), chat="room1")
        key = await bot.say("四", key="four", serving=serving)
        with pytest.raises(Crashed):
            await bot.settle()
        assert await standing(bot) == (3, "value2")
        await bot.crash()
        assert await standing(bot) == (3 if serving == "value" else 0, "four")
        await bot.crash()
        row = await bot.row(key)
        assert row.state == "unknown"
        async with bot.db.write() as session:
            await bot.outbox.resend(session, [row.id], bot.clock.now())
        await bot.settle()
        assert await standing(bot) == (4 if serving == "value" else 0, "four")


async def test_a_waiting_promo_survives_a_crash(database_url: str) -> None:
    """It holds up nothing, and value still sets it free at once."""
    async with speaking(database_url) as bot:
        await rules(bot, ratio=1, talk=0)
        await bot.say("推广", key="promo", **PROMO)
        await bot.settle()
        await bot.crash()
        await bot.say("别的")
        await bot.settle()
        await bot.say("值", key="value", **VALUE)
        await bot.settle()
        assert bot.platform.words_to("room1") == ["别的", "值", "推广"]


async def test_an_old_claim_counts_nothing(database_url: str) -> None:
    """The answer to an attempt that was given up comes too late."""
    async with speaking(database_url) as bot:
        let_go = bot.platform.hang("room1")
        key = await bot.say("一", key="one", **VALUE)
        await bot.outbox.tick(NOON)
        ghost = bot.outbox
        await bot.open()
        row = await bot.row(key)
        async with bot.db.write() as session:
            await bot.outbox.drop(session, [row.id])
            await session.execute(update(Outbox).values(lease="other"))
        let_go()
        await ghost.drain()
        assert await standing(bot) == (0, "one")


async def test_posts_without_serving_know_no_rules(database_url: str) -> None:
    """Welcomes, answers and the like neither wait nor count."""
    async with speaking(database_url) as bot:
        await bot.say("一")
        await bot.say("二")
        await bot.settle()
        assert bot.platform.words_to("room1") == ["一", "二"]
        assert await standing(bot) is None


async def talk(bot: Speaker, messages: int, day: int = TODAY) -> None:
    """Members of room1 say something."""
    async with bot.db.transaction() as connection:
        again = "ON CONFLICT (group_id, day, person_id) DO UPDATE SET messages = activity.messages + excluded.messages"
        columns = ("group_id", "day", "person_id", "messages")
        await insert_many(connection, Activity, columns, [(1, day, 1, messages)], again)


async def rules(bot: Speaker, **values: int) -> None:
    """Set room1's rules of serving."""
    async with bot.db.write() as session:
        session.add_all([GroupSetting(group_id=1, name=f"serving.{name}", value=n) for name, n in values.items()])


async def standing(bot: Speaker) -> tuple[int, str] | None:
    """Room1's value posts since the last promo, and what was served last."""
    async with bot.db.read() as session:
        row = await session.get(ServingRow, 1)
        return None if row is None else (row.values_since_promo, row.last_key)
