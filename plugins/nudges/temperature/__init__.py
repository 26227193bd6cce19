"""How warm a group is, against its own usual weeks."""

from bot.events import Added
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.nudges.temperature import handlers, jobs, page, telling
from plugins.nudges.temperature.handlers import temperature

plugin = Plugin(
    name="temperature",
    title=Phrase("群况", "Temperature"),
    commands=(temperature,),
    on={Added: handlers.came_back},
    jobs=jobs.JOBS,
    standing={jobs.CHECK: jobs.EVERY_THREE_HOURS},
    explains={telling.CHANGED: handlers.why_told},
    signs=page.signs,
)
