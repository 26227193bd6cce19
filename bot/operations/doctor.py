"""Looks at everything the bot needs and says what to do about what is not right."""

import asyncio
import shutil
import socket
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.errors import PlatformError, SettingsError
from bot.operations import doctor_messages as say
from bot.operations.maintenance import in_words
from bot.phrases import Language, Phrase
from bot.settings import Settings, preferred_language, read_settings
from storage import migrate
from storage.errors import StorageError

Level = Literal["OK", "WARN", "FAIL"]

LOW_MB, VERY_LOW_MB = 1024, 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    about: Phrase
    says: str


def run() -> int:
    """Print a line for each finding; 1 when something must be put right."""
    language = preferred_language()
    count = 0
    for finding in examine(language, SystemClock().now()):
        count += finding.level == "FAIL"
        print(f"{finding.level:<4} {finding.about(language)}: {finding.says}")
    print(say.TO_REPAIR(language, count=count) if count else say.ALL_WELL(language))
    return 1 if count else 0


def examine(language: Language, now: datetime) -> Iterable[Finding]:
    """All findings in the order of how much depends on them."""
    try:
        settings = read_settings()
        yield Finding("OK", say.SETTINGS, say.SETTINGS_FINE(language))
    except SettingsError as error:
        settings = None
        yield Finding("FAIL", say.SETTINGS, str(error))
    yield clock(language, now, settings.zone if settings else "UTC")
    yield fonts(language)
    if settings is not None:
        yield database(settings)
        yield backups(settings)
        yield media(settings)
        yield gateway(settings)
        yield disk(language, _data_folder(settings))
        yield web_port(settings)


def clock(language: Language, now: datetime, zone: str) -> Finding:
    """Posts go out by this clock, so its year at least must be one we can live in."""
    text = f"{now.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"
    if 2026 <= now.year < 2100:
        return Finding("OK", say.CLOCK, say.CLOCK_FINE(language, now=text))
    return Finding("FAIL", say.CLOCK, say.CLOCK_WRONG(language, now=text))


def fonts(language: Language) -> Finding:
    """Pictures are drawn with a font that comes with the dependencies."""
    from bot.pictures.fonts import FontError, path

    try:
        return Finding("OK", say.FONTS, say.FONTS_FINE(language, font=path().name))
    except FontError as error:
        return Finding("FAIL", say.FONTS, error.why(language))


def database(settings: Settings) -> Finding:
    """Whether it answers and has our tables."""
    language = settings.language
    try:
        found = asyncio.run(migrate.current(settings.database_url))
        newer = found is not None and not migrate.is_known(found)
    except StorageError as error:
        return Finding("FAIL", say.DATABASE, in_words(error, language))
    if found == migrate.HEAD:
        return Finding("OK", say.DATABASE, say.DATABASE_FINE(language, head=found))
    if found is None:
        return Finding("OK", say.DATABASE, say.DATABASE_NEW(language))
    level, words = ("FAIL", say.DATABASE_NEWER) if newer else ("WARN", say.DATABASE_OLD)
    return Finding(level, say.DATABASE, words(language, found=found, head=migrate.HEAD))


def backups(settings: Settings) -> Finding:
    """A migration backs up first, so it must be possible."""
    language, folder = settings.language, settings.backup_dir
    for tool in ("pg_dump", "pg_restore") if settings.database_url.startswith("postgres") else ():
        if shutil.which(tool) is None:
            return Finding("WARN", say.BACKUPS, say.BACKUPS_NO_TOOL(language, tool=tool))
    if why := _no_place(folder):
        return Finding("FAIL", say.BACKUPS, say.BACKUPS_NO_FOLDER(language, folder=folder, why=why))
    return Finding("OK", say.BACKUPS, say.BACKUPS_FINE(language, folder=folder))


def media(settings: Settings) -> Finding:
    """Pictures and files to be posted are kept in a folder of their own."""
    language, folder = settings.language, settings.media_dir
    if why := _no_place(folder):
        return Finding("FAIL", say.MEDIA, say.MEDIA_NO_FOLDER(language, folder=folder, why=why))
    return Finding("OK", say.MEDIA, say.MEDIA_FINE(language, folder=folder))


def gateway(settings: Settings) -> Finding:
    """Whether the gateway answers and takes the token."""
    language, endpoint = settings.language, settings.wechaty_endpoint
    if not endpoint:
        return Finding("OK", say.GATEWAY, say.GATEWAY_NONE(language))
    from bot.platforms.wechaty import WechatyConfig
    from bot.platforms.wechaty.probe import probe

    token, tls, tls_name = settings.wechaty_token.reveal(), settings.wechaty_tls, settings.wechaty_tls_name
    try:
        trouble = asyncio.run(probe(WechatyConfig(endpoint, token, tls, tls_name)))
    except PlatformError as refusal:
        return Finding("FAIL", say.GATEWAY, refusal.text(language))
    if trouble:
        return Finding("FAIL", say.GATEWAY, say.GATEWAY_AWAY(language, endpoint=endpoint, why=trouble))
    return Finding("OK", say.GATEWAY, say.GATEWAY_FINE(language, endpoint=endpoint))


def disk(language: Language, folder: Path) -> Finding:
    """Room for the database to grow."""
    place = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(place).free >> 20
    level: Level = "OK" if free >= LOW_MB else "WARN" if free >= VERY_LOW_MB else "FAIL"
    words = say.DISK_FREE if level == "OK" else say.DISK_LOW
    return Finding(level, say.DISK, words(language, folder=place, megabytes=free))


def web_port(settings: Settings) -> Finding:
    """Whether health and metrics can be served."""
    language, port = settings.language, settings.web_port
    if not port:
        return Finding("OK", say.WEB, say.WEB_OFF(language))
    try:
        socket.create_server((settings.web_host, port)).close()
    except OSError as error:
        return Finding("WARN", say.WEB, say.WEB_TAKEN(language, port=port, why=error.strerror))
    return Finding("OK", say.WEB, say.WEB_FREE(language, port=port))


def _no_place(folder: Path) -> str:
    """Why nothing can be written to a folder; empty when it can be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def _data_folder(settings: Settings) -> Path:
    _, slashes, path = settings.database_url.partition(":///")
    is_file = settings.database_url.startswith("sqlite") and slashes
    return Path(path).parent if is_file else settings.backup_dir
