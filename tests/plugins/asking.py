"""A group with a threshold, for the conversations at it."""

from tests.world import GroupChat, World

QUESTION = "/门槛 问题\n我们这个群读什么书？\n推理小说\n推理"


async def prepare(group: GroupChat) -> GroupChat:
    """The group greets nobody, so that only the threshold is heard, and asks a question; it is Monday, 10:01."""
    await group.admin.says("/欢迎 关闭")
    await group.admin.says(QUESTION)
    group.heard()
    return group


async def newcomers(world: World, group: GroupChat, *names: str) -> None:
    """They come and are asked; what was said is read."""
    await group.joins(*names)
    await world.advance(seconds=62)
    group.bot_replied("进这个群要先答一个问题")


def is_in(group: GroupChat, name: str) -> bool:
    """Whether the platform has them in the group."""
    return group[name].id in group.world.platform.groups[group.group_id].members
