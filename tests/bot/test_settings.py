"""Settings: where they come from, and what is said about wrong ones."""

import os
import subprocess
import sys
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, declared, preferred_language, read_settings, settings_from


def written(home: Path, text: str) -> dict[str, str]:
    """An environment whose home has this `.env`."""
    (home / ".env").write_text(text, "utf-8")
    return {"DANDELION_HOME": str(home)}


def problems(overrides: dict[str, str]) -> list[str]:
    """The lines that are said about these settings, in English."""
    with pytest.raises(SettingsError) as caught:
        settings_from({"LANGUAGE": "en"} | overrides)
    return str(caught.value).splitlines()


def test_the_environment_wins_over_the_file_and_the_file_over_defaults(tmp_path: Path) -> None:
    """The nearest word counts."""
    environ = written(tmp_path, "DANDELION_JITTER=1s\nDANDELION_DAILY_CAP=7\n")
    settings = read_settings(environ | {"DANDELION_JITTER": "2s"})
    assert (settings.jitter, settings.daily_cap, settings.group_daily_cap) == (timedelta(seconds=2), 7, 20)


def test_the_file_is_read_as_people_write_it(tmp_path: Path) -> None:
    """Quotes, export, comments, spaces, CRLF and a byte order mark are all fine; others' names are left alone."""
    text = (
        '\ufeff# mine\r\n\r\nexport DANDELION_ZONE = "Europe/London"\r\nDANDELION_WEB_PORT=0 # off\r\n'
        "DANDELION_OPERATORS='wxid_a, wxid_b，wxid_c'\r\nDANDELION_QUIET_HOURS=\r\nPOSTGRES_USER=x\r\n"
    )
    settings = read_settings(written(tmp_path, text))
    assert (settings.zone, settings.web_port, settings.quiet_hours) == ("Europe/London", 0, None)
    assert settings.operators == ("wxid_a", "wxid_b", "wxid_c")


def test_a_value_may_hold_a_hash_and_an_equals_sign(tmp_path: Path) -> None:
    """Tokens look like anything."""
    text = "DANDELION_WECHATY_ENDPOINT=gate:1\nDANDELION_WECHATY_TOKEN=a#b=c\n"
    assert read_settings(written(tmp_path, text)).wechaty_token.reveal() == "a#b=c"


def test_a_line_that_is_no_setting_is_named_without_being_shown(tmp_path: Path) -> None:
    """It may be half a secret."""
    with pytest.raises(SettingsError, match=r"\.env 第 2 行") as caught:
        read_settings(written(tmp_path, "DANDELION_ZONE=UTC\nhunter2\n"))
    assert "hunter2" not in str(caught.value)


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    """Whether it is no text or no file."""
    environ = written(tmp_path, "")
    (tmp_path / ".env").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env 读不了"):
        read_settings(environ)
    (tmp_path / ".env").unlink()
    (tmp_path / ".env").mkdir()
    with pytest.raises(SettingsError, match=r"\.env 读不了"):
        read_settings(environ)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("DANDELION_DATABSE_URL", "DANDELION_DATABASE_URL"),
        ("WECHATY_TOKEN", "DANDELION_WECHATY_TOKEN"),
        ("jitter", "DANDELION_JITTER"),
    ],
)
def test_a_misspelt_name_is_told_with_the_nearest_one(tmp_path: Path, name: str, near: str) -> None:
    """A setting that is silently ignored would be the worst answer."""
    with pytest.raises(SettingsError) as caught:
        read_settings(written(tmp_path, f"{name}=x\n"))
    assert str(caught.value) == f"{name}：没有这个设置，是不是想写 {near}？"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("ZONE", "Beijing"),
        ("ZONE", "../etc/passwd"),
        ("ZONE", "Asia"),
        ("ZONE", ""),
        ("WEB_PORT", "70000"),
        ("WEB_PORT", "http"),
        ("WEB_PORT", ""),
        ("PACING", "maybe"),
        ("JITTER", "5"),
        ("JITTER", ""),
        ("JITTER", "-5s"),
        ("KEEP_MESSAGES", "99999999999d"),
        ("QUIET_HOURS", "22:30"),
        ("QUIET_HOURS", "25:00-08:00"),
        ("QUIET_HOURS", "08:00-08:00"),
        ("WECHATY_ENDPOINT", "gateway"),
        ("WECHATY_ENDPOINT", "gateway:x"),
        ("WECHATY_ENDPOINT", "http://gateway:8788"),
        ("WECHATY_ENDPOINT", "[::1"),
        ("WECHATY_TLS", "no/such/ca.pem"),
        ("LOG_LEVEL", "loud"),
        ("WEB_HOST", ""),
        ("INBOX_LIMIT", "0"),
    ],
)
def test_a_wrong_value_tells_the_name_what_was_read_and_what_is_valid(name: str, raw: str) -> None:
    """Enough to put it right without a manual."""
    told = next(line for line in problems({name: raw}) if line.startswith(f"DANDELION_{name}: read"))
    assert (raw or "(empty)") in told
    assert "valid is " in told


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("ALERT_WEBHOOK", "hooks.example/hunter2"),
        ("DATABASE_URL", "mysql://me:hunter2@db/x"),
        ("DATABASE_URL", "me:hunter2@db"),
    ],
)
def test_what_may_be_secret_is_not_repeated(name: str, raw: str) -> None:
    """Screens are shared and terminals logged."""
    (told,) = problems({name: raw})
    assert told.startswith(f"DANDELION_{name}: read")
    assert "hunter2" not in told


