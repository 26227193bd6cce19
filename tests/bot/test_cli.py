"""The command line, from the words typed to the exit code."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from storage.engine import Database
from storage.lock import ProcessLock, held
from storage.migrate import HEAD


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, where English is spoken."""
    for name in [name for name in os.environ if name.startswith("DANDELION_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DANDELION_HOME", str(tmp_path))
    (tmp_path / ".env").write_text("DANDELION_LANGUAGE=en\n")
    return tmp_path


def test_migrate_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """The first run makes the tables, the second finds nothing to do."""
    assert main(["migrate"]) == 0
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"The database is now at revision {HEAD}.",
        f"The database is up to date at revision {HEAD}.",
    ]


def test_backup_prints_the_file_restore_takes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The two commands fit together."""
    main(["migrate"])
    capsys.readouterr()
    assert main(["backup"]) == 0
    file = capsys.readouterr().out.strip()
    assert Path(file).parent == home / "data/backups"
    assert main(["restore", file]) == 0
    assert capsys.readouterr().out.strip() == f"Restored from {file}."


def test_what_fails_is_said_in_words(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, one sentence on stderr, no traceback."""
    main(["migrate"])
    (home / "letter.txt").write_text("hello")
    assert main(["restore", str(home / "letter.txt")]) == 1
    assert capsys.readouterr().err == f"{home}/letter.txt is not a backup of this kind of database.\n"


@pytest.mark.parametrize("command", ["migrate", "chat"])
async def test_nothing_is_migrated_under_a_running_bot(
    home: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two programs of different versions must not meet in one database."""
    async with held(f"sqlite:///{home}/data/dandelion.db"):
        assert await asyncio.to_thread(main, [command]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "A bot is already running on this database; stop it first.\n")


def test_a_database_that_can_not_be_reached_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], home: Path
) -> None:
    """Whatever is in the way, and whichever command finds it; the password stays unseen."""
    for url in ("postgresql://me:hunter2@127.0.0.1:1/x", f"sqlite:///{home}", f"sqlite:///{home}/.env/x.db"):
        monkeypatch.setenv("DANDELION_DATABASE_URL", url)
        for command in ("migrate", "chat", "backup"):
            assert main([command]) == 1
            said = capfd.readouterr()
            assert said.out == ""
            assert 1 <= len(said.err.splitlines()) <= 2
            assert "hunter2" not in said.err


async def test_nothing_is_restored_under_a_running_bot(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It would go on with what it remembers of the old database."""
    await asyncio.to_thread(main, ["migrate"])
    await asyncio.to_thread(main, ["backup"])
    (file,) = (home / "data/backups").iterdir()
    lock = ProcessLock()
    async with Database(f"sqlite:///{home}/data/dandelion.db") as db:
        await lock.hold(db)
        assert await asyncio.to_thread(main, ["restore", str(file)]) == 1
        await lock.release()
    assert "stop it first" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "words"), [("en", "start the bot"), ("zh", "启动机器人")])
def test_help_names_every_command(home: Path, language: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In the language of the settings, wrong settings or not."""
    (home / ".env").write_text(f"DANDELION_LANGUAGE={language}\nDANDELION_WEB_PORT=x\n")
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    out = capsys.readouterr().out
    assert end.value.code == 0
    assert words in out
    for command in ("run", "chat", "simulate", "doctor", "migrate", "backup", "restore"):
        assert f"\n    {command} " in out


@pytest.mark.parametrize(
    "argv", [["dance"], ["restore"], ["simulate"], ["simulate", "x", "--seed", "y"], ["simulate", "x", "--set", "y"]]
)
def test_a_wrong_command_line_ends_with_2(argv: list[str]) -> None:
    """The same code as for a wrong setting."""
    with pytest.raises(SystemExit) as end:
        main(argv)
    assert end.value.code == 2


def test_help_is_quick_because_commands_import_late() -> None:
    """Nothing heavy is imported before a command needs it."""
    code = "import sys, bot.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "bot.settings" in loaded
    assert {"sqlalchemy", "aiohttp", "structlog", "alembic", "prometheus_client", "plugins"} & set(loaded) == set()
