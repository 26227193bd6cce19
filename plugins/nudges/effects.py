"""/激活 效果: what nudges did, against the chances that were let pass."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple, TypeVar

from bot.audience import aim
from bot.commands import Example
from bot.commands.parameters import Tags
from bot.context import Context
from bot.errors import Refusal
from bot.phrases import Language, Phrase
from bot.shares import ENOUGH, Share, compared
from plugins.nudges import messages as m
from plugins.nudges import store
from plugins.nudges.command import nudge
from plugins.nudges.learning import pooled
from plugins.nudges.rules import Rung
from plugins.nudges.topics.topic import Kind
from storage.engine import ReadSession
from storage.tables import Group

E = TypeVar("E", bound=Enum)


class Part(NamedTuple):
    """Nudges of one way and one kind of topic, said or let pass."""

    rung: Rung
    kind: Kind
    is_held_out: bool


Counts = Mapping[Part, Share]


@nudge.action(
    "效果",
    "effect",
    summary=Phrase("看叫醒有没有用", "see whether it helps"),
    example=Example("/激活 效果", "/nudge effect"),
)
async def effect(ctx: Context, tags: Tags) -> None:
    """Of several groups together."""
    await aim(ctx, tags)
    counts = await counts_of(ctx.session, ctx.groups, ctx.now)
    if not has_any(counts):
        raise Refusal(m.NO_EFFECT)
    where = ctx.t(m.OF_GROUPS, n=len(ctx.groups)) if len(ctx.groups) > 1 else ""
    ctx.reply(told(counts, where, ctx.language))


async def counts_of(session: ReadSession, groups: Sequence[Group], now: datetime) -> Counts:
    """All that is known of these groups."""
    rows = await store.counts(session, [group.id for group in groups], now)
    return {Part(Rung(rung), Kind(kind), held): Share(of, n) for rung, kind, held, n, of in rows}


def has_any(counts: Counts) -> bool:
    """Whether anything was said, so that there is something to tell."""
    return not all(part.is_held_out for part in counts)


def told(counts: Counts, where: str, language: Language) -> str:
    """All of it in words."""
    used = pooled(share for part, share in counts.items() if not part.is_held_out)
    held = pooled(share for part, share in counts.items() if part.is_held_out)
    return m.EFFECT(
        language,
        days=store.LEARNS_FROM.days,
        where=where,
        used=m.USED(language, n=used.n, of=used.of, percent=round(100 * used.part)),
        held=m.HELD(language, n=held.n, of=held.of, percent=round(100 * held.part)),
        lift=lift(used, held, language),
        rungs="\n".join(_lines(Rung, m.RUNGS, counts, "rung", None, language)),
        kinds="\n".join(_lines(Kind, m.KINDS, counts, "kind", held, language)),
    )


def lift(used: Share, held: Share, language: Language) -> str:
    """Whether it helps, as far as that can be said."""
    difference = compared(used, held)
    if difference is None:
        return m.TOO_FEW(language, n=ENOUGH)
    more, low, high = (round(100 * each) for each in difference)
    if difference.low > 0:
        return m.LIFT(language, more=more, low=low, high=high)
    if difference.high < 0:
        return m.HARM(language, more=-more, low=-high, high=-low)
    return m.UNCLEAR(language, more=more, low=low, high=high)


def _lines(
    every: type[E], names: Mapping[E, Phrase], counts: Counts, by: str, held: Share | None, language: Language
) -> Iterable[str]:
    """A line for each that was used, compared with `held`, or with what was let pass of the same."""
    for each in every:
        of_it = [(part, share) for part, share in counts.items() if getattr(part, by) is each]
        used = pooled(share for part, share in of_it if not part.is_held_out)
        beside = pooled(share for part, share in of_it if part.is_held_out) if held is None else held
        if used.n:
            yield m.PART(language, name=names[each], n=used.n, of=used.of, lift=_apart(used, beside, language))


def _apart(used: Share, beside: Share, language: Language) -> str:
    difference = compared(used, beside)
    if difference is None:
        return m.PART_TOO_FEW(language)
    more, low, high = (round(100 * each) for each in difference)
    return m.PART_LIFT(language, more=f"{more:+}", low=f"{low:+}", high=f"{high:+}")
