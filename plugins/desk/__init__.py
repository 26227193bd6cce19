"""The desk people come to: help, who may do what, what happened, and why."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.desk.handlers import help_, history, undo, whoami
from plugins.desk.page import PAGES
from plugins.desk.relinking import relink as relink
from plugins.desk.roles import admins, claim, undo_grant
from plugins.desk.sending import budget, why
from plugins.desk.settling import resend, skip

plugin = Plugin(
    name="desk",
    title=Phrase("常用", "Basics"),
    commands=(help_, whoami, claim, admins, history, undo, why, budget, resend, skip),
    undo={"desk.grant": undo_grant},
    pages=PAGES,
)
