"""The composition root: builds every service of one account once, and drives them by clock or by hand."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

import structlog

from bot import missed, outages
from bot.accounts import ensure_account, new_claim_code
from bot.clock import Clock
from bot.dispatch import Dispatch
from bot.errors import PlatformError
from bot.events import EchoesReplayed, LinkDown, LinkUp, PlatformEvent
from bot.fetching import fence_of
from bot.hooks import Hooks
from bot.inbox import AccountRef, Inbox
from bot.listening import Awaited
from bot.loops import Health, Ticker, pump, run_forever
from bot.operations.alerts import Alerts
from bot.outbox import Outbox
from bot.outbox.pacing import PacingRules
from bot.platforms.base import Platform
from bot.plugin import Plugin
from bot.reconcile import Reconciler
from bot.retention import Retention
from bot.router import Router
from bot.scheduler import REPORT, Scheduler
from bot.scheduler.absence import Absence, Heartbeat
from bot.services import Services
from bot.settings import Settings
from storage.engine import Database
from storage.lock import ProcessLock
from storage.migrate import migrate

log = structlog.get_logger()

REFUSED = 2
RESTART = 3
LAST_WORDS_S = 5
"""How long an orderly end waits for the platform's answers; those who end us wait ten seconds and more."""


class Bot:
    """The services of the account the platform is logged in as."""

    def __init__(
        self,
        settings: Settings,
        db: Database,
        platform: Platform,
        clock: Clock,
        plugins: Sequence[Plugin],
        account: AccountRef,
        seed: int,
    ) -> None:
        router = Router(plugins)
        undoers = {op: undo for plugin in plugins for op, undo in plugin.undo.items()}
        self.account = account
        pacing, awaited = PacingRules.from_settings(settings), Awaited()
        self.outbox = Outbox(db, account.id, platform, pacing=pacing, seed=seed, media=settings.media_dir)
        self.hooks = Hooks(db, account.id, self.outbox, fence_of(settings), settings.language)
        self.scheduler = _scheduler(settings, db, account.id, plugins, self.outbox, awaited, self.hooks.wake)
        self.services = Services(
            settings,
            clock,
            db,
            platform,
            router,
            self.outbox,
            self.scheduler,
            undoers,
            account.id,
            awaited,
            self.hooks,
            forget_cached=lambda: self.inbox.forget_cached(),
            number_event=lambda connection: self.inbox.number_event(connection),
        )
        self.dispatch = Dispatch(self.services)
        self.inbox = Inbox(
            db,
            account,
            clock=clock,
            limit=settings.inbox_limit,
            max_age=settings.max_message_age,
            zone=settings.zone,
            wants=lambda message: router.wants(message, account.self_id),
            hears=frozenset(router.handlers),
            observers=[observer for plugin in plugins for observer in plugin.observers],
            awaited=awaited,
            on_pending=self.dispatch.put,
            on_echo=self.outbox.echoed,
        )
        keepers = _keepers(settings, db, account.id, platform)
        self.tickers: tuple[Ticker, ...] = (self.scheduler, self.hooks, self.outbox, *keepers)
        self.heartbeat = Heartbeat(db, account.id)

    def is_asked(self) -> bool:
        """Whether somebody waits for an answer at this moment."""
        return self.inbox.is_urgent or self.dispatch.is_answering

    async def recover(self, now: datetime) -> None:
        """Take up what an earlier run left undone."""
        await self._know_silence(now)
        await self.scheduler.open(now)
        await self.outbox.open(now)
        services = self.services
        await self._keep_standing(now)
        async with services.db.read() as session:
            for listener in services.router.listeners:
                services.awaited.add(await listener.awaits(session))
        self.dispatch.put(await self.inbox.load_pending())

    async def _know_silence(self, now: datetime) -> None:
        """Since when nothing was heard, before anything new is recorded."""
        db, account_id = self.services.db, self.account.id
        absence = Absence(db, account_id)
        await absence.open(now)
        async with db.write() as session:
            await outages.came_back(session, account_id, absence, now)

    async def _keep_standing(self, now: datetime) -> None:
        """Schedule what plugins do for every account."""
        services = self.services
        standing = [each for plugin in services.router.plugins for each in plugin.standing.items()]
        if not standing:
            return
        async with services.db.write() as session:
            for job, at in standing:
                key = f"{job}:{self.account.id}"
                await services.scheduler.schedule(
                    session, key=key, job=job, at=at, zone=services.settings.zone, now=now
                )
        services.scheduler.committed()


