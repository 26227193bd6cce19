"""Messages in: recorded once, counted on the right day, handed on in order."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.events import Quote, Said
from storage.tables import Outbox
from tests.bot.inboxes import BOT, NOON, desk_on, joins, leaves, lists, says

DAY = timedelta(days=1)


async def test_a_message_is_recorded_and_counted(database_url: str) -> None:
    """Plain talk leaves a row, a count for its day, the time last spoken, and nothing pending."""
    async with desk_on(database_url) as desk:
        await desk.receives(says("ann", "hello", at=NOON - timedelta(seconds=1)), says("ann", "again"))
        assert await desk.rows("SELECT text FROM messages ORDER BY id") == [("hello",), ("again",)]
        assert await desk.counted() == {20260301: 2}
        assert await desk.value("SELECT last_spoken_at FROM memberships") == 1772337600000
        assert desk.pending == []
        assert (desk.inbox.recorded, desk.inbox.batches, desk.inbox.depth) == (2, 1, 0)


async def test_a_redelivered_message_has_no_effect(database_url: str) -> None:
    """The same id and time again, in one batch or later: one row, one count, handled once."""
    async with desk_on(database_url) as desk:
        message = says("ann", "/go", mentions=("ben",))
        await desk.receives(message, message, says("ben", "/me too"))
        await desk.receives(message, says("ann", "/more"))
        assert [said.text for said in desk.said] == ["/go", "/me too", "/more"]
        assert await desk.counted() == {20260301: 2}
        assert await desk.rows("SELECT quotes, mentions FROM ties") == [(0, 1)]
        assert (desk.inbox.recorded, desk.inbox.duplicates) == (3, 2)


async def test_the_day_is_that_of_the_groups_zone(database_url: str) -> None:
    """A group's own zone decides, else the default one."""
    async with desk_on(database_url) as desk:
        late = NOON + timedelta(hours=13)  # 01:00 on the second in Shanghai, 18:00 on the first in London
        desk.clock.move_to(late)
        await desk.receives(lists("ann", "ben", group="g"), lists("cleo", group="london"))
        async with desk.db.write() as session:
            await session.execute(text("UPDATE groups SET zone = 'Europe/London' WHERE platform_id = 'london'"))
        desk.inbox.forget_cached()
        await desk.receives(says("ann", at=late), says("cleo", group="london", at=late))
        assert await desk.counted("ann") == {20260302: 1}
        assert await desk.counted("cleo") == {20260301: 1}


async def test_what_handlers_want_is_handed_on_in_order(database_url: str) -> None:
    """A join comes before the joiner's words, and event ids rise."""
    async with desk_on(database_url) as desk:
        await desk.receives(
            lists("ann"), says("ann", "/one"), joins("ben"), says("ben", "/two"), leaves("ben"), says("ann", "/three")
        )
        kinds = [type(h).__name__ if not isinstance(h, Said) else h.text for h in desk.happenings]
        assert kinds == ["/one", "Joined", "/two", "Left", "/three"]
        ids = [pending.event_id for pending in desk.pending]
        assert ids == sorted(set(ids))


async def test_an_old_message_is_counted_but_not_handled(database_url: str) -> None:
    """Beyond the age limit a command is history: recorded on its day, never answered, its names not believed."""
    async with desk_on(database_url) as desk:
        await desk.receives(says("ann", sender_alias="Queen"))
        old = NOON - timedelta(minutes=11)
        await desk.receives(says("ann", "/go", at=old, sender_name="Anna", sender_alias="Was"))
        await desk.receives(says("ann", "/stay", at=NOON - timedelta(minutes=9)))
        assert [said.text for said in desk.said] == ["/stay"]
        assert await desk.counted() == {20260301: 3}
        assert await desk.rows("SELECT name, alias FROM people, memberships") == [("Ann", "Queen")]


