"""Typed text is read the same however the keyboard wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.wording import chinese_number, normalize


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("／投放　添加　每天　０８：３０", "/投放 添加 每天 08:30"),
        ("＃推广，（Ａｂ）", "#推广,(Ab)"),
        ("@小明\u2005你好\u00a0啊", "@小明 你好 啊"),
        ("8∶30", "8:30"),
        ("每周一、三。", "每周一、三。"),
        ("👩‍👩‍👧 مرحبا", "👩‍👩‍👧 مرحبا"),
    ],
)
def test_full_width_slips_are_made_plain(typed: str, plain: str) -> None:
    """Full-width letters, digits, spaces and colons become half-width; Chinese punctuation and names stay."""
    assert normalize(typed) == plain


@given(st.text())
def test_positions_are_kept(text: str) -> None:
    """Every character is replaced by one character, so a place in the plain text is that place in the raw text."""
    assert len(normalize(text)) == len(text)
    assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("0", 0), ("零", 0), ("〇", 0), ("八", 8), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20),
        ("廿三", 23), ("卅", 30), ("三十一", 31), ("初八", 8), ("初十", 10), ("零五", 5), ("一百", 100),
        ("一百二十", 120), ("一百零五", 105), ("", None), ("初", None), ("二二", None), ("abc", None), ("十x", None),
        ("²", None), ("٣", None), ("-1", None),
    ],
)  # fmt: skip
def test_numerals(text: str, number: int | None) -> None:
    """Chinese numerals up to hundreds are numbers, as are digits; anything else is none."""
    assert chinese_number(text) == number
