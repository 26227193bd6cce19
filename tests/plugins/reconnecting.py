"""A bot that thanks and has people on duty, and does little else: weeks go by quickly."""

from plugins import desk, groups
from plugins.nudges.reconnect import plugin

ONLY = (desk.plugin, groups.plugin, plugin)
