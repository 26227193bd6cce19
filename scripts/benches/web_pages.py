"""Browsers with a live page each, in a process of their own: python -m scripts.benches.web_pages URL SECRETS PAGES.

Each looks at its page again whenever it is told that something was done, as office.js does. When its standard input
ends, it prints how many signs came and how many pages were fetched, in JSON.
"""

import asyncio
import json
import sys
from collections.abc import Sequence

from aiohttp import ClientSession, ClientTimeout, TCPConnector

GROUPS = 10


class Browsers:
    """Several people, each with some windows."""

    def __init__(self, site: str, secrets: Sequence[str], session: ClientSession) -> None:
        self._site, self._session = site, session
        self._cookies = [{"Cookie": f"dandelion={secret}"} for secret in secrets]
        self.all_open = asyncio.Event()
        self.signs = self.fetched = self.open = 0

    async def follow(self, n: int, pages: int) -> None:
        """One page."""
        page = f"{self._site}/office/g/{1 + n % GROUPS}/home"
        cookie = self._cookies[n % len(self._cookies)]
        async with self._session.get(f"{page}/live", headers=cookie) as stream:
            assert stream.status == 200, await stream.text()
            self.open += 1
            if self.open == pages:
                self.all_open.set()
            async for line in stream.content:
                if line.startswith(b"data:"):
                    self.signs += 1
                    async with self._session.get(page, headers=cookie) as answer:
                        self.fetched += answer.status == 200


async def main() -> None:
    """Open them all, say so, and go on until told to end."""
    site, secrets, pages = sys.argv[1], sys.argv[2].split(","), int(sys.argv[3])
    async with ClientSession(timeout=ClientTimeout(None), connector=TCPConnector(limit=0)) as session:
        browsers = Browsers(site, secrets, session)
        tasks = [asyncio.create_task(browsers.follow(n, pages)) for n in range(pages)]
        await browsers.all_open.wait()
        print("open", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        print(json.dumps({"signs": browsers.signs, "fetched": browsers.fetched}))


if __name__ == "__main__":
    asyncio.run(main())
