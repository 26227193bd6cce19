"""The way into the owner's pages in the browser, and what programs come in with and are told."""

from bot.events import Joined
from bot.hooks.hooks import ENDED
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.office import handlers, hooks, tokens
from plugins.office.command import office
from plugins.office.events import joined

__all__ = ["handlers", "plugin", "tokens"]

plugin = Plugin(
    name="office",
    title=Phrase("后台", "Office"),
    commands=(office,),
    on={Joined: joined},
    explains={ENDED: hooks.explain},
)