async def test_a_message_from_the_future_counts_as_now(database_url: str) -> None:
    """The row keeps the platform's time, so redelivery is seen; the ledger never runs ahead of the clock."""
    async with desk_on(database_url) as desk:
        message = says("ann", "/hi", at=NOON + 900 * DAY)
        await desk.receives(message, message)
        assert await desk.counted() == {20260301: 1}
        assert await desk.value("SELECT last_spoken_at FROM memberships") == 1772337600000
        assert desk.inbox.duplicates == 1
        assert len(desk.said) == 1


async def test_a_clock_set_back_loses_nothing(database_url: str) -> None:
    """After the clock jumps back messages are still recorded and handled, and last spoken never goes back."""
    async with desk_on(database_url) as desk:
        await desk.receives(says("ann", at=NOON))
        desk.clock.move_to(NOON - DAY)
        await desk.receives(says("ann", "/now", at=NOON - DAY))
        assert [said.text for said in desk.said] == ["/now"]
        assert await desk.counted() == {20260228: 1, 20260301: 1}
        assert await desk.value("SELECT last_spoken_at FROM memberships") == 1772337600000


async def test_our_own_echoes_are_not_talk(database_url: str) -> None:
    """What the bot said comes back to the outbox, in order, and into no ledger."""
    async with desk_on(database_url) as desk:
        first, second = says(BOT, "/one", from_self=True), says("other-id-of-ours", "two", from_self=True)
        await desk.receives(first, says("ann"), second)
        assert desk.echoes == [first, second]
        assert await desk.value("SELECT count(*) FROM messages") == 1
        assert await desk.members() == {"ann"}
        assert desk.said == []


async def test_a_private_message_belongs_to_no_group(database_url: str) -> None:
    """It is recorded and handled, and counts nowhere."""
    async with desk_on(database_url) as desk:
        await desk.receives(says("ann", "/help", group=""))
        assert desk.said[0].group_id is None
        assert await desk.rows("SELECT group_id, text FROM messages") == [(None, "/help")]
        assert await desk.rows("SELECT * FROM activity") == []
        assert await desk.rows("SELECT * FROM groups") == []


async def test_one_person_in_two_groups_is_one_row(database_url: str) -> None:
    """A contact has one key however many groups, same-named ones included."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", group="a", name="Twin"), lists("ann", group="b", name="Twin"))
        await desk.receives(says("ann", group="a"), says("ann", group="b"))
        assert await desk.value("SELECT count(*) FROM people") == 1
        assert await desk.rows("SELECT messages FROM activity ORDER BY group_id") == [(1,), (1,)]


async def test_ties_are_kept_by_mention_and_quote(database_url: str) -> None:
    """A quote is resolved by id, else by a name only one member bears; the bot and oneself are nobody to tie to."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben", "cleo"))
        await desk.receives(says("cleo", sender_alias="Twin"), says("ben", sender_alias="Twin"))
        await desk.receives(
            says("ann", quote=Quote(sender_id="ben"), mentions=("ben", "ben", "ann", BOT)),
            says("ann", quote=Quote(sender_name="Cleo")),
            says("ann", quote=Quote(sender_name="Twin")),
            says("ann", quote=Quote(sender_name="Nobody")),
            says("ann", quote=Quote(sender_id=BOT)),
            says("ann", quote=Quote(sender_name="Ann")),
        )
        found = await desk.rows(
            "SELECT f.platform_id, t.platform_id, ties.quotes, ties.mentions FROM ties JOIN people f ON f.id = from_id"
            " JOIN people t ON t.id = to_id ORDER BY t.platform_id"
        )
        assert found == [("ann", "ben", 1, 1), ("ann", "cleo", 1, 0)]


