"""What is measured of a drop, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.phrases import Phrase
from plugins.drops.effects import messages as m
from plugins.drops.effects import rules
from plugins.drops.effects.rules import Effect, Sample
from plugins.drops.tables import Drop

if TYPE_CHECKING:
    from bot.context import Context
    from bot.pages import Look


@dataclass(frozen=True, slots=True)
class Told:
    """A drop with what is measured of it, and what follows from that if anything does."""

    drop: Drop
    samples: Sequence[Sample]
    effect: Effect | None

    @property
    def posts(self) -> int:
        """How often it was measured."""
        return sum(sample.posts.n for sample in self.samples)

    @property
    def controls(self) -> int:
        """How often the same hour without it was."""
        return sum(sample.controls.n for sample in self.samples)


def of(one: Drop, measured: Mapping[int, Sample]) -> Told:
    """What the samples of its groups say of a drop."""
    samples = list(measured.values())
    return Told(one, samples, rules.estimate(samples))


def in_full(ctx: "Context | Look", told: Told, where: str) -> str:
    """Both hours and their difference, or that there is too little to say."""
    if told.effect is None:
        few = {"posts": told.posts, "controls": told.controls}
        return ctx.t(m.TOO_FEW, number=told.drop.id, title=told.drop.title, enough=rules.ENOUGH, **few)
    return ctx.t(
        m.ONE,
        number=told.drop.id,
        title=told.drop.title,
        where=where,
        posts=told.effect.posts,
        controls=told.effect.controls,
        messages=short(told.effect.messages),
        speakers=short(told.effect.speakers),
        usual=short(told.effect.usual_messages),
        usual_speakers=short(told.effect.usual_speakers),
        difference=_difference(ctx, told.effect, m.SURE_MORE, m.SURE_LESS, m.NOT_SURE),
    )


def in_brief(ctx: "Context | Look", effect: Effect) -> str:
    """The difference alone, as it stands in a list."""
    return _difference(ctx, effect, m.MORE, m.LESS, m.NO_DIFFERENCE)


def short(number: float) -> str:
    """A number with one decimal at most."""
    rounded = round(number, 1)
    return f"{rounded + 0:.1f}".removesuffix(".0") if rounded else "0"


def _difference(ctx: "Context | Look", effect: Effect, more: Phrase, less: Phrase, none: Phrase) -> str:
    if effect.low > 0:
        return ctx.t(more, n=short(effect.more), low=short(effect.low), high=short(effect.high))
    if effect.high < 0:
        return ctx.t(less, n=short(-effect.more), low=short(-effect.high), high=short(-effect.low))
    return ctx.t(none, low=short(effect.low), high=short(effect.high))
