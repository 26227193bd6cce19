"""What is read of a poll and of votes, and what comes of them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.pictures.bars import MOST
from plugins.campaigns.polls import rules
from plugins.campaigns.polls.rules import Tally, Terms

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
ZONE = "Asia/Shanghai"
FRIDAY = datetime(2026, 3, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("下周读什么", ("下周读什么", 1, False, None)),
        ("下周读什么 截止 周五 20:00", ("下周读什么", 1, False, FRIDAY)),
        ("下周读什么　截止：周五　２０：００", ("下周读什么", 1, False, FRIDAY)),
        ("下周读什么 截止2天 多选2 匿名", ("下周读什么", 2, True, NOW + timedelta(days=2))),
        ("下周读什么 匿名 多选 两个 截止 2天", ("下周读什么", 2, True, NOW + timedelta(days=2))),
        ("下周读什么 多选", ("下周读什么", 3, False, None)),
        ("要不要 匿名 评分？", ("要不要 匿名 评分？", 1, False, None)),
        ("报名截止 要不要延期", ("报名截止 要不要延期", 1, False, None)),
        ("What next until fri 20:00 choose up to 2 anonymous", ("What next", 2, True, FRIDAY)),
        ("Which is until now best", None),
        ("Who is anonymously multiple", ("Who is anonymously multiple", 3, False, None)),
    ],
)
def test_terms(line: str, terms: tuple[str, int, bool, datetime | None] | None) -> None:
    """The fields may come in any order, in full width, in either language; what is no time is not guessed at."""
    if terms is None:
        with pytest.raises(UserError):
            rules.read_terms(line, "小说\n散文\n诗", NOW, ZONE)
        return
    question, choices, is_anonymous, until = terms
    if line.startswith("Who"):
        question = "Who is anonymously"
    expected = Terms(question, ("小说", "散文", "诗"), choices, is_anonymous, until)
    assert rules.read_terms(line, "小说\n散文\n诗", NOW, ZONE) == expected


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        ("小说\n\n 散 文 ", ("小说", "散 文")),
        ("1. 小说\n2. 散文", ("小说", "散文")),
        ("1、小说\n2、散文", ("小说", "散文")),
        ("（1）小说\n（2）散文", ("小说", "散文")),
        ("1.5 小时\n2.5 小时", ("1.5 小时", "2.5 小时")),
        ("2. 小说\n3. 散文", ("2. 小说", "3. 散文")),
        ("1. 小说\n散文", ("1. 小说", "散文")),
        ("10:00\n20:00", ("10:00", "20:00")),
    ],
)
def test_options(lines: str, options: tuple[str, ...]) -> None:
    """A numbering of one's own is not doubled, and what only looks like one is kept."""
    assert rules.read_options(lines) == options


@pytest.mark.parametrize(
    "lines", ["", "小说", "小说\n小说", "Ａ\na", "\n".join(map(str, range(17))), "小说\n" + "长" * 41]
)
def test_bad_options(lines: str) -> None:
    """Too few, too many, twice the same, too long."""
    with pytest.raises(UserError):
        rules.read_options(lines)


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("2", (1,)),
        ("２", (1,)),
        ("二", (1,)),
        ("第2个", (1,)),
        ("2号", (1,)),
        ("2。", (1,)),
        ("1 3", (0, 2)),
        ("3，1", (0, 2)),
        ("1、3 3", (0, 2)),
        ("1+3", (0, 2)),
        ("1 and 3", (0, 2)),
        ("散文", (1,)),
        ("散文！", (1,)),
        ("9", (8,)),
        ("0", ()),
        ("弃权", ()),
        ("", None),
        ("吧", None),
        ("2 吧", None),
        ("小", None),
        ("1 散文", None),
    ],
)
def test_votes(said: str, places: tuple[int, ...] | None) -> None:
    """By numbers, or the words of one option; anything else is talk."""
    assert rules.read_vote(said, ("小说", "散文", "诗")) == places


def test_an_option_that_is_a_number_is_meant_before_the_place() -> None:
    """Who writes an option's own words means that option."""
    assert rules.read_vote("2", ("1", "3", "2")) == (2,)


@pytest.mark.parametrize(
    ("text", "number", "left"),
    [("#5 2", 5, "2"), ("2 ＃5", 5, "2"), ("# 5 1 2", 5, "1 2"), ("2", None, "2"), ("#话题 2", None, "#话题 2")],
)
def test_numbers_of_polls(text: str, number: int | None, left: str) -> None:
    """Wherever it stands."""
    assert rules.split_number(text) == (number, left)


@pytest.mark.parametrize(
    ("counts", "leading"), [((2, 5, 1), (1,)), ((5, 1, 5), (0, 2)), ((0, 0), ()), ((1, 1), (0, 1)), ((0, 1), (1,))]
)
def test_leading(counts: tuple[int, ...], leading: tuple[int, ...]) -> None:
    """All that have the most votes, and nobody who has none."""
    assert Tally(9, counts).leading == leading


@pytest.mark.parametrize(
    ("text", "is_one"), [("投票2", True), ("投票 #5 2", True), ("poll2", True), ("投票吧2", False)]
)
def test_run_together(text: str, is_one: bool) -> None:
    """`投票2` is what many write."""
    assert rules.is_run_together(text) is is_one
    assert not is_one or rules.without_word(text) in ("2", "#5 2")


@given(st.lists(st.sets(st.integers(0, 7)), max_size=40))
def test_counting(votes: list[set[int]]) -> None:
    """Each vote counts once for each of its options; whoever has taken theirs back is no voter."""
    masks = [rules.mask_of(sorted(vote)) for vote in votes]
    tally = rules.tally({mask: masks.count(mask) for mask in masks}, 8)
    assert tally.voters == sum(bool(vote) for vote in votes)
    assert tally.counts == tuple(sum(place in vote for vote in votes) for place in range(8))
    assert all(rules.places_of(mask) == tuple(sorted(vote)) for mask, vote in zip(masks, votes, strict=True))


@given(st.text(max_size=40), st.text(max_size=80))
def test_whatever_is_written_is_read_or_refused(line: str, lines: str) -> None:
    """Never a failure, and never a poll nobody could answer."""
    try:
        terms = rules.read_terms(line, lines, NOW, ZONE)
    except UserError:
        return
    assert terms.question
    assert 1 <= terms.choices <= len(terms.options)


def test_one_picture_shows_all_options() -> None:
    """So no poll has more."""
    assert rules.MOST_OPTIONS == MOST
