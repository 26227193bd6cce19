"""Codes that an owner gives away: one each, privately, and never one of them to two."""

from bot.commands import Word
from bot.listening import Listener
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.campaigns.codes import acts, giving, handlers, jobs, members, plans
from plugins.campaigns.codes.command import codes
from plugins.campaigns.codes.opening import kind as kind

SUMMARY = Phrase("领一个优惠码", "get a code")

plugin = Plugin(
    name="codes",
    title=Phrase("优惠码", "Codes"),
    commands=(codes,),
    words=(Word("领码", "code", SUMMARY, members.ask), Word("领券", "coupon", SUMMARY, members.ask)),
    jobs={plans.LOOK: jobs.look, plans.CLOSE: jobs.close},
    listeners=(Listener(giving.hear),),
    undo={acts.MADE: acts.undo_made, acts.ADDED: acts.undo_added, acts.CLOSED: acts.undo_closed},
)

__all__ = ["handlers", "kind", "plugin"]
