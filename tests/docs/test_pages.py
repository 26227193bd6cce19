"""What the pages name exists, and both languages tell the same."""

import re
import shlex
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import PurePosixPath

import pytest

from bot.cli import _parser
from bot.router import Router, ToCommand, ToWord
from bot.settings import HOME, PREFIX, declared
from examples.plugins import quotes
from plugins import PLUGINS
from tests.docs.pages import BOTH, OTHERS, PAIRS, RECORDS, ROOT, anchors, blocks, codes, headings, text_of

ALL = (*BOTH, *OTHERS, *RECORDS)
OURS = ("scripts/", "bot/", "plugins/", "storage/", "tests/", "docs/", "examples/", "requirements/", ".ci/")
SERVED = ("/healthz", "/readyz", "/metrics")
PLACES = ("/opt/", "/api/")
router = Router((*PLUGINS, quotes.plugin))


def links(page: str) -> Iterator[tuple[str, str]]:
    """File and anchor of each link to something of ours, the file seen from the root."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            file = ROOT / PurePosixPath(page).parent / path if path else ROOT / page
            yield file.resolve().relative_to(ROOT).as_posix(), anchor


@pytest.mark.parametrize("page", ALL)
def test_every_link_leads_somewhere(page: str):
    """To a file that is there, and to a heading that is on it."""
    for file, anchor in links(page):
        assert (ROOT / file).exists(), file
        assert not anchor or anchor in anchors(file), f"{file}#{anchor}"


@pytest.mark.parametrize("page", ALL)
def test_every_file_that_is_named_exists(page: str):
    """Whether set as code in the text or called in a shell."""
    called = [word for line in shell_lines(page) for word in line]
    named = [code.split()[0] for code in codes(page) if code.startswith(OURS)]
    missing = [name for name in (*called, *named) if name.startswith(OURS) and not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("page", ALL)
def test_every_call_of_our_command_line_is_understood(page: str):
    """`scripts/run` and what follows is parsed as it would be; in the text a command may stand without arguments."""
    inline = [shlex.split(code) for code in codes(page) if code.startswith("scripts/run")]
    calls = [words[1:] for words in (*shell_lines(page), *inline) if words[0].endswith("scripts/run")]
    for call in calls:
        with pytest.raises(SystemExit) if len(call) == 1 else nullcontext() as end:
            _parser("en").parse_args([*call, "--help"] if len(call) == 1 else call)
        assert end is None or end.value.code == 0


@pytest.mark.parametrize("page", ALL)
def test_every_setting_that_is_named_exists(page: str):
    """In the text and in the blocks."""
    named = set(re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", text_of(page)))
    assert named <= {*declared(), HOME}


@pytest.mark.parametrize("page", ALL)
def test_every_command_that_is_named_exists(page: str):
    """With its action, in either language."""
    written = [code for code in codes(page) if re.match(r"/\w", code) and not code.startswith((*SERVED, *PLACES))]
    unknown = [code for code in written if not is_ours(code)]
    assert unknown == []


def is_ours(code: str) -> bool:
    """Whether the router would know what to do."""
    found = router._read(code, addressed=False)
    return isinstance(found, ToWord) or (isinstance(found, ToCommand) and found.action is not None)


def test_a_command_that_is_not_ours_is_found():
    """So that the test above can fail."""
    assert [is_ours(code) for code in ("/欢迎 预览", "/welcome off", "/欢应", "/欢迎 跳舞", "/dance now")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_both_languages_have_the_same_parts(pair: tuple[str, str]):
    """Heading for heading and block for block."""
    english, chinese = ([level for level, _ in headings(page)] for page in pair)
    assert english == chinese
    kinds = [[block.info.partition(" ")[0] for block in blocks(page)] for page in pair]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_each_language_leads_to_the_other(pair: tuple[str, str]):
    """In the first lines, where one looks for it."""
    for page, other in (pair, pair[::-1]):
        assert f"({PurePosixPath(other).name})" in "\n".join(text_of(page).splitlines()[:4])


def test_every_decision_is_in_the_index():
    """By its number and its title."""
    index = text_of("docs/decisions/README.md")
    for record in RECORDS:
        if not record.endswith("README.md"):
            name = PurePosixPath(record).name
            title = headings(record)[0][1].partition(". ")[2]
            assert f"[{name[:4]}]({name}) {title}" in index


def shell_lines(page: str) -> list[list[str]]:
    """The commands of the page's shell blocks, word by word."""
    lines = [line for block in blocks(page, "sh") for line in block.text.splitlines()]
    return [words for line in lines if (words := shlex.split(line, comments=True))]
