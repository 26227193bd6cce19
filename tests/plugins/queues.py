"""A series to begin with."""

from tests.world import GroupChat


async def reading(group: GroupChat, *issues: str, how: str = "") -> None:
    """A series that comes at noon every day, with these issues in line."""
    await group.admin.says(f"/栏目 新建 读书 每天 12:00 #必发 {how}")
    for issue in issues:
        await group.admin.says(f"/栏目 添加 读书\n{issue}")
    group.heard()
