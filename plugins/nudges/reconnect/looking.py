"""Looks for questions nobody has answered, hourly by day and when one is due, where somebody is on duty.

What was said is read outside any writing; what was found and what is said of it are one transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import group_settings
from bot.content import Mention, Text
from bot.outbox import Cause
from bot.outbox.pacing import quiet_until
from bot.phrases import Language
from bot.scheduler import JobRun, Prepared
from bot.times.recurrence import to_utc
from plugins.nudges.hearing import gaps_of
from plugins.nudges.reconnect import messages as m
from plugins.nudges.reconnect import questions, showing, store, waiting
from plugins.nudges.reconnect.settings import Duty
from plugins.nudges.reconnect.store import OnDuty
from plugins.nudges.reconnect.tables import DutyHeard, Question
from plugins.nudges.reconnect.waiting import Open
from storage.engine import ReadSession
from storage.tables import Group

LOOK = "reconnect.look"
DUTY = "duty"
"""The kind of such a message's cause; its id is the question's."""
GONE = timedelta(days=7)
"""Who left a group so long ago has left its duty."""
SLICES = 200
"""So many slices of messages are looked at in one go."""
EXPIRES = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Found:
    """What was said up to a message in groups of these zones, and what that means for the questions.

    `is_all` is false where there was more than can be looked at in one go.
    """

    up_to: int
    is_all: bool
    zones: frozenset[str]
    questions: Sequence[Open]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A question that is shown, where, and to whom."""

    group: Group
    duty: Duty
    question: Question
    who: OnDuty

    @property
    def is_private(self) -> bool:
        """Whether it is said in private."""
        return self.duty.privately and self.who.is_friend

    def language_in(self, run: JobRun) -> Language:
        """The group's own, or the bot's."""
        return "en" if (self.group.language or run.batch.around.language) == "en" else "zh"


async def look(run: JobRun, session: ReadSession) -> Found | None:
    """Read what was said since the last time; None when nobody is on duty anywhere."""
    mark = await session.get(DutyHeard, run.account_id)
    if mark is None:
        return None
    groups = await questions.groups(session, run.account_id)
    zones = {group.id: group.zone or run.zone for group in groups.values()}
    open_ones = await questions.open_ones(session, run.account_id)
    every = [each for each in open_ones if each.group_id in groups]
    after, latest, is_all = mark.message_id, await store.latest_message(session), False
    for _ in range(SLICES):
        messages = await questions.heard_since(session, run.account_id, after, latest)
        followed = waiting.follow(every, messages, zones, run.now)
        every = [each for each in followed if each.id is not None or not each.is_settled]
        if is_all := len(messages) < questions.SLICE:
            break
        after = messages[-1].id
    for each, turns in zip(every, await questions.turns(session, every, zones, run.now), strict=True):
        each.weigh(turns, run.now)
    await _leave_out_unheard(session, run, every)
    new = [each for each in every if each.id is None and not each.is_settled]
    if new:
        shown = await questions.shown_before(session, {each.person_id for each in new}, run.now - waiting.SAME)
        new = waiting.without_repeats(new, shown)
    elsewhere = [replace(each, is_settled=True) for each in open_ones if each.group_id not in groups]
    every = [*(each for each in every if each.id is not None), *new, *elsewhere]
    return Found(latest if is_all else after, is_all, frozenset(zones.values()), every)


async def show(run: JobRun) -> None:
    """Keep what was found, and turn to whoever is on duty: one question a group, if it is not too much for today."""
    session, now = run.session, run.now
    await store.forget_gone(session, run.account_id, now - GONE)
    if not await store.any_volunteer(session, run.account_id):
        await store.end(session, run.account_id)
        await questions.stop(session, run.schedule_id)
        return
    if run.prepared is None:
        await store.begin(session, run.account_id)
    if not isinstance(run.prepared, Found):
        return
    found = run.prepared
    await questions.keep(session, run.account_id, found.questions, now)
    await questions.note_heard(session, run.account_id, found.up_to)
    await questions.forget_stale(session, run.account_id, now)
    dues = [each.due_at for each in found.questions if each.shown_at is None and not each.is_settled]
    soon = [now] if not found.is_all or await _show_due(run) else []  # what is unread may be replies
    again = waiting.next_look(now, found.zones, [*soon, *(due for due in dues if due > now)])
    await questions.come_again(session, run.schedule_id, again)


