"""The topics that ship, which comes next, and what was talked about a year ago."""

import re
import subprocess
from collections import Counter
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.phrases import Phrase
from plugins.nudges.topics import rules, shipped
from plugins.nudges.topics.rules import TOUCHY, fresh, own_topic, read_kinds, read_texts, suiting, year_ago
from plugins.nudges.topics.topic import SHIPPED, WORDS, GroupKind, Kind, Topic

ROOT = Path(__file__).resolve().parents[2]
PACKS = ROOT / "plugins/nudges/topics/packs"
TOPICS = shipped.load()
LONGEST_ZH, LONGEST_EN = 45, 120
SHOUTING = re.compile(r"[!！]|亲们|家人们|宝子|爆款|优惠|打折|限时|下单|discount|deal\b|hurry", re.IGNORECASE)
OF_ONE_TIME = re.compile(
    r"今晚|今早|早安|晚安|早上好|晚上好|周[一二三四五六日末]|星期|春天|夏天|秋天|冬天|去年|明天"
    r"|tonight|weekend|\w+day's|good morning|spring\b|summer|autumn|winter|tomorrow|last year",
    re.IGNORECASE,
)
"""Nobody knows when a topic is asked."""

every_topic = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)


@every_topic
def test_every_topic_is_short_and_kind(topic: Topic):
    """Chinese in Chinese, English in English, one breath each, nothing that intrudes, sells or ties it to a time."""
    zh, en = topic.text.zh, topic.text.en
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic.slug)
    assert re.search(r"[\u4e00-\u9fff]", zh)
    assert not re.search(r"[,?;:()]", zh), "full-width punctuation"
    assert en.isascii() or set(re.sub(r"[\x00-\x7f]", "", en)) <= set("“”’"), en
    assert 4 <= len(zh) <= LONGEST_ZH
    assert 8 <= len(en) <= LONGEST_EN
    assert (zh + en).strip() == zh + en
    assert zh[-1] in "。？"
    assert en[-1] in ".?"
    for text in (zh, en):
        assert "{" not in text
        assert "\n" not in text
        for never in (SHOUTING, OF_ONE_TIME, TOUCHY):
            assert not never.search(text), never.search(text)


@every_topic
def test_every_topic_asks_for_what_its_kind_says(topic: Topic):
    """A choice offers two things; what is asked in one language is asked in the other."""
    assert topic.kind in SHIPPED
    assert topic.groups
    if topic.kind is Kind.CHOICE:
        assert re.search(r"还是|和|选", topic.text.zh)
        assert re.search(r"\bor\b|, and|\bwhich\b", topic.text.en, re.IGNORECASE)
    if topic.kind in (Kind.QUESTION, Kind.CHOICE, Kind.OPINION):
        assert "？" in topic.text.zh or topic.text.zh.endswith(("一句。", "一句话。"))
        assert "?" in topic.text.en


def test_no_topic_comes_twice():
    """Neither its slug nor its words, in any file."""
    assert len({topic.slug for topic in TOPICS}) == len(TOPICS)
    for texts in ([topic.text.zh for topic in TOPICS], [topic.text.en for topic in TOPICS]):
        keys = Counter(re.sub(r"\W", "", text).lower() for text in texts)
        assert [key for key, n in keys.items() if n > 1] == []


def test_there_are_enough_of_each():
    """For every kind of group topics of its own of every kind, and for any group many."""
    assert len(TOPICS) >= 150
    for kind in GroupKind:
        mine = [topic for topic in TOPICS if kind in topic.groups]
        assert len(mine) >= (45 if kind is GroupKind.GENERAL else 14), kind
        assert {topic.kind for topic in mine} == set(SHIPPED), kind
    counts = Counter(topic.kind for topic in TOPICS)
    assert min(counts.values()) >= 15, counts


