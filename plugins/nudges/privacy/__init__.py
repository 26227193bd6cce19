"""What members decide about themselves: to be left in peace, to see what is kept of them, to be forgotten."""

from bot.commands import Word
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.nudges.privacy import jobs, tables
from plugins.nudges.privacy.handlers import forget, my_data, quiet, say_loud, say_quiet

__all__ = ["plugin", "tables"]

QUIET = ("别@我了", "别再@我", "别再@我了", "不要@我", "不要再@我", "别艾特我", "别再艾特我", "不要艾特我", "别圈我")
QUIET_EN = ("don't mention me", "don’t mention me", "dont mention me", "stop mentioning me", "don't @ me", "don’t @ me")

plugin = Plugin(
    name="privacy",
    title=Phrase("你说了算", "Up to you"),
    commands=(quiet, my_data, forget),
    words=(
        Word("别@我", "quiet me", Phrase("让我别@你", "have me leave you in peace"), say_quiet, (*QUIET, *QUIET_EN)),
        Word("可以@我", "mention me", Phrase("又可以@你", "let me mention you again"), say_loud, ("可以艾特我",)),
    ),
    jobs={jobs.FORGET: jobs.FORGETTING},
    standing={jobs.FORGET: jobs.AT_NIGHT},
)
