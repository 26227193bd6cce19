"""Rules about what people read: phrases, settings, documents."""

import gc
import importlib
import pkgutil
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.phrases import Phrase
from bot.settings import declared
from scripts.env_example import render

ROOT = Path(__file__).resolve().parents[2]

REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "npm" + "mirror.com")
PLACES = ("/" + "work/", "/" + "tmp/", "/" + "root/", "/" + "home/")


@pytest.fixture(scope="module")
def phrases() -> list[Phrase]:
    """Every phrase there is once all modules are imported, but for the one that runs when it is."""
    for package in ("bot", "plugins"):
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    gc.unfreeze()  # a bot that ran before has hidden what was imported
    return [each for each in gc.get_objects() if isinstance(each, Phrase)]


def test_both_languages_have_the_same_slots(phrases: list[Phrase]) -> None:
    """A value that shows in one language and not in the other is a slip; texts for owners name slots in their own."""
    ours = [phrase for phrase in phrases if "".join(phrase.slots[0]).isascii()]
    assert len(ours) > 50
    assert [phrase for phrase in ours if phrase.slots[0] != phrase.slots[1]] == []


def test_no_phrase_is_half_written(phrases: list[Phrase]) -> None:
    """Where one language says something, so does the other."""
    assert [phrase for phrase in phrases if bool(phrase.zh.strip()) != bool(phrase.en.strip())] == []


def test_env_example_is_what_the_code_declares() -> None:
    """After a change of settings: python scripts/env_example.py."""
    assert (ROOT / ".env.example").read_text("utf-8") == render()


def test_every_setting_is_used() -> None:
    """A setting that changes nothing is a lie in `.env.example`."""
    code = "".join(
        file.read_text("utf-8")
        for folder in ("bot", "plugins")
        for file in (ROOT / folder).rglob("*.py")
        if not file.name.startswith("settings")
    )
    fields = [name.removeprefix("DANDELION_").lower() for name in declared()]
    assert [field for field in fields if not re.search(rf"\.{field}\b", code)] == []


def tracked() -> Iterator[tuple[str, str]]:
    """Every text file that is in the repository: path and content."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in names.rstrip("\0").split("\0"):
        file = ROOT / name
        if file.is_file() and b"\0" not in (content := file.read_bytes()):
            yield name, content.decode("utf-8")


def test_nothing_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    """What is in the repository works anywhere and installs from wherever the installer is told to."""
    found = [(name, word) for name, text in tracked() for word in (*REGISTRIES, *PLACES) if word in text]
    assert found == []


@pytest.mark.parametrize("lock", ["runtime", "dev"])
def test_locks_are_hashed_and_name_every_dependency(lock: str) -> None:
    """After a change of dependencies: scripts/lock."""
    text = (ROOT / f"requirements/{lock}.txt").read_text("utf-8")
    entries = re.split(r"\n(?=\w)", text)
    assert [entry for entry in entries if "--hash=sha256:" not in entry or "://" in entry] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + (project["dependency-groups"]["dev"] if lock == "dev" else [])
    names = {re.split(r"[=\[ ]", entry)[0] for entry in entries}
    assert {re.split(r"[<>=\[ ]", name)[0] for name in wanted} - names == set()
