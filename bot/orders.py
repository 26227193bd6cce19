"""Commands given on a page or by a program rather than in a chat: the same rights, history and undo, answered at once.

An order is done at most once for its key; what it answered is kept a while, so whoever asks again is told the same.
"""

import asyncio
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import structlog
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from bot import attachments
from bot import messages as m
from bot.answering import answer, in_words
from bot.content import Content, File, Image, Link, Text, from_json, to_json
from bot.context import Beforehand, Context, Ordered
from bot.errands import had
from bot.errors import UserError
from bot.events import MessageKind, Said
from bot.inbox.happenings import happening_to_json
from bot.outbox import Post, Priority
from bot.permissions import role_of
from bot.phrases import Language
from bot.router import ToCommand, ToConfirmation, ToFile, ToWord
from bot.services import Services
from storage.base import to_ms
from storage.bulk import insert_many
from storage.engine import ReadSession, Session
from storage.outside import Order
from storage.tables import Event, Person

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants done to a group, or with `group_ids` several to those.

    `key` is the caller's own, `seen` the preview the person said yes to, `upload` what came along.
    """

    person_id: int
    key: str
    text: str
    group_ids: tuple[int, ...] = ()
    seen: str = ""
    upload: Image | File | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. `preview` has to be confirmed first; `is_slip` says that nothing was done, and why."""

    contents: tuple[Content, ...] = ()
    preview: str = ""
    is_slip: bool = False
    reference: str = ""

    @property
    def text(self) -> str:
        """All of its words."""
        return "\n".join(words for each in self.contents if (words := _words(each)))

    @property
    def files(self) -> tuple[File | Image, ...]:
        """What is to be downloaded or looked at."""
        return tuple(each for each in self.contents if isinstance(each, File | Image))


async def give(services: Services, wanted: Wanted, language: Language) -> Answer:
    """Have it done, in one transaction with what it answers. Nothing but cancelling is raised."""
    prepared: dict[str, asyncio.Future[Any]] = {}
    while True:
        try:
            return await _transact(services, wanted, language, prepared)
        except Beforehand as errand:
            prepared[errand.key] = await had(errand)
        except UserError as slip:
            return Answer((_text(in_words(slip, language)),), is_slip=True)
        except Exception as error:
            if isinstance(error, IntegrityError) and (given := await _meanwhile(services, wanted)) is not None:
                return given
            reference = secrets.token_hex(3).upper()
            log.exception("order.failed", reference=reference)
            return Answer((_text(m.UNEXPECTED(language, reference=reference)),), is_slip=True, reference=reference)


async def answered(session: ReadSession, person_id: int, key: str) -> Answer | None:
    """What a person's order was answered, while that is known."""
    row = await session.get(Order, (person_id, key))
    return None if row is None else _kept(row)


async def claim(services: Services, person_id: int, key: str, digest: str) -> bool:
    """Let a person's key stand for a request that may be several orders; false where it stands for another one."""
    row = (person_id, key, 0, to_ms(services.clock.now()), digest, "[]")
    async with services.db.write() as session:
        connection = await session.connection()
        await insert_many(connection, Order, _COLUMNS, [row], "ON CONFLICT (person_id, key) DO NOTHING")
        return (await session.get_one(Order, (person_id, key))).digest == digest


async def release(services: Services, person_id: int, key: str) -> None:
    """Nothing was done for the key: it may stand for something else."""
    async with services.db.write() as session:
        await session.execute(delete(Order).where(Order.person_id == person_id, Order.key == key))


_COLUMNS = ("person_id", "key", "event_id", "at", "digest", "answer")
OTHER = Answer(is_slip=True, reference="key")
"""The key was used for something else."""


