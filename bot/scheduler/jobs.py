"""What a scheduled job is given, and how it says what is to be posted."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.content import Content
from bot.fetching import PUBLIC, Fence
from bot.hooks.announcing import Happened, announce
from bot.outbox.post import Cause, Policy, Post, Priority, Serves
from bot.phrases import Language
from bot.plans import Plans
from storage.base import to_ms
from storage.engine import ReadSession, Session
from storage.tables import Group


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What jobs know of the bot they run in.

    `operators` are the platform ids of those who run it everywhere by its settings, `plans` what tells what is coming
    in groups, `quiet_hours_of` when a group gets no posts, `language` what groups without one of their own are told in.
    """

    language: Language = "zh"
    operators: frozenset[str] = frozenset()
    plans: tuple[Plans, ...] = ()
    quiet_hours_of: Callable[[Group], tuple[time, time] | None] = lambda group: None


NOWHERE = Surroundings()


class Batch:
    """What the jobs of one transaction share: its connection, and a session made when first asked for."""

    def __init__(self, connection: AsyncConnection, around: Surroundings = NOWHERE) -> None:
        self.connection, self.around = connection, around
        self.awaited: list[tuple[int, int]] = []
        self.announced = False
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The ORM on the transaction's connection; the scheduler commits."""
        if self._session is None:
            self._session = Session(self.connection, expire_on_commit=False)
        return self._session

    @property
    def operators(self) -> frozenset[str]:
        """The platform ids of those who run the bot everywhere by its settings."""
        return self.around.operators

    async def finish(self) -> None:
        """Write what the session holds."""
        if self._session is not None:
            await self._session.flush()

    async def close(self) -> None:
        """Let the session go."""
        if self._session is not None:
            await self._session.close()


class NoBatch(Batch):
    """What a job has while it prepares: nothing to write on."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around

    @property
    def session(self) -> Session:
        """There is none."""
        raise RuntimeError("a job that prepares reads by the session it is given, and writes nothing")


@dataclass(slots=True)
class JobRun:
    """One due moment of one schedule, as its job sees it."""

    schedule_id: int
    key: str
    job: str
    account_id: int
    group_id: int | None
    args: dict[str, Any]
    zone: str
    due_at: datetime
    now: datetime
    batch: Batch
    fence: Fence = PUBLIC
    """From where a preparation may fetch."""
    media: Path = Path()
    """Where it keeps what it has drawn."""
    missed: bool = False
    """Nobody was there at `due_at`: what it posts to groups waits for their owner's word."""
    title: str = ""
    """What the owner's report calls what was missed; to be set by the job."""
    prepared: Any = None
    """What `prepare` gave, or the exception it raised."""
    moved_from: datetime | None = None
    """The time of its recurrence that `due_at` stands in for, where somebody moved that one."""
    posts: list[Post] = field(default_factory=list[Post])
    """What it wants said so far."""

    @property
    def session(self) -> Session:
        """For the job's reading and writing; never committed by it. There is none while preparing."""
        return self.batch.session

    @property
    def late(self) -> timedelta:
        """How long after its moment it runs."""
        return self.now - self.due_at

    def post(
        self,
        content: Content,
        *,
        key: str = "",
        group_id: int | None = None,
        person_id: int | None = None,
        priority: Priority = Priority.POST,
        policy: Policy = Policy.AT_MOST_ONCE,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
        serving: Serves = "",
        is_must: bool = False,
        cause: Cause | None = None,
    ) -> None:
        """Say something, in the schedule's group where nothing else is named; the key is this moment's own.

        `cause` is why, where the schedule itself is not the reason.
        """
        if group_id is None and person_id is None:
            group_id = self.group_id
        chat = f"{group_id}" if person_id is None else f"person{person_id}"
        number = f":{len(self.posts)}" if self.posts else ""
        self.posts.append(
            Post(
                key=key or f"{self.job}:{self.schedule_id}:{to_ms(self.due_at)}:{chat}{number}",
                content=content,
                cause=cause or Cause("schedule", str(self.schedule_id)),
                group_id=group_id,
                person_id=person_id,
                priority=priority,
                policy=policy,
                due_at=due_at,
                expires_at=expires_at,
                serving=serving,
                is_must=is_must,
            )
        )

    async def announce(self, what: Sequence[Happened]) -> None:
        """Let programs know, in this transaction."""
        is_told = await announce(self.batch.connection, self.account_id, what, self.now, self.batch.operators)
        self.batch.announced = self.batch.announced or is_told

    def await_answer(self, group_id: int, people: Iterable[int]) -> None:
        """Let listeners hear what these people say next in the group."""
        self.batch.awaited.extend((group_id, person) for person in people)


Job = Callable[[JobRun], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A job that needs something from outside first: `prepare` may fetch and draw, `run` finds it in `run.prepared`.

    `prepare` is given a minute, whatever it may have read before; it closes its session before it goes and waits for
    others. What it raises is what `run` finds. It may be asked again for the same moment, as after a crash.
    """

    prepare: Callable[[JobRun, ReadSession], Awaitable[Any]]
    run: Job


@dataclass(frozen=True, slots=True)
class Together:
    """A job given all its due moments of one transaction, oldest first: a thousand groups with few statements.

    Should it fail, it is given them again one by one.
    """

    run: Callable[[Sequence[JobRun]], Awaitable[None]]


AnyJob = Job | Prepared | Together
