"""Who is in which group, by what is announced and by what is found out."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.events import Added, BotAdded, BotRemoved, GroupRenamed, Joined, Left, OwnerChanged, Removed, Renamed
from tests.bot.inboxes import BOT, NOON, Desk, desk_on, joins, leaves, lists, says

MINUTE = timedelta(minutes=1)


async def kinds(desk: Desk) -> list[tuple[str, bool]]:
    """The history of joining and leaving."""
    found = await desk.rows("SELECT kind, announced FROM roster_changes ORDER BY id")
    return [(kind, bool(announced)) for kind, announced in found]


async def count(desk: Desk, group: str = "g") -> int:
    """The member count kept with a group."""
    return await desk.value("SELECT member_count FROM groups WHERE platform_id = :group", group=group)


async def person(desk: Desk, platform_id: str) -> int:
    """Our key of somebody."""
    return await desk.value("SELECT id FROM people WHERE platform_id = :id", id=platform_id)


async def test_the_first_listing_welcomes_nobody(database_url: str) -> None:
    """Those who were there before the bot have no joining day, no history and are not news."""
    async with desk_on(database_url) as desk:
        await desk.receives(BotAdded("g", NOON, "ann"), lists("ann", "ben", BOT, owner="ann"))
        assert await desk.members() == {"ann", "ben"}
        assert await desk.rows("SELECT DISTINCT joined_at, joins FROM memberships") == [(None, 0)]
        assert desk.happenings == [Added(1, NOON, await person(desk, "ann"))]
        assert await kinds(desk) == []
        assert await count(desk) == 2
        owner = "SELECT p.platform_id, g.name FROM groups g JOIN people p ON p.id = g.owner_id"
        assert await desk.rows(owner) == [("ann", "Garden")]


async def test_a_join_is_news_once(database_url: str) -> None:
    """With inviter and day; told again, by event or by listing, it is nothing new."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann"))
        await desk.receives(joins("ben", "cleo", BOT, inviter="ann"), joins("ben"), lists("ann", "ben", "cleo"))
        ben, cleo, ann = [await person(desk, name) for name in ("ben", "cleo", "ann")]
        assert desk.happenings == [Joined(1, NOON, (ben, cleo), (), ann, True)]
        assert await desk.rows("SELECT kind, day, by_id FROM roster_changes") == [("joined", 20260301, ann)] * 2
        sql = "SELECT joins, joined_at, inviter_id FROM memberships WHERE person_id = :ben"
        assert await desk.rows(sql, ben=ben) == [(1, 1772337600000, ann)]
        assert await count(desk) == 3


async def test_who_comes_back_has_rejoined(database_url: str) -> None:
    """Leaving ends a membership, coming back begins it again and is told apart from a first joining."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann"), joins("ben"), leaves("ben", "nobody"), leaves("ben"), says("ann", "/go"))
        assert await count(desk) == 1
        await desk.receives(joins("ben", "cleo", at=NOON + MINUTE, inviter="ann"))
        ben, cleo, ann = [await person(desk, name) for name in ("ben", "cleo", "ann")]
        assert desk.happenings[1] == Left(1, NOON, (ben,), None)
        assert desk.happenings[3] == Joined(1, NOON + MINUTE, (cleo,), (ben,), ann, True)
        assert await kinds(desk) == [("joined", True), ("left", True), ("joined", True), ("rejoined", True)]
        assert await desk.rows("SELECT joins, left_at FROM memberships WHERE person_id = :ben", ben=ben) == [(2, None)]
        assert await count(desk) == 3


async def test_a_removal_names_who_did_it(database_url: str) -> None:
    """`by_id` is kept in the history and handed on."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben"), leaves("ben", by="ann"))
        ann, ben = await person(desk, "ann"), await person(desk, "ben")
        assert desk.happenings == [Left(1, NOON, (ben,), ann)]
        assert await desk.rows("SELECT kind, by_id FROM roster_changes") == [("left", ann)]


async def test_later_listings_show_what_nobody_announced(database_url: str) -> None:
    """Comings and goings since the last listing are found by difference, marked as such."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben", "cleo"))
        later = NOON + MINUTE
        await desk.receives(lists("ann", "dan", "eve", at=later))
        ben, cleo, dan, eve = [await person(desk, name) for name in ("ben", "cleo", "dan", "eve")]
        assert desk.happenings == [Left(1, later, (ben, cleo)), Joined(1, later, (dan, eve), (), None, False)]
        assert await kinds(desk) == [("left", False), ("left", False), ("joined", False), ("joined", False)]
        assert await desk.members() == {"ann", "dan", "eve"}
        assert await count(desk) == 3


async def test_an_unchanged_listing_costs_one_statement(database_url: str) -> None:
    """The same list again reads no members; but not when somebody came or went in between."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben"))
        await desk.receives(joins("cleo"))
        await desk.receives(lists("ben", "ann"))
        assert await desk.members() == {"ann", "ben"}
        assert await count(desk) == 2
        digest = await desk.value("SELECT roster_digest FROM groups")
        assert digest is not None
        async with desk.db.write() as session:
            await session.execute(text("UPDATE memberships SET left_at = 1"))
        await desk.receives(lists("ben", "ann"))
        assert await desk.members() == set()


