"""What is a right answer, whom numbers name, and when what is due."""

from datetime import datetime, timedelta

import pytest

from bot.errors import UserError
from plugins.welcome.threshold import rules
from plugins.welcome.threshold.rules import Step, Wait
from plugins.welcome.threshold.settings import Threshold

SHANGHAI = "Asia/Shanghai"


def at(moment: str) -> datetime:
    """In Shanghai, in March."""
    return datetime.fromisoformat(f"2026-03-{moment}:00+08:00")


def waiting(
    asked: str, *, attempts: int = 0, reminded: str = "", warned: str = "", reported: str = "", removal: str = ""
) -> Wait:
    """Somebody asked then, with whom it has come so far."""
    reminded_at, warned_at, reported_at = (at(each) if each else None for each in (reminded, warned, reported))
    return Wait(at(asked), attempts, reminded_at, warned_at, reported_at, removal)


KEEPING = Threshold("question", "?", ("!",))
REMOVING = Threshold("question", "?", ("!",), removes=True)
APPROVAL = Threshold("approval", removes=True)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("蒲公英", "蒲公英"),
        ("  蒲 公 英。", "蒲公英"),
        ("ｄａｎｄｅｌｉｏｎ", "Dandelion"),
        ("DANDELION!!", "dandelion"),
        ("答案是：蒲公英", "蒲公英"),
        ("暗号 蒲公英", "蒲公英"),
        ("２０２６年", "2026年"),
        ("🌻", "🌻"),
        ("café", "cafe\u0301"),
        ("C＋＋", "c++"),
        ("答案", "答案"),
    ],
)
def test_right(said: str, answer: str):
    """Whatever the keyboard."""
    assert rules.is_right(said, ["别的", answer])


@pytest.mark.parametrize("said", ["", " ", "，", "蒲公", "公英", "🌻", "蒲公英" * 100, "答案是"])
def test_wrong(said: str):
    """Half an answer, a flood of it, nothing at all."""
    assert not rules.is_right(said, ["蒲公英"])


@pytest.mark.parametrize(
    ("said", "answer", "is_right"),
    [
        ("我喜欢看书", "看书", True),
        ("我猜是蒲公英吧", "蒲公英", True),
        ("It is Dandelion, I think", "dandelion", True),
        ("是的，我是新来的", "是", False),
        ("大概 18 点吧", "8", False),
        ("nobody knows", "no", False),
        ("8", "8", True),
    ],
)
def test_an_answer_within_a_sentence(said: str, answer: str, is_right: bool):
    """People answer in sentences; what is too short to be meant has to stand alone."""
    assert rules.is_right(said, [answer]) is is_right


def test_reading_a_question():
    """Blank lines are nothing; the same answer twice is one."""
    assert rules.read_question("读什么？\n\n 推理 \n推理。\n悬疑") == ("读什么？", ("推理。", "悬疑"))


@pytest.mark.parametrize(
    "text", ["读什么？", "读" * 301 + "\n推理", "读什么？\n" + "推" * 61, "?" + "\n推".join("0123456789" * 3)]
)
def test_no_question(text: str):
    """Without an answer, too long, too many."""
    with pytest.raises(UserError):
        rules.read_question(text)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("2", [2]),
        ("#2 3", [2, 3]),
        ("2、3，5", [2, 3, 5]),
        ("2-4 ７", [2, 3, 4, 7]),
        ("2到3", [2, 3]),
        ("第二位", [2]),
        ("全部", None),
        ("ALL", None),
        ("5-3", []),
    ],
)
def test_numbers(line: str, numbers: list[int] | None):
    """Some, from one to another, or everybody."""
    assert rules.numbers_in(line) == numbers


@pytest.mark.parametrize("line", ["", "小林", "2 小林", "2-"])
def test_no_numbers(line: str):
    """Nobody is guessed at."""
    with pytest.raises(UserError):
        rules.numbers_in(line)


@pytest.mark.parametrize(
    ("wait", "threshold", "step", "when"),
    [
        (waiting("02T10:00"), KEEPING, Step.REMIND, "02T20:00"),  # half time would be ten in the evening
        (waiting("02T10:10"), KEEPING, Step.REMIND, "02T20:00"),
        (waiting("02T20:30"), KEEPING, Step.REMIND, "03T09:00"),
        (waiting("02T22:00"), KEEPING, Step.REMIND, "03T10:00"),
        (waiting("02T02:10"), KEEPING, Step.REMIND, "02T15:00"),
        (waiting("02T10:10", reminded="02T20:00"), KEEPING, Step.REPORT, "03T11:00"),
        (waiting("02T22:10", reminded="03T11:00"), KEEPING, Step.REPORT, "04T09:00"),
        (waiting("02T10:10", attempts=5), KEEPING, Step.REPORT, "02T11:00"),
        (waiting("02T10:10", reminded="02T20:00"), REMOVING, Step.WARN, "03T10:00"),
        (waiting("02T10:10", warned="03T10:00"), REMOVING, Step.REMOVE, "03T11:00"),
        (waiting("02T10:10", warned="05T15:00"), REMOVING, Step.REMOVE, "05T16:00"),
        (waiting("02T21:10", warned="03T21:00"), REMOVING, Step.REMOVE, "04T09:00"),
        (waiting("02T10:10", attempts=5), REMOVING, Step.REPORT, "02T11:00"),
        (waiting("02T10:10", removal="refused"), REMOVING, Step.REMIND, "02T20:00"),
        (waiting("02T10:10"), APPROVAL, Step.REPORT, "03T11:00"),
    ],
)
def test_what_comes_next(wait: Wait, threshold: Threshold, step: Step, when: str):
    """By the hour, by day, and only then."""
    due = at(when)
    assert rules.next_look(wait, threshold, SHANGHAI) == due
    assert rules.due_step(wait, threshold, SHANGHAI, due) is step
    assert rules.due_step(wait, threshold, SHANGHAI, due - timedelta(minutes=1)) is None


@pytest.mark.parametrize(
    ("wait", "threshold"),
    [
        (Wait(None, 0, None, None, None, ""), REMOVING),
        (waiting("02T10:10", reported="03T11:00"), KEEPING),
        (waiting("02T10:10", warned="03T10:00", removal="asked"), REMOVING),
        (waiting("02T10:10", warned="03T10:00", removal="done"), REMOVING),
        (waiting("02T10:10", reported="03T11:00", removal="refused"), REMOVING),
        (waiting("02T10:10", reported="03T11:00"), APPROVAL),
    ],
)
def test_nothing_more(wait: Wait, threshold: Threshold):
    """Whoever was not asked, was reported, or is being removed."""
    assert rules.next_look(wait, threshold, SHANGHAI) is None
    assert rules.due_step(wait, threshold, SHANGHAI, at("20T12:00")) is None


def test_after_a_long_absence():
    """The last step makes up for those before, but nobody is removed who was not told."""
    assert rules.due_step(waiting("02T10:00"), KEEPING, SHANGHAI, at("09T10:00")) is Step.REPORT
    assert rules.due_step(waiting("02T10:00"), REMOVING, SHANGHAI, at("09T10:00")) is Step.WARN


def test_a_short_limit():
    """Ten minutes are close enough."""
    short = Threshold("code", "", ("!",), limit_s=2 * 3600, removes=True)
    assert rules.next_look(waiting("02T10:01"), short, SHANGHAI) == at("02T11:10")
    assert rules.due_step(waiting("02T10:01"), short, SHANGHAI, at("02T11:10")) is Step.WARN
