"""What a handler may see and do while it answers one happening. It never sends and never commits."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from bot import confirmations, group_settings
from bot import messages as m
from bot.audit import record
from bot.content import Content, Mention, Text
from bot.errors import UserError
from bot.events import Happening, Said
from bot.group_settings import GroupSettings
from bot.hooks.announcing import Happened, announce
from bot.outbox import Cause, Policy, Post, Priority, Serves
from bot.permissions import Role
from bot.phrases import Language, Phrase
from bot.targets import where
from storage.engine import Session
from storage.tables import Group, Person

if TYPE_CHECKING:
    from bot.services import Services

S = TypeVar("S", bound=GroupSettings)
T = TypeVar("T")

NO_TITLE = Phrase("", "")


class Beforehand(Exception):
    """The handler needs what `work` gives, which no transaction may wait for."""

    def __init__(self, key: str, work: Callable[[], Awaitable[object]]) -> None:
        self.key, self.work = key, work


@dataclass(slots=True)
class Ordered:
    """What a command is that was given on a page: about these groups; a preview that wants a yes is left here."""

    group_ids: tuple[int, ...]
    preview: str = ""


@dataclass(slots=True)
class Context:
    """One happening, who caused it, where, and with what rights.

    `here` is the group it happened in, None in a private chat; `groups` is what a command acts on.
    """

    now: datetime
    event_id: int
    happening: Happening
    session: Session
    services: "Services"
    account_id: int
    language: Language
    zone: str
    person: Person | None = None
    here: Group | None = None
    groups: tuple[Group, ...] = ()
    tag: str = ""
    role: Role = Role.MEMBER
    order: Ordered | None = None
    action_title: Phrase = NO_TITLE
    confirming: str | None = None
    posts: list[Post] = field(default_factory=list[Post])
    replies: int = 0
    awaited: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    reversible: bool = False
    announced: bool = False
    prepared: Mapping[str, "asyncio.Future[Any]"] = field(default_factory=dict[str, "asyncio.Future[Any]"])

    @property
    def operators(self) -> frozenset[str]:
        """The platform ids of those who run the bot everywhere by its settings."""
        return frozenset(self.services.settings.operators)

    @property
    def group(self) -> Group:
        """The one group this is about; asks to choose one when there are several or none."""
        if len(self.groups) != 1:
            raise UserError(m.CHOOSE_ONE_GROUP if self.groups else m.CHOOSE_A_GROUP, example=self.t(m.USE))
        return self.groups[0]

    @property
    def said(self) -> Said:
        """The message being answered."""
        assert isinstance(self.happening, Said)
        return self.happening

    @property
    def sender(self) -> Person:
        """Who wrote the message being answered."""
        assert self.person is not None
        return self.person

    def t(self, phrase: Phrase, /, **values: object) -> str:
        """The phrase in this chat's language."""
        return phrase(self.language, **values)

    def reply(
        self, answer: Phrase | str | Content, /, *, mention: bool = False, once: str = "", **values: object
    ) -> None:
        """Answer in the chat the happening came from; with `mention`, addressing the person by a real @mention.

        Of all answers with the same `once` only the first is ever given.
        """
        content = Text((self.t(answer, **values),)) if isinstance(answer, Phrase) else answer
        content = Text((content,)) if isinstance(content, str) else content
        if mention and self.here is not None and isinstance(content, Text):
            content = Text((Mention(self.sender.id), *content.parts))
        self.posts.append(self._answer(content, once or f"reply:{self.event_id}:{self.replies}"))
        self.replies += 1

    def done(self, what: Phrase, /, **values: object) -> None:
        """Answer that something was done, in a private chat to which groups, and that `/撤销` takes it back.

        Where nothing had to be changed, there is nothing to take back.
        """
        self.reply(m.DONE if self.reversible else m.SO_ALREADY, what=self.t(what, **values), where=where(self))

    def post(
        self,
        content: Content,
        *,
        key: str,
        group_id: int | None = None,
        person_id: int | None = None,
        priority: Priority = Priority.POST,
        policy: Policy = Policy.AT_MOST_ONCE,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
        serving: Serves = "",
        is_must: bool = False,
    ) -> None:
        """Say something elsewhere or later; `key` is what keeps it from being said twice."""
        self.posts.append(
            Post(
                key=key,
                content=content,
                cause=self._cause(),
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

    async def announce(self, *what: Happened) -> None:
        """Tell those programs of it that may know."""
        connection = await self.session.connection()
        is_told = await announce(connection, self.account_id, what, self.now, self.operators)
        self.announced = self.announced or is_told

    def await_answer(self, group_id: int, people: Iterable[int]) -> None:
        """Let listeners hear what these people say next in the group."""
        self.awaited.extend((group_id, person) for person in people)

    async def settings(self, cls: type[S], group: Group | None = None) -> S:
        """A group's settings of one kind; of the group at hand when none is named."""
        return await group_settings.load(self.session, (group or self.group).id, cls)

    async def change(self, cls: type[GroupSettings], summary: Phrase, /, **changes: Any) -> None:
        """Change settings in every group at hand, kept in the history with the way back."""
        await self.change_each(cls, summary, lambda _: changes)

    async def change_each(
        self, cls: type[S], summary: Phrase, how: Callable[[S], Mapping[str, Any]], /, **values: object
    ) -> None:
        """The same, where what is to be set depends on the group's present settings; `values` are the summary's."""
        groups = [group.id for group in self.groups]
        await self.audit(summary, await group_settings.change(self.session, groups, cls, how), **values)

    async def audit(self, summary: Phrase, undo: Sequence[Mapping[str, Any]] | None = None, **values: object) -> None:
        """Note in the history what was done to each group at hand; `undo` lists the operations that take it back.

        With an empty list nothing was done, and nothing is noted.
        """
        await record(self, self.t(summary, **values), undo)
        self.reversible = self.reversible or bool(undo)

    async def confirmed(self, preview: str) -> bool:
        """Whether the person has said yes to exactly this preview; if not, it is shown and their yes awaited.

        The handler runs again on 确认; when what it would do has changed since, the new preview is shown.
        """
        if self.confirming == preview:
            return True
        if self.order is not None:
            self.order.preview = preview
            return False
        await confirmations.ask(self, preview)
        self.reply(m.CONFIRM_WITHIN, preview=preview)
        return False

    async def beforehand(self, key: str, work: Callable[[], Awaitable[T]]) -> T:
        """What `work` gives, had outside any transaction: networks, drawing, long computations.

        The first time everything done so far is rolled back, `work` runs, and the handler starts over; then its result
        is here, or what it raised. `key` names the result within this one handling.
        """
        if key not in self.prepared:
            raise Beforehand(key, work)
        return self.prepared[key].result()

    def committed(self) -> None:
        """What the handler left to be known by others once it holds."""
        self.services.awaited.add(self.awaited)
        if self.announced:
            self.services.hooks.wake()

    def _answer(self, content: Content, key: str) -> Post:
        private = self.here is None
        return Post(
            key=key,
            content=content,
            cause=self._cause(),
            group_id=None if self.here is None else self.here.id,
            person_id=self.sender.id if private else None,
            priority=Priority.ANSWER,
            policy=Policy.AT_MOST_ONCE,
        )

    def _cause(self) -> Cause:
        return Cause("command" if isinstance(self.happening, Said) else "event", str(self.event_id))
