"""/后台 通知: where programs are told what happened."""

from typing import Annotated
from urllib.parse import urlsplit

from sqlalchemy import select

from bot import passes
from bot.commands import Example
from bot.commands.parameters import Label, Rest
from bot.commands.readers import number_in
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.fetching import LONGEST_URL
from bot.hooks import Happened, ping
from bot.hooks.signing import new_secret
from bot.permissions import owner
from bot.phrases import Phrase
from plugins.office import messages as m
from plugins.office.command import office, parted, privately
from storage.hooks import Hook

MOST = 5
"""Hooks of one person."""
ADD, DROP = frozenset({"添加", "add"}), frozenset({"删除", "delete"})
TEST = frozenset({"测试", "test"})


@office.action(
    "通知",
    "hook",
    summary=Phrase("有事就通知你的程序", "tell your program what happens"),
    example=Example("/后台 通知 添加 https://example.com/hook", "/office hook add https://example.com/hook"),
    guard=owner,
)
async def hooks(
    ctx: Context, what: Annotated[Rest | None, Label("添加 网址|测试 编号|删除 编号", "add url|test n|delete n")] = None
) -> None:
    """Those there are; a new one, whose secret is told now and never again; a try; or one less."""
    privately(ctx)
    verb, rest = parted(what or "")
    number = number_in(rest)
    if not verb:
        await _list(ctx)
    elif verb in ADD and rest:
        await _add(ctx, rest)
    elif verb in TEST and number is not None:
        await _test(ctx, number)
    elif verb in DROP and number is not None:
        await _drop(ctx, number)
    else:
        raise UserError(m.HOOK_HOW)


async def explain(ctx: Context, number: str) -> str | None:
    """Why somebody was told that a hook was stopped."""
    hook = await ctx.session.get(Hook, int(number))
    return None if hook is None else ctx.t(m.HOOK_STOPPED, n=hook.id, host=_host(hook))


async def _list(ctx: Context) -> None:
    mine = await _mine(ctx)
    lines = [ctx.t(m.HOOK_OFF if each.ended_at else m.HOOK, n=each.id, host=_host(each)) for each in mine]
    ctx.reply("\n".join([ctx.t(m.HOOKS, n=len(lines)), *lines]) if lines else ctx.t(m.NO_HOOKS))


async def _add(ctx: Context, url: str) -> None:
    if len(await _mine(ctx)) >= MOST:
        raise Refusal(m.TOO_MANY_HOOKS, most=MOST)
    _check(url, needs_tls=not ctx.services.settings.fetch_private)
    hook = Hook(account_id=ctx.account_id, person_id=ctx.sender.id, url=url, secret=new_secret(), created_at=ctx.now)
    ctx.session.add(hook)
    await ctx.session.flush()
    ctx.reply(m.NEW_HOOK, n=hook.id, host=_host(hook), secret=hook.secret, once=passes.saying(hook.secret))


async def _test(ctx: Context, number: int) -> None:
    hook = await _find(ctx, number)
    hook.ended_at = None
    happened = Happened("ping", f"ping:{ctx.event_id}", (), {})
    await ping(await ctx.session.connection(), ctx.account_id, hook.id, happened, ctx.now)
    ctx.announced = True
    ctx.reply(m.PINGED, n=hook.id, host=_host(hook))


async def _drop(ctx: Context, number: int) -> None:
    hook = await _find(ctx, number)
    await ctx.session.delete(hook)
    ctx.reply(m.HOOK_GONE, n=hook.id, host=_host(hook))


async def _mine(ctx: Context) -> list[Hook]:
    mine = select(Hook).where(Hook.account_id == ctx.account_id, Hook.person_id == ctx.sender.id)
    return list(await ctx.session.scalars(mine.order_by(Hook.id)))


async def _find(ctx: Context, number: int) -> Hook:
    found = next((each for each in await _mine(ctx) if each.id == number), None)
    if found is None:
        raise Refusal(m.NO_SUCH_HOOK, n=number)
    return found


def _check(url: str, *, needs_tls: bool) -> None:
    """Raises UserError for what can't be such an address; where it leads is seen when it is used."""
    try:
        parts = urlsplit(url)
        is_one = bool(parts.hostname) and parts.username is None and len(url) <= LONGEST_URL and not url.split()[1:]
    except ValueError:
        is_one = False
        parts = urlsplit("")
    if not is_one or parts.scheme not in (("https",) if needs_tls else ("https", "http")):
        raise UserError(m.HOOK_ADDRESS)


def _host(hook: Hook) -> str:
    return urlsplit(hook.url).hostname or ""
