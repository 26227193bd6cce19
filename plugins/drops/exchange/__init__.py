"""All of it as a file, out and in again."""

from bot.events import Said
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.drops.exchange.handlers import received
from plugins.drops.exchange.importing import IMPORTED, undo_import

plugin = Plugin(
    name="exchange",
    title=Phrase("导入导出", "Import and export"),
    on={Said: received},
    undo={IMPORTED: undo_import},
)
