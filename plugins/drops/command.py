"""/投放 itself; its actions are declared beside what they do, here and in the folders below."""

from bot.commands import Command, Example, Target
from bot.permissions import manager
from bot.phrases import Phrase

drop = Command("投放", "drop", Phrase("定时发内容", "post content on schedule"), manager, Target.NONE)

ADDING = Example(
    "/投放 添加 每天 08:30 早报\n早上好，今天是{日期}", "/drop add every day 08:30 news\nGood morning, it is {date}"
)
