"""Write the next migration from what the tables say now: python scripts/migration.py "what changes".

Until the first release the first migration may be written anew: delete it, then run this.
"""

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alembic import command
from sqlalchemy.engine import Connection

from plugins import PLUGINS
from storage.migrate import alembic_config, connect, upgrade

VERSIONS = Path(__file__).resolve().parents[1] / "storage/migrations/versions"


def tidy(file: Path) -> None:
    """Leave out what Alembic writes for whoever edits it."""
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.strip().startswith("###")]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    subprocess.run(["ruff", "format", str(file)], check=True)


def write(connection: Connection, message: str) -> None:
    """Compare the tables with a database at the newest revision and write the difference."""
    config = alembic_config()
    config.attributes["connection"] = connection
    upgrade(connection)
    number = 1 + len(list(VERSIONS.glob("[0-9]*.py")))
    command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
    tidy(next(VERSIONS.glob(f"{number:04}*.py")))


async def main(message: str) -> None:
    """Do it on a throw-away SQLite database."""
    with tempfile.TemporaryDirectory() as folder:
        async with connect(f"sqlite:///{folder}/migration.db") as connection:
            await connection.run_sync(write, message)
    print(f"written, the tables of {len(PLUGINS)} plugins included; put the revision into storage/migrate.py as HEAD")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
