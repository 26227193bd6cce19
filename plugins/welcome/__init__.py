"""Welcomes people who join, those who come together in one message."""

from bot.events import Joined
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.welcome.handlers import newcomers, welcome
from plugins.welcome.jobs import greet
from plugins.welcome.rules import GREET

plugin = Plugin(
    name="welcome",
    title=Phrase("欢迎新人", "Welcoming newcomers"),
    commands=(welcome,),
    on={Joined: newcomers},
    jobs={GREET: greet},
)
