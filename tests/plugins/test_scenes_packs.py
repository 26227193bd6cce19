"""The scenes that ship: right in both languages, and each of their phases on its day."""

import re
import subprocess
import tomllib
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from bot import templates
from bot.phrases import Language, Phrase
from bot.serving import Serving
from bot.times.occasions import rule
from plugins.campaigns.activities import ACTIVITIES
from plugins.campaigns.making import params_of
from plugins.campaigns.scenes import Scene, examine, read, write
from plugins.campaigns.scenes.scene import SLOTS
from plugins.campaigns.tables import Campaign

ROOT = Path(__file__).resolve().parents[2]
PACKS = {pack.stem: pack.read_text("utf-8") for pack in (ROOT / "plugins/campaigns/scenes/packs").glob("*.toml")}
NAMED = {
    "双11",
    "618",
    "年货节",
    "春节",
    "元宵节",
    "端午节",
    "中秋节",
    "教师节",
    "国庆节",
    "劳动节",
    "母亲节",
    "群周年",
    "读书月",
    "线下聚会",
}

# The days themselves, written down from calendars; lunar ones first.
DAYS = {
    "new-year-goods": ("2026-01-26", "2027-01-15", "2028-01-04", "2029-01-22", "2030-01-11"),
    "spring-festival": ("2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03"),
    "lantern-festival": ("2026-03-03", "2027-02-20", "2028-02-09", "2029-02-27", "2030-02-17"),
    "dragon-boat": ("2026-06-19", "2027-06-09", "2028-05-28", "2029-06-16", "2030-06-05"),
    "mid-autumn": ("2026-09-25", "2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12"),
    "mothers-day": ("2026-05-10", "2027-05-09", "2028-05-14", "2029-05-13", "2030-05-12"),
    "double-11": tuple(f"{year}-11-11" for year in range(2026, 2031)),
    "618": tuple(f"{year}-06-18" for year in range(2026, 2031)),
    "teachers-day": tuple(f"{year}-09-10" for year in range(2026, 2031)),
    "national-day": tuple(f"{year}-10-01" for year in range(2026, 2031)),
    "labour-day": tuple(f"{year}-05-01" for year in range(2026, 2031)),
    "reading-month": tuple(f"{year}-04-23" for year in range(2026, 2031)),
}
OWN_DAY = {"anniversary", "meetup"}

SHOUTING = re.compile(
    r"[!！]{2}|亲们|家人们|宝子|爆款|秒杀|速抢|抢购|疯抢|血亏|最后\d+(小时|分钟)|不容错过|HURRY|LAST CHANCE"
)
"""What nobody would say to a friend."""

LANGUAGES: tuple[Language, ...] = ("zh", "en")
every_pack = pytest.mark.parametrize("slug", sorted(PACKS))


def every_text(scene: Scene) -> list[Phrase]:
    """All that can be posted."""
    params = [each for phase in scene.phases if phase.activity for each in phase.activity.params.values()]
    return [text for phase in scene.phases for text in phase.texts] + params


def filled(text: Phrase, language: Language, scene: Scene, values: dict[str, str]) -> str:
    """As it is posted with these values."""
    return "".join(map(str, templates.compile(text.written(language), scene.slots, language).render(values).parts))


def values_of(scene: Scene, language: Language, *, with_optional: bool) -> dict[str, str]:
    """The inputs' own examples, and something for each slot of the group."""
    told = {slot.en: {"zh": "读书会", "en": "Readers"}[language] for slot in SLOTS}
    given = {each.name.en: each.example(language) if each.is_required or with_optional else "" for each in scene.inputs}
    return told | given


def test_all_that_were_promised_ship():
    """By their Chinese names; each pack is named by its slug."""
    assert {read(text).name.zh for text in PACKS.values()} >= NAMED
    assert {read(text).slug for text in PACKS.values()} == set(PACKS)


@every_pack
def test_every_pack_is_fine(slug: str):
    """Without a problem and without a word of advice, the same after it was written out."""
    scene, advice = examine(PACKS[slug])
    assert advice == ()
    assert read(write(scene)) == scene


@every_pack
def test_every_pack_speaks_both_languages(slug: str):
    """Chinese in Chinese, English in English, with the same slots in both; short enough for a phone."""
    scene = read(PACKS[slug])
    names = {name: slot.en for slot in scene.slots for name in (slot.zh, slot.en)}
    said = [scene.name, scene.about, *(each.name for each in scene.inputs), *(phase.name for phase in scene.phases)]
    for text in [*said, *(text for phase in scene.phases for text in phase.texts)]:
        zh, en = ({names[name] for name in re.findall(r"{(.+?)}", each)} for each in (text.zh, text.en))
        assert zh == en, text
        assert re.search(r"[\u4e00-\u9fff]", text.zh) or text.zh.isdecimal(), text
        assert not re.search(r"[\u4e00-\u9fff]", text.en), text
        assert len(text.zh) <= 200, text
        assert len(text.en) <= 500, text


@every_pack
def test_every_slot_is_filled(slug: str):
    """With the inputs' own examples; what is not given leaves no hole."""
    scene = read(PACKS[slug])
    for language in ("zh", "en"):
        for with_optional in (True, False):
            values = values_of(scene, language, with_optional=with_optional)
            for text in every_text(scene):
                said = filled(text, language, scene, values)
                assert said.strip()
                assert "{" not in said
                assert not re.search(r"\n\s*\n|[：:，]\s*(\n|$)(?=\s*$)", said), said


