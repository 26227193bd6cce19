"""The runs of one transaction: which moments they are for, that each is had once, and their jobs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from bot.scheduler.jobs import AnyJob, Batch, JobRun, Prepared, Together
from bot.scheduler.posting import Posting
from bot.scheduler.turns import Turn
from storage import schedules as table
from storage.base import from_ms, to_ms
from storage.schedules import Due

NO_ARGS = "{}"
"""What most schedules have; so many need not be read."""


class ClaimedBeforeError(Exception):
    """A moment of the batch has been run before; the others have to go without it."""


def runs_of(turn: Turn, account_id: int, now: datetime, batch: Batch) -> list[JobRun]:
    """A run for each moment of a turn, the missed ones first."""
    row = turn.row
    return [
        JobRun(
            schedule_id=row.id,
            key=row.key,
            job=row.job,
            account_id=account_id,
            group_id=row.group_id,
            args=json.loads(row.args) if row.args != NO_ARGS else {},
            zone=row.zone,
            due_at=at,
            now=now,
            batch=batch,
            missed=is_missed,
            prepared=turn.prepared,
            moved_from=_moved_from(row, at),
        )
        for at, is_missed in turn.moments
    ]


async def claim(
    batch: Batch, turns: Iterable[Turn], account_id: int, now: datetime, *, one_by_one: bool
) -> list[JobRun]:
    """The runs of these turns, the oldest moment first, and the record that they are had.

    Nothing becomes of a moment that is on record already; raises ClaimedBeforeError unless they go `one_by_one`.
    """
    now_ms = to_ms(now)
    gone = [(turn.row.id, to_ms(at), now_ms, "missed", None) for turn in turns if (at := turn.agenda.missed)]
    await table.begin_runs(batch.connection, gone)
    runs = sorted((run for turn in turns for run in runs_of(turn, account_id, now, batch)), key=lambda run: run.due_at)
    rows = [(run.schedule_id, to_ms(run.due_at), now_ms, outcome_of(run), None) for run in runs]
    if one_by_one:
        return [run for run, row in zip(runs, rows, strict=True) if await table.begin_runs(batch.connection, [row])]
    if await table.begin_runs(batch.connection, rows) < len(rows):
        raise ClaimedBeforeError
    return runs


async def perform(runs: Sequence[JobRun], jobs: Mapping[str, AnyJob], posting: Posting) -> None:
    """Run the jobs one after another and take what they say."""
    for name, group in groupby(runs, key=lambda run: run.job):
        job, some = jobs[name], list(group)
        if isinstance(job, Together):
            await job.run(some)
        for run in some:
            if not isinstance(job, Together):
                await (job.run if isinstance(job, Prepared) else job)(run)
            await posting.take(run)


def _moved_from(row: Due, at: datetime) -> datetime | None:
    """The time that this moment stands in for; those a schedule missed after it were not moved."""
    return None if row.moved_from is None or row.next_due_at != to_ms(at) else from_ms(row.moved_from)


def outcome_of(run: JobRun) -> str:
    """How the record tells it."""
    return "missed" if run.missed else "done"