def _keepers(settings: Settings, db: Database, account_id: int, platform: Platform) -> list[Ticker]:
    """What keeps the records in order."""
    keepers: list[Ticker] = [Retention(db, account_id, settings.keep_messages)]
    return keepers if platform.announces_everyone else [*keepers, Reconciler(db, platform, account_id)]


def _scheduler(
    settings: Settings,
    db: Database,
    account_id: int,
    plugins: Sequence[Plugin],
    outbox: Outbox,
    awaited: Awaited,
    on_announced: Callable[[], None],
) -> Scheduler:
    jobs = {name: job for plugin in plugins for name, job in plugin.jobs.items()}
    jobs[REPORT] = missed.reporter(settings.language, settings.zone)
    operators, fence = frozenset(settings.operators), fence_of(settings)
    return Scheduler(
        db,
        account_id,
        jobs,
        outbox,
        grace=settings.missed_grace,
        language=settings.language,
        operators=operators,
        plans=tuple(plugin.plans for plugin in plugins if plugin.plans is not None),
        fence=fence,
        media=settings.media_dir,
        awaited=awaited,
        on_announced=on_announced,
    )


class App:
    """A running bot: a platform on one side, a database on the other."""

    def __init__(
        self,
        settings: Settings,
        platform: Platform,
        clock: Clock,
        plugins: Sequence[Plugin],
        seed: int,
        announce_claim: Callable[[str], None],
        *,
        scratch: bool,
    ) -> None:
        self.settings, self.platform, self.clock = settings, platform, clock
        self.db = Database(settings.database_url, scratch=scratch)
        self.lock = ProcessLock()
        self.alerts = Alerts(settings.alert_webhook, settings.language)
        self.connected = False
        self.bot: Bot | None = None
        self._plugins, self._seed, self._announce_claim = plugins, seed, announce_claim
        self._ready = asyncio.Event()
        self._over: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._due: datetime | None = None
        self._serving = False
        self.health = Health(clock)

    @classmethod
    async def open(
        cls,
        settings: Settings,
        platform: Platform,
        *,
        clock: Clock,
        plugins: Sequence[Plugin],
        seed: int = 0,
        announce_claim: Callable[[str], None] = lambda code: None,
        scratch: bool = False,
    ) -> "App":
        """Bring the database up to date and start the platform; what a crash left undone waits to be done.

        `scratch` is for a database that nobody wants back, of a bot that is driven by hand.
        """
        app = cls(settings, platform, clock, plugins, seed, announce_claim, scratch=scratch)
        await app.lock.hold(app.db)
        await migrate(settings.database_url, settings.backup_dir, clock.now())
        await platform.start(app.receive)
        return app

    async def receive(self, event: PlatformEvent) -> None:
        """Take one event from the platform; waiting here is how it learns that we are behind."""
        match event:
            case LinkUp():
                await self._link_up(event)
            case LinkDown():
                await self._link_down(event)
            case EchoesReplayed():
                await self._echoes_replayed()
            case _:
                bot = self._bot()
                if not self._serving and bot.inbox.is_full:
                    await bot.inbox.flush()  # driven by hand, nobody else would make room
                await bot.inbox.put(event)

    async def settle(self) -> None:
        """Do everything that can be done at this moment of the clock."""
        bot = self._bot()
        while True:
            while await bot.inbox.flush():
                pass
            while await bot.dispatch.run_next():
                pass
            now = self.clock.now()
            dues = [due for ticker in bot.tickers if (due := await ticker.tick(now)) is not None]
            drained = await bot.outbox.drain() or await bot.dispatch.drain()
            drained = await bot.scheduler.drain() or drained
            self._due = min(dues, default=None)
            idle = not drained and bot.inbox.depth == 0 and bot.dispatch.backlog == 0
            if idle and (self._due is None or self._due > now):
                return

    def next_due(self) -> datetime | None:
        """The next moment at which `settle` would find something to do by itself."""
        return self._due

    async def serve(self) -> int:
        """Live by the clock until `stop` is called or the platform refuses us; the exit code."""
        self._serving = True
        async with asyncio.TaskGroup() as tasks:
            running = [
                tasks.create_task(run_forever(self.alerts, self.clock, self.health)),
                tasks.create_task(self._live()),
            ]
            code = await self._over
            for task in running:
                task.cancel()
        if code == REFUSED:
            await self.alerts.refused()
        return code

    def stop(self, code: int = 0) -> None:
        """End `serve` with this exit code."""
        if not self._over.done():
            self._over.set_result(code)

    async def close(self) -> None:
        """An orderly end: what is being sent may still arrive, what has been received is recorded."""
        if self.bot is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_WORDS_S):
                    await self.bot.outbox.drain()
        await self.platform.stop()
        if self.bot is not None:
            await self.bot.dispatch.abandon()
            await self.bot.scheduler.abandon()
            while await self.bot.inbox.flush():
                pass
            await self.bot.outbox.drain()
            if self._serving:
                await self.bot.heartbeat.tick(self.clock.now())
        await self._release()

    async def abandon(self) -> None:
        """The end that kill -9 makes: nothing is flushed, nothing settled."""
        if self.bot is not None:
            await self.bot.dispatch.abandon()
            await self.bot.scheduler.abandon()
            await self.bot.outbox.abandon()
        await self._release()

    async def _release(self) -> None:
        await self.db.close()
        await self.lock.release()

    def _bot(self) -> Bot:
        if self.bot is None:
            raise PlatformError("the platform spoke before it was logged in")
        return self.bot

    async def _echoes_replayed(self) -> None:
        """Every echo reaches the outbox before it is told that there are no more."""
        bot = self._bot()
        while await bot.inbox.flush():
            pass
        bot.outbox.echoes_complete()

    async def _link_up(self, event: LinkUp) -> None:
        self.connected = True
        self.alerts.up(event.at)
        if self.bot is None:
            self.bot = await self._log_in(event)
            self._ready.set()
        else:
            self.bot.inbox.listing_begins()
            self.bot.outbox.link(is_up=True)
            async with self.db.write() as session:
                await outages.end(session, self.bot.account.id, event.at)
        if self.bot.account.self_id != event.self_id:
            log.error("account.changed", was=self.bot.account.self_id, now=event.self_id)
            self.stop(RESTART)
        log.info("link.up", account=self.bot.account.id)

    async def _link_down(self, event: LinkDown) -> None:
        self.connected = False
        self.alerts.down(event.at, event.why)
        if self.bot is not None:
            self.bot.outbox.link(is_up=False)
            async with self.db.write() as session:
                await outages.begin(session, self.bot.account.id, event.at)
        log.warning("link.down", why=event.why)
        if event.final:
            self.stop(REFUSED)

    async def _log_in(self, event: LinkUp) -> Bot:
        account = await ensure_account(self.db, self.platform.name, event.self_id, event.self_name, self.clock.now())
        ref = AccountRef(account.id, event.self_id)
        bot = Bot(self.settings, self.db, self.platform, self.clock, self._plugins, ref, self._seed)
        await bot.recover(self.clock.now())
        if not self.settings.operators:
            async with self.db.write() as session:
                code = await new_claim_code(session, account.id)
            if code is not None:
                self._announce_claim(code)
        return bot

    async def _live(self) -> None:
        await self._ready.wait()
        bot = self._bot()
        async with asyncio.TaskGroup() as loops:
            loops.create_task(pump(bot.inbox.wait, bot.inbox.flush, "inbox", self.health))
            loops.create_task(pump(bot.dispatch.wait, bot.dispatch.run_next, "dispatch", self.health))
            for ticker in (*bot.tickers, bot.heartbeat):
                loops.create_task(run_forever(ticker, self.clock, self.health, bot.is_asked))
