"""Which groups there are, which of them is at hand, and what each is like."""

from bot.commands import Word
from bot.events import Added
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.groups.about import house_rules, say_rules
from plugins.groups.handlers import groups, use
from plugins.groups.page import PAGE
from plugins.groups.presence import hello, language, resume, words, zone
from plugins.groups.quiet import pause
from plugins.groups.serving import charter
from plugins.groups.tagging import tags
from plugins.groups.undo import undo_column, undo_tag

plugin = Plugin(
    name="groups",
    title=Phrase("群", "Groups"),
    commands=(groups, use, tags, charter, house_rules, pause, resume, language, zone, words),
    words=(Word("群规", "rules", Phrase("看群规", "see the group's rules"), say_rules),),
    on={Added: hello},
    undo={"groups.column": undo_column, "groups.tag": undo_tag},
    pages=(PAGE,),
)
