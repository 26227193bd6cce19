"""Who invited whom, and which invitations have counted."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.welcome.invites import tables

__all__ = ["plugin", "tables"]

plugin = Plugin(name="invites", title=Phrase("邀请", "Invitations"))
