"""Groups and people whose platform ids changed are made one again."""

from datetime import timedelta

from sqlalchemy import select

from bot.events import Quote, Said
from plugins import PLUGINS
from storage.base import Base
from storage.relink import PERSON, relink_group, relink_person
from storage.tables import Audit, Grant, GroupSetting, GroupTag, Outbox, Person
from tests.bot.inboxes import NOON, Desk, desk_on, joins, lists, says

LATER = NOON + timedelta(hours=1)


async def test_a_group_goes_on_under_its_new_id(database_url: str) -> None:
    """Members, counts, ties, settings, history and what is pending are the old group's afterwards; nothing is lost."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben", group="old"), says("ann", "thx", group="old", mentions=("ben",)))
        desk.clock.move_to(LATER)
        await desk.receives(
            lists("ann", "cleo", group="new", name="New", owner="ann"),
            says("ann", "thanks", group="new", mentions=("ben",), at=LATER, sender_alias="Queen"),
            says("ann", "at six", group="new", quote=Quote(sender_id="ben", text="when is it?"), at=LATER),
            says("cleo", "/pending", group="new", at=LATER),
            joins("dan", group="new", at=LATER),
        )
        async with desk.db.write() as session:
            session.add_all(
                [
                    GroupSetting(group_id=1, name="welcome.text", value="old"),
                    GroupSetting(group_id=2, name="welcome.text", value="new"),
                    GroupSetting(group_id=2, name="welcome.on", value=False),
                    GroupTag(account_id=1, tag="t", group_id=1),
                    GroupTag(account_id=1, tag="t", group_id=2),
                    Grant(person_id=1, group_id=2, role="admin", granted_at=NOON),
                ]
            )
        async with desk.db.transaction() as connection:
            await relink_group(connection, 1, 2)
        desk.inbox.forget_cached()
        await _no_trace_of(desk, {"group_id"}, 2)
        assert await desk.rows("SELECT id, platform_id, name, member_count FROM groups") == [(1, "new", "New", 4)]
        assert await desk.counted("ann") == {20260301: 3}
        assert await desk.rows("SELECT mentions, quotes, answers, thanks FROM ties") == [(2, 1, 1, 2)]
        assert await desk.members("new") == {"ann", "ben", "cleo", "dan"}
        spoken = "SELECT alias, last_spoken_at FROM memberships JOIN people ON people.id = person_id WHERE name = 'Ann'"
        assert await desk.rows(spoken) == [("Queen", 1772341200000)]
        settings = await desk.rows("SELECT name, value FROM group_settings ORDER BY name")
        assert [(name, str(value).strip('"').lower()) for name, value in settings] == [
            ("welcome.on", "false"),
            ("welcome.text", "old"),
        ]
        pending = await desk.inbox.load_pending()
        assert [p.happening.group_id for p in pending] == [1, 1]
        await desk.receives(says("ann", "/after", group="new", at=LATER))
        assert desk.said[-1].group_id == 1
        assert await desk.value("SELECT count(*) FROM messages WHERE group_id = 1") == 5


async def test_a_person_goes_on_under_their_new_id(database_url: str) -> None:
    """Their memberships, words, ties, rights and mentions are the old key's; ties to themselves are not kept."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben", owner="ben"), says("ben"), says("ann", mentions=("ben",)))
        await desk.receives(lists("ann", "ben2", owner="ben2"), joins("eve", inviter="ben2"))
        await desk.receives(says("ben2", "/do", mentions=("ben", "ann")), says("ann", "/hey", mentions=("ben2", "eve")))
        old = await desk.value("SELECT id FROM people WHERE platform_id = 'ben'")
        new = await desk.value("SELECT id FROM people WHERE platform_id = 'ben2'")
        async with desk.db.write() as session:
            session.add_all(
                [
                    Grant(person_id=old, group_id=1, role="admin", granted_at=NOON),
                    Grant(person_id=new, group_id=1, role="owner", granted_by_id=new, granted_at=NOON),
                    _waiting({"kind": "text", "parts": [{"at": new}, "hi"]}),
                    Audit(
                        event_id=1, at=NOON, account_id=1, person_id=new, command="/x", summary="", undo=[{"op": "a"}]
                    ),
                ]
            )
        async with desk.db.transaction() as connection:
            await relink_person(connection, old, new)
        desk.inbox.forget_cached()
        await _no_trace_of(
            desk, {"person_id", "owner_id", "inviter_id", "by_id", "from_id", "to_id", "granted_by_id"}, new
        )
        assert await desk.rows("SELECT platform_id, name FROM people WHERE id = :old", old=old) == [("ben2", "Ben2")]
        assert await desk.counted("ben2") == {20260301: 2}
        assert await desk.members() == {"ann", "ben2", "eve"}
        assert await desk.value("SELECT member_count FROM groups") == 3
        assert await desk.rows("SELECT role FROM grants") == [("admin",)]
        assert await desk.value("SELECT mentions FROM ties WHERE to_id = :old", old=old) == 2
        assert await desk.value("SELECT count(*) FROM ties WHERE from_id = to_id") == 0
        async with desk.db.read() as session:
            content = await session.scalar(select(Outbox.content))
        assert content == {"kind": "text", "parts": [{"at": old}, "hi"]}
        said = [p.happening for p in await desk.inbox.load_pending() if isinstance(p.happening, Said)]
        assert said[0].person_id == old
        assert said[1].mentions[0] == old
        await desk.receives(says("ben2", "/again"))
        assert desk.said[-1].person_id == old


