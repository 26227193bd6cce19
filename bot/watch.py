"""Looks at a running app for its health and metrics pages."""

from collections.abc import Sequence

from sqlalchemy import func, select

from bot import metrics
from bot.app import App
from bot.web.server import Probes
from storage.tables import Outbox

UNSETTLED = ("waiting", "sending", "unknown")


def probes(app: App) -> Probes:
    """How the web server asks the app about itself."""

    def troubles() -> Sequence[str]:
        return app.troubles

    async def refresh() -> None:
        metrics.link_up.set(app.connected)
        if app.bot is not None:
            await _refresh(app)

    return Probes(troubles=troubles, connected=lambda: app.connected, refresh=refresh)


async def _refresh(app: App) -> None:
    bot = app.bot
    assert bot is not None
    metrics.inbox_depth.set(bot.inbox.depth)
    metrics.dispatch_backlog.set(bot.dispatch.backlog)
    counts = select(Outbox.state, func.count()).where(Outbox.account_id == bot.account.id, Outbox.state.in_(UNSETTLED))
    async with app.db.read() as session:
        rows = (await session.execute(counts.group_by(Outbox.state))).all()
    found = {row[0]: row[1] for row in rows}
    for state in UNSETTLED:
        metrics.outbox.labels(state).set(found.get(state, 0))