async def test_a_listing_without_members_is_not_believed(database_url: str) -> None:
    """A platform that knows nobody yet must not make everybody leave."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben"))
        with capture_logs() as logs:
            await desk.receives(lists(), lists(BOT))
        assert await desk.members() == {"ann", "ben"}
        assert [entry["event"] for entry in logs] == ["group.members_missing"] * 2
        assert desk.happenings == []


async def test_500_members_of_20_groups(database_url: str) -> None:
    """Big groups are taken whole, and the next day's difference is found."""
    async with desk_on(database_url) as desk:
        everyone = [f"p{n}" for n in range(500)]
        await desk.receives(*(lists(*everyone, group=f"g{n}") for n in range(20)))
        await desk.receives(*(lists(*everyone[7:], "new", group=f"g{n}") for n in range(20)))
        assert await desk.rows("SELECT DISTINCT member_count FROM groups") == [(494,)]
        assert len(desk.happenings) == 40
        assert await desk.value("SELECT count(*) FROM people") == 501


async def test_who_speaks_unannounced_has_joined(database_url: str) -> None:
    """Words of somebody not in the last listing are how a silent joining, or coming back, shows."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben"), leaves("ben"))
        later = NOON + MINUTE
        desk.clock.move_to(later)
        await desk.receives(says("dan", "/hi", at=later), says("dan", at=later), says("ben", at=later))
        ben, dan = await person(desk, "ben"), await person(desk, "dan")
        assert desk.happenings[1:3] == [
            Joined(1, later, (dan,), (), None, False),
            Joined(1, later, (), (ben,), None, False),
        ]
        assert desk.said[0].text == "/hi"
        assert await desk.members() == {"ann", "ben", "dan"}
        assert await count(desk) == 3
        await desk.receives(lists("ann", "ben", "dan", at=later))
        assert len(desk.happenings) == 4


async def test_old_words_do_not_bring_anybody_back(database_url: str) -> None:
    """A replayed message of somebody who has left since, or was gone before the listing, joins nobody."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben"), leaves("ben"))
        await desk.receives(says("ben", at=NOON - MINUTE), says("gone", at=NOON - MINUTE))
        assert await desk.members() == {"ann"}
        assert await count(desk) == 1
        assert await desk.counted("gone") == {20260301: 1}
        assert [type(h) for h in desk.happenings] == [Left]


async def test_who_speaks_in_a_group_never_listed_was_there(database_url: str) -> None:
    """Without a listing there is no telling who is new, so nobody is."""
    async with desk_on(database_url) as desk:
        await desk.receives(says("ann"), says("ben"), says("ann"))
        assert await desk.members() == {"ann", "ben"}
        assert await count(desk) == 2
        assert desk.happenings == []
        await desk.receives(lists("ann", "ben", "cleo"))
        assert desk.happenings == []
        assert await count(desk) == 3


async def test_a_rename_and_a_new_owner(database_url: str) -> None:
    """Kept by event and by listing; a rename is news, once."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben", owner="ann"))
        await desk.receives(
            GroupRenamed("g", NOON, "Yard"), GroupRenamed("g", NOON, "Yard"), OwnerChanged("g", NOON, "ben")
        )
        await desk.receives(lists("ann", "ben", owner="ann", name="{群名}"))
        assert desk.happenings == [Renamed(1, NOON, "Yard"), Renamed(1, NOON, "{群名}")]
        assert await desk.value("SELECT owner_id FROM groups") == await person(desk, "ann")


async def test_removed_and_brought_back(database_url: str) -> None:
    """Once told each; what happened in the group meanwhile is taken as a new beginning, not as news."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben"), BotRemoved("g", NOON), BotRemoved("g", NOON))
        assert await desk.value("SELECT left_at FROM groups") == 1772337600000
        await desk.receives(BotAdded("g", NOON), lists("ann", "cleo"), BotAdded("g", NOON))
        assert [type(h) for h in desk.happenings] == [Removed, Added]
        assert await desk.members() == {"ann", "cleo"}
        assert await count(desk) == 2
        assert await desk.value("SELECT left_at FROM groups") is None


async def test_found_again_by_listing(database_url: str) -> None:
    """A group we had left that is listed again was joined unannounced."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann"), BotRemoved("g", NOON), lists("ann"), BotAdded("g", NOON))
        assert [type(h) for h in desk.happenings] == [Removed, Added]


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_namesake_of_a_vanished_group_is_pointed_out(database_url: str, restarted: bool) -> None:
    """A new id under a known name may be the old group with a changed id; the two are kept apart."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", group="old"))
        if not restarted:
            with capture_logs() as logs:
                await desk.receives(lists("ann", group="new"))
            assert logs == []
            return
    async with desk_on(database_url, new=False) as desk:
        later = NOON + MINUTE
        with capture_logs() as logs:
            await desk.receives(
                lists("ann", group="other", name="Other", at=later), lists("ann", group="new", at=later)
            )
        assert [(entry["event"], entry["earlier"]) for entry in logs] == [("group.id_changed?", [1])]
        assert await desk.value("SELECT count(*) FROM groups") == 3


async def test_a_namesake_is_pointed_out_after_a_new_login_too(database_url: str) -> None:
    """Ids change at a login, which needs no new start of ours."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", group="old"))
        desk.inbox.listing_begins()
        with capture_logs() as logs:
            await desk.receives(lists("ann", group="new", at=NOON + MINUTE))
        assert [(entry["event"], entry["earlier"]) for entry in logs] == [("group.id_changed?", [1])]


async def test_names_given_by_listings_are_kept(database_url: str) -> None:
    """A listing that knows a newer name tells it; one that knows none says nothing."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann"), says("ann"))
        renamed = lists("ann")
        renamed.members["ann"] = "Anna"
        unnamed = lists("ann")
        unnamed.members["ann"] = ""
        await desk.receives(renamed, unnamed, says("ann", sender_name=""))
        assert await desk.rows("SELECT name FROM people") == [("Anna",)]
