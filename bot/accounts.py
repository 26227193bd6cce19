"""The account the bot is logged in as, and the one-time code by which its first operator is bound."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import select

from storage.engine import Database, Session
from storage.tables import Account, Grant

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10


async def ensure_account(db: Database, platform: str, self_id: str, name: str, now: datetime) -> Account:
    """The row of this login, made at its first sight."""
    async with db.write() as session:
        query = select(Account).where(Account.platform == platform, Account.platform_id == self_id)
        account = await session.scalar(query)
        if account is None:
            account = Account(platform=platform, platform_id=self_id, created_at=now)
            session.add(account)
        account.name = name or account.name or ""
        await session.flush()
        return account


async def new_claim_code(session: Session, account_id: int) -> str | None:
    """A fresh code for `/绑定` while nobody operates the bot; only its hash is kept. None once there is an operator."""
    if await session.scalar(select(Grant.person_id).where(Grant.group_id == 0).limit(1)) is not None:
        return None
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    account = await session.get_one(Account, account_id)
    account.claim_code_sha256 = digest(code)
    return code


def digest(code: str) -> str:
    """What is kept of a code; blanks, dashes and letter case don't matter."""
    plain = "".join(ch for ch in code.upper() if ch.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
