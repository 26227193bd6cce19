"""What importing a log would do, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.phrases import Language
from bot.times.moments import shown
from plugins.nudges.history import messages as m
from plugins.nudges.history.gathering import Tally
from plugins.nudges.history.lines import Wrong
from plugins.nudges.history.matching import Match
from plugins.nudges.history.plan import Wishes
from storage.base import DAY_MS, from_ms

STRANGERS = 10
LONGEST_NAME = 20


def summary(wishes: Wishes, file: str, language: Language) -> str:
    """Whose messages they are, whom they belong to, what will be written and what is left out."""
    return "\n".join(_summary(wishes, file, language))


def wrong(tally: Tally, language: Language) -> str:
    """The first lines that can't be read, and why."""
    return "\n".join(_at_line(each, language) for each in tally.examples)


def more_wrong(tally: Tally, language: Language) -> str:
    """How many others there are."""
    others = tally.wrong - len(tally.examples)
    return m.MORE_WRONG(language, n=others) if others else ""


def day_of(ms: int, zone: str, language: Language) -> str:
    """A day with its weekday."""
    return shown(from_ms(ms), zone, language).rsplit(" ", 1)[0]


def _summary(wishes: Wishes, file: str, language: Language) -> Iterator[str]:
    tally, zone = wishes.tally, wishes.bounds.zone
    yield m.SUMMARY(
        language,
        name=file,
        group=wishes.place.name,
        since=day_of(tally.first_ms, zone, language),
        until=day_of(min(tally.last_ms, wishes.bounds.until_ms - 1), zone, language),
        n=tally.messages,
        days=wishes.days,
        zone=zone,
    )
    yield from _people(wishes.matches, language)
    ties = m.TIES(language, n=len(wishes.ties)) if wishes.ties else ""
    yield m.WILL_CHANGE(language, activity=len(wishes.activity), hours=len(wishes.hours), ties=ties)
    kept = (wishes.bounds.now_ms - wishes.bounds.texts_from_ms) // DAY_MS
    yield m.TEXTS(language, days=kept, n=wishes.texts)
    yield from _left_out(wishes, language)


def _people(matches: Sequence[Match], language: Language) -> Iterator[str]:
    how = Counter(match.how for match in matches)
    people = len({match.who for match in matches})
    amounts = {"by_id": how["id"], "by_name": how["name"], "before": how["before"], "strangers": how["stranger"]}
    yield m.FOUND(language, n=people, **amounts)
    strangers = sorted((each for each in matches if each.how == "stranger"), key=lambda each: -each.sender.messages)
    if strangers:
        names = m.AND(language).join(_stranger(each, language) for each in strangers[:STRANGERS])
        more = m.AND_OTHERS(language) if len(strangers) > STRANGERS else ""
        yield m.STRANGERS(language, names=names, more=more)


def _stranger(match: Match, language: Language) -> str:
    name = match.sender.name[:LONGEST_NAME] or match.sender.id[:LONGEST_NAME] or m.NAMELESS(language)
    return m.STRANGER(language, name=name, n=match.sender.messages)


def _left_out(wishes: Wishes, language: Language) -> Iterator[str]:
    tally = wishes.tally
    if tally.later:
        day = day_of(wishes.bounds.until_ms, wishes.bounds.zone, language)
        yield m.LEFT_OUT_LATER(language, day=day, n=tally.later)
    if tally.notices:
        yield m.LEFT_OUT_SYSTEM(language, n=tally.notices)
    if tally.wrong:
        lines, more = wrong(tally, language), more_wrong(tally, language)
        yield m.LEFT_OUT_WRONG(language, n=tally.wrong, lines=lines, more=more)


def _at_line(each: Wrong, language: Language) -> str:
    return m.AT_LINE(language, line=each.number, what=each.why.phrase(language, **each.why.values))
