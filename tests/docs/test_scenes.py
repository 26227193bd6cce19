"""The page about scenes agrees with the code: its example, keys, limits, slots, and what ships."""

import re

import pytest

from plugins.campaigns.scenes import SLOTS, examine, load, read, reading
from plugins.campaigns.scenes.kinds import KINDS
from plugins.campaigns.scenes.offsets import EARLIEST, LATEST
from tests.docs.pages import ROOT, blocks, codes, language_of, text_of

PAGES = ("docs/scenes.md", "docs/scenes.zh-CN.md")
pytestmark = pytest.mark.parametrize("page", PAGES)


def test_the_example_is_a_good_scene(page: str):
    """Without a mistake and without advice, holding what the page says."""
    scene, advice = examine(blocks(page, f"toml {example_of(page)}")[0].text)
    assert advice == ()
    assert [each.days for each in scene.phases] == [-7, -4, 0, 1]
    assert [each.activity.kind if each.activity else "" for each in scene.phases] == ["poll", "signup", "", ""]


def example_of(page: str) -> str:
    """The name the page gives the file."""
    return "读诗夜.scene.toml" if language_of(page) == "zh" else "poetry.scene.toml"


def test_the_step_in_two_languages_fits_the_example(page: str):
    """In place of the one it translates."""
    text = blocks(page, f"toml {example_of(page)}")[0].text
    head, *steps = re.split(r"(?=^\[\[phase\]\])", text, flags=re.MULTILINE)
    (translated,) = [each.text for each in blocks(page, "toml")]
    head = re.sub(r'^name = "(地点|place)"', 'name.zh = "地点"\nname.en = "place"', head, flags=re.MULTILINE)
    other = text.replace("{地点}", "{place}").partition("[[phase]]")[2]
    assert len(steps) == 4
    assert read(f"{head}[[phase]]{other.rpartition('[[phase]]')[0]}".replace("must", "#must")).slug == "poetry-night"
    assert read(head + translated).phases[0].texts[0].en.startswith("Half past seven")


def test_every_key_is_told(page: str):
    """Whatever a file may hold stands on the page, with what each activity needs."""
    code = (ROOT / "plugins/campaigns/scenes/reading.py").read_text("utf-8")
    keys = set(re.findall(r'\btable\.\w+\("(\w+)"', code)) | {"slug", "kind"}
    told = set(codes(page))
    assert keys - told - {"phase", "input", "activity"} == set()
    assert {"[[phase]]", "[[phase.text]]", "[phase.activity]"} <= told
    rows = {
        row[0]: row[1:] for row in re.findall(r"^\| `(\w+)`[^|]*\| ([^|]*)\| ([^|]*)\|$", text_of(page), re.MULTILINE)
    }
    for kind, params in KINDS.items():
        for cell, is_required in zip(rows[kind], (True, False), strict=True):
            named = set(re.findall("`([a-z]+)`", cell))
            assert named == {name for name, param in params.items() if param.is_required is is_required}, kind


def test_every_slot_is_told(page: str):
    """In the page's language."""
    rows = re.findall(r"^\| `{(.+?)}` \|", text_of(page), re.MULTILINE)
    assert rows == [slot(language_of(page)) for slot in SLOTS]


def test_the_limits_are_what_they_are(page: str):
    """As the page says them."""
    text = text_of(page)
    limits = (reading.MOST_PHASES, reading.MOST_INPUTS, reading.MOST_VARIANTS, reading.LONGEST_TEXT)
    for limit in (*limits, reading.LONGEST_NAME, reading.LONGEST_ABOUT, -EARLIEST, LATEST):
        assert re.search(rf"\b{limit}\b|{limit}(?= )", text), limit


def test_what_ships_is_named(page: str):
    """All of them, and as many as the page counts."""
    scenes = load()
    assert len(scenes) == 14
    assert all(scene.name(language_of(page)) in text_of(page) for scene in scenes)
