"""The page about draws agrees with the rule as it is run, and with the program that checks it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.campaigns.lottery import draw
from plugins.campaigns.lottery.draw import Seed
from tests.docs.pages import ROOT, blocks, text_of

PAGES = ("docs/draw.md", "docs/draw.zh-CN.md")
pytestmark = pytest.mark.parametrize("page", PAGES)


def test_the_example_prints_what_the_page_says(page: str):
    """Run as it stands there, and the bot's own rule says the same."""
    code, printed = blocks(page, "python")[0].text, blocks(page)[1].text
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == printed
    secret, codes = re.findall(r'"([0-9a-f]{64})"', code)[0], re.findall(r'"([2-9A-Z]{6})"', code)
    commitment, fingerprint, *lines = printed.split("\n")
    seed = Seed(bytes.fromhex(secret))
    assert (seed.commitment, draw.sha256(draw.listed(codes))) == (commitment, fingerprint)
    assert draw.order(seed, codes) == [line.split()[0] for line in lines if line]


def test_the_file_on_the_page_is_right(page: str, tmp_path: Path):
    """And the program says so, given the fingerprints of the page."""
    file = tmp_path / "draw-5.json"
    file.write_text(next(block.text for block in blocks(page) if block.info.startswith("json ")), "utf-8")
    commitment, fingerprint, *_ = blocks(page)[1].text.split("\n")
    program = [sys.executable, "scripts/verify_draw.py", str(file), "--commitment", commitment, "--list", fingerprint]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, "3 codes, everything is right" in run.stdout) == (0, True), run.stdout


def test_the_rule_has_the_name_of_the_code(page: str):
    """Another rule would be another name."""
    assert f"`{draw.RULE}`" in text_of(page)
