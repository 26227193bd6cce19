"""The way into the owner's pages in the browser, and what programs come in with."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.office import handlers, tokens
from plugins.office.command import office

__all__ = ["handlers", "plugin", "tokens"]

plugin = Plugin(name="office", title=Phrase("后台", "Office"), commands=(office,))
