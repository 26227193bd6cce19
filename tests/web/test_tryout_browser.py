"""The try-out in a real browser, on a phone and at a desk, in both languages."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from PIL import Image
from playwright.async_api import Browser, Page, expect

from bot.web.tryout.log import Entry
from bot.web.tryout.pages import create_app
from bot.web.tryout.tryout import TryOut
from tests.web.browsing import DESK, PHONE, Size, faultless, no_serious_violation

LARGEST_PAGE = 100_000


@asynccontextmanager
async def looking(browser: Browser, tryout: TryOut, size: Size, query: str = "") -> AsyncGenerator[Page]:
    """The page open in the browser."""
    server = TestServer(create_app(tryout))
    async with server, faultless(browser, size, locale="zh-CN") as page:
        await page.goto(f"{here(server)}{query}")
        await expect(page.locator(".said").first).to_be_visible()
        yield page


def here(server: TestServer) -> str:
    """Where the page is."""
    return str(server.make_url("/"))


async def say(page: Page, text: str) -> None:
    """Type it and send it."""
    await page.fill("#text", text)
    await page.click("#send")
    await expect(page.locator("#text")).to_have_value("")


async def last_of_bot(page: Page, *words: str) -> None:
    """The bot's latest words hold these."""
    for word in words:
        await expect(page.locator('.said[data-who="bot"]').last).to_contain_text(word)


async def test_a_campaign_unfolds_on_a_phone(browser: Browser, tryout: TryOut, artifacts: Path) -> None:
    """In Chinese: from typing a slash to the evening of 11.11, which comes with a tap."""
    async with looking(browser, tryout, PHONE) as page:
        await page.screenshot(path=artifacts / "tryout-phone.png")
        await no_serious_violation(page)
        await page.fill("#text", "/活")
        await expect(page.locator("#completions button").first).to_contain_text("/活动")
        await page.screenshot(path=artifacts / "tryout-completing.png")
        await no_serious_violation(page)
        await say(page, "/活动 新建 双11 商品=冰糖橙 价格=29.9 链接=https://example.com/orange")
        await last_of_bot(page, "冰糖橙", "确认")
        await say(page, "确认")
        await last_of_bot(page, "开始了")
        await page.click("#open-coming")
        await expect(page.locator("#plans li").first).to_contain_text("2026-1")
        await page.screenshot(path=artifacts / "tryout-coming.png")
        await page.click("#coming .close")
        await page.click('[data-leap="sale"]')
        await expect(page.locator("#now")).to_contain_text("11月11日", timeout=120_000)
        await expect(page.locator("#list")).to_contain_text("双11 接龙开始了：冰糖橙，29.9", timeout=60_000)
        await page.locator('.said[data-who="bot"] .bubble').last.click()
        await page.locator(".tools button").last.click()
        await expect(page.locator("#telling p")).to_contain_text("发出了")
        await page.screenshot(path=artifacts / "tryout-why.png")


async def test_a_conversation_in_english(browser: Browser, tryout: TryOut, artifacts: Path) -> None:
    """At a desk: speak as several people, somebody joins and is welcomed, quote, and start over."""
    async with looking(browser, tryout, DESK, "?lang=en") as page:
        await expect(page.locator("#place")).to_contain_text("Spring Readers")
        await say(page, "/drop")
        await last_of_bot(page, "Drops, 1 in all")
        await page.select_option("#who", "Ming")
        await say(page, "rules")
        await last_of_bot(page, "No ads")
        await page.click("#more")
        await page.click("#join")
        await page.fill("#asking input", "Olive")
        await page.click('#asking button[value="yes"]')
        await expect(page.locator(".note").last).to_contain_text("Ming invited Olive")
        await page.click('[data-leap="hour"]')
        await last_of_bot(page, "Welcome @Olive")
        await page.locator('.said[data-who="bot"] .bubble').last.click()
        await page.locator(".said.open .tools button").first.click()
        await say(page, "Hello Olive!")
        await expect(page.locator(".quoted").last).to_contain_text("Welcome @Olive")
        await page.screenshot(path=artifacts / "tryout-desk.png")
        await no_serious_violation(page)
        await page.click("#reset")
        await page.click('#asking button[value="yes"]')
        await expect(page.locator("#list")).not_to_contain_text("Olive", timeout=60_000)


async def test_pictures_are_shown(browser: Browser, tryout: TryOut, tmp_path: Path) -> None:
    """One that somebody sends, and one that the bot draws."""
    Image.new("RGB", (300, 200), "green").save(tmp_path / "green.png")
    async with looking(browser, tryout, DESK) as page:
        await page.set_input_files("#file", tmp_path / "green.png")
        await expect(page.locator(".said.mine img")).to_be_visible()
        await say(page, "/日历 11月")
        drawn = page.locator('.said[data-who="bot"] img').last
        await expect(drawn).to_be_visible()
        await expect(drawn).to_have_js_property("complete", True)
        assert await drawn.evaluate("image => image.naturalWidth") > 500


async def test_the_page_is_small_and_quick(browser: Browser, tryout: TryOut) -> None:
    """All of it is under 100 KB, and in the dark it is as readable as by day."""
    server = TestServer(create_app(tryout))
    async with server:
        context = await browser.new_context(viewport=PHONE, color_scheme="dark")  # pyright: ignore[reportArgumentType]
        page = await context.new_page()
        sizes: list[int] = []

        async def weigh(response: Any) -> None:
            if "stream" not in response.url:
                sizes.append(len(await response.body()))

        page.on("response", weigh)
        await page.goto(here(server))
        await expect(page.locator(".said").first).to_be_visible()
        assert sum(sizes) < LARGEST_PAGE
        await no_serious_violation(page)
        await context.close()


async def test_ten_thousand_messages_are_not_all_drawn(browser: Browser, tryout: TryOut) -> None:
    """A long chat opens at its end, and earlier messages come when they are asked for."""
    chat = "周末徒步群"
    tryout.log.restore(chat, [Entry(f"m{n}", n * 1000, "老周", "老周", "text", f"第 {n} 句") for n in range(10_000)])
    async with looking(browser, tryout, DESK) as page:
        await page.get_by_role("button", name=chat).click()
        await expect(page.locator(".said").last).to_contain_text("第 9999 句")
        assert await page.locator(".said").count() < 100
        await page.click("#earlier")
        await expect(page.locator(".said").first).to_contain_text("第 9880 句")


@pytest.mark.parametrize("size", [PHONE, DESK])
async def test_what_others_do_appears(browser: Browser, tryout: TryOut, size: dict[str, int]) -> None:
    """Two pages look at one world: what is said on one stands on the other."""
    async with looking(browser, tryout, size) as page:
        await tryout.say("春日读书会", "小明", "另一边说的")
        await expect(page.locator(".said").last).to_contain_text("另一边说的")
