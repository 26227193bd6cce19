"""`dandelion simulate` from script to output, on the whole bot."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.play import GROUP, Theatre, at, clock_of

RULES = at("09:01:00", "say", group="g", member="boss", text="/群规 设置\n好好说话")
ASK = at("09:02:00", "say", group="g", member="ming", text="/群规", id="ask")
QUIET = at("09:03:00", "say", group="g", member="ming", text="天气真好")
ROOT = Path(__file__).parents[2]


async def test_an_answer_is_one_row_with_its_cause(theatre: Theatre) -> None:
    """Time with the zone's offset, destination, kind, text, mentions and why."""
    rows = await theatre.rows(GROUP, RULES, QUIET, until="2026-10-10T09:30:00+08:00")
    answer = next(row for row in rows if row["at"] == "2026-10-10T09:01:00.000+08:00")
    assert list(answer) == ["at", "to", "kind", "text", "mentions", "cause"]
    assert (answer["to"], answer["kind"], answer["mentions"]) == ("g", "text", [])
    assert answer["cause"]["kind"] == "command"
    assert answer["cause"]["id"]
    assert not [row for row in rows if row["at"] > answer["at"]]


async def test_a_newcomer_is_welcomed_by_a_real_mention(theatre: Theatre) -> None:
    """The text shows @名字 with WeChat's space, and the id is listed."""
    rows = await theatre.rows(GROUP, at("09:05:00", "join", group="g", members={"hong": "小红{x}"}, inviter="ming"))
    (welcome,) = [row for row in rows if row["mentions"]]
    assert welcome["mentions"] == ["hong"]
    assert "@小红{x}\u2005" in welcome["text"]


async def test_a_private_question_is_answered_in_private(theatre: Theatre) -> None:
    """The row is addressed to the member."""
    rows = await theatre.rows(GROUP, at("09:05:00", "say", member="boss", text="群"))
    assert rows[-1]["to"] == "member:boss"
    assert "读书群" in rows[-1]["text"]


async def test_a_message_delivered_twice_is_answered_once(theatre: Theatre) -> None:
    """The same id is the same message."""
    again = ASK | {"at": "2026-10-10T09:02:30+08:00"}
    rows = await theatre.rows(GROUP, RULES, ASK, again)
    assert len([row for row in rows if clock_of(row) >= "09:02:00"]) == 1


async def test_a_script_played_again_on_its_database_says_nothing(theatre: Theatre) -> None:
    """All of it has been heard before."""
    assert await theatre.rows(GROUP, RULES, ASK)
    assert await theatre.rows(GROUP, RULES, ASK) == []


@pytest.mark.parametrize(
    ("fault", "when"),
    [
        ({"send": "temporary", "times": 2}, "09:02:01"),
        ({"send": "flood", "times": 1, "retry_after": 90}, "09:03:30"),
    ],
)
async def test_an_answer_outlives_a_fault(theatre: Theatre, fault: dict[str, object], when: str) -> None:
    """It comes once, and not before the platform may take it."""
    rows = await theatre.rows(GROUP, RULES, at("09:01:30", "fault", **fault), ASK)
    (answer,) = [row for row in rows if clock_of(row) >= "09:02:00"]
    assert clock_of(answer) >= when


async def test_a_flood_keeps_the_order_of_answers(theatre: Theatre) -> None:
    """What was asked after the flood began is answered after what was asked before it."""
    flood = at("09:01:30", "fault", send="flood", times=1, retry_after=90)
    later = at("09:02:30", "say", group="g", member="boss", text="/群定位")
    rows = [row for row in await theatre.rows(GROUP, RULES, flood, ASK, later) if clock_of(row) >= "09:02:00"]
    assert ["好好说话" in row["text"] for row in rows] == [True, False]


async def test_a_refused_answer_is_not_tried_again(theatre: Theatre) -> None:
    """The platform's no is final."""
    fault = at("09:01:30", "fault", send="permanent", times=1)
    assert not [row for row in await theatre.rows(GROUP, RULES, fault, ASK) if clock_of(row) >= "09:02:00"]


@pytest.mark.parametrize("when", ["now", "before_send", "after_send"])
async def test_a_crash_costs_no_message_and_doubles_none(theatre: Theatre, when: str) -> None:
    """An answer around a crash is given exactly once, and why is known."""
    crash = at("09:01:30", "crash", when=when, down=45)
    rows = await theatre.rows(GROUP, RULES, crash, ASK, QUIET)
    (answer,) = [row for row in rows if clock_of(row) >= "09:02:00"]
    assert "好好说话" in answer["text"]
    assert answer["cause"]["kind"] == "command"
    assert clock_of(answer) == ("09:02:45" if when == "before_send" else clock_of(answer))


