"""What the tests of nudges share: a bot that has them, and silence of many lengths."""

from plugins import PLUGINS, nudges

EVERYTHING = PLUGINS if nudges.plugins[0] in PLUGINS else (*PLUGINS, *nudges.plugins)
