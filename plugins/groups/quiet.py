"""/暂停 每天: the hours in which a group gets no posts."""

from typing import Annotated

from bot.commands import Example
from bot.commands.parameters import Label, Rest
from bot.context import Context
from bot.phrases import Phrase
from plugins.groups import messages as m
from plugins.groups.presence import pause
from plugins.groups.rules import read_hours
from plugins.groups.undo import change
from storage.tables import Group

Hours = Annotated[Rest | None, Label("起止时间|默认|不用", "from-to|default|none")]


@pause.action(
    "每天",
    "daily",
    summary=Phrase("看或定安静时段，期间不主动发消息", "see or set quiet hours without posts"),
    example=Example("/暂停 每天 22:30-08:00", "/pause daily 22:30-08:00"),
)
async def quiet_hours(ctx: Context, hours: Hours = None) -> None:
    """Bare, it tells them. They hold at once, for what waits already too."""
    if hours is None:
        here, zone = _clock(ctx, ctx.group), ctx.group.zone or ctx.zone
        ctx.reply(m.QUIET_HOURS, hours=here, zone=zone) if here else ctx.reply(m.NO_QUIET_HOURS)
        return
    wanted = read_hours(hours)
    own = m.DEFAULT_HOURS if wanted is None else wanted or m.NO_HOURS
    await change(ctx, m.DID_SET_QUIET_HOURS, "quiet_hours", wanted, hours=own)
    now = _clock(ctx, ctx.groups[0])
    ctx.done(m.QUIET_HOURS_SET, hours=now) if now else ctx.done(m.QUIET_HOURS_OFF)


def _clock(ctx: Context, group: Group) -> str:
    hours = ctx.services.outbox.quiet_hours_of(group)
    return "" if hours is None else f"{hours[0]:%H:%M}-{hours[1]:%H:%M}"
