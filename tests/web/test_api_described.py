"""The API is as its description says: schemathesis asks the running server whatever it allows, and more."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler

from bot.web.api.app import PLACE
from tests.web.programs import api_of, token_of
from tests.world import GroupChat, World

BETWEEN = timedelta(seconds=3)
"""Time that goes by with each request, so that no limit is reached."""
EXAMPLES, LEAST = 25, 200
CONFIG = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "404", "409", "422"]
[output.truncation]
enabled = false
"""  # 422: a time that is text, but none that the chat would understand


@pytest.fixture
async def server(world: World) -> AsyncIterator[TestServer]:
    """The API on a port, with time going by."""

    @web.middleware
    async def pass_time(request: web.Request, handler: Handler) -> web.StreamResponse:
        world.clock.move_to(world.clock.now() + BETWEEN)
        return await handler(request)

    app = api_of(world)
    app.middlewares.append(pass_time)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


async def test_the_server_does_what_is_described(
    world: World, group: GroupChat, server: TestServer, tmp_path: Path
) -> None:
    """No fault of ours, no status and no answer that is not described, nothing taken that should not be."""
    await world.group("跑步群", "阿宁", "小红")
    await group.owner.whispers("/标签 添加 #新手 1 2")
    token = await token_of(group.owner)
    config = tmp_path / "schemathesis.toml"
    config.write_text(CONFIG)
    args = ["--config-file", str(config), "run", str(server.make_url(f"{PLACE}/openapi.json"))]
    args += ["--header", f"Authorization: Bearer {token}", "--checks", "all", "--max-examples", str(EXAMPLES)]
    args += ["--seed", "1", "--no-color"]
    code = "from schemathesis.cli import schemathesis; schemathesis()"
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, *args),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "120"},
    )
    said, _ = await running.communicate()
    assert running.returncode == 0, said.decode()
    found = re.search(r"(\d+) generated, (\d+) passed", said.decode())
    assert found is not None, said.decode()
    assert int(found[1]) == int(found[2]) > LEAST
