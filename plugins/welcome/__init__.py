"""A newcomer's first month: greeted, led along, let in, introduced, paired, counted.

Each folder within is a plugin of the family with the same rooms as any other; together they are what an owner sees.
"""

from bot.events import Joined, Left
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.welcome import handlers, page, parts
from plugins.welcome.buddies import plugin as buddies
from plugins.welcome.cards import page as cards_page
from plugins.welcome.cards import plugin as cards
from plugins.welcome.command import welcome
from plugins.welcome.events import FAREWELL, GREET, gone, newcomers
from plugins.welcome.funnel import page as funnel_page
from plugins.welcome.funnel import plugin as funnel
from plugins.welcome.invites import plugin as invites
from plugins.welcome.jobs import greet, say_farewell
from plugins.welcome.journey import plugin as journey
from plugins.welcome.journey import tables as journey_tables
from plugins.welcome.threshold import page as newcomers_page
from plugins.welcome.threshold import plugin as threshold

__all__ = ["handlers", "journey_tables", "parts", "plugins"]

greeting = Plugin(
    name="welcome",
    title=Phrase("欢迎新人", "Welcoming newcomers"),
    commands=(welcome,),
    on={Joined: newcomers, Left: gone},
    jobs={GREET: greet, FAREWELL: say_farewell},
    pages=(page.PAGE, newcomers_page.PAGE, funnel_page.PAGE, cards_page.PAGE),
)

plugins = (greeting, journey, cards, threshold, invites, buddies, funnel)
