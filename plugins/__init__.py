"""What the bot does for a group. One folder each, all alike."""

from bot.plugin import Plugin
from plugins import campaigns, desk, drops, groups, welcome
from plugins import nudges as nudges  # for its tables; it is offered once /激活 says something by itself

PLUGINS: tuple[Plugin, ...] = (desk.plugin, groups.plugin, *welcome.plugins, *drops.plugins, *campaigns.plugins)
