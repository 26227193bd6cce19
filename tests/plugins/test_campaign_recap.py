"""What a campaign came to: for the groups, for the owner, and whenever it is asked for."""

from datetime import date

from plugins.campaigns.recap import rules
from plugins.campaigns.recap.rules import InGroup, Variant, Whole
from plugins.campaigns.recap.showing import drawn, for_group, for_owner
from tests.plugins.test_campaigns import begun
from tests.world import GroupChat, World


def in_group(number: int, *, part: int = 3, talk: int = 100, usual: float | None = 20.0) -> InGroup:
    """A group that talked so much on two days."""
    days = {date(2026, 11, 11): talk - 10, date(2026, 11, 12): 10}
    return InGroup(number, f"群 {number}", part, 1, days, usual, ["接龙 3 人"] if part else [])


def whole(*groups: InGroup, variants: tuple[Variant, ...] = ()) -> Whole:
    """A campaign in these groups."""
    people = sum(group.took_part for group in groups)
    first, last = date(2026, 11, 11), date(2026, 11, 12)
    return Whole(3, "双11", first, first, last, True, people, 2, groups, 0, (), variants)


def test_a_group_reads_what_there_is_to_be_glad_about() -> None:
    """Who took part, what came of it, and talk against the usual."""
    group = in_group(1)
    said = for_group(whole(group), group, "zh")
    assert "一起参加的有 3 人" in said
    assert "接龙 3 人" in said
    assert "比平时多 150%" in said


def test_a_group_where_nothing_came_of_it_reads_nothing() -> None:
    """Nobody took part and it was no livelier than usual: a recap would be a platitude."""
    group = in_group(1, part=0, talk=30)
    assert for_group(whole(group), group, "zh") == ""


def test_the_owner_reads_all_groups_bounded() -> None:
    """The first ten by who took part, and how many more there are."""
    groups = [in_group(n, part=n) for n in range(30, 0, -1)]
    said = for_owner(whole(*groups), "zh")
    assert "群 30：参加 30" in said
    assert "还有 20 个群" in said
    assert "平时同样天数约 1200 句" in said
    assert "邀请成功 2 位" in said


def test_what_is_usual_is_only_said_where_it_is_known() -> None:
    """A group that came a day before has no usual day."""
    assert "不知道平时多少" in for_owner(whole(in_group(1, usual=None)), "zh")


def test_texts_are_compared_with_their_interval_or_not_at_all() -> None:
    """Welch's interval; too few groups say nothing."""
    few = (Variant(4, 0, [5, 6]), Variant(4, 1, [9, 9]))
    assert "样本不足" in for_owner(whole(in_group(1), variants=few), "zh")
    many = (Variant(4, 0, [5, 7] * 20), Variant(4, 1, [9, 11] * 20))
    assert "B 比 A 多 4.0 句，95% 在 3.6 到 4.4 之间" in for_owner(whole(in_group(1), variants=many), "zh")
    same = (Variant(4, 0, [5, 7] * 20), Variant(4, 1, [5, 7] * 20))
    assert "还不能说谁更好" in for_owner(whole(in_group(1), variants=same), "zh")


def test_the_interval_is_welchs() -> None:
    """Against numbers worked out by hand: means 6 and 10, variances 1.0526 each, n = 20."""
    found = rules.difference([5, 7] * 10, [9, 11] * 10)
    assert found is not None
    assert round(found.mean, 6) == 4
    assert round(found.high - found.mean, 4) == round(1.959964 * (2 * (20 / 19) / 20) ** 0.5, 4)


def test_pictures_are_the_same_each_time() -> None:
    """The days of one group, the groups of several."""
    one, several = whole(in_group(1)), whole(in_group(1), in_group(2))
    assert drawn(one, "zh") == drawn(one, "zh") != drawn(several, "zh")


async def test_at_the_end_group_and_owner_read_it_once(world: World, group: GroupChat) -> None:
    """Hours after the last step, in daytime, with a picture for the owner; then the campaign is over."""
    for n in range(8):
        await group.member.says(f"平常的一句 {n}")
        await world.advance(days=1)
    await begun(group, "/活动 新建 双11 商品=手工皂 价格=9元 日期=2026-03-24")
    await world.advance(days=14)
    for n in range(60):
        await group.member.says(f"热闹的一句 {n}")
    await world.advance(days=12)
    assert any("「双11」到这里就结束了" in text and "比平时多" in text for text in group.heard())
    told = group.owner.private.heard()
    assert sum("活动 #1 双11 复盘" in text for text in told) == 1
    assert not any("还没结束" in text for text in told)
    await group.owner.says("/活动")
    group.bot_replied("已结束")


async def test_it_can_be_asked_for_while_it_runs(world: World, group: GroupChat) -> None:
    """So far, and said so; before the first step there is nothing."""
    await begun(group)
    await group.owner.says("/活动 复盘 1")
    group.bot_replied("还没开始")
    await world.advance(days=3)
    group.heard()
    await group.owner.says("/活动 复盘 1")
    group.bot_replied("活动 #1 双11 复盘", "还没结束")
