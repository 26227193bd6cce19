"""/活动 itself; its actions are declared beside what they do."""

from bot.commands import Command, Target
from bot.permissions import manager
from bot.phrases import Phrase

campaign = Command("活动", "campaign", Phrase("节日与活动", "festivals and campaigns"), manager, Target.NONE)
