"""Figures as they are said, in words and in the picture alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.commands.readers import short
from bot.phrases import Language, Phrase
from bot.shares import Share
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from plugins.nudges.stats import messages as m
from plugins.nudges.stats import rules
from plugins.nudges.stats.rules import Figures, Helper, Report


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: where, of which groups by number, and whether others read it too."""

    where: str
    names: Mapping[int, str]
    zone: str
    language: Language
    is_public: bool


def number(n: int) -> str:
    """Such as 1,234."""
    return f"{n:,}"


def signed(n: int) -> str:
    """Such as +3."""
    return f"{n:+,}" if n else "0"


def percent(share: Share) -> int:
    """Rounded."""
    return round(share.part * 100)


def speaking(figures: Figures) -> Share:
    """Of who is there now, those who spoke."""
    return Share(figures.standing.speakers, figures.standing.members)


def changed(figures: Figures, what: str, say: Language) -> str:
    """Against the days before: ↑12%, or nothing where nothing can be compared."""
    by = rules.change(getattr(figures.like, what), getattr(figures.before, what))
    return _moved(by, m.MORE, m.LESS, say)


def shifted(figures: Figures, say: Language) -> str:
    """The same of the share of talk between members, in percentage points."""
    by = rules.points(figures.like.among_members, figures.before.among_members)
    return _moved(by, m.MORE_POINTS, m.LESS_POINTS, say)


def _moved(by: int | None, more: Phrase, less: Phrase, say: Language) -> str:
    if by is None:
        return ""
    return (more if by > 0 else less)(say, n=abs(by)) if by else m.SAME(say)


def day(number_of_day: int, say: Language) -> str:
    """Such as 11-21 周六."""
    date = rules.date_of(number_of_day)
    weekday = WEEKDAYS_ZH[date.weekday()] if say == "zh" else WEEKDAYS_EN[date.weekday()]
    return m.DAY(say, day=f"{date:%m-%d}", weekday=weekday)


def busy(report: Report, phrase: Phrase, say: Language) -> str:
    """When it is busiest, or nothing while that can't be told."""
    if not rules.are_known(report.hours, report.total.now.messages):
        return ""
    start, end, part = rules.peak(report.hours)
    return phrase(say, start=start, end=end, percent=round(part * 100))


def helpers(asked: Asked, report: Report) -> Iterable[tuple[str, str]]:
    """Names of who helped most and what they did; in front of others only of those who were thanked there."""
    for helper in report.helpers:
        if helper.thanks or not asked.is_public:
            name = short(" ".join(report.names.get(helper.person_id, "").split()))
            yield name or m.NAMELESS(asked.language), _help(helper, asked.language)


def _help(helper: Helper, say: Language) -> str:
    answers, thanks = m.ANSWERED(say, n=helper.answers), m.WAS_THANKED(say, n=helper.thanks)
    if helper.answers and helper.thanks:
        return m.BOTH(say, one=answers, other=thanks)
    return answers if helper.answers else thanks
