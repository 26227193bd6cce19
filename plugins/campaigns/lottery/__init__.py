"""Lotteries that anyone can check: the secret that decides is bound by its fingerprint before anybody enters."""

from bot.commands import Word
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.campaigns.lottery import acts, jobs, members, plans
from plugins.campaigns.lottery.handlers import lottery
from plugins.campaigns.lottery.kind import KIND

__all__ = ["KIND", "plugin"]

plugin = Plugin(
    name="lottery",
    title=Phrase("抽奖", "Draws"),
    commands=(lottery,),
    words=(
        Word("抽奖", "draw", Phrase("参加抽奖", "enter a draw"), members.enter),
        Word("领奖", "collect", Phrase("中奖了来领", "collect what you have won"), members.claim),
    ),
    jobs={
        plans.LIST: jobs.show_newcomers,
        plans.FREEZE: jobs.freeze,
        plans.REVEAL: jobs.reveal,
        plans.CLAIMS: jobs.report_claims,
    },
    plans=plans.coming,
    undo={acts.OPENED: acts.undo_open},
)
