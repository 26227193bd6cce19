"""The group's calendar of moments: a special day gathers all eyes, from the teaser to the recap.

Each folder within is a plugin of the family with the same rooms as any other; together they are what an owner sees.
"""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.campaigns import tables as tables
from plugins.campaigns.calendar import plugin as calendar
from plugins.campaigns.calendar import tables as calendar_tables

__all__ = ["calendar_tables", "plugins", "tables"]

campaigns = Plugin(name="campaigns", title=Phrase("场景活动", "Campaigns"))

plugins: tuple[Plugin, ...] = (campaigns, calendar)
