"""Pacing as arithmetic: never faster than allowed, never in quiet hours, and the same after a crash."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.outbox import Priority
from bot.outbox.messages import explain
from bot.outbox.pacing import Held, Hold, Pacing, PacingRules, Wish, next_midnight, quiet_until
from bot.settings import settings_from
from tests.bot.speaking import NOON, speaking

OLD = datetime(2020, 1, 1, tzinfo=UTC)
SHANGHAI = "Asia/Shanghai"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
NIGHT = time(22, 30), time(8)


def pacing(created_at: datetime = OLD, seed: int = 1, **settings: str) -> Pacing:
    """Pacing by the default settings but for those named."""
    return Pacing(PacingRules.from_settings(settings_from(settings)), seed, created_at)


def wish(
    key: str = "k", chat: int = 1, priority: Priority = Priority.ANSWER, due_at: datetime = NOON, zone: str = SHANGHAI
) -> Wish:
    """A message that is due."""
    return Wish(key, chat, zone, priority, due_at)


def local(text: str, zone: str = SHANGHAI) -> datetime:
    """A wall-clock time of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def speak(state: Pacing, wishes: list[Wish], start: datetime, until: datetime) -> list[tuple[datetime, Wish]]:
    """Say all as soon as allowed, as the outbox does; what was said, and when."""
    said: list[tuple[datetime, Wish]] = []
    now = start
    while wishes and now <= until:
        moments: list[datetime] = []
        for each in list(wishes):
            hold = state.take(each, now)
            if hold is None:
                said.append((now, each))
                wishes.remove(each)
            else:
                assert hold.until > now, "a hold that is over would never end"
                moments.append(hold.until)
        now = min(moments, default=until)
    return said


WISHES = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(Priority)), min_size=1, max_size=60)


@given(WISHES, st.integers(1, 120), st.integers(1, 6), st.integers(0, 23), st.booleans())
@example([(1, Priority.ANSWER), (1, Priority.WELCOME), (1, Priority.ANSWER)], 1, 2, 0, True)
def test_nothing_is_ever_too_fast(
    chats: list[tuple[int, Priority]], per_minute: int, burst: int, hour: int, new: bool
) -> None:
    """In any stretch of time, the account and each chat get at most the burst and what the rate adds.

    Answers go at the account's pace only, and a new account is slow only with what nobody asked for.
    """
    start = NOON.replace(hour=hour)
    state = pacing(
        start if new else OLD,
        ACCOUNT_PER_MINUTE=str(per_minute),
        ACCOUNT_BURST=str(burst),
        GROUP_PER_MINUTE="6",
        GROUP_BURST="2",
    )
    wishes = [wish(f"{n}", chat, priority, start) for n, (chat, priority) in enumerate(chats)]
    said = speak(state, wishes, start, start + timedelta(days=3))
    slowness = 3 if new else 1
    unasked = [(at, each) for at, each in said if each.priority is not Priority.ANSWER]
    assert not too_fast([at for at, _ in said], MINUTE / per_minute, burst)
    assert not too_fast([at for at, _ in unasked], MINUTE * slowness / per_minute, burst)
    for chat in range(1, 5):
        assert not too_fast([at for at, each in unasked if each.chat == chat], MINUTE * slowness / 6, 2)
    for at, each in said:
        if each.priority is Priority.POST:
            assert time(8) <= at.astimezone(ZoneInfo(SHANGHAI)).time() < time(22, 30)


def too_fast(times: list[datetime], interval: timedelta, burst: int) -> bool:
    """Whether some stretch holds more than it may."""
    return any(
        later - first < interval * (n - burst)
        for i, first in enumerate(times)
        for n, later in enumerate(times[i:], start=1)
    )