async def test_help_is_kept_with_the_tie(database_url: str) -> None:
    """Who quotes a question answers it, who thanks has their thanks noted; joining in or declining is neither."""
    question = Quote(sender_id="ben", text="请问几点集合")
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben", "cleo"))
        await desk.receives(
            says("ann", "七点", quote=question),
            says("ann", "南门", quote=question),
            says("cleo", "同问", quote=question),
            says("cleo", "好的", quote=Quote(sender_id="ben", text="七点")),
            says("ben", "谢谢 @Ann", mentions=("ann",)),
            says("ben", "谢谢", quote=Quote(sender_id="ann", text="七点")),
            says("ann", "不用谢", mentions=("ben",)),
            says("ben", "谢谢大家"),
        )
        found = await desk.rows(
            "SELECT f.platform_id, t.platform_id, answers, thanks FROM ties JOIN people f ON f.id = from_id"
            " JOIN people t ON t.id = to_id ORDER BY f.platform_id"
        )
        assert found == [("ann", "ben", 2, 0), ("ben", "ann", 0, 2), ("cleo", "ben", 0, 0)]
        await desk.receives(says("ann", "带水", quote=question))
        assert await desk.rows("SELECT quotes, mentions, answers FROM ties WHERE answers > 0") == [(3, 1, 3)]


async def test_a_quoted_name_follows_the_members(database_url: str) -> None:
    """Once a second member takes the name it means nobody, and somebody again when one of them leaves."""
    quoting = Quote(sender_name="Star")
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben", "cleo"), says("ben", sender_name="Star"))
        await desk.receives(says("ann", quote=quoting))
        await desk.receives(says("cleo", sender_alias="Star"), says("ann", quote=quoting))
        assert await desk.rows("SELECT quotes FROM ties") == [(1,)]
        await desk.receives(leaves("cleo"), says("ann", quote=quoting))
        assert await desk.rows("SELECT quotes FROM ties") == [(2,)]


async def test_a_quote_of_the_bot_names_the_outbox_row(database_url: str) -> None:
    """By the platform's id where it is told, else by the words, whatever name a mention bore.

    That goes for one a crash left unknown as well: who quotes it has seen it.
    """
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann"))
        words = {"kind": "text", "parts": [{"at": 1}, " welcome!"]}
        picture = {"kind": "image", "path": "a.png", "message_id": ""}
        async with desk.db.write() as session:
            session.add_all([_sent(7, words), _sent(8, picture), _lost(9, "unknown"), _lost(10, "waiting")])
        await desk.receives(
            says("ann", "/why", quote=Quote(message_id="p8", sender_id=BOT)),
            says("ann", "/why", quote=Quote(sender_name="Dandelion", text="@Ann\u2005 welcome!")),
            says("ann", "/why", quote=Quote(sender_name="Dandelion", text="something else")),
            says("ann", "/why", quote=Quote(sender_name="Dandelion", text="message 9")),
            says("ann", "/why", quote=Quote(message_id="p9", sender_id=BOT, text="message 9")),
            says("ann", "/why", quote=Quote(sender_name="Dandelion", text="message 10")),
        )
        assert [said.quote_outbox_id for said in desk.said] == [8, 7, None, 9, 9, None]


def _row(id_: int, content: dict[str, Any], state: str) -> Outbox:
    return Outbox(
        id=id_,
        key=str(id_),
        account_id=1,
        group_id=1,
        cause_kind="event",
        cause_id="1",
        content=content,
        priority=0,
        policy="at_most_once",
        state=state,
        created_at=NOON,
        due_at=NOON,
        next_at=NOON,
    )


def _sent(id_: int, content: dict[str, Any]) -> Outbox:
    row = _row(id_, content, "sent")
    row.sent_at, row.platform_message_id = NOON, f"p{id_}"
    return row


def _lost(id_: int, state: str) -> Outbox:
    return _row(id_, {"kind": "text", "parts": [f"message {id_}"]}, state)


