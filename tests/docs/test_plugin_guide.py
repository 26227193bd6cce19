"""The guide for plugin authors shows the code that runs, all of it, and names what exists."""

import re

import pytest

from bot.commands import parameters
from bot.context import Context
from tests.docs.pages import ROOT, blocks, codes

PAGES = ("docs/plugins.md", "docs/plugins.zh-CN.md")
EXAMPLE = "examples/plugins/quotes"
pytestmark = pytest.mark.parametrize("page", PAGES)


def shown(page: str) -> dict[str, str]:
    """The code on the page, by the file named in its first line."""
    parts = [block.text.partition("\n") for block in blocks(page, "python")]
    return {first.removeprefix("# "): rest for first, _, rest in parts if first.startswith("# ")}


def test_the_whole_plugin_is_shown(page: str):
    """Every file of it, as it is."""
    files = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in (ROOT / EXAMPLE).glob("*.py")}
    assert {name: text for name, text in shown(page).items() if name.startswith(EXAMPLE)} == files


def test_the_tests_shown_are_those_that_run(page: str):
    """A part of the file stands for it."""
    name = "tests/docs/test_quotes.py"
    assert shown(page)[name] in (ROOT / name).read_text("utf-8")


def test_what_a_context_can_do_is_named_as_it_is(page: str):
    """Nothing that the page promises is missing."""
    names = {match[1] for code in codes(page) if (match := re.match(r"ctx\.(\w+)", code))}
    assert len(names) > 5
    assert [name for name in names if not hasattr(Context, name)] == []


def test_every_kind_of_parameter_is_named(page: str):
    """Those of the core, beside Python's own."""
    ours = {name for name in ("Rest", "Words", "Tags", "Member", "Body", "Label") if hasattr(parameters, name)}
    assert len(ours) == 6
    text = " ".join(codes(page))
    assert [name for name in ours if name not in text] == []
