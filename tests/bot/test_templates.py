"""Admin-written text: what is refused when it is saved, and what comes out when it is filled."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import templates
from bot.content import Mention, Text
from bot.errors import UserError
from bot.phrases import Phrase

SLOTS = (Phrase("昵称", "nickname"), Phrase("群名", "group"), Phrase("群规", "rules"))
EMPTY = {"nickname": "", "group": "", "rules": ""}


def filled(text: str, **values: templates.Value) -> Text:
    """A text filled with these values, the others empty."""
    return templates.compile(text, SLOTS, "zh").render(EMPTY | values)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("欢迎 {昵称}！", "欢迎 小明！"),
        ("welcome {nickname}!", "welcome 小明!"),
        ("{ 昵称 }{NickName}｛昵称｝", "小明小明小明"),
        ("{{昵称}} {昵称}", "{昵称} 小明"),
        ("｛｛温馨提示｝｝{昵称}", "｛温馨提示｝小明"),
        ("}}{{", "}{"),
        ("没有空位", "没有空位"),
        ("", ""),
    ],
)
def test_a_text_is_filled(text: str, read: str):
    """Either name, any case and full-width braces fill a slot; a doubled brace is a brace."""
    expected = (read,) if read else ()
    assert filled(text, nickname="小明") == Text(expected)


@pytest.mark.parametrize(
    ("text", "language", "says"),
    [
        (
            "{呢称}",
            "zh",
            "不认识「{呢称}」，是想写 {昵称} 吗？可以用的有：{昵称} {群名} {群规}。想写括号本身，就写两遍：{{ }}。",
        ),
        (
            "{nicname}",
            "en",
            "I don't know “{nicname}”; did you mean {nickname}? You can use {nickname} {group} {rules}.",
        ),
        ("{天气怎么样}", "zh", "不认识「{天气怎么样}」。可以用的有：{昵称} {群名} {群规}。"),
        ("{}", "zh", "不认识「{}」。"),
        ("{昵称", "zh", "「{」没有配成一对。"),
        ("昵称}", "zh", "「}」没有配成一对。"),
        ("{昵\n称}", "zh", "「{」没有配成一对。"),
    ],
)
def test_an_unknown_slot_is_refused(text: str, language: templates.Language, says: str):
    """The refusal names what was written, the nearest slot and all there are."""
    with pytest.raises(UserError) as refusal:
        templates.compile(text, SLOTS, language)
    assert refusal.value.phrase(language, **refusal.value.values).startswith(says)


def test_a_line_of_nothing_but_empty_values_disappears():
    """A line around an empty slot stays when it has words of its own; blank lines stay blank."""
    assert filled("欢迎\n{群规}\n\n规则：{群规}\n {群规} ") == Text(("欢迎\n\n规则：",))
    assert filled("{群规}") == Text(())


def test_mentions_keep_their_place():
    """A value may hold mentions; words that touch become one part."""
    text = filled("欢迎 {昵称}来{群名}", nickname=(Mention(1), "、", Mention(2), "等 9 位"), group="读书会")
    assert text == Text(("欢迎 ", Mention(1), "、", Mention(2), "等 9 位来读书会"))


@given(st.text())
def test_a_value_is_never_read_as_a_template(nickname: str):
    """Whatever a member calls themself, it comes out as it is."""
    assert filled("a{昵称}{{b}}", nickname=nickname) == Text((f"a{nickname}{{b}}",))


@given(st.text())
def test_doubling_braces_makes_any_text_literal(text: str):
    """A text whose braces are doubled is filled to itself."""
    doubled = "".join(ch * 2 if ch in "{}｛｝" else ch for ch in text)
    assert "".join(str(part) for part in filled(doubled).parts) == text


@given(st.text(alphabet="{}｛｝昵称群名 \nx"))
def test_any_text_is_a_template_or_refused_in_words(text: str):
    """No text makes anything but a template or a refusal."""
    with suppress(UserError):
        filled(text)
