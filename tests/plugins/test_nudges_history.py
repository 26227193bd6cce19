"""Exported logs: what becomes of a group's past."""

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import UserError
from storage.base import to_ms
from storage.engine import Database
from storage.hours import heard_before
from tests.fakes.corpus import Shape, Talk, corpus, write_csv, write_jsonl
from tests.plugins.pasts import JOINED, NOW, Past


@pytest.fixture
async def past(database_url: str, tmp_path: Path) -> AsyncIterator[Past]:
    """A group that was there before its bot."""
    async with Database(database_url) as db:
        opened = Past(database_url, tmp_path, db)
        await opened.begin()
        yield opened


async def test_a_log_is_counted_as_the_bot_would_have(past: Past) -> None:
    """Days, hours, who turned to whom, who spoke when, words; members by id and by name, others as people who left."""
    said = await past.log(
        "2026-02-27 20:15:00,wxid_0000,Ming,有人知道怎么走吗？,,",
        "2026-02-27 20:16:00,x1,成员1,坐2路车,wxid_0000,有人知道怎么走吗？",
        "2026-02-27 20:17:00,wxid_0000,Ming,谢谢！,成员1,坐2路车",
        "2026-02-28 00:30:00,x2,路人,好,,",
        "2026-03-01 23:59:59,x2,路人甲,晚安,,",
        "2026-03-02 00:00:00,x2,路人甲,早,,",
    )
    assert "5 messages" in said
    assert "with talk on 3 days" in said
    assert "3 people talked: 1 found by id, 1 by name, 0 known from an earlier import, 1 not found" in said
    assert "路人甲 (2)" in said
    assert "in the group since 2026-03-02 Mon; the 1 line since then is left out" in said
    (stranger,) = await past.rows("SELECT id, name FROM people WHERE platform_id LIKE 'history:%'")
    assert stranger[1] == "路人甲"
    last = to_ms(datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC))
    assert sorted(await past.rows("SELECT day, person_id, messages FROM activity")) == [
        (20260227, 1, 2),
        (20260227, 2, 1),
        (20260228, stranger[0], 1),
        (20260301, stranger[0], 1),
    ]
    hour = to_ms(datetime(2026, 2, 27, 12, tzinfo=UTC)) // 3_600_000
    assert await past.rows("SELECT hour, messages FROM group_hours ORDER BY hour LIMIT 2") == [(hour, 3), (hour + 4, 1)]
    assert sorted(await past.rows("SELECT from_id, to_id, quotes, mentions, answers, thanks FROM ties")) == [
        (1, 2, 1, 0, 0, 1),
        (2, 1, 1, 0, 1, 0),
    ]
    spoke = "SELECT person_id, last_spoken_at, left_at, joins, joined_at FROM memberships ORDER BY person_id"
    assert await past.rows(spoke) == [
        (1, to_ms(NOW), None, 0, None),
        (2, to_ms(datetime(2026, 2, 27, 12, 16, tzinfo=UTC)), None, 0, None),
        (3, None, to_ms(NOW), 0, None),
        (stranger[0], last, last, 0, None),
    ]
    texts = await past.rows("SELECT id, sent_at, person_id, text FROM messages ORDER BY sent_at")
    assert [(person_id, words) for _, _, person_id, words in texts][-1] == (stranger[0], "晚安")
    assert len(texts) == 5
    assert max(id_ for id_, *_ in texts) < 0
    assert (await past.rows("SELECT member_count FROM groups")) == [(2,)]
    async with past.db.read() as session:
        heard = await heard_before(session, [3, 4])
    assert heard == {3: [(datetime(2026, 2, 27, 12, 15, tzinfo=UTC), datetime(2026, 3, 1, 16, tzinfo=UTC))]}


async def test_again_changes_nothing(past: Past) -> None:
    """Also when people have other names by then, or those who were strangers are known."""
    log = ("2026-02-27 20:15:00,,Hong,hi,,", "2026-02-27 20:16:00,x2,路人,hi,Hong,hi")
    await past.log(*log)
    before = await past.state()
    assert await past.log(*log) == ""
    assert await past.state() == before
    async with past.db.transaction() as connection:
        await connection.execute(text("UPDATE people SET name = '小红' WHERE id = 3"))
        await connection.execute(
            text("INSERT INTO people (account_id, platform_id, name, is_friend) VALUES (1, 'x2', '路人', false)")
        )
    before = await past.state()
    assert await past.log(*log) == ""
    assert await past.state() == before


async def test_words_of_the_forgotten_do_not_come_back(past: Past) -> None:
    """Their counts stay with somebody nameless; so do those that a longer log adds."""
    log = ("2026-02-27 20:15:00,x2,路人,hi,,", "2026-02-27 20:16:00,wxid_0000,Ming,hello,,")
    await past.log(*log)
    async with past.db.transaction() as connection:
        await connection.execute(text("UPDATE people SET platform_id = 'forgotten:1', name = '' WHERE name = '路人'"))
        await connection.execute(text("DELETE FROM messages WHERE text = 'hi'"))
        await connection.execute(text("DELETE FROM memberships WHERE person_id > 3"))
    assert await past.log(*log) == ""
    await past.log("2026-02-26 20:15:00,x2,路人,earlier,,", *log)
    assert await past.rows("SELECT person_id FROM memberships WHERE person_id > 3") == []
    assert await past.rows("SELECT text FROM messages") == [("hello",)]
    of = "JOIN people p ON p.id = a.person_id WHERE p.platform_id = 'forgotten:1' ORDER BY day"
    assert await past.rows(f"SELECT day, messages FROM activity a {of}") == [(20260226, 1), (20260227, 1)]


