"""`dandelion import` and `dandelion export`: the same at the command line; nothing is changed while a bot runs."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, select

from bot import audience
from bot.app import Bot
from bot.clock import SystemClock
from bot.context import Context
from bot.errors import DandelionError, UserError
from bot.events import Said
from bot.inbox.batch import AccountRef
from bot.owners import owners_of
from bot.platforms.simulator import Simulator
from bot.plugin import Plugin
from bot.settings import Settings
from plugins.drops.exchange import exporting, showing, state
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.files import read_plan, suffix_of
from plugins.drops.exchange.icswriter import write_ics
from plugins.drops.exchange.importing import bring_in
from plugins.drops.exchange.places import Places
from plugins.drops.exchange.placing import compare
from plugins.drops.exchange.plan import Plan, Problems, Reading
from plugins.drops.exchange.tomlwriter import write_toml
from plugins.drops.library.tables import Material
from plugins.drops.tables import Drop
from storage.engine import Database, ReadSession, Session
from storage.errors import BusyDatabaseError
from storage.lock import held
from storage.migrate import HEAD, current
from storage.tables import Account, Event, Grant, Group, Person

DONE, NOTHING_DONE = 0, 2
STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Target:
    """What a command line aims at: a group's number, a tag, or nothing in particular."""

    group: int | None = None
    tag: str = ""


class CommandError(DandelionError):
    """Why a command can't be done, in the language of the settings."""


def import_file(settings: Settings, plugins: Sequence[Plugin], file: Path, target: Target, *, yes: bool) -> int:
    """Show what the file would add, ask, and add it, all or nothing; the exit code is 2 where nothing was added."""
    data = file.read_bytes()
    try:
        return asyncio.run(_import(settings, plugins, file.name, data, target, yes=yes))
    except BusyDatabaseError:
        raise CommandError(m.BUSY(settings.language, name=file.name)) from None
    except UserError as error:
        raise CommandError(error.phrase(settings.language, **error.values)) from None


def export_file(settings: Settings, plugins: Sequence[Plugin], file: str, target: Target, *, as_calendar: bool) -> int:
    """Write what there is to a file, or to the output for `-`; a bot may be running meanwhile."""
    is_calendar = as_calendar or suffix_of(file) == ".ics"
    try:
        data, amount = asyncio.run(_export(settings, plugins, target, is_calendar=is_calendar))
    except UserError as error:
        raise CommandError(error.phrase(settings.language, **error.values)) from None
    if file == STDOUT:
        sys.stdout.buffer.write(data)
        return DONE
    Path(file).write_bytes(data)
    print(m.WRITTEN(settings.language, what=amount, file=file))
    return DONE


async def _import(
    settings: Settings, plugins: Sequence[Plugin], name: str, data: bytes, target: Target, *, yes: bool
) -> int:
    await _be_migrated(settings)
    async with held(settings.database_url) as db:
        shop = _Shop(settings, plugins, db, await _account(settings, db, target))
        preview = await shop.preview(name, data, target)
        print(preview)
        if not (yes or _agreed(settings)):
            print(m.NOTHING_IMPORTED(settings.language), file=sys.stderr)
            return NOTHING_DONE
        print(await shop.bring_in(name, data, target))
    return DONE


