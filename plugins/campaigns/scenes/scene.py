"""What a scene is: a campaign's plan without its date, ready to be filled in by whoever owns a group."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Literal

from bot.phrases import Phrase

Serving = Literal["value", "promo"]
ActivityName = Literal["signup", "groupbuy", "lottery", "codes", "poll"]

POLL_RESULT = Phrase("投票结果", "poll")
SLOTS = (
    Phrase("群名", "group"),
    Phrase("人数", "count"),
    Phrase("日期", "date"),
    Phrase("还有几天", "days"),
    Phrase("活动", "campaign"),
    POLL_RESULT,
)
"""What every text may hold in braces beside the scene's inputs; the date is the campaign's day, the days lead to it."""


@dataclass(frozen=True, slots=True)
class Input:
    """Something the owner fills in; its name in either language is a slot of the texts."""

    key: str
    name: Phrase
    example: Phrase
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Activity:
    """What a phase opens in the group; params are texts with slots, as an admin would type them."""

    kind: ActivityName
    params: Mapping[str, Phrase]


@dataclass(frozen=True, slots=True)
class Phase:
    """One post, so many days after the day itself (before it when negative); several texts are tried side by side."""

    name: Phrase
    days: int
    clock: time
    texts: tuple[Phrase, ...]
    serving: Serving = "value"
    is_must: bool = False
    activity: Activity | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A campaign's plan; `date` is an occasion or a yearly day, or empty when the owner has to say it."""

    slug: str
    name: Phrase
    aliases: tuple[str, ...]
    about: Phrase
    date: str
    inputs: tuple[Input, ...]
    phases: tuple[Phase, ...]

    @property
    def slots(self) -> tuple[Phrase, ...]:
        """The names of all slots its texts may have."""
        return (*SLOTS, *(each.name for each in self.inputs))
