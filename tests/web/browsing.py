"""What every page in a real browser is held to."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
Size = dict[str, int]


@asynccontextmanager
async def faultless(browser: Browser, size: Size, **context: Any) -> AsyncGenerator[Page]:
    """A window; nothing may go wrong in its page, nor may it be too wide for the screen."""
    opened = await browser.new_context(viewport=size, **context)  # pyright: ignore[reportArgumentType]
    page = await opened.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield page
    assert wrong == []
    await fits(page, size)
    await opened.close()


async def fits(page: Page, size: Size) -> None:
    """Nobody has to scroll sideways."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url


async def no_serious_violation(page: Page) -> None:
    """What axe-core finds that would keep somebody out."""
    run = cast(Callable[[Page], Awaitable[Any]], getattr(Axe(), "run"))  # noqa: B009 - its types are unknown
    found: dict[str, Any] = (await run(page)).response
    serious = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
    assert [
        (page.url, each["id"], node["html"][:120], node["any"][0]["message"])
        for each in serious
        for node in each["nodes"]
    ] == []
