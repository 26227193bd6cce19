"""/潜水 itself; what else it does is declared beside it."""

from bot.commands import Command, Target
from bot.permissions import admin
from bot.phrases import Phrase

lurkers = Command("潜水", "lurkers", Phrase("看谁很久没说话", "see who has been silent for long"), admin, Target.GROUP)
