"""Rules about what becomes of what is kept of people."""

from sqlalchemy import JSON, Table

from plugins import PLUGINS
from storage.base import Base, Fate
from storage.relink import PERSON

assert PLUGINS, "their tables are among them"
TABLES = [table for table in Base.metadata.sorted_tables if PERSON & set(table.columns.keys())]


def fates(table: "Table") -> dict[str, Fate]:
    """What the table says of its columns that hold a person's key."""
    return table.info.get("forget", {})


def test_every_table_that_bears_people_says_what_becomes_of_them() -> None:
    """After a new column with a person's key: info=forgetting(person_id=DELETED | MOVED | kept("why") | Fate(…))."""
    untold = [f"{t.name}.{name}" for t in TABLES for name in sorted(PERSON & set(t.columns.keys()) - fates(t).keys())]
    assert untold == []
    unknown = [f"{t.name}.{name}" for t in TABLES for name in fates(t).keys() - (PERSON & set(t.columns.keys()))]
    assert unknown == []


def test_what_is_kept_has_a_reason_and_nothing_is_blanked_that_is_not_there() -> None:
    """What is emptied is told from what is by a column that can be compared."""
    every = [(table, fate) for table in TABLES for fate in fates(table).values()]
    assert [table.name for table, fate in every if (fate.does == "keep") != bool(fate.why)] == []
    assert [table.name for table, fate in every if not {*fate.blank, *fate.numbers} <= set(table.columns.keys())] == []
    kept = [(table, fate.blank) for table, fate in every if fate.does == "keep" and fate.blank]
    json = [table.name for table, blank in kept if all(isinstance(table.c[name].type, JSON) for name in blank)]
    assert json == ["events"], "which is gone through by its numbers"