async def test_what_is_asked_while_the_bot_is_down_is_answered_when_it_is_back(theatre: Theatre) -> None:
    """Messages wait at the platform; people who came are found in the group."""
    crash = at("09:01:30", "crash", when="now", down=120)
    join = at("09:02:30", "join", group="g", members={"hong": "小红"})
    rows = await theatre.rows(GROUP, RULES, crash, ASK, join)
    late = [row for row in rows if clock_of(row) >= "09:02:00"]
    assert "好好说话" in late[0]["text"]
    assert clock_of(late[0]) == "09:03:30"


async def test_a_bot_that_was_removed_is_silent(theatre: Theatre) -> None:
    """Nothing goes to a group after the bot was kicked, until it is added again."""
    kick = at("09:01:30", "kick_bot", group="g")
    back = GROUP | {"at": "2026-10-10T09:10:00+08:00"}
    ask = ASK | {"at": "2026-10-10T09:11:00+08:00", "id": "ask again"}
    rows = await theatre.rows(GROUP, RULES, kick, ASK, back, ask)
    assert not [row for row in rows if "09:01:30" <= clock_of(row) < "09:10:00"]
    assert "好好说话" in rows[-1]["text"]


async def test_a_bot_message_is_quoted_by_its_line(theatre: Theatre) -> None:
    """`out:<n>` is the n-th row of the output; quoting it asks about that one."""
    why = at("09:05:00", "say", group="g", member="boss", text="/为什么")
    rows = await theatre.rows(GROUP, RULES, ASK)
    line = next(n for n, row in enumerate(rows, 1) if clock_of(row) == "09:02:00")
    theatre.url = theatre.url.replace("dandelion.db", "another.db")
    answered = await theatre.rows(GROUP, RULES, ASK, why | {"quote": f"out:{line}"})
    assert clock_of(answered[-1]) == "09:05:00"
    assert "小明" in answered[-1]["text"] or "群规" in answered[-1]["text"]


async def test_until_ends_the_play_even_before_the_last_line(theatre: Theatre) -> None:
    """Without it the play goes on for an hour after the last line."""
    rows = await theatre.rows(GROUP, RULES, ASK, until="2026-10-10T09:01:59+08:00")
    assert rows
    assert all(clock_of(row) < "09:02:00" for row in rows)


async def test_the_chat_can_be_read(theatre: Theatre) -> None:
    """`--format chat` shows what everybody says and does, with times and weekdays."""
    text = await theatre.text(
        GROUP,
        RULES,
        at("09:02:00", "join", group="g", members={"hong": "小红"}, inviter="ming"),
        at("09:03:00", "say", group="g", member="hong", text="大家好", id="hello"),
        at("09:03:00", "say", group="g", member="ming", text="欢迎", quote="hello"),
        at("09:04:00", "rename", group="g", name="新名"),
        at("09:05:00", "say", member="boss", text="群"),
        form="chat",
    )
    shown = text.splitlines()
    assert shown[0] == "时间均为 Asia/Shanghai。"
    assert "10-10 周六 09:02:00 读书群｜小明 邀请 小红 进群了。" in shown
    assert "10-10 周六 09:03:00 读书群｜小红：大家好" in shown
    assert "10-10 周六 09:03:00 读书群｜小明（引用「大家好」）：欢迎" in shown
    assert "10-10 周六 09:04:00 读书群｜群名改成了「新名」。" in shown
    assert "10-10 周六 09:05:00 私聊 阿宁｜阿宁：群" in shown
    assert any(line.startswith("10-10 周六 09:01:00 读书群｜蒲公英：") for line in shown)


STORY = (
    GROUP,
    RULES,
    at("09:01:10", "join", group="g", members={"hong": "小红", "yu": "小雨"}, inviter="ming"),
    at("09:01:12", "join", group="g", members={"qi": "阿七"}),
    ASK,
    at("09:02:00", "crash", when="after_send", down=30),
    at("09:02:01", "say", group="g", member="boss", text="/群规"),
    at("09:04:00", "fault", send="temporary", times=2),
    at("09:04:01", "say", member="boss", text="预算"),
    at("21:59:00", "join", group="g", members={"ba": "老八"}),
)


async def test_the_same_seed_gives_the_same_transcript_on_both_databases(
    both_theatres: tuple[Theatre, Theatre], tmp_path: Path, sqlite_template: Path
) -> None:
    """Pacing and jitter on: byte for byte the same on SQLite, PostgreSQL, and SQLite again."""
    again = Theatre(tmp_path, f"sqlite:///{tmp_path}/again.db")
    texts = [await each.text(*STORY, seed=7, sets={"PACING": "on"}) for each in (*both_theatres, again)]
    assert len(texts[0].splitlines()) > 4
    assert texts[0] == texts[1] == texts[2]


async def test_another_seed_has_other_pauses(theatre: Theatre, tmp_path: Path) -> None:
    """The seed decides the random waits and nothing else."""
    other = Theatre(tmp_path, f"sqlite:///{tmp_path}/other.db")
    one, two = [await each.rows(*STORY[:5], seed=n, PACING="on") for n, each in enumerate((theatre, other))]
    assert [row["text"] for row in one] == [row["text"] for row in two]
    assert [row["at"] for row in one] != [row["at"] for row in two]


