"""What the tests of exported logs share: a group on a database without its bot."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.settings import Settings, settings_from
from plugins.nudges.history.console import AllThereError, bring_in, plan
from plugins.nudges.history.showing import summary
from storage.base import to_ms
from storage.engine import Database

JOINED = datetime(2026, 3, 2, 2, tzinfo=UTC)  # 10:00 in Shanghai
NOW = datetime(2026, 3, 9, 2, tzinfo=UTC)
TOLD = ("activity", "group_hours", "ties", "memberships", "people", "messages", "heard_before", "history_senders")


class Past:
    """A group on a database without its bot: logs are brought in and the tables read."""

    def __init__(self, url: str, folder: Path, db: Database) -> None:
        self.settings: Settings = settings_from({"database_url": url, "language": "en"})
        self.folder, self.db = folder, db

    async def begin(self) -> None:
        """Account 1, people 1 to 3 of whom 3 has left, group 3 of which 1 and 2 are members."""
        async with self.db.transaction() as connection:
            for statement in [
                (
                    "INSERT INTO accounts (id, platform, platform_id, name, created_at, floods) VALUES"
                    f"  (1, 'wechat', 'bot', 'B', {to_ms(JOINED)}, 0)"
                ),
                (
                    "INSERT INTO people (account_id, platform_id, name, is_friend) VALUES"
                    " (1, 'wxid_0000', 'Ming', false), (1, 'p2', '成员1', false), (1, 'p3', 'Hong', false)"
                ),
                (
                    "INSERT INTO groups (id, account_id, platform_id, name, member_count, joined_at)"
                    f" VALUES (3, 1, 'g3', '读书会', 2, {to_ms(JOINED)})"
                ),
                (
                    "INSERT INTO memberships (group_id, person_id, joins, left_at, last_spoken_at) VALUES"
                    f" (3, 1, 0, NULL, {to_ms(NOW)}), (3, 2, 0, NULL, NULL), (3, 3, 0, {to_ms(NOW)}, NULL)"
                ),
            ]:
                await connection.execute(text(statement))

    async def bring(self, file: Path) -> str:
        """Import a log as the command does; what it says, empty where nothing was new."""
        try:
            wishes = await plan(self.db, file, "读书会", self.settings, NOW)
        except AllThereError:
            return ""
        await bring_in(self.db, wishes, file)
        return summary(wishes, file.name, "en")

    async def log(self, *lines: str) -> str:
        """Import these lines of a table."""
        file = self.folder / "log.csv"
        file.write_text("\n".join(("time,id,sender,text,quoted,quoted_text", *lines)).replace(",id,", ",sender id,"))
        return await self.bring(file)

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds."""
        async with self.db.read() as session:
            return [tuple(row) for row in await session.execute(text(query))]

    async def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that a log may change, without the keys that depend on the order of imports."""
        return {table: sorted(await self.rows(f"SELECT * FROM {table}"), key=repr) for table in TOLD}

    async def meaning(self) -> list[list[tuple[Any, ...]]]:
        """The same by people's platform ids instead of keys."""
        of = "JOIN people p ON p.id = t.person_id"
        queries = (
            f"SELECT day, p.platform_id, messages FROM activity t {of}",
            "SELECT hour, messages FROM group_hours",
            (
                "SELECT day, a.platform_id, b.platform_id, quotes, mentions, answers, thanks FROM ties t"
                " JOIN people a ON a.id = t.from_id JOIN people b ON b.id = t.to_id"
            ),
            f"SELECT p.platform_id, p.name, last_spoken_at, left_at, joins FROM memberships t {of}",
            f"SELECT sent_at, t.platform_id, p.platform_id, kind, text FROM messages t {of}",
        )
        return [sorted(await self.rows(query), key=repr) for query in queries]
