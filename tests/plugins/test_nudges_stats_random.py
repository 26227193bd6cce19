"""What SQL counts is what a reader of the definitions counts by hand, on either database."""

import random
from collections import Counter
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from bot.times.localday import day_number, local_day
from plugins.nudges.reconnect import rules as reconnect
from plugins.nudges.stats.rules import HELPERS, MOST_ANSWERS, THANKS, Days, Helper, Span, Standing, Talk
from plugins.nudges.stats.store import HOUR_MS, Counts
from storage.base import to_ms
from storage.engine import Database
from storage.hours import GroupHour
from storage.tables import Account, Activity, Grant, Group, Membership, Person, RosterChange, Tie

ZONE = "Asia/Shanghai"
TODAY = date(2026, 3, 15)
NOW = datetime(2026, 3, 15, 4, tzinfo=UTC)
GROUPS, PEOPLE = 3, 9
Rows = dict[Any, list[dict[str, Any]]]


def made(rng: random.Random) -> Rows:
    """Some weeks of some groups, whose edges are where mistakes would be."""
    days = [TODAY - timedelta(days=n) for n in (0, 1, 2, 7, 8, 13, 14, 15, 16)]
    pairs = [(group, person) for group in range(1, GROUPS + 1) for person in range(1, PEOPLE + 1)]
    rows: Rows = {
        Account: [{"id": 1, "platform": "t", "platform_id": "bot", "created_at": NOW, "name": "", "floods": 0}],
        Person: [{"id": n, "account_id": 1, "platform_id": f"p{n}", "name": f"甲{n}"} for n in range(1, PEOPLE + 1)],
        Group: [
            {"id": n, "account_id": 1, "platform_id": f"g{n}", "owner_id": rng.choice([None, 1, 2]), "joined_at": NOW}
            for n in range(1, GROUPS + 1)
        ],
        Grant: [{"person_id": 1, "group_id": 1, "role": "owner", "granted_at": NOW}],
        Membership: [],
        Activity: [],
        Tie: [],
        RosterChange: [],
        GroupHour: [],
    }
    for n in (3, 4):
        rows[Grant].append({"person_id": n, "group_id": rng.randint(0, GROUPS), "role": "admin", "granted_at": NOW})
    for group, person in pairs:
        if rng.random() < 0.9:
            rows[Membership].append(_membership(rng, group, person))
        for day in rng.sample(days, rng.randint(0, 4)):
            count = {"day": day_number(day), "messages": rng.randint(1, 3)}
            rows[Activity].append({"group_id": group, "person_id": person, **count})
        for day in rng.sample(days, 3):
            counts = {name: rng.choice([0, 0, 1, 2, 5]) for name in ("quotes", "mentions", "answers", "thanks")}
            other = person % PEOPLE + 1
            rows[Tie].append({"group_id": group, "day": day_number(day), "from_id": person, "to_id": other, **counts})
        at = _moment(rng)
        kind = rng.choice(["joined", "rejoined", "left"])
        change = {"kind": kind, "at": at, "day": local_day(to_ms(at), ZONE)}
        rows[RosterChange].append({"group_id": group, "person_id": person, **change})
    for group in range(1, GROUPS + 1):
        for hour in {to_ms(_moment(rng)) // HOUR_MS for _ in range(20)}:
            rows[GroupHour].append({"group_id": group, "hour": hour, "messages": rng.randint(1, 3)})
    return rows


def _moment(rng: random.Random) -> datetime:
    """Often just at, or beside, the begin of a day."""
    midnight = datetime(2026, 3, 14, 16, tzinfo=UTC) - timedelta(days=rng.choice([0, 1, 7, 8, 14, 15]))
    return midnight + rng.choice([timedelta(), timedelta(milliseconds=-1), timedelta(hours=rng.randint(0, 23))])


def _membership(rng: random.Random, group: int, person: int) -> dict[str, Any]:
    joined = rng.choice([None, _moment(rng), _moment(rng)])
    return {
        "group_id": group,
        "person_id": person,
        "joined_at": joined,
        "left_at": rng.choice([None, None, NOW]),
        "last_spoken_at": rng.choice([None, _moment(rng), joined]),
    }


class Reader:
    """Counts by the definitions, one row after the other."""

    def __init__(self, rows: Rows, span: Span, groups: Collection[int]) -> None:
        self.rows, self.span, self.groups = rows, span, groups
        owners = {(row["id"], row["owner_id"]) for row in rows[Group]}
        self.owners = owners | {(row["group_id"], row["person_id"]) for row in rows[Grant] if row["role"] == "owner"}
        self.keepers = owners | {(row["group_id"], row["person_id"]) for row in rows[Grant]}
        self.present = {(row["group_id"], row["person_id"]) for row in rows[Membership] if row["left_at"] is None}

    def talk(self, group: int, days: Days) -> Talk:
        """What happened in a group."""
        said = self._in(Activity, group, days)
        ties = self._in(Tie, group, days)
        among = [row for row in ties if not {(group, row["from_id"]), (group, row["to_id"])} & self.keepers]
        turns, between = (sum(row["quotes"] + row["mentions"] for row in some) for some in (ties, among))
        changes = [row for row in self.rows[RosterChange] if row["group_id"] == group]
        kinds = Counter(row["kind"] for row in changes if days.since <= row["at"] < days.until)
        messages = sum(row["messages"] for row in said)
        speakers = len({row["person_id"] for row in said})
        return Talk(messages, speakers, turns, between, kinds["joined"] + kinds["rejoined"], kinds["left"])

    def standing(self, group: int) -> Standing:
        """Who is there, and what became of the newcomers."""
        there = [row for row in self.rows[Membership] if row["group_id"] == group]
        spoke = {(group, row["person_id"]) for row in self._in(Activity, group, self.span.now)}
        came = self.span.newcomers
        fresh = [row for row in there if row["joined_at"] and came.since <= row["joined_at"] < came.until]
        said = [row for row in fresh if row["last_spoken_at"] and row["last_spoken_at"] >= row["joined_at"]]
        stayed = [row for row in fresh if row["left_at"] is None]
        members = [row for row in there if row["left_at"] is None]
        return Standing(len(members), len(spoke & self.present), len(fresh), len(stayed), len(said))

    def helpers(self) -> list[Helper]:
        """Who helped most."""
        answers, thanks = Counter[int](), Counter[int]()
        for group in self.groups:
            for row in self._in(Tie, group, self.span.now):
                for person, counts, n in (
                    (row["from_id"], answers, min(MOST_ANSWERS, row["answers"])),
                    (row["to_id"], thanks, min(1, row["thanks"])),
                ):
                    if (group, person) in self.present - self.owners:
                        counts[person] += n
        found = [Helper(person, answers[person], thanks[person]) for person in answers.keys() | thanks.keys()]
        found = [each for each in found if each.answers or each.thanks]
        return sorted(found, key=_most_first)[:HELPERS]

    def hours(self) -> list[int]:
        """Messages by hour of the day."""
        counts, now = [0] * 24, self.span.now
        for row in self.rows[GroupHour]:
            at = datetime.fromtimestamp(row["hour"] * 3600, UTC)
            if row["group_id"] in self.groups and now.since <= at < now.until:
                counts[(at.hour + 8) % 24] += row["messages"]
        return counts

    def _in(self, table: Any, group: int, days: Days) -> list[dict[str, Any]]:
        rows = self.rows[table]
        return [row for row in rows if row["group_id"] == group and days.first <= row["day"] <= days.last]


def _most_first(helper: Helper) -> tuple[int, int, int]:
    return -helper.answers - THANKS * helper.thanks, -helper.thanks, helper.person_id


def test_help_counts_as_it_does_for_the_star_of_the_week() -> None:
    """Or the same owner would be told of two orders of the same people."""
    assert (MOST_ANSWERS, THANKS) == (reconnect.MOST_ANSWERS, reconnect.THANKS)
    assert reconnect.ANSWER == 1


@pytest.mark.parametrize("seed", range(6))
async def test_counted_as_defined(seed: int, database_url: str) -> None:
    """Of one group and of several, and of groups of which nothing is known."""
    rng = random.Random(seed)
    rows = made(rng)
    span = Span.of(TODAY, 7, ZONE)
    async with Database(database_url) as db:
        async with db.write() as session:
            for table, values in rows.items():
                await session.execute(insert(table), values)
        for groups in ([1], [2, 3], [1, 2, 3, 77]):
            reader = Reader(rows, span, groups)
            async with db.read() as session:
                counts = Counts(await session.connection(), groups, span)
                now, before, speakers = await counts.talk()
                standing = await counts.standing(speakers)
                by_day, hours, helpers = await counts.by_day(20260315), await counts.hours(ZONE), await counts.helpers()
            for group in groups:
                assert now.get(group, Talk()) == reader.talk(group, span.now)
                assert before.get(group, Talk()) == reader.talk(group, span.before)
                assert standing.get(group, Standing()) == reader.standing(group)
            assert helpers == reader.helpers()
            assert hours == reader.hours()
            said = [row for row in rows[Activity] if row["group_id"] in groups and row["day"] >= span.before.first]
            messages = Counter[int]()
            for row in said:
                messages[row["day"]] += row["messages"]
            assert {day: n for day, (n, _) in by_day.items()} == messages
