"""What is logged, and what never is."""

import io
import json
import logging

import pytest
import structlog

from bot import log
from bot.settings import settings_from

TOKEN = 'puppet "token" 4711'
HOOK = "https://hooks.example/T0/sEcReT"


@pytest.fixture
def lines() -> io.StringIO:
    """What is logged, as JSON, with secrets in the settings."""
    stream = io.StringIO()
    overrides = {
        "LOG_FORMAT": "json",
        "WECHATY_ENDPOINT": "127.0.0.1:8788",
        "WECHATY_TOKEN": TOKEN,
        "ALERT_WEBHOOK": HOOK,
        "DATABASE_URL": "postgresql://owner:p%40ssword@db/dandelion",
    }
    log.configure(settings_from(overrides), stream)
    return stream


def test_an_event_is_one_line_with_its_fields(lines: io.StringIO) -> None:
    """A name, a level, an instant and the fields, Chinese readable as it is."""
    structlog.get_logger().info("outbox_sent", group_id=3, why="欢迎")
    (line,) = lines.getvalue().splitlines()
    assert "欢迎" in line
    event = json.loads(line)
    assert (event["event"], event["level"], event["group_id"]) == ("outbox_sent", "info", 3)
    assert event["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "field",
    [
        {"wechaty_token": "abc-visible"},
        {"headers": "x", "Authorization": "abc-visible"},
        {"url": "postgresql://someone:abc-visible@db/x"},
        {"why": f"refused: {TOKEN}"},
        {"why": f"POST {HOOK} failed"},
        {"why": "login p@ssword was refused"},
        {"error": ValueError(TOKEN)},
        {"text": "my telephone is abc-visible"},
    ],
)
def test_no_secret_and_no_member_text_is_logged(lines: io.StringIO, field: dict[str, object]) -> None:
    """Secrets are hidden by the field's name and by their value; members' words by their length."""
    structlog.get_logger().warning("something", **field)
    line = lines.getvalue()
    assert line
    for secret in ("abc-visible", TOKEN, json.dumps(TOKEN)[1:-1], HOOK, "p@ssword"):
        assert secret not in line


def test_a_traceback_shows_no_secret_and_no_sql_values(lines: io.StringIO) -> None:
    """An exception is logged whole but for what must not be seen."""
    try:
        raise ValueError(f"no such token {TOKEN}\n[SQL: INSERT]\n[parameters: ('private words', [1])]\n(Background)")
    except ValueError:
        structlog.get_logger().exception("handler_failed")
    event = json.loads(lines.getvalue())
    assert "Traceback" in event["exception"]
    assert "[SQL: INSERT]" in event["exception"]
    assert "private words" not in event["exception"]
    assert TOKEN not in event["exception"]


def test_what_libraries_log_comes_the_same_way(lines: io.StringIO) -> None:
    """One format and one redaction for all; chatter below info is left out."""
    logging.getLogger("grpclib").warning("token %s refused", TOKEN)
    logging.getLogger("grpclib").debug("chatter")
    event = json.loads(lines.getvalue())
    assert (event["library"], event["says"]) == ("grpclib", "token *** refused")


def test_the_console_format_is_readable(capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal people read lines, not JSON."""
    stream = io.StringIO()
    log.configure(settings_from({}), stream)
    structlog.get_logger().info("link_up", account="蒲公英")
    assert "link_up" in stream.getvalue()
    assert "account=蒲公英" in stream.getvalue()
    assert capsys.readouterr().out == ""