def test_everything_wrong_is_told_at_once() -> None:
    """One round of repairs, not five."""
    assert len(problems({"JITTER": "x", "WEB_PORT": "x", "COLOUR": "red"})) == 3


@pytest.mark.parametrize(
    ("given", "missing"), [("WECHATY_TOKEN", "WECHATY_ENDPOINT"), ("WECHATY_ENDPOINT", "WECHATY_TOKEN")]
)
def test_a_gateway_needs_both_its_address_and_its_token(given: str, missing: str) -> None:
    """Half a gateway is a slip, not the simulator."""
    (told,) = problems({given: "gate:8788"})
    assert told.startswith(f"DANDELION_{missing}: ")


def test_no_secret_is_in_the_repr() -> None:
    """A traceback or a debugger prints the settings."""
    secrets = {
        "WECHATY_ENDPOINT": "gate:1",
        "WECHATY_TOKEN": "hunter2",
        "ALERT_WEBHOOK": "https://x/hunter2",
        "DATABASE_URL": "postgresql://me:hunter2@db/x",
    }
    assert "hunter2" not in repr(settings_from(secrets))


def test_the_gateway_decides_the_platform() -> None:
    """Wechaty where one is named, a chat in the terminal where none is."""
    assert settings_from({}).platform == "simulator"
    assert settings_from({"WECHATY_ENDPOINT": "127.0.0.1:8788", "WECHATY_TOKEN": "t"}).platform == "wechaty"


def test_overrides_take_names_in_any_form_and_leave_the_environment_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A simulation must not depend on whose machine it runs on."""
    monkeypatch.setenv("DANDELION_DAILY_CAP", "1")
    settings = settings_from({"pacing": "off", "JITTER": "0s", "DANDELION_QUIET_HOURS": "23:00-7:00"})
    assert (settings.pacing, settings.jitter, settings.daily_cap) == (False, timedelta(0), 2000)
    assert settings.quiet_hours == (time(23), time(7))


def test_relative_paths_belong_to_the_home(tmp_path: Path) -> None:
    """The bot finds its database from whichever folder it is started."""
    settings = read_settings({"DANDELION_HOME": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/data/dandelion.db"
    assert settings.backup_dir == tmp_path / "data/backups"
    there = settings_from({"DATABASE_URL": "sqlite:////srv/x.db"})
    assert there.database_url == "sqlite:////srv/x.db"


def test_the_defaults_are_what_they_are_declared_as() -> None:
    """`.env.example` shows the default of the code, not another."""
    assert settings_from({name: about.default for name, about in declared().items()}) == settings_from({})
    assert Settings().quiet_hours == (time(22, 30), time(8))


@pytest.mark.parametrize(
    ("text", "language"), [("DANDELION_LANGUAGE=en\n", "en"), ("???\n", "zh"), ("DANDELION_LANGUAGE=xx\n", "zh")]
)
def test_the_language_of_complaints_does_not_depend_on_right_settings(tmp_path: Path, text: str, language: str) -> None:
    """Even a broken file is told about in words."""
    assert preferred_language(written(tmp_path, text)) == language


def test_the_program_ends_with_2_and_the_message(tmp_path: Path) -> None:
    """No traceback: what is wrong, on stderr."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DANDELION_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "migrate"],
        env=environ | {"DANDELION_HOME": str(tmp_path), "DANDELION_WEB_PORT": "x", "DANDELION_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "DANDELION_WEB_PORT: read “x”, valid is a whole number from 0 to 65535.\n"
