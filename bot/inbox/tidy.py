"""What members wrote, made fit to be stored: no NUL, no lone surrogate, no endless text."""

from dataclasses import replace
from typing import Any

from bot.events import (
    BotAdded,
    BotRemoved,
    GroupEvent,
    GroupRenamed,
    GroupSeen,
    MemberJoined,
    MemberLeft,
    MessagePosted,
    OwnerChanged,
    Quote,
)

MAX_TEXT = 20_000
"""Characters of a message that are kept and handled."""
MAX_NAME = 200
"""Characters of a name or an id."""


def tidy_text(text: str, limit: int = MAX_TEXT) -> str:
    """The text as every database takes it."""
    if len(text) > limit:
        text = text[:limit]
    if "\x00" in text:
        text = text.replace("\x00", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:  # join what are pairs, replace what is alone
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def tidy(event: GroupEvent) -> GroupEvent:
    """The event with every string fit to be stored; the same one when nothing was wrong."""
    match event:
        case MessagePosted():
            return _tidy_message(event)
        case MemberJoined():
            names = _names(event.members)
            return _changed(event, **_ids(event, "group_id", "inviter_id"), members=names)
        case GroupSeen():
            names = _names(event.members)
            return _changed(event, **_ids(event, "group_id", "name", "owner_id"), members=names)
        case MemberLeft():
            ids = tuple(tidy_text(id_, MAX_NAME) for id_ in event.member_ids)
            return _changed(event, **_ids(event, "group_id", "by_id"), member_ids=ids)
        case GroupRenamed():
            return _changed(event, **_ids(event, "group_id", "name", "by_id"))
        case OwnerChanged():
            return _changed(event, **_ids(event, "group_id", "owner_id"))
        case BotAdded() | BotRemoved():
            return _changed(event, **_ids(event, "group_id", "by_id"))


def _tidy_message(event: MessagePosted) -> MessagePosted:
    if _is_plain(event):
        return event
    fields = _ids(event, "message_id", "group_id", "sender_id", "sender_name", "sender_alias", "to_id")
    if event.mentions:
        fields["mentions"] = tuple(tidy_text(id_, MAX_NAME) for id_ in event.mentions)
    if event.quote is not None:
        fields["quote"] = _tidy_quote(event.quote)
    return _changed(event, **fields, text=tidy_text(event.text))


def _is_plain(event: MessagePosted) -> bool:
    """Whether a message is fit as it is; nearly all are, so this is what every message costs."""
    ids = f"{event.message_id}{event.group_id}{event.sender_id}{event.sender_name}{event.sender_alias}{event.to_id}"
    if event.mentions or event.quote is not None or len(ids) > MAX_NAME or len(event.text) > MAX_TEXT:
        return False
    both = ids + event.text
    return tidy_text(both, len(both)) == both


def _tidy_quote(quote: Quote) -> Quote:
    return _changed(quote, **_ids(quote, "message_id", "sender_id", "sender_name"), text=tidy_text(quote.text))


def _ids(event: Any, *names: str) -> dict[str, Any]:
    return {name: tidy_text(getattr(event, name), MAX_NAME) for name in names}


def _names(members: dict[str, str]) -> dict[str, str]:
    return {tidy_text(id_, MAX_NAME): tidy_text(name, MAX_NAME) for id_, name in members.items()}


def _changed(event: Any, **fields: Any) -> Any:
    same = all(getattr(event, name) == value for name, value in fields.items())
    return event if same else replace(event, **fields)
