"""/接龙 itself; its actions are declared beside what they do."""

from bot.commands import Command, Target
from bot.permissions import admin
from bot.phrases import Phrase

signup = Command("接龙", "signup", Phrase("开接龙，收报名", "let people sign up"), admin, Target.GROUP)
