"""What became of a moment of a drop, group by group, and how it is told: 成功 18 · 失败 2 · 暂停 1."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bot.outbox.messages import REASONS, SERVED_STATES
from bot.phrases import Language, Phrase
from plugins.drops import messages as m

NAMED = 10
"""How many groups are named of those it did not reach."""

_BY_OUTCOME = {"left": m.LEFT, "paused": m.PAUSED, "opted_out": m.OPTED_OUT}
_BY_STATE = {
    "sent": m.SENT,
    "waiting": m.WAITING,
    "sending": m.WAITING,
    "unknown": m.UNSURE,
    "failed": m.FAILED,
    "expired": m.EXPIRED,
    "dropped": m.DROPPED,
    "missed": m.MISSED,
}
_NOT_SERVED = {reason: phrase for (state, reason), phrase in SERVED_STATES.items() if state == "expired"}
"""Of what expired, what waited in vain for talk or for its turn."""
_IN_ORDER = (
    m.SENT,
    m.FAILED,
    m.UNSURE,
    m.EXPIRED,
    *_NOT_SERVED.values(),
    m.DROPPED,
    m.MISSED,
    m.PAUSED,
    m.LEFT,
    m.OPTED_OUT,
    m.WAITING,
    m.FORGOTTEN,
)
WORTH_TELLING = frozenset({m.FAILED, m.UNSURE, m.EXPIRED, *_NOT_SERVED.values(), m.DROPPED})


class Fate(NamedTuple):
    """What became of it in one group: why it was not posted there, or how its message fares and why."""

    group: str
    outcome: str | None
    state: str | None
    reason: str | None

    @property
    def kind(self) -> Phrase:
        """In a word."""
        if self.outcome is not None:
            return _BY_OUTCOME.get(self.outcome, m.DROPPED)
        if self.state == "dropped" and self.reason in _BY_OUTCOME:
            return _BY_OUTCOME[self.reason]
        if self.state == "expired" and self.reason in _NOT_SERVED:
            return _NOT_SERVED[self.reason]
        return _BY_STATE.get(self.state or "", m.FORGOTTEN)

    @property
    def is_settled(self) -> bool:
        """Nothing more will become of it by itself."""
        return self.state not in ("waiting", "sending")


def counted(fates: Sequence[Fate], language: Language) -> str:
    """成功 18 · 失败 2 · 暂停 1; what there is none of is left out."""
    counts = Counter(fate.kind for fate in fates)
    return " · ".join(f"{kind(language)} {counts[kind]}" for kind in _IN_ORDER if counts[kind])


def named(fates: Sequence[Fate], language: Language) -> list[str]:
    """A line for each group it did not reach, some of them where they are many."""
    others = [fate for fate in fates if fate.kind is not m.SENT]
    lines = [
        m.FATE_LINE(language, group=fate.group, what=fate.kind, why=_why(fate, language)) for fate in others[:NAMED]
    ]
    return [*lines, m.AND_MORE_GROUPS(language, n=len(others) - NAMED)] if others[NAMED:] else lines


def _why(fate: Fate, language: Language) -> str:
    """The reason in words, where there is one: what a waiting message waits for, or how another ended."""
    word, _, detail = (fate.reason or "").partition(": ")
    phrase = (fate.is_settled and REASONS.get(word)) or m.HELD_BY.get(word)
    return m.BECAUSE(language, why=phrase(language, detail=detail)) if phrase else ""
