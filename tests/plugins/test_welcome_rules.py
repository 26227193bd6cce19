"""How welcomes read and when they are said, in tables."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.charter import Charter
from bot.content import Content, Mention, Text
from bot.errors import UserError
from bot.events import Joined
from bot.phrases import Language
from plugins.welcome import rules
from plugins.welcome.gathering import Rush, greet_at
from plugins.welcome.settings import Welcome

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
WINDOW = timedelta(seconds=60)
CALM, RAID = Rush(20, None), Rush(21, None)


def at(**after: float) -> datetime:
    """A moment so long after now, as in timedelta."""
    return NOW + timedelta(**after)


@pytest.mark.parametrize(
    ("planned", "first", "rush", "then"),
    [
        (None, at(), CALM, at(seconds=60)),
        (at(seconds=2), at(seconds=-58), CALM, at(seconds=2)),
        (at(), at(seconds=-60), CALM, at()),
        (at(seconds=-1), at(seconds=-61), CALM, at(seconds=60)),
        (None, at(), RAID, at(seconds=60)),
        (at(seconds=2), at(seconds=-58), RAID, at(seconds=60)),
        (at(seconds=2), at(seconds=-290), RAID, at(seconds=10)),
        (at(seconds=2), at(seconds=-400), RAID, at()),
        (None, at(), Rush(21, at(minutes=-1)), at(minutes=4)),
        (None, at(), Rush(21, at(minutes=-6)), at(seconds=60)),
    ],
    ids=[
        "alone",
        "not prolonged",
        "due now",
        "left behind",
        "a raid begins",
        "goes on",
        "its end",
        "too long",
        "2",
        "3",
    ],
)
def test_when_newcomers_are_welcomed(planned: datetime | None, first: datetime, rush: Rush, then: datetime):
    """A second joining does not postpone the welcome, unless it is a raid; then five minutes make one summary."""
    assert greet_at(planned, first, NOW, WINDOW, rush) == then


@pytest.mark.parametrize(("announced", "people"), [(True, (1, 2)), (False, (1,))])
def test_who_is_welcomed(announced: bool, people: tuple[int, ...]):
    """New people always; who comes back only if they were seen coming."""
    joined = Joined(7, NOW, people=(1,), rejoined=(2,), announced=announced)
    assert rules.to_welcome(joined) == people


def setting(house_rules: str = "", language: Language = "zh") -> rules.Setting:
    """A group of 42, on a Monday morning in Shanghai."""
    return rules.Setting("读书会", 42, Charter("一起读书", house_rules), NOW, "Asia/Shanghai", language)


def greeting(text: str, people: list[int], house_rules: str = "", language: Language = "zh") -> Content:
    """The one message that welcomes these people."""
    [said] = rules.greeting(Welcome(text=text), rules.Company(people), setting(house_rules, language))
    return said


def test_the_default_welcome():
    """It mentions everybody, and says nothing of rules where there are none."""
    assert greeting("", [5, 6]) == Text(
        ("欢迎 ", Mention(5), Mention(6), "来到读书会！\n先打个招呼吧：你是谁，平时喜欢什么？")
    )
    assert greeting("", [5], "不发广告", "en") == Text(
        (
            "Welcome to 读书会, ",
            Mention(5),
            "\n不发广告\nSay hello: who are you, and what do you like?",
        )
    )


def test_a_crowd_is_welcomed_by_ten_names():
    """The rest are counted."""
    text = greeting("{昵称}好，现在{人数}人", list(range(12)))
    assert isinstance(text, Text)
    assert text.mentions == tuple(range(10))
    assert text.parts[-1] == "等 12 位新朋友好，现在42人"


@pytest.mark.parametrize(
    ("people", "inviters", "said"),
    [
        ([5], ["小明"], "第 42 位，小明带来的，3月2日 周一，一起读书"),
        ([5, 6, 7], ["小明", "小红"], "第 40–42 位，小明、小红带来的，3月2日 周一，一起读书"),
        ([5], list("甲乙丙丁"), "第 42 位，甲、乙、丙 等 4 人带来的，3月2日 周一，一起读书"),
    ],
)
def test_what_a_welcome_can_tell(people: list[int], inviters: list[str], said: str):
    """Which number they are, who brought them, the day, what the group is for."""
    welcome = Welcome(text="第 {第几位} 位，{邀请人}带来的，{日期}，{群定位}")
    assert rules.greeting(welcome, rules.Company(people, inviters), setting()) == [Text((said,))]


def test_the_day_in_english():
    """As it is said there."""
    assert greeting("{date}", [5], language="en") == Text(("Mon, 2 Mar",))


def test_a_line_about_an_unknown_inviter_disappears():
    """WeChat does not always tell."""
    assert greeting("你好\n{邀请人}带来的", [5]) == Text(("你好",))
    assert greeting("{昵称}，{邀请人}带来的", [5]) == Text((Mention(5), "，群里的朋友带来的"))


def test_a_farewell_mentions_nobody():
    """They would not see it, and whoever has their name now is not meant."""
    assert rules.farewell(Welcome(), ["小林", "{昵称}"], setting()) == [Text(("小林、{昵称} 离开了，后会有期。",))]


def test_long_names_are_cut_where_they_are_only_said():
    """A name is no place for an essay."""
    [said] = rules.farewell(Welcome(), ["🎉" * 300, "a\nb"], setting())
    assert said == Text((f"{'🎉' * 20}…、a b 离开了，后会有期。",))


def test_a_welcome_has_to_be_short():
    """Nobody reads a thousand characters."""
    with pytest.raises(UserError) as refusal:
        rules.checked("字" * 1001, "zh")
    assert "1001" in refusal.value.phrase("zh", **refusal.value.values)
