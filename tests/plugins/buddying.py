"""A group in which members show newcomers around."""

from tests.world import GroupChat


async def prepare(group: GroupChat) -> None:
    """Only buddies are heard."""
    await group.admin.says("/欢迎 关闭")
    await group.admin.says("/老带新 开启")
    group.heard()
