"""/后台: a link into the browser, and the way to take it all back."""

from bot import passes
from bot.commands import Example
from bot.context import Context
from bot.errors import Refusal
from bot.phrases import Phrase
from plugins.office import messages as m
from plugins.office.command import office, privately


@office.action(
    summary=Phrase("在浏览器里管理群", "manage your groups in a browser"),
    example=Example("/后台", "/office"),
)
async def link(ctx: Context) -> None:
    """A link that works once and soon no more, told to nobody else."""
    privately(ctx)
    settings = ctx.services.settings
    if not settings.web_port:
        raise Refusal(m.OFF)
    secret = await passes.issue(ctx.session, ctx.account_id, ctx.sender.id, "link", ctx.now)
    site = settings.web_url or f"http://127.0.0.1:{settings.web_port}"
    ctx.reply(m.LINK, url=f"{site}/office/in/{secret}")
    if not settings.web_url:
        ctx.reply(m.ONLY_HERE)


@office.action(
    "退出",
    "logout",
    summary=Phrase("让所有设备退出后台", "end it on all devices"),
    example=Example("/后台 退出", "/office logout"),
)
async def logout(ctx: Context) -> None:
    """Unused links are no longer good either."""
    await passes.revoke(ctx.session, ctx.sender.id, "session", "link")
    ctx.reply(m.LEFT)
