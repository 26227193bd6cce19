"""What a campaign came to, for the owner and for the groups."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.scheduler import Prepared
from plugins.campaigns.acts import RECAP
from plugins.campaigns.recap import handlers as handlers
from plugins.campaigns.recap.jobs import end, prepare

plugin = Plugin(name="recap", title=Phrase("活动复盘", "Recaps"), jobs={RECAP: Prepared(prepare, end)})
