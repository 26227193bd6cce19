"""What programs are told of as it happens."""

from bot.context import Context
from bot.events import Joined
from bot.hooks import Happened


async def joined(ctx: Context, event: Joined) -> None:
    """By numbers alone: what people are called is nobody's business but the group's."""
    data = {"people": list(event.people), "came_back": list(event.rejoined), "announced": event.announced}
    happened = Happened("member.joined", f"joined:{ctx.event_id}", [event.group_id], data)
    await ctx.announce(happened)
