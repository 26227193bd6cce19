"""`dandelion history`: shows what a log would add, asks, and adds it, all or nothing, while no bot runs."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.clock import SystemClock
from bot.errors import DandelionError, UserError
from bot.phrases import Language
from bot.settings import Settings
from plugins.nudges.history import messages as m
from plugins.nudges.history import showing, store
from plugins.nudges.history.gathering import Bounds, Tally, gather, until_ms
from plugins.nudges.history.lines import read_log
from plugins.nudges.history.plan import Place, Wishes, wishes_of
from storage.base import to_ms
from storage.engine import Database
from storage.errors import BusyDatabaseError
from storage.lock import held
from storage.migrate import HEAD, current
from storage.tables import Account, Group

DONE, NOTHING_DONE = 0, 2
ONE_WRONG_IN = 100
"""Lines that can't be read are left out as long as they are no more than one in so many."""


MOST_GROUPS = 20


class AllThereError(UserError):
    """A log that tells nothing new."""


class CommandError(DandelionError):
    """Why a command can't be done, in the language of the settings."""


def import_history(settings: Settings, file: Path, group: str, *, only_look: bool, yes: bool) -> int:
    """Show what a group's log would add, ask, and add it; the exit code is 2 where nothing was added."""
    try:
        return asyncio.run(_import(settings, file, group, only_look=only_look, yes=yes))
    except BusyDatabaseError:
        raise CommandError(m.BUSY(settings.language)) from None
    except AllThereError as error:
        print(error.phrase(settings.language, **error.values))
        return DONE
    except UserError as error:
        raise CommandError(error.phrase(settings.language, **error.values)) from None


async def plan(db: Database, file: Path, group: str, settings: Settings, now: datetime) -> Wishes:
    """What importing would change. Raises UserError where nothing can be imported."""
    async with db.read() as session:
        found, account = _group(await store.groups(session), group, settings.language)
        zone = found.zone or settings.zone
        texts_from = to_ms(now - settings.keep_messages)
        bounds = Bounds(zone, to_ms(now), until_ms(found.joined_at, zone), texts_from)
        tally = gather(read_log(file, zone), bounds)
        _check(tally, bounds, file.name, settings.language)
        place = Place(account.id, found.id, found.name, account.platform_id)
        wishes = wishes_of(place, bounds, tally, await store.known(session, found, tally.senders.values()))
        await store.leave_out_known(session, wishes)
        if not wishes.changes and (not wishes.texts or await store.texts_there(session, wishes)):
            raise AllThereError(m.ALL_THERE, name=file.name)
    return wishes


async def bring_in(db: Database, wishes: Wishes, file: Path) -> None:
    """Write all of it or nothing."""
    async with db.transaction() as connection:
        await store.write(connection, wishes, read_log(file, wishes.bounds.zone))


async def _import(settings: Settings, file: Path, group: str, *, only_look: bool, yes: bool) -> int:
    if await current(settings.database_url) != HEAD:
        raise CommandError(m.NOT_MIGRATED(settings.language))
    async with Database(settings.database_url) if only_look else held(settings.database_url) as db:
        wishes = await plan(db, file, group, settings, SystemClock().now())
        print(showing.summary(wishes, file.name, settings.language))
        if only_look:
            return DONE
        if not (yes or _agreed(settings.language)):
            print(m.NOTHING_IMPORTED(settings.language), file=sys.stderr)
            return NOTHING_DONE
        await bring_in(db, wishes, file)
        print(m.IMPORTED(settings.language))
    return DONE


def _group(groups: Sequence[tuple[Group, Account]], wanted: str, language: Language) -> tuple[Group, Account]:
    """The group of that number, else the only one of that name."""
    if not groups:
        raise UserError(m.NO_GROUPS)
    numbered = [each for each in groups if str(each[0].id) == wanted.strip()]
    named = numbered or [each for each in groups if each[0].name.strip() == wanted.strip()]
    if len(named) == 1:
        return named[0]
    lines = (m.A_GROUP(language, number=group.id, name=group.name) for group, _ in (named or groups)[:MOST_GROUPS])
    raise UserError(m.WHICH_GROUP if named else m.NO_GROUP, text=wanted, groups="\n".join(lines))


def _check(tally: Tally, bounds: Bounds, name: str, language: Language) -> None:
    if tally.wrong * ONE_WRONG_IN > tally.lines:
        lines, more = showing.wrong(tally, language), showing.more_wrong(tally, language)
        raise UserError(m.WRONG, name=name, n=tally.wrong, lines=lines, more=more)
    if tally.later and not tally.messages:
        raise UserError(m.ONLY_LATER, name=name, day=showing.day_of(bounds.until_ms, bounds.zone, language))
    if not tally.messages:
        raise UserError(m.NOTHING_IN_IT, name=name)


def _agreed(language: Language) -> bool:
    if not sys.stdin.isatty():
        print(m.SAY_YES(language), file=sys.stderr)
        return False
    with suppress(EOFError):
        return input(m.GO_AHEAD(language)).strip().lower() in ("y", "yes", "是", "确认", "confirm")
    return False
