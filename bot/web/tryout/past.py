"""What was said in the try-out before its last start, as its database remembers it."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from bot.content import File, Image, Link, Mention, Text, from_json, kind_of
from bot.platforms.simulator import BOT, Simulator
from bot.web.tryout.log import KEPT, Entry, Log
from storage.base import EPOCH, to_ms
from storage.engine import Database
from storage.tables import Account, Group, Message, Outbox, Person


async def restore(db: Database, log: Log, platform: Simulator) -> None:
    """Fill the chats; what the bot said tells no longer why, but under its number it still can."""
    chats: dict[str, list[Entry]] = defaultdict(list)
    async with db.read() as session:
        account = select(Account.id).where(Account.platform == platform.name, Account.platform_id == BOT)
        account_id = await session.scalar(account)
        columns = (
            Message.platform_id,
            Message.sent_at,
            Message.kind,
            Message.text,
            Person.platform_id,
            Group.platform_id,
        )
        said = select(*columns).join(Person, Person.id == Message.person_id)
        said = said.outerjoin(Group, Group.id == Message.group_id).where(Message.account_id == account_id)
        for id_, at, kind, text, who, group in await session.execute(said.order_by(Message.id.desc()).limit(KEPT)):
            chat = group or f"private:{who}"
            chats[chat].append(Entry(id_, to_ms(at), who, platform.name_of(who, group or ""), kind, text))
        names = dict((await session.execute(select(Person.id, Person.name))).all())
        ours = (Outbox.platform_message_id, Outbox.sent_at, Outbox.content, Person.platform_id, Group.platform_id)
        sent = select(*ours).outerjoin(Person, Person.id == Outbox.person_id)
        sent = sent.outerjoin(Group, Group.id == Outbox.group_id).where(Outbox.account_id == account_id)
        sent = sent.where(Outbox.sent_at.is_not(None)).order_by(Outbox.id.desc()).limit(KEPT)
        for id_, at, content, who, group in await session.execute(sent):
            kind, text = _read(content, names)
            entry = Entry(id_ or "", to_ms(at or EPOCH), BOT, platform.name_of(BOT), kind, text)
            chats[group or f"private:{who}"].append(entry)
    for chat, entries in chats.items():
        entries.reverse()  # both were read backwards, and of one moment the first comes first
        log.restore(chat, sorted(entries, key=lambda entry: entry.at))


def _read(data: dict[str, Any], names: dict[int, str]) -> tuple[str, str]:
    content = from_json(data)
    match content:
        case Text(parts):
            words = (f"@{names.get(part.person_id, '')} " if isinstance(part, Mention) else part for part in parts)
            return "text", "".join(words)
        case Image(path=path):
            return "image", path.rpartition("/")[2]
        case File(name=name):
            return "file", name
        case Link(url, title, description):
            return "link", "\n".join(filter(None, (title, description, url)))
        case _:
            return kind_of(content), ""
