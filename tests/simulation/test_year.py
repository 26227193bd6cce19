"""Twelve months of a busy owner: nothing twice, nothing lost unsaid, never at night, never a promo too early.

Two processes play it at once, one of them only its first months, on a database with threads as in life; what is said
in both has to be the same.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.outbox import Priority
from bot.times.recurrence import due_between
from bot.times.timewords import recurrence_of
from plugins.drops.tables import Drop, DropPost
from storage.base import to_ms
from storage.engine import Database
from storage.tables import Group, Outbox, Run, Schedule
from tests.simulation.year import DAYS
from tests.world import START

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")
"""Where there is one, the disk need not be waited for a hundred thousand times."""
SEED = 7
AGAIN = 100
"""Days that are told twice."""
ZONE = "Asia/Shanghai"
RATIO = 3
LOOPING = "栏3"
END = START + timedelta(days=DAYS)
SETTLED_IN = START + timedelta(hours=2)
"""By then the groups know their zones."""
A_WEEK = timedelta(days=7)
SETTLED = {"sent", "failed", "expired", "dropped", "missed"}


@dataclass
class Told:
    """What was said, what became of it, and what had been planned."""

    said: list[dict[str, Any]]
    story: dict[str, Any]
    posts: list[Outbox]
    drops: list[tuple[Drop, Schedule]]
    moments: dict[int, list[DropPost]]
    runs: dict[int, set[datetime]]
    zones: dict[int, str]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sequence[Path]]:
    """The year, and once more its beginning."""
    base = tempfile.mkdtemp(dir=MEMORY) if MEMORY.is_dir() else tmp_path_factory.mktemp("year")
    places = [Path(base) / str(n) for n in range(2)]
    command = [sys.executable, "-m", "tests.simulation.year", str(SEED)]
    plays = [
        subprocess.Popen([*command, str(DAYS), str(places[0])], cwd=ROOT),
        subprocess.Popen([*command, str(AGAIN), str(places[1]), "--threads"], cwd=ROOT),
    ]
    assert [each.wait() for each in plays] == [0, 0]
    yield places
    shutil.rmtree(base)


@pytest.fixture
async def told(folders: Sequence[Path]) -> Told:
    """One of the two."""
    folder = folders[0]
    said = [json.loads(line) for line in (folder / "said.jsonl").read_text("utf-8").splitlines()]
    story = json.loads((folder / "story.json").read_text("utf-8"))
    async with Database(f"sqlite:///{folder}/year.db") as db, db.read() as session:
        posts = list(await session.scalars(select(Outbox).order_by(Outbox.id)))
        query = select(Drop, Schedule).join(Schedule, Schedule.id == Drop.schedule_id).order_by(Drop.id)
        drops = [(drop, schedule) for drop, schedule in (await session.execute(query)).all()]
        moments: dict[int, list[DropPost]] = defaultdict(list)
        for row in await session.scalars(select(DropPost)):
            moments[row.drop_id].append(row)
        runs: dict[int, set[datetime]] = defaultdict(set)
        for run in await session.scalars(select(Run)):
            runs[run.schedule_id].add(run.due_at)
        zones = {group.id: group.zone or ZONE for group in await session.scalars(select(Group))}
    return Told(said, story, posts, drops, moments, runs, zones)


pytestmark = pytest.mark.slow


def test_the_same_seed_tells_the_same_story(folders: Sequence[Path]) -> None:
    """Word for word, to the millisecond, as far as it is told again; on the last day nothing more goes wrong."""
    until = (START.replace(hour=0, minute=0) + timedelta(days=AGAIN)).astimezone(UTC).isoformat()
    first, second = ((folder / "said.jsonl").read_text("utf-8").splitlines() for folder in folders)
    told, again = ([line for line in lines if json.loads(line)["at"] < until] for lines in (first, second))
    differing = next(((a, b) for a, b in zip(told, again, strict=False) if a != b), None)
    assert differing is None
    assert len(told) == len(again) > 1000
    assert len(first) > 5000


def test_it_was_a_busy_year(told: Told) -> None:
    """Enough happened to go wrong: crashes, floods, moments that were missed, posts that were held."""
    states = Counter(post.state for post in told.posts)
    assert told.story["crashes"] >= 15
    assert states["sent"] > 5000
    assert all(states[state] for state in ("expired", "dropped", "failed"))
    assert any(outcome.outcome == "left" for rows in told.moments.values() for outcome in rows)
    assert len(told.drops) == 55


def test_nothing_twice(told: Told) -> None:
    """Each message WeChat has is one post of the outbox, and no words come twice to a group at the same time."""
    ids = Counter(row["id"] for row in told.said)
    sent = Counter(post.platform_message_id for post in told.posts if post.state == "sent")
    assert ids == sent
    assert max(ids.values()) == 1
    assert max(Counter(post.key for post in told.posts).values()) == 1


def test_no_issue_and_no_news_twice(told: Told) -> None:
    """Each series goes on from issue to issue with none left out, and news come once; only what loops comes again."""
    issues: dict[str, list[int]] = defaultdict(list)
    news: Counter[str] = Counter()
    for row in told.said:
        if row["group"]:
            for name, number in re.findall(r"(栏\d)之(\d+)", row["text"]):
                issues[name].append(int(number))
            news.update(re.findall(r"新闻\d+-\d+", row["text"]))
    assert set(issues) == {f"栏{n}" for n in range(5)}
    assert all(len(set(numbers)) == len(numbers) for name, numbers in issues.items() if name != LOOPING), issues
    assert all(max(numbers) == len(numbers) for name, numbers in issues.items() if name != LOOPING), issues
    assert max(Counter(issues[LOOPING]).values()) >= 3
    assert len(news) > 200
    assert max(news.values()) == 1


def expected(told: Told, drop: Drop, schedule: Schedule) -> set[datetime]:
    """The moments at which a drop had to come, by its rule alone."""
    assert schedule.recurrence is not None
    until = min(END, schedule.ends_at or END)
    return set(due_between(recurrence_of(schedule.recurrence), drop.created_at, until, schedule.zone, 10_000))


def test_nothing_lost(told: Told) -> None:
    """Every moment of every drop was seen to, in every group, and came to an end that can be told."""
    for drop, schedule in told.drops:
        noted = {row.due_at for row in told.moments[drop.id]}
        if drop.source == "body":
            assert noted == expected(told, drop, schedule), drop.title
        else:
            assert noted <= expected(told, drop, schedule), drop.title
    by_key = {post.key: post for post in told.posts}
    for rows in told.moments.values():
        for row in rows:
            if row.outcome is None:
                post = by_key.get(key := f"drop:{row.drop_id}:{to_ms(row.due_at)}:{row.group_id}")
                assert post is not None, key
                assert post.state in SETTLED or post.created_at > END - A_WEEK, (key, post.state)


def test_every_group_of_a_set_is_seen_to(told: Told) -> None:
    """Ten groups have each tag, at every moment."""
    for drop, _ in told.drops:
        if drop.tag is not None:
            counts = Counter(row.due_at for row in told.moments[drop.id])
            assert set(counts.values()) == {10}, drop.title


def test_what_did_not_go_out_has_its_reason(told: Told) -> None:
    """Refused by the platform, out of patience, missed and decided on: never without a word."""
    reasons: dict[str, set[str]] = defaultdict(set)
    for post in told.posts:
        if post.group_id is not None and post.state not in ("sent", "waiting"):
            reasons[post.state].add((post.reason or "").partition(":")[0])
    assert "" not in set().union(*reasons.values()), reasons
    failed = [post for post in told.posts if post.state == "failed"]
    kicked = [post for post in failed if post.group_id == 13]
    assert len(failed) - len(kicked) <= told.story["permanent"]


def test_what_was_missed_was_reported(told: Told) -> None:
    """Whatever a downtime kept back, its owner was told within a day."""
    missed = [post for post in told.posts if (post.reason or "").startswith("missed")]
    reports = [datetime.fromisoformat(row["at"]) for row in told.said if not row["group"] and "错过" in row["text"]]
    assert missed
    for post in missed:
        assert any(post.created_at <= at < post.created_at + timedelta(days=1) for at in reports), post.key


def posts_sent(told: Told) -> Iterator[tuple[Outbox, datetime]]:
    """What was posted in groups, as it arrived."""
    at = {row["id"]: datetime.fromisoformat(row["at"]) for row in told.said}
    sent = [post for post in told.posts if post.state == "sent" and post.group_id is not None]
    for post in sorted(sent, key=lambda post: (at[post.platform_message_id or ""], post.id)):
        yield post, at[post.platform_message_id or ""]


def test_never_at_night(told: Told) -> None:
    """Nothing but answers between 22:30 and 08:00 where the group is."""
    for post, at in posts_sent(told):
        if post.priority == Priority.POST and at > SETTLED_IN:
            local = at.astimezone(ZoneInfo(told.zones[post.group_id or 0])).time()
            assert time(8) <= local < time(22, 30), (post.key, at)


def test_never_a_promo_too_early(told: Told) -> None:
    """Three posts of value in the group since the last one."""
    values: Counter[int] = Counter()
    promos = 0
    for post, at in posts_sent(told):
        group = post.group_id or 0
        if post.serving == "value":
            values[group] += 1
        elif post.serving == "promo":
            assert values[group] >= RATIO, (post.key, at)
            values[group], promos = 0, promos + 1
    assert promos > 50
