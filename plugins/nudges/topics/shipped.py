"""The topics that come with the bot, read when they are first asked for: a file for each kind of group."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from bot.phrases import Phrase
from plugins.nudges.topics.topic import GroupKind, Kind, Topic


@cache
def load() -> tuple[Topic, ...]:
    """All of them, by slug."""
    packs = [pack for pack in files("plugins.nudges.topics").joinpath("packs").iterdir() if pack.name.endswith(".toml")]
    topics = [topic for pack in packs for topic in read(pack.name.removesuffix(".toml"), pack.read_text("utf-8"))]
    return tuple(sorted(topics, key=lambda topic: topic.slug))


def read(group: str, text: str) -> list[Topic]:
    """The topics of a file, which is named by its kind of group. Raises ValueError and KeyError."""
    return [_topic(group, slug, written) for slug, written in tomllib.loads(text).items()]


def _topic(group: str, slug: str, written: dict[str, Any]) -> Topic:
    kinds = (group, *written.pop("also", ()))
    topic = Topic(
        slug=slug,
        kind=Kind(written.pop("kind")),
        groups=frozenset(GroupKind[kind.upper()] for kind in kinds),
        text=Phrase(written.pop("zh"), written.pop("en")),
    )
    if written:
        raise ValueError(f"{slug}: {', '.join(written)}")
    return topic