@given(st.lists(st.integers(0, 90), min_size=1, max_size=40))
def test_a_crash_changes_nothing(pauses: list[int]) -> None:
    """State rebuilt from what was sent holds back exactly what the lost one would."""
    lost = pacing()
    past: list[tuple[Wish, datetime]] = []
    now = NOON
    for n, pause in enumerate(pauses):
        now += pause * SECOND
        each = wish(f"{n}", n % 3, Priority(n % 3), now - MINUTE)
        if lost.take(each, now) is None:
            past.append((each, now))
    rebuilt = pacing()
    rebuilt.replay(past)
    for chat in range(3):
        for priority in Priority:
            last = wish("last", chat, priority, now - MINUTE)
            assert rebuilt.would_hold(last, now) == lost.would_hold(last, now)


def test_a_burst_goes_at_once_then_the_rate_holds() -> None:
    """Five in a row after a rest, then one every three seconds and a little."""
    state = pacing(JITTER="0s", GROUP_PER_MINUTE="1000", GROUP_BURST="100")
    said = speak(state, [wish(f"{n}") for n in range(8)], NOON, NOON + MINUTE)
    assert [(at - NOON).total_seconds() for at, _ in said] == [0, 0, 0, 0, 0, 3, 6, 9]


def test_pauses_look_human_and_do_not_slow_the_rate() -> None:
    """No two gaps are alike, yet the long run is as fast as the setting says."""
    state = pacing(GROUP_PER_MINUTE="1000", GROUP_BURST="100")
    said = speak(state, [wish(f"{n}") for n in range(105)], NOON, NOON + timedelta(hours=1))
    gaps = {(b[0] - a[0]).total_seconds() for a, b in pairwise(said[10:])}
    assert len(gaps) > 50
    assert 290 <= (said[-1][0] - NOON).total_seconds() <= 310


def test_each_seed_pauses_differently_and_always_the_same() -> None:
    """So a run can be repeated, and two accounts don't move in step."""
    holds = [pacing(seed=seed).take(wish("k"), NOON) for seed in (1, 1, 2)]
    assert holds[0] == holds[1] != holds[2]
    assert all(hold is not None and hold.why is Held.HUMAN_PAUSE for hold in holds)
    assert pacing(JITTER="0s").take(wish("k"), NOON) is None


def test_posts_have_a_cap_a_day_and_answers_have_none() -> None:
    """Per account and per group, until midnight where each of them is."""
    state = pacing(DAILY_CAP="3", GROUP_DAILY_CAP="2", GROUP_BURST="9", ACCOUNT_BURST="99", JITTER="0s")
    assert [state.take(wish(f"{n}", 1, Priority.POST), NOON) for n in range(2)] == [None, None]
    midnight = local("2026-03-03T00:00")
    assert state.take(wish("2", 1, Priority.POST), NOON) == Hold(midnight, Held.GROUP_CAP)
    assert state.take(wish("3", 2, Priority.POST), NOON) is None
    assert state.take(wish("4", 3, Priority.POST), NOON) == Hold(midnight, Held.ACCOUNT_CAP, account=True)
    assert state.take(wish("5", 1, Priority.ANSWER), NOON) is None
    assert state.take(wish("6", 1, Priority.WELCOME), NOON) is None
    assert (state.posts_left(NOON), state.posts_today_in(1, SHANGHAI, NOON)) == (0, 2)
    assert state.take(wish("7", 1, Priority.POST), midnight + timedelta(hours=9)) is None


def test_another_attempt_is_not_another_post() -> None:
    """It was counted the first time, and it has waited."""
    state = pacing(DAILY_CAP="5", GROUP_DAILY_CAP="1")
    again = Wish("k", 1, SHANGHAI, Priority.POST, NOON, again=True)
    assert state.take(again, NOON) is None
    assert state.posts_today(NOON) == 0


def test_a_new_account_is_gentle() -> None:
    """A third of the rate and 200 posts a day, until it is a week old."""
    young = pacing(NOON - timedelta(days=6))
    slow, usual = (state.account_rate(NOON, Priority.POST).interval for state in (young, pacing()))
    assert slow == 3 * usual == 3 * young.account_rate(NOON, Priority.ANSWER).interval
    assert (young.posts_left(NOON), pacing().posts_left(NOON)) == (200, 2000)
    assert young.posts_left(NOON + timedelta(days=1)) == 2000
    assert pacing(NOON, NEW_ACCOUNT_DAYS="0").posts_left(NOON) == 2000


