"""/后台 令牌: what programs come in with."""

from typing import Annotated

from bot import passes
from bot.commands import Example
from bot.commands.parameters import Label, Rest
from bot.commands.readers import number_in
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.phrases import Phrase
from bot.times.moments import shown
from plugins.office import messages as m
from plugins.office.command import office, parted, privately

LONGEST_NAME = 30
ADD, DROP = frozenset({"添加", "add"}), frozenset({"删除", "delete"})


@office.action(
    "令牌",
    "token",
    summary=Phrase("给程序用的令牌", "tokens for programs"),
    example=Example("/后台 令牌 添加 官网", "/office token add website"),
)
async def tokens(
    ctx: Context, what: Annotated[Rest | None, Label("添加 名称|删除 编号", "add name|delete n")] = None
) -> None:
    """Those there are; a new one, which is told now and never again; or one less."""
    privately(ctx)
    verb, rest = parted(what or "")
    if not verb:
        await _list(ctx)
    elif verb in ADD and rest:
        await _add(ctx, rest)
    elif verb in DROP and (number := number_in(rest)) is not None:
        await _drop(ctx, number)
    else:
        raise UserError(m.TOKEN_HOW)


async def _list(ctx: Context) -> None:
    mine = await passes.held(ctx.session, ctx.sender.id, "token")
    lines = [
        ctx.t(m.TOKEN, n=each.id, name=each.name, at=shown(each.created_at, ctx.zone, ctx.language)) for each in mine
    ]
    ctx.reply("\n".join([ctx.t(m.TOKENS, n=len(lines)), *lines]) if lines else ctx.t(m.NO_TOKENS))


async def _add(ctx: Context, name: str) -> None:
    if len(await passes.held(ctx.session, ctx.sender.id, "token")) >= passes.MOST:
        raise Refusal(m.TOO_MANY_TOKENS, most=passes.MOST)
    name = " ".join(name.split())[:LONGEST_NAME]
    secret = await passes.issue(ctx.session, ctx.account_id, ctx.sender.id, "token", ctx.now, name)
    ctx.reply(m.NEW_TOKEN, name=name, secret=secret, once=passes.saying(secret))


async def _drop(ctx: Context, number: int) -> None:
    dropped = await passes.drop(ctx.session, ctx.sender.id, "token", number)
    if dropped is None:
        raise Refusal(m.NO_SUCH_TOKEN, n=number)
    ctx.reply(m.TOKEN_GONE, name=dropped.name)
