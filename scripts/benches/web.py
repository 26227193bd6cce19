"""The owner's pages of 1,000 groups, what 100 open ones cost ingest, and the try-out with 10,000 messages in a group.

Prints one JSON object a line. `python -m scripts.benches.web --help` tells the flags.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientSession, web
from sqlalchemy import select

from bot import passes
from bot.app import App
from bot.clock import SystemClock
from bot.loops import run_async
from bot.settings import settings_from
from bot.web.office.app import create_office
from bot.web.tryout.log import Entry
from bot.web.tryout.pages import create_app
from bot.web.tryout.tryout import TryOut
from plugins import PLUGINS
from scripts.benches.inbox import prepare
from scripts.benches.living import QuickPlatform, live
from scripts.benches.measuring import copies, log_to_stderr, median_of, quantile, result
from scripts.benches.talk import Size, group_id, member_id, talk
from scripts.benches.web_browser import figures
from storage.tables import Person

LISTED_MS, STREAMS_SHARE, PAGE_BYTES = 200, 0.1, 100_000
PAGES = 100
ASKED = 30
WORD_EVERY = 500
"""Of so many messages one asks for the rules, so that something is done in the groups that are looked at."""
OWNERS = [member_id(0, n) for n in range(10)]
"""Who may see all groups; each has some of the windows."""


def main() -> None:
    """Prepare once, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--messages", type=int, default=300_000, help="of a round of ingest")
    options = parser.parse_args()
    log_to_stderr()
    with (
        tempfile.TemporaryDirectory() as folder,
        copies("sqlite", lambda url: void(run_async(prepare(url, Size(), Path(folder))))) as fresh,
    ):
        show_lists(fresh, options.rounds)
        show_streams(fresh, options)
    show_tryout(options.rounds)


def void(_: object) -> None:
    """Nothing is wanted of it."""


def show_lists(fresh: Callable[[], str], rounds: int) -> None:
    """The list of all groups, a search in it, and a group's first page, until the last byte is there."""
    found = median_of([run_async(_lists(fresh())) for _ in range(rounds)])
    target = {"list_p99_ms": LISTED_MS, "search_p99_ms": LISTED_MS, "list_bytes": PAGE_BYTES}
    ok = all(found[name] <= most for name, most in target.items())
    result("web.lists", ours=found, target=target, ok=ok, unit="ms until read", rounds=rounds, groups=1000)


async def _lists(url: str) -> dict[str, float]:
    async with served(url) as (_, site, secrets), let_in(secrets[0]) as session:
        figures: dict[str, float] = {}
        for name, path in {
            "list": "/office",
            "later": "/office?page=20",
            "search": "/office?q=%E7%A4%BE%E7%BE%A4+99",
            "home": "/office/g/1/home",
        }.items():
            times, size = await _asked(session, site + path)
            figures |= {f"{name}_p50_ms": statistics.median(times), f"{name}_p99_ms": quantile(times, 0.99)}
            figures[f"{name}_bytes"] = size
        return figures


async def _asked(session: ClientSession, url: str) -> tuple[list[float], int]:
    times: list[float] = []
    size = 0
    for n in range(ASKED + 3):  # the first few load what is loaded once
        began = time.perf_counter()
        async with session.get(url) as answer:
            size = len(await answer.read())
            assert answer.status == 200, (url, answer.status)
        if n >= 3:
            times.append((time.perf_counter() - began) * 1e3)
    return times, size


def show_streams(fresh: Callable[[], str], options: argparse.Namespace) -> None:
    """Ingest with and without open pages, in turns."""
    alone: list[dict[str, float]] = []
    looked: list[dict[str, float]] = []
    for n in range(options.rounds):
        alone.append(run_async(_ingest(fresh(), 0, options.messages, n)))
        looked.append(run_async(_ingest(fresh(), PAGES, options.messages, n)))
    ours, limit = median_of(looked), median_of(alone)
    ratio = ours["per_s"] / limit["per_s"]
    ok = ratio >= 1 - STREAMS_SHARE and ours["signs"] > 0
    target = {"ratio": 1 - STREAMS_SHARE}
    unit = "messages/s with 100 live pages open; the limit is without any"
    result("web.streams", ours=ours, limit=limit, ratio=ratio, target=target, ok=ok, unit=unit, rounds=options.rounds)


