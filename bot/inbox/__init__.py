"""What happens on the platform, recorded once and in order, with the ledger and the roster kept up beside it."""

from bot.inbox.inbox import AccountRef, Inbox, Observer, Pending

__all__ = ["AccountRef", "Inbox", "Observer", "Pending"]
