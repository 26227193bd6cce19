"""Texts, pictures, links and files kept for posting."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.drops.library.handlers import (
    ADDED,
    DELETED,
    TAGGED,
    library,
    undo_added,
    undo_deleted,
    undo_tagged,
)
from plugins.drops.library.page import PAGE

plugin = Plugin(
    name="library",
    title=Phrase("素材", "Library"),
    commands=(library,),
    pages=(PAGE,),
    undo={ADDED: undo_added, DELETED: undo_deleted, TAGGED: undo_tagged},
)
