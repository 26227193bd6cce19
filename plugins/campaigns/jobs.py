"""A phase's moment: what it says is filled for each group, what it opens is opened, all in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.audience import of_audience
from bot.content import Content, from_json
from bot.outbox import Cause, Post
from bot.outbox.post import Serves
from bot.scheduler import JobRun
from plugins.campaigns import messages as m
from plugins.campaigns import rules, store
from plugins.campaigns.activities import ACTIVITIES, Opening
from plugins.campaigns.making import day_of, params_of
from plugins.campaigns.tables import Campaign, CampaignPhase, CampaignPost
from plugins.campaigns.texts import Filling, Place, contents_at
from storage.base import to_ms
from storage.bulk import insert_many
from storage.tables import Group

POST = ("campaign_id", "number", "group_id", "at", "variant", "outcome")


class Addressee(NamedTuple):
    """A group the campaign is for; `outcome` is why it gets nothing, None when it does."""

    id: int
    name: str
    members: int
    zone: str | None
    outcome: str | None


async def fire(run: JobRun) -> None:
    """Post a phase in each group of its campaign, and note those that get nothing and why.

    It is run a little ahead, and what is said waits in the outbox for the moment itself.
    """
    campaign = await run.session.get(Campaign, run.args["campaign"])
    phase = await run.session.get(CampaignPhase, (run.args["campaign"], run.args["phase"]))
    if campaign is None or phase is None or campaign.state != "running" or phase.state != "planned":
        return
    phase.state, run.title = "posted", campaign.title
    groups = await _groups(run, campaign)
    open_to = [group for group in groups if group.outcome is None]
    opened = await _open(run, campaign, phase, open_to)
    run.posts.extend(await _posts(run, campaign, phase, open_to, opened))
    await _note(run, campaign, phase, groups)


def _moment(run: JobRun) -> datetime:
    return run.due_at + rules.AHEAD


async def _groups(run: JobRun, campaign: Campaign) -> list[Addressee]:
    columns = (Group.id, Group.name, Group.member_count, Group.zone, Group.left_at, Group.paused_at)
    query = select(*columns).order_by(Group.id)
    query = await of_audience(run.session, query, store.audience_of(campaign), run.batch.operators)
    return [
        Addressee(number, name, members, zone, "left" if left_at else "paused" if paused_at else None)
        for number, name, members, zone, left_at, paused_at in (await run.session.execute(query)).all()
    ]


async def _open(
    run: JobRun, campaign: Campaign, phase: CampaignPhase, groups: Sequence[Addressee]
) -> Sequence[Sequence[Content]]:
    """What is said in each group of what the phase opens there; nothing of what would be closed already."""
    kind = None if phase.activity is None else ACTIVITIES.get(phase.activity["kind"])
    if phase.activity is None or kind is None or not groups:
        return [() for _ in groups]
    language = campaign.language
    params = params_of(campaign, phase.activity, language)
    until = rules.closing(params.pop("until", ""), day_of(campaign), _moment(run), campaign.zone)
    if until is not None and until <= run.now:
        return [() for _ in groups]
    title = params.get("title") or campaign.title
    openings = [
        Opening(
            campaign.id,
            each.id,
            each.name,
            campaign.author_id,
            title,
            params,
            until,
            each.zone or campaign.zone,
            language,
        )
        for each in groups
    ]
    return await kind.open(run, openings)


async def _posts(
    run: JobRun,
    campaign: Campaign,
    phase: CampaignPhase,
    groups: Sequence[Addressee],
    opened: Sequence[Sequence[Content]],
) -> list[Post]:
    fillings = [Filling(campaign, day_of(campaign), text) for text in phase.texts]
    asks = any("poll" in filling.slots for filling in fillings)
    polls = await _polls(run, campaign) if asks else dict[int, str]()
    extras = [from_json(each) for each in phase.extras]
    serving: Serves = "promo" if phase.serving == "promo" else "value"
    expires_at = None if run.missed else rules.useful_until(_moment(run), campaign.zone)
    posts: list[Post] = []
    for group, added in zip(groups, opened, strict=True):
        today = _moment(run).astimezone(ZoneInfo(group.zone or campaign.zone)).date()
        place = Place(group.name, group.members, today, polls.get(group.id) or m.NO_POLL_YET(campaign.language))
        contents: list[Content] = []
        if fillings:
            filling = fillings[rules.variant_of(campaign.id, phase.number, group.id, len(fillings))]
            contents += contents_at(filling, (), place)
        for n, content in enumerate([*contents, *extras, *added]):
            posts.append(
                Post(
                    key=f"campaign:{campaign.id}:{phase.number}:{group.id}{f':{n}' if n else ''}",
                    content=content,
                    cause=Cause("schedule", str(run.schedule_id)),
                    group_id=group.id,
                    due_at=_moment(run),
                    expires_at=expires_at,
                    serving=serving,
                    is_must=phase.is_must,
                )
            )
    return posts


async def _polls(run: JobRun, campaign: Campaign) -> Mapping[int, str]:
    """What each group has decided in the campaign's latest poll."""
    kind = ACTIVITIES.get("poll")
    return {} if kind is None or kind.results is None else await kind.results(run.session, campaign.id)


async def _note(run: JobRun, campaign: Campaign, phase: CampaignPhase, groups: Sequence[Addressee]) -> None:
    at, variants = to_ms(_moment(run)), len(phase.texts)
    rows = [
        (campaign.id, phase.number, group.id, at, _variant(campaign, phase, group, variants), group.outcome)
        for group in groups
    ]
    await insert_many(run.batch.connection, CampaignPost, POST, rows, "ON CONFLICT DO NOTHING")


def _variant(campaign: Campaign, phase: CampaignPhase, group: Addressee, variants: int) -> int:
    return rules.variant_of(campaign.id, phase.number, group.id, variants)
