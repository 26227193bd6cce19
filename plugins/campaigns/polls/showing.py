"""Polls and what they come to, in words and as a picture."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.commands.readers import short
from bot.pictures.bars import Bar, draw_bars
from bot.times.moments import shown
from plugins.campaigns.polls import messages as m
from plugins.campaigns.polls import rules, store
from plugins.campaigns.polls.rules import Tally
from plugins.campaigns.polls.tables import Poll
from storage.engine import ReadSession
from storage.names import names_of

NAMED = 8
"""Names told with an option."""


def asked(poll: Poll, *, is_only: bool) -> str:
    """What a group is asked, and how to answer."""
    language = poll.language
    options = [m.OPTION(language, place=n, text=text) for n, text in enumerate(poll.options, 1)]
    how = m.HOW_SEVERAL if poll.choices > 1 else m.HOW_ONE if is_only else m.HOW_NUMBERED
    lines = [how(language, n=poll.choices, number=poll.id)]
    lines.append(m.UNTIL(language, at=shown(poll.closes_at, poll.zone, language), zone=poll.zone))
    lines += [m.ANONYMOUS(language)] if poll.is_anonymous else []
    return m.QUESTION(
        language, number=poll.id, question=poll.question, options="\n".join(options), how="\n".join(lines)
    )


def stands(poll: Poll, tally: Tally) -> str:
    """How the votes stand."""
    language = poll.language
    lines = [m.COUNTED(language, place=n, text=text, n=tally.counts[n - 1]) for n, text in enumerate(poll.options, 1)]
    at = shown(poll.closes_at, poll.zone, language)
    told = {"number": poll.id, "question": poll.question, "options": "\n".join(lines), "voters": tally.voters, "at": at}
    return m.STANDS(language, **told)


def ended(poll: Poll, tally: Tally, names: Mapping[int, str] | None = None) -> str:
    """What it came to; `names` are who chose each option by its place, else it is told how to see them."""
    language = poll.language
    told = {"number": poll.id, "question": poll.question}
    if poll.is_cancelled:
        return m.CANCELLED_ONE(language, **told)
    if not tally.voters:
        return m.ENDED_WITHOUT(language, **told)
    lines = [_counted(poll, tally, place, (names or {}).get(place, "")) for place in range(len(poll.options))]
    texts, n = leading(poll, tally), max(tally.counts)
    tie = len(tally.leading) > 1
    outcome = m.TIED(language, texts=texts, n=n) if tie else m.WON(language, text=texts, n=n)
    said = m.ENDED(language, **told, outcome=outcome, options="\n".join(lines), voters=tally.voters)
    return said if names is not None or poll.is_anonymous else f"{said}\n{m.WHO(language, number=poll.id)}"


def leading(poll: Poll, tally: Tally) -> str:
    """The option with the most votes, or all of them in a tie; empty without votes."""
    return m.BETWEEN(poll.language).join(poll.options[place] for place in tally.leading)


def outcome(poll: Poll, tally: Tally) -> str:
    """The same in a few words."""
    language = poll.language
    if poll.is_cancelled:
        return m.PAST_CANCELLED(language)
    if not tally.voters:
        return m.PAST_NONE(language)
    told = {"n": max(tally.counts), "voters": tally.voters}
    if len(tally.leading) > 1:
        return m.PAST_TIED(language, texts=leading(poll, tally), **told)
    return m.PAST_WON(language, text=leading(poll, tally), **told)


async def told(session: ReadSession, poll: Poll) -> str:
    """How it stands or what it came to; with who voted what, unless it is anonymous."""
    tally = (await store.tallies(session, [poll]))[poll.id]
    if poll.closed_at is None:
        return stands(poll, tally)
    return ended(poll, tally, await names(session, poll))


async def names(session: ReadSession, poll: Poll) -> Mapping[int, str]:
    """Who chose each option, some of them where they are many; nobody in an anonymous poll."""
    chose = defaultdict[int, list[int]](list)
    for person, mask in await store.voters(session, poll):
        for place in rules.places_of(mask):
            chose[place].append(person)
    people = list(dict.fromkeys(person for who in chose.values() for person in who[:NAMED]))
    known = await names_of(session, poll.group_id, people)
    return {place: _names(poll, who, known) for place, who in chose.items()}


def drawn(poll: Poll, tally: Tally) -> bytes:
    """What it came to as bars, the most votes first."""
    language, most = poll.language, max(tally.counts, default=0) or 1
    places = sorted(range(len(poll.options)), key=lambda place: -tally.counts[place])
    bars = [
        Bar(
            poll.options[place],
            m.FIGURE(language, n=tally.counts[place], percent=tally.percent(place)),
            tally.counts[place] / most,
        )
        for place in places
    ]
    subtitle = m.PICTURE_SUBTITLE(language, number=poll.id, voters=tally.voters)
    return draw_bars(poll.question, subtitle, bars, language=language)


def _counted(poll: Poll, tally: Tally, place: int, who: str) -> str:
    language = poll.language
    by = m.NAMES(language, names=who) if who else ""
    n, percent = tally.counts[place], tally.percent(place)
    return m.COUNTED_SHARE(language, place=place + 1, text=poll.options[place], n=n, percent=percent, names=by)


def _names(poll: Poll, who: Sequence[int], known: Mapping[int, str]) -> str:
    language = poll.language
    told = m.BETWEEN(language).join(short(" ".join(known[each].split())) for each in who[:NAMED] if each in known)
    return m.AND_MORE(language, names=told, n=len(who)) if who[NAMED:] else told
