"""/欢迎 itself; its actions are declared beside what they do, here and in the folders below."""

from bot.commands import Command, Target
from bot.permissions import admin
from bot.phrases import Phrase

welcome = Command("欢迎", "welcome", Phrase("欢迎新人", "welcome newcomers"), admin, Target.GROUPS)
