"""The try-out in a real browser: how long until a first visit can be used, and how it is after scrolling far back."""

import shutil
import statistics
import time

from playwright.async_api import Browser, Page, async_playwright

VISITS = 5
BACK = 20
"""Times that one asks for what was said earlier, sixty entries each."""
SAID = 10


async def figures(site: str) -> dict[str, float]:
    """Milliseconds from typing the address until the chat is there, and from sending until what was said is seen."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shown = [await _visit(browser, site) for _ in range(VISITS + 1)]
        seen = await _talk(browser, site)
        await browser.close()
    return {"usable_ms": statistics.median(shown[1:]), "seen_ms": statistics.median(seen)}


async def _visit(browser: Browser, site: str) -> float:
    context = await browser.new_context(viewport={"width": 390, "height": 844})
    page = await context.new_page()
    await page.goto(site, wait_until="commit")
    await page.wait_for_selector(".said")
    until = await page.evaluate("performance.now()")
    await context.close()
    return float(until)


async def _talk(browser: Browser, site: str) -> list[float]:
    page = await browser.new_page(bypass_csp=True)  # what waits for something in the page needs to evaluate words
    await page.goto(site)
    await page.wait_for_selector(".said")
    for _ in range(BACK):
        before = await page.locator("#list > li").count()
        await page.evaluate("document.getElementById('earlier').click()")
        await page.wait_for_function(f"document.querySelectorAll('#list > li').length > {before}")
    return [await _say(page, f"第 {n} 次") for n in range(SAID)]


async def _say(page: Page, text: str) -> float:
    await page.fill("#text", text)
    began = time.perf_counter()
    await page.click("#send")
    await page.wait_for_function(f"document.querySelector('#list').lastElementChild.textContent.includes('{text}')")
    return (time.perf_counter() - began) * 1e3
