"""Who may stay: newcomers answer a question, say a code word, or wait for an admin's word."""

from bot.events import Joined, Left, Removed
from bot.listening import Listener
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.welcome.threshold import acts, events, handlers, jobs, plans, removing, store
from plugins.welcome.threshold.command import threshold
from plugins.welcome.threshold.listening import hear

__all__ = ["handlers", "plugin"]

plugin = Plugin(
    name="threshold",
    title=Phrase("门槛", "Threshold"),
    commands=(threshold,),
    on={Joined: events.newcomers, Left: events.gone, Removed: events.removed},
    jobs={
        plans.ASK: jobs.ask,
        plans.WELCOME: jobs.say_welcome,
        plans.LOOK: jobs.look,
        plans.OUTCOME: removing.outcome,
    },
    listeners=(Listener(hear, awaits=store.awaited),),
    undo={
        acts.LET_IN: acts.undo_letting_in,
        acts.CLOSED: acts.undo_closing,
        acts.REMOVING: acts.undo_removing,
    },
)
