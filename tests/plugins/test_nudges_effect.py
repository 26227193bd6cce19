"""What is told of nudges: whether they help, and why not now."""

import pytest

from bot.phrases import Language
from bot.shares import Share
from plugins.nudges import messages as m
from plugins.nudges.effects import Part, lift, told
from plugins.nudges.rules import Rung, Why
from plugins.nudges.topics.topic import Kind


@pytest.mark.parametrize(
    ("used", "held", "words"),
    [
        (Share(60, 120), Share(5, 40), "所以有用：多出 38 个百分点（95% 在 "),
        (Share(10, 120), Share(20, 40), "反而更冷：少了 42 个百分点"),
        (Share(30, 120), Share(9, 40), "相差 2 个百分点（95% 在 -14 到 16 之间），还说不准"),
        (Share(60, 120), Share(5, 29), "样本不足，两边各要 30 次"),
        (Share(5, 29), Share(5, 40), "样本不足"),
        (Share(0, 0), Share(0, 0), "样本不足"),
    ],
)
def test_no_more_is_said_than_is_known(used: Share, held: Share, words: str):
    """A lift only where the whole interval lies above nothing."""
    assert words in lift(used, held, "zh")


def test_each_way_is_compared_with_what_was_let_pass_of_it():
    """And each kind of topic with all that was let pass."""
    counts = {
        Part(Rung.TOPIC, Kind.CHOICE, False): Share(50, 100),
        Part(Rung.TOPIC, Kind.TASK, False): Share(10, 100),
        Part(Rung.MENTION, Kind.TASK, False): Share(3, 10),
        Part(Rung.TOPIC, Kind.TASK, True): Share(6, 30),
        Part(Rung.MENTION, Kind.HELP, True): Share(0, 4),
    }
    text = told(counts, "", "zh")
    assert "说了 210 次，有用 63 次（30%）" in text
    assert "抽签留着没说 34 次，自己聊起来 6 次（18%）" in text
    assert "· 在群里抛个话题：200 次，有用 60 次，相差 +10（-8 到 +22）" in text
    assert "· 点名邀请几位：10 次，有用 3 次，样本不足" in text
    assert "· 二选一：100 次，有用 50 次，相差 +32" in text
    assert "· 小任务：110 次，有用 13 次，相差 -6" in text
    assert "互助" not in text
    assert "私聊" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_has_words(language: Language):
    """In both languages, with the moment where there is one."""
    assert set(m.WHY) == set(Why)
    assert set(m.RUNGS) == set(Rung)
    assert set(m.KINDS) == set(Kind)
    assert all(phrase(language, at="AT") for phrase in m.WHY.values())
