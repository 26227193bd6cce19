"""The plugins' decisions, as tables."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from bot.errors import UserError
from bot.phrases import Language
from plugins.desk.rules import opens, read_numbers
from plugins.groups.rules import (
    ByName,
    ByNumber,
    ByTag,
    Query,
    checked_length,
    read_choice,
    read_language,
    read_query,
    read_zone,
    tag_of,
)

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def said(refusal: pytest.ExceptionInfo[UserError]) -> str:
    """What the refused person reads."""
    return refusal.value.phrase("zh", **refusal.value.values)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("读书", Query("读书")),
        ("2", Query(page=2)),
        ("第2页", Query(page=2)),
        ("０", Query(page=1)),
        ("读书 3", Query("读书", page=3)),
        ("读书3", Query("读书3")),
        ("#北京", Query(tag="北京")),
        ("＃北京 2", Query(tag="北京", page=2)),
    ],
)
def test_what_to_list(text: str, query: Query):
    """A word or a tag to look for, then a page."""
    assert read_query(text) == query


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("3", ByNumber(3)),
        ("＃３", ByNumber(3)),
        ("#北京", ByTag("北京")),
        ("#Books ", ByTag("books")),
        ("读书会 一群", ByName("读书会 一群")),
        ("2024届", ByName("2024届")),
    ],
)
def test_which_group_is_meant(text: str, choice: object):
    """All digits are a number, a # before words is a tag, all else a name."""
    assert read_choice(text) == choice


@pytest.mark.parametrize("text", ["", "#", "123", "两个 词", "一" * 21, "推广", "#Promo", "预览"])
def test_what_can_not_be_a_tag(text: str):
    """Nothing, numbers, spaces, too much, and words that commands take as options."""
    with pytest.raises(UserError):
        tag_of(text)


@pytest.mark.parametrize(
    ("text", "language"), [("zh", "zh"), ("中文", "zh"), ("EN", "en"), ("英文", "en"), ("Ｅｎ", "en")]
)
def test_languages_by_their_names(text: str, language: Language):
    """In either language, by code or name."""
    assert read_language(text) == language


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("London", "Europe/London"),
        ("new york", "America/New_York"),
        ("北京", "Asia/Shanghai"),
        ("北京时间", "Asia/Shanghai"),
        ("纽约", "America/New_York"),
        ("asia/tokyo", "Asia/Tokyo"),
        ("America/New_York", "America/New_York"),
        ("UTC", "UTC"),
    ],
)
def test_zones_by_city_or_name(text: str, zone: str):
    """A city people say, or the zone's own name."""
    assert read_zone(text) == zone


@pytest.mark.parametrize("text", ["火星", "", "../etc/passwd", "/etc/passwd", "GMT+8", "Asia", "\0"])
def test_a_zone_that_does_not_exist(text: str):
    """It is refused in words, whatever was written."""
    with pytest.raises(UserError):
        read_zone(text)


def test_a_charter_has_to_be_short():
    """A thousand characters are enough, the blanks around them aside."""
    assert checked_length(" " + "字" * 1000 + "\n") == "字" * 1000
    with pytest.raises(UserError) as refusal:
        checked_length("字" * 1001)
    assert said(refusal) == "有 1001 个字，最多 1000 个。"


@pytest.mark.parametrize(("text", "numbers"), [("12", [12]), ("#12 13，14、12", [12, 13, 14]), ("十二", [12])])
def test_numbers_of_messages(text: str, numbers: list[int]):
    """Each once, however they are separated."""
    assert read_numbers(text) == numbers


@pytest.mark.parametrize("text", ["", "abc", "1 x", " ".join(map(str, range(51)))])
def test_what_are_no_numbers(text: str):
    """Words, nothing, or too many."""
    with pytest.raises(UserError):
        read_numbers(text)


def test_the_code_opens_however_it_is_typed():
    """Letter case, blanks and dashes don't matter; another code does not open."""
    kept = sha256(b"7K3M9QXA2B").hexdigest()
    assert opens("7K3M9QXA2B", kept)
    assert opens(" 7k3m9-qxa2b ", kept)
    assert not opens("7K3M9QXA2C", kept)
    assert not opens("", kept)
