"""What kind of group a group is."""

from dataclasses import dataclass
from typing import ClassVar

from plugins.nudges.topics.topic import GroupKind


@dataclass(frozen=True, slots=True)
class TopicSettings:
    """The kinds by their English names; none is a group like any."""

    prefix: ClassVar[str] = "topics"
    kinds: tuple[str, ...] = ()


def of_settings(settings: TopicSettings) -> tuple[GroupKind, ...]:
    """The kinds themselves; one that is no more is left out."""
    return tuple(kind for kind in GroupKind if kind.value[1] in settings.kinds)
