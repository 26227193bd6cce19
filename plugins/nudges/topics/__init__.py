"""What a quiet group can be asked: icebreakers that ship, the group's own, and what was talked about a year ago."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.nudges.topics import changes, handlers

__all__ = ["handlers", "plugin"]

plugin = Plugin(
    name="topics",
    title=Phrase("话题", "Topics"),
    undo={changes.ADDED: changes.undo_added, changes.DELETED: changes.undo_deleted},
)
