"""What is coming: the month as a picture, and a rehearsal of the next days."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.drops.calendar.handlers import plans
from plugins.drops.calendar.jobs import watch
from plugins.drops.calendar.page import PAGE
from plugins.drops.calendar.preview import preview
from plugins.drops.watching import WATCH

plugin = Plugin(
    name="calendar",
    title=Phrase("投放日历", "Drop calendar"),
    commands=(preview,),
    jobs={WATCH: watch},
    plans=plans,
    pages=(PAGE,),
)
