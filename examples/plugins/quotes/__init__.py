"""A quote of the day, from those the group's admins collect."""

from bot.commands import Word
from bot.phrases import Phrase
from bot.plugin import Plugin

from .handlers import quotes, say_quote, undo_when
from .jobs import send
from .page import PAGE
from .rules import SEND

plugin = Plugin(
    name="quotes",
    title=Phrase("每日一句", "Quote of the day"),
    commands=(quotes,),
    words=(Word("语录", "quote", Phrase("听今天的一句", "hear today's quote"), say_quote),),
    jobs={SEND: send},
    undo={"quotes.when": undo_when},
    pages=(PAGE,),
)
