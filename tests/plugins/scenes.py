"""Scenes for the tests: a small good one as a file, and how to spoil it."""

from plugins.campaigns.scenes import Problem, SceneError, read

GOOD = '''\
slug = "tea"
name.zh = "喝茶"
name.en = "Tea"
aliases = ["茶会"]
about.zh = "一起喝茶"
about.en = "A cup of tea together"
date = "冬至"

[input.tea]
name.zh = "茶"
name.en = "tea"
example.zh = "正山小种"
example.en = "black tea"

[[phase]]
name.zh = "选一种"
name.en = "Choose"
at = "T-7天 20:00"
text.zh = """
天冷了，喝点热的。
选一种吧。
"""
text.en = "It is cold outside. What shall we drink?"
[phase.activity]
kind = "poll"
question.zh = "喝什么？"
question.en = "What shall we drink?"
options.zh = """
{茶}
白开水
"""
options.en = """
{tea}
Water
"""
until = "T-5天 20:00"

[[phase]]
name.zh = "喝茶"
name.en = "Tea"
at = "T 15:00"
must = true
[[phase.text]]
zh = "水开了，喝{投票结果}。"
en = "The kettle is on for {poll}."
[[phase.text]]
zh = "来喝茶，{群名} 的朋友。"
en = "Come for tea, {group}."

[[phase]]
name.zh = "买茶"
name.en = "Shop"
at = "T+1天 10:00"
serving = "promo"
text.zh = "还想喝，{茶}有得卖。"
text.en = "If you'd like more {tea}, we sell it."
'''


def spoilt(old: str, new: str) -> str:
    """The good file with one thing changed."""
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def problems(text: str) -> tuple[Problem, ...]:
    """What is wrong with a file; nothing when it can be read."""
    try:
        read(text)
    except SceneError as error:
        return error.problems
    return ()
