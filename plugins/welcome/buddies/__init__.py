"""Old members show newcomers around: who volunteers, who is paired with whom, and whether they met."""

from bot.events import Joined, Left
from bot.listening import Listener
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.welcome.buddies import events, jobs, tables
from plugins.welcome.buddies.answers import hear, notices
from plugins.welcome.buddies.handlers import buddies

__all__ = ["plugin", "tables"]

plugin = Plugin(
    name="buddies",
    title=Phrase("老带新", "Buddies"),
    commands=(buddies,),
    on={Joined: events.newcomers, Left: events.gone},
    jobs={events.PAIR: jobs.PAIRING, events.ASK: jobs.ASKING},
    listeners=(Listener(hear, notices),),
)
