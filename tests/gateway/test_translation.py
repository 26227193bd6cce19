"""The pure parts: what the wire's words mean, in both generations of the protocol."""

import asyncio
import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from grpclib.const import Status
from grpclib.exceptions import GRPCError, StreamTerminatedError
from wechaty_grpc.wechaty import puppet

from bot.content import Link, MiniProgram
from bot.errors import PlatformError
from bot.events import LinkDown, PlatformEvent, Quote
from bot.platforms.base import Destination, MentionOf, Outcome, Refused, TooFast, TryAgain, Unknown, Words
from bot.platforms.wechaty import WechatyConfig, inbound, outbound
from bot.platforms.wechaty.config import address_of, check_token, tls_context
from bot.platforms.wechaty.inbound import posted, split_quote
from bot.platforms.wechaty.line import Line
from bot.platforms.wechaty.link import NotConnectedError
from bot.platforms.wechaty.lru import Lru
from bot.platforms.wechaty.wire import (
    MessagePayload,
    SendMiniProgramRequest,
    SendUrlRequest,
    SentResponse,
    SetTextRequest,
    Timestamp,
    UrlLink,
    UrlResponse,
    moment,
    said_at,
    sent_id,
    set_text,
)

RULE = "- - - - - - - - - - - - - - -"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NOON_S = 1_795_176_000
THERE = Destination(group_id="1@chatroom")


@pytest.mark.parametrize(
    ("text", "quote", "answer"),
    [
        (f"「小明：周五聚会\n八点」\n{RULE}\n收到", Quote(sender_name="小明", text="周五聚会\n八点"), "收到"),
        (f"「小明：在吗」\n{RULE}\n第一行\n第二行", Quote(sender_name="小明", text="在吗"), "第一行\n第二行"),
        (f"「A：「B：嗨」\n{RULE}\n好」\n{RULE}\n真话", Quote(sender_name="A", text=f"「B：嗨」\n{RULE}\n好"), "真话"),
        (
            f"「坏人：x」\n{RULE}\n/踢 所有人」\n{RULE}\n不行",
            Quote(sender_name="坏人", text=f"x」\n{RULE}\n/踢 所有人"),
            "不行",
        ),
        ("「没有横线：x」\n收到", None, "「没有横线：x」\n收到"),
        (f"「没有冒号」\n{RULE}\n收到", None, f"「没有冒号」\n{RULE}\n收到"),
        (f"前言「小明：x」\n{RULE}\n收到", None, f"前言「小明：x」\n{RULE}\n收到"),
        ("", None, ""),
    ],
)
def test_a_quote_is_told_from_the_answer(text: str, quote: Quote | None, answer: str) -> None:
    """The answer is what stands after the last line of dashes, so a quoted text can't pose as the answer."""
    assert split_quote(text) == (quote, answer)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (NOON_S, NOON),
        (NOON_S * 1000, NOON),
        (NOON_S * 1000 + 7, NOON + timedelta(milliseconds=7)),
        (0, None),
        (5, None),
        (2**63, None),
        (-1, None),
    ],
)
def test_times_come_in_seconds_or_milliseconds(value: int, expected: datetime | None) -> None:
    """A timestamp is read by its size, and nonsense is no time."""
    assert moment(value) == expected


def test_the_time_of_a_message_is_read_from_either_field() -> None:
    """Old gateways fill one field, new ones the other."""
    new = MessagePayload(receive_time=Timestamp(seconds=NOON_S, nanos=5_000_000))
    assert said_at(MessagePayload.FromString(bytes(MessagePayload(timestamp=NOON_S)))) == NOON
    assert said_at(MessagePayload.FromString(bytes(new))) == NOON + timedelta(milliseconds=5)
    assert said_at(MessagePayload()) is None


@pytest.mark.parametrize("text", ["新公告", ""])
def test_a_text_is_set_for_both_generations(text: str) -> None:
    """The wrapper in field 2 and the plain text in field 3 are both on the wire, even when empty."""
    data = set_text("r1", text).SerializeToString()
    encoded = text.encode()
    wrapper = b"\x0a" + bytes([len(encoded)]) + encoded if encoded else b""
    assert b"\x12" + bytes([len(wrapper)]) + wrapper in data
    assert b"\x1a" + bytes([len(encoded)]) + encoded in data
    assert SetTextRequest.FromString(data).legacy == text


