"""News of other sites, by RSS and Atom."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.scheduler import Prepared
from plugins.drops import jobs, making
from plugins.drops.feeds import changes, source
from plugins.drops.feeds.handlers import feed
from plugins.drops.feeds.page import PAGE

plugin = Plugin(
    name="feeds",
    title=Phrase("订阅源", "Feeds"),
    commands=(feed,),
    pages=(PAGE,),
    jobs={making.FIRE_FEED: Prepared(source.prepare, jobs.fire)},
    undo={changes.CHANGE: changes.undo},
)
