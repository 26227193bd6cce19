"""What will be said in the days to come: the real scheduler and outbox on a copy of the state, by another clock."""

from bot.rehearsal.rehearsal import Message, Moment, Rehearsal, rehearse

__all__ = ["Message", "Moment", "Rehearsal", "rehearse"]
