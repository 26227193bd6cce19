"""What the doctor finds, and that it says what to do."""

import asyncio
import os
import socket
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.operations import doctor
from bot.pictures import fonts
from bot.settings import Settings, settings_from
from bot.settings.kinds import Secret
from storage.migrate import HEAD, migrate

NOW = datetime(2026, 11, 11, 12, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """English, with everything in the test's own folder."""
    overrides = {"LANGUAGE": "en", "WEB_PORT": "0"}
    overrides |= {f"{name}_DIR": str(tmp_path / name) for name in ("BACKUP", "MEDIA")}
    return settings_from(overrides | {"DATABASE_URL": f"sqlite:///{tmp_path}/dandelion.db"})


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without settings; its folder."""
    for name in [name for name in os.environ if name.startswith("DANDELION_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DANDELION_HOME", str(tmp_path))
    monkeypatch.setenv("DANDELION_LANGUAGE", "en")
    monkeypatch.setenv("DANDELION_WEB_PORT", "0")
    return tmp_path


def test_a_fresh_machine_is_well(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first start nothing fails, and looking makes no database."""
    assert doctor.run() == 0
    lines = capsys.readouterr().out.splitlines()
    assert "OK   database: still empty; the first start makes it" in lines
    assert lines[-1] == "All is well."
    assert not list(machine.rglob("*.db"))


def test_wrong_settings_fail_but_the_machine_is_still_looked_at(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One visit tells all that can be told."""
    (machine / ".env").write_text("DANDELION_JITTER=x\n")
    assert doctor.run() == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("FAIL settings: DANDELION_JITTER: read “x”")
    assert lines[1].startswith("OK   clock: ")
    assert lines[-1] == "1 thing has to be put right first."


def test_the_doctor_speaks_chinese_by_default(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Most who run it read Chinese."""
    assert machine
    monkeypatch.delenv("DANDELION_LANGUAGE")
    doctor.run()
    assert "OK   数据库: 还是空的，首次启动时会建好" in capsys.readouterr().out


@pytest.mark.parametrize(("revision", "level"), [(HEAD, "OK"), ("0000", "FAIL"), ("9999", "FAIL")])
def test_the_revision_of_the_database(settings: Settings, tmp_path: Path, revision: str, level: str) -> None:
    """Ours is fine, one we do not know was made by a newer program."""
    asyncio.run(migrate(settings.database_url, tmp_path, NOW))
    with closing(sqlite3.connect(tmp_path / "dandelion.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
    finding = doctor.database(settings)
    assert finding.level == level
    assert revision in finding.says


def test_a_database_out_of_reach_fails_without_its_password(settings: Settings) -> None:
    """The reason is told, the secret is not."""
    away = replace(settings, database_url="postgresql://me:hunter2@127.0.0.1:1/x")
    finding = doctor.database(away)
    assert finding.level == "FAIL"
    assert "can't be reached" in finding.says
    assert "hunter2" not in finding.says


def test_a_wrong_database_name_is_told(settings: Settings, postgres_url: str) -> None:
    """What the server says reaches the owner."""
    wrong = replace(settings, database_url=postgres_url.replace("/test_", "/no_such_"))
    finding = doctor.database(wrong)
    assert finding.level == "FAIL"
    assert "does not exist" in finding.says


def test_a_gateway_that_is_away_fails(settings: Settings) -> None:
    """With what to look at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    finding = doctor.gateway(replace(settings, wechaty_endpoint=f"127.0.0.1:{port}", wechaty_token=Secret("t")))
    assert finding.level == "FAIL"
    assert "is the gateway running" in finding.says


def test_the_web_port_may_be_taken(settings: Settings) -> None:
    """It may be the bot itself, so it is a warning."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        finding = doctor.web_port(replace(settings, web_port=other.getsockname()[1]))
    assert finding.level == "WARN"
    assert "DANDELION_WEB_PORT" in finding.says


@pytest.mark.parametrize(("year", "level"), [(1970, "FAIL"), (2026, "OK"), (2200, "FAIL")])
def test_a_clock_that_can_not_be_right_fails(year: int, level: str) -> None:
    """A board without a battery starts in 1970."""
    assert doctor.clock("en", NOW.replace(year=year), "Asia/Shanghai").level == level


def test_the_font_of_the_pictures_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes with the dependencies; where it is gone, what to install is told."""
    assert doctor.fonts("en").level == "OK"
    for name, missing in (("FILE", "Missing.otf"), ("PACKAGE", "no_such_package")):
        monkeypatch.setattr(fonts, name, missing)
        finding = doctor.fonts("en")
        assert (finding.level, "cvttf-notosanscjk-regular" in finding.says) == ("FAIL", True)


def test_backups_need_a_folder_that_can_be_written(settings: Settings, tmp_path: Path) -> None:
    """Without it no migration would run."""
    assert doctor.backups(settings).level == "OK"
    (tmp_path / "file").touch()
    assert doctor.backups(replace(settings, backup_dir=tmp_path / "file")).level == "FAIL"


def test_media_need_a_folder_that_can_be_written(settings: Settings, tmp_path: Path) -> None:
    """Where nothing can be kept, no picture could be posted."""
    assert doctor.media(settings).level == "OK"
    (tmp_path / "file").touch()
    finding = doctor.media(replace(settings, media_dir=tmp_path / "file"))
    assert (finding.level, "DANDELION_MEDIA_DIR" in finding.says) == ("FAIL", True)


def test_backups_of_postgresql_need_its_tools(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told before the day they are needed."""
    monkeypatch.setenv("PATH", "/nowhere")
    away = replace(settings, database_url="postgresql://me@db/x")
    finding = doctor.backups(away)
    assert finding.level == "WARN"
    assert "postgresql-client" in finding.says


def test_little_room_is_told(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is still to be made counts as its nearest parent."""
    assert doctor.disk(settings.language, tmp_path / "a" / "b").says.endswith(f"where {tmp_path} is")
    monkeypatch.setattr(doctor, "LOW_MB", 1 << 40)
    assert doctor.disk(settings.language, tmp_path).level == "WARN"
    monkeypatch.setattr(doctor, "VERY_LOW_MB", 1 << 40)
    assert doctor.disk(settings.language, tmp_path).level == "FAIL"
