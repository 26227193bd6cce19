"""The second channel: tells the operator by webhook when the bot is offline, since it can't say so in chat."""

import asyncio
from datetime import datetime, timedelta

import structlog

from bot import messages as m
from bot.phrases import Language, Phrase
from bot.settings_kinds import Secret

log = structlog.get_logger()

PATIENCE = timedelta(minutes=1)
TIMEOUT_S = 10


class Alerts:
    """Speaks once when the link has been down for a minute, and once when it is back."""

    def __init__(self, webhook: Secret, language: Language) -> None:
        self._webhook = webhook
        self._language: Language = language
        self.woken = asyncio.Event()
        self._down_since: datetime | None = None
        self._why = ""
        self._told = False

    def down(self, at: datetime, why: str) -> None:
        """The link is down since `at`, unless it was already."""
        self._down_since, self._why = self._down_since or at, why
        self.woken.set()

    def up(self) -> None:
        """The link is back."""
        self._down_since = None
        self.woken.set()

    async def tick(self, now: datetime) -> datetime | None:
        """Tell what there is to tell; the next moment there may be something."""
        self.woken.clear()
        if self._down_since is None:
            if self._told:
                self._told = not await self._tell(m.ONLINE_AGAIN)
            return None
        if not self._told and now >= self._down_since + PATIENCE:
            self._told = await self._tell(m.OFFLINE, why=self._why, minutes=PATIENCE // timedelta(minutes=1))
        return None if self._told else max(now, self._down_since) + PATIENCE

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
