"""The second channel: tells the operator by webhook when the bot is offline, since it can't say so in chat."""

import asyncio
from datetime import datetime, timedelta

import structlog

from bot import messages as m
from bot.phrases import Language, Phrase
from bot.settings.kinds import Secret

log = structlog.get_logger()

PATIENCE = timedelta(minutes=1)
STEADY = timedelta(seconds=30)
"""A link that comes and goes faster, as when two bots fight for it, counts as down."""
TIMEOUT_S = 10


class Alerts:
    """Speaks once when the link has been down for a minute, and once when it is back to stay."""

    def __init__(self, webhook: Secret, language: Language) -> None:
        self._webhook = webhook
        self._language: Language = language
        self.woken = asyncio.Event()
        self._down_since: datetime | None = None
        self._up_since: datetime | None = None
        self._why = ""
        self._told = False

    def down(self, at: datetime, why: str) -> None:
        """The link is down since `at`, or still down if it was up for a moment only."""
        was_back = self._up_since is not None and at >= self._up_since + STEADY
        self._down_since = at if was_back or self._down_since is None else self._down_since
        self._up_since, self._why = None, why
        self.woken.set()

    def up(self, at: datetime) -> None:
        """The link is back; whether to stay will be seen."""
        self._up_since = at
        self.woken.set()

    async def tick(self, now: datetime) -> datetime | None:
        """Tell what there is to tell; the next moment there may be something."""
        self.woken.clear()
        if self._up_since is not None and now >= self._up_since + STEADY:
            self._down_since = None
        if self._down_since is None:
            self._told = self._told and not await self._tell(m.ONLINE_AGAIN)
            return now + PATIENCE if self._told else None
        if self._up_since is not None:
            return self._up_since + STEADY
        if now < self._down_since + PATIENCE:
            return self._down_since + PATIENCE
        if not self._told:
            self._told = await self._tell(m.OFFLINE, why=self._why, minutes=PATIENCE // timedelta(minutes=1))
        return None if self._told else now + PATIENCE

    async def refused(self) -> None:
        """The platform refuses us for good: nobody will try again, so nobody waits a minute to be told."""
        await self._tell(m.STOPPED, why=self._why)

    async def _tell(self, phrase: Phrase, **values: object) -> bool:
        """Post in the form that WeCom and DingTalk robots take; whether it went out."""
        url = self._webhook.reveal()
        if not url:
            return True
        import aiohttp  # costs a sixth of a start and is seldom needed

        payload = {"msgtype": "text", "text": {"content": phrase(self._language, **values)}}
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        try:
            async with aiohttp.ClientSession(timeout=timeout) as http, http.post(url, json=payload) as answer:
                answer.raise_for_status()
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("alert.failed", error=type(error).__name__)
            return False
        return True
