"""A try-out on a clock of the test's own, served for real, and a real browser to look at it."""

import os
import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import Browser, async_playwright, expect

from bot.clock import VirtualClock
from bot.settings import Settings, settings_from
from bot.web.tryout.pages import create_app
from bot.web.tryout.tryout import TryOut
from plugins import PLUGINS
from tests.conftest import missing
from tests.plugins.conftest import group as group
from tests.plugins.conftest import world as world

NOW = datetime.fromisoformat("2026-10-30T10:00:00+08:00")  # a Friday, twelve days before 11.11
LATER = NOW + timedelta(seconds=1)  # no two starts are at the same moment
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
PATIENCE_MS = 30_000
Client = TestClient[web.Request, web.Application]
ARTIFACTS = Path(__file__).parents[2] / "artifacts"


@pytest.fixture(scope="session")
def world_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample world is kept that all tests of the try-out begin with."""
    return tmp_path_factory.mktemp("world")


@pytest.fixture
async def tryout(tmp_path: Path, world_once: Path) -> AsyncIterator[TryOut]:
    """The try-out with its weeks of past talk, which are lived through once and then copied."""
    made = world_once / "tryout"
    if made.exists():
        shutil.copytree(made, tmp_path / "tryout")
    opened = TryOut(settings_in(tmp_path), PLUGINS, VirtualClock(LATER if made.exists() else NOW))
    await opened.open()
    if not made.exists():
        await opened.close()
        shutil.copytree(tmp_path / "tryout", made)
        opened = TryOut(settings_in(tmp_path), PLUGINS, VirtualClock(LATER))
        await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def client(tryout: TryOut) -> AsyncIterator[Client]:
    """Somebody who asks the try-out over HTTP, as its page does."""
    async with TestClient(TestServer(create_app(tryout))) as client:
        yield client


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        missing("Chromium")
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where screenshots are left for people to look at."""
    folder = Path(os.environ.get("ARTIFACTS", ARTIFACTS))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def settings_in(folder: Path) -> Settings:
    """The settings of a home of the test's own."""
    return settings_from({"media_dir": str(folder / "media"), "welcome_window": "3s"})
