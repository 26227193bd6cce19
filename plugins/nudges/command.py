"""/激活 itself; its actions are declared beside what they do."""

from bot.commands import Command, Target
from bot.permissions import admin
from bot.phrases import Phrase

nudge = Command("激活", "nudge", Phrase("轻轻唤醒群", "wake the group gently"), admin, Target.GROUPS)
