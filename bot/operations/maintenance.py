"""What an owner does to the database from the command line: migrate, back up, restore."""

import asyncio
from pathlib import Path

from bot.clock import SystemClock
from bot.operations import messages as say
from bot.phrases import Language
from bot.settings import Settings
from storage import backup as backups
from storage import migrate as migrations
from storage.errors import (
    BusyDatabaseError,
    MissingToolError,
    NewerDatabaseError,
    NotABackupError,
    NotEmptyError,
    StorageError,
    ToolFailedError,
    UnreachableDatabaseError,
)
from storage.lock import held


def migrate(settings: Settings) -> int:
    """Bring the database up to date while no bot runs on it, and tell what was done."""
    done = asyncio.run(_migrate(settings))
    words = say.UP_TO_DATE if done is None else say.MIGRATED
    print(words(settings.language, head=migrations.HEAD))
    if done is not None and done.backup is not None:
        print(say.BACKED_UP(settings.language, file=done.backup))
    return 0


def backup(settings: Settings) -> int:
    """Back up and print the path, so that a script can take it on."""
    print(asyncio.run(backups.backup(settings.database_url, settings.backup_dir, SystemClock().now())))
    return 0


def restore(settings: Settings, file: Path, *, force: bool) -> int:
    """Restore while no bot runs on the database."""
    saved = asyncio.run(_restore(settings, file, force=force))
    print(say.RESTORED(settings.language, file=file))
    if saved is not None:
        print(say.BACKED_UP(settings.language, file=saved))
    return 0


async def _migrate(settings: Settings) -> migrations.Migrated | None:
    if await migrations.current(settings.database_url) == migrations.HEAD:
        return None
    async with held(settings.database_url):
        return await migrations.migrate(settings.database_url, settings.backup_dir, SystemClock().now())


async def _restore(settings: Settings, file: Path, *, force: bool) -> Path | None:
    async with held(settings.database_url):
        now = SystemClock().now()
        return await backups.restore(settings.database_url, file, settings.backup_dir, now, force=force)


def in_words(error: StorageError, language: Language) -> str:
    """What is wrong with the database and what to do about it."""
    match error:
        case NewerDatabaseError():
            return say.NEWER_DATABASE(language, found=error.found, known=error.known)
        case NotEmptyError():
            return say.NOT_EMPTY(language)
        case NotABackupError():
            return say.NOT_A_BACKUP(language, file=error.file)
        case MissingToolError():
            return say.MISSING_TOOL(language, tool=error.tool)
        case ToolFailedError():
            return say.TOOL_FAILED(language, tool=error.tool, said=error.said)
        case UnreachableDatabaseError():
            return say.UNREACHABLE_DATABASE(language, why=error.why)
        case BusyDatabaseError():
            return say.BUSY_DATABASE(language)
        case _:
            return str(error)