async def _transact(
    services: Services, wanted: Wanted, language: Language, prepared: Mapping[str, "asyncio.Future[Any]"]
) -> Answer:
    async with services.db.write() as session:
        if (known := await _known(session, wanted)) is not None:
            return known
        ctx = await _context(services, session, wanted, language, prepared)
        match = services.router.route(ctx.said)
        if isinstance(match, ToConfirmation):
            raise UserError(m.NOTHING_TO_CONFIRM)
        await answer(ctx)
        said, others = _parted(ctx.posts, wanted.person_id)
        is_slip = not isinstance(match, ToCommand | ToWord | ToFile)
        given = Answer(said, ctx.order.preview if ctx.order is not None else "", is_slip)
        if not given.preview and not is_slip:
            session.add(
                Order(
                    person_id=wanted.person_id,
                    key=wanted.key,
                    event_id=ctx.event_id,
                    at=ctx.now,
                    digest=_digest(wanted),
                    answer=[to_json(each) for each in said],
                )
            )
        await session.flush()
        step = await services.outbox.say(await session.connection(), others, ctx.now)
    ctx.committed()
    services.outbox.said(step)
    services.scheduler.committed()
    services.changes.tell(wanted.group_ids)
    return given


async def _known(session: ReadSession, wanted: Wanted) -> Answer | None:
    known = await session.get(Order, (wanted.person_id, wanted.key))
    if known is None:
        return None
    return _kept(known) if known.digest == _digest(wanted) else OTHER


async def _meanwhile(services: Services, wanted: Wanted) -> Answer | None:
    """What the same order was answered that was given at the same time."""
    async with services.db.read() as session:
        return await _known(session, wanted)


async def _context(
    services: Services,
    session: Session,
    wanted: Wanted,
    language: Language,
    prepared: Mapping[str, "asyncio.Future[Any]"],
) -> Context:
    """As in a private chat, but for the groups that are chosen."""
    now = services.clock.now()
    said = _said(wanted, now)
    event = Event(
        id=await services.number_event(await session.connection()),
        account_id=services.account_id,
        person_id=wanted.person_id,
        kind="ordered",
        payload=happening_to_json(said),
        received_at=now,
        state="done",
    )
    session.add(event)
    await session.flush()
    person = await session.get_one(Person, wanted.person_id)
    operators = frozenset(services.settings.operators)
    return Context(
        now=now,
        event_id=event.id,
        happening=said,
        session=session,
        services=services,
        account_id=services.account_id,
        language=language,
        zone=services.settings.zone,
        person=person,
        role=await role_of(session, person, None, operators),
        order=Ordered(wanted.group_ids),
        confirming=wanted.seen or None,
        prepared=prepared,
    )


def _said(wanted: Wanted, now: datetime) -> Said:
    """The order as the message it could have been; nothing in the chats has its numbers."""
    upload = wanted.upload
    is_file = isinstance(upload, File) and not wanted.text
    said = Said(
        message_id=0,
        platform_message_id="",
        sent_at=now,
        group_id=None,
        person_id=wanted.person_id,
        kind="file" if is_file else "text",
        text=wanted.text,
    )
    if isinstance(upload, File) and is_file:
        return replace(said, text=upload.name, platform_message_id=attachments.number_of(upload))
    if upload is not None:
        return replace(said, quote_kind=_kind(upload), quote_message_id=attachments.number_of(upload))
    return said


def _kind(upload: Image | File) -> MessageKind:
    return "image" if isinstance(upload, Image) else "file"


def _parted(posts: Sequence[Post], person_id: int) -> tuple[tuple[Content, ...], list[Post]]:
    """What is the answer to the person, and what is to be said elsewhere."""
    mine = [post for post in posts if post.person_id == person_id and post.priority is Priority.ANSWER]
    return tuple(post.content for post in mine), [post for post in posts if post not in mine]


def _kept(row: Order) -> Answer:
    return Answer(tuple(from_json(each) for each in row.answer))


def _digest(wanted: Wanted) -> str:
    what = json.dumps([wanted.text, wanted.group_ids, None if wanted.upload is None else to_json(wanted.upload)])
    return sha256(what.encode()).hexdigest()


def _text(words: str) -> Text:
    return Text((words,))


def _words(content: Content) -> str:
    if isinstance(content, Text):
        return "".join(part for part in content.parts if isinstance(part, str))
    return content.url if isinstance(content, Link) else ""
