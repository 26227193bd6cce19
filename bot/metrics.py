"""What the bot counts about itself; `/metrics` shows it to Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

_BATCH_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)

recorded = Counter("dandelion_events_recorded", "Events of the platform that were stored", registry=REGISTRY)
duplicates = Counter("dandelion_events_duplicate", "Events that had been stored before", registry=REGISTRY)
inbox_depth = Gauge("dandelion_inbox_depth", "Events received and not yet stored", registry=REGISTRY)
dispatch_backlog = Gauge("dandelion_dispatch_backlog", "Events recorded and not yet answered", registry=REGISTRY)
commit_seconds = Histogram(
    "dandelion_commit_seconds", "Duration of the inbox's commits", buckets=_BATCH_SECONDS, registry=REGISTRY
)
handled = Counter(
    "dandelion_events_handled", "Events given to a handler, by how it ended", ["outcome"], registry=REGISTRY
)
sends = Counter("dandelion_sends", "Messages handed to the platform, by its answer", ["outcome"], registry=REGISTRY)
outbox = Gauge("dandelion_outbox_messages", "Messages of the outbox that are not settled", ["state"], registry=REGISTRY)
runs = Counter("dandelion_runs", "Due moments of schedules, by outcome", ["outcome"], registry=REGISTRY)
link_up = Gauge("dandelion_link_up", "1 while the platform is connected", registry=REGISTRY)
