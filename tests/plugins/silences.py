"""A group in which people fell silent long ago."""

from plugins import PLUGINS
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World

WITHOUT_HOURLY = tuple(plugin for plugin in PLUGINS if plugin.name not in ("nudges", "temperature"))
"""So that many days go by quickly, and nobody else has a word to say."""


def is_in(group: GroupChat, name: str) -> bool:
    """Whether the platform has them in the group."""
    return group[name].id in group.world.platform.groups[group.group_id].members


async def fallen_silent(world: World, *names: str) -> GroupChat:
    """These said hello forty days ago and nothing since; 小明 speaks every month. What was said is read."""
    group = await settled_group(world)
    await group.admin.says("/欢迎 关闭")
    await group.joins(*names)
    for name in names:
        await group[name].says("大家好")
    for _ in range(4):
        await world.advance(days=10)
        await group.member.says("早")
    group.heard()
    group.owner.private.heard()
    return group
