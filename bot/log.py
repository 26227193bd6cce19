"""Logging: event names with fields, one line each on stderr, without secrets and without what members say."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO
from urllib.parse import unquote, urlsplit

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import Settings

HIDDEN = "***"
_SECRET_NAME = re.compile(
    r"token|secret|password|passwd|authorization|webhook|claim_code|api_?key|cookie", re.IGNORECASE
)
_URL_LOGIN = re.compile(r"(?<=://)[^/\s@]+@")
_SQL_VALUES = re.compile(r"\[parameters: .*?\](?=\n|$)", re.DOTALL)
_MEMBER_TEXT = ("text", "body", "content", "quote")


def configure(settings: Settings, stream: TextIO | None = None) -> None:
    """Send everything that is logged from now on, by us and by libraries, to `stream` (default stderr)."""
    out = stream or sys.stderr
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            _Renderer(settings, colors=out.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    libraries = logging.INFO if level <= logging.DEBUG else max(level, logging.WARNING)
    logging.basicConfig(handlers=[_LibraryHandler()], level=libraries, force=True)
    logging.captureWarnings(True)


def redact(_logger: WrappedLogger, level: str, event: EventDict) -> EventDict:
    """Hide values whose names are secret, logins in URLs, SQL values in errors, and above debug what members wrote."""
    for name, value in event.items():
        if name != "event" and _SECRET_NAME.search(name):
            event[name] = HIDDEN
        elif name in _MEMBER_TEXT and level != "debug":
            event[name] = f"({len(str(value))} characters)"
        elif isinstance(value, str):
            event[name] = _SQL_VALUES.sub(f"[parameters: {HIDDEN}]", _URL_LOGIN.sub(f"{HIDDEN}@", value))
    return event


class _Renderer:
    """The last step: a line of text, in which no secret of the settings stands whatever field it came in."""

    def __init__(self, settings: Settings, *, colors: bool) -> None:
        self._render: Processor = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if settings.log_format == "json"
            else structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=structlog.dev.plain_traceback)
        )
        self._secrets = sorted(_spellings(settings), key=len, reverse=True)

    def __call__(self, logger: WrappedLogger, level: str, event: EventDict) -> str:
        line = str(self._render(logger, level, event))
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line


def _spellings(settings: Settings) -> Iterable[str]:
    password = urlsplit(settings.database_url).password or ""
    for secret in (settings.wechaty_token.reveal(), settings.alert_webhook.reveal(), password, unquote(password)):
        if len(secret) >= 4:
            yield from {secret, json.dumps(secret)[1:-1], repr(secret)[1:-1]}


class _LibraryHandler(logging.Handler):
    """Passes on what libraries log by Python's own logging."""

    def emit(self, record: logging.LogRecord) -> None:
        """One event named after where it comes from, the library's sentence as a field."""
        fields: dict[str, Any] = {"library": record.name, "says": record.getMessage()}
        if record.exc_info:
            fields["exc_info"] = record.exc_info
        structlog.get_logger().log(record.levelno, "library", **fields)
