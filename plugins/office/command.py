"""/后台 itself; its actions are declared beside what they do."""

from bot.commands import Command, Target
from bot.context import Context
from bot.errors import Refusal
from bot.permissions import in_private, manager
from bot.phrases import Phrase
from plugins.office import messages as m

office = Command(
    "后台",
    "office",
    Phrase("在浏览器里管理群", "manage your groups in a browser"),
    manager,
    Target.NONE,
    offered=in_private,
)


def privately(ctx: Context) -> None:
    """What is answered is for one person alone: neither for a group nor to be kept as a page's answer is."""
    if ctx.here is not None or ctx.order is not None:
        raise Refusal(m.PRIVATELY)


def parted(what: str) -> tuple[str, str]:
    """What is to be done, and with what."""
    first, *rest = what.split(None, 1) or [""]
    return first.casefold(), rest[0].strip() if rest else ""
