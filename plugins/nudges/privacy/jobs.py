"""Forgetting, a slice at a time: looked for beside the writer, changed by its keys, taken up again after a crash."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update

from bot.content import Text
from bot.outbox import Priority
from bot.scheduler import JobRun, Prepared
from bot.times.timewords import recurrence_of
from plugins.nudges.privacy import messages as m
from plugins.nudges.privacy.tables import Forgetting
from storage import forgetting
from storage.base import FORGOTTEN
from storage.engine import ReadSession
from storage.forgetting import LONG, SLICE, Key, Long, Spot
from storage.tables import Event, Person, Schedule

FORGET = "privacy.forget"
AT_NIGHT = recurrence_of("每天 04:25")
PAUSE = timedelta(seconds=1)
HELD_UP = timedelta(minutes=10)
EACH_DAY = timedelta(hours=23)
LONGEST = timedelta(days=60)
"""So long what is still needed is waited for."""
LOOKS = 20
"""Stretches of a long table looked through before the next commit."""

Place = Spot | Long


@dataclass(frozen=True, slots=True)
class Slice:
    """What is to change next for a person, and where it goes on from; `place` None is the end."""

    person_id: int
    begins: tuple[str, int]
    at: Place | None = None
    keys: Sequence[Key] = ()
    place: str | None = None
    after: int = 0
    is_held: bool = False


def key_of(account_id: int) -> str:
    """The schedule's."""
    return f"{FORGET}:{account_id}"


async def find(run: JobRun, session: ReadSession) -> Slice | None:
    """The next slice of whoever has waited longest."""
    due = select(Forgetting).where(Forgetting.account_id == run.account_id, Forgetting.looks_at <= run.now)
    row = await session.scalar(due.order_by(Forgetting.looks_at, Forgetting.person_id).limit(1))
    return None if row is None else await _next(session, row)


async def forget(run: JobRun) -> None:
    """Change the slice that was found, and go on in a moment."""
    if isinstance(run.prepared, Exception):
        raise run.prepared
    found: Slice | None = run.prepared
    row = None if found is None else await run.session.get(Forgetting, found.person_id)
    if found is not None and row is not None and (row.place, row.after) == found.begins:
        await _change(run, row, found)
        await _go_on(run, row, found)
    await run.session.flush()
    soonest = select(func.min(Forgetting.looks_at)).where(Forgetting.account_id == run.account_id)
    at = await run.session.scalar(soonest)
    if at is not None and at < run.now + EACH_DAY:
        soon = update(Schedule).where(Schedule.id == run.schedule_id).values(next_due_at=max(at, run.now + PAUSE))
        await run.session.execute(soon.execution_options(synchronize_session=False))


FORGETTING = Prepared(find, forget)


def _places(row: Forgetting) -> list[Place]:
    """Where there is something to do, the long tables last; later only where something was needed."""
    if row.told_at is not None:
        return [spot for spot in forgetting.changing() if spot.fate.unless]
    return [*forgetting.changing(), *LONG]


def _name(place: Place) -> str:
    return place.name if isinstance(place, Spot) else place.__tablename__


async def _next(session: ReadSession, row: Forgetting) -> Slice:
    places = _places(row)
    names = [_name(each) for each in places]
    first = names.index(row.place) if row.place in names else 0
    begins = row.place, row.after
    for number, place in enumerate(places[first:], first):
        after = row.after if names[number] == row.place else 0
        if isinstance(place, Spot):
            keys = await forgetting.find(session, place, row.person_id, row.to_id)
            again = len(keys) == SLICE
            found = Slice(row.person_id, begins, place, keys, names[number]) if keys else None
        else:
            found, again = await _look(session, row, place, after), True
        if found is not None:
            following = names[number + 1] if number + 1 < len(names) else None
            return found if again else _then(found, following)
    return Slice(row.person_id, begins)


async def _look(session: ReadSession, row: Forgetting, long: Long, after: int) -> Slice | None:
    """The next words to erase in a long table; None when there are no more in it."""
    begins, name = (row.place, row.after), long.__tablename__
    for _ in range(LOOKS):
        seen = await forgetting.look(session, long, row.person_id, after)
        keys = [(number,) for number in seen.ids]
        if keys or seen.is_held:
            return Slice(row.person_id, begins, long, keys, name, seen.until, is_held=seen.is_held and not keys)
        if seen.is_last:
            return None
        after = seen.until
    return Slice(row.person_id, begins, long, (), name, after)


def _then(found: Slice, place: str | None) -> Slice:
    return Slice(found.person_id, found.begins, found.at, found.keys, place)


def _has_heir(place: Place) -> bool:
    return place.fate.does == "move" if isinstance(place, Spot) else place is not Event


async def _change(run: JobRun, row: Forgetting, found: Slice) -> None:
    if not found.keys or found.at is None:
        return
    if row.to_id is None and _has_heir(found.at):
        nobody = Person(account_id=row.account_id, platform_id=FORGOTTEN + secrets.token_hex(16), name="")
        run.session.add(nobody)
        await run.session.flush()
        row.to_id = nobody.id
    connection = await run.session.connection()
    if isinstance(found.at, Spot):
        await forgetting.change(connection, found.at, row.person_id, row.to_id, found.keys)
    else:
        await forgetting.erase(connection, found.at, [n for (n,) in found.keys], row.person_id, row.to_id)


async def _go_on(run: JobRun, row: Forgetting, found: Slice) -> None:
    if found.place is not None:
        row.place, row.after = found.place, found.after
        row.looks_at = run.now + (HELD_UP if found.is_held else PAUSE)
        return
    needed = await forgetting.held(run.session, row.person_id)
    if row.told_at is None:
        _tell(run, row.person_id, needed)
    if not needed or run.now > row.asked_at + LONGEST:
        await run.session.delete(row)
    else:
        row.place, row.after, row.told_at, row.looks_at = "", 0, row.told_at or run.now, run.now + EACH_DAY


def _tell(run: JobRun, person_id: int, needed: Sequence[Spot]) -> None:
    language = run.batch.around.language
    what = m.named(language, dict.fromkeys(spot.table.name for spot in needed))
    said = m.FORGOTTEN_BUT(language, what=what) if needed else m.FORGOTTEN(language)
    run.post(Text((said,)), person_id=person_id, priority=Priority.ANSWER)