def dandelion(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command line, as an owner calls it."""
    command = [sys.executable, "-m", "bot", "simulate", *map(str, args)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT)})


def test_the_command_prints_json_lines_only(tmp_path: Path) -> None:
    """Standard output holds the rows, standard error nothing, and no file is left behind."""
    script = tmp_path / "script.jsonl"
    crash, flood = at("09:01:30", "crash", when="after_send", down=1), at("09:01:30", "fault", send="flood", times=1)
    script.write_text("\n".join(map(json.dumps, (GROUP, RULES, crash, flood, ASK))))
    done = dandelion(script, "--set", "PACING=off", "--seed", "3", "--until", "2026-10-10T09:10:00+08:00", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(json.loads(row)["kind"] == "text" for row in done.stdout.splitlines())
    assert "好好说话" in done.stdout
    assert list(tmp_path.iterdir()) == [script]


def test_whoever_reads_may_stop_reading(tmp_path: Path) -> None:
    """A closed pipe ends the command without a word; a full disk is named."""
    script = tmp_path / "script.jsonl"
    script.write_text("\n".join(map(json.dumps, (GROUP, RULES))))
    call = f"{sys.executable} -m bot simulate {script}"
    shell = f"{call} | true; echo ${{PIPESTATUS[0]}}; {call} > /dev/full; echo $?"
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["1", "1"]
    assert done.stderr.startswith("[Errno 28]")


@pytest.mark.parametrize(
    ("bad", "arguments", "told"),
    [
        ({"type": "say"}, (), "script.jsonl:2: "),
        (ASK, ("--until", "tomorrow"), "--until"),
        (ASK, ("--set", "PACING=maybe"), "DANDELION_PACING"),
        (ASK, ("--set", "PACE=off"), "PACE"),
        (ASK | {"id": "a\0b"}, (), "script.jsonl:2: "),
    ],
)
def test_a_wrong_call_exits_with_2_and_runs_nothing(
    tmp_path: Path, bad: dict[str, object], arguments: tuple[str, ...], told: str
) -> None:
    """The reason is on standard error, and no database is made."""
    script = tmp_path / "script.jsonl"
    script.write_text("\n".join(map(json.dumps, (GROUP, bad))))
    done = dandelion(script, "--db", f"sqlite:///{tmp_path}/made.db", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == [script]


async def test_every_crash_and_every_fault_happens(theatre: Theatre) -> None:
    """One that is arranged before another has struck does not replace it."""
    crashes = [at("09:01:30", "crash", when=when, down=10) for when in ("before_send", "before_send", "after_send")]
    flood = at("09:03:00", "fault", send="flood", times=1, retry_after=60)
    refusal = at("09:03:00", "fault", send="permanent", times=1)
    refused = at("09:03:01", "say", group="g", member="boss", text="/群定位")
    later = at("09:05:00", "say", group="g", member="boss", text="/预算")
    rows = await theatre.rows(GROUP, RULES, *crashes, ASK, flood, refusal, refused, later)
    assert [clock_of(row) for row in rows if clock_of(row) >= "09:02:00"] == ["09:02:20", "09:05:00"]


async def test_a_message_keeps_its_cause_when_the_bot_never_comes_back(theatre: Theatre) -> None:
    """The bot crashed right after its last words, and the play ends before it is up again."""
    crash = at("09:01:30", "crash", when="after_send", down=86400)
    *_, answer = await theatre.rows(GROUP, RULES, crash, ASK)
    assert answer["cause"] == {"kind": "command", "id": answer["cause"]["id"]}
    assert answer["cause"]["id"]


@pytest.mark.parametrize(
    "text", ["/管理员 添加", "/管理员 添加 @zhou", "/管理员 添加 @老周", "/管理员 添加 @zhou\u2005"]
)
async def test_a_mention_need_not_be_written_in_the_text(theatre: Theatre, text: str) -> None:
    """Whom a script mentions is mentioned, as WeChat would write it."""
    rows = await theatre.rows(GROUP, at("09:01:00", "say", group="g", member="boss", text=text, mentions=["zhou"]))
    assert "老周 现在是管理员" in rows[-1]["text"]


async def test_endless_names_do_not_keep_anybody_from_being_welcomed(theatre: Theatre) -> None:
    """A mention shows as much of a name as WeChat allows, in one line."""
    crowd = {f"m{n}": "名" * 5000 for n in range(8)} | {"lines": "一\n二\0", "blank": " \n\0"}
    rows = await theatre.rows(GROUP, at("09:01:00", "join", group="g", members=crowd))
    assert len(rows[-1]["mentions"]) == len(crowd)
    assert "@一 二\u2005" in rows[-1]["text"]
    assert "@blank\u2005" in rows[-1]["text"]
