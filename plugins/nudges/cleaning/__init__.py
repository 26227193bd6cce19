"""Cleaning, humanely: the long silent are asked whether they stay, and removed only by an admin's confirmed word."""

from bot.commands import Word
from bot.listening import Listener
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.nudges.cleaning import acts, handlers, staying, store, tables
from plugins.nudges.cleaning.explaining import explain
from plugins.nudges.cleaning.jobs import go
from plugins.nudges.cleaning.page import PAGE

__all__ = ["handlers", "plugin", "tables"]

plugin = Plugin(
    name="cleaning",
    title=Phrase("清理", "Cleaning"),
    words=(Word("留下", "stay", Phrase("被问到时说要留下", "say that you stay when asked"), staying.hear_stay),),
    jobs={store.JOB: go},
    listeners=(Listener(staying.hear_talk, awaits=store.awaited),),
    undo={
        acts.BEGUN: acts.undo_beginning,
        handlers.SPARED: handlers.undo_sparing,
        handlers.UNSPARED: handlers.undo_unsparing,
    },
    explains={acts.CAUSE: explain},
    pages=(PAGE,),
)
