"""/名片: the cards that members keep by introducing themselves."""

from typing import Annotated

from bot import messages as core
from bot.commands import Command, Example, Target
from bot.commands.parameters import Label, Member, Rest, Words
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.permissions import Role, admin, anyone
from bot.phrases import Phrase
from plugins.welcome.cards import messages as m
from plugins.welcome.cards import rules, showing, store
from plugins.welcome.cards.settings import Cards
from storage.names import names_of
from storage.tables import Person

DEFAULT = ("默认", "default")

cards = Command("名片", "card", Phrase("看名片，找人", "see cards and find people"), anyone, Target.GROUP)


@cards.action(
    summary=Phrase("看一个人的名片", "see somebody's card"),
    example=Example("/名片 @小明", "/card @Ming"),
)
async def show(ctx: Context, who: Member | None = None) -> None:
    """Bare, how many there are and how to have one."""
    if who is not None:
        await _show(ctx, who)
        return
    now = await ctx.settings(Cards)
    template = rules.template_of(now, ctx.language)
    n = await store.how_many(ctx.session, ctx.group.id)
    field = showing.example_of(template)
    overview = ctx.t(m.OVERVIEW, n=n, template=showing.blank(template, ctx.language), field=field)
    ctx.reply(overview + ("" if now.on else ctx.t(m.OFF_NOW)))


@cards.action(
    "我的",
    "mine",
    summary=Phrase("看自己的名片", "see your card"),
    example=Example("/名片 我的", "/card mine"),
)
async def mine(ctx: Context) -> None:
    """Or how to have one."""
    await _show(ctx, ctx.sender)


@cards.action(
    "找",
    "find",
    summary=Phrase("按名片找人", "find people by their cards"),
    example=Example("/名片 找 城市=杭州", "/card find city=Leeds"),
)
async def find(ctx: Context, wanted: Annotated[Rest, Label("项=词|词", "field=word|word")]) -> None:
    """Of those there now, a page at a time."""
    template = rules.template_of(await ctx.settings(Cards), ctx.language)
    query = rules.read_query(wanted, template)
    found = await store.find(ctx.session, ctx.group.id, query)
    if not found:
        raise UserError(m.NO_MORE if query.page > 1 else m.NOBODY)
    ctx.reply(showing.listed(found, query, ctx.language))


@cards.action(
    "删除",
    "delete",
    summary=Phrase("删掉自己的名片", "delete your card"),
    example=Example("/名片 删除", "/card delete"),
)
async def delete(ctx: Context, who: Member | None = None) -> None:
    """Somebody else's only by an admin."""
    owner = who or ctx.sender
    if owner.id != ctx.sender.id and ctx.role < Role.ADMIN:
        raise Refusal(m.ONLY_YOURS)
    card = await store.card_of(ctx.session, ctx.group.id, owner.id)
    if card is None or not card.told:
        raise await _none(ctx, owner)
    is_own = owner.id == ctx.sender.id
    preview = ctx.t(m.DELETE_YOURS) if is_own else ctx.t(m.DELETE_THEIRS, name=await _name(ctx, owner))
    if await ctx.confirmed(preview):
        await store.forget(ctx.session, card)
        await ctx.audit(m.DID_DELETE)
        ctx.reply(m.DELETED)


@cards.action(
    "不介绍",
    "alone",
    summary=Phrase("不把我介绍给别人", "don't introduce me to others"),
    example=Example("/名片 不介绍", "/card alone"),
)
async def alone(ctx: Context) -> None:
    """Nobody is told of them, nor they of anybody."""
    (await store.row_of(ctx.session, ctx.group.id, ctx.sender.id)).is_willing = False
    ctx.reply(m.ALONE)


@cards.action(
    "可介绍",
    "meet",
    summary=Phrase("可以把我介绍给别人", "introduce me to others"),
    example=Example("/名片 可介绍", "/card meet"),
)
async def meet(ctx: Context) -> None:
    """As everybody is who has said nothing."""
    card = await store.card_of(ctx.session, ctx.group.id, ctx.sender.id)
    if card is not None:
        card.is_willing = True
    ctx.reply(m.WILLING)


@cards.action(
    "模板",
    "template",
    summary=Phrase("看或换自我介绍的模板", "see or change the template of introductions"),
    example=Example("/名片 模板\n称呼\n城市\n喜欢的书", "/card template\nname\ncity\nfavourite book"),
    target=Target.GROUPS,
)
async def template(
    ctx: Context,
    line: Annotated[Rest | None, Label("默认", "default")] = None,
    fields: Words | None = None,
) -> None:
    """Cards there are keep what they say."""
    written = "\n".join(filter(None, (line, fields)))
    if not written:
        now = rules.template_of(await ctx.settings(Cards), ctx.language)
        ctx.reply(m.TEMPLATE, template=showing.blank(now, ctx.language))
        return
    if ctx.role < Role.ADMIN:
        raise Refusal(core.ONLY_ADMINS, what=m.CHANGE_TEMPLATE)
    names = () if written in DEFAULT else rules.read_template(written)
    await ctx.change(Cards, m.DID_SET, fields=names)
    now = rules.template_of(Cards(fields=names), ctx.language)
    ctx.done(m.TEMPLATE_SET, template=showing.blank(now, ctx.language))


@cards.action(
    "开启",
    "on",
    summary=Phrase("开启自我介绍", "switch introductions on"),
    example=Example("/名片 开启", "/card on"),
    guard=admin,
    target=Target.GROUPS,
)
async def switch_on(ctx: Context) -> None:
    """Introductions are kept and thanked for from now on."""
    await ctx.change(Cards, m.DID_SWITCH_ON, on=True)
    ctx.done(m.SWITCHED_ON)


@cards.action(
    "关闭",
    "off",
    summary=Phrase("关闭自我介绍", "switch introductions off"),
    example=Example("/名片 关闭", "/card off"),
    guard=admin,
    target=Target.GROUPS,
)
async def switch_off(ctx: Context) -> None:
    """Nothing is made of introductions; cards can still be seen, found and deleted."""
    await ctx.change(Cards, m.DID_SWITCH_OFF, on=False)
    ctx.done(m.SWITCHED_OFF)


async def _show(ctx: Context, who: Person) -> None:
    """Nobody's who has left."""
    card = await store.card_of(ctx.session, ctx.group.id, who.id)
    if card is None or not card.told or not await store.is_there(ctx.session, ctx.group.id, who.id):
        raise await _none(ctx, who)
    names = [each.name for each in rules.template_of(await ctx.settings(Cards), ctx.language)]
    ctx.reply(showing.card_text(await _name(ctx, who), card, names, ctx.language))


async def _none(ctx: Context, who: Person) -> UserError:
    if who.id != ctx.sender.id:
        return Refusal(m.NONE_THEIRS, name=await _name(ctx, who))
    now = rules.template_of(await ctx.settings(Cards), ctx.language)
    return Refusal(m.NONE_YOURS, template=showing.blank(now, ctx.language))


async def _name(ctx: Context, who: Person) -> str:
    names = await names_of(ctx.session, ctx.group.id, [who.id])
    return showing.name_of(names.get(who.id, ""))
