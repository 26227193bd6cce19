"""Scenes written as files: whatever they hold comes back, and the command line tells what is in one."""

import os
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.phrases import Phrase
from plugins.campaigns.scenes import Activity, Input, Phase, Scene, load, read, write
from plugins.campaigns.scenes.kinds import KINDS
from plugins.campaigns.scenes.offsets import EARLIEST, LATEST
from plugins.campaigns.scenes.scene import ActivityName
from tests.plugins.scenes import GOOD, spoilt

characters = st.characters(exclude_categories=("Cs",), exclude_characters="\0{}｛｝\r")
words = st.text(characters, min_size=1, max_size=25).map(str.strip).filter(bool)
lines = st.lists(words, min_size=1, max_size=4).map("\n".join)
phrases = st.one_of(words.map(lambda text: Phrase(text, text)), st.builds(Phrase, words, words))
long_phrases = st.builds(Phrase, lines, lines)


def _params(kind: ActivityName) -> st.SearchStrategy[dict[str, Phrase]]:
    """Required ones and some others, right by their examples, titles in any words."""
    free = {"title", "question", "item", "where"}
    values = {
        key: long_phrases if key in free else st.just(Phrase("2天", "2 days") if key == "until" else param.example)
        for key, param in KINDS[kind].items()
    }
    required = {key: value for key, value in values.items() if KINDS[kind][key].is_required}
    optional = {key: value for key, value in values.items() if key not in required}
    return st.fixed_dictionaries(required, optional=optional)


activities = st.one_of(
    *(_params(kind).map(lambda params, kind=kind: Activity(kind, _in_order(kind, params))) for kind in KINDS)
)


def _in_order(kind: ActivityName, params: dict[str, Phrase]) -> dict[str, Phrase]:
    return {key: params[key] for key in KINDS[kind] if key in params}


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Any scene that can be read."""
    names = draw(st.lists(st.sampled_from("abcdefg"), unique=True, max_size=3))
    inputs = tuple(Input(each, Phrase(f"填{each}", each), draw(phrases), draw(st.booleans())) for each in names)
    used = Phrase("".join(f"{{填{each}}}" for each in names), "".join(f"{{{each}}}" for each in names))
    moments = sorted(
        draw(
            st.sets(
                st.tuples(st.integers(EARLIEST, LATEST), st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=4
            )
        )
    )
    phases = [
        Phase(
            draw(phrases),
            days,
            time(hour, minute),
            tuple(draw(st.lists(long_phrases, min_size=1, max_size=3))),
            draw(st.sampled_from(["value", "promo"])),
            draw(st.booleans()),
            draw(st.none() | activities),
        )
        for days, hour, minute in moments
    ]
    if names:
        first = phases[0]
        phases[0] = Phase(first.name, first.days, first.clock, (*first.texts, used), "value", first.is_must)
    slug = draw(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True))
    aliases = tuple(draw(st.lists(words, unique=True, max_size=3)))
    day = draw(st.sampled_from(["", "双11", "冬至", "11-11", "农历 8-15", "农历闰六月初一"]))
    return Scene(slug, draw(phrases), aliases, draw(phrases), day, inputs, tuple(phases))


@given(scenes())
def test_what_is_written_is_read_back(scene: Scene):
    """Quotes, backslashes, three quotes in a row, tabs, odd characters and empty lines included."""
    assert read(write(scene)) == scene


@pytest.mark.parametrize(
    "text", ['"""', "\\", 'a"', '\\"""\\n', "\t\x07\x7f\x1f", "'''", "# no comment", 'x\n""""\ny"', "a\\\nb"]
)
def test_nothing_a_text_holds_breaks_its_file(text: str):
    """In one line and in several."""
    scene = read(GOOD)
    phase = Phase(scene.name, 0, time(9), (Phrase(f"x{text}x", f"x\n{text}\nx"), Phrase("{茶}", "{tea}")))
    changed = Scene("a", scene.name, (f"x{text.replace(chr(10), '')}x",), scene.about, "", scene.inputs, (phase,))
    assert read(write(changed)) == changed


def test_a_written_scene_reads_like_a_file_made_by_hand():
    """Lines stay lines, and both languages stand one below the other."""
    written = write(read(GOOD))
    assert 'text.zh = """\n天冷了，喝点热的。\n选一种吧。\n"""\ntext.en = "It is cold' in written
    assert '[phase.activity]\nkind = "poll"\nquestion.zh = "喝什么？"' in written
    assert 'at = "T-7天 20:00"' in written
    assert "required" not in written


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, where English is spoken."""
    for name in [name for name in os.environ if name.startswith("DANDELION_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DANDELION_HOME", str(tmp_path))
    (tmp_path / ".env").write_text("DANDELION_LANGUAGE=en\n")
    return tmp_path


def test_lint_tells_what_a_good_file_does(home: Path, capsys: pytest.CaptureFixture[str]):
    """Its day, what it asks for, and when it says what."""
    (home / "tea.toml").write_text(GOOD, "utf-8")
    assert main(["scenes", "lint", str(home / "tea.toml")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "tea.toml is fine.",
        "Tea: A cup of tea together",
        "Day: Winter Solstice",
        "Asks for: tea (such as black tea)",
        "  T-7 days 20:00 Choose, opens a poll",
        "  T 15:00 Tea",
        "  T+1 day 10:00 Shop (promo)",
    ]


def test_lint_tells_all_mistakes_and_fails(home: Path, capsys: pytest.CaptureFixture[str]):
    """Exit code 2, each mistake with its line and an example, on stderr; advice alone is no failure."""
    bad = spoilt('slug = "tea"', "").replace('at = "T 15:00"', 'at = "noon"')
    (home / "bad.toml").write_text(bad, "utf-8")
    assert main(["scenes", "lint", str(home / "bad.toml")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    head, slug, at = said.err.splitlines()
    assert head == "bad.toml has 2 problems:"
    assert slug == 'line 1, slug: It is missing. For example: slug = "double-11"'
    assert at.startswith("line 41, phase 2 at: I can't read “noon”. T is the day, T-7 days is before it")
    assert at.endswith('For example: at = "T-7 days 20:00"')
    (home / "promo.toml").write_text(GOOD.replace('at = "T-7', 'serving = "promo"\nat = "T-7'), "utf-8")
    assert main(["scenes", "lint", str(home / "promo.toml")]) == 0
    assert "Serve before you ask." in capsys.readouterr().out
    assert main(["scenes", "lint", str(home / "nowhere.toml")]) == 1


def test_list_tells_every_scene(home: Path, capsys: pytest.CaptureFixture[str]):
    """Whether `list` is said or not."""
    assert main(["scenes", "list"]) == 0
    said = capsys.readouterr().out
    assert main(["scenes"]) == 0
    assert capsys.readouterr().out == said
    assert all(f"{scene.name.en}: {scene.about.en}" in said for scene in load())