def test_a_clock_set_back_does_not_mute_the_bot() -> None:
    """What was said in a future that is no more costs an empty bucket at most."""
    state = pacing(JITTER="0s")
    for n in range(5):
        assert state.take(wish(f"{n}", n), NOON + timedelta(days=300)) is None
    hold = state.take(wish("x", 9), NOON)
    assert hold is not None
    assert hold.until <= NOON + 5 * 3 * SECOND


def test_pacing_off_leaves_quiet_hours_alone() -> None:
    """They have a setting of their own."""
    state = pacing(PACING="off")
    late = local("2026-03-02T23:00")
    assert [state.take(wish(f"{n}", due_at=late), late) for n in range(500)] == [None] * 500
    assert state.take(wish("p", priority=Priority.POST), late) == Hold(local("2026-03-03T08:00"), Held.QUIET_HOURS)
    assert pacing(PACING="off", QUIET_HOURS="").take(wish("p", priority=Priority.POST), late) is None


@pytest.mark.parametrize(
    ("now", "zone", "until"),
    [
        ("2026-03-02T22:29:59", SHANGHAI, None),
        ("2026-03-02T22:30:00", SHANGHAI, "2026-03-03T08:00"),
        ("2026-03-03T00:00:00", SHANGHAI, "2026-03-03T08:00"),
        ("2026-03-03T07:59:59", SHANGHAI, "2026-03-03T08:00"),
        ("2026-03-03T08:00:00", SHANGHAI, None),
        ("2026-12-31T23:00:00", "America/New_York", "2027-01-01T08:00"),
        ("2026-03-07T23:00:00", "America/New_York", "2026-03-08T08:00"),
    ],
)
def test_quiet_hours_are_the_groups_own(now: str, zone: str, until: str | None) -> None:
    """By its wall clock, over midnight, the year's end and clock changes."""
    expected = None if until is None else local(until, zone)
    assert quiet_until(NIGHT, local(now, zone), zone) == expected


def test_quiet_hours_that_end_when_the_clock_changes() -> None:
    """An end that is skipped comes with the jump; one that comes twice is over at the second while it lasts."""
    zone = "America/New_York"
    hours = time(1), time(2, 30)
    assert quiet_until(hours, local("2026-03-08T01:30", zone), zone) == local("2026-03-08T03:00", zone)
    second = datetime(2026, 11, 1, 6, 15, tzinfo=UTC)  # 01:15 for the second time
    assert quiet_until((time(1), time(1, 30)), second, zone) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_the_next_day_begins_at_the_groups_midnight() -> None:
    """Wherever it is, and where midnight itself is skipped."""
    assert next_midnight(NOON, SHANGHAI) == local("2026-03-03T00:00")
    assert next_midnight(datetime(2026, 3, 29, 12, tzinfo=UTC), "Asia/Beirut") == local(
        "2026-03-30T00:00", "Asia/Beirut"
    )


async def test_a_post_at_night_waits_for_the_morning(database_url: str) -> None:
    """An answer and a welcome do not; the group's zone decides, not the account's."""
    night = local("2026-03-02T23:00")
    async with speaking(database_url, {"JITTER": "0s"}, now=night) as bot:
        await bot.group(2, zone="Europe/London")
        key = await bot.say("投放", 1)
        await bot.say("投放", 2)
        await bot.say("回答", 1, priority=Priority.ANSWER)
        await bot.say("欢迎", 1, priority=Priority.WELCOME)
        morning = local("2026-03-03T08:00")
        assert await bot.settle() == morning
        assert {(to, words) for _, to, words in bot.platform.taken} == {
            ("room1", "回答"),
            ("room1", "欢迎"),
            ("room2", "投放"),
        }
        row = await bot.row(key)
        assert row.reason == "quiet_hours"
        async with bot.db.read() as session:
            hold = await bot.outbox.hold_of(session, row, None, night)
        assert explain(row, "zh", SHANGHAI, night, hold).endswith(
            "在等：现在是安静时段。最早 2026-03-03 周二 08:00 (Asia/Shanghai) 发。"
        )
        await bot.play(morning)
        await bot.settle()
        assert bot.platform.taken[-1] == (morning, "room1", "投放")