@every_pack
def test_every_activity_can_be_opened(slug: str):
    """With the inputs' own examples, by the word of the activity itself; and it takes place when it should."""
    scene = read(PACKS[slug])
    for language in LANGUAGES:
        inputs = [
            {"key": each.key, "zh": each.name.zh, "en": each.name.en, "value": each.example(language)}
            for each in scene.inputs
        ]
        campaign = Campaign(inputs=inputs, day=20261114)
        for phase in scene.phases:
            if phase.activity is not None:
                written = {name: text.written(language) for name, text in phase.activity.params.items()}
                params = params_of(campaign, {"params": written}, language)
                assert set(params) == set(written)
                assert re.fullmatch(r"2026-1[12]-\d\d \d\d:\d\d", params.get("when", "2026-11-14 14:00"))
                params.pop("until")
                if phase.activity.kind in ACTIVITIES:
                    ACTIVITIES[phase.activity.kind].check(params, language)


@every_pack
def test_what_need_not_be_given_stands_on_lines_of_its_own(slug: str):
    """So that the line goes when nothing is there."""
    scene = read(PACKS[slug])
    optional = {name for each in scene.inputs if not each.is_required for name in (each.name.zh, each.name.en)}
    lines = [line for text in every_text(scene) for each in (text.zh, text.en) for line in each.split("\n")]
    for line in lines:
        assert not any(f"{{{name}}}" in line and line != f"{{{name}}}" for name in optional), line


@every_pack
def test_it_serves_before_it_asks_and_never_shouts(slug: str):
    """Enough value comes before each promo for the rule every group begins with; calm words, and thanks at the end."""
    scene = read(PACKS[slug])
    values = 0
    for phase in scene.phases:
        assert phase.serving == "value" or values >= Serving().ratio, phase.name.zh
        values = values + 1 if phase.serving == "value" else 0
    assert scene.phases[0].serving == scene.phases[-1].serving == "value"
    for text in every_text(scene):
        assert not SHOUTING.search(text.zh + text.en), text


@every_pack
def test_what_opens_something_comes_at_its_time(slug: str):
    """However little is said in the group; or it would be open without a word."""
    assert all(phase.is_must for phase in read(PACKS[slug]).phases if phase.activity)


@every_pack
def test_it_speaks_when_people_are_awake(slug: str):
    """Between eight in the morning and nine in the evening, at most three times a day."""
    scene = read(PACKS[slug])
    assert all(8 <= phase.clock.hour < 21 for phase in scene.phases)
    days = [phase.days for phase in scene.phases]
    assert max(map(days.count, days)) <= 3


@every_pack
def test_every_phase_comes_on_its_day(slug: str):
    """For the years 2026 to 2030, by calendars rather than by our own reckoning."""
    scene = read(PACKS[slug])
    if slug in OWN_DAY:
        assert scene.date == ""
        return
    day = rule(scene.date)
    assert day is not None
    expected = [date.fromisoformat(each) for each in DAYS[slug]]
    assert [each for year in range(2026, 2031) for each in day.dates(year)] == expected
    written = re.findall(r'^at = "T(?:([+-]\d+)天)? (\d\d:\d\d)"$', PACKS[slug], re.MULTILINE)
    assert [(str(phase.days), f"{phase.clock:%H:%M}") for phase in scene.phases] == [
        (str(int(days or 0)), clock) for days, clock in written
    ]


MOMENTS = {
    "spring-festival": (
        date(2027, 1, 1),
        "2027-01-31 20:00, 2027-02-03 20:00, 2027-02-05 17:00, 2027-02-06 09:00, 2027-02-08 15:00, 2027-02-12 20:00",
    ),
    "mothers-day": (
        date(2028, 5, 1),
        "2028-05-02 20:00, 2028-05-04 20:00, 2028-05-06 20:00, 2028-05-08 20:00, 2028-05-14 09:00, 2028-05-15 20:00",
    ),
    "national-day": (
        date(2026, 9, 1),
        "2026-09-24 20:00, 2026-09-29 20:00, 2026-10-01 09:00, 2026-10-03 20:00, 2026-10-06 20:00, 2026-10-08 20:00",
    ),
}


@pytest.mark.parametrize("slug", MOMENTS)
def test_some_years_written_out(slug: str):
    """Moment for moment, over the ends of months and of the old year."""
    scene, (since, expected) = read(PACKS[slug]), MOMENTS[slug]
    day = rule(scene.date)
    assert day is not None
    first = day.next_on_or_after(since)
    moments = [datetime.combine(first + timedelta(days=phase.days), phase.clock) for phase in scene.phases]
    assert ", ".join(f"{each:%Y-%m-%d %H:%M}" for each in moments) == expected


def test_the_wheel_holds_the_packs():
    """They are tracked, within a package that is taken whole, and found as its data."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"] == {"packages": ["bot", "plugins", "storage"]}
    listed = subprocess.run(
        ["git", "ls-files", "plugins/campaigns/scenes/packs"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert {Path(each).stem for each in listed} == set(PACKS)
    found = {each.name for each in files("plugins.campaigns.scenes").joinpath("packs").iterdir()}
    assert {f"{slug}.toml" for slug in PACKS} <= found
