"""One recorded happening to one handler, in one transaction, at most once in effect."""

import asyncio
import secrets
from collections import deque
from collections.abc import Sequence
from itertools import islice

import structlog
from sqlalchemy import bindparam, select

from bot import messages as m
from bot.answering import answer, in_words
from bot.context import Beforehand, Context
from bot.errands import Errands
from bot.errors import UserError
from bot.events import Happening, Said
from bot.inbox import Pending
from bot.outbox import Post, Step
from bot.permissions import Role, role_of, who_in
from bot.phrases import Language
from bot.services import Services
from storage.bulk import update_later
from storage.engine import Session
from storage.tables import Event, Group, Person

log = structlog.get_logger()

_GROUP = select(Group).where(Group.id == bindparam("id"))
AT_ONCE = 16
"""Of a backlog so many are answered in one transaction; the first of them waits for the last."""


class Dispatch:
    """Answers what the inbox recorded, oldest first; so each group's happenings are answered in their order."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._queue: deque[Pending] = deque()
        self._filled = asyncio.Event()
        self._errands = Errands(self._filled.set)
        self._alone = set[int]()
        self.handled = 0

    def put(self, pending: Sequence[Pending]) -> None:
        """Queue what has been recorded as wanted."""
        self._queue.extend(pending)
        self._filled.set()

    @property
    def backlog(self) -> int:
        """How many happenings wait to be answered."""
        return len(self._queue)

    @property
    def is_answering(self) -> bool:
        """Whether somebody waits for us, and for nothing else."""
        return bool(self._next())

    async def wait(self) -> None:
        """Returns when there is something to answer."""
        while not self._next():
            self._filled.clear()
            await self._filled.wait()

    async def run_next(self) -> bool:
        """Answer the oldest whose chats wait for no errand; false when there was none."""
        some = self._next()
        if len(some) > 1 and not await self._answer_together(some):
            self._alone.update(pending.event_id for pending in some)
            some = some[:1]
        if len(some) == 1:
            with structlog.contextvars.bound_contextvars(event=some[0].event_id):
                await self._answer(some[0])
        return bool(some)

    async def drain(self) -> bool:
        """Wait for all errands under way; false when there were none."""
        return await self._errands.drain()

    async def abandon(self) -> None:
        """Stop the errands; what waits for them is answered after the next start."""
        await self._errands.abandon()

    def _next(self) -> list[Pending]:
        """The oldest one that can be answered now, with those after it that need not be answered alone."""
        ready = (pending for pending in self._queue if not self._errands.keep_waiting(pending.chat))
        some = list(islice(ready, AT_ONCE))
        alone = next((n for n, pending in enumerate(some) if pending.event_id in self._alone), len(some))
        return some[: max(alone, 1)]

    async def _answer_together(self, some: Sequence[Pending]) -> bool:
        """Answer several in one transaction; false, with nothing done, where one of them does not just succeed."""
        services, posts, answered = self._services, list[Post](), list[Context]()
        try:
            async with services.db.transaction() as connection:
                for pending in some:
                    with structlog.contextvars.bound_contextvars(event=pending.event_id):
                        async with Session(connection, expire_on_commit=False) as session:
                            ctx = await self._context(session, pending)
                            await answer(ctx)
                            await self._close(ctx, "done", None)
                    posts += ctx.posts
                    answered.append(ctx)
                step = await services.outbox.say(connection, posts, services.clock.now())
        except Exception:  # whoever it was is found, and told, when each has its own
            return False
        self._go_on(step, *answered)
        for pending in some:
            self._done(pending)
        return True

    async def _answer(self, pending: Pending) -> None:
        try:
            await self._transact(pending)
        except Beforehand as errand:
            self._errands.run(pending, errand)
            return
        except UserError as error:
            await self._say_instead(pending, "done", error)
        except Exception:
            reference = secrets.token_hex(3).upper()
            log.exception("event.failed", reference=reference)
            await self._say_instead(pending, "failed", UserError(m.UNEXPECTED, reference=reference), reference)
        self._done(pending)

    def _done(self, pending: Pending) -> None:
        self._queue.remove(pending)
        self._errands.forget(pending)
        self._alone.discard(pending.event_id)
        self._services.changes.tell([pending.happening.group_id])
        self.handled += 1

    async def _transact(self, pending: Pending) -> None:
        services = self._services
        async with services.db.write() as session:
            ctx = await self._context(session, pending)
            await answer(ctx)
            step = await self._finish(ctx, "done", None)
        self._go_on(step, ctx)

    async def _say_instead(self, pending: Pending, state: str, error: UserError, reference: str | None = None) -> None:
        """The work was rolled back; in a fresh transaction say why, if there is somebody to say it to."""
        async with self._services.db.write() as session:
            ctx = await self._context(session, pending)
            if isinstance(pending.happening, Said):
                ctx.reply(in_words(error, ctx.language))
            step = await self._finish(ctx, state, reference)
        self._go_on(step)

    def _go_on(self, step: Step, *answered: Context) -> None:
        """What the commit made possible."""
        for ctx in answered:
            ctx.committed()
        self._services.outbox.said(step)
        self._services.scheduler.committed()

    async def _finish(self, ctx: Context, state: str, reference: str | None) -> Step:
        await self._close(ctx, state, reference)
        return await self._services.outbox.say(await ctx.session.connection(), ctx.posts, ctx.now)

    async def _close(self, ctx: Context, state: str, reference: str | None) -> None:
        """Write what the handler left in its session, and what became of the happening."""
        if ctx.session.new or ctx.session.dirty or ctx.session.deleted:
            await ctx.session.flush()
        connection = await ctx.session.connection()
        await update_later(connection, Event, ("id",), ("state", "reference"), [(state, reference, ctx.event_id)])

    async def _context(self, session: Session, pending: Pending) -> Context:
        happening, services = pending.happening, self._services
        here, person, role = await self._where_and_who(session, happening)
        language: Language = services.settings.language
        if here is not None and here.language in ("zh", "en"):
            language = "zh" if here.language == "zh" else "en"
        return Context(
            now=services.clock.now(),
            event_id=pending.event_id,
            happening=happening,
            session=session,
            services=services,
            account_id=services.account_id,
            language=language,
            zone=(here.zone if here is not None else None) or services.settings.zone,
            person=person,
            here=here,
            groups=() if here is None else (here,),
            role=role,
            prepared=self._errands.results(pending),
        )

    async def _where_and_who(self, session: Session, happening: Happening) -> tuple[Group | None, Person | None, Role]:
        """The group and, where somebody spoke, the person and their role: in few statements, as every answer waits."""
        operators = frozenset(self._services.settings.operators)
        if not isinstance(happening, Said):
            return (await session.execute(_GROUP, {"id": happening.group_id})).scalar_one(), None, Role.MEMBER
        if happening.group_id is None:
            person = await session.get_one(Person, happening.person_id)
            return None, person, await role_of(session, person, None, operators)
        return await who_in(session, happening.person_id, happening.group_id, operators)
