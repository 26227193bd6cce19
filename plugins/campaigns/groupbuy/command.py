"""The command of group buys."""

from bot.commands import Command
from bot.permissions import admin
from bot.phrases import Phrase

groupbuy = Command("拼团", "groupbuy", Phrase("一起买，人多便宜", "buy together, cheaper by number"), admin)
