"""Members introduce themselves: their cards are kept, found, and bring people together."""

from bot.events import Joined
from bot.listening import Listener
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.welcome.cards import handlers, jobs
from plugins.welcome.cards.introducing import back, hear
from plugins.welcome.cards.reading import looks_like_one

plugin = Plugin(
    name="cards",
    title=Phrase("自我介绍", "Introductions"),
    commands=(handlers.cards,),
    on={Joined: back},
    jobs={jobs.THANK: jobs.thank},
    listeners=(Listener(hear, notices=looks_like_one),),
)