def test_a_file_that_is_wrong_is_refused():
    """An unknown kind, an unknown field, a missing language."""
    assert shipped.read("reading", '[a]\nkind = "task"\nalso = ["city"]\nzh = "拍"\nen = "Snap"') == [
        Topic("a", Kind.TASK, frozenset({GroupKind.READING, GroupKind.CITY}), Phrase("拍", "Snap"))
    ]
    for wrong in (
        'kind = "x"\nzh = "a"\nen = "a"',
        'kind = "task"\nzh = "a"\nen = "a"\nat = 1',
        'kind = "task"\nzh = "a"',
    ):
        with pytest.raises((ValueError, KeyError)):
            shipped.read("reading", f"[a]\n{wrong}")
    with pytest.raises(KeyError):
        shipped.read("nobody", '[a]\nkind = "task"\nzh = "a"\nen = "a"')


def test_the_wheel_holds_the_topics():
    """A file for each kind of group, tracked, and found as the package's data."""
    listed = subprocess.run(
        ["git", "ls-files", PACKS.relative_to(ROOT)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    names = {f"{kind.name.lower()}.toml" for kind in GroupKind}
    assert {Path(each).name for each in listed} == names
    assert {each.name for each in files("plugins.nudges.topics").joinpath("packs").iterdir()} == names


def test_a_kind_of_group_has_words_of_its_own():
    """No word means two kinds, and all are written as they are compared."""
    words = [word for kind in GroupKind for word in kind.value]
    assert len(words) == len(WORDS)
    assert all(word == word.lower().strip() for word in words)


topics = st.lists(st.sampled_from(TOPICS), unique=True, max_size=40)
kinds = st.sets(st.sampled_from(GroupKind), max_size=4)
without_deadline = settings(deadline=None)
seeds = st.integers(min_value=0, max_value=2**40)
used = st.lists(st.sampled_from([topic.slug for topic in TOPICS[:60]]), max_size=80)


@without_deadline
@given(topics, used, kinds, seeds, st.randoms(use_true_random=False))
def test_the_next_topic_suits_and_is_fresh(
    some: list[Topic], past: list[str], about: set[GroupKind], seed: int, random: Random
):
    """One never used as long as there is one, else the longest unused; the same for the same seed in any order."""
    found = fresh(some, past, about, seed)
    shuffled = random.sample(some, len(some))
    assert found == fresh(shuffled, past, sorted(about, key=lambda kind: kind.name), seed)
    possible = {topic.slug for topic in suiting(some, about)}
    if found is None:
        assert not possible
        return
    assert found.slug in possible
    if possible - set(past):
        assert found.slug not in past
    else:
        since = past[::-1].index(found.slug)
        assert all(past[::-1].index(slug) <= since for slug in possible)


@without_deadline
@given(kinds, seeds)
def test_nothing_is_said_twice_before_everything_was_said_once(about: set[GroupKind], seed: int):
    """Through all that suits, then again in the same order."""
    past: list[str] = []
    n = len(suiting(TOPICS, about))
    for turn in range(n + 3):
        topic = fresh(TOPICS, past, about, seed + turn)
        assert topic is not None
        past.append(topic.slug)
    assert len(set(past[:n])) == n
    assert past[n:] == past[:3]


def test_own_and_fitting_topics_come_as_often_as_general_ones():
    """Among nine hundred seeds about three hundred each, however few there are of them."""
    own = [own_topic(1, "我们的"), own_topic(2, "也是我们的")]
    found = [fresh([*own, *TOPICS], (), {GroupKind.READING}, seed) for seed in range(900)]
    by = Counter(
        "own" if not topic.groups else "general" if GroupKind.GENERAL in topic.groups else "reading"
        for topic in found
        if topic
    )
    assert all(250 <= n <= 350 for n in by.values()), by
    assert {topic.kind for topic in found if topic} == {*SHIPPED, Kind.OWN}
    assert not any(topic and GroupKind.FOOD in topic.groups for topic in found)
    assert fresh([], ["x"], (), 1) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("读书", [GroupKind.READING]),
        ("阅读群", [GroupKind.READING]),
        ("ＲＥＡＤＩＮＧ", [GroupKind.READING]),
        ("跑步、读书，亲子", [GroupKind.READING, GroupKind.PARENTS, GroupKind.SPORT]),
        ("读书 阅读 books", [GroupKind.READING]),
        ("通用", []),
        ("读书 通用", [GroupKind.READING]),
    ],
)
def test_kinds_are_read(text: str, expected: list[GroupKind]):
    """By any of their words, each once, in the same order."""
    assert read_kinds(text) == tuple(expected)


