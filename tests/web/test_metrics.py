"""What Prometheus reads from a bot that has done something."""

from datetime import UTC, datetime

from prometheus_client.parser import text_string_to_metric_families

from bot.app import App
from bot.clock import VirtualClock
from bot.operations.watch import probes
from bot.platforms.simulator import Simulator
from bot.settings import settings_from
from plugins import PLUGINS


async def test_metrics_tell_what_was_recorded_answered_and_sent(sqlite_url: str) -> None:
    """A command in a group shows up as recorded, handled and sent, and the link as up."""
    clock = VirtualClock(datetime(2026, 11, 22, 2, tzinfo=UTC))
    simulator = Simulator(clock)
    await simulator.add_bot("g", "读书会", "ning", {"ning": "阿宁"})
    settings = settings_from({"DATABASE_URL": sqlite_url, "PACING": "off"})
    app = await App.open(settings, simulator, clock=clock, plugins=PLUGINS)
    await simulator.say("ning", "/身份", message_id="1", group_id="g")
    await app.settle()
    text = (await probes(app).measure()).decode()
    await app.close()
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert samples["dandelion_link_up",] == 1
    assert samples["dandelion_events_recorded_total",] == 1
    assert samples["dandelion_events_handled_total",] >= 1
    assert samples["dandelion_sends_total", "sent"] >= 1
    assert samples["dandelion_outbox_messages", "waiting"] == 0
    assert samples["process_resident_memory_bytes",] > 1e6
