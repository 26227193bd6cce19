"""What polls do by themselves: telling how they stand, their end, its picture."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot import media
from bot.content import Image, Text
from bot.pictures.drawn import FOLDER
from bot.scheduler import JobRun
from plugins.campaigns.activities import is_for_nobody
from plugins.campaigns.polls import messages as m
from plugins.campaigns.polls import plans, rules, showing, store
from plugins.campaigns.polls.tables import Poll
from storage.bulk import in_batches
from storage.engine import ReadSession

APART = timedelta(milliseconds=500)
"""Pictures of polls that end together are drawn so far apart, as drawing one takes its time."""


async def list_votes(run: JobRun) -> None:
    """How it stands, where somebody has voted since it was last told; never in a group that wants silence."""
    found = await store.locked(run.session, [run.args["poll"]])
    if not found or found[0].closed_at is not None or found[0].lists_at is None:
        return
    poll = found[0]
    poll.lists_at, poll.listed_at, poll.listed = None, run.now, poll.listed + 1
    if run.now < poll.closes_at and await store.speaking(run.session, [poll.group_id]):
        tally = (await store.tallies(run.session, [poll]))[poll.id]
        said = Text((showing.stands(poll, tally),))
        run.post(said, key=f"poll:{poll.id}:list:{poll.listed}", expires_at=run.now + rules.gap(poll.listed))


async def close(runs: Sequence[JobRun]) -> None:
    """End all whose time has come, each with its result; what was cancelled is forgotten for good."""
    session, now = runs[0].session, runs[0].now
    due = {run.args["poll"]: run for run in runs}
    found = [poll for some in in_batches(list(due)) for poll in await store.locked(session, some)]
    await store.forget_votes(session, [poll.id for poll in found if poll.is_cancelled])
    ending = [poll for poll in found if poll.closed_at is None]
    tallies = await store.finish(session, ending, now)
    speaking = await store.speaking(session, list({poll.group_id for poll in ending}))
    told = [
        poll
        for poll in ending
        if poll.group_id in speaking and not is_for_nobody(poll.campaign_id, tallies[poll.id].voters)
    ]
    for poll in told:
        said = Text((showing.ended(poll, tallies[poll.id]),))
        due[poll.id].post(said, key=f"poll:{poll.id}:result", group_id=poll.group_id)
    voted = [(poll, now + n * APART) for n, poll in enumerate(poll for poll in told if tallies[poll.id].voters)]
    await plans.plan_many(runs[0].batch.connection, plans.PICTURE, voted, now)


async def draw(run: JobRun, session: ReadSession) -> str | None:
    """The picture of what a poll came to, outside of any writing."""
    poll = await session.get(Poll, run.args["poll"])
    if poll is None or poll.closed_at is None or poll.is_cancelled:
        return None
    tally = (await store.tallies(session, [poll]))[poll.id]
    await session.close()
    data = await asyncio.to_thread(showing.drawn, poll, tally)
    return await media.keep(run.media / FOLDER, data, m.FILE)


async def post_picture(run: JobRun) -> None:
    """After the words; one that could not be drawn is not missed."""
    if isinstance(run.prepared, str):
        run.post(Image(run.prepared), key=f"poll:{run.args['poll']}:picture")
