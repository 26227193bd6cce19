"""What the page for programs shows is done as it stands there, against the running API."""

import json
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from bot.hooks.signing import new_secret, signed
from tests.bot.test_hooks import hooked
from tests.docs.pages import blocks
from tests.fakes.receiver import receiving
from tests.plugins.conftest import settled_group
from tests.web.programs import api_of, token_of
from tests.world import open_world

PAGES = ("docs/api.md", "docs/api.zh-CN.md")
pytestmark = pytest.mark.parametrize("page", PAGES)


def calls(page: str) -> list[list[str]]:
    """The arguments of each curl."""
    lines = [line for block in blocks(page, "sh") for line in block.text.splitlines()]
    return [words[1:] for words in map(shlex.split, lines) if words[0] == "curl"]


async def test_every_call_works_and_is_described(sqlite_url: str, page: str) -> None:
    """With a token of the group's owner, as often as it is repeated."""
    async with open_world(sqlite_url) as world:
        group = await settled_group(world)
        token = await token_of(group.owner)
        async with TestClient(TestServer(api_of(world))) as client:
            described = await (await client.get("/api/v1/openapi.json")).json()
            paths = described["paths"]
            assert len(calls(page)) == len(paths)
            for words in [*calls(page), *calls(page)]:
                url = URL(words[-1])
                headers = dict(words[n + 1].split(": ", 1) for n, word in enumerate(words) if word == "-H")
                headers["Authorization"] = headers["Authorization"].replace("$TOKEN", token)
                body = json.loads(words[words.index("--json") + 1]) if "--json" in words else None
                method = "get" if body is None else "post"
                assert method in paths[url.path.removeprefix("/api/v1").replace("/1", "/{group}")]
                async with client.request(method, url.path_qs, headers=headers, json=body) as answer:
                    assert answer.status == 200, await answer.text()
                await world.settle()
        group.heard()
        await group.owner.says("/投放")
        group.bot_replied("共 1 条")


async def test_what_is_told_looks_as_shown(sqlite_url: str, page: str) -> None:
    """Name for name."""
    [shown] = [json.loads(block.text) for block in blocks(page, "json")]
    async with receiving() as receiver, open_world(sqlite_url, fetch_private="on") as world:
        group = await settled_group(world)
        await hooked(group.owner, receiver.url)
        await group.joins("甲")
        [call] = receiver.calls
        assert names_of(call.told) == names_of(shown)


def names_of(value: Any) -> Any:
    """The value without what is in it."""
    if isinstance(value, dict):
        return {name: names_of(each) for name, each in cast(dict[str, Any], value).items()}
    return [names_of(each) for each in cast(list[Any], value)[:1]] if isinstance(value, list) else str(value.__class__)


def test_the_program_that_checks_signatures_does(page: str) -> None:
    """It takes what we sign and nothing else."""
    scope: dict[str, Any] = {}
    exec(blocks(page, "python")[0].text, scope)
    is_ours: Callable[..., bool] = scope["is_ours"]
    secret, body, now = new_secret(), '{"type": "ping", "名": "字"}'.encode(), datetime.now(UTC)
    headers = dict(signed(secret, "msg_1", body, now))
    assert is_ours(secret, headers, body)
    assert is_ours(secret, headers | {"webhook-signature": f"v1,AAAA {headers['webhook-signature']}"}, body)
    assert not is_ours(new_secret(), headers, body)
    assert not is_ours(secret, headers, body + b" ")
    assert not is_ours(secret, headers | {"webhook-id": "msg_2"}, body)
    long_ago = signed(secret, "msg_1", body, datetime(2020, 1, 1, tzinfo=UTC))
    assert not is_ours(secret, dict(long_ago), body)
