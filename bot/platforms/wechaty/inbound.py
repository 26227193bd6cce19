"""What the gateway says, in our words. Pure."""

import json
from datetime import datetime
from typing import Any, cast

from bot.content import Link
from bot.events import MessageKind, MessagePosted, Quote
from bot.platforms.wechaty.wire import MessagePayload, UrlResponse, moment

KINDS: dict[int, MessageKind] = {1: "file", 6: "image", 7: "text", 9: "miniprogram", 14: "link"}
"""By wechaty-puppet's numbers, which every gateway sends; those of the published protocol are others."""

QUOTE_RULE = "」\n- - - - -"


def text_of(payload: dict[str, Any], key: str) -> str:
    """A text that must be there. Raises ValueError."""
    value = payload.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} is missing")
    return value


def ids_of(payload: dict[str, Any], key: str) -> tuple[str, ...]:
    """A list of ids, each once. Raises ValueError when there is none."""
    value = payload.get(key)
    given = cast(list[object], value) if isinstance(value, list) else []
    ids = tuple(dict.fromkeys(str(each) for each in given if each))
    if not ids:
        raise ValueError(f"{key} is missing")
    return ids


def happened_at(payload: dict[str, Any], now: datetime) -> datetime:
    """When an event says it happened, else now."""
    value = payload.get("timestamp")
    return (moment(value) if isinstance(value, int | float) else None) or now


def posted(payload: MessagePayload, sent_at: datetime, self_id: str) -> MessagePosted:
    """A message without the names, which take a question of their own."""
    kind = KINDS.get(payload.type, "other")
    from_self = bool(self_id) and payload.from_id == self_id
    text = clean(_readable(payload, kind))
    quote, text = split_quote(text) if kind == "text" and not from_self else (None, text)
    return MessagePosted(
        message_id=payload.id,
        sent_at=sent_at,
        sender_id=payload.from_id,
        text=text,
        group_id=payload.room_id,
        kind=kind,
        mentions=tuple(dict.fromkeys(payload.mention_ids)),
        quote=quote,
        from_self=from_self,
        to_id=payload.to_id,
    )


def link_card(response: UrlResponse) -> Link:
    """A message's link card, from either generation. Raises ValueError when there is none."""
    card = response.url_link
    told: Any = {"url": card.url, "title": card.title, "description": card.description} if card.url else None
    payload: Any = told or json.loads(response.legacy)
    if not isinstance(payload, dict):
        raise ValueError("no link card")
    fields = cast(dict[str, Any], payload)
    texts = {name: clean(str(fields.get(name) or "")) for name in ("title", "description")}
    thumbnail = card.thumbnail_url or clean(str(fields.get("thumbnailUrl") or ""))
    return Link(clean(text_of(fields, "url")), texts["title"], texts["description"], thumbnail)


def clean(text: str) -> str:
    """Without the one character that no database takes."""
    return text.replace("\0", "")


def _readable(payload: MessagePayload, kind: MessageKind) -> str:
    """What is not text often carries WeChat's own XML, which nobody wrote."""
    if kind == "text":
        return payload.text
    if kind == "file":
        return payload.filename or payload.text
    return "" if kind == "image" or payload.text.lstrip().startswith("<") else payload.text


def split_quote(text: str) -> tuple[Quote | None, str]:
    """WeChat's written form of an answer: 「名字：内容」, a line of dashes, the answer.

    The last such line counts, so nobody can put words into another's mouth by being quoted.
    """
    rule = text.rfind(QUOTE_RULE) if text.startswith("「") else -1
    name, colon, quoted = text[1:rule].partition("：") if rule > 0 else ("", "", "")
    dashes, newline, answer = text[rule + 2 :].partition("\n")
    if not colon or not newline or dashes.strip("- \r"):
        return None, text
    return Quote(sender_name=name, text=quoted), answer
