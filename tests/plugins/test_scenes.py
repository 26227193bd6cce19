"""Reading scenes from files: what they mean, and what is said about each thing that can be wrong."""

import re
from datetime import date, time, timedelta

import pytest

from bot.errors import UserError
from bot.phrases import Phrase
from plugins.campaigns.scenes import Activity, Input, Phase, SceneError, decoded, examine, find, load, read, recall
from plugins.campaigns.scenes import messages as m
from plugins.campaigns.scenes.offsets import Offset, is_moment, read_offset, read_until, taking_place
from tests.plugins.scenes import GOOD, problems, spoilt


def test_a_file_becomes_a_scene():
    """Every part of it, texts without the lines' ends around them."""
    scene, advice = examine(GOOD)
    assert (scene.slug, scene.name, scene.aliases, scene.date) == ("tea", Phrase("喝茶", "Tea"), ("茶会",), "冬至")
    assert scene.inputs == (Input("tea", Phrase("茶", "tea"), Phrase("正山小种", "black tea"), is_required=True),)
    poll, tea, shop = scene.phases
    text = Phrase("天冷了，喝点热的。\n选一种吧。", "It is cold outside. What shall we drink?")
    params = {
        "question": Phrase("喝什么？", "What shall we drink?"),
        "options": Phrase("{茶}\n白开水", "{tea}\nWater"),
        "until": Phrase("T-5天 20:00", "T-5天 20:00"),
    }
    assert poll == Phase(Phrase("选一种", "Choose"), -7, time(20), (text,), activity=Activity("poll", params))
    assert (tea.days, tea.clock, tea.is_must, tea.serving, len(tea.texts)) == (0, time(15), True, "value", 2)
    assert (shop.days, shop.serving, shop.activity) == (1, "promo", None)
    assert advice == ()


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("T-7天 20:00", Offset(-7, time(20))),
        ("t - 7 days 20:00", Offset(-7, time(20))),
        ("T+1天 10:00", Offset(1, time(10))),
        ("Ｔ＋１天　１０：００", Offset(1, time(10))),
        ("T−3天 晚上8点半", Offset(-3, time(20, 30))),
        ("T+1d 8pm", Offset(1, time(20))),
        ("T 20:00", Offset(0, time(20))),
        ("T20:00", Offset(0, time(20))),
        ("T-1天", Offset(-1, time(20))),
        ("T", Offset(0, time(20))),
        ("T-7 20:00", Offset(-7, time(20))),
        ("T-180天", Offset(-180, time(20))),
        ("T+60天", Offset(60, time(20))),
    ],
)
def test_offsets_are_read_as_people_write_them(text: str, offset: Offset):
    """In any width, in both languages, in the evening when no time is said; written out they are read again."""
    assert read_offset(text) == offset
    assert {read_offset(offset.describe("zh")), read_offset(offset.describe("en"))} == {offset}


@pytest.mark.parametrize(
    "text", ["", "20:00", "T-7:00天", "T-720:00", "T-181天", "T+61天", "T 25:00", "T-x天", "D-3 20:00"]
)
def test_what_is_no_offset_is_refused(text: str):
    """Rather than guessed at."""
    with pytest.raises(UserError):
        read_offset(text)


@pytest.mark.parametrize(
    ("text", "is_read"),
    [("T 14:00", True), ("周六 14:00", True), ("Tuesday 14:00", True), ("T 25:00", False), ("", False)],
)
def test_when_something_takes_place_is_an_offset_or_words(text: str, is_read: bool):
    """Only what begins like an offset has to be one."""
    assert is_moment(text) is is_read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("T 14:00", "2026-11-14 14:00"),
        ("T+28天 20:00", "2026-12-12 20:00"),
        ("T 下午2点", "2026-11-14 14:00"),
        ("T 14:00-16:00", "2026-11-14 14:00-16:00"),
        ("周六 14:00", "周六 14:00"),
        ("Tuesday, two o'clock", "Tuesday, two o'clock"),
    ],
)
def test_when_something_takes_place_is_said_with_its_date(text: str, said: str):
    """As an admin would type it; whatever else was written stays."""
    assert taking_place(text, date(2026, 11, 14)) == said


def test_an_activity_ends_at_an_offset_or_after_a_while():
    """Both are understood, anything else is not."""
    assert read_until("T+1天 22:00") == Offset(1, time(22))
    assert read_until("24小时") == timedelta(hours=24)
    assert read_until("2 days") == timedelta(days=2)
    with pytest.raises(UserError):
        read_until("tomorrow")


