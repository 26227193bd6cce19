"""What kinds of members a group has, who has been silent, and who is on leave."""

from bot.events import Added, Removed
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.nudges import absences
from plugins.nudges.segments.command import lurkers
from plugins.nudges.segments.handlers import members
from plugins.nudges.segments.leave import leave

__all__ = ["plugin"]

plugin = Plugin(
    name="segments",
    title=Phrase("成员", "Members"),
    commands=(members, lurkers, leave),
    on={Removed: absences.gone, Added: absences.back},
)
