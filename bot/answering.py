"""What one happening is for: a command, a member's word, a confirmation, a file, plain talk, or a plugin's event."""

from dataclasses import replace
from typing import Any

from bot import confirmations
from bot import messages as m
from bot.commands import Action, Command, Target
from bot.commands.arguments import read_arguments
from bot.commands.suggest import suggest, wrong_action
from bot.confirmations import Confirmed, Late
from bot.context import Context
from bot.errors import UserError
from bot.events import Added, Removed, Said
from bot.permissions import Role, needed_by
from bot.phrases import Language
from bot.router import ToCommand, ToConfirmation, ToFile, ToWord, Unknown
from bot.targets import chosen_groups
from bot.words import switched_off


async def answer(ctx: Context) -> None:
    """Let whatever wants the happening have it, with what it says left in the context. Raises UserError."""
    if isinstance(ctx.happening, Said):
        await _run_said(ctx)
    elif _may_act(ctx):
        await _handle(ctx)


async def _handle(ctx: Context) -> None:
    for handler in ctx.services.router.handlers.get(type(ctx.happening), ()):
        await handler(ctx, ctx.happening)


async def _run_said(ctx: Context) -> None:
    match = ctx.services.router.route(ctx.said)
    if isinstance(match, ToConfirmation) and (match := await _confirmed(ctx)) is None:
        return
    if not _may_act(ctx) and ctx.role < Role.ADMIN:
        return
    match match:
        case ToCommand():
            await _run_command(ctx, match)
        case ToWord(word, rest):
            if not await switched_off(ctx, word):
                await word.handler(ctx, rest)
        case ToFile():
            await _handle(ctx)
        case Unknown(name):
            _suggest(ctx, name)
        case _:
            if not await _listened(ctx) and match is not None:
                _introduce(ctx)


async def _listened(ctx: Context) -> bool:
    """Whether plain talk was for a listener; whom none of them waits for is awaited no longer."""
    place = (ctx.said.group_id or 0, ctx.said.person_id)
    awaited = ctx.services.awaited
    was_awaited, heard = place in awaited, True
    awaited.discard(place)
    try:
        heard = ctx.said.kind == "text" and await _asked(ctx)
    finally:
        if was_awaited and heard:
            awaited.add([place])
    return heard


async def _asked(ctx: Context) -> bool:
    for listener in ctx.services.router.listeners:
        if await listener.handler(ctx):
            return True
    return False


async def _confirmed(ctx: Context) -> ToCommand | ToFile | None:
    match await confirmations.take(ctx):
        case Confirmed(said, preview):
            ctx.happening, ctx.confirming = said, preview
            again = ctx.services.router.route(said)
            return again if isinstance(again, ToCommand | ToFile) else None
        case Late():
            ctx.reply(m.CONFIRM_TOO_LATE)
        case None:
            if ctx.here is None:
                ctx.reply(m.NOTHING_TO_CONFIRM)
    return None


async def _run_command(ctx: Context, match: ToCommand) -> None:
    try:
        action, arguments = await _admit(ctx, match)
    except UserError as error:
        if ctx.order is not None:
            raise
        ctx.reply(in_words(error, ctx.language))  # no handler has written anything: no need to begin again
        return
    try:
        await action.handler(ctx, **arguments)
    except UserError as error:
        error.offer(action.example(ctx.language))
        raise


async def _admit(ctx: Context, match: ToCommand) -> tuple[Action, dict[str, Any]]:
    """The action that is meant and what its handler is given, if the person may have it done."""
    action = match.action
    if action is None:
        _let_in(ctx, match.command)
        raise wrong_action(match.command, match.rest, ctx.role, ctx.language)
    ctx.action_title = action.summary
    if action.target is not Target.NONE:
        await _aim(ctx, action)
    action.guard(ctx)
    return action, await read_arguments(action, match.rest, match.body, ctx)


async def _aim(ctx: Context, action: Action) -> None:
    """In a private chat a command acts on the chosen group or groups, with the rights held there."""
    if ctx.here is None:
        ctx.groups, ctx.tag, ctx.role = await chosen_groups(ctx)
    if action.target is Target.GROUP or len(ctx.groups) == 1:
        ctx.zone = ctx.group.zone or ctx.zone


def _suggest(ctx: Context, name: str) -> None:
    """A wrong command is only spoken to where somebody clearly meant us."""
    if ctx.here is not None and not ctx.said.mentions_bot and ctx.role < Role.ADMIN:
        return
    names = [c.zh for c in ctx.services.router.commands] + [c.en for c in ctx.services.router.commands]
    near = suggest(name, names)
    if near is not None:
        ctx.reply(m.DID_YOU_MEAN, name=name[:20], near=near)
    elif ctx.here is None or ctx.said.mentions_bot:
        ctx.reply(m.NO_SUCH_COMMAND, name=name[:20])


def _may_act(ctx: Context) -> bool:
    if isinstance(ctx.happening, Added | Removed) or ctx.here is None:
        return True
    return ctx.here.paused_at is None and ctx.here.left_at is None


def _let_in(ctx: Context, command: Command) -> None:
    """Which actions there are is told to whom at least one of them is open."""
    easiest = min(command.actions, key=lambda action: needed_by(action.guard))
    ctx.action_title = easiest.summary
    easiest.guard(ctx)


def _introduce(ctx: Context) -> None:
    """Say who we are, at most once an hour to one person in one chat: two bots must not talk for ever."""
    chat = ctx.here.id if ctx.here is not None else 0
    ctx.reply(m.HELLO)
    hour = ctx.now.strftime("%Y%m%d%H")
    ctx.posts[-1] = replace(ctx.posts[-1], key=f"hello:{ctx.sender.id}:{chat}:{hour}")


def in_words(error: UserError, language: Language) -> str:
    """What went wrong, then one example where there is one."""
    what = error.phrase(language, **error.values)
    if not error.example:
        return what
    return m.ERROR_WITH_EXAMPLE(language, what=what, example=error.example)
