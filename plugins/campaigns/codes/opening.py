"""A campaign's codes: those its owner has handed over before, open in its groups from their phase on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from bot.content import Content, Text
from bot.errors import UserError
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.campaigns.activities import ActivityKind, Opening, Part
from plugins.campaigns.codes import messages as m
from plugins.campaigns.codes import plans, rules, store
from plugins.campaigns.codes.tables import CodeList
from storage.engine import ReadSession, Session
from storage.tables import Schedule


def check(params: Mapping[str, str], language: Language) -> None:
    """Raises UserError for a title that is too long."""
    if len(params.get("title", "")) > rules.LONGEST_TITLE * 2:
        raise UserError(m.TITLE_TOO_LONG, most=rules.LONGEST_TITLE * 2)


async def open_lists(run: JobRun, openings: Sequence[Opening]) -> Sequence[tuple[Content, ...]]:
    """The same words in every group; without any code its owner is asked for them."""
    first = openings[0]
    lists = await store.of_campaign(run.session, first.campaign_id) or [await _without_codes(run, first)]
    for list_ in lists:
        list_.opened_at = list_.opened_at or run.now
        if list_.closes_at is None and first.until is not None:
            list_.closes_at = first.until
            await _plan_end(run, list_)
        await store.put_places(run.session, list_.id, [each.group_id for each in openings])
    await run.session.flush()
    content = Text((_said(lists, first.language),))
    return [(content,) for _ in openings]


def _said(lists: Sequence[CodeList], language: Language) -> str:
    full, word = [each for each in lists if each.total], m.WORD
    if not full:
        return m.COMES_LATER(language)
    if len(full) == 1:
        return m.OPENED(language, word=word)
    return "\n".join(m.OPENED_ONE(language, title=each.title, word=word, number=each.id) for each in full)


async def _without_codes(run: JobRun, opening: Opening) -> CodeList:
    list_ = CodeList(
        account_id=run.account_id,
        campaign_id=opening.campaign_id,
        author_id=opening.author_id,
        title=opening.title,
        language=opening.language,
        zone=opening.zone,
        condition="",
        days=0,
        total=0,
        created_at=run.now,
    )
    run.session.add(list_)
    await run.session.flush()
    said = m.OWNER_NONE(opening.language, title=list_.title, number=list_.id)
    run.post(Text((said,)), key=f"codes:none:{list_.id}", person_id=opening.author_id)
    return list_


async def _plan_end(run: JobRun, list_: CodeList) -> None:
    known = await run.session.scalar(select(Schedule).where(Schedule.key == plans.key(plans.CLOSE, list_.id)))
    if known is None:
        run.session.add(plans.closing(list_, run.now))
    else:
        known.next_due_at = list_.closes_at


async def close(session: Session, campaign_id: int, now: datetime) -> None:
    """Nobody gets one any more."""
    for list_ in await store.of_campaign(session, campaign_id):
        list_.closed_at = now


async def took_part(session: ReadSession, campaign_id: int) -> Sequence[Part]:
    """Who has one of its codes."""
    return [Part(group_id, person_id) for group_id, person_id in await store.took(session, campaign_id)]


async def summary(session: ReadSession, campaign_id: int, language: Language) -> Mapping[int, str]:
    """How many were given away."""
    taken = Counter(group_id for group_id, _ in await store.took(session, campaign_id))
    return {group_id: m.RECAP(language, n=n) for group_id, n in taken.items()}


kind = ActivityKind(check, open_lists, close, took_part, summary)
