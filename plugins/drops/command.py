"""/投放 itself; its actions are declared beside what they do, here and in the folders below."""

from bot.commands import Command, Target
from bot.permissions import manager
from bot.phrases import Phrase

drop = Command("投放", "drop", Phrase("定时发内容", "post content on schedule"), manager, Target.NONE)
