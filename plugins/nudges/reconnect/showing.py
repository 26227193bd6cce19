"""How help, thanks and questions read."""

from collections.abc import Mapping, Sequence
from statistics import median

from bot.commands.readers import short
from bot.content import Mention, Text
from bot.phrases import Language
from bot.times.moments import shown
from plugins.nudges.reconnect import messages as m
from plugins.nudges.reconnect import rules
from plugins.nudges.reconnect.rules import Help, Week
from plugins.nudges.reconnect.store import Told

MOST_NAMED = 10
MOST_TOLD = 10
BEGINNING = 40
"""Characters of a question that are shown."""


def thanks(people: Sequence[Help], week: Week, language: Language) -> Text:
    """The words for the group, the star of the week first."""
    star, *others = people
    opening = m.OPENINGS[week.first.toordinal() // 7 % len(m.OPENINGS)]
    parts: list[str | Mention] = [opening(language), _named(star, language)]
    parts.append(m.STAR_DID(language, did=did(star, language)))
    if others:
        parts.append(m.ALSO(language))
        for n, each in enumerate(others):
            parts += [m.AND(language)] if n else []
            parts.append(_named(each, language))
        parts.append(m.HELPED_TOO(language))
    return Text(tuple(parts))


def table(best: Sequence[Help], week: Week, language: Language, *, is_whole: bool) -> str:
    """The first three and what for; or the first ten with their points."""
    if not best:
        return m.NOBODY(language, **_days(week))
    some = best[: rules.LISTED if is_whole else rules.NAMED]
    phrase = m.SCORED if is_whole else m.LINE
    lines = [
        phrase(language, place=n, name=called(each.name, language), did=did(each, language), score=each.score)
        for n, each in enumerate(some, start=1)
    ]
    how = m.HOW(language, answer=rules.ANSWER, thanks=rules.THANKS)
    return "\n".join([m.TITLE(language, **_days(week)), *lines, how])


def did(help_: Help, language: Language) -> str:
    """What somebody gave."""
    said = [(m.ANSWERED, help_.answers), (m.WAS_THANKED, help_.thanks)]
    return m.AND(language).join(phrase(language, n=n) for phrase, n in said if n)


def log(told: Sequence[Told], days: int, zone: str, language: Language) -> str:
    """The questions of these days, and how many were taken up after they were shown."""
    waited = [(each.answered_at - each.shown_at).total_seconds() / 60 for each in told if each.answered_at]
    usually = m.MEDIAN(language, minutes=max(1, round(median(waited)))) if waited else ""
    lines = [
        m.LOG_LINE(
            language,
            at=shown(each.shown_at, zone, language)[5:],
            name=called(each.name, language),
            text=beginning(each.text) or m.NO_WORDS(language),
            outcome=_outcome(each),
        )
        for each in told[:MOST_TOLD]
    ]
    lines += [m.LOG_MORE(language, n=MOST_TOLD)] if told[MOST_TOLD:] else []
    counts = {"n": len(told), "answered": len(waited), "median": usually}
    return m.LOG(language, days=days, zone=f"({zone})", lines="\n".join(lines), **counts)


def listed(names: Sequence[str], language: Language) -> str:
    """The first of these people, and how many they are when there are more."""
    some = m.AND(language).join(called(name, language) for name in names[:MOST_NAMED])
    return m.NAMED_AND_MORE(language, names=some, n=len(names)) if names[MOST_NAMED:] else some


def called(name: str, language: Language) -> str:
    """A nickname as it can stand in a line."""
    return short(" ".join(name.split())) or m.SOMEBODY(language)


def beginning(text: str) -> str:
    """How a question begins, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= BEGINNING else line[:BEGINNING] + "…"


def _named(help_: Help, language: Language) -> str | Mention:
    return called(help_.name, language) if help_.is_quiet else Mention(help_.person_id)


def _days(week: Week) -> Mapping[str, str]:
    return {"first": f"{week.first:%m-%d}", "last": f"{week.last:%m-%d}"}


def _outcome(told: Told) -> object:
    if told.answered_at is not None:
        return m.TAKEN_UP
    return m.STILL_OPEN if told.settled_at is None else m.NOT_TAKEN_UP
