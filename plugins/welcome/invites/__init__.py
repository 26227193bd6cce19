"""Who invited whom, and which invitations have counted."""

from bot.commands import Word
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.welcome.invites import jobs, tables
from plugins.welcome.invites.handlers import invites, mine

__all__ = ["plugin", "tables"]

plugin = Plugin(
    name="invites",
    title=Phrase("邀请", "Invitations"),
    commands=(invites,),
    words=(Word("我的邀请", "my invites", Phrase("看自己的邀请", "see your own invitations"), mine),),
    jobs={jobs.COUNT: jobs.count},
    standing={jobs.COUNT: jobs.AT_NIGHT},
)
