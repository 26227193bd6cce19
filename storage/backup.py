"""Copies a whole database to one file and back, while it is in use."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import URL, Connection, make_url

from storage.engine import Database
from storage.errors import MissingToolError, NotABackupError, NotEmptyError, ToolFailedError


async def backup(url: str, folder: Path, now: datetime) -> Path:
    """Write a consistent copy into the folder and return its path; raises StorageError when it can't be made."""
    source = make_url(url)
    sqlite = source.get_backend_name() == "sqlite"
    folder.mkdir(parents=True, exist_ok=True)
    target = _free_name(folder, f"dandelion-{now:%Y%m%d-%H%M%S}", ".db" if sqlite else ".dump")
    partial = target.with_suffix(target.suffix + ".part")
    try:
        await asyncio.to_thread(_copy_file if sqlite else _dump, source, partial)
        partial.chmod(0o600)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


async def restore(url: str, file: Path, folder: Path, now: datetime, *, force: bool) -> Path | None:
    """Put a backup in the place of a database.

    One that holds anything is only replaced with `force`, and backed up to `folder` first; returns that backup.
    Raises NotEmptyError, NotABackupError and what `backup` raises; the database is then as it was.
    """
    target = make_url(url)
    sqlite = target.get_backend_name() == "sqlite"
    await asyncio.to_thread(_check_file if sqlite else _check_dump, file)
    saved = None
    if not await is_empty(url):
        if not force:
            raise NotEmptyError
        saved = await backup(url, folder, now)
    await asyncio.to_thread(_put_back_file if sqlite else _put_back_dump, target, file)
    return saved


async def is_empty(url: str) -> bool:
    """Whether a database holds nothing of ours: no tables, or no account yet."""
    async with Database(url) as database, database.read() as session:
        connection = await session.connection()
        return await connection.run_sync(_has_no_account)


def _has_no_account(connection: Connection) -> bool:
    if not inspect(connection).has_table("accounts"):
        return True
    return connection.execute(text("SELECT 1 FROM accounts LIMIT 1")).scalar() is None


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    names = (f"{stem}{tail}{suffix}" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(path for name in names if not (path := folder / name).exists())


def _copy_file(source: URL, target: Path) -> None:
    try:
        with closing(_open(str(source.database), "rw")) as origin, closing(sqlite3.connect(target)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a -wal beside it
    except sqlite3.Error as error:
        raise ToolFailedError("sqlite", str(error)) from error


def _open(file: str | Path, mode: str) -> sqlite3.Connection:
    """Unlike a plain path, an URI with a mode does not make a file that is not there."""
    return sqlite3.connect(f"{Path(file).absolute().as_uri()}?mode={mode}", uri=True)


def _check_file(file: Path) -> None:
    try:
        with closing(_open(file, "ro")) as origin:
            sound = origin.execute("PRAGMA quick_check").fetchone() == ("ok",)
            origin.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        sound = False
    if not sound:
        raise NotABackupError(file)


def _put_back_file(target: URL, file: Path) -> None:
    """Through SQLite, page by page in one transaction: a reader never sees half, and the -wal is respected."""
    with closing(_open(file, "ro")) as origin, closing(sqlite3.connect(str(target.database))) as live:
        origin.backup(live)
        live.execute("PRAGMA journal_mode = WAL")


def _dump(source: URL, target: Path) -> None:
    _run("pg_dump", source, "--format=custom", "--no-owner", f"--file={target}")


def _check_dump(file: Path) -> None:
    if not file.is_file() or not file.read_bytes()[:5] == b"PGDMP":
        raise NotABackupError(file)


def _put_back_dump(target: URL, file: Path) -> None:
    _run("pg_restore", target, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(file))


def _run(tool: str, url: URL, *arguments: str) -> None:
    path = shutil.which(tool)
    if path is None:
        raise MissingToolError(tool)
    host = url.host or str(url.query.get("host", "localhost"))
    given = {"PGHOST": host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    environment = os.environ | {name: str(value) for name, value in given.items() if value}
    done = subprocess.run(
        [path, f"--dbname={url.database}", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ToolFailedError(tool, done.stderr.strip())