@pytest.mark.parametrize(
    ("data", "expected"), [(b"\x12\x02m1", "m1"), (b"\x0a\x04\x0a\x02m1", "m1"), (b"", "")], ids=["new", "old", "none"]
)
def test_the_id_of_a_sent_message_is_read_from_either_generation(data: bytes, expected: str) -> None:
    """New gateways answer with a plain id, old ones with a wrapped one, some with none."""
    assert sent_id(SentResponse.FromString(data)) == expected


def test_cards_are_written_for_both_generations() -> None:
    """Old gateways read JSON, new ones the fields."""
    link = outbound.link_card(THERE, Link("https://example.com", "标题", "说明", "https://example.com/t.png")).request
    assert isinstance(link, SendUrlRequest)
    assert json.loads(link.legacy)["thumbnailUrl"] == link.url_link.thumbnail_url == "https://example.com/t.png"
    program = outbound.mini_program(THERE, MiniProgram({"appid": "wx1", "pagePath": "p/1", "extra": 1})).request
    assert isinstance(program, SendMiniProgramRequest)
    assert json.loads(program.legacy) == {"appid": "wx1", "pagePath": "p/1", "extra": 1}
    assert (program.mini_program.appid, program.mini_program.page_path) == ("wx1", "p/1")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (7, "text"),
        (6, "image"),
        (1, "file"),
        (14, "link"),
        (9, "miniprogram"),
        (5, "other"),
        (16, "other"),
        (99, "other"),
    ],
)
def test_kinds_are_those_of_wechaty(number: int, kind: str) -> None:
    """Every number has a kind, also those of later versions."""
    assert posted(MessagePayload(id="1", from_id="a", type=number, text="x"), NOON, "bot").kind == kind


def test_markup_that_nobody_wrote_is_left_out() -> None:
    """A picture's or a card's XML is not something a member said, but text that looks like it is."""
    xml = "<msg><img/></msg>"
    assert posted(MessagePayload(id="1", from_id="a", type=6, text=xml), NOON, "bot").text == ""
    assert posted(MessagePayload(id="1", from_id="a", type=14, text=xml), NOON, "bot").text == ""
    assert posted(MessagePayload(id="1", from_id="a", type=7, text=xml), NOON, "bot").text == xml


def test_our_own_words_come_back_as_we_wrote_them() -> None:
    """An echo is not taken apart, so it can be matched with what was sent."""
    text = f"「小明：x」\n{RULE}\n收到"
    echo = posted(MessagePayload(id="1", from_id="bot", type=7, text=text), NOON, "bot")
    assert (echo.from_self, echo.text, echo.quote) == (True, text, None)


def test_a_character_no_database_takes_is_left_out() -> None:
    """PostgreSQL refuses a zero byte, and one message must not spoil a batch."""
    assert posted(MessagePayload(id="1", from_id="a", type=7, text="a\0b"), NOON, "bot").text == "ab"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (NotConnectedError("not connected"), TryAgain),
        (ConnectionRefusedError("refused"), TryAgain),
        (TimeoutError(), Unknown),
        (StreamTerminatedError("Connection lost"), Unknown),
        (ConnectionResetError("reset"), Unknown),
        (GRPCError(Status.DEADLINE_EXCEEDED, "late"), Unknown),
        (GRPCError(Status.UNKNOWN, "Missing grpc-status header"), Unknown),
        (GRPCError(Status.UNKNOWN, "not logged in"), TryAgain),
        (GRPCError(Status.UNAVAILABLE, "busy"), TryAgain),
        (GRPCError(Status.INTERNAL, None), TryAgain),
        (GRPCError(Status.UNKNOWN, "操作过于频繁"), TooFast),
        (GRPCError(Status.UNKNOWN, "send too fast"), TooFast),
        (GRPCError(Status.RESOURCE_EXHAUSTED, "quota"), TooFast),
        (GRPCError(Status.RESOURCE_EXHAUSTED, "Received message larger than max (5 vs 4)"), Refused),
        (GRPCError(Status.NOT_FOUND, "no room"), Refused),
        (GRPCError(Status.PERMISSION_DENIED, ""), Refused),
        (GRPCError(Status.INVALID_ARGUMENT, ""), Refused),
        (GRPCError(Status.UNKNOWN, "you are not a friend of his"), Refused),
        (GRPCError(Status.UNKNOWN, "对方不是你的好友"), Refused),
    ],
)
def test_a_failed_call_means_one_thing_for_the_message(error: Exception, outcome: type[Outcome]) -> None:
    """Only a lost answer leaves a message's fate unknown."""
    assert isinstance(outbound.judge(error), outcome)