async def _ingest(url: str, pages: int, count: int, seed: int) -> dict[str, float]:
    async with served(url) as (app, site, secrets):
        browsers = await asyncio.to_thread(_browsers, site, secrets, pages) if pages else None
        events = list(talk(Size(), count, datetime.now(UTC), seed))
        for k, n in enumerate(range(0, count, WORD_EVERY)):
            events[n] = replace(events[n], text="群规", group_id=group_id(k % 10), sender_id=member_id(k % 10, 3))
        assert app.bot is not None
        before, began = app.bot.inbox.recorded, time.perf_counter()
        for event in events:
            await app.receive(event)
        while app.bot.inbox.recorded - before < count:  # noqa: ASYNC110 - as cheap as can be
            await asyncio.sleep(0.01)
        per_s = count / (time.perf_counter() - began)
        seen = {"signs": 0, "fetched": 0} if browsers is None else await asyncio.to_thread(_ended, browsers)
    return {"per_s": per_s, **seen}


def let_in(secret: str) -> ClientSession:
    """A browser with a session."""
    return ClientSession(headers={"Cookie": f"dandelion={secret}"})


def _browsers(site: str, secrets: list[str], pages: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "scripts.benches.web_pages", site, ",".join(secrets), str(pages)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def _ended(process: subprocess.Popen[str]) -> dict[str, float]:
    told, _ = process.communicate(timeout=60)
    return json.loads(told)


def show_tryout(rounds: int) -> None:
    """The newest page of a long chat, an earlier one, and how long until what was said is answered."""
    found = median_of([run_async(_tryout()) for _ in range(rounds)])
    target = {"page_p99_ms": 100.0, "earlier_p99_ms": 100.0, "said_p99_ms": 100.0, "usable_ms": 300.0, "seen_ms": 100.0}
    ok = all(found[name] <= most for name, most in target.items())
    unit = "ms until read, or answered; a chat of 10,000 messages"
    result("web.tryout", ours=found, target=target, ok=ok, unit=unit, rounds=rounds)


async def _tryout() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        tryout = TryOut(settings_from({"media_dir": f"{folder}/media"}), PLUGINS)
        await tryout.open()
        try:
            group = next(iter(tryout.platform.groups))
            entries = [Entry(f"old{n}", n, "小明", "小明", "text", f"第 {n} 句话") for n in range(10_000)]
            tryout.log.restore(group, entries)
            async with on_port(create_app(tryout)) as site, ClientSession(headers={"X-Dandelion": "1"}) as session:
                page, _ = await _asked(session, f"{site}/tryout/chat?chat={group}")
                earlier, _ = await _asked(session, f"{site}/tryout/chat?chat={group}&before=old5000")
                said = [await _say(session, site, group, n) for n in range(ASKED)]
                looked = await figures(site)
        finally:
            await tryout.close()
    return {
        "page_p99_ms": quantile(page, 0.99),
        "earlier_p99_ms": quantile(earlier, 0.99),
        "said_p50_ms": statistics.median(said),
        "said_p99_ms": quantile(said, 0.99),
        **looked,
    }


async def _say(session: ClientSession, site: str, group: str, n: int) -> float:
    began = time.perf_counter()
    given = {"chat": group, "who": "小明", "text": f"群规 {n}" if n % 2 else "大家好"}
    async with session.post(f"{site}/tryout/say", json=given) as answer:
        assert answer.status == 200, await answer.text()
    return (time.perf_counter() - began) * 1e3


@asynccontextmanager
async def served(url: str) -> AsyncGenerator[tuple[App, str, list[str]]]:
    """The bot as it lives with its office, and the sessions of people to whom all groups are open."""
    async with live(url, QuickPlatform(), operators=",".join(OWNERS)) as app:
        bot = app.bot
        while bot is None:
            await asyncio.sleep(0.01)
            bot = app.bot
        services, now = bot.services, datetime.now(UTC)
        async with services.db.write() as session:
            people = (await session.scalars(select(Person.id).where(Person.platform_id.in_(OWNERS)))).all()
            account = services.account_id
            secrets = [await passes.issue(session, account, person, "session", now) for person in people]
        office = web.Application()
        office.add_subapp("/office", create_office(services.settings, lambda: services, SystemClock()))
        async with on_port(office) as site:
            yield app, site, secrets


@asynccontextmanager
async def on_port(app: web.Application) -> AsyncGenerator[str]:
    """Where the app is served."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    main()
