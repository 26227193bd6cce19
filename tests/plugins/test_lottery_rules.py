"""The rule of the draw, the program that checks it, and what admins write."""

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.errors import UserError
from plugins.campaigns.lottery import draw, rules
from plugins.campaigns.lottery.draw import Seed
from plugins.campaigns.lottery.rules import Conditions, Prize
from scripts import verify_draw
from tests.plugins.drawing import HEX, drawn
from tests.world import GroupChat, World

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
ZONE = "Asia/Shanghai"


def seeded(n: int) -> Seed:
    """A secret that is the same each time."""
    return Seed(n.to_bytes(draw.SIZE, "big"))


def test_every_order_is_as_likely_as_any_other() -> None:
    """Over six thousand secrets each of the six orders of three codes comes about a thousand times."""
    codes = ["9KQ2HM", "4TZW7C", "PX3RVA"]
    found = Counter(tuple(draw.order(seeded(n), codes)) for n in range(6000))
    assert len(found) == 6
    assert sum((n - 1000) ** 2 / 1000 for n in found.values()) < 25.7  # chi-square, one in ten thousand


def test_one_code_more_makes_another_order() -> None:
    """So nobody can tell who will win before the whole list is known."""
    codes = [draw.new_code() for _ in range(50)]
    order = draw.order(seeded(1), codes)
    assert order == draw.order(seeded(1), codes[::-1])
    assert [code for code in draw.order(seeded(1), [*codes, "222222"]) if code != "222222"] != order
    assert draw.order(seeded(2), codes) != order


def test_the_program_has_the_same_rule() -> None:
    """Written apart, with the same results."""
    for n in range(200):
        codes = [draw.new_code() for _ in range(n % 40)]
        assert verify_draw.order(seeded(n).reveal(), codes) == draw.order(seeded(n), codes)


def test_a_secret_shows_itself_to_nobody() -> None:
    """Nor does it let itself be copied."""
    seed = Seed.new()
    assert seed.reveal() not in f"{seed!r} {seed} {[seed]}"
    with pytest.raises(TypeError):
        json.dumps(seed)
    with pytest.raises(TypeError):
        seed.__reduce__()
    with pytest.raises(ValueError, match="32 bytes"):
        Seed(b"short")


@pytest.mark.parametrize(
    ("text", "title", "prizes"),
    [
        ("周年抽奖 一等奖x1 耳机; 参与奖x5 书签", "周年抽奖", [("一等奖", 1, "耳机"), ("参与奖", 5, "书签")]),
        ("周年 抽奖：一等奖×１ 耳机；参与奖 X 5", "周年 抽奖", [("一等奖", 1, "耳机"), ("参与奖", 5, "")]),
        ("周年抽奖\n一等奖x1 耳机\n参与奖x5：书签", "周年抽奖", [("一等奖", 1, "耳机"), ("参与奖", 5, "书签")]),
        ("Party: First prize x1 mug; Thanks x2", "Party", [("First prize", 1, "mug"), ("Thanks", 2, "")]),
        ("Party First x1 mug", "Party", [("First", 1, "mug")]),
    ],
)
def test_reading_title_and_prizes(text: str, title: str, prizes: list[tuple[str, int, str]]) -> None:
    """On one line or several, in any width."""
    terms = rules.read_terms(text, NOW, ZONE)
    assert (terms.title, terms.prizes) == (title, tuple(Prize(*each) for each in prizes))
    assert (terms.until, terms.conditions, terms.claim_days) == (None, Conditions(), 7)


@pytest.mark.parametrize(
    "text",
    [
        "抽 奖x1 书 截止 周五 20:00 条件 进群满7天、发言3天，参加过活动#4 领奖 3天内",
        "抽 奖x1 书 领奖3天 条件：发言 3 天 进群 7 天 参加活动4 截止：周五 20:00",
        "Draw: Prize x1 book until fri 20:00 who joined 7d spoke 3d took part 4 claim 3d",
        "抽\n奖x1 书\n截止 周五 20:00\n条件 进群7天 发言3天 参加活动4\n领奖 3天",
    ],
)
def test_reading_the_rest(text: str) -> None:
    """Deadline, conditions and time to claim, in any order."""
    terms = rules.read_terms(text, NOW, ZONE)
    assert terms.until == datetime(2026, 3, 6, 12, tzinfo=UTC)
    assert terms.conditions == Conditions(7, 3, 4)
    assert terms.claim_days == 3


@pytest.mark.parametrize("text", ["", "x1", "一等奖", "; ;", "一等奖x1; 二等奖x0", "a x999999", "奖x1;" * 21])
def test_prizes_that_cant_be_read(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UserError):
        rules.read_prizes(text)


