"""The API: who is let in, what is told, what is done and how often."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from storage.tables import Outbox
from tests.plugins.conftest import settled_group
from tests.web.programs import Program, program_of, services_of, token_of
from tests.world import GroupChat, World, open_world

DROP = {"groups": [1], "when": "每天 08:30 早报", "text": "早上好"}


@pytest.fixture
async def program(world: World, group: GroupChat) -> AsyncIterator[Program]:
    """With the owner's token."""
    async with program_of(world, group.owner) as program:
        yield program


async def test_ones_groups_are_told(group: GroupChat, program: Program) -> None:
    """Each with what a program needs to know it by."""
    told = await program.reads("/groups")
    one: dict[str, Any] = {
        "id": 1,
        "name": group.name,
        "members": 4,
        "tags": [],
        "paused": False,
        "zone": "Asia/Shanghai",
    }
    assert told == {"groups": [one], "total": 1, "page": 1, "pages": 1}
    assert await program.reads("/groups/1") == one
    assert (await program.reads("/groups?q=读书"))["total"] == 1
    assert (await program.reads("/groups?q=%00跑步%ED%A0%80"))["total"] == 0


async def test_without_a_token_nothing_is_told(world: World, group: GroupChat, program: Program) -> None:
    """Nor with a wrong one, one that was taken back, or a browser's session."""
    for token in ("", "x", "é" * 10, "0" * 43):
        wrong = Program(world, program.client, token)
        told = await wrong.reads("/groups/1")
        assert (wrong.status, told["status"], told["type"]) == (401, 401, "about:blank")
        assert wrong.headers["WWW-Authenticate"] == "Bearer"
        assert wrong.headers["Content-Type"] == "application/problem+json"
    await group.owner.whispers("/后台 令牌 删除 1")
    await program.reads("/groups")
    assert program.status == 401


async def test_another_owners_group_is_no_group(world: World, program: Program) -> None:
    """The answer is that of a group that does not exist, whatever is asked."""
    await world.group("别人的群", "别人", "路人")
    for path in ("", "/coming", "/stats"):
        theirs, nothing = await program.reads(f"/groups/2{path}"), await program.reads(f"/groups/99{path}")
        assert theirs == nothing
        assert program.status == 404
    assert await program.drops({**DROP, "groups": [1, 2]}) == await program.drops({**DROP, "groups": [1, 99]})
    assert program.status == 404
    assert (await program.reads("/groups"))["total"] == 1


async def test_rights_are_those_of_now(world: World, group: GroupChat) -> None:
    """Who is no admin any more has a token for nothing."""
    async with program_of(world, group.admin) as program:
        assert (await program.reads("/groups"))["total"] == 1
        await group.owner.says("/管理员 移除 @老周")
        assert (await program.reads("/groups"))["total"] == 0
        await program.reads("/groups/1")
        assert program.status == 404
        await program.drops(DROP)
        assert program.status == 404


async def test_a_drop_is_the_command_with_its_history_and_undo(group: GroupChat, program: Program) -> None:
    """As if it had been typed."""
    told = await program.drops(DROP)
    assert program.status == 200
    assert [(each["group"], each["done"]) for each in told["results"]] == [(1, True)]
    assert "早报" in told["results"][0]["text"]
    assert [each["title"] for each in (await program.reads("/groups/1/coming"))["coming"]][:1] == ["早报"]
    await group.owner.says("/撤销")
    group.bot_replied("撤销")
    assert (await program.reads("/groups/1/coming"))["coming"] == []


async def test_a_key_does_one_thing_once(group: GroupChat, program: Program) -> None:
    """The same request gets the same answer, another one is refused, and what failed may be tried again."""
    await program.drops({**DROP, "when": "昨天 08:30"})
    assert program.status == 422
    first = await program.drops(DROP)
    assert await program.drops(DROP) == first
    assert (await program.drops({**DROP, "text": "晚安"}))["status"] == 409
    assert (await program.drops({**DROP, "groups": [1], "promo": True}))["status"] == 409
    await program.drops(DROP, key="two")
    await group.owner.says("/投放")
    group.bot_replied("共 2 条")


