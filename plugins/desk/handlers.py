"""/帮助 /身份 /历史 /撤销: what one can do, who one is, what was done, and the way back."""

from typing import Annotated

from bot.audit import undo_last
from bot.commands import Command, Example, Target
from bot.commands.help import detail, find_topic, overview
from bot.commands.parameters import Label, Rest
from bot.context import Context
from bot.permissions import Role, admin, anyone
from bot.phrases import Phrase
from bot.targets import administered, chosen_groups, where
from bot.times.moments import shown
from plugins.desk import messages as m
from plugins.desk import store
from plugins.desk.rules import PAGE
from storage.tables import Audit

ROLES = {
    Role.MEMBER: m.ROLE_MEMBER,
    Role.ADMIN: m.ROLE_ADMIN,
    Role.OWNER: m.ROLE_OWNER,
    Role.OPERATOR: m.ROLE_OPERATOR,
}

help_ = Command("帮助", "help", Phrase("看我能做什么", "see what I can do"), anyone, Target.NONE)
whoami = Command("身份", "whoami", Phrase("看自己的编号和角色", "see your number and role"), anyone, Target.NONE)
history = Command("历史", "history", Phrase("看谁做过什么", "see who did what"), admin, Target.GROUPS)
undo = Command("撤销", "undo", Phrase("收回自己上一个操作", "take back your last act"), admin, Target.NONE)


@help_.action(summary=Phrase("看我能做什么", "see what I can do"), example=Example("/帮助 欢迎", "/help welcome"))
async def show_help(ctx: Context, topic: Annotated[Rest | None, Label("命令", "command")] = None) -> None:
    """What this person may do here; in a private chat, in any of their groups."""
    router = ctx.services.router
    if topic is None:
        hidden = [each for each in router.commands if each.offered is not None and not await each.offered(ctx)]
        ctx.reply(overview(router, ctx.role, ctx.language, ctx.here is None, hidden))
    else:
        ctx.reply(detail(find_topic(router, topic, ctx.language), ctx.role, ctx.language))


@whoami.action(summary=Phrase("看自己的编号和角色", "see your number and role"), example=Example("/身份", "/whoami"))
async def show_identity(ctx: Context) -> None:
    """The platform's id is told where only the person, or only somebody who manages the group, asks for it."""
    text = ctx.t(m.WHOAMI, name=ctx.sender.name, person=ctx.sender.id, role=ROLES[ctx.role])
    if ctx.here is not None:
        text = ctx.t(m.WHOAMI_PLACE, who=text, group=ctx.here.id)
    if ctx.here is None or ctx.role >= Role.ADMIN:
        text = ctx.t(m.WHOAMI_ID, who=text, platform_id=ctx.sender.platform_id)
    if await store.wants_operator(ctx):
        text = ctx.t(m.WHOAMI_OPERATOR, who=text)
    ctx.reply(text)


@history.action(summary=Phrase("看谁做过什么", "see who did what"), example=Example("/历史 2", "/history 2"))
async def show_history(ctx: Context, page: Annotated[int, Label("页码", "page")] = 1) -> None:
    """The latest first, ten a page."""
    page = max(page, 1)
    rows = await store.history(ctx.session, ctx.groups, (page - 1) * PAGE, PAGE + 1)
    if not rows:
        ctx.reply(m.NO_HISTORY if page == 1 else m.NO_MORE_HISTORY)
        return
    lines = "\n".join(_line(ctx, *row) for row in rows[:PAGE])
    foot = ctx.t(m.MORE, page=page + 1) if len(rows) > PAGE else ""
    ctx.reply(m.HISTORY, zone=ctx.zone, lines=lines, foot=foot)


@undo.action(summary=Phrase("收回自己上一个操作", "take back your last act"), example=Example("/撤销", "/undo"))
async def undo_mine(ctx: Context) -> None:
    """Nobody takes back what somebody else did, nor what was changed since; in private, wherever they did it."""
    if ctx.order is not None and ctx.order.group_ids:
        ctx.groups, _, _ = await chosen_groups(ctx)
    elif ctx.here is None:
        ctx.groups = tuple((await ctx.session.scalars(await administered(ctx))).all())
    rows = await undo_last(ctx)
    touched = {row.group_id for row in rows}
    ctx.groups = tuple(group for group in ctx.groups if group.id in touched)
    what = rows[0].summary
    await ctx.audit(m.DID_UNDO, what=what)
    ctx.reply(m.UNDID, what=what, where=where(ctx))


def _line(ctx: Context, row: Audit, name: str | None, n: int) -> str:
    place = ctx.t(m.IN_GROUPS, n=n) if n > 1 else ctx.t(m.IN_GROUP, id=row.group_id)
    return ctx.t(
        m.HISTORY_LINE,
        at=shown(row.at, ctx.zone, ctx.language),
        who=name or ctx.t(m.SOMEBODY),
        what=row.summary,
        where=place if len(ctx.groups) > 1 else "",
        mark=ctx.t(m.UNDONE) if row.undone_at else "",
    )
