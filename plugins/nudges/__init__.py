"""Nudges: waking a group without nagging it.

Each folder within is a plugin of the family with the same rooms as any other; together they are what an owner sees.
"""

from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.scheduler import Prepared
from plugins.nudges import configuring, effects, explaining, handlers, jobs, stopping, tables
from plugins.nudges.cleaning import plugin as cleaning
from plugins.nudges.cleaning import tables as cleaning_tables
from plugins.nudges.command import nudge
from plugins.nudges.history import tables as history_tables
from plugins.nudges.page import PAGE
from plugins.nudges.privacy import plugin as privacy
from plugins.nudges.privacy import tables as privacy_tables
from plugins.nudges.reconnect import plugin as reconnect
from plugins.nudges.reconnect import tables as reconnect_tables
from plugins.nudges.segments import plugin as segments
from plugins.nudges.stats import plugin as stats
from plugins.nudges.temperature import plugin as temperature
from plugins.nudges.temperature import tables as temperature_tables
from plugins.nudges.topics import plugin as topics
from plugins.nudges.topics import tables as topic_tables

__all__ = [
    "cleaning_tables",
    "configuring",
    "effects",
    "handlers",
    "history_tables",
    "plugins",
    "privacy_tables",
    "reconnect_tables",
    "tables",
    "temperature_tables",
    "topic_tables",
]

nudges = Plugin(
    name="nudges",
    title=Phrase("激活", "Nudges"),
    commands=(nudge,),
    jobs={jobs.CHECK: jobs.check, jobs.LOOK: Prepared(jobs.prepare, jobs.look)},
    standing={jobs.CHECK: jobs.EVERY_THREE_HOURS},
    undo={stopping.BEGUN: stopping.undo_begun},
    explains={"nudge": explaining.nudge, "nudge-report": explaining.report},
    pages=(PAGE,),
)

plugins: tuple[Plugin, ...] = (nudges, segments, cleaning, stats, temperature, topics, reconnect, privacy)
