"""Did you mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.suggest import suggest, wrong_action
from bot.permissions import Role
from bot.phrases import Language
from tests.bot import sample
from tests.bot.sample import PLUGINS

NAMES = [name for plugin in PLUGINS for command in plugin.commands for name in (command.zh, command.en)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("欢应", "欢迎"),
        ("欢迎语", "欢迎"),
        ("迎欢", "欢迎"),
        ("设置欢迎", "欢迎"),
        ("帮组", "帮助"),
        ("为什吗", "为什么"),
        ("群组", "群"),
        ("welcom", "welcome"),
        ("WELCOME", "welcome"),
        ("ｗｅｌｃｍｅ", "welcome"),
        ("hlep", "help"),
        ("天气", None),
        ("好", None),
        ("shrug", None),
        ("", None),
        ("群" * 10_000, None),
        ("\0{}\ud800", None),
    ],
)
def test_the_nearest_name(typed: str, meant: str | None) -> None:
    """One slip in a short name, two in a long one; nothing is suggested that has nothing in common."""
    assert suggest(typed, NAMES) == meant


@given(st.text())
def test_a_suggestion_is_one_of_the_names(typed: str) -> None:
    """Any text gets one of the names or none."""
    assert suggest(typed, NAMES) in {*NAMES, None}


@pytest.mark.parametrize(
    ("command", "rest", "language", "what", "example"),
    [
        (sample.welcome, "设定", "zh", "/欢迎 没有「设定」，是想写「设置」吗？", "/欢迎 设置\n欢迎 {昵称}"),
        (sample.welcome, "st x", "en", "/welcome has no “st”. Did you mean “set”?", "/welcome set\nWelcome, {昵称}"),
        (sample.welcome, "天气 如何", "zh", "/欢迎 没有「天气」，可以写：设置、关闭。", "/欢迎 设置\n欢迎 {昵称}"),
        (sample.rules, "谢谢", "zh", "多了「谢谢」，这里用不上。", "/群规"),
    ],
)
def test_a_wrong_action_is_answered_with_the_right_one(
    command: sample.Command, rest: str, language: Language, what: str, example: str
) -> None:
    """The nearest action and its example, or which there are."""
    error = wrong_action(command, rest, Role.ADMIN, language)
    assert (error.phrase(language, **error.values), error.example) == (what, example)


def test_a_command_that_needs_an_action_says_which() -> None:
    """A bare command that does nothing by itself lists its actions."""
    only = sample.Command("样", "kinds", sample.Phrase("样", "kinds"), sample.anyone, actions=sample.drops.actions[1:])
    error = wrong_action(only, "", Role.ADMIN, "zh")
    assert error.phrase("zh", **error.values) == "/样 后面还要写做什么：添加、暂停。"
