"""Secrets that let a person in from outside the chats: kept only as what tells them, each for a time, revocable."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import delete, select, update

from storage.engine import ReadSession, Session
from storage.forgetting import NO_WORDS
from storage.hooks import Hook
from storage.outside import Pass
from storage.tables import Outbox

Kind = Literal["link", "session", "token"]

LINK_FOR = timedelta(minutes=10)
SESSION_FOR = timedelta(days=7)
MOST = 20
"""Of one kind that a person has; the oldest gives way."""
SAYING = "secret:"
_BYTES = 32
_LASTS: dict[Kind, timedelta | None] = {"link": LINK_FOR, "session": SESSION_FOR, "token": None}


async def issue(session: Session, account_id: int, person_id: int, kind: Kind, now: datetime, name: str = "") -> str:
    """A new secret, which can be read nowhere later; a new link takes the place of an unused one."""
    older = await held(session, person_id, kind)
    for each in older if kind == "link" else older[MOST - 1 :]:
        await session.delete(each)
    secret, lasts = secrets.token_urlsafe(_BYTES), _LASTS[kind]
    session.add(
        Pass(
            account_id=account_id,
            person_id=person_id,
            kind=kind,
            sha256=_told_by(secret),
            name=name,
            created_at=now,
            expires_at=None if lasts is None else now + lasts,
        )
    )
    return secret


async def holder(session: ReadSession, account_id: int, kind: Kind, secret: str, now: datetime) -> Pass | None:
    """The pass that this secret is, while it lasts."""
    known = Pass.sha256 == _told_by(secret), Pass.account_id == account_id, Pass.kind == kind
    found = await session.scalar(select(Pass).where(*known))
    return None if found is None or (found.expires_at is not None and found.expires_at <= now) else found


async def enter(session: Session, account_id: int, link: str, now: datetime) -> str | None:
    """A session's secret for a link, which is used up by that; None for one that is used, too old or unknown."""
    found = await holder(session, account_id, "link", link, now)
    if found is None:
        return None
    await session.delete(found)
    return await issue(session, account_id, found.person_id, "session", now)


async def end(session: Session, secret: str) -> None:
    """Nobody comes in with this secret any more."""
    await session.execute(delete(Pass).where(Pass.sha256 == _told_by(secret)))


async def held(session: ReadSession, person_id: int, kind: Kind) -> Sequence[Pass]:
    """A person's passes of one kind, the newest first."""
    mine = select(Pass).where(Pass.person_id == person_id, Pass.kind == kind).order_by(Pass.id.desc())
    return (await session.scalars(mine.limit(MOST))).all()


async def revoke(session: Session, person_id: int, *kinds: Kind) -> None:
    """Take back all of a person's passes of these kinds."""
    await session.execute(delete(Pass).where(Pass.person_id == person_id, Pass.kind.in_(kinds)))


async def drop(session: Session, person_id: int, kind: Kind, number: int) -> Pass | None:
    """Take back one of a person's passes; which it was, None where there is none of that number."""
    found = await session.get(Pass, number)
    if found is None or (found.person_id, found.kind) != (person_id, kind):
        return None
    await session.delete(found)
    return found


def saying(secret: str) -> str:
    """The key of the message that tells a secret, by which its words are taken out once it is said."""
    return f"{SAYING}{_told_by(secret)}"


async def blank_told(session: Session, since: datetime) -> None:
    """Take the secrets made since then out of the messages that told them, once these are no longer to be sent."""
    tokens = await session.scalars(select(Pass.sha256).where(Pass.kind == "token", Pass.created_at >= since))
    hooks = await session.scalars(select(Hook.secret).where(Hook.created_at >= since))
    keys = [*(f"{SAYING}{told_by}" for told_by in tokens), *map(saying, hooks)]
    over = Outbox.key.in_(keys), Outbox.state.not_in(("waiting", "sending"))
    await session.execute(update(Outbox).where(*over).values(content=NO_WORDS))


def _told_by(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
