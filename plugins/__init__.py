"""What the bot does for a group. One folder each, all alike."""

from bot.plugin import Plugin
from plugins import campaigns, desk, drops, groups, nudges, office, welcome

PLUGINS: tuple[Plugin, ...] = (
    desk.plugin,
    groups.plugin,
    *welcome.plugins,
    *drops.plugins,
    *campaigns.plugins,
    *nudges.plugins,
    office.plugin,
)