async def test_a_queue_drains_at_the_account_rate_through_crashes(database_url: str) -> None:
    """The bucket outlives the process: restarting is no way to be faster."""
    async with speaking(database_url, {"JITTER": "0s"}) as bot:
        for n in range(12):
            await bot.say(f"{n}", 1 + n % 5)
        for _ in range(4):
            await bot.settle()
            await bot.crash()
        assert len(bot.platform.taken) == 5
        await bot.play(MINUTE)
        assert [(at - NOON).total_seconds() for at, _, _ in bot.platform.taken] == [0] * 5 + [
            3 * n for n in range(1, 8)
        ]


async def test_a_held_queue_is_not_rewritten_again_and_again(database_url: str) -> None:
    """Of a thousand posts behind an empty bucket none is touched until it may go."""
    async with speaking(database_url, {"JITTER": "0s"}) as bot:
        keys = [await bot.say(f"{n}", 1 + n % 5) for n in range(50)]
        await bot.settle()
        assert [(await bot.row(key)).reason for key in keys] == [None] * 50


async def test_the_budget_counts_what_is_left(database_url: str) -> None:
    """Posts of today, by account and group, and the queue by priority."""
    settings = {"JITTER": "0s", "DAILY_CAP": "10", "GROUP_DAILY_CAP": "2", "ACCOUNT_BURST": "3"}
    async with speaking(database_url, settings) as bot:
        for n in range(4):
            await bot.say(f"{n}", 1 + n % 2)
        await bot.say("明天", due_at=NOON + timedelta(days=1))
        await bot.settle()
        await bot.say("答", priority=Priority.ANSWER)
        async with bot.db.read() as session:
            budget = await bot.outbox.budget(session, NOON, 1)
        assert (budget.posts_today, budget.posts_left) == (3, 7)
        assert (budget.group_posts_today, budget.group_posts_left) == (2, 0)
        assert budget.waiting == {Priority.ANSWER: 1, Priority.WELCOME: 0, Priority.POST: 1}
        assert (budget.later, budget.unknown, budget.failed) == (1, 0, 0)
        assert budget.next_send_at == NOON + 3 * SECOND


async def test_new_quiet_hours_hold_for_what_waits_already(database_url: str) -> None:
    """What waited for the old morning goes when there is none any more, and waits for the new one when there is."""
    night = local("2026-03-02T23:00")
    async with speaking(database_url, {"JITTER": "0s"}, now=night) as bot:
        for words in ("一", "二"):
            await bot.say(words, 1)
        assert await bot.settle() == local("2026-03-03T08:00")
        for own, next_look in (("22:00-06:00", local("2026-03-03T06:00")), ("", None)):
            await bot.group(1, quiet_hours=own)
            async with bot.db.write() as session:
                await bot.outbox.rejudge(session, [1])
            bot.outbox.wake()
            assert await bot.settle() == next_look
        assert [words for _, _, words in bot.platform.taken] == ["一", "二"]


@pytest.mark.parametrize(
    ("own", "until"),
    [(None, "2026-03-03T08:00"), ("", None), ("21:00-22:00", None), ("22:00-06:30", "2026-03-03T06:30")],
)
def test_a_groups_own_quiet_hours_go_before_the_setting(own: str | None, until: str | None) -> None:
    """Without any of its own it has the setting's; it may also have none."""
    late = local("2026-03-02T23:00")
    hold = pacing(JITTER="0s").take(wish(priority=Priority.POST, due_at=late)._replace(quiet_hours=own), late)
    assert hold == (until and Hold(local(until), Held.QUIET_HOURS))