async def test_names_follow_what_people_call_themselves(database_url: str) -> None:
    """A new non-empty name or alias replaces the old one; an empty one says nothing."""
    async with desk_on(database_url) as desk:
        await desk.receives(says("ann", sender_alias="Queen"))
        await desk.receives(says("ann", sender_name="", sender_alias=""))
        assert await desk.rows("SELECT name, alias FROM people, memberships") == [("Ann", "Queen")]
        await desk.receives(says("ann", sender_name="{安}"), says("ann", sender_name="🌸 Anna", sender_alias="女王"))
        assert await desk.rows("SELECT name, alias FROM people, memberships") == [("🌸 Anna", "女王")]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("a\x00b", "ab"),
        ("lone \ud83d here", "lone � here"),
        ("paired \ud83d\ude00", "paired 😀"),
        ("\u202e‮ مرحبا 👨‍👩‍👧", "\u202e‮ مرحبا 👨‍👩‍👧"),
        ("x" * 1_000_000, "x" * 20_000),
        ("'); DROP TABLE messages; -- {name}", "'); DROP TABLE messages; -- {name}"),
        ("", ""),
    ],
)
async def test_any_text_can_be_recorded(database_url: str, words: str, kept: str) -> None:
    """What a member can type, or a broken client send, is stored as far as a database can store it."""
    async with desk_on(database_url) as desk:
        await desk.receives(says("ann", "/" + words, sender_name=words[:300], quote=Quote(text=words)))
        assert await desk.rows("SELECT text FROM messages") == [(("/" + kept)[:20_000],)]
        assert desk.said[0].quote_text == kept


async def test_odd_ids_are_no_trouble(database_url: str) -> None:
    """An id with NUL or a lone surrogate, endless, or of another script is one more id."""
    async with desk_on(database_url) as desk:
        odd = ["a\x00b", "\ud800", "x" * 5000, "群主", "'"]
        await desk.receives(lists(*odd), *(says(id_, mentions=(id_,)) for id_ in odd))
        await desk.receives(*(says(id_) for id_ in odd))
        assert await desk.value("SELECT count(*) FROM people") == 5
        assert desk.inbox.refused == 0


async def test_everything_recorded_is_found_after_a_crash(database_url: str) -> None:
    """A second run, without a farewell of the first, finds what was pending and goes on numbering."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann"), says("ann", "/one", quote=Quote(text="q")), joins("ben"), says("ann", "/two"))
        first = desk.pending
        async with desk.db.write() as session:
            await session.execute(text("UPDATE events SET state = 'done' WHERE id = :id"), {"id": first[0].event_id})
        async with desk_on(database_url, new=False) as later:
            assert await later.inbox.load_pending() == first[1:]
            await later.receives(says("ann", "/three"))
            assert later.pending[0].event_id > first[-1].event_id
            assert await later.value("SELECT count(*) FROM messages") == 3


async def test_load_pending_reads_page_by_page(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than one page is found too, in order."""
    monkeypatch.setattr("bot.inbox.inbox.PAGE", 3)
    async with desk_on(database_url) as desk:
        await desk.receives(*(says("ann", f"/{n}") for n in range(8)))
        assert await desk.inbox.load_pending() == desk.pending


async def test_one_event_that_cannot_be_recorded_does_not_stop_the_others(database_url: str) -> None:
    """It is named in the log and counted; its neighbours are recorded under keys that exist."""
    async with desk_on(database_url) as desk:
        await desk.inbox.put(says("ann", "/one", mentions=("ben",)))
        await desk.inbox.put(says("eve", "boom", kind=None))
        await desk.receives(says("cleo", "/two", group="h"))
        assert [said.text for said in desk.said] == ["/one", "/two"]
        found = "SELECT p.platform_id, m.text FROM messages m JOIN people p ON p.id = m.person_id ORDER BY m.id"
        assert await desk.rows(found) == [("ann", "/one"), ("cleo", "/two")]
        assert await desk.rows("SELECT p.name FROM ties JOIN people p ON p.id = to_id") == [("",)]
        assert await desk.value("SELECT count(*) FROM activity JOIN groups g ON g.id = group_id") == 2
        assert (desk.inbox.refused, desk.inbox.recorded, desk.inbox.depth) == (1, 2, 0)


