"""The script of a simulation: what is read from a line, and what each bad line is told."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.phrases import Language, Phrase
from bot.simulation import messages as say
from bot.simulation.lines import AddGroup, ChangeOwner, Crash, Fault, Join, KickBot, Leave, Rename, Say
from bot.simulation.script import ScriptError, read_script

AT = "2026-10-01T09:00:00+08:00"
NINE = datetime(2026, 10, 1, 1, tzinfo=UTC)
GROUP: dict[str, Any] = {
    "at": AT,
    "type": "group",
    "group": "g",
    "name": "读书群",
    "owner": "boss",
    "members": {"boss": "阿宁", "ming": "小明"},
}


def line(kind: str, **fields: object) -> dict[str, Any]:
    """A line at nine o'clock unless it says otherwise."""
    return {"at": AT, "type": kind} | fields


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Where the test's script goes."""
    return tmp_path / "script.jsonl"


def write(script: Path, *lines: object) -> Path:
    """The lines as a file; a string stands as it is."""
    rows = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in lines]
    script.write_text("\n".join(rows) + "\n", "utf-8")
    return script


def test_every_type_of_line_is_read(script: Path) -> None:
    """Each type of line becomes its value, with numbers and moments."""
    picture = script.with_name("cake.png")
    picture.write_bytes(b"png")
    said = line("say", group="g", member="ming", text="看", id="m1", mentions=["boss", "bot"], image="cake.png")
    lines = read_script(
        write(
            script,
            GROUP,
            said,
            line("say", member="stranger", text="帮助", quote="m1"),
            line("join", group="g", members={"hong": "小红"}, inviter="ming"),
            line("leave", group="g", member="hong", by="boss"),
            line("rename", group="g", name="新名"),
            line("owner", group="g", member="ming"),
            line("fault", send="flood", times=2, retry_after=1.5),
            line("crash", when="after_send", down=30),
            line("kick_bot", group="g"),
        )
    )
    assert lines == [
        AddGroup(1, NINE, "g", "读书群", "boss", {"boss": "阿宁", "ming": "小明"}),
        Say(2, NINE, "g", "ming", "看", "m1", ("boss", "bot"), "", picture, None),
        Say(3, NINE, "", "stranger", "帮助", "line:3", (), "m1", None, None),
        Join(4, NINE, "g", {"hong": "小红"}, "ming"),
        Leave(5, NINE, "g", "hong", "boss"),
        Rename(6, NINE, "g", "新名"),
        ChangeOwner(7, NINE, "g", "ming"),
        Fault(8, NINE, "flood", 2, timedelta(seconds=1.5)),
        Crash(9, NINE, "after_send", timedelta(seconds=30)),
        KickBot(10, NINE, "g"),
    ]


def test_blank_lines_and_a_byte_order_mark_do_no_harm(script: Path) -> None:
    """Editors leave them; the line numbers still count them."""
    script.write_bytes(b"\xef\xbb\xbf" + json.dumps(GROUP).encode() + b"\r\n\r\n" + json.dumps(GROUP).encode())
    with pytest.raises(ScriptError, match=r"script\.jsonl:3: 机器人已经在群 g 里"):
        read_script(script)


def test_what_may_look_odd_is_allowed(script: Path) -> None:
    """A redelivery, a rejoin, a join told twice, talk in a group without the bot, and being added again."""
    assert (
        len(
            read_script(
                write(
                    script,
                    GROUP | {"owner": "nobody-listed"},
                    line("say", group="g", member="ming", text="一", id="m1"),
                    line("say", group="g", member="ming", text="一", id="m1"),
                    line("leave", group="g", member="ming"),
                    line("join", group="g", members={"ming": "小明"}),
                    line("join", group="g", members={"ming": "小明"}),
                    line("kick_bot", group="g"),
                    line("say", group="g", member="ming", text="它走了", quote="out:1"),
                    GROUP,
                )
            )
        )
        == 9
    )