async def test_what_the_bot_heard_is_left_alone(past: Past) -> None:
    """Of a day the larger count stands; a day from its coming on is its own, whatever a log says."""
    async with past.db.transaction() as connection:
        await connection.execute(text("INSERT INTO activity VALUES (3, 20260227, 1, 9), (3, 20260302, 1, 2)"))
    await past.log(
        "2026-02-27 20:15:00,wxid_0000,Ming,hi,,",
        "2026-03-02 09:00:00,wxid_0000,Ming,hi,,",
        "2026-02-26 20:15:00,wxid_0000,Ming,hi,,",
    )
    counts = await past.rows("SELECT day, messages FROM activity ORDER BY day")
    assert counts == [(20260226, 1), (20260227, 9), (20260302, 2)]


async def test_words_are_kept_as_long_as_others(past: Past) -> None:
    """180 days, only what people wrote themselves; counts go back as far as the log."""
    said = await past.log("2025-09-09 20:15:00,x2,路人,old,,", "2025-09-10 10:00:00,x2,路人,young,,")
    assert "2 messages" in said
    assert await past.rows("SELECT text FROM messages") == [("young",)]


async def test_the_bots_own_words_are_nobodys(past: Past) -> None:
    """It may have been in the group under another's care."""
    await past.log("2026-02-27 20:15:00,bot,B,hi,,", "2026-02-27 20:15:00,wxid_0000,Ming,hi,bot,hi")
    assert await past.rows("SELECT person_id FROM activity") == [(1,)]
    assert await past.rows("SELECT text, person_id FROM messages") == [("hi", 1)]


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ((), "no messages"),
        (("2026-03-02 00:00:00,x,X,hi,,",), "nothing from before 2026-03-02"),
        (("2026-02-27 20:15:00,x,X,hi,,", "later,x,X,hi,,"), "line 3: I can't read the time “later”"),
        (("2027-02-27 20:15:00,x,X,hi,,",), "line 2: That time is still to come"),
    ],
)
async def test_what_is_wrong(past: Past, lines: tuple[str, ...], what: str) -> None:
    """It is said by line and nothing is written."""
    before = await past.state()
    with pytest.raises(UserError) as told:
        await past.log(*lines)
    assert what in told.value.phrase("en", **told.value.values)
    assert await past.state() == before


async def test_one_bad_line_in_a_hundred(past: Past) -> None:
    """Is left out and shown."""
    lines = [f"2026-02-27 20:15:00,x,X,{n},," for n in range(100)]
    assert "1 line can't be read and is left out:\nline 102: " in await past.log(*lines, "?,x,X,hi,,")


def _file(folder: Path, name: str, talks: Iterable[Talk]) -> Path:
    write_csv(folder / name, iter(list(talks)))
    return folder / name


async def test_order_does_not_matter(past: Past) -> None:
    """Parts that overlap, in any order and as often as one likes, leave what the whole leaves."""
    talks = list(
        corpus(Shape(members=12, silent=2, days=20, a_day=40, first_day=JOINED.date() - timedelta(days=15)), 5)
    )
    third = len(talks) // 3
    days = [talk.at.date() for talk in talks]
    cut = next(n for n in range(third, len(talks)) if days[n] != days[n - 1])
    parts = [_file(past.folder, "a.csv", talks[: cut + 30]), _file(past.folder, "b.csv", talks[cut:])]
    whole = past.folder / "whole.jsonl"
    write_jsonl(whole, iter(talks))
    for part in (parts[1], parts[0], parts[1]):
        await past.bring(part)
    in_parts = await past.meaning()
    state = await past.state()
    assert await past.bring(whole) == ""
    assert await past.state() == state
    assert in_parts[0]
    assert in_parts[2]


async def test_parts_make_the_whole(sqlite_template: Path, tmp_path: Path) -> None:
    """The same tables, whether a log comes whole, in two parts, or in the reverse order."""
    talks = list(
        corpus(Shape(members=12, silent=2, days=20, a_day=40, first_day=JOINED.date() - timedelta(days=15)), 6)
    )
    cut = next(n for n in range(150, len(talks)) if talks[n].at.date() != talks[n - 1].at.date())
    files = [_file(tmp_path, "a", talks[:cut]), _file(tmp_path, "b", talks[cut:]), _file(tmp_path, "c", talks)]
    found: list[object] = []
    for n, order in enumerate(((0, 1), (1, 0), (2,), (1, 2, 0))):
        copy = tmp_path / f"{n}.db"
        copy.write_bytes(sqlite_template.read_bytes())
        async with Database(f"sqlite:///{copy}") as db:
            past = Past(f"sqlite:///{copy}", tmp_path, db)
            await past.begin()
            for each in order:
                await past.bring(files[each])
            found.append(await past.meaning())
    assert found[0] == found[1] == found[2] == found[3]