def evidence() -> dict[str, Any]:
    """A draw as its file tells it: two prizes, four codes, one prize passed on."""
    codes = ["222222", "333333", "444444", "555555"]
    order = draw.order(seeded(7), codes)
    prizes = ["书", "笔", "书"]
    winners = [{"place": n, "code": order[n - 1], "prize": prize} for n, prize in enumerate(prizes, 1)]
    winners[0]["passed_on"] = "没来"
    return {
        "rule": draw.RULE,
        "lottery": 1,
        "title": "小奖",
        "commitment": seeded(7).commitment,
        "secret": seeded(7).reveal(),
        "entries_sha256": draw.sha256(draw.listed(codes)),
        "entries": codes,
        "prizes": [{"name": "书", "count": 1}, {"name": "笔", "count": 1}],
        "winners": winners,
    }


def checked(told: object, tmp_path: Path, *options: str) -> tuple[int, str]:
    """What the program says of a file, run as a member would."""
    file = tmp_path / "draw.json"
    file.write_text(told if isinstance(told, str) else json.dumps(told), "utf-8")
    program = [sys.executable, "-I", "scripts/verify_draw.py", str(file), *options]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def test_a_right_file_is_right(tmp_path: Path) -> None:
    """With the fingerprints of the chat, however they were copied, and somebody's own code."""
    told = evidence()
    options = ["--commitment", f" {told['commitment'].upper()}", "--list", told["entries_sha256"], "--code", "333333"]
    code, said = checked(told, tmp_path, *options)
    assert code == 0, said
    assert f"333333: {draw.order(seeded(7), told['entries']).index('333333') + 1}/4" in said
    assert "4 codes, everything is right" in said
    assert checked(told, tmp_path)[0] == 0


def test_another_draw_than_the_one_in_the_chat(tmp_path: Path) -> None:
    """A file that is right in itself is not enough."""
    assert checked(evidence(), tmp_path, "--commitment", "0" * 64)[0] == 1
    assert checked(evidence(), tmp_path, "--list", "0" * 64)[0] == 1


def test_every_lie_is_found() -> None:
    """Whatever is changed in a right file, something no longer fits."""
    assert verify_draw.wrong(evidence(), None, None) == []
    lies: list[dict[str, Any]] = [{"secret": seeded(8).reveal()}, {"commitment": "0" * 64}, {"rule": "mine"}]
    lies += [{"entries": ["222222", "333333", "444444"]}, {"entries": [*evidence()["entries"], "222222"]}]
    lies += [{"entries_sha256": "0" * 64}, {"prizes": [{"name": "书", "count": 2}]}, {"secret": "7" * 63}]
    winners = evidence()["winners"]
    first, second, third = winners
    lies += [{"winners": [second, first, third]}, {"winners": [first]}, {"winners": [first, second, third, third]}]
    lies += [{"winners": [{**first, "code": third["code"]}, second, third]}]
    lies += [{"winners": [{key: first[key] for key in ("place", "code", "prize")}, second, third]}]
    lies += [{"winners": [first, second, {**third, "prize": "笔"}]}]
    for lie in lies:
        assert verify_draw.wrong(evidence() | lie, None, None), lie


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"secret": 1}', "\x00"])
def test_a_file_that_is_none(tmp_path: Path, text: str) -> None:
    """It says so and does not fall over."""
    code, said = checked(text, tmp_path)
    assert code == 2
    assert "can't read this file" in said
    assert "Traceback" not in said


async def test_what_the_bot_sends_can_be_checked(world: World, group: GroupChat, tmp_path: Path) -> None:
    """A prize that was passed on included; the file names nobody, and is sent once an hour to a chat."""
    first = await drawn(world, group, text="/抽奖 新建 小奖 书x1 三体 截止 周五 20:00")
    await group.owner.says(f"/抽奖 重抽 1 @{first} 没来")
    await group.owner.says("确认")
    group.heard()
    await group.member.says("/抽奖 验证 1")
    said = group.bot_replied("种子指纹", "排第")
    commitment, _, fingerprint = HEX.findall(said)
    assert group.heard() == ["抽奖1.json"]
    kept = next((world.settings.media_dir).rglob("*.json"))
    text = kept.read_text("utf-8")
    assert not any(name in text for name in ("小明", "小红", group.member.id, "person"))
    code, told = checked(text, tmp_path, "--commitment", commitment, "--list", fingerprint)
    assert code == 0, told
    await group["小红"].says("/抽奖 验证 1")
    group.bot_replied("排第")
    group.bot_stayed_silent()
    await group.member.whispers("/抽奖 验证 1")
    assert group.member.private.heard()


async def test_before_the_draw_there_is_little_to_check(world: World, group: GroupChat) -> None:
    """The fingerprint, one's own code, and when there is more."""
    await group.owner.says("/抽奖 新建 小奖 书x1 三体 截止 周五 20:00")
    group.heard()
    await group.member.says("抽奖")
    await group.member.says("/抽奖 验证 1")
    assert len(HEX.findall(group.bot_replied("还没开奖", "你的号码是 "))) == 1
    await group.member.says("/抽奖 验证 9")
    group.bot_replied("没有抽奖 #9")
