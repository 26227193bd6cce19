"""Who turns out not to have us as a friend: words to them in private are refused."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.content import File, Image
from bot.outbox.flights import Landing
from storage import ledger
from storage.bulk import Row


async def note_strangers(connection: AsyncConnection, landed: Sequence[Landing], rows: Sequence[Row]) -> None:
    """Remember it in the transaction that settles `rows`, what has become of what has landed.

    A picture or a file may have been refused for what it is.
    """
    refused = {
        flight.row.person_id
        for (flight, _), (state, why, *_) in zip(landed, rows, strict=True)
        if flight.row.person_id is not None
        and state == "failed"
        and why.startswith("refused")
        and not isinstance(flight.content, Image | File)
    }
    await ledger.note_friends(connection, refused, are=False)
