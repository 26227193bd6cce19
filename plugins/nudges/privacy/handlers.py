"""别@我, /我的数据, /忘记我: what members decide about themselves."""

from sqlalchemy import case, literal, update

from bot.commands import Command, Example, Target
from bot.content import Text
from bot.context import Context
from bot.errors import Refusal
from bot.outbox import Priority
from bot.permissions import anyone
from bot.phrases import Phrase
from plugins.nudges.privacy import jobs, showing
from plugins.nudges.privacy import messages as m
from plugins.nudges.privacy.tables import Forgetting
from storage import forgetting
from storage.base import UtcDateTime
from storage.tables import Membership, Schedule

quiet = Command("别@我", "quiet", Phrase("让我别@你、别打扰你", "have me leave you in peace"), anyone, Target.NONE)
my_data = Command("我的数据", "mydata", Phrase("看我记着你什么", "see what I keep about you"), anyone, Target.NONE)
forget = Command("忘记我", "forget", Phrase("让我忘掉你", "have me forget you"), anyone, Target.NONE)


@quiet.action(summary=Phrase("让我别@你、别打扰你", "have me leave you in peace"), example=Example("/别@我", "/quiet"))
async def be_quiet(ctx: Context) -> None:
    """Holds at once, in every group, for what waits already too."""
    ctx.sender.quiet_at = ctx.sender.quiet_at or ctx.now
    _answer(ctx, m.QUIET, "quiet")


@quiet.action(
    "取消",
    "off",
    summary=Phrase("又可以@你", "let me mention you again"),
    example=Example("/别@我 取消", "/quiet off"),
)
async def be_loud(ctx: Context) -> None:
    """What was held back meanwhile is not made up for."""
    ctx.sender.quiet_at = None
    _answer(ctx, m.NOT_QUIET, "loud")


async def say_quiet(ctx: Context, rest: str) -> None:
    """The word alone; talk that only begins with it is not for us."""
    if not rest:
        await be_quiet(ctx)


async def say_loud(ctx: Context, rest: str) -> None:
    """The same."""
    if not rest:
        await be_loud(ctx)


@my_data.action(summary=Phrase("看我记着你什么", "see what I keep about you"), example=Example("/我的数据", "/mydata"))
async def show(ctx: Context) -> None:
    """In words, and to nobody else: in a group the answer comes in private."""
    if ctx.here is not None and not ctx.sender.is_friend:
        ctx.reply(m.COME_PRIVATELY, mention=True)
        return
    person, services = ctx.sender, ctx.services
    said = await ctx.beforehand("mydata", lambda: showing.whole(services, person.id, ctx.zone, ctx.language, ctx.now))
    if ctx.here is None:
        ctx.reply(said)
        return
    key = f"mydata:{ctx.event_id}"
    ctx.post(Text((said,)), key=key, person_id=person.id, priority=Priority.ANSWER)
    ctx.reply(m.SENT_PRIVATELY, mention=True)


@forget.action(summary=Phrase("让我忘掉你", "have me forget you"), example=Example("/忘记我", "/forget"))
async def be_forgotten(ctx: Context) -> None:
    """Shown first, then done in slices; whoever asks twice has it done once."""
    if ctx.here is not None:
        raise Refusal(m.FORGET_PRIVATELY)
    if await ctx.session.get(Forgetting, ctx.sender.id) is not None:
        ctx.reply(m.UNDER_WAY)
        return
    needed = dict.fromkeys(spot.table.name for spot in await forgetting.held(ctx.session, ctx.sender.id))
    still = ctx.t(m.STILL_NEEDED, what=m.named(ctx.language, needed)) if needed else ""
    if await ctx.confirmed(ctx.t(m.PREVIEW, needed=still)):
        await _begin(ctx)
        ctx.reply(m.BEGUN)


async def _begin(ctx: Context) -> None:
    person, account = ctx.sender, ctx.account_id
    person.name = ""
    spoke = case((Membership.last_spoken_at.is_not(None), literal(ctx.now, UtcDateTime())))  # no lurker for it
    named = update(Membership).where(Membership.person_id == person.id).values(alias="", last_spoken_at=spoke)
    await ctx.session.execute(named.execution_options(synchronize_session=False))
    ctx.session.add(Forgetting(person_id=person.id, account_id=account, asked_at=ctx.now, looks_at=ctx.now))
    soon = update(Schedule).where(Schedule.key == jobs.key_of(account)).values(next_due_at=ctx.now)
    await ctx.session.execute(soon.execution_options(synchronize_session=False))
    await ctx.session.flush()
    ctx.services.scheduler.changed()
    ctx.services.forget_cached()


def _answer(ctx: Context, phrase: Phrase, what: str) -> None:
    """Once a minute, however often it is said."""
    where = 0 if ctx.here is None else ctx.here.id
    ctx.reply(phrase, once=f"{what}:{ctx.sender.id}:{where}:{ctx.now:%Y%m%d%H%M}")
