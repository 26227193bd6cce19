"""The chats on the pages are what the bot really says."""

from pathlib import Path

import pytest

from examples.plugins import quotes
from plugins import PLUGINS
from tests.docs.chats import Line, Show, lines_of
from tests.docs.pages import BOTH, PAIRS, blocks, language_of
from tests.fakes.site import open_site
from tests.world import open_world

PAGES = [page for page in BOTH if blocks(page, "chat")]


@pytest.mark.parametrize("page", PAGES)
async def test_chats(page: str, sqlite_url: str, tmp_path: Path):
    """All chats of a page, one after the other, with the limits on sending that a new owner has."""
    language = language_of(page)
    plugins = (*PLUGINS, quotes.plugin) if page.startswith("docs/plugins") else PLUGINS
    settings = {"pacing": "on", "language": language, "fetch_private": "on"}
    async with open_site() as site, open_world(sqlite_url, plugins, **settings) as world:
        show = Show(world, language, site, files_of(page, tmp_path))
        for chat in blocks(page, "chat"):
            await show.play(chat.text)


def files_of(page: str, folder: Path) -> dict[str, Path]:
    """The page's blocks that are files, by the names their fences give them."""
    files = {name: block.text for block in blocks(page) if (name := block.info.partition(" ")[2])}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return {name: folder / name for name in files}


def test_the_pages_with_chats():
    """A guide without any would be a slip of whoever changed it."""
    assert set(PAGES) == {
        *PAIRS[0],
        *PAIRS[1],
        *PAIRS[3],
        *PAIRS[4],
        *PAIRS[5],
        *PAIRS[6],
        *PAIRS[7],
        *PAIRS[9],
        *PAIRS[10],
        *PAIRS[13],
    }


def test_reading_a_chat():
    """Speech, what it quotes, what it goes on with, and what happens."""
    read = list(
        lines_of("—— 阿七 进群了 ——\n老周（引用「欢迎…」）：/为什么\nNing: /rules set\n    1. Be kind\n\n    2. Read\n")
    )
    assert read == [
        Line("", "阿七 进群了"),
        Line("老周", "/为什么", "欢迎…"),
        Line("Ning", "/rules set\n1. Be kind\n\n2. Read"),
    ]


@pytest.mark.parametrize(
    "lie",
    [
        "小明：/群规",
        "小明：/群规\n蒲公英：这个群没有群规。",
        "小明：/群规\n蒲公英：这个群还没有写群规。\n蒲公英：写一个吧。",
        "—— 太阳 出来了 ——",
        "随便写的一行",
    ],
)
async def test_a_page_that_lies_is_found(lie: str, sqlite_url: str):
    """An answer that is wrong, left out or made up, and what can't happen at all."""
    start = "—— 蒲公英进了「读书会」：群主 阿宁，成员 小明 ——\n蒲公英：大家好…\n阿宁：/群规\n蒲公英：还没有群规。…\n"
    async with open_world(sqlite_url) as world:
        show = Show(world, "zh")
        await show.play(start)
        with pytest.raises((AssertionError, ValueError)):
            await show.play(lie)
