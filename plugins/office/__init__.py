"""The way into the owner's pages in the browser."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.office.handlers import office

plugin = Plugin(name="office", title=Phrase("后台", "Office"), commands=(office,))
