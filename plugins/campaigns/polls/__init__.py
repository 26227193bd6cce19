"""The group decides: a question, a few options, and what most of them chose."""

from bot.listening import Listener
from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.scheduler import Prepared, Together
from plugins.campaigns.polls import acts, jobs, plans, rules, voting
from plugins.campaigns.polls.handlers import poll
from plugins.campaigns.polls.kind import KIND

__all__ = ["KIND", "plugin"]

plugin = Plugin(
    name="polls",
    title=Phrase("投票", "Polls"),
    commands=(poll,),
    words=(voting.WORD,),
    listeners=(Listener(voting.hear, notices=rules.is_run_together, answers=rules.is_number),),
    jobs={
        plans.LIST: jobs.list_votes,
        plans.CLOSE: Together(jobs.close),
        plans.PICTURE: Prepared(jobs.draw, jobs.post_picture),
    },
    undo={acts.OPENED: acts.undo_opening, acts.CANCELLED: acts.undo_cancelling},
)
