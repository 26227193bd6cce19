"""/优惠码 itself; its actions are declared beside what they do."""

from bot.commands import Command, Target
from bot.permissions import manager
from bot.phrases import Phrase

codes = Command("优惠码", "codes", Phrase("把码一人一个私聊发出去", "give away codes, one each"), manager, Target.NONE)
