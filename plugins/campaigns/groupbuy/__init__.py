"""Group buys: members say how many they want; the more there are, the less each costs. No money is moved."""

from bot.commands import Word
from bot.events import Left
from bot.listening import Listener
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.campaigns.groupbuy import acts, handlers, jobs, joining, plans, rules
from plugins.campaigns.groupbuy.command import groupbuy
from plugins.campaigns.groupbuy.kind import KIND

__all__ = ["KIND", "handlers", "plugin"]

plugin = Plugin(
    name="groupbuy",
    title=Phrase("拼团", "Group buys"),
    commands=(groupbuy,),
    words=(
        Word("拼", "buy", Phrase("拼几份", "say how many you want"), joining.join),
        Word("拼团", "groupbuy", Phrase("拼几份", "say how many you want"), joining.join),
        Word("取消拼团", "unbuy", Phrase("不拼了", "drop out of a group buy"), joining.leave),
    ),
    on={Left: joining.gone},
    jobs={
        plans.TELL: jobs.tell,
        plans.SOON: jobs.soon,
        plans.CLOSE: jobs.CLOSING,
        plans.REPORT: jobs.REPORTING,
    },
    listeners=(Listener(joining.hear, notices=rules.notices),),
    undo={acts.MADE: acts.undo_made, acts.CHANGE: acts.undo_change},
)
