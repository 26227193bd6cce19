"""What an owner is told when a group was not to be woken."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import messages as core
from bot.content import Text
from bot.outbox import Cause
from bot.owners import owners_of
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.nudges import messages as m
from plugins.nudges.looking import Seen, View
from plugins.nudges.outcomes import Outcome
from plugins.nudges.rules import DAY, STOPS_AT, WAKEABLE
from plugins.nudges.saying import language_of
from plugins.nudges.segments.rules import Segment
from plugins.nudges.segments.store import Member, people_of

NAMED = 10


@dataclass(frozen=True, slots=True)
class Report:
    """To whom, about which group, after which nudge, and who has been silent there for long."""

    person_id: int
    seen: Seen
    nudge_id: int
    people: Sequence[Member]


async def find(view: View, stopping: Sequence[tuple[Seen, Outcome]]) -> list[Report]:
    """A report for each of these groups that has somebody to tell."""
    owners = await owners_of(view.session, [seen.group.id for seen, _ in stopping], view.around.operators)
    found: list[Report] = []
    for seen, outcome in stopping:
        if (owner := owners.get(seen.group.id)) is not None:
            every = await people_of(view.session, seen.group.id, view.now, view.zone, view.around.operators)
            silent = [each for each in every if each.segment in WAKEABLE and not each.is_keeper]
            silent.sort(key=lambda each: (each.segment is not Segment.DRIFTING, each.silent_days, each.known.person_id))
            found.append(Report(owner, seen, outcome.nudge.id, silent))
    return found


def post(run: JobRun, report: Report) -> None:
    """Tell it in private."""
    seen, language = report.seen, language_of(report.seen.group, run.batch.around)
    since = seen.standing.silence.since or run.now
    words = m.REPORT(
        language,
        group=seen.group.name,
        days=max(1, (run.now - since) // DAY),
        n=STOPS_AT,
        people=_people(report.people, language),
        advice=m.ADVICE,
    )
    run.post(
        Text((words,)),
        key=f"nudge-report:{seen.group.id}:{report.nudge_id}",
        person_id=report.person_id,
        cause=Cause("nudge-report", str(report.nudge_id)),
    )


def _people(people: Sequence[Member], language: Language) -> str:
    if not people:
        return m.NOBODY_QUIET(language)
    lines = [m.PERSON(language, name=each.known.name or m.SOMEBODY, n=each.silent_days) for each in people[:NAMED]]
    names = core.COMMA(language).join(lines)
    return m.QUIET_PEOPLE(language, names=m.AND_MORE(language, names=names, n=len(people)) if people[NAMED:] else names)
