"""The pages that machines read."""

import socket

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.web.server import Probes, create_app, serving


class FakeBot:
    """A bot whose state the test sets."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.connected = True
        self.waiting = 0

    async def measure(self) -> bytes:
        """Counts what waits, as the real one does from the outbox."""
        sample = f'dandelion_outbox_messages{{state="waiting"}} {self.waiting}'
        return f"# TYPE dandelion_outbox_messages gauge\n{sample}\n".encode()

    @property
    def probes(self) -> Probes:
        """What the pages ask."""
        return Probes(lambda: self.troubles, lambda: self.connected, self.measure)


@pytest.fixture
def bot() -> FakeBot:
    """A bot in good health."""
    return FakeBot()


@pytest.fixture
def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("troubles", "connected", "health", "readiness"),
    [
        ([], True, 200, 200),
        ([], False, 200, 503),
        (["the scheduler has not ticked for 90 s"], True, 503, 503),
    ],
)
async def test_health_and_readiness(
    bot: FakeBot, troubles: list[str], connected: bool, health: int, readiness: int
) -> None:
    """An offline gateway is no reason to restart the bot, a stuck loop is; each page says why."""
    bot.troubles, bot.connected = troubles, connected
    async with TestClient(TestServer(create_app(bot.probes))) as client:
        assert (await client.get("/healthz")).status == health
        answer = await client.get("/readyz")
        assert answer.status == readiness
        assert (await answer.text()).splitlines() == [
            *(troubles or ([] if not connected else ["ok"])),
            *([] if connected else ["not connected to the platform"]),
        ]


async def test_metrics_are_fresh_and_in_prometheus_form(bot: FakeBot) -> None:
    """A scrape shows the gauges as they are at that moment."""
    bot.waiting = 7
    async with TestClient(TestServer(create_app(bot.probes))) as client:
        text = await (await client.get("/metrics")).text()
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert samples["dandelion_outbox_messages", "waiting"] == 7


async def test_serving_ends_with_the_block(bot: FakeBot, free_port: int) -> None:
    """The port is given back."""
    async with ClientSession() as session:
        async with serving("127.0.0.1", free_port, bot.probes, web.Application()):
            assert (await session.get(f"http://127.0.0.1:{free_port}/healthz")).status == 200
        with pytest.raises(OSError, match="Cannot connect"):
            await session.get(f"http://127.0.0.1:{free_port}/healthz")


async def test_a_taken_port_does_not_stop_the_bot(bot: FakeBot) -> None:
    """Chat goes on without the pages."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        async with serving("127.0.0.1", other.getsockname()[1], bot.probes, web.Application()):
            pass
