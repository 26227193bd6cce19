"""What was wrong in what the bot learned of what wakes groups, and in what it says of that."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from plugins.nudges.tables import Nudge
from tests.simulation.halfyear_people import BEST, BEST_TITLE

if TYPE_CHECKING:
    from tests.simulation.halfyear import HalfYear

KINDS = 7
"""Kinds of topics that ship: by chance the best of them is taken once in so many."""


async def lessons(story: "HalfYear") -> list[str]:
    """What was wrong in what was learned, and in what is said of effects."""
    assert story.world.app is not None
    async with story.world.app.db.read() as session:
        chances = (await session.scalars(select(Nudge).where(~Nudge.is_held_out))).all()
    later = Counter(each.kind for each in chances if each.at >= story.day(story.days / 2))
    share = later[BEST] / max(1, later.total())
    story.counts["best % later"] = round(100 * share)
    said = await story.tell("/激活 效果 #全")
    print(said)
    if story.is_null:
        return [] if re.search("还说不准|样本不足，两边", said) else [f"nothing was planted, but: {said}"]
    is_learned = share > 2 / KINDS and later.most_common(1)[0][0] == BEST
    found = [] if is_learned else [f"{BEST} works, but is taken {share:.0%} later: {later}"]
    found += [] if "所以有用" in said else [f"something was planted, but: {said}"]
    best = re.search(rf"{BEST_TITLE}：.*相差 ([+-]\d+)（([+-]\d+) 到", said)
    return found if best and int(best[2]) > 0 else [*found, f"{BEST} works, but: {said}"]
