"""Where newcomers are lost: how many got how far, and which of two welcomes gets more of them talking."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.scheduler import Prepared
from plugins.welcome.funnel import handlers, trying
from plugins.welcome.funnel.settling import AT_NIGHT, SETTLE, prepare, settle

__all__ = ["handlers", "plugin", "trying"]

plugin = Plugin(
    name="funnel",
    title=Phrase("新人漏斗", "Newcomers' funnel"),
    jobs={SETTLE: Prepared(prepare, settle)},
    standing={SETTLE: AT_NIGHT},
)