WRONG: list[tuple[object, Phrase]] = [
    ("{", say.NOT_JSON),
    ('{"at": ' + "9" * 5000 + "}", say.NOT_JSON),
    ('{"type": "say", "text": "\\ud800"}', say.NOT_TEXT),
    ([], say.NOT_OBJECT),
    ({}, say.NO_TYPE),
    (line("sing"), say.NO_TYPE),
    (line("rename", group="g"), say.MISSING),
    (line("rename", group="g", name=None), say.MISSING),
    ({"type": "kick_bot", "group": "g"}, say.MISSING),
    (line("rename", group="g", name="x", mood="gay"), say.UNKNOWN_KEY),
    (line("rename", group="g", name=7), say.WRONG_KIND),
    (line("rename", group="g", name=" "), say.WRONG_KIND),
    (line("rename", group="g", name="x", at="2026-10-01T09:00:00"), say.WRONG_KIND),
    (line("rename", group="g", name="x", at="tomorrow"), say.WRONG_KIND),
    (line("rename", group="g", name="x", at="0001-01-01T00:00:00+08:00"), say.WRONG_KIND),
    (line("rename", group="g", name="x", at="2026-10-01T08:59:59+08:00"), say.EARLIER),
    (line("join", group="g", members={}), say.WRONG_KIND),
    (line("join", group="g", members=["hong"]), say.WRONG_KIND),
    (line("join", group="g", members={"hong": 1}), say.WRONG_KIND),
    (line("join", group="g", members={"bot": "蒲公英"}), say.IS_BOT),
    (line("join", group="g", members={"hong": "小红"}, inviter="nobody"), say.NOT_MEMBER),
    (line("say", group="g", member="ming"), say.MISSING),
    (line("say", group="g", member="ming", text="x", mentions="boss"), say.WRONG_KIND),
    (line("say", group="g", member="ming", text="x", mentions=["nobody"]), say.NOT_MEMBER),
    (line("say", group="g", member="nobody", text="x"), say.NOT_MEMBER),
    (line("say", group="h", member="ming", text="x"), say.NO_GROUP),
    (line("say", group="g", member="bot", text="x"), say.IS_BOT),
    (line("say", group="g", member="ming", text="x", id="out:1"), say.RESERVED),
    (line("say", group="g", member="ming", text="x", quote="m9"), say.NO_MESSAGE),
    (line("say", group="g", member="ming", image="nowhere.png"), say.WRONG_KIND),
    (line("say", member="ming", file="nowhere.csv"), say.WRONG_KIND),
    (line("say", member="ming", file="a.csv", image="b.png"), say.ONE_OF_TWO),
    (line("leave", group="g", member="nobody"), say.NOT_MEMBER),
    (line("leave", group="g", member="bot"), say.IS_BOT),
    (line("owner", group="g", member="nobody"), say.NOT_MEMBER),
    (line("kick_bot", group="h"), say.NO_GROUP),
    (GROUP, say.GROUP_THERE),
    (GROUP | {"group": "h", "owner": "bot"}, say.IS_BOT),
    (line("fault", send="rude", times=1), say.WRONG_KIND),
    (line("fault", send="flood", times=0), say.WRONG_KIND),
    (line("fault", send="flood", times=True), say.WRONG_KIND),
    (line("fault", send="flood", times=1, retry_after=-1), say.WRONG_KIND),
    ('{"at": "' + AT + '", "type": "crash", "when": "now", "down": NaN}', say.WRONG_KIND),
    (line("crash", when="later", down=1), say.WRONG_KIND),
    (line("crash", when="now"), say.MISSING),
]


@pytest.mark.parametrize(("bad", "phrase"), WRONG)
def test_a_bad_line_is_named_with_its_reason(script: Path, bad: object, phrase: Phrase) -> None:
    """File, line number and the very reason, in both languages."""
    write(script, GROUP, bad)
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        with pytest.raises(ScriptError) as caught:
            read_script(script, language)
        assert str(caught.value).startswith(f"{script}:2: ")
        assert all(piece in str(caught.value) for piece in re.split(r"\{\w+\}", getattr(phrase, language)))


def test_the_bot_can_not_be_kicked_twice(script: Path) -> None:
    """A group the bot has left can't lose it again."""
    kick = line("kick_bot", group="g")
    with pytest.raises(ScriptError, match=":3: 机器人不在群 g 里"):
        read_script(write(script, GROUP, kick, kick))


@pytest.mark.parametrize("content", [b"", b"\n\n", b'{"at": "\xff"}'])
def test_a_script_without_readable_lines_is_refused(script: Path, content: bytes) -> None:
    """There is no first moment to start the clock at."""
    script.write_bytes(content)
    with pytest.raises(ScriptError, match=r":\d: (脚本是空的|不是 UTF-8)"):
        read_script(script)


def test_a_script_that_is_not_there_is_refused(script: Path) -> None:
    """The file is named."""
    with pytest.raises(ScriptError, match=r"script\.jsonl"):
        read_script(script)
