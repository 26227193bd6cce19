"""What is coming: festivals, solar terms, shopping days, days off, and the days a group has of its own."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.campaigns.calendar import own
from plugins.campaigns.calendar.handlers import calendar
from plugins.campaigns.calendar.page import PAGE

__all__ = ["plugin"]

plugin = Plugin(
    name="dates",
    title=Phrase("日历", "Calendar"),
    commands=(calendar,),
    undo={own.ADDED: own.undo_add, own.DELETED: own.undo_delete},
    pages=(PAGE,),
)