async def test_a_full_disk_keeps_everything_queued(sqlite_url: str) -> None:
    """While the database can't be written the inbox says so and waits; afterwards nothing is missing or doubled."""
    async with desk_on(sqlite_url) as desk:
        await desk.receives(says("ann", "/first"))
        async with desk.db.transaction() as connection:
            await connection.exec_driver_sql("PRAGMA max_page_count = 1")
        words = ["/" + "long" * 4000 + str(n) for n in range(20)]
        for n, word in enumerate(words):
            await desk.inbox.put(says(f"p{n}", word))
        for _ in range(2):
            with pytest.raises(OperationalError, match="full"):
                await desk.inbox.flush()
            assert desk.inbox.depth == 20
        async with desk.db.transaction() as connection:
            await connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        await desk.receives()
        assert [said.text for said in desk.said] == ["/first", *words]
        assert await desk.value("SELECT count(*) FROM messages m JOIN people p ON p.id = m.person_id") == 21


async def test_observers_see_every_recorded_message(database_url: str) -> None:
    """In bulk and in the same transaction; a broken one hurts neither the recording nor the others."""
    seen: list[str] = []

    async def counts(connection: AsyncConnection, said: Sequence[Said]) -> None:
        seen.extend(s.text for s in said)
        await connection.execute(text("UPDATE groups SET name = 'seen'"))

    async def breaks(connection: AsyncConnection, said: Sequence[Said]) -> None:
        await connection.execute(text("UPDATE groups SET name = 'broken'"))
        await connection.execute(text("SELECT * FROM nowhere"))

    async with desk_on(database_url, observers=[counts, breaks]) as desk:
        message = says("ann", "one")
        await desk.receives(message, says("ann", "/two"))
        await desk.receives(message)
        assert seen == ["one", "/two"]
        assert await desk.rows("SELECT name FROM groups") == [("seen",)]
        assert await desk.value("SELECT count(*) FROM messages") == 2


async def test_put_waits_while_the_inbox_is_full(database_url: str) -> None:
    """At the limit the next event waits, nothing is dropped, and order is kept among those waiting."""
    async with desk_on(database_url, limit=2) as desk:
        puts = [asyncio.create_task(desk.inbox.put(says("ann", f"/{n}"))) for n in range(5)]
        await asyncio.sleep(0)
        assert desk.inbox.depth == 2
        assert not puts[2].done()
        while not all(put.done() for put in puts):
            await desk.inbox.flush()
            await asyncio.sleep(0)
        await desk.receives()
        assert [said.text for said in desk.said] == [f"/{n}" for n in range(5)]


async def test_wait_returns_when_something_is_queued(database_url: str) -> None:
    """Nothing queued: it waits; a message: it returns, and again while some are left."""
    async with desk_on(database_url) as desk:
        waiting = asyncio.create_task(desk.inbox.wait())
        await asyncio.sleep(0)
        assert not waiting.done()
        await desk.inbox.put(says("ann"))
        await waiting
        assert await desk.inbox.flush() == 1
        assert await desk.inbox.flush() == 0


async def test_a_batch_is_at_most_200_rows_big(database_url: str) -> None:
    """Each flush is one commit of bounded size, whatever is queued; a big listing goes alone."""
    async with desk_on(database_url) as desk:
        for n in range(450):
            await desk.inbox.put(says(f"p{n % 7}"))
        await desk.inbox.put(lists(*(f"q{n}" for n in range(300)), group="big"))
        sizes = [await desk.inbox.flush() for _ in range(5)]
        assert sizes == [200, 200, 50, 1, 0]
        assert await desk.value("SELECT count(*) FROM messages") == 450
        assert len(await desk.members("big")) == 300


async def test_many_mentions_in_one_batch(database_url: str) -> None:
    """More rows than one statement takes are written in several."""
    async with desk_on(database_url) as desk:
        everyone = tuple(f"q{n}" for n in range(450))
        await desk.receives(says("ann", "@all", mentions=everyone))
        assert await desk.value("SELECT count(*) FROM ties") == 450
