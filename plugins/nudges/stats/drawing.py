"""A group's figures as a picture."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.phrases import Language
from bot.shares import Share
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from bot.times.localday import day_number
from plugins.nudges.stats import messages as m
from plugins.nudges.stats import rules, wording
from plugins.nudges.stats.rules import Report
from plugins.nudges.stats.wording import Asked, changed, day, number, percent

if TYPE_CHECKING:
    from bot.pictures.overview import Column, Figure, Part

log = structlog.get_logger()

SATURDAY = 5
WEEK = timedelta(days=7)


def draw(asked: Asked, report: Report) -> bytes | None:
    """The page as a PNG, or None when nothing can be drawn on this machine."""
    from bot.pictures.fonts import FontError  # whoever asks for no picture need not load what draws
    from bot.pictures.overview import draw_overview

    say, span = asked.language, report.span
    title = m.TITLE(say, where=asked.where, days=span.days)
    subtitle = m.SUBTITLE(say, first=day(span.now.first, say), last=day(span.now.last, say))
    try:
        return draw_overview(title, subtitle, list(_parts(asked, report)), foot=_foot(asked, report), language=say)
    except FontError as error:
        log.error("stats.not_drawn", why=str(error))
        return None


def _parts(asked: Asked, report: Report) -> "Iterable[Part]":
    from bot.pictures.fonts import drawable
    from bot.pictures.overview import Columns, Figures, Rows, Strip

    say, days = asked.language, report.span.days
    yield Figures(list(_figures(asked, report)))
    names = m.T_NOW(say, days=days), m.T_BEFORE(say, days=days)
    yield Columns(m.T_DAYS(say), list(_columns(report, say)), names)
    peak = wording.busy(report, m.T_PEAK, say)
    if peak:
        yield Strip(m.T_HOURS(say), report.hours, peak)
    rows = [(drawable(name) or m.NAMELESS(say), what) for name, what in wording.helpers(asked, report)]
    if rows:
        yield Rows((m.T_THANKED if asked.is_public else m.T_HELPERS)(say), rows)


def _figures(asked: Asked, report: Report) -> "Iterable[Figure]":
    from bot.pictures.overview import Figure

    say, total = asked.language, report.total
    now, there = total.now, total.standing
    a_day = m.T_A_DAY(say, n=number(round(now.messages / report.span.days)))
    yield Figure(m.T_MESSAGES(say), number(now.messages), _beside(changed(total, "messages", say)), a_day)
    speaking = wording.speaking(total)
    share = m.T_OF_MEMBERS(say, members=number(speaking.n), percent=percent(speaking))
    members, spoke = m.T_MEMBERS(say, members=there.members), _beside(changed(total, "speakers", say))
    yield Figure(m.T_SPEAKERS(say), number(now.speakers), spoke, members if asked.is_public else share)
    if asked.is_public:
        yield Figure(m.T_JOINED(say), number(now.joined))
    else:
        came = m.T_CAME(say, joined=number(now.joined), left=number(now.left))
        yield Figure(m.T_NET(say), wording.signed(now.joined - now.left), "", came)
    turns, shifted = m.T_TURNS(say, turns=number(now.turns)), _beside(wording.shifted(total, say))
    yield Figure(m.T_AMONG(say), f"{percent(now.among_members)}%" if now.turns else "–", shifted, turns)
    if there.newcomers and not asked.is_public:
        for label, of in ((m.T_STAYED, there.stayed), (m.T_SPOKE, there.spoke)):
            note = m.T_PART(say, n=number(there.newcomers), of=number(of))
            yield Figure(label(say), f"{percent(Share(of, there.newcomers))}%", "", note)


def _beside(change: str) -> str:
    """What follows a comma in words stands alone in the picture."""
    return change.lstrip("，, ")


def _columns(report: Report, say: Language) -> "Iterable[Column]":
    """A week's days beside those of the week before; of more days the weekends are marked and the Mondays named."""
    from bot.pictures.overview import Column

    is_week = report.span.days == WEEK.days
    for each in report.span.dates:
        before = report.by_day.get(day_number(each - WEEK), 0) if is_week and report.total.before.messages else None
        name = _name(each, say) if is_week else f"{each:%m-%d}" if each.weekday() == 0 else ""
        yield Column(report.by_day.get(day_number(each), 0), before, name, each.weekday() >= SATURDAY)


def _name(each: date, say: Language) -> str:
    return f"{(WEEKDAYS_ZH if say == 'zh' else WEEKDAYS_EN)[each.weekday()]} {each:%d}"


def _foot(asked: Asked, report: Report) -> str:
    say, span, total = asked.language, report.span, report.total
    lines = [(m.COMPARED if total.before.messages else m.NOT_COMPARED)(say, days=span.days), m.T_AMONG_MEANS(say)]
    if total.standing.newcomers and not asked.is_public:
        first, last = day(span.newcomers.first, say), day(span.newcomers.last, say)
        lines.append(m.T_NEWCOMERS_MEAN(say, first=first, last=last, settling=rules.SETTLING))
    return ("" if say == "zh" else " ").join(lines)