class _Shop:
    """The parts of a bot that importing needs, without a platform and without life."""

    def __init__(self, settings: Settings, plugins: Sequence[Plugin], db: Database, account: Account) -> None:
        self.settings, self.db, self.clock = settings, db, SystemClock()
        ref = AccountRef(account.id, account.platform_id)
        self.bot = Bot(settings, db, Simulator(self.clock), self.clock, plugins, ref, seed=0)
        self.now = self.clock.now()

    async def preview(self, name: str, data: bytes, target: Target) -> str:
        """What importing would do. Raises CommandError for a file with mistakes, or one that adds nothing."""
        async with self.db.write() as session:
            ctx = await self.context(session, target, name, event_id=0)
            plan, additions = await self._compared(ctx, name, data)
            if additions.is_empty:
                raise CommandError(m.ALL_THERE(ctx.language, name=name, notes=showing.notes(ctx, plan, additions)))
            return showing.preview(ctx, name, plan, additions)

    async def bring_in(self, name: str, data: bytes, target: Target) -> str:
        """Add it, as an act of the person whose drops they are."""
        async with self.db.write() as session:
            event = Event(account_id=self.bot.account.id, kind="said", payload={}, received_at=self.now, state="done")
            session.add(event)
            await session.flush()
            ctx = await self.context(session, target, name, event.id)
            event.person_id = ctx.sender.id
            _, additions = await self._compared(ctx, name, data)
            await bring_in(ctx, additions, name)
            who = ctx.sender.name or ctx.sender.platform_id
            return m.IMPORTED_HERE(ctx.language, name=name, what=showing.added(ctx, additions), who=who)

    async def context(self, session: Session, target: Target, name: str, event_id: int) -> Context:
        """As if the owner of what is to come had sent the file privately."""
        author = await _author(session, self.settings, self.bot.account.id, target)
        said = Said(0, "", self.now, None, author.id, "file", f"dandelion import {name}")
        ctx = Context(
            now=self.now,
            event_id=event_id,
            happening=said,
            session=session,
            services=self.bot.services,
            account_id=self.bot.account.id,
            language=self.settings.language,
            zone=self.settings.zone,
            person=author,
        )
        if target.tag:
            await audience.aim(ctx, audience.tags_in(target.tag.replace("#", " ")))
        elif target.group is not None:
            ctx.groups = (await Places(ctx).group(str(target.group)),)
        if len(ctx.groups) == 1:
            ctx.zone = ctx.groups[0].zone or ctx.zone
        return ctx

    async def _compared(self, ctx: Context, name: str, data: bytes):
        plan, problems = read_plan(data, name, Reading(ctx.now, ctx.zone, ctx.language))
        found = Problems(problems)
        additions = await compare(ctx, plan, Places(ctx, needs_naming=True), found)
        if found.found:
            raise CommandError(showing.wrong(ctx, name, found.sorted(), most=len(found.found)))
        return plan, additions


async def _export(
    settings: Settings, plugins: Sequence[Plugin], target: Target, *, is_calendar: bool
) -> tuple[bytes, str]:
    await _be_migrated(settings)
    now = SystemClock().now()
    async with Database(settings.database_url) as db:
        account = await _account(settings, db, target)
        async with db.read() as session:
            drops = await state.drops_of(session, _which(account.id, target), now, settings.media_dir)
            own = Material.account_id == account.id
            materials = await state.materials_of(session, own, settings.media_dir)
            plan = Plan(await exporting.named(session, account.id, drops.values()), tuple(materials))
    amount = showing.amount(settings.language, plan.drops, 0, () if is_calendar else plan.materials)
    if not amount:
        raise UserError(m.NOTHING_TO_EXPORT)
    text = write_ics(plan, now) if is_calendar else write_toml(plan, now, settings.language).encode()
    return text, amount


def _which(account_id: int, target: Target) -> ColumnElement[bool]:
    mine = Drop.account_id == account_id
    if target.tag:
        return mine & (Drop.tag == " ".join(audience.tags_in(target.tag.replace("#", " "))))
    return mine if target.group is None else mine & (Drop.group_id == target.group)


async def _be_migrated(settings: Settings) -> None:
    if await current(settings.database_url) != HEAD:
        raise CommandError(m.NOT_MIGRATED(settings.language))


async def _account(settings: Settings, db: Database, target: Target) -> Account:
    """The account that owns the group, else the one there is, or the one that is on WeChat."""
    async with db.read() as session:
        if target.group is not None:
            group = await session.get(Group, target.group)
            if group is None:
                raise UserError(m.NO_GROUP_NUMBERED, number=target.group)
            return await session.get_one(Account, group.account_id)
        accounts = (await session.scalars(select(Account).order_by(Account.id))).all()
    at_work = [account for account in accounts if account.platform == settings.platform] or accounts
    if len(at_work) != 1:
        raise CommandError((m.WHICH_ACCOUNT if accounts else m.NO_ACCOUNT)(settings.language))
    return at_work[0]


async def _author(session: ReadSession, settings: Settings, account_id: int, target: Target) -> Person:
    """Whose drops they are: an operator's, who manages all groups, else the owner's of the group that is named."""
    bound = select(Grant.person_id).where(Grant.group_id == 0)
    everywhere = Person.id.in_(bound) | Person.platform_id.in_(settings.operators)
    operator = select(Person).where(Person.account_id == account_id, everywhere).order_by(Person.id).limit(1)
    if (person := await session.scalar(operator)) is not None:
        return person
    if target.group is not None:
        owner = (await owners_of(session, [target.group])).get(target.group)
        if owner is not None:
            return await session.get_one(Person, owner)
    raise UserError(m.NO_AUTHOR)


def _agreed(settings: Settings) -> bool:
    if not sys.stdin.isatty():
        print(m.SAY_YES(settings.language), file=sys.stderr)
        return False
    with suppress(EOFError):
        return input(m.GO_AHEAD(settings.language)).strip().lower() in ("y", "yes", "是", "确认", "confirm")
    return False
