"""What newcomers are told in the days and weeks after they joined, one step at a time."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.welcome.journey import changes, handlers, jobs

__all__ = ["handlers", "plugin"]

plugin = Plugin(
    name="journey",
    title=Phrase("新人步骤", "Newcomers' steps"),
    jobs={jobs.STEP: jobs.take_step},
    undo={changes.CHANGED: changes.undo},
)
