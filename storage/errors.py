"""What can be wrong with a database or a backup; whoever talks to people finds the words."""

from pathlib import Path


class StorageError(Exception):
    """Parent of what this package raises on purpose."""


class NewerDatabaseError(StorageError):
    """The database was migrated by a newer version of this program."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(f"the database is at revision {found}, this program knows up to {known}")
        self.found, self.known = found, known


class BusyDatabaseError(StorageError):
    """Another bot is running on this database."""


class UnreachableDatabaseError(StorageError):
    """The database did not let us in; `why` is its own sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotEmptyError(StorageError):
    """A restore would overwrite what a database holds."""


class NotABackupError(StorageError):
    """The file is not a backup this database can take."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is not a backup of this kind of database")
        self.file = file


class MissingToolError(StorageError):
    """A program that PostgreSQL's backups need is not installed."""

    def __init__(self, tool: str) -> None:
        super().__init__(f"{tool} is not on PATH")
        self.tool = tool


class ToolFailedError(StorageError):
    """A program that was run for a backup said no."""

    def __init__(self, tool: str, said: str) -> None:
        super().__init__(f"{tool}: {said}")
        self.tool, self.said = tool, said