def test_an_unknown_kind_is_answered_with_those_there_are():
    """By name."""
    with pytest.raises(UserError) as error:
        read_kinds("读书 炒股")
    said = error.value.phrase("zh", **error.value.values)
    assert "「炒股」" in said
    assert "读书、亲子" in said


def test_lists_are_read_line_by_line():
    """Without their numbers and blank lines; what is there already, in any width, is left out."""
    body = "1. 在读什么？\n\n2、 哪本书\u3000读过两遍？\n- 3.5 公里走多久？\n10）十\n在读什么？\n２０２６最想读？"
    assert read_texts(body, ["十", "2026 最想读?"]) == ["在读什么？", "哪本书 读过两遍？", "3.5 公里走多久？"]
    assert read_texts("3.5公里", ()) == ["3.5公里"]
    assert read_texts("\n \n", ()) == []
    with pytest.raises(UserError):
        read_texts("长" * (rules.LONGEST + 1), ())


@without_deadline
@given(st.lists(st.text(max_size=40), max_size=10))
def test_what_was_read_is_not_read_again(lines: list[str]):
    """Whatever is pasted: clean lines, each once, none of them new the second time."""
    body = "\n".join(lines)
    texts = read_texts(body, ())
    assert len({rules.key_of(text) for text in texts}) == len(texts)
    assert all(text and "\n" not in text and text == " ".join(text.split()) for text in texts)
    assert read_texts(body, texts) == []


WALK = ["早", "周末去哪儿爬山好？", "爬香山呀", "香山的山路不陡", "收到", "去山里好"]


def test_a_year_ago_the_question_that_was_talked_about():
    """With the words of then, and nobody's name."""
    topic = year_ago(WALK)
    assert topic is not None
    assert (topic.kind, topic.groups) == (Kind.YEAR_AGO, frozenset())
    assert "「周末去哪儿爬山好？」" in topic.said("zh")
    assert "“周末去哪儿爬山好？”" in topic.said("en")
    english = year_ago(["Which hill is good for a walk?", "Purple hill", "Hello", "The hill by the lake"])
    assert english is not None
    assert "“Which hill is good for a walk?”" in english.said("en")


@pytest.mark.parametrize(
    "question",
    [
        "周末去哪儿爬山好",
        "@小明 去哪儿爬山好？",
        "你去哪儿爬山呀？",
        "去哪儿爬山，花多少钱？",
        "爬山问 13800001234 行吗？",
        "https://example.com/爬山 去吗？",
        "山？",
        "/爬山去哪儿？",
        "爬山" * 30 + "？",
    ],
)
def test_a_year_ago_nothing_private_or_touchy(question: str):
    """Nor what was said to one person, nor a command, nor what is no question."""
    assert year_ago([question, *WALK[2:]]) is None


def test_a_year_ago_nobody_answered():
    """A question nobody took up is not brought up again, nor anything of a silent day."""
    assert year_ago([WALK[1], "早", "收到", "好的"]) is None
    assert year_ago([WALK[1], *["收到"] * rules.AFTER, *WALK[2:]]) is None
    assert year_ago([]) is None


def test_braces_of_members_stay_braces():
    """A member's text is never a template."""
    topic = year_ago(["{n} 里爬山去哪座山？", "爬香山 {x|y|z}", "爬山去泰山"])
    assert topic is not None
    assert "「{n} 里爬山去哪座山？」" in topic.said("zh")
    assert own_topic(3, "{n}?").said("en") == "{n}?"


@without_deadline
@given(st.lists(st.text(alphabet="山水去爬吗？你@ {}ab?", max_size=12), max_size=30))
def test_a_year_ago_is_always_somebodys_question(texts: list[str]):
    """Whatever was said: nothing, or a question as it was said."""
    topic = year_ago(texts)
    assert topic is None or any(f"「{text.strip()}」" in topic.said("zh") for text in texts if "你" not in text)
