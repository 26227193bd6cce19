"""A file sent to the bot, /投放 导入 and /投放 导出."""

import asyncio
from zoneinfo import ZoneInfo

from bot import attachments, media
from bot.commands import Example, Target
from bot.content import File
from bot.context import Context
from bot.errors import PlatformError, Refusal, UserError
from bot.events import Said
from bot.outbox import Priority
from bot.permissions import Role, admin
from bot.phrases import Phrase
from bot.platforms.base import TooLargeError
from bot.targets import chosen_groups, where
from plugins.drops.command import drop
from plugins.drops.exchange import exporting, showing
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.files import is_ours, read_plan
from plugins.drops.exchange.importing import bring_in
from plugins.drops.exchange.places import Places
from plugins.drops.exchange.placing import compare
from plugins.drops.exchange.plan import LARGEST, Plan, Problem, Problems, Reading
from plugins.drops.exchange.tomlwriter import write_toml

MADE = "drawn"
"""The folder of what is made to be sent once."""


async def received(ctx: Context, said: Said) -> None:
    """A table, a calendar or an export from somebody who manages groups is shown as what it would add."""
    if ctx.role < Role.ADMIN or not is_ours(said.text):
        return
    reading = Reading(ctx.now, await _zone(ctx), ctx.language)
    name, plan, problems = await ctx.beforehand("file", lambda: _read(ctx, said, reading))
    await take_in(ctx, name, plan, problems)


async def take_in(ctx: Context, name: str, plan: Plan, problems: list[Problem]) -> None:
    """Show what a plan would add, and add it once that is confirmed; or say all that is wrong with it."""
    found = Problems(list(problems))
    additions = await compare(ctx, plan, Places(ctx), found)
    if found.found:
        raise Refusal(m.AS_SAID, what=showing.wrong(ctx, name, found.sorted()))
    if additions.is_empty:
        ctx.reply(m.ALL_THERE, name=name, notes=showing.notes(ctx, plan, additions))
    elif await ctx.confirmed(showing.preview(ctx, name, plan, additions)):
        await bring_in(ctx, additions, name)
        ctx.done(m.IMPORTED, name=name, what=showing.added(ctx, additions))


@drop.action(
    "导入",
    "import",
    summary=Phrase("从表格或日历导入", "import a table or a calendar"),
    example=Example("/投放 导入", "/drop import"),
)
async def how_to(ctx: Context) -> None:
    """What a file looks like, and one to start from."""
    if ctx.here is not None:
        ctx.reply(m.SEND_PRIVATELY)
        return
    template = m.TEMPLATE_ZH if ctx.language == "zh" else m.TEMPLATE_EN
    data = template.format(year=ctx.now.year + 1).encode("utf-8-sig")
    name = ctx.t(m.TEMPLATE_NAME)
    path = await ctx.beforehand("template", lambda: media.keep(_folder(ctx), data, name))
    ctx.reply(m.HOW_TO)
    ctx.reply(File(path, name))


@drop.action(
    "导出",
    "export",
    summary=Phrase("导出成文件", "export to a file"),
    example=Example("/投放 导出", "/drop export"),
    guard=admin,
    target=Target.GROUPS,
)
async def export(ctx: Context) -> None:
    """All that the groups at hand get and the library, sent privately."""
    plan = await exporting.plan_of(ctx)
    if plan == Plan():
        raise Refusal(m.NOTHING_TO_EXPORT)
    path = await ctx.beforehand("export", lambda: _write(ctx, plan))
    name = ctx.t(m.EXPORT_NAME, day=f"{ctx.now.astimezone(ZoneInfo(ctx.zone)):%Y%m%d}")
    what = showing.amount(ctx.language, plan.drops, 0, plan.materials)
    ctx.post(File(path, name), key=f"export:{ctx.event_id}", person_id=ctx.sender.id, priority=Priority.ANSWER)
    if ctx.here is None:
        ctx.reply(m.EXPORTED, what=what, where=where(ctx))
    else:
        ctx.reply(m.EXPORTED_PRIVATELY)


async def _read(ctx: Context, said: Said, reading: Reading) -> tuple[str, Plan, list[Problem]]:
    """Fetched and read outside any transaction."""
    try:
        _, data = await attachments.fetch_file(ctx.services, said.platform_message_id)
    except TooLargeError:
        raise Refusal(m.TOO_LARGE, most=LARGEST >> 20) from None
    except PlatformError:
        raise Refusal(m.NOT_FETCHED) from None
    name = media.fit_name(said.text)
    plan, problems = await asyncio.to_thread(read_plan, data, name, reading)
    return name, plan, problems


async def _write(ctx: Context, plan: Plan) -> str:
    text = await asyncio.to_thread(write_toml, plan, ctx.now, ctx.language)
    return await media.keep(_folder(ctx), text.encode(), "drops.toml")


async def _zone(ctx: Context) -> str:
    """That of the chosen group, where it is one; a file may name others, so none has to be chosen."""
    try:
        groups, _, _ = await chosen_groups(ctx)
    except UserError:  # the file has to say where, then
        groups = ()
    return (groups[0].zone if len(groups) == 1 else None) or ctx.services.settings.zone


def _folder(ctx: Context):
    return ctx.services.settings.media_dir / MADE
