"""The office in a real browser: from the bot's link to every page there is, on a phone and at a desk, day and night."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, Response, expect

from bot.web.tryout.pages import create_app
from bot.web.tryout.tryout import TryOut
from tests.web.browsing import DESK, PHONE, Size, faultless, fits, no_serious_violation

LARGEST_PAGE = 100_000
ADDRESSES = "all => all.map(each => each.href)"
HEIGHTS = "all => all.map(each => each.offsetHeight)"
"""One and the same where no word is broken and none stands below another."""


@asynccontextmanager
async def served(tryout: TryOut) -> AsyncGenerator[str]:
    """Where the try-out with its office is."""
    async with TestServer(create_app(tryout)) as server:
        yield str(server.make_url("")).rstrip("/")


async def come_in(page: Page, tryout: TryOut, site: str, *, language: str = "zh") -> str:
    """By the link that the bot gives the owner of a sample group in private; the link."""
    owner = next(g.owner_id for i, g in tryout.platform.groups.items() if tryout.language_of(i) == language)
    await tryout.say(f"private:{owner}", owner, "/后台" if language == "zh" else "/office")
    said = " ".join(entry.text for entry in tryout.log.page(f"private:{owner}")[0])
    found = re.findall(r"/office/in/[\w-]+", said)[-1]
    await page.goto(f"{site}{found}")
    await page.click("button.main")
    await expect(page.locator(".groups li").first).to_be_visible()
    return f"{site}{found}"


@pytest.mark.parametrize(
    ("name", "size", "scheme", "language"),
    [("phone", PHONE, "light", "zh"), ("night", PHONE, "dark", "en"), ("desk", DESK, "light", "zh")],
)
async def test_every_page_can_be_read(
    browser: Browser, tryout: TryOut, artifacts: Path, name: str, size: Size, scheme: str, language: str
) -> None:
    """Each page of a group: no error in it, nothing too wide, no word of its menu broken, and nobody kept out."""
    async with served(tryout) as site, faultless(browser, size, color_scheme=scheme) as page:
        await come_in(page, tryout, site, language=language)
        await page.goto(f"{site}/office?lang={language}")
        await page.screenshot(path=artifacts / f"office-{name}.png")
        await page.locator(".groups a").first.click()
        menu: list[str] = []
        for section in await page.locator(".sections a").evaluate_all(ADDRESSES):
            await page.goto(section)
            menu += [section, *await page.locator(".pages-of ul:last-child a").evaluate_all(ADDRESSES)]
            assert len(set(await page.locator(".pages-of a").evaluate_all(HEIGHTS))) == 1, section
        menu = list(dict.fromkeys(menu))
        assert len(menu) > 10
        for address in menu:
            await page.goto(address)
            await expect(page.locator("h1")).to_be_visible()
            await page.locator("summary").evaluate_all("all => all.forEach(each => each.parentNode.open = true)")
            await fits(page, size)
            await no_serious_violation(page)
            await page.screenshot(path=artifacts / f"office-{name}-{address.rpartition('/')[2]}.png", full_page=True)


async def test_the_link_is_used_up(browser: Browser, tryout: TryOut) -> None:
    """Whoever opens it later is told how to get another, and sees nothing."""
    async with served(tryout) as site:
        async with faultless(browser, PHONE) as page:
            link = await come_in(page, tryout, site)
        context = await browser.new_context()
        page = await context.new_page()
        await page.goto(link)
        await page.click("button.main")
        await expect(page.locator("main")).to_contain_text("用过了")
        await page.goto(f"{site}/office")
        await expect(page.locator("main")).to_contain_text("请先进门")
        await context.close()


async def test_a_post_is_written_and_taken_back(browser: Browser, tryout: TryOut) -> None:
    """What one does on a page is answered there, with the way back; a live page shows it without being reloaded."""
    async with served(tryout) as site, faultless(browser, PHONE) as page:
        await come_in(page, tryout, site)
        await page.locator(".groups a").first.click()
        watching = await page.context.new_page()
        await watching.goto(page.url)
        await expect(watching.locator("[data-live]")).to_be_visible()
        await page.locator("summary").last.click()
        await page.fill("#say", "/投放 添加 每天 21:15")
        await page.fill("#below", "今天读到哪儿了？")
        await page.locator("button.main").last.click()
        await expect(page.locator(".flash")).to_contain_text("已添加")
        await expect(watching.locator("#blocks")).to_contain_text("今天读到哪儿了")
        await page.locator("summary").last.click()
        await page.fill("#say", "/撤销")
        await page.locator("button.main").last.click()
        await expect(page.locator(".flash")).to_contain_text("撤销")
        await expect(page.locator("#blocks")).not_to_contain_text("今天读到哪儿了")


async def test_the_first_page_is_small_and_quick(browser: Browser, tryout: TryOut) -> None:
    """Under 100 KB with all that belongs to it, and nothing from elsewhere."""
    async with served(tryout) as site, faultless(browser, PHONE) as page:
        await come_in(page, tryout, site)
        found: list[Response] = []
        page.on("response", lambda response: found.append(response))
        await page.goto(f"{site}/office/g/1/home", wait_until="load")
        await expect(page.locator("[data-live]")).to_be_visible()
        whole = [each for each in found if not each.url.endswith("/live")]
        assert len(whole) == 3  # the page, its style, its script
        assert sum([len(await each.body()) for each in whole]) <= LARGEST_PAGE
        assert all(each.url.startswith(site) for each in found)
