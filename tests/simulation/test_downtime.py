"""Drops that were missed while the bot was down, from script to output."""

import json

import pytest

from tests.simulation.play import GROUP, Row, Theatre, at, clock_of

MORNING = at("09:01:00", "say", group="g", member="boss", text="/投放 添加 每天 10:00 早报\n早安")
NOON = at("09:02:00", "say", group="g", member="boss", text="/投放 添加 每天 10:30 午间一问\n读到哪了？")
LATE = at("09:03:00", "say", group="g", member="boss", text="/投放 添加 每天 11:15 一刻钟\n十一点一刻")
DOWN = at("09:40:00", "crash", when="now", down=7200)
UNTIL = "2026-10-10T13:00:00+08:00"


def said(rows: list[Row], to: str, words: str) -> list[str]:
    """When the bot said something with these words there."""
    return [clock_of(row) for row in rows if row["to"] == to and words in row.get("text", "")]


async def test_what_was_missed_is_reported_and_sent_on_demand(theatre: Theatre) -> None:
    """What is late by less than the grace goes out by itself; the rest by the owner's word, in the transcript with its
    cause.
    """
    rows = await theatre.rows(
        GROUP,
        MORNING,
        NOON,
        LATE,
        DOWN,
        at("12:00:00", "say", member="boss", text="补发 1"),
        at("12:05:00", "say", member="boss", text="跳过"),
        until=UNTIL,
    )
    later = [row for row in rows if clock_of(row) > "09:40:00"]
    assert said(later, "g", "十一点一刻") == ["11:40:00"]
    (report,) = [row for row in later if row["to"] == "member:boss" and "错过 2 条" in row["text"]]
    assert clock_of(report) == "11:41:00"
    assert "① 2026-10-10 周六 10:00 早报 → 读书群\n② 2026-10-10 周六 10:30 午间一问 → 读书群" in report["text"]
    assert said(later, "g", "早安") == ["12:00:00"]
    assert said(later, "g", "读到哪了") == []


@pytest.mark.parametrize(
    "crashes",
    [
        [at("11:40:00", "crash", when="now", down=20)],
        [at("11:40:30", "crash", when="now", down=15), at("11:41:00", "crash", when="now", down=1)],
        [at("11:40:30", "crash", when="before_send", down=15)],
        [at("11:40:30", "crash", when="after_send", down=15)],
        [at("11:40:00", "crash", when="now", down=45 * 60)],
    ],
)
async def test_crashes_while_it_catches_up_change_nothing(
    both_theatres: tuple[Theatre, Theatre], crashes: list[Row]
) -> None:
    """Before the report, at it, and after: it is told once, and each drop is sent once."""
    again = at("12:40:00", "crash", when="now", down=60)
    sent = at("12:40:00", "say", member="boss", text="补发 1 2")
    texts = [
        await theatre.text(GROUP, MORNING, NOON, DOWN, *crashes, sent, again, until=UNTIL) for theatre in both_theatres
    ]
    rows = [json.loads(line) for line in texts[0].splitlines()]
    assert len(said(rows, "member:boss", "错过 2 条")) == 1
    assert len([row for row in rows if row.get("text") == "早安"]) == 1
    assert len([row for row in rows if row.get("text") == "读到哪了？"]) == 1
    assert texts[0] == texts[1]
