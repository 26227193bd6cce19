"""How a sign-up and its list read."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.content import Mention, Text
from bot.phrases import Language, Phrase
from bot.times.moments import shown, shown_with_zone
from plugins.campaigns.signup import messages as m
from plugins.campaigns.signup.store import Listed
from plugins.campaigns.signup.tables import Signup, SignupEntry

PAGE = 100
MOST_NAMED = 50
MOST_MENTIONED = 30
_FORMULA = "=+-@\t\r\n"


class Page(NamedTuple):
    """A list as it is posted, and the numbers on it."""

    text: Text
    numbers: tuple[int, ...]


def word_for(signup: Signup, phrase: Phrase, is_only: bool) -> str:
    """What a member says; with its number, where it is not the only one."""
    word = phrase(signup.language)
    return word if is_only else f"{word} #{signup.id}"


def page(signup: Signup, everybody: Sequence[Listed], *, is_only: bool = True, number: int = 1) -> Page:
    """One page of the list, in the format that WeChat lets people go on with."""
    language = signup.language
    there = [who for who in everybody if who.entry.state == "in"]
    here = there[(number - 1) * PAGE : number * PAGE]
    lines = [m.HEAD(language), signup.title, *_about(signup)]
    waiting = [who for who in everybody if who.entry.state == "waiting"]
    if waiting:
        lines.append(m.WAITING(language, n=signup.waiting, names=names_of(waiting, language)))
    if signup.closed_at is None:
        word = word_for(signup, m.SIGN_UP, is_only)
        example, cancel = m.WITH(language, word=word), word_for(signup, m.CANCEL, is_only)
        lines.append(m.HOW(language, word=word, example=example, cancel=cancel))
    lines += ["", *(line(who, language) for who in here)]
    if number == 1 and len(there) > len(here):
        lines.append(m.MORE(language, n=len(there) - len(here), number=signup.id))
    return Page(Text(("\n".join(lines).rstrip(),)), tuple(who.entry.number for who in here))


def pages(everybody: Sequence[Listed]) -> int:
    """How many pages a list has."""
    return max(1, -(-sum(who.entry.state == "in" for who in everybody) // PAGE))


def result(signup: Signup, everybody: Sequence[Listed]) -> Text:
    """What is said when it closes."""
    language = signup.language
    there = [who for who in everybody if who.entry.state == "in"]
    waiting = [who for who in everybody if who.entry.state == "waiting"]
    head = m.RESULT if there else m.RESULT_NONE
    lines = [head(language, title=signup.title, n=signup.taken)]
    lines += [line(who, language) for who in there[:PAGE]]
    if len(there) > PAGE:
        lines.append(m.MORE(language, n=len(there) - PAGE, number=signup.id))
    if waiting:
        lines.append(m.RESULT_WAITING(language, names=names_of(waiting, language)))
    return Text(("\n".join(lines),))


def reminder(signup: Signup, there: Sequence[Listed], phrase: Phrase) -> Text:
    """To those who come: each mentioned, where they are not too many."""
    language = signup.language
    people = [who.entry.person_id for who in there if who.entry.person_id is not None and not who.is_gone]
    place = m.AT_PLACE(language, place=signup.place) if signup.place else ""
    words = phrase(language, title=signup.title, when=when_of(signup), where=place, cancel=m.CANCEL)
    if len(people) > MOST_MENTIONED:
        return Text((m.ALL_OF_YOU(language, n=signup.taken), "\n", words))
    return Text((*(Mention(person) for person in people), *(("\n",) if people else ()), words))


def moved_up(signup: Signup, up: Sequence[Listed], *, is_only: bool) -> Text:
    """To those who waited and have a seat now."""
    language = signup.language
    people = ((each.name, each.entry.person_id) for each in up)
    who = [f"{name} " if person is None else Mention(person) for name, person in people]
    cancel = word_for(signup, m.CANCEL, is_only)
    return Text((*who, m.MOVED_UP(language, title=signup.title, cancel=cancel)))


def line(who: Listed, language: Language) -> str:
    """`3. 张三 2人 带小孩`."""
    gone = m.LEFT_GROUP(language) if who.is_gone else ""
    return f"{who.entry.number}. {_with_heads(who, language)}{gone}"


def names_of(some: Sequence[Listed], language: Language) -> str:
    """Names in a row, the first of many."""
    more = "…" if len(some) > MOST_NAMED else ""
    return m.AND(language).join(_with_heads(who, language, note=False) for who in some[:MOST_NAMED]) + more


def when_of(signup: Signup) -> str:
    """When it takes place, in words."""
    if signup.starts_at is None:
        return signup.time_said
    return shown(signup.starts_at, signup.zone, signup.language)


def count_of(signup: Signup) -> str:
    """How many are in, and how many seats are left."""
    language = signup.language
    if signup.cap is None:
        return m.COUNT(language, n=signup.taken)
    left = signup.cap - signup.taken
    rest = m.LEFT(language, n=left) if left > 0 else m.FULL(language)
    if left < 0:
        rest = m.OVER(language, n=signup.taken)
    return m.SEATS(language, cap=signup.cap, left=rest)


def terms_of(signup: Signup, language: Language) -> str:
    """What was agreed, in a row."""
    return m.AND(language).join(_about(signup))


def overview(signup: Signup) -> str:
    """One line of many."""
    language = signup.language
    until = shown(signup.closes_at, signup.zone, language)
    state = m.STATE_OPEN(language, until=until) if signup.closed_at is None else m.STATE_CLOSED(language)
    return m.LINE(language, number=signup.id, title=signup.title, count=count_of(signup), state=state)


def table(signup: Signup, everybody: Iterable[Listed], language: Language) -> bytes:
    """The list as a file for a spreadsheet, in which nothing that somebody wrote is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(m.COLUMNS(language).split(","))
    zone = ZoneInfo(signup.zone)
    for who in everybody:
        entry = who.entry
        at = f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}"
        state = m.STATES[entry.state](language)
        writer.writerow([entry.number, harmless(who.name), entry.heads, harmless(entry.note), state, at])
    return out.getvalue().encode("utf-8-sig", "replace")


def harmless(text: str) -> str:
    """The text, marked as words where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(" ")[:1] in tuple(_FORMULA) else text


def _about(signup: Signup) -> list[str]:
    language = signup.language
    lines: list[str] = []
    if when := when_of(signup):
        lines.append(m.WHEN(language, when=when))
    if signup.place:
        lines.append(m.WHERE(language, where=signup.place))
    lines.append(count_of(signup))
    if signup.closed_at is None:
        lines.append(m.UNTIL(language, until=shown_with_zone(signup.closes_at, signup.zone, language)))
    else:
        lines.append(m.STATE_CLOSED(language))
    return lines


def _with_heads(who: Listed, language: Language, *, note: bool = True) -> str:
    entry: SignupEntry = who.entry
    several = m.PEOPLE(language, n=entry.heads) if entry.heads > 1 else ""
    name = who.name or m.SOMEBODY(language)
    return " ".join(filter(None, (name, several, entry.note if note else "")))
