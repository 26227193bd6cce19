"""The documents as the tests read them: pages, their fenced blocks, and what is written as code in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.phrases import Language

ROOT = Path(__file__).resolve().parents[2]

PAIRS = (
    ("README.md", "README.zh-CN.md"),
    ("docs/guide.en.md", "docs/guide.zh-CN.md"),
    ("docs/operations.md", "docs/operations.zh-CN.md"),
    ("docs/plugins.md", "docs/plugins.zh-CN.md"),
    ("docs/import.md", "docs/import.zh-CN.md"),
    ("docs/newcomers.md", "docs/newcomers.zh-CN.md"),
    ("docs/campaigns.md", "docs/campaigns.zh-CN.md"),
    ("docs/scenes.md", "docs/scenes.zh-CN.md"),
    ("docs/draw.md", "docs/draw.zh-CN.md"),
    ("docs/double-11.md", "docs/double-11.zh-CN.md"),
    ("docs/nudges.md", "docs/nudges.zh-CN.md"),
    ("docs/api.md", "docs/api.zh-CN.md"),
    ("docs/how-we-count.md", "docs/how-we-count.zh-CN.md"),
    ("docs/office.md", "docs/office.zh-CN.md"),
    ("docs/exposing.md", "docs/exposing.zh-CN.md"),
)
"""Each page in English and in Chinese."""
OTHERS = ("CHANGELOG.md", "CONTRIBUTING.md")
BOTH = tuple(page for pair in PAIRS for page in pair)
RECORDS = tuple(file.relative_to(ROOT).as_posix() for file in sorted((ROOT / "docs/decisions").glob("*.md")))

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what its fence says, and its lines."""

    info: str
    text: str


def text_of(page: str) -> str:
    """The page as it is written."""
    return (ROOT / page).read_text("utf-8")


def language_of(page: str) -> Language:
    """Chinese pages say so in their names."""
    return "zh" if page.endswith(".zh-CN.md") else "en"


def blocks(page: str, info: str = "") -> Sequence[Block]:
    """The page's fenced blocks in order, all or those with this info."""
    found = [Block(match["info"].strip(), match["text"]) for match in _FENCE.finditer(text_of(page))]
    return [block for block in found if not info or block.info == info]


def prose(page: str) -> str:
    """The page without its blocks."""
    return _FENCE.sub("", text_of(page))


def codes(page: str) -> Iterator[str]:
    """Everything set as code within the text."""
    for match in _CODE.finditer(prose(page)):
        yield match[1]


def headings(page: str) -> list[tuple[int, str]]:
    """Each heading's level and words."""
    return [(len(level), words) for level, words in re.findall(r"^(#+) (.+)$", prose(page), re.MULTILINE)]


def anchors(page: str) -> set[str]:
    """What a link may name behind #, made of the headings as code hosts do."""
    return {re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-") for _, words in headings(page)}
