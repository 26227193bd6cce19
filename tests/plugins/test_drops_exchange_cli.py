"""`dandelion import` and `dandelion export`, on the database of a bot that knows a group."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from bot.cli import main
from storage.lock import held
from tests.plugins.conftest import settled_group
from tests.plugins.exchanging import WHOLE
from tests.world import open_world

TABLE = "time,title,text,until/times\nevery day 12:30,Noon,Hello,3 times\n"


@pytest.fixture
def home(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose database knows a group, its owner and no operator; the bot is down, English is spoken."""
    for name in [name for name in os.environ if name.startswith("DANDELION_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DANDELION_HOME", str(tmp_path))
    (tmp_path / ".env").write_text(f"DANDELION_LANGUAGE=en\nDANDELION_DATABASE_URL={sqlite_url}\n")
    asyncio.run(_meet(sqlite_url))
    (tmp_path / "drops.csv").write_text(TABLE)
    return tmp_path


async def _meet(url: str) -> None:
    async with open_world(url) as world:
        group = await settled_group(world)
        await group.owner.whispers("/标签 添加 #都要")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], home: Path) -> pytest.CaptureFixture[str]:
    """What a command prints from now on."""
    capsys.readouterr()
    return capsys


def test_in_and_out_and_in(home: Path, said: pytest.CaptureFixture[str]) -> None:
    """Shown and added with --yes; the export adds nothing to itself; both kinds can be written."""
    assert main(["import", str(home / "drops.csv"), "--group", "1", "--yes"]) == 0
    out = said.readouterr().out
    assert "drops.csv would add 1 drop" in out
    assert "Imported 1 drop from drops.csv for 阿宁" in out
    assert main(["export", str(home / "all.toml")]) == 0
    assert "1 drop in" in said.readouterr().out
    assert 'group = "读书会"' in (home / "all.toml").read_text()
    assert main(["import", str(home / "all.toml"), "--group", "1", "--yes"]) == 2
    assert "there already" in said.readouterr().err
    assert main(["export", str(home / "all.ics")]) == 0
    assert "SUMMARY:Noon" in (home / "all.ics").read_text()
    assert main(["export", "-", "--ics", "--group", "1"]) == 0
    assert main(["export", "-", "--tag", "none"]) == 2


def test_what_was_imported_comes_and_can_be_taken_back(home: Path, sqlite_url: str) -> None:
    """The bot finds it when it starts; /撤销 is its owner's."""
    assert main(["import", str(home / "drops.csv"), "--group", "1", "--yes"]) == 0

    async def day() -> list[str]:
        async with open_world(sqlite_url) as world:
            await world.say(world.id_of("阿宁"), "/撤销")
            return [each.text for each in world.platform.accepted]

    assert any("drops.csv" in text for text in asyncio.run(day()))
    assert main(["export", "-"]) == 2


def test_moving_house(
    home: Path, sqlite_template: Path, said: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export makes another database that knows the same groups plan the same, to the word."""
    (home / "whole.toml").write_text(WHOLE)
    shutil.copyfile(sqlite_template, home / "new.db")
    asyncio.run(_meet(f"sqlite:///{home}/new.db"))
    assert main(["import", str(home / "whole.toml"), "--group", "1", "--yes"]) == 0
    assert main(["export", str(home / "old.toml")]) == 0
    monkeypatch.setenv("DANDELION_DATABASE_URL", f"sqlite:///{home}/new.db")
    assert main(["import", str(home / "old.toml"), "--yes", "--group", "1"]) == 0
    assert main(["export", str(home / "new.toml")]) == 0
    old, new = ((home / f"{name}.toml").read_text().splitlines() for name in ("old", "new"))
    assert len(old) > 60
    assert [line for line in old if not line.startswith("exported")] == [
        line for line in new if not line.startswith("exported")
    ]


def test_nothing_without_a_yes(home: Path, said: pytest.CaptureFixture[str]) -> None:
    """Where nobody can be asked, the preview is all."""
    assert main(["import", str(home / "drops.csv"), "--group", "1"]) == 2
    assert "--yes" in said.readouterr().err
    assert main(["export", "-"]) == 2


@pytest.mark.parametrize(
    ("text", "args", "what"),
    [
        (TABLE, [], "no operator"),
        (TABLE, ["--tag", "books"], "no operator"),
        (TABLE, ["--group", "7"], "no group 7"),
        ("time,text\nevery day,x\nnever,y\n", ["--group", "1"], "line 3"),
        ("time,text,group\nevery day 9:00,x,Chess\n", ["--group", "1"], "Chess"),
        ("", ["--group", "1"], "no header"),
    ],
)
def test_what_is_wrong_is_said(
    home: Path, said: pytest.CaptureFixture[str], text: str, args: list[str], what: str
) -> None:
    """Exit code 2, in words, nothing changed."""
    (home / "a.csv").write_text(text)
    assert main(["import", str(home / "a.csv"), *args, "--yes"]) == 2
    captured = said.readouterr()
    assert what in captured.err
    assert captured.out == ""
    assert main(["export", "-"]) == 2


def test_no_such_file(home: Path, said: pytest.CaptureFixture[str]) -> None:
    """As any program says it."""
    assert main(["import", str(home / "none.csv")]) == 1
    assert "none.csv" in said.readouterr().err


async def test_beside_a_running_bot(home: Path, sqlite_url: str, said: pytest.CaptureFixture[str]) -> None:
    """Importing would be a second writer, so the chat is offered; exporting only reads."""
    await asyncio.to_thread(main, ["import", str(home / "drops.csv"), "--group", "1", "--yes"])
    async with held(sqlite_url):
        assert await asyncio.to_thread(main, ["import", str(home / "drops.csv"), "--group", "1", "--yes"]) == 2
        assert "private chat" in said.readouterr().err
        assert await asyncio.to_thread(main, ["export", str(home / "all.toml")]) == 0


def test_before_there_is_a_database(
    home: Path, said: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is made by looking."""
    monkeypatch.setenv("DANDELION_DATABASE_URL", f"sqlite:///{home}/new.db")
    assert main(["export", "-"]) == 2
    assert main(["import", str(home / "drops.csv"), "--yes"]) == 2
    assert "dandelion migrate" in said.readouterr().err
    assert not (home / "new.db").exists()
