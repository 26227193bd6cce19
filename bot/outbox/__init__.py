"""The only way to speak: every message from the wish to the platform's word, no faster than pacing allows."""

from bot.outbox.outbox import Cause, Outbox, Policy, Post, Priority, Step
from bot.outbox.post import Serves

__all__ = ["Cause", "Outbox", "Policy", "Post", "Priority", "Serves", "Step"]