async def test_several_groups_have_it_each(world: World, group: GroupChat, program: Program) -> None:
    """What one of them refuses is told beside what the others did; asked again, only that is tried again."""
    other = await world.group("跑步群", "阿宁", "小红")
    told = await program.drops({**DROP, "groups": [2, 1]})
    assert [(each["group"], each["done"]) for each in told["results"]] == [(1, True), (2, True)]
    assert await program.drops({**DROP, "groups": [1, 2]}) == told
    other.heard()
    await other.owner.says("/投放")
    other.bot_replied("共 1 条")


async def test_a_tag_is_a_set_of_groups(group: GroupChat, program: Program) -> None:
    """Also of those that get it later; a tag that none of one's groups has is told."""
    body = {"tag": "新手", "when": "每天 08:30", "text": "早上好"}
    await program.drops(body)
    assert program.status == 422
    await group.owner.whispers("/标签 添加 #新手 1")
    told = await program.drops(body)
    assert [(each["group"], each["done"]) for each in told["results"]] == [(None, True)]
    assert (await program.reads("/groups?q=新手"))["groups"][0]["tags"] == ["新手"]


WRONG: list[tuple[int, dict[str, Any]]] = [
    (400, {"json": {**DROP, "nonsense": 1}}),
    (400, {"json": {**DROP, "tag": "新手"}}),
    (400, {"json": {"when": "每天 08:30", "text": "早"}}),
    (400, {"json": {**DROP, "groups": [True]}}),
    (400, {"json": {**DROP, "groups": [1, 1]}}),
    (400, {"json": {**DROP, "groups": []}}),
    (400, {"json": {**DROP, "when": "每天 08:30\n早"}}),
    (400, {"json": {**DROP, "when": "每天 08:30 #推广"}}),
    (400, {"json": {**DROP, "text": ""}}),
    (400, {"json": {**DROP, "promo": "yes"}}),
    (400, {"json": [DROP]}),
    (400, {"json": DROP, "key": ""}),
    (400, {"json": DROP, "key": "a key"}),
    (400, {"json": DROP, "params": {"x": "1"}}),
    (400, {"data": b"{", "type": "application/json"}),
    (400, {"data": b"[" * 60_000, "type": "application/json"}),
    (400, {"data": b'{"groups": [1], "when": "\\ud800", "text": "x"}', "type": "application/json"}),
    (400, {"data": b"\xff", "type": "application/json"}),
    (413, {"data": b" " * 70_000, "type": "application/json"}),
    (415, {"data": b"{}", "type": "text/plain"}),
    (422, {"json": {**DROP, "text": "\0 "}}),
]


@pytest.mark.parametrize(("status", "given"), WRONG)
async def test_what_is_not_as_described_is_refused(program: Program, status: int, given: dict[str, Any]) -> None:
    """With what is wrong, and nothing done."""
    given = {**given}
    headers = {"Idempotency-Key": key} if (key := given.pop("key", "one")) else {}
    headers |= {"Content-Type": type_} if (type_ := given.pop("type", "")) else {}
    told = await program._asks("POST", "/drops", headers=headers, **given)
    assert (program.status, told["status"]) == (status, status), told
    assert told["detail"]
    assert (await program.reads("/groups/1/coming"))["coming"] == []


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=1&page=2", "q=" + "a" * 61, "z=1"])
async def test_parameters_are_as_described(program: Program, query: str) -> None:
    """Or refused by name."""
    told = await program.reads(f"/groups?{query}")
    assert (program.status, query[0] in told["detail"]) == (400, True)


