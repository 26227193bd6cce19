"""A script in which somebody sends the bot a file."""

from pathlib import Path

from tests.simulation.play import GROUP, Theatre, at


async def test_a_file_of_a_script_is_imported(theatre: Theatre, tmp_path: Path) -> None:
    """It is shown, confirmed, and what it holds comes."""
    table = tmp_path / "drops.csv"
    table.write_text("时间,正文\n2026-10-10 10:00,早上好\n")
    sent = at("09:05:00", "say", member="boss", file=str(table))
    rows = await theatre.rows(
        GROUP, sent, at("09:05:20", "say", member="boss", text="确认"), until="2026-10-11T00:00:00+08:00"
    )
    private = [row["text"] for row in rows if row["to"] == "member:boss"]
    assert "2026-10-10 周六 10:00 早上好" in private[0]
    assert "导入了 1 条投放" in private[1]
    assert [row["text"] for row in rows if row["at"].startswith("2026-10-10T10:00")] == ["早上好"]
