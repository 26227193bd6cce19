"""How warm groups are, in words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median_high

from bot.phrases import Language
from bot.times.moments import shown
from plugins.nudges.temperature import advice
from plugins.nudges.temperature import messages as m
from plugins.nudges.temperature.judging import FEW_MESSAGES, FEW_SPEAKERS, Facts, is_usually_quiet
from plugins.nudges.temperature.rules import DAY, GETTING_KNOWN, Temperature
from storage.base import from_ms

RANGES = 3
"""So many stretches of the day are named at most."""
USUAL = 0.5
"""How likely a group talks in its usual hours, of the likeliest."""
LEAST = 0.1
"""What is less likely than that even at its likeliest has no usual hours."""
WORKDAYS, WEEKEND = range(5), range(5, 7)


@dataclass(frozen=True, slots=True)
class Shown:
    """One group as it is kept: `since` in ms, ratios to its own usual week."""

    name: str
    temperature: Temperature
    since: int
    messages: float | None
    speakers: float | None
    profile: bytes | None
    zone: str


def one(group: Shown, facts: Facts, todo: str, say: Language, *, is_here: bool) -> str:
    """All there is to say of a group."""
    return m.ONE(
        say,
        where=m.OF_THIS(say) if is_here else m.OF_GROUP(say, name=group.name),
        temperature=group.temperature.value(say),
        since=shown(from_ms(group.since), group.zone, say)[:10],
        week=_week(facts, say),
        hours=_hours(group, say),
        why=_why(group, facts, say),
        advice=f"\n{todo}" if todo else "",
    )


def line(group: Shown, say: Language) -> str:
    """The same in a line."""
    known = group.messages is not None and group.speakers is not None
    ratio = m.RATIO(say, **advice.ratios(group.messages, group.speakers, say)) if known else ""
    return m.LINE(say, name=group.name, temperature=group.temperature.value(say), ratio=ratio)


def coldest_first(groups: Sequence[Shown]) -> list[Shown]:
    """The dead, then those that cool, those not yet known, the active; in each what has lost most first."""
    order = (Temperature.DEAD, Temperature.COOLING, Temperature.FORMING, Temperature.ACTIVE)
    return sorted(groups, key=lambda group: (order.index(group.temperature), _heat(group), group.name))


def _heat(group: Shown) -> float:
    return min(1.0 if each is None else each for each in (group.messages, group.speakers))


def _week(facts: Facts, say: Language) -> str:
    if not facts.weeks:
        return m.NO_WEEKS(say)
    messages, usual, speakers, usual_speakers = (median_high(figures) for figures in zip(*facts.weeks, strict=True))
    return m.WEEK(say, messages=round(messages), usual=round(usual), speakers=speakers, usual_speakers=usual_speakers)


def _why(group: Shown, facts: Facts, say: Language) -> str:
    if group.temperature is Temperature.FORMING:
        return m.WHY_FORMING(say, days=facts.known_days, least=GETTING_KNOWN)
    if group.temperature is Temperature.DEAD:
        return m.WHY_DEAD(say)
    if group.temperature is Temperature.ACTIVE and facts.weeks and is_usually_quiet(facts.weeks):
        return m.WHY_QUIET(say, messages=FEW_MESSAGES, speakers=FEW_SPEAKERS)
    return m.WHY_RATIO(say, **advice.ratios(group.messages, group.speakers, say))


def _hours(group: Shown, say: Language) -> str:
    if group.profile is None:
        return m.NO_HOURS(say)
    likely = [_likely(group.profile, days) for days in (WORKDAYS, WEEKEND)]
    most = max(map(max, likely))
    if most < LEAST * 255:
        return m.NO_USUAL_HOURS(say)
    workdays, weekend = (_ranges([each >= USUAL * most for each in hours], hours) for hours in likely)
    if workdays == weekend:
        told = [m.EVERY_DAY(say, ranges=workdays)]
    else:
        told = [m.WORKDAYS(say, ranges=workdays)] if workdays else []
        told += [m.WEEKEND(say, ranges=weekend)] if weekend else []
    return m.HOURS(say, zone=group.zone, hours=m.COMMA(say).join(told))


def _likely(profile: bytes, days: Sequence[int]) -> list[float]:
    """How likely it talks at each hour of these days, of 255."""
    return [sum(profile[day * DAY + hour] for day in days) / len(days) for hour in range(DAY)]


def _ranges(is_usual: Sequence[bool], likely: Sequence[float]) -> str:
    """The stretches of usual hours of a day, the likeliest where there are many; one may go past midnight."""
    if all(is_usual):
        return "00:00-24:00"
    start = next((hour for hour in range(DAY) if not is_usual[hour]), 0)
    hours = [(start + step) % DAY for step in range(DAY)]
    runs = [list(run) for usual, run in groupby(hours, lambda hour: is_usual[hour]) if usual]
    best = sorted(runs, key=lambda run: -sum(likely[hour] for hour in run))[:RANGES]
    return " ".join(f"{run[0]:02}:00-{(run[-1] + 1):02}:00" for run in sorted(best))
