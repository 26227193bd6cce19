"""/身份 关联: the platform may give somebody a new id at a login; they need not be strangers for ever."""

from typing import Annotated

from bot.commands import Example
from bot.commands.parameters import Label
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.permissions import operator
from bot.phrases import Phrase
from plugins.desk import messages as m
from plugins.desk import store
from plugins.desk.handlers import whoami
from storage.relink import relink_person
from storage.tables import Person


@whoami.action(
    "关联",
    "relink",
    summary=Phrase("把换了编号的人并到原来的人", "join a person who came back with a new id to their old self"),
    example=Example("/身份 关联 3 27", "/whoami relink 3 27"),
    guard=operator,
)
async def relink(
    ctx: Context,
    old: Annotated[int, Label("原来的编号", "old number")],
    new: Annotated[int, Label("新的编号", "new number")],
) -> None:
    """Gives a person their roles, their history and their standing back."""
    if ctx.here is not None:
        raise Refusal(m.RELINK_PRIVATELY)
    if old == new:
        raise UserError(m.SAME_PERSON)
    before, after = await _known(ctx, old), await _known(ctx, new)
    if await store.share_a_group(ctx.session, old, new):
        raise Refusal(m.BOTH_HERE, old=before.name, new=after.name)
    preview = ctx.t(
        m.RELINK_PREVIEW,
        old=old,
        old_name=before.name,
        old_n=await store.groups_of(ctx.session, old),
        new=new,
        new_name=after.name,
        new_n=await store.groups_of(ctx.session, new),
    )
    if not await ctx.confirmed(preview):
        return
    name = after.name
    await relink_person(await ctx.session.connection(), old, new)
    ctx.services.forget_cached()
    await ctx.audit(m.DID_RELINK, old=old, new=new)
    ctx.reply(m.RELINKED, id=old, name=name)


async def _known(ctx: Context, number: int) -> Person:
    person = await ctx.session.get(Person, number)
    if person is None or person.account_id != ctx.account_id:
        raise UserError(m.NO_PERSON, number=number)
    return person
