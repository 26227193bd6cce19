"""Nudges: waking a group without nagging it.

Each folder within is a plugin of the family with the same rooms as any other; together they are what an owner sees.
"""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.nudges import tables
from plugins.nudges.command import nudge
from plugins.nudges.history import tables as history_tables
from plugins.nudges.reconnect import plugin as reconnect
from plugins.nudges.reconnect import tables as reconnect_tables
from plugins.nudges.segments import plugin as segments
from plugins.nudges.temperature import tables as temperature_tables
from plugins.nudges.topics import plugin as topics
from plugins.nudges.topics import tables as topic_tables

__all__ = ["history_tables", "plugins", "reconnect_tables", "tables", "temperature_tables", "topic_tables"]

nudges = Plugin(name="nudges", title=Phrase("激活", "Nudges"), commands=(nudge,))

plugins: tuple[Plugin, ...] = (nudges, segments, topics, reconnect)
