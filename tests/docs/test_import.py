"""The page about importing agrees with the code: columns, keys, and the file it shows."""

import re
from datetime import UTC, datetime

import pytest

from plugins.drops.exchange import table, tomlfile
from plugins.drops.exchange.files import read_plan
from plugins.drops.exchange.plan import LARGEST, MOST_ITEMS, Reading
from tests.docs.pages import ROOT, blocks, codes, language_of, text_of

PAGES = ("docs/import.md", "docs/import.zh-CN.md")
pytestmark = pytest.mark.parametrize("page", PAGES)
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)


def test_every_column_has_its_row(page: str):
    """By a name the code knows; all of them, and none besides."""
    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \|", text_of(page), re.MULTILINE)
    known = {name: column for column, names in table.NAMES.items() for name in names}
    told = [
        name for name, others in rows if not name.startswith("[[") for name in (name, *re.findall("`(.+?)`", others))
    ]
    columns = {known[name] for name in told if name in known}
    assert columns == set(table.NAMES) - {"tag"}


def test_every_key_is_told(page: str):
    """Whatever a TOML may hold stands on the page."""
    code = (ROOT / "plugins/drops/exchange/tomlfile.py").read_text("utf-8")
    keys = set(re.findall(r'\btable\.\w+\("(\w+)"', code)) | set(tomlfile.CONTENT_KEYS)
    told = {code.strip('"') for code in codes(page)}
    assert keys - told - {"content", "thumbnail", "miniprogram", "issue", "material"} == set()


def test_the_file_that_is_shown_can_be_read(page: str):
    """Without a mistake, holding what it seems to."""
    plan, problems = read_plan(
        blocks(page, "toml")[0].text.encode(), "a.toml", Reading(NOW, "Asia/Shanghai", language_of(page))
    )
    assert problems == []
    assert [type(drop.source).__name__ for drop in plan.drops] == ["Words", "Pick", "Queue", "News"]
    assert len(plan.materials) == 1


def test_the_limits_are_what_they_are(page: str):
    """As the page says them."""
    assert f"{LARGEST >> 20} MB" in text_of(page)
    assert str(MOST_ITEMS) in text_of(page)
