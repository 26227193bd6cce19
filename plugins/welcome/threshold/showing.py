"""How those who wait, and the time they have, are told."""

from collections.abc import Sequence
from datetime import timedelta

from bot import messages as core
from bot.commands.readers import short
from bot.phrases import Language
from bot.times.moments import shown
from plugins.welcome.threshold import messages as m
from plugins.welcome.threshold import rules
from plugins.welcome.threshold.settings import Threshold
from plugins.welcome.threshold.store import Standing

PAGE = 20
NAMED = 3
LISTED = 10


def name_of(name: str, language: Language) -> str:
    """What somebody is called, in one short line."""
    return short(" ".join(name.split())) or m.SOMEBODY(language)


def names_of(names: Sequence[str], language: Language) -> str:
    """Some of them, and how many they are where there are more."""
    named = core.COMMA(language).join(name_of(name, language) for name in names[:NAMED])
    return m.NAMED_AND_MORE(language, names=named, n=len(names)) if names[NAMED:] else named


def lines_of(people: Sequence[Standing], language: Language) -> str:
    """Their numbers and names, one a line, some of them where they are many."""
    lines = [m.LINE_SHORT(language, number=p.row.number, name=name_of(p.name, language)) for p in people[:LISTED]]
    more = [m.AND_MORE(language, n=len(people) - LISTED)] if people[LISTED:] else []
    return "\n".join([*lines, *more])


def limit_of(limit: timedelta, language: Language) -> str:
    """Such as 24 小时 or 3 天."""
    hours = limit // timedelta(hours=1)
    return m.DAYS(language, n=hours // 24) if hours >= 48 and hours % 24 == 0 else m.HOURS(language, n=hours)


def line_of(who: Standing, threshold: Threshold, zone: str, language: Language) -> str:
    """Somebody in the list of those who wait."""
    row = who.row
    marks = "".join(m.MARK(language, mark=mark) for mark in marks_of(who, language))
    told = {"number": row.number, "name": name_of(who.name, language), "marks": marks}
    if row.asked_at is None:
        return m.LINE_UNASKED(language, **told)
    return m.LINE(language, **told, at=shown(rules.deadline(row.asked_at, threshold), zone, language))


def marks_of(who: Standing, language: Language) -> list[str]:
    """What is to be known about somebody who waits."""
    tried = [m.TRIED(language, n=who.row.attempts)] if who.row.attempts else []
    removals = {"asked": m.IS_REMOVED, "done": m.IS_REMOVED, "refused": m.IS_REFUSED}
    return [*tried, removals[who.row.removal](language)] if who.row.removal else tried


def what_of(threshold: Threshold, language: Language, *, tells_answers: bool) -> str:
    """What newcomers have to do; with what is accepted only where no newcomer reads it."""
    if threshold.kind == "approval":
        return m.IS_APPROVAL(language)
    answers = m.OR(language).join(threshold.answers)
    if threshold.kind == "code":
        return m.IS_CODE_TOLD(language, answers=answers) if tells_answers else m.IS_CODE(language)
    if tells_answers:
        return m.IS_QUESTION_TOLD(language, question=threshold.question, answers=answers)
    return m.IS_QUESTION(language, question=threshold.question, n=len(threshold.answers))
