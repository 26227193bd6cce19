"""What the tests of lotteries share."""

import re

from tests.world import GroupChat, World, plain

NEW = "/抽奖 新建 周年抽奖 一等奖x1 耳机; 参与奖x2 书签 截止 周五 20:00"
NEW_EN = "/lottery new Anniversary draw: First prize x1 headphones; Thanks x2 bookmark until fri 20:00"
HEX = re.compile(r"\b[0-9a-f]{64}\b")
CODES = re.compile(r"\b[2-9A-HJ-NP-Z]{6}\b")
TO_THE_DRAW = {"days": 4, "hours": 10}
"""From the tests' Monday, 10:00, to just behind Friday, 20:00."""


async def opened(group: GroupChat, text: str = NEW) -> str:
    """The announcement of a lottery that the owner has opened."""
    await group.owner.says(text)
    told = [said for said in group.heard() if HEX.search(said)]
    assert len(told) == 1
    return told[0]


async def drawn(world: World, group: GroupChat, *names: str, text: str = NEW) -> str:
    """A lottery that these have entered and that was drawn; the name of the first winner."""
    await opened(group, text)
    for name in names or ("小明", "小红"):
        await group[name].says("抽奖")
    await world.advance(**TO_THE_DRAW)
    winners = next(said for said in group.heard() if "开奖了" in said)
    return winners.split("@")[1].split(" ")[0]


def code_of(group: GroupChat, name: str) -> str:
    """The code somebody was given, as the lists show it."""
    said = "\n".join(plain(message.text) for message in group.world.platform.accepted)
    found = re.search(rf"{name} ([2-9A-HJ-NP-Z]{{6}})\b", said)
    assert found is not None
    return found[1]
