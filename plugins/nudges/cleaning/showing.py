"""How a cleaning reads to who decides about it."""

from collections.abc import Mapping, Sequence

from bot import messages as core
from bot.phrases import Language
from bot.times.moments import shown
from plugins.nudges.cleaning import messages as m
from plugins.nudges.cleaning.rules import Stays
from plugins.nudges.cleaning.tables import Cleaning
from plugins.nudges.segments.rules import Known, Look
from plugins.nudges.segments.showing import name_of, silence

LISTED = 40
NAMED = 3
NAMED_IN_HISTORY = 10


def numbers(counts: Mapping[str, int]) -> Mapping[str, int]:
    """How many were asked, stay, and have not answered, given how many stand how."""
    return {"asked": sum(counts.values()), "stayed": counts.get("stays", 0), "n": counts.get("told", 0)}


def progress(cleaning: Cleaning, counts: Mapping[str, int], zone: str, language: Language) -> str:
    """How far one has got that waits for nobody's word."""
    if cleaning.state == "removing":
        to_go = counts.get("chosen", 0) + counts.get("asked", 0)
        return m.REMOVING_NOW(language, removed=counts.get("removed", 0), n=to_go)
    at = shown(cleaning.at, zone, language)
    return m.STILL_ASKING(language, at=at, days=cleaning.stay_days, **numbers(counts))


def lines(people: Sequence[Known], look: Look, days: int, language: Language) -> str:
    """Numbers, names and silences, some of them where they are many."""
    told = [
        m.LINE(
            language, number=each.person_id, name=name_of(each.name, language), silence=silence(each, look, language)
        )
        for each in people[:LISTED]
    ]
    more = [m.AND_MORE(language, n=len(people) - LISTED, days=days)] if people[LISTED:] else []
    return "\n".join([*told, *more])


def exempt(people: Mapping[Stays, Sequence[Known]], language: Language, *, named: bool) -> str:
    """Who is left out and why."""
    reasons: list[str] = []
    for why in Stays:
        if some := people.get(why):
            values = {"why": m.WHY[why.value], "n": len(some)}
            reasons.append(
                m.EXEMPT_NAMED(language, **values, names=few([each.name for each in some], language))
                if named
                else m.EXEMPT_REASON(language, **values)
            )
    return m.EXEMPT(language, reasons=m.AND(language).join(reasons)) if reasons else m.NOBODY_EXEMPT(language)


def few(names: Sequence[str], language: Language) -> str:
    """Some names."""
    named = core.COMMA(language).join(name_of(name, language) for name in names[:NAMED])
    return m.NAMES_AND_MORE(language, names=named) if names[NAMED:] else named


def many(names: Sequence[str], language: Language) -> str:
    """More of them, with their number where there are more still."""
    named = core.COMMA(language).join(name_of(name, language) for name in names[:NAMED_IN_HISTORY])
    return m.NAMED_AND_MORE(language, names=named, n=len(names)) if names[NAMED_IN_HISTORY:] else named
