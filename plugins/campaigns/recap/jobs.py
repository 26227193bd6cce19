"""The end of a campaign: what is open closes, the groups and the owner read what it came to."""

import asyncio
from dataclasses import replace
from typing import NamedTuple

from bot import media
from bot.content import Image, Text
from bot.hooks import Happened
from bot.pictures.drawn import FOLDER
from bot.scheduler import JobRun
from plugins.campaigns.activities import ACTIVITIES
from plugins.campaigns.recap import messages as m
from plugins.campaigns.recap import showing, store
from plugins.campaigns.recap.rules import Whole
from plugins.campaigns.tables import Campaign
from storage.engine import ReadSession


class Drawn(NamedTuple):
    """What it came to, and the picture of it."""

    whole: Whole
    path: str


async def prepare(run: JobRun, session: ReadSession) -> Drawn | None:
    """Count and draw outside of any writing."""
    campaign = await session.get(Campaign, run.args["campaign"])
    whole = None if campaign is None else await store.whole(session, campaign, run.now)
    if campaign is None or whole is None:
        return None
    whole, language = replace(whole, is_over=True), campaign.language
    await session.close()
    data = await asyncio.to_thread(showing.drawn, whole, language)
    return Drawn(whole, await media.keep(run.media / FOLDER, data, m.FILE))


async def end(run: JobRun) -> None:
    """Once; a picture that could not be drawn keeps nobody from reading."""
    campaign = await run.session.get(Campaign, run.args["campaign"])
    if campaign is None or campaign.state not in ("running", "paused"):
        return
    campaign.state, campaign.ended_at = "done", run.now
    for kind in ACTIVITIES.values():
        await kind.close(run.session, campaign.id, run.now)
    drawn = run.prepared if isinstance(run.prepared, Drawn) else None
    whole = drawn.whole if drawn else await store.whole(run.session, campaign, run.now)
    if whole is None:
        return
    language = campaign.language
    await _announce(run, campaign, whole)
    for group in whole.groups:
        if said := showing.for_group(whole, group, language):
            run.post(Text((said,)), key=f"campaign:{campaign.id}:recap:{group.group_id}", group_id=group.group_id)
    if drawn is not None and len(whole.groups) == 1 and showing.for_group(whole, whole.groups[0], language):
        group_id = whole.groups[0].group_id
        run.post(Image(drawn.path), key=f"campaign:{campaign.id}:recap:{group_id}:1", group_id=group_id)
    key = f"campaign:{campaign.id}:recap:owner"
    run.post(Text((showing.for_owner(whole, language),)), key=key, person_id=campaign.author_id)
    if drawn is not None:
        run.post(Image(drawn.path), key=f"{key}:1", person_id=campaign.author_id)


async def _announce(run: JobRun, campaign: Campaign, whole: Whole) -> None:
    """Let programs know."""
    data = {"number": campaign.id, "title": whole.title, "day": str(whole.day), "people": whole.people}
    groups = [group.group_id for group in whole.groups]
    happened = Happened("campaign.finished", f"campaign:{campaign.id}", groups, data)
    await run.announce([happened])
