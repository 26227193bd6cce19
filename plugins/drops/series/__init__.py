"""Named queues of issues, posted one at a time."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.drops.series import changes
from plugins.drops.series.handlers import series
from plugins.drops.series.page import PAGE

plugin = Plugin(
    name="series",
    title=Phrase("栏目", "Series"),
    commands=(series,),
    pages=(PAGE,),
    undo={
        changes.ADDED: changes.undo_added,
        changes.REMOVED: changes.undo_removed,
        changes.EDITED: changes.undo_edited,
        changes.ORDERED: changes.undo_ordered,
        changes.LOOPED: changes.undo_looped,
    },
)