async def test_what_somebody_wished_under_either_id_holds(database_url: str) -> None:
    """Who wants to be left in peace, or is away, is so as the one they are."""
    async with desk_on(database_url) as desk:
        await desk.receives(lists("ann", "ben", "ben2", "cleo", "cleo2"))
        ids = dict(await desk.rows("SELECT platform_id, id FROM people"))
        async with desk.db.write() as session:
            (await session.get_one(Person, ids["ben2"])).quiet_at = NOON
            (await session.get_one(Person, ids["cleo"])).quiet_at = NOON
            (await session.get_one(Person, ids["cleo"])).away_until = NOON
            (await session.get_one(Person, ids["cleo2"])).away_until = LATER
        async with desk.db.transaction() as connection:
            await relink_person(connection, ids["ben"], ids["ben2"])
            await relink_person(connection, ids["cleo"], ids["cleo2"])
        async with desk.db.read() as session:
            ben, cleo = await session.get_one(Person, ids["ben"]), await session.get_one(Person, ids["cleo"])
        assert (ben.quiet_at, ben.away_until) == (NOON, None)
        assert (cleo.quiet_at, cleo.away_until) == (NOON, LATER)


async def _no_trace_of(desk: Desk, columns: set[str], id_: int) -> None:
    for table in Base.metadata.sorted_tables:
        for name in columns & set(table.columns.keys()):
            assert await desk.value(f"SELECT count(*) FROM {table.name} WHERE {name} = :id", id=id_) == 0, table.name


def _waiting(content: dict[str, object]) -> Outbox:
    return Outbox(
        key="w",
        account_id=1,
        cause_kind="event",
        cause_id="1",
        content=content,
        priority=0,
        policy="at_most_once",
        created_at=NOON,
        due_at=NOON,
        next_at=NOON,
    )


def test_every_reference_to_a_group_or_person_is_known_by_name() -> None:
    """A foreign key under another name would be forgotten when ids are re-linked."""
    known = {"groups": {"group_id"}, "people": {"person_id", "owner_id", "inviter_id", "by_id", "granted_by_id"}}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            target = key.column.table.name
            assert target not in known or key.parent.name in known[target], f"{table.name}.{key.parent.name}"


def test_every_name_that_ends_in_id_is_known() -> None:
    """Also where there is no foreign key: a new column is a person's, a group's, or neither, and says so here."""
    others = {"account", "campaign", "cause", "drop", "event", "feed", "groupbuy", "list", "lottery", "material"}
    others |= {
        "cleaning",
        "hook",
        "message",
        "nudge",
        "outbox",
        "platform",
        "platform_message",
        "poll",
        "schedule",
        "series",
        "signup",
        "source",
        "step",
    }
    known = {f"{name}_id" for name in others} | PERSON | {"group_id"}
    assert PLUGINS, "their tables are among them"
    named = {column.name for table in Base.metadata.sorted_tables for column in table.columns}
    assert {name for name in named if name.endswith("_id")} <= known
