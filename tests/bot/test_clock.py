"""The clocks: whole milliseconds, aware, and movable where they say so."""

from datetime import UTC, datetime, timedelta, timezone

from bot.clock import ShiftedClock, SystemClock, VirtualClock

NINE = datetime(2026, 10, 10, 9, tzinfo=UTC)


def test_a_virtual_clock_stands_where_it_was_put() -> None:
    """Forward, backward, in any zone; what storage would lose is cut off."""
    clock = VirtualClock(NINE + timedelta(microseconds=1999))
    assert clock.now() == NINE + timedelta(milliseconds=1)
    clock.move_to(datetime(2026, 10, 10, 8, tzinfo=timezone(timedelta(hours=8))))
    assert clock.now() == NINE - timedelta(hours=9)
    assert clock.now().tzinfo is UTC


def test_a_shifted_clock_runs_on_from_where_it_was_put() -> None:
    """It keeps its distance from the machine's clock."""
    system, clock = SystemClock(), ShiftedClock()
    assert abs(clock.now() - system.now()) < timedelta(seconds=5)
    clock.move_to(system.now() + timedelta(days=3))
    assert timedelta(0) <= clock.now() - system.now() - timedelta(days=3) + timedelta(milliseconds=1)
    assert clock.now() - system.now() < timedelta(days=3, seconds=5)
    assert clock.now().microsecond % 1000 == 0