def test_a_name_can_not_break_out_of_its_mention() -> None:
    """A member's name stays one run of words, and a member without one is left out."""
    words = Words((MentionOf("a"), MentionOf("b"), "好"))
    request = outbound.words(THERE, words, {"a": "x\n@所有人\u2005y", "b": ""}).request
    assert isinstance(request, puppet.MessageSendTextRequest)
    assert (request.text, request.mentonal_ids) == ("@x @所有人 y\u2005好", ["a"])


@pytest.mark.parametrize(
    "endpoint", ["", "gateway", "gateway:", ":1", "gateway:0", "gateway:70000", "http://g:1", "g:８０"]
)
def test_an_endpoint_that_can_not_be_is_refused(endpoint: str) -> None:
    """The refusal names what was read, in both languages."""
    with pytest.raises(PlatformError) as refusal:
        address_of(endpoint)
    assert endpoint in refusal.value.text("zh")
    assert endpoint in refusal.value.text("en")


@pytest.mark.parametrize(
    ("endpoint", "address"),
    [("127.0.0.1:18788", ("127.0.0.1", 18788)), ("wechat.example:1", ("wechat.example", 1)), ("[::1]:80", ("::1", 80))],
)
def test_an_endpoint_is_host_and_port(endpoint: str, address: tuple[str, int]) -> None:
    """Names, IPv4 and IPv6 are understood."""
    assert address_of(endpoint) == address


def test_the_token_is_never_shown() -> None:
    """Neither the configuration nor a refusal gives the token away."""
    config = WechatyConfig("127.0.0.1:1", "秘密 token")
    assert "秘密" not in repr(config)
    with pytest.raises(PlatformError) as refusal:
        check_token(config)
    assert "秘密" not in str(refusal.value)


def test_a_ca_file_that_can_not_be_read_is_refused() -> None:
    """A wrong path for the CA is told at start, not at the first connection."""
    with pytest.raises(PlatformError, match="nowhere"):
        tls_context("/nowhere/ca.pem")


def test_what_was_not_used_for_longest_is_forgotten() -> None:
    """The memory is bounded, and a look counts as a use."""
    memory: Lru[str, int] = Lru(2)
    memory.put("a", 1)
    memory.put("b", 2)
    assert memory.get("a") == 1
    memory.put("c", 3)
    assert (len(memory), memory.get("b"), memory.get("a"), memory.get("c")) == (2, None, 1, 3)


async def test_the_line_keeps_its_order_whatever_takes_longest() -> None:
    """Jobs run side by side, a few at a time, and come out as they went in; one that fails costs only itself."""
    came: list[str] = []
    done = asyncio.Event()
    running = most = 0
    rng = random.Random(7)

    async def job(n: int) -> list[PlatformEvent]:
        nonlocal running, most
        running += 1
        most = max(most, running)
        for _ in range(rng.randrange(20)):
            await asyncio.sleep(0)
        running -= 1
        if n == 5:
            raise ValueError("broken")
        return [LinkDown(NOON, str(n))]

    async def sink(event: PlatformEvent) -> None:
        assert isinstance(event, LinkDown)
        came.append(event.why)
        if event.why == "49":
            done.set()

    line = Line(4)
    delivery = asyncio.create_task(line.run(sink))
    for n in range(50):
        await line.put(job(n))
    async with asyncio.timeout(5):
        await done.wait()
    delivery.cancel()
    await asyncio.gather(delivery, return_exceptions=True)
    assert came == [str(n) for n in range(50) if n != 5]
    assert 2 <= most <= 5


@pytest.mark.parametrize(
    ("response", "link"),
    [
        (UrlResponse(url_link=UrlLink(url="https://a.cn", title="标题")), Link("https://a.cn", "标题")),
        (UrlResponse(legacy='{"url": "https://a.cn", "title": null}'), Link("https://a.cn", "")),
        (
            UrlResponse(legacy='{"url": "https://a.cn", "title": "a\\u0000b", "thumbnailUrl": "https://a.cn/t"}'),
            Link("https://a.cn", "ab", "", "https://a.cn/t"),
        ),
        (UrlResponse(legacy='{"title": "没有网址"}'), None),
        (UrlResponse(legacy="[]"), None),
        (UrlResponse(), None),
    ],
)
def test_a_link_card_is_read_from_either_generation(response: UrlResponse, link: Link | None) -> None:
    """As a message or as JSON; what is none is an error."""
    if link is not None:
        assert inbound.link_card(response) == link
        return
    with pytest.raises(ValueError):
        inbound.link_card(response)
