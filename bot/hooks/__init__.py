"""Telling programs what happened, by signed webhooks: written with its cause, delivered at least once.

`announcing` writes down what is to be told, `hooks` delivers it as the outbox does messages, `judging` says what an
answer means, `signing` makes the headers of the Standard Webhooks (https://www.standardwebhooks.com).
"""

from bot.hooks.announcing import Happened, announce, ping
from bot.hooks.hooks import Hooks

__all__ = ["Happened", "Hooks", "announce", "ping"]
