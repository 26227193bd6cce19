"""Cutting long texts."""

from hypothesis import given
from hypothesis import strategies as st

from bot.content import Mention, Text
from bot.outbox.longtext import MENTION_LENGTH, split

WORDS = st.text(st.sampled_from("字。 \nab，"), max_size=60)
PARTS = st.lists(WORDS | st.builds(Mention, st.integers(1, 9)), max_size=8).map(tuple)


def length(text: Text) -> int:
    """As the platform may count it."""
    return sum(MENTION_LENGTH if isinstance(part, Mention) else len(part) for part in text.parts)


def test_a_short_text_stays_whole() -> None:
    """Nothing is touched that need not be."""
    text = Text((" 早安\n", Mention(1)))
    assert split(text, 100) == [text]


def test_it_is_cut_between_paragraphs_then_lines_then_sentences() -> None:
    """Where a reader would pause."""
    assert split(Text(("一一一。一一\n\n二二二。\n二",)), 10) == [Text(("一一一。一一",)), Text(("二二二。\n二",))]
    assert split(Text(("一一一。一一\n二二二。二二",)), 8) == [Text(("一一一。一一",)), Text(("二二二。二二",))]
    assert split(Text(("一一一。二二二",)), 5) == [Text(("一一一。",)), Text(("二二二",))]
    assert split(Text(("一二三四五六",)), 4) == [Text(("一二三四",)), Text(("五六",))]


def test_a_mention_is_never_cut() -> None:
    """It goes to the next part whole."""
    assert split(Text(("字" * 20, Mention(1), "字")), 40) == [Text(("字" * 20,)), Text((Mention(1), "字"))]


@given(PARTS, st.integers(MENTION_LENGTH, 80))
def test_nothing_is_lost_and_no_part_is_too_long(parts: tuple[str | Mention, ...], limit: int) -> None:
    """Whatever the text, all its words and mentions come through in order."""
    pieces = split(Text(parts), limit)
    assert all(length(piece) <= limit for piece in pieces)
    assert "".join(map(plain, pieces)) == plain(Text(parts))


def plain(text: Text) -> str:
    """Without blanks, which may fall at a cut."""
    return "".join("".join(part.split()) if isinstance(part, str) else f"<{part.person_id}>" for part in text.parts)
