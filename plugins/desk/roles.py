"""/绑定 and /管理员: who may do what."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from bot import messages as core
from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Member, Rest
from bot.context import Context
from bot.errors import Refusal
from bot.permissions import admin, anyone, operator, owner
from bot.phrases import Phrase
from plugins.desk import messages as m
from plugins.desk import rules, store
from storage.tables import Account, Person

ADMIN = "admin"
OWNER = "owner"

claim = Command(
    "绑定",
    "claim",
    Phrase("用绑定码成为运营者", "become an operator by the code"),
    anyone,
    Target.NONE,
    offered=store.wants_operator,
)
admins = Command("管理员", "admins", Phrase("查看、添加管理员", "see and choose the admins"), owner, Target.GROUP)


@claim.action(
    summary=Phrase("用绑定码成为运营者", "become an operator by the code"),
    example=Example("/绑定 7K3M9QXA2B", "/claim 7K3M9QXA2B"),
)
async def claim_bot(ctx: Context, code: Annotated[Rest, Label("绑定码", "code")]) -> None:
    """The code printed at first start opens once; a person may be wrong a few times an hour."""
    if ctx.here is not None:
        raise Refusal(m.CLAIM_PRIVATELY)
    account = await ctx.session.get_one(Account, ctx.account_id)
    if account.claim_code_sha256 is None:
        raise Refusal(m.NO_CODE)
    if await store.tries(ctx.session, ctx.sender.id, ctx.now - rules.TRIES_WITHIN) >= rules.TRIES:
        raise Refusal(m.TOO_MANY_TRIES)
    if not rules.opens(code, account.claim_code_sha256):
        store.note_try(ctx, ctx.t(m.TRIED))
        ctx.reply(m.WRONG_CODE)
        return
    account.claim_code_sha256 = None
    await store.put_role(ctx, ctx.sender.id, 0, "operator")
    store.note_try(ctx, ctx.t(m.DID_CLAIM))
    ctx.reply(m.CLAIMED)


@admins.action(summary=Phrase("看管理员", "see the admins"), example=Example("/管理员", "/admins"), guard=admin)
async def list_admins(ctx: Context) -> None:
    """The owner and the admins, by name and number."""
    owners, others = await store.admins_of(ctx.session, ctx.group)
    ctx.reply(m.ADMINS, owner=_named(ctx, owners) or m.UNKNOWN_OWNER, admins=_named(ctx, others) or m.NOBODY)


@admins.action(
    "添加",
    "add",
    summary=Phrase("添加管理员", "add an admin"),
    example=Example("/管理员 添加 @小明", "/admins add @Ming"),
)
async def add_admin(ctx: Context, who: Member) -> None:
    """From now on they may do what admins may."""
    if who.id == ctx.group.owner_id:
        raise Refusal(m.IS_OWNER, name=who.name)
    before = await store.role_granted(ctx.session, who.id, ctx.group.id)
    if before == OWNER:
        raise Refusal(m.IS_OWNER, name=who.name)
    if before == ADMIN:
        raise Refusal(m.ALREADY_ADMIN, name=who.name)
    await _change(ctx, who, before, ADMIN, m.DID_ADD_ADMIN)
    ctx.done(m.ADMIN_ADDED, name=who.name)


@admins.action(
    "群主",
    "owner",
    summary=Phrase("认定群主", "say who owns the group"),
    example=Example("/管理员 群主 @小明", "/admins owner @Ming"),
    guard=operator,
)
async def bind_owner(ctx: Context, who: Member) -> None:
    """For a group whose owner the platform does not tell, or who looks after it with a second account."""
    before = await store.role_granted(ctx.session, who.id, ctx.group.id)
    if who.id == ctx.group.owner_id or before == OWNER:
        raise Refusal(m.ALREADY_OWNER, name=who.name)
    await _change(ctx, who, before, OWNER, m.DID_BIND_OWNER)
    ctx.done(m.OWNER_BOUND, name=who.name)


@admins.action(
    "移除",
    "remove",
    summary=Phrase("移除管理员", "remove an admin"),
    example=Example("/管理员 移除 @小明", "/admins remove @Ming"),
)
async def remove_admin(ctx: Context, who: Member) -> None:
    """They are a member like everybody again."""
    if who.id == ctx.group.owner_id:
        raise Refusal(m.IS_OWNER, name=who.name)
    before = await store.role_granted(ctx.session, who.id, ctx.group.id)
    if before is None:
        raise Refusal(m.NOT_AN_ADMIN, name=who.name)
    if before == OWNER:
        operator(ctx)
    await _change(ctx, who, before, None, m.DID_REMOVE_OWNER if before == OWNER else m.DID_REMOVE_ADMIN)
    ctx.done(m.OWNER_REMOVED if before == OWNER else m.ADMIN_REMOVED, name=who.name)


async def undo_grant(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Give back or take away the role, unless it has been changed since."""
    person, group = operation["person_id"], operation["group"]
    if await store.role_granted(ctx.session, person, group) != operation["new"]:
        raise Refusal(core.CHANGED_SINCE)
    await store.put_role(ctx, person, group, operation["old"])


async def _change(ctx: Context, who: Person, old: str | None, new: str | None, summary: Phrase) -> None:
    await store.put_role(ctx, who.id, ctx.group.id, new)
    way_back = {"op": "desk.grant", "group": ctx.group.id, "person_id": who.id, "old": old, "new": new}
    await ctx.audit(summary, [way_back], name=who.name)


def _named(ctx: Context, people: Sequence[Person]) -> str:
    return ctx.t(core.COMMA).join(ctx.t(m.PERSON, name=person.name, id=person.id) for person in people)
