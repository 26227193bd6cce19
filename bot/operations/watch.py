"""Looks at a running app for its health and metrics pages."""

from sqlalchemy import func, select

from bot.app import App
from bot.web.server import Probes
from storage.tables import Outbox

UNSETTLED = ("waiting", "sending", "unknown")


def probes(app: App) -> Probes:
    """How the web server asks the app about itself."""

    async def measure() -> bytes:
        from bot.operations.metrics import exposition  # loaded when somebody asks: starting must be quick

        return exposition(app.connected, app.bot, await _unsettled(app))

    return Probes(troubles=app.health.troubles, connected=lambda: app.connected, measure=measure)


async def _unsettled(app: App) -> dict[str, int]:
    if app.bot is None:
        return {}
    counts = select(Outbox.state, func.count()).where(
        Outbox.account_id == app.bot.account.id, Outbox.state.in_(UNSETTLED)
    )
    async with app.db.read() as session:
        found = {state: number for state, number in await session.execute(counts.group_by(Outbox.state))}  # noqa: C416
    return {state: found.get(state, 0) for state in UNSETTLED}
