"""What happened in a group, told and drawn: talk, comings and goings, ties between members, help, busy hours."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.nudges.stats.endpoints import STATS
from plugins.nudges.stats.handlers import stats
from plugins.nudges.stats.page import PAGE

plugin = Plugin(name="stats", title=Phrase("群数据", "Figures"), commands=(stats,), pages=(PAGE,), endpoints=(STATS,))
