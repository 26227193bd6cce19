"""Which kind of topic is used, and whether it is known what that is worth: many simulated groups, always the same."""

from collections import Counter, defaultdict
from random import Random

from bot.shares import Share, compared
from plugins.nudges.learning import Record, chance, choose, expected, is_held_out, without
from plugins.nudges.topics.topic import SHIPPED, Kind


class Town:
    """Groups that answer a kind of topic with a certain chance, and talk by themselves with another."""

    def __init__(self, shares: dict[Kind, float], by_itself: float, seed: int) -> None:
        self.shares, self.by_itself, self.dice = shares, by_itself, Random(seed)
        self.used: dict[int, dict[Kind, Share]] = defaultdict(dict)
        self.held = Share(0, 0)
        self.order: list[Kind] = []

    def live(self, groups: int, days: int) -> None:
        """Every group has a chance a day."""
        for day in range(days):
            for group in range(groups):
                self._chance(group, day)

    def _chance(self, group: int, day: int) -> None:
        if is_held_out(1, group, day):
            self.held = Share(self.held.of + (self.dice.random() < self.by_itself), self.held.n + 1)
            return
        kind = choose(
            self.shares, self.used[group], without(self.all, self.used[group]), chance(1, group, day, "topic")
        )
        old = self.used[group].get(kind, Share(0, 0))
        self.used[group][kind] = Share(old.of + (self.dice.random() < self.shares[kind]), old.n + 1)
        self.order.append(kind)

    @property
    def all(self) -> Record:
        """All groups together."""
        every: dict[Kind, Share] = {}
        for record in self.used.values():
            for kind, share in record.items():
                old = every.get(kind, Share(0, 0))
                every[kind] = Share(old.of + share.of, old.n + share.n)
        return every

    @property
    def pooled(self) -> Share:
        """All kinds together."""
        return Share(sum(share.of for share in self.all.values()), sum(share.n for share in self.all.values()))


def test_the_better_kind_is_found():
    """Twenty groups in which one kind works better use it by far the most after some months."""
    town = Town(dict.fromkeys(SHIPPED, 0.2) | {Kind.CHOICE: 0.6}, 0.1, seed=1)
    town.live(20, 90)
    late = Counter(town.order[-400:])
    assert late.most_common(1)[0][0] is Kind.CHOICE
    assert late[Kind.CHOICE] > 0.6 * late.total()
    assert set(late) == set(SHIPPED)


def test_a_single_group_learns_for_itself():
    """It has nothing but its own half year to go by."""
    late: Counter[Kind] = Counter()
    for seed in range(10):
        town = Town(dict.fromkeys(SHIPPED, 0.15) | {Kind.HELP: 0.7}, 0.1, seed)
        town.live(1, 180)
        late.update(town.order[-60:])
    assert late[Kind.HELP] > 0.5 * late.total()


def test_groups_may_differ():
    """What works elsewhere is only where a group begins."""
    mine = {Kind.TASK: Share(9, 10), Kind.CHOICE: Share(1, 10)}
    elsewhere = {Kind.TASK: Share(10, 100), Kind.CHOICE: Share(60, 100)}
    chosen = Counter(choose(mine, mine, elsewhere, chance(n)) for n in range(200))
    assert chosen[Kind.TASK] > 190


def test_a_lift_is_found_where_there_is_one():
    """The held-out tenth is enough for a clear one after half a year of twenty groups."""
    town = Town(dict.fromkeys(SHIPPED, 0.4), 0.15, seed=2)
    town.live(20, 180)
    difference = compared(town.pooled, town.held)
    assert difference is not None
    assert difference.low > 0
    assert difference.low < 0.25 < difference.high


def test_no_lift_is_told_where_there_is_none():
    """Of a hundred towns in which nothing helps, hardly more are thought to gain than one in twenty."""
    lifted = 0
    for seed in range(100):
        town = Town(dict.fromkeys((Kind.TASK, Kind.CHOICE, Kind.HELP), 0.2), 0.2, seed)
        town.live(10, 60)
        difference = compared(town.pooled, town.held)
        assert difference is not None
        lifted += difference.low > 0 or difference.high < 0
    assert lifted <= 9


def test_a_tenth_is_held_out():
    """Whatever the group and the day, and always the same ones."""
    held = [is_held_out(1, group, 20260000 + day) for group in range(100) for day in range(100)]
    assert 900 < sum(held) < 1100
    assert held[:100] == [is_held_out(1, 0, 20260000 + day) for day in range(100)]


def test_chance_depends_on_all_it_is_given():
    """And on how that is parted."""
    assert chance(1, 23, "topic").random() == chance(1, 23, "topic").random()
    assert len({chance(*what).random() for what in ((1, 23), (12, 3), (1, 24), (1, 23, "x"))}) == 4


def test_what_is_to_be_expected():
    """The account's share of all kinds while a kind is new there, more and more its own."""
    assert expected(Kind.TASK, {}) == 0.5
    assert expected(Kind.TASK, {Kind.CHOICE: Share(8, 38)}) == (4 * 9 / 40) / 4
    assert expected(Kind.TASK, {Kind.TASK: Share(50, 100)}) == (50 + 4 * 0.5) / 104
