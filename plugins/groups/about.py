"""/群定位 and /群规: whom a group is for, and how people treat each other in it."""

from datetime import timedelta
from zlib import crc32

from sqlalchemy import select

from bot.charter import Charter
from bot.commands import Command, Example, Target
from bot.commands.parameters import Words
from bot.context import Context
from bot.permissions import Role, admin, anyone
from bot.phrases import Phrase
from bot.serving import Serving
from plugins.groups import messages as m
from plugins.groups.rules import checked_length
from storage.tables import Outbox

MINUTE = timedelta(minutes=1)

charter = Command("群定位", "charter", Phrase("写下这个群为了谁", "say whom the group is for"), admin, Target.GROUPS)
house_rules = Command("群规", "rules", Phrase("写下群规", "write the group's rules"), admin, Target.GROUPS)


@charter.action(
    summary=Phrase("看群定位", "see the charter"),
    example=Example("/群定位", "/charter"),
    guard=anyone,
    target=Target.GROUP,
)
async def show_charter(ctx: Context) -> None:
    """Why the group exists, for anybody; those who may change it read how."""
    about = (await ctx.settings(Charter)).about
    if ctx.role < Role.ADMIN:
        await _once_a_minute(ctx, ctx.t(m.CHARTER_IS, text=about) if about else ctx.t(m.NO_CHARTER_YET))
        return
    told = ctx.t(m.CHARTER, text=about) if about else ctx.t(m.NO_CHARTER)
    ctx.reply(f"{told}\n\n{await serving_rules(ctx)}")


@charter.action(
    "设置",
    "set",
    summary=Phrase("设置群定位", "set the charter"),
    example=Example(
        "/群定位 设置\n给刚开始读书的人，每周一起读一本", "/charter set\nFor people who start reading: a book a week"
    ),
)
async def set_charter(ctx: Context, text: Words) -> None:
    """From now on it is quoted wherever the group's purpose matters."""
    await ctx.change(Charter, m.DID_SET_CHARTER, purpose=checked_length(text))
    ctx.done(m.CHARTER_SET)


@charter.action(
    "做什么",
    "doing",
    summary=Phrase("写下大家在群里做什么", "say what people do here"),
    example=Example("/群定位 做什么\n周一选书，周五晚上一起聊", "/charter doing\nMonday we choose, Friday we talk"),
)
async def set_doing(ctx: Context, text: Words) -> None:
    """Shown below the purpose, and quoted with it."""
    await ctx.change(Charter, m.DID_SET_CHARTER, doing=checked_length(text))
    ctx.done(m.CHARTER_SET)


@charter.action(
    "清空",
    "clear",
    summary=Phrase("清空群定位", "clear the charter"),
    example=Example("/群定位 清空", "/charter clear"),
)
async def clear_charter(ctx: Context) -> None:
    """The group has no charter."""
    await ctx.change(Charter, m.DID_CLEAR_CHARTER, purpose="", doing="")
    ctx.done(m.CHARTER_CLEARED)


@house_rules.action(
    summary=Phrase("看群规", "see the rules"),
    example=Example("/群规", "/rules"),
    guard=anyone,
    target=Target.GROUP,
)
async def show_rules(ctx: Context) -> None:
    """Anybody may ask, but a group is answered at most once a minute."""
    text = (await ctx.settings(Charter)).rules
    unwritten = m.NO_RULES_ADMIN if ctx.role >= Role.ADMIN else m.NO_RULES
    await _once_a_minute(ctx, ctx.t(m.RULES, text=text) if text else ctx.t(unwritten))


@house_rules.action(
    "设置",
    "set",
    summary=Phrase("设置群规", "set the rules"),
    example=Example("/群规 设置\n1. 不发广告\n2. 好好说话", "/rules set\n1. No ads\n2. Be kind"),
)
async def set_rules(ctx: Context, text: Words) -> None:
    """The rules, which welcomes quote."""
    await ctx.change(Charter, m.DID_SET_RULES, rules=checked_length(text))
    ctx.done(m.RULES_SET)


@house_rules.action(
    "清空",
    "clear",
    summary=Phrase("清空群规", "clear the rules"),
    example=Example("/群规 清空", "/rules clear"),
)
async def clear_rules(ctx: Context) -> None:
    """The group has no written rules."""
    await ctx.change(Charter, m.DID_CLEAR_RULES, rules="")
    ctx.done(m.RULES_CLEARED)


async def say_rules(ctx: Context, rest: str) -> None:
    """The bare word 群规 is answered where there are rules; talk that only begins with it is not."""
    if rest or ctx.here is None:
        return
    text = (await ctx.settings(Charter)).rules
    if text:
        await _once_a_minute(ctx, ctx.t(m.RULES, text=text))


async def serving_rules(ctx: Context) -> str:
    """How much the group is given before it is asked, and how to change that."""
    now = await ctx.settings(Serving)
    ratio = ctx.t(m.RATIO_IS if now.ratio else m.RATIO_OFF, n=now.ratio)
    return ctx.t(m.SERVING, ratio=ratio, talk=ctx.t(m.TALK_IS if now.talk else m.TALK_OFF, n=now.talk))


async def _once_a_minute(ctx: Context, answer: str) -> None:
    """In a group, silence when just this was said within the last minute; what has changed since is said."""
    if ctx.here is None:
        ctx.reply(answer)
        return
    key = f"rules:{ctx.here.id}:{crc32(answer.encode()):08x}"
    last, this = (f"{key}:{moment:%Y%m%d%H%M}" for moment in (ctx.now - MINUTE, ctx.now))
    lately = select(Outbox.id).where(Outbox.key == last, Outbox.created_at > ctx.now - MINUTE)
    if await ctx.session.scalar(lately) is None:
        ctx.reply(answer, once=this)