async def test_figures_are_those_of_the_chat(world: World, group: GroupChat, program: Program) -> None:
    """Of whole days; today does not count yet."""
    await group.member.says("今天读什么")
    assert (await program.reads("/groups/1/stats"))["messages"] == 0
    await world.advance(days=1)
    told = await program.reads("/groups/1/stats?days=30")
    assert (told["first"], told["last"]) == ("2026-01-31", "2026-03-01") or told["last"] == "2026-03-02"
    assert (told["messages"], told["by_day"][-1]["messages"]) == (told["messages"], told["messages"])
    assert told["messages"] >= 1


async def test_who_asks_too_often_waits(world: World, program: Program) -> None:
    """As long as is said, by token; others are not hindered."""
    told = [await program.reads("/groups/1") for _ in range(125)]
    assert told[-1]["status"] == program.status == 429
    await world.advance(seconds=int(program.headers["Retry-After"]))
    await program.reads("/groups/1")
    assert program.status == 200


async def test_strangers_are_slowed_down(world: World, group: GroupChat) -> None:
    """Guessing tokens is hopeless, and slow."""
    async with program_of(world) as stranger:
        statuses = [stranger.status for _ in range(40) if await stranger.reads("/groups")]
        assert statuses[0] == 401
        assert statuses[-1] == 429


async def test_other_names_other_methods_other_places(program: Program) -> None:
    """Problems too, and nothing of what is inside."""
    told = await program.reads("/groups", headers={"Host": "evil.example"})
    assert (program.status, told["status"]) == (403, 403)
    told = await program._asks("DELETE", "/groups")
    assert (program.status, told["title"]) == (405, "Method Not Allowed")
    assert "GET" in program.headers["Allow"]
    await program.reads("/nothing")
    assert program.status == 404


async def test_before_the_bot_is_there_one_is_told_to_wait(sqlite_url: str) -> None:
    """And the description is there already."""
    async with open_world(sqlite_url) as world, program_of(world) as program:
        world.app = None
        await program.reads("/groups")
        assert program.status == 503
        assert (await program.reads("/openapi.json"))["openapi"] == "3.1.0"


async def test_a_token_is_for_one_person_alone(world: World, group: GroupChat) -> None:
    """Neither in a group nor for members; lists show names and numbers, never a secret."""
    await group.owner.says("/后台 令牌 添加 官网")
    group.bot_replied("私聊我")
    await group.member.whispers("/后台 令牌 添加 官网")
    assert "令牌，只说" not in group.member.was_told()
    secret = await token_of(group.owner)
    await group.owner.whispers("/后台 令牌")
    assert secret not in group.owner.was_told("1. 官网")
    await group.admin.whispers("/后台 令牌 删除 1")
    group.admin.was_told("没有编号 1")
    await group.owner.whispers("/后台 令牌 删除 1")
    group.owner.was_told("作废")
    await group.owner.whispers("/后台 令牌")
    group.owner.was_told("还没有")


async def test_a_secret_that_was_said_is_not_kept(world: World, group: GroupChat) -> None:
    """The chat has it; our own record of what was said has it no more after some hours."""
    secret = await token_of(group.owner)
    await world.advance(hours=13)
    services = services_of(world)
    assert services is not None
    async with services.db.read() as session:
        said = [str(content) for content in await session.scalars(select(Outbox.content))]
    assert [content for content in said if secret in content] == []


async def test_in_english(sqlite_url: str) -> None:
    """The same."""
    async with open_world(sqlite_url, language="en") as world:
        group = await settled_group(world)
        await group.owner.whispers("/office token add website")
        assert "this once" in group.owner.was_told("website")
        async with program_of(world) as program:
            assert "Send a token" in (await program.reads("/groups"))["detail"]


async def test_asked_five_times_at_once(database_url: str) -> None:
    """It is done once, and everybody is told the same."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        async with program_of(world, group.owner) as program:
            told = await asyncio.gather(*(program.drops(DROP) for _ in range(5)))
            assert program.status == 200
            assert all(each == told[0] for each in told), told
            assert (await program.reads("/groups?q=%00"))["total"] == 1
            assert (await program.reads("/groups/1/stats"))["members"] >= 4
        group.heard()
        await group.owner.says("/投放")
        group.bot_replied("共 1 条")