CHOOSE = '[[phase]]\nname.zh = "选一种"'
CUP = '[input.cup]\nname = "杯"\nexample = "杯"\n'
EARLIER = '[[phase]]\nname = "一"\nat = "T-9天"\ntext.zh = "{杯}"\ntext.en = "x"\n'
SPOILT = [
    ('slug = "tea"', 'slug = "Tea Time"', 1, "slug", m.BAD_SLUG),
    ('slug = "tea"', "slug = 3", 1, "slug", m.NOT_WORDS),
    ('name.zh = "喝茶"\nname.en = "Tea"\naliases', 'name.zh = "喝茶"\naliases', 2, "name.en", m.MISSING_LANGUAGE),
    ('aliases = ["茶会"]', 'aliases = "茶会"', 4, "aliases", m.NOT_LIST),
    ('about.zh = "一起喝茶"', f'about.zh = "{"茶" * 101}"', 5, "about.zh", m.TOO_LONG),
    ('about.zh = "一起喝茶"', 'about.de = "Tee"\nabout.zh = "茶"', 5, "about.de", m.UNKNOWN_KEY),
    ('date = "冬至"', 'date = "双十三"', 7, "date", m.UNKNOWN_DAY),
    ('date = "冬至"', 'data = "冬至"', 7, "data", m.UNKNOWN_KEY_NEAR),
    ("[input.tea]", "[input.Tea]", 9, "input.Tea", m.BAD_INPUT_KEY),
    ('name.zh = "茶"', 'name.zh = "茶 叶"', 10, "input.tea.name", m.BAD_INPUT_NAME),
    ('name.zh = "茶"', 'name.zh = "群名"', 10, "input.tea.name", m.NAME_TAKEN),
    (CHOOSE, f"{CUP}{CHOOSE}", 15, "input.cup", m.UNUSED_INPUT),
    (CHOOSE, f"{CUP}{EARLIER}{CHOOSE}", 15, "input.cup", m.UNUSED_IN["en"]),
    ('example.en = "black tea"', 'example.en = "black tea"\nrequired = "no"', 14, "input.tea.required", m.NOT_FLAG),
    ('at = "T-7天 20:00"', 'at = "前7天"', 18, "phase 1 at", m.NO_OFFSET),
    ('at = "T-7天 20:00"', 'at = "T-700天"', 18, "phase 1 at", m.TOO_FAR),
    ('at = "T-7天 20:00"\n', "", 15, "phase 1 at", m.MISSING),
    ('at = "T 15:00"', 'at = "T-8天 20:00"', 41, "phase 2 at", m.OUT_OF_ORDER),
    ('at = "T 15:00"', 'at = "T-7天 20:00"', 41, "phase 2 at", m.OUT_OF_ORDER),
    ("天冷了，喝点热的。", "天冷了，{群明}。", 19, "phase 1 text.zh", None),
    ("What shall we drink?\"\n[phase", "{teh}\"\n[phase", 23, "phase 1 text.en", None),
    ("天冷了，喝点热的。", "天冷了，喝点热的}。", 19, "phase 1 text.zh", None),
    ("天冷了，喝点热的。", "{投票结果}", 19, "phase 1 text", m.NO_POLL_YET),
    ("天冷了，喝点热的。", "茶" * 1001, 19, "phase 1 text.zh", m.TOO_LONG),
    ('en = "Come for tea, {group}."', "", 46, "phase 2 text 2 en", m.MISSING_LANGUAGE),
    ('text.zh = "还想喝，{茶}有得卖。"\ntext.en = "If you\'d like more {tea}, we sell it."\n', "",
     50, "phase 3 text", m.MISSING),
    ('serving = "promo"', 'serving = "ad"', 54, "phase 3 serving", m.UNKNOWN_SERVING),
    ("must = true", "must = 1", 42, "phase 2 must", m.NOT_FLAG),
    ('kind = "poll"', 'kind = "quiz"', 25, "phase 1 activity.kind", m.UNKNOWN_KIND),
    ('kind = "poll"\n', "", 24, "phase 1 activity.kind", m.MISSING),
    ('kind = "poll"', 'kind = "poll"\nchoice = "2"', 26, "phase 1 activity.choice", m.UNKNOWN_PARAM_NEAR),
    ('kind = "poll"', 'kind = "poll"\nchoices = "all"', 26, "phase 1 activity.choices", m.BAD_PARAM),
    ('until = "T-5天 20:00"', "", 24, "phase 1 activity.until", m.MISSING),
    ('until = "T-5天 20:00"', 'until = "T-7天 20:00"', 36, "phase 1 activity.until", m.ENDS_FIRST),
    ('until = "T-5天 20:00"', 'until = "soon"', 36, "phase 1 activity.until", m.NO_UNTIL),
    ('question.zh = "喝什么？"', 'question.zh = "{群名} 喝什么？"', 26, "phase 1 activity.question.zh", None),
    ('options.en = """\n{tea}\nWater\n"""', 'options.en = "{tea"', 32, "phase 1 activity.options.en", None),
    ('options.en = """\n{tea}\nWater\n"""', 'options.en = "Water"', 32, "phase 1 activity.options.en", m.BAD_PARAM),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "field", "what"), SPOILT)
def test_each_mistake_is_told_where_it_stands(old: str, new: str, line: int, field: str, what: Phrase | None):
    """By line and field; when the message is of the templates' it names the slots there are."""
    found = problems(spoilt(old, new))
    assert (line, field) in [(each.line, each.field) for each in found]
    (told,) = [each for each in found if (each.line, each.field) == (line, field)]
    assert what is None or told.what == what
    for language in ("zh", "en"):
        assert str(line) in told.text(language)
    assert what is not None or re.search("{茶}|{tea}", told.text("zh"))


