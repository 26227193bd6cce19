"""A group's figures in words, and the picture with them; slow enough to be done beside the event loop."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot import messages as core
from bot.phrases import Language
from bot.shares import Share
from plugins.nudges.stats import drawing, wording
from plugins.nudges.stats import messages as m
from plugins.nudges.stats.rules import Figures, Report
from plugins.nudges.stats.wording import Asked, changed, day, number, percent

GROUPS = 20
"""Lines for the groups of a set; the others are only in the sums."""
HOUR = timedelta(hours=1)
LEAST = timedelta(days=1)
"""Where less was heard there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is answered; no picture where nobody spoke or nothing can be drawn."""

    words: str
    picture: bytes | None = None


def show(asked: Asked, report: Report) -> Shown:
    """All there is to see."""
    return Shown(words(asked, report), drawing.draw(asked, report) if report.total.now.messages else None)


def words(asked: Asked, report: Report) -> str:
    """All there is to tell."""
    say, span, total = asked.language, report.span, report.total
    if total.now.messages:
        return "\n".join(_lines(asked, report))
    if span.now.until - span.now.since - report.unheard < LEAST:
        return "\n".join([m.NOT_YET(say, where=asked.where), *_today(report, say)])
    silent = m.SILENT(say, days=span.days, where=asked.where)
    return "\n".join([silent, _came(asked, total), *_today(report, say), *_unheard(report, say)])


def aside(asked: Asked, report: Report) -> str:
    """What the picture does not tell, or not always."""
    say = asked.language
    busy = wording.busy(report, m.BUSY, say) or m.NOT_KNOWN_YET(say)
    return "\n".join([busy, *_today(report, say), *_unheard(report, say)])


def _lines(asked: Asked, report: Report) -> Iterable[str]:
    say, span, total = asked.language, report.span, report.total
    first, last = day(span.now.first, say), day(span.now.last, say)
    yield m.HEAD(say, days=span.days, where=asked.where, first=first, last=last, zone=asked.zone)
    yield m.MESSAGES(say, n=number(total.now.messages), change=changed(total, "messages", say))
    yield _speakers(asked, total)
    yield _came(asked, total)
    if not asked.is_public:
        yield from _newcomers(report, say)
    yield _among(total, say)
    yield from _helpers(asked, report)
    yield wording.busy(report, m.BUSY, say) or m.NOT_KNOWN_YET(say)
    yield from _today(report, say)
    yield (m.COMPARED if total.before.messages else m.NOT_COMPARED)(say, days=span.days)
    yield from _unheard(report, say)
    yield from _groups(asked, report)
    if asked.is_public:
        yield m.IN_PRIVATE(say)


def _speakers(asked: Asked, total: Figures) -> str:
    """How few they are of all is for the owner alone."""
    say, share = asked.language, wording.speaking(total)
    members = m.OF_MEMBERS(say, members=number(share.n), percent=percent(share)) if share.n else ""
    change = changed(total, "speakers", say)
    return m.SPEAKERS(say, n=number(total.now.speakers), change=change, share="" if asked.is_public else members)


def _came(asked: Asked, total: Figures) -> str:
    joined, left = total.now.joined, total.now.left
    phrase = m.CAME_TO_US if asked.is_public else m.CAME
    return phrase(asked.language, joined=number(joined), left=number(left), net=wording.signed(joined - left))


def _newcomers(report: Report, say: Language) -> Iterable[str]:
    came, days = report.total.standing, report.span.newcomers
    if came.newcomers:
        yield m.NEWCOMERS(
            say,
            first=day(days.first, say),
            last=day(days.last, say),
            n=number(came.newcomers),
            stayed=number(came.stayed),
            stay=percent(Share(came.stayed, came.newcomers)),
            spoke=number(came.spoke),
            speak=percent(Share(came.spoke, came.newcomers)),
        )


def _among(total: Figures, say: Language) -> str:
    share = total.now.among_members
    if not share.n:
        return m.NO_TURNS(say)
    return m.AMONG(say, percent=percent(share), change=wording.shifted(total, say), turns=number(share.n))


def _helpers(asked: Asked, report: Report) -> Iterable[str]:
    say = asked.language
    helpers = [m.HELPER(say, name=name, what=what) for name, what in wording.helpers(asked, report)]
    if helpers:
        yield (m.THANKED if asked.is_public else m.HELPED)(say, helpers=core.COMMA(say).join(helpers))


def _today(report: Report, say: Language) -> Iterable[str]:
    if report.today.messages:
        yield m.TODAY(say, n=report.today.messages, speakers=report.today.speakers)


def _unheard(report: Report, say: Language) -> Iterable[str]:
    if report.unheard >= HOUR:
        yield m.UNHEARD(say, hours=round(report.unheard / HOUR))


def _groups(asked: Asked, report: Report) -> Iterable[str]:
    if len(report.groups) == 1:
        return
    loudest = sorted(report.groups.items(), key=lambda group: (-group[1].now.messages, group[0]))
    for group_id, figures in loudest[:GROUPS]:
        yield m.GROUP_LINE(
            asked.language,
            name=asked.names[group_id],
            messages=number(figures.now.messages),
            change=changed(figures, "messages", asked.language),
            speakers=number(figures.now.speakers),
            percent=percent(wording.speaking(figures)),
            net=wording.signed(figures.now.joined - figures.now.left),
        )
    if loudest[GROUPS:]:
        yield m.MORE_GROUPS(asked.language, n=len(loudest) - GROUPS)
