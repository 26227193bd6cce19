"""What a campaign came to in the group whose page it is, in words and as a picture."""

import asyncio
from dataclasses import replace

from bot.pages import Block, Chart, Look, Words
from plugins.campaigns.reach import seen_from
from plugins.campaigns.recap import messages as m
from plugins.campaigns.recap import showing, store
from plugins.campaigns.recap.rules import Whole
from plugins.campaigns.tables import Campaign

PICTURE = "recap"


async def results(look: Look, campaign: Campaign) -> list[Block]:
    """Nothing before its first step was posted here."""
    whole = await _here(look, campaign)
    if whole is None:
        return []
    told = showing.for_owner(whole, look.language)
    return [Words(told, title=look.t(m.RESULTS)), Chart(PICTURE, told)]


async def draw(look: Look) -> bytes | None:
    """The days of the campaign that is asked for; None where it has none here."""
    number = look.number("campaign")
    campaign = None if number is None else await seen_from(look, number)
    whole = None if campaign is None else await _here(look, campaign)
    return None if whole is None else await asyncio.to_thread(showing.drawn, whole, look.language)


async def _here(look: Look, campaign: Campaign) -> Whole | None:
    """Of all it came to what concerns this group: those of a set may be managed by others."""
    whole = await store.whole(look.session, campaign, campaign.ended_at or look.now)
    mine = next((each for each in whole.groups if each.group_id == look.group.id), None) if whole else None
    if whole is None or mine is None or campaign.group_id is not None:
        return whole if mine is not None else None
    return replace(whole, groups=[mine], people=mine.took_part, invited=0, not_posted=0, held=[], variants=[])
