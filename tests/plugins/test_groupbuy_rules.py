"""What is read into a group buy's words, and which price is reached, as tables."""

from datetime import UTC, datetime

import pytest

from bot.errors import UserError
from plugins.campaigns.groupbuy import rules
from plugins.campaigns.groupbuy.rules import Prices, Said, Tier

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
DATES = (Tier(10, "99"), Tier(30, "89"))
FRIDAY = datetime(2026, 3, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "item", "prices", "each", "stock"),
    [
        ("新疆红枣 10份 99, 30份 89 截止 周五 20:00 每人最多 5", "新疆红枣", Prices(DATES, "份", ""), 5, None),
        ("新疆红枣 5斤 10份99元，30份89元 截止 周五 20:00", "新疆红枣 5斤", Prices(DATES, "份", "元"), None, None),
        ("红枣 5 斤 30份 89、10份 99 截止周五 20:00 限量50份", "红枣 5 斤", Prices(DATES, "份", ""), None, 50),
        ("iPhone 15 10台 99;30台 89 截止：周五 20:00", "iPhone 15", Prices(DATES, "台", ""), None, None),
        ("枣 10 99; 30 89 截止 周五 20:00 每人限购 三", "枣", Prices(DATES, "", ""), 3, None),
        ("枣：10份起￥99, 30份起￥89 截止 周五 20:00", "枣", Prices(DATES, "份", "¥"), None, None),
        ("dates, 2.5 kg 10 boxes $99, 30 boxes $89 until fri 20:00 each 5", "dates, 2.5 kg", None, 5, None),
        ("dates 10 boxes for 99 USD until fri 20:00 stock 40", "dates", Prices(DATES[:1], "boxes", "USD"), None, 40),
    ],
)
def test_a_new_one_is_read(line: str, item: str, prices: Prices | None, each: int | None, stock: int | None) -> None:
    """As people write it: with and without spaces, currencies, units and limits, in any order."""
    terms = rules.read_terms(line, NOW, "Asia/Shanghai")
    assert (terms.item, terms.until, terms.each, terms.stock) == (item, FRIDAY, each, stock)
    assert terms.prices == (prices or Prices(DATES, "boxes", "$"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "99",
        "十份 99",
        "10份",
        "10份 99, 很多份 89",
        "10份 99, 30份 99",
        "10份 99, 30份 109",
        "10份 99, 10份 89",
        "0份 99",
        "10份 0",
        "99999份 1",
        "1份 9, 2份 8, 3份 7, 4份 6, 5份 5, 6份 4, 7份 3",
    ],
)
def test_prices_that_are_none(text: str) -> None:
    """Nothing that is unreadable, free, or dearer the more there are."""
    with pytest.raises(UserError):
        rules.read_prices(text)


def test_an_endless_line_is_refused_at_once() -> None:
    """Whatever is typed costs no time."""
    with pytest.raises(UserError):
        rules.read_terms("1份 1 " * 5000 + "x", NOW, "UTC")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", Said(None, None)),
        ("2", Said(None, 2)),
        ("２份", Said(None, 2, "份")),
        ("两份！", Said(None, 2, "份")),
        ("十二", Said(None, 12)),
        ("#5 2", Said(5, 2)),
        ("2 #5", Said(5, 2)),
        ("#5", Said(5, None)),
        ("2 boxes", Said(None, 2, "boxes")),
        ("0", Said(None, 0)),
        ("不动了", None),
        ("us for dinner", None),
        ("-2", None),
        ("2.5", None),
        ("2 3", None),
        ("9" * 60, None),
    ],
)
def test_what_members_say(text: str, said: Said | None) -> None:
    """A number, in figures or words, and which of several; talk is none of it."""
    assert rules.read_said(text) == said


@pytest.mark.parametrize(
    ("text", "rest"),
    [("拼2份", "2份"), ("拼团3", "3"), ("拼三份", "三份"), ("拼#5 2", "#5 2"), ("拼命", None), ("拼图", None)],
)
def test_words_without_a_space(text: str, rest: str | None) -> None:
    """Only where a number follows."""
    assert rules.said_glued(text) == rest
    assert rules.notices(text) == (rest is not None)


@pytest.mark.parametrize(
    ("said", "unit", "counts"),
    [("份", "箱", True), ("天", "份", False), ("box", "boxes", True), ("提", "提", True), ("提", "份", False)],
)
def test_units_tell_orders_from_talk(said: str, unit: str, counts: bool) -> None:
    """What is counted otherwise is about something else."""
    assert rules.counts(Said(None, 2, said), unit) == counts


@pytest.mark.parametrize(
    ("taken", "level", "reached", "following"),
    [
        (0, 0, None, 10),
        (4, 0, None, 10),
        (5, 1, None, 10),
        (9, 1, None, 10),
        (10, 2, "99", 30),
        (29, 2, "99", 30),
        (30, 3, "89", None),
        (99, 3, "89", None),
    ],
)
def test_how_far_it_has_come(taken: int, level: int, reached: str | None, following: int | None) -> None:
    """Half way counts before the first price; each price once there are enough."""
    best, after = rules.reached(DATES, taken), rules.following(DATES, taken)
    assert (rules.level(DATES, taken), best and best.price, after and after.number) == (level, reached, following)


def test_half_of_very_few_is_nothing_to_tell() -> None:
    """Two of three are nearly there anyway."""
    assert rules.level([Tier(3, "9")], 2) == 0


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en"),
    [
        ("99", "", "99 元", "99"),
        ("89.50", "", "89.5 元", "89.5"),
        ("100", "元", "100 元", "100 元"),
        ("99", "$", "$99", "$99"),
    ],
)
def test_money(amount: str, currency: str, zh: str, en: str) -> None:
    """In what it was set, without needless noughts."""
    assert (rules.money(amount, currency, "zh"), rules.money(amount, currency, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("n", "unit", "shown"),
    [
        (1, "boxes", "1 box"),
        (2, "box", "2 boxes"),
        (2, "bags", "2 bags"),
        (1, "glass", "1 glass"),
        (3, "kg", "3 kg"),
        (1, "份", "1 份"),
    ],
)
def test_so_many_of_something(n: int, unit: str, shown: str) -> None:
    """One box, two boxes."""
    assert rules.counted(n, unit, "en") == shown
