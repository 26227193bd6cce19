"""Naming somebody instead of mentioning them."""

import pytest

from bot.content import Mention, Text
from bot.outbox.hushing import spoken

ANN, BEN, NOBODY = Mention(1), Mention(2), Mention(3)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((ANN, "欢迎"), "安 欢迎"),
        ((ANN, " 欢迎"), "安 欢迎"),
        ((ANN, "\n欢迎"), "安\n欢迎"),
        ((ANN, "、", BEN, "你好"), "安、@2你好"),
        ((ANN, ANN, "你好"), "安 安 你好"),
        (("欢迎", ANN), "欢迎安"),
        ((NOBODY, "你好"), "你好"),
        ((BEN,), "@2"),
    ],
)
def test_a_name_stands_where_the_mention_stood(parts: tuple[str | Mention, ...], said: str) -> None:
    """A blank parts it from words as the one after an @ did; who has no name is left out."""
    named = spoken(Text(parts), {1: "安", 3: ""})
    text = "".join(part if isinstance(part, str) else f"@{part.person_id}" for part in named.parts)
    assert text == said
    assert not {1, 3} & set(named.mentions)
