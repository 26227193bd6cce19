"""Polls as something a campaign opens; a later phase can say what was decided."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert

from bot.content import Content, Text
from bot.errors import UserError
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.campaigns.activities import ActivityKind, Opening, Part
from plugins.campaigns.polls import messages as m
from plugins.campaigns.polls import plans, rules, showing, store
from plugins.campaigns.polls.tables import Poll
from storage.engine import ReadSession, Session


def check(params: Mapping[str, str], language: Language) -> None:
    """Raises UserError for a question or options that can't be asked."""
    try:
        _read(params)
    except UserError as error:
        error.offer(m.PARAMS(language))
        raise


async def open_all(run: JobRun, openings: Sequence[Opening]) -> Sequence[tuple[Content, ...]]:
    """Ask the same in each of the groups."""
    others = await store.groups_with_open(run.session, [each.group_id for each in openings])
    rows = [_row(run, each) for each in openings]
    made = insert(Poll).returning(Poll).execution_options(populate_existing=True)
    polls = {poll.group_id: poll for poll in await run.session.scalars(made, rows)}
    due = [(poll, poll.closes_at) for poll in polls.values()]
    await plans.plan_many(run.batch.connection, plans.CLOSE, due, run.now)
    return [(Text((showing.asked(polls[each.group_id], is_only=each.group_id not in others),)),) for each in openings]


async def close(session: Session, campaign_id: int, now: datetime) -> None:
    """Without a word."""
    polls = [poll for poll in await store.of_campaign(session, campaign_id) if poll.closed_at is None]
    await store.finish(session, polls, now)


async def took_part(session: ReadSession, campaign_id: int) -> Sequence[Part]:
    """Who has voted."""
    return [Part(group_id, person_id) for group_id, person_id in await store.took_part(session, campaign_id)]


async def summary(session: ReadSession, campaign_id: int, language: Language) -> Mapping[int, str]:
    """What each group has decided, of all its polls."""
    polls = await store.of_campaign(session, campaign_id)
    tallies = await store.tallies(session, polls)
    found: dict[int, str] = {}
    for poll in polls:
        if tallies[poll.id].voters:
            said = m.SUMMARY(language, question=poll.question, outcome=showing.outcome(poll, tallies[poll.id]))
            found[poll.group_id] = f"{found[poll.group_id]}\n{said}" if poll.group_id in found else said
    return found


async def results(session: ReadSession, campaign_id: int) -> Mapping[int, str]:
    """The choice of each group in its latest poll, as it stands; of a tie all. No group where nobody has voted."""
    latest = {poll.group_id: poll for poll in await store.of_campaign(session, campaign_id)}
    tallies = await store.tallies(session, list(latest.values()))
    said = {group_id: showing.leading(poll, tallies[poll.id]) for group_id, poll in latest.items()}
    return {group_id: text for group_id, text in said.items() if text}


def _read(params: Mapping[str, str]) -> tuple[str, tuple[str, ...], int]:
    options = rules.read_options(params.get("options", ""))
    question, choices = rules.read_question(params.get("question", "")), params.get("choices", "1")
    return question, options, rules.read_choices(choices, len(options))


def _row(run: JobRun, opening: Opening) -> dict[str, object]:
    question, options, choices = _read(opening.params)
    return {
        "account_id": run.account_id,
        "group_id": opening.group_id,
        "campaign_id": opening.campaign_id,
        "author_id": opening.author_id,
        "question": question,
        "options": list(options),
        "choices": choices,
        "is_anonymous": False,
        "language": opening.language,
        "zone": opening.zone,
        "opened_at": run.now,
        "closes_at": opening.until or run.now + rules.STAYS_OPEN,
        "is_cancelled": False,
        "counts": [],
        "voters": 0,
        "listed": 0,
    }


KIND = ActivityKind(check, open_all, close, took_part, summary, results)