@pytest.mark.parametrize(
    ("text", "line"),
    [("name = “x”", 1), ('slug = "a"\nname = "x\n', 2), ('slug = """a\nb', 2), ("[[phase]]\n[phase]\n", 2), ("x", 1)],
)
def test_what_is_no_toml_is_told_by_its_line(text: str, line: int):
    """With a hint at the usual reasons, and nothing else."""
    (found,) = problems(text)
    assert (found.line, found.what) == (line, m.BAD_TOML)
    assert 'name.zh = "双11"' in found.text("zh")


def test_all_mistakes_are_told_at_once_in_order():
    """One round of mending is enough."""
    text = GOOD
    for old, new in (
        ('slug = "tea"', ""),
        ("T-7天 20:00", "T-7:00"),
        ("must = true", "mast = true"),
        ("{投票结果}", "{投票结课}"),
    ):
        text = text.replace(old, new)
    found = problems(text)
    assert [each.line for each in found] == sorted(each.line for each in found)
    assert [each.field for each in found] == ["slug", "phase 1 at", "phase 2 mast", "phase 2 text 1 zh"]


def test_empty_and_strange_files_are_told_kindly():
    """Nothing, the wrong encoding, far too much: a sentence each."""
    assert [each.field for each in problems("")] == ["slug", "name", "about", "phase"]
    assert [each.what for each in problems("phase = 3\ninput = 4\nname = []\nabout = 5")][:1] == [m.MISSING]
    assert [each.what for each in problems("# too much\n" * 20_000)] == [m.TOO_LARGE]
    with pytest.raises(SceneError) as error:
        decoded("双十一来了".encode("gbk"))
    assert "UTF-8" in error.value.text("zh")
    assert decoded("\ufeff".encode() + GOOD.replace("\n", "\r\n").encode()).startswith("slug")
    assert read(GOOD.replace("\n", "\r\n")) == read(GOOD)


def test_a_file_made_to_be_slow_is_read_in_a_moment():
    """Keys of keys, quotes, brackets and thousands of empty steps; of very many problems the first are told."""
    for text in (
        "a." * 2000 + "b = 1",
        "x = " + "[" * 9000,
        '"' * 50_000,
        "[[phase]]\n" * 9000,
        'a = "' + "T-" * 40_000,
    ):
        assert problems(text)
    with pytest.raises(SceneError) as error:
        read("[[phase]]\n" * 100)
    assert error.value.text("zh").splitlines()[20:] == ["还有 284 处，先改这些。"]


def test_too_much_is_refused():
    """A scene of a hundred posts is no service to anybody."""
    phases = "".join(f'[[phase]]\nname = "x"\nat = "T+{n}天"\ntext = "x"\n' for n in range(31))
    head = GOOD.partition("[input")[0]
    assert [each.what for each in problems(head + phases)] == [m.TOO_MANY]


def test_one_text_may_serve_both_languages():
    """For owners who write in one; its slots may be named in either."""
    text = 'slug = "a"\nname = "茶"\nabout = "茶"\n[[phase]]\nname = "茶"\nat = "T"\ntext = "{群名} 喝茶，{日期}"\n'
    assert read(text).phases[0].texts == (Phrase("{群名} 喝茶，{日期}", "{群名} 喝茶，{日期}"),)


def test_a_scene_kept_by_us_is_read_whatever_is_odd_about_it():
    """An owner's campaign that was changed by hand and kept may leave an input unused, or have long texts."""
    text = spoilt("还想喝，{茶}有得卖", "茶" * 1500).replace("{tea}", "tea")
    assert problems(text)
    assert len(recall(text).phases[2].texts[0].zh) == 1501


def test_asking_before_serving_is_advised_against():
    """It is allowed, for it may follow what was there before."""
    text = spoilt("must = true", 'serving = "promo"').replace(
        'at = "T-7天 20:00"', 'at = "T-7天 20:00"\nserving = "promo"'
    )
    _, (advice,) = examine(text)
    assert (advice.field, advice.what) == ("phase 1 serving", m.PROMO_FIRST)


def test_slots_are_found_by_either_name_and_in_full_width():
    """As people type them."""
    assert problems(GOOD.replace("{茶}有得卖", "｛tea｝有得卖")) == ()


@pytest.mark.parametrize(
    "name", ["双11", "双十一", "double 11", "DOUBLE-11", "ｄｏｕｂｌｅ　１１", "Singles' Day", "1111"]
)
def test_a_shipped_scene_is_found_by_any_of_its_names(name: str):
    """In any width and case."""
    found = find(name)
    assert found is not None
    assert found.slug == "double-11"


def test_no_name_means_two_scenes():
    """Each name and alias leads to the scene that has it; a word that is nobody's leads nowhere."""
    for scene in load():
        for name in (scene.slug, scene.name.zh, scene.name.en, *scene.aliases):
            assert find(name) is scene, name
    assert find("双十三") is None
