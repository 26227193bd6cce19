"""Which kind of topic a group is asked next, and which chances are let pass to know what they are worth. Pure.

Thompson sampling: each kind's share of success is drawn from what is believed of it, and the highest draw is used.
W. R. Thompson, "On the likelihood that one unknown probability exceeds another in view of the evidence of two samples",
Biometrika 25, 1933, 285-294; O. Chapelle and L. Li, "An empirical evaluation of Thompson sampling", NIPS 24, 2011.
"""

import hashlib
from collections.abc import Iterable, Mapping
from random import Random

from bot.shares import Share
from plugins.nudges.topics.topic import Kind

WEIGHT = 4
"""How many tries in the group itself what happened in other groups is worth."""
HELD_OUT = 0.1
NOTHING = Share(0, 0)

Record = Mapping[Kind, Share]
"""By kind, how many of how many nudges had an effect."""


def chance(*what: object) -> Random:
    """Randomness that is the same for the same things, whatever crashed meanwhile."""
    digest = hashlib.sha256("\0".join(map(str, what)).encode()).digest()
    return Random(int.from_bytes(digest, "big"))


def is_held_out(account_id: int, group_id: int, day: int) -> bool:
    """Whether the chance of this day is let pass, so that it is known what happens by itself."""
    return chance(account_id, group_id, day, "held out").random() < HELD_OUT


def choose(kinds: Iterable[Kind], here: Record, elsewhere: Record, random: Random) -> Kind:
    """The kind to use of these, of which there is at least one.

    Of a kind with s successes and f failures here the share is drawn from Beta(1 + wp + s, 1 + w(1 - p) + f), where p
    is what is to be expected of it by the account's other groups and w the weight of that.
    """
    drawn = {kind: _draw(kind, here, elsewhere, random) for kind in sorted(kinds, key=lambda kind: kind.value)}
    return max(drawn, key=lambda kind: drawn[kind])


def expected(kind: Kind, elsewhere: Record) -> float:
    """A kind's share of success in other groups, drawn to that of all kinds there while it was seldom used."""
    of, n = pooled(elsewhere.values())
    overall = (of + 1) / (n + 2)
    share = elsewhere.get(kind, NOTHING)
    return (share.of + WEIGHT * overall) / (share.n + WEIGHT)


def pooled(shares: Iterable[Share]) -> Share:
    """All of them together."""
    every = list(shares)
    return Share(sum(share.of for share in every), sum(share.n for share in every))


def without(every: Record, some: Record) -> Record:
    """What is left of all when some are taken away."""
    pairs = [(kind, share, some.get(kind, NOTHING)) for kind, share in every.items()]
    return {kind: Share(share.of - less.of, share.n - less.n) for kind, share, less in pairs}


def _draw(kind: Kind, here: Record, elsewhere: Record, random: Random) -> float:
    share, p = here.get(kind, NOTHING), expected(kind, elsewhere)
    return random.betavariate(1 + WEIGHT * p + share.of, 1 + WEIGHT * (1 - p) + share.n - share.of)
