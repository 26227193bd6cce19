"""The protocol's messages where the published stubs are behind the gateways.

Since grpc 0.33 a text moved from a wrapper to a plain field beside it. Both are written and both are read, so that
gateways of either generation understand.
"""
# ruff: noqa: RUF009, UP045 - betterproto declares fields by calls, and knows Optional only by that name

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional, Self, cast

import betterproto
from wechaty_grpc.wechaty import puppet

from storage.base import from_ms

SECONDS_BELOW = 100_000_000_000
EARLIEST_MS, LATEST_MS = 946_684_800_000, 4_102_444_800_000
"""The years 2000 and 2100: a time outside them is none."""
EMPTY_FIELD_3 = b"\x1a\x00"


class Raw(bytes):
    """Bytes not looked at yet, so that garbage among events does not end the stream that brings them."""

    @classmethod
    def FromString(cls, data: bytes) -> Self:  # noqa: N802 - grpclib asks for this name
        """The bytes as they are."""
        return cls(data)


@dataclass(eq=False, repr=False)
class IdRequest(betterproto.Message):
    """Any call that needs only an id."""

    id: str = betterproto.string_field(1)


@dataclass(eq=False, repr=False)
class Empty(betterproto.Message):
    """An answer in which nothing is of interest."""


@dataclass(eq=False, repr=False)
class Timestamp(betterproto.Message):
    """google.protobuf.Timestamp as plain numbers."""

    seconds: int = betterproto.int64_field(1)
    nanos: int = betterproto.int32_field(2)


@dataclass(eq=False, repr=False)
class MessagePayload(betterproto.Message):
    """A message; `type` is a plain number, since gateways know more kinds than the stubs."""

    id: str = betterproto.string_field(1)
    filename: str = betterproto.string_field(2)
    text: str = betterproto.string_field(3)
    timestamp: int = betterproto.uint64_field(4)
    type: int = betterproto.int32_field(5)
    from_id: str = betterproto.string_field(6)
    room_id: str = betterproto.string_field(7)
    to_id: str = betterproto.string_field(8)
    mention_ids: list[str] = betterproto.string_field(9)
    receive_time: Timestamp = betterproto.message_field(10)


@dataclass(eq=False, repr=False)
class SetTextRequest(betterproto.Message):
    """Sets a topic, an announcement or an alias."""

    id: str = betterproto.string_field(1)
    legacy: Optional[str] = betterproto.message_field(2, wraps=betterproto.TYPE_STRING)
    text: str = betterproto.string_field(3)

    def SerializeToString(self) -> bytes:  # noqa: N802 - grpclib asks for this name
        """The bytes for the wire, an empty text written out: left away, it would ask for the text instead."""
        return bytes(self) + (b"" if self.text else EMPTY_FIELD_3)


@dataclass(eq=False, repr=False)
class UrlLink(betterproto.Message):
    """A link card."""

    description: str = betterproto.string_field(1)
    thumbnail_url: str = betterproto.string_field(2)
    title: str = betterproto.string_field(3)
    url: str = betterproto.string_field(4)


@dataclass(eq=False, repr=False)
class UrlResponse(betterproto.Message):
    """A message's link card, as JSON from old gateways."""

    legacy: str = betterproto.string_field(1)
    url_link: UrlLink = betterproto.message_field(2)


@dataclass(eq=False, repr=False)
class SendUrlRequest(betterproto.Message):
    """Sends a link card, as JSON for old gateways."""

    conversation_id: str = betterproto.string_field(1)
    legacy: str = betterproto.string_field(2)
    url_link: UrlLink = betterproto.message_field(3)


@dataclass(eq=False, repr=False)
class MiniProgramCard(betterproto.Message):
    """A mini program card."""

    appid: str = betterproto.string_field(1)
    description: str = betterproto.string_field(2)
    page_path: str = betterproto.string_field(3)
    icon_url: str = betterproto.string_field(4)
    share_id: str = betterproto.string_field(5)
    thumb_url: str = betterproto.string_field(6)
    title: str = betterproto.string_field(7)
    username: str = betterproto.string_field(8)
    thumb_key: str = betterproto.string_field(9)


@dataclass(eq=False, repr=False)
class SendMiniProgramRequest(betterproto.Message):
    """Sends a mini program card, as JSON for old gateways."""

    conversation_id: str = betterproto.string_field(1)
    legacy: str = betterproto.string_field(2)
    mini_program: MiniProgramCard = betterproto.message_field(3)


@dataclass(eq=False, repr=False)
class ForwardRequest(betterproto.Message):
    """Passes a message on."""

    message_id: str = betterproto.string_field(1)
    conversation_id: str = betterproto.string_field(2)


@dataclass(eq=False, repr=False)
class SentResponse(betterproto.Message):
    """The answer to every send: the id of the new message, if the gateway tells it."""

    legacy: Optional[str] = betterproto.message_field(1, wraps=betterproto.TYPE_STRING)
    id: str = betterproto.string_field(2)


@dataclass(eq=False, repr=False)
class Chunk(betterproto.Message):
    """A piece of a downloaded file."""

    chunk: bytes = betterproto.bytes_field(1)


@dataclass(eq=False, repr=False)
class Uploaded(betterproto.Message):
    """The id under which the gateway keeps an uploaded file."""

    id: str = betterproto.string_field(1)


def set_text(target_id: str, text: str) -> SetTextRequest:
    """A request that both generations take as setting the text."""
    return SetTextRequest(id=target_id, legacy=text, text=text)


def sent_id(response: SentResponse) -> str:
    """The new message's id by either generation, empty when it is not told."""
    return response.id or response.legacy or ""


def parse_event(raw: bytes) -> tuple[int, dict[str, Any]]:
    """An event's type and payload. Raises ValueError and what betterproto raises for bytes that are none."""
    event = puppet.EventResponse().parse(raw)
    payload: Any = json.loads(event.payload or "{}")
    if not isinstance(payload, dict):
        raise ValueError("the payload of an event is not an object")
    return int(event.type), cast(dict[str, Any], payload)


def moment(value: float) -> datetime | None:
    """The moment of a timestamp in seconds or milliseconds; None for one that makes no sense."""
    ms = value * 1000 if value < SECONDS_BELOW else value
    return from_ms(int(ms)) if EARLIEST_MS <= ms <= LATEST_MS else None


def said_at(payload: MessagePayload) -> datetime | None:
    """When a message was created by WeChat's reckoning: the same however often it is delivered."""
    received = payload.receive_time
    return moment(payload.timestamp) or moment(received.seconds * 1000 + received.nanos // 1_000_000)
