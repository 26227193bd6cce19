"""What the bot counts about itself, read off the running parts at the moment Prometheus asks."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from bot.app import Bot


def exposition(connected: bool, bot: "Bot | None", unsettled: Mapping[str, int]) -> bytes:
    """All metrics in Prometheus' text form; `unsettled` counts the outbox's rows by state."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Read([_gauge("link_up", "1 while the platform is connected", int(connected))]))
    if bot is not None:
        registry.register(_Read([*_of_inbox(bot), *_of_services(bot, unsettled)]))
    return generate_latest(registry)


def _of_inbox(bot: "Bot") -> Iterable[Metric]:
    inbox = bot.inbox
    yield _count("events_recorded", "Messages of the platform that were stored", inbox.recorded)
    yield _count("events_duplicate", "Messages that had been stored before", inbox.duplicates)
    yield _count("events_refused", "Events that could not be stored", inbox.refused)
    yield _count("inbox_commits", "Group commits of the inbox", inbox.batches)
    yield _gauge("inbox_depth", "Events received and not yet stored", inbox.depth)


def _of_services(bot: "Bot", unsettled: Mapping[str, int]) -> Iterable[Metric]:
    yield _count("events_handled", "Events given to a handler", bot.dispatch.handled)
    yield _gauge("dispatch_backlog", "Events recorded and not yet answered", bot.dispatch.backlog)
    yield _counts("sends", "Messages handed to the platform, by its answer", "outcome", bot.outbox.sends)
    yield _counts("runs", "Due moments of schedules, by outcome", "outcome", bot.scheduler.runs)
    outbox = GaugeMetricFamily("dandelion_outbox_messages", "Messages that are not settled", labels=["state"])
    for state, number in unsettled.items():
        outbox.add_metric([state], number)
    yield outbox


class _Read(Collector):
    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _gauge(name: str, help_: str, value: int) -> Metric:
    return GaugeMetricFamily(f"dandelion_{name}", help_, value)


def _count(name: str, help_: str, value: int) -> Metric:
    return CounterMetricFamily(f"dandelion_{name}", help_, value)


def _counts(name: str, help_: str, label: str, values: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"dandelion_{name}", help_, labels=[label])
    for key, value in values.items():
        family.add_metric([key.lower()], value)
    return family