LOOKING = Prepared(look, show)


async def _show_due(run: JobRun) -> bool:
    """Whether more of them could be shown soon."""
    session, now = run.session, run.now
    due = await questions.due(session, run.account_id, now)
    if not due:
        return False
    groups = {id_: each for id_, each in (await questions.groups(session, run.account_id)).items() if id_ in due}
    zones = {group.id: group.zone or run.zone for group in groups.values()}
    by_day = [each for each in groups.values() if _may_speak(run, each, zones[each.id])]
    duties = await group_settings.load_each(session, [group.id for group in by_day], Duty)
    today = await questions.count_shown(session, {group.id: _midnight(now, zones[group.id]) for group in by_day})
    on_duty = await store.on_duty(session, [group.id for group in by_day], now)
    chosen = [
        _Turn(group, duties[group.id], *pair)
        for group in by_day
        if today[group.id] < duties[group.id].daily and (pair := _chosen(due[group.id], on_duty.get(group.id, ())))
    ]
    await _turn_to(run, chosen)
    return any(len(due[each.group.id]) > 1 for each in chosen)


def _may_speak(run: JobRun, group: Group, zone: str) -> bool:
    """By day, and outside of the group's quiet hours."""
    is_quiet = quiet_until(run.batch.around.quiet_hours_of(group), run.now, zone) is not None
    return group.paused_at is None and waiting.is_day(run.now, zone) and not is_quiet


def _chosen(due: Sequence[Question], on_duty: Sequence[OnDuty]) -> tuple[Question, OnDuty] | None:
    """The oldest question that somebody can be asked to look at, and whose turn it is."""
    for question in due:
        for each in on_duty:
            if each.may_be_asked and each.person_id != question.person_id:
                return question, each
    return None


async def _turn_to(run: JobRun, turns: Sequence[_Turn]) -> None:
    """Show each question whose words are still known."""
    words = await questions.words_of(run.session, [each.question.message_id for each in turns])
    known = [each for each in turns if words.get(each.question.message_id)]
    names = await questions.askers(run.session, [each.question for each in known])
    await questions.note_shown(run.session, [(each.question, each.who.person_id) for each in known], run.now)
    for each in known:
        question, group = each.question, each.group
        asked = {
            "name": showing.called(names.get((group.id, question.person_id), ""), each.language_in(run)),
            "text": showing.beginning(words[question.message_id]),
        }
        run.post(
            _said(each, asked, each.language_in(run)),
            key=f"duty:{question.id}",
            group_id=None if each.is_private else group.id,
            person_id=each.who.person_id if each.is_private else None,
            cause=Cause(DUTY, str(question.id)),
            expires_at=run.now + EXPIRES,
        )


def _said(turn: _Turn, asked: Mapping[str, str], language: Language) -> Text:
    if turn.is_private:
        return Text((m.UNANSWERED_PRIVATE(language, group=turn.group.name, **asked),))
    return Text((Mention(turn.who.person_id), m.UNANSWERED(language, **asked)))


async def _leave_out_unheard(session: ReadSession, run: JobRun, every: Sequence[Open]) -> None:
    """What was asked before the bot last heard nothing for a while may have been answered then."""
    open_ones = [each for each in every if not each.is_settled and each.shown_at is None]
    if open_ones:
        gaps = await gaps_of(session, run.account_id, min(each.asked_at for each in open_ones))
        for each in open_ones:
            each.is_settled = any(gap.until > each.asked_at for gap in gaps)


def _midnight(now: datetime, zone: str) -> datetime:
    day = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return to_utc(day, zone)
