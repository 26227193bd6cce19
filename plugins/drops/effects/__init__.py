"""Did it work: how much is said after drops, against the same hour without them."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.scheduler import Prepared
from plugins.drops.effects import handlers as handlers
from plugins.drops.effects.measuring import measure, prepare
from plugins.drops.watching import MEASURE

plugin = Plugin(name="effects", title=Phrase("投放效果", "Effect of drops"), jobs={MEASURE: Prepared(prepare, measure)})
