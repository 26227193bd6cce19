"""What we send, in the gateway's words, and what its refusals mean. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import betterproto
from grpclib.const import Status
from grpclib.exceptions import GRPCError
from wechaty_grpc.wechaty import puppet

from bot.content import Link, MiniProgram
from bot.platforms.base import (
    AFTER_MENTION,
    Destination,
    MentionOf,
    Outcome,
    Refused,
    TooFast,
    TryAgain,
    Unknown,
    Words,
    mentionable,
)
from bot.platforms.wechaty.link import NotConnectedError, describe
from bot.platforms.wechaty.wire import ForwardRequest, MiniProgramCard, SendMiniProgramRequest, SendUrlRequest, UrlLink

FLOOD_REST = timedelta(minutes=5)
SEND_FILE = "MessageSendFile"

_TOO_FAST = re.compile(r"too (?:fast|many|frequent|often)|frequen(?:t|cy)|rate.?limit|频繁|太快|过快", re.IGNORECASE)
_NEVER = re.compile(
    r"larger than max|not (?:a |your )?friend|not (?:a member|in (?:the |this )?(?:room|group|chat))|no payload found"
    r"|不是.{0,4}好友|好友验证|不在.{0,4}群|移出.{0,4}群|没有权限|仅.{0,2}群主",
    re.IGNORECASE,
)
_REFUSALS = {Status.NOT_FOUND, Status.PERMISSION_DENIED, Status.INVALID_ARGUMENT, Status.UNIMPLEMENTED}
_UNCERTAIN = {Status.DEADLINE_EXCEEDED, Status.CANCELLED}
_BROKEN_OFF = ("Missing ", "Invalid content-type", "Received :status")
"""How grpclib words an answer that a proxy or a dying connection garbled."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call that sends."""

    method: str
    request: betterproto.Message


def words(to: Destination, parcel: Words, names: Mapping[str, str]) -> Call:
    """A text; a mention is written with the name, and left out where none is known."""
    written: list[str] = []
    mentioned: dict[str, None] = {}
    for part in parcel.parts:
        if isinstance(part, str):
            written.append(part)
        elif name := mentionable(names.get(part.member_id, "")):
            written.append(f"@{name}{AFTER_MENTION}")
            mentioned[part.member_id] = None
    ids = list(mentioned) if to.group_id else []
    request = puppet.MessageSendTextRequest(conversation_id=place(to), text="".join(written), mentonal_ids=ids)
    return Call("MessageSendText", request)


def mentioned_in(parcel: Words) -> tuple[str, ...]:
    """The members whose names the text needs."""
    return tuple(dict.fromkeys(part.member_id for part in parcel.parts if isinstance(part, MentionOf)))


def link_card(to: Destination, link: Link) -> Call:
    """A link card, for both generations."""
    legacy = {
        "url": link.url,
        "title": link.title,
        "description": link.description,
        "thumbnailUrl": link.thumbnail,
    }
    card = UrlLink(url=link.url, title=link.title, description=link.description, thumbnail_url=link.thumbnail)
    request = SendUrlRequest(conversation_id=place(to), legacy=_json(legacy), url_link=card)
    return Call("MessageSendUrl", request)


def mini_program(to: Destination, program: MiniProgram) -> Call:
    """A mini program card, for both generations."""
    card = MiniProgramCard()
    for key, value in program.payload.items():
        field = re.sub(r"(?<=[a-z])[A-Z]", lambda m: f"_{m[0].lower()}", key)
        if field in MiniProgramCard.__dataclass_fields__ and isinstance(value, str):
            setattr(card, field, value)
    request = SendMiniProgramRequest(conversation_id=place(to), legacy=_json(program.payload), mini_program=card)
    return Call("MessageSendMiniProgram", request)


def forward(to: Destination, message_id: str) -> Call:
    """A message passed on as it is."""
    return Call("MessageForward", ForwardRequest(message_id=message_id, conversation_id=place(to)))


def file_box(to: Destination, box: str) -> Call:
    """A file or a picture, packed by `files`."""
    return Call(SEND_FILE, puppet.MessageSendFileRequest(conversation_id=place(to), filebox=box))


def place(to: Destination) -> str:
    """The conversation by its platform id."""
    return to.group_id or to.member_id


def judge(error: BaseException) -> Outcome:
    """What a failed call means for the message: only an answer that was lost leaves its fate unknown."""
    why = describe(error)
    match error:
        case NotConnectedError() | ConnectionRefusedError():
            return TryAgain(why)
        case GRPCError():
            return _judge_answer(error.status, error.message or "", why)
        case _:
            return Unknown(why)


def _judge_answer(status: Status, text: str, why: str) -> Outcome:
    if _NEVER.search(text) or status in _REFUSALS:
        return Refused(why)
    if _TOO_FAST.search(text) or status is Status.RESOURCE_EXHAUSTED:
        return TooFast(why, FLOOD_REST)
    if status in _UNCERTAIN or text.startswith(_BROKEN_OFF):
        return Unknown(why)
    return TryAgain(why)


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)
