"""What pairs are told and asked, with real mentions, and how people are listed."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from bot import messages as core
from bot.commands.readers import short
from bot.content import Mention, Text
from bot.phrases import Language
from plugins.welcome.buddies import messages as m
from plugins.welcome.buddies.rules import Asked, Couple
from plugins.welcome.buddies.tables import Pair
from plugins.welcome.messages import SOMEBODY

MOST_NAMED = 10


def introduction(made: Sequence[Couple], language: Language) -> Text:
    """The one message that brings them together; several newcomers of one buddy stand on one line."""
    if len(made) == 1:
        one = made[0]
        after = m.ASK_ANYTHING(language, shared=_both_wrote(one, language))
        return Text((Mention(one.newcomer.person_id), m.YOUR_BUDDY(language), Mention(one.buddy.person_id), after))
    parts: list[str | Mention] = [m.NEW_ONES(language)]
    for buddy, theirs in groupby(_by_buddy(made), key=lambda each: each.buddy.person_id):
        parts += ["\n", Mention(buddy), m.SHOWS(language)]
        for each in theirs:
            common = m.COMMON(language, tags=_tags(each, language)) if each.shared else ""
            parts += [Mention(each.newcomer.person_id), *([common] if common else [])]
    return Text((*parts, m.GO_AHEAD(language)))


def to_buddy(made: Sequence[Couple], group: str, language: Language) -> Text:
    """What a buddy is told in private about all their new ones."""
    names = [
        m.NAME_AND_COMMON(language, name=named(each.newcomer.name, language), tags=_tags(each, language))
        if each.shared
        else named(each.newcomer.name, language)
        for each in made
    ]
    return Text((m.YOURS_NOW(language, group=group, names=core.COMMA(language).join(names)),))


def to_newcomer(one: Couple, group: str, language: Language) -> Text:
    """What a newcomer is told in private."""
    shared = _both_wrote(one, language)
    return Text((m.WHO_IS_YOURS(language, group=group, name=named(one.buddy.name, language), shared=shared),))


def question(pairs: Sequence[Asked], language: Language) -> Text:
    """The one message that asks whether they met; numbers only where there are several pairs."""
    if len(pairs) == 1:
        return Text((Mention(pairs[0].newcomer_id), Mention(pairs[0].buddy_id), m.HAVE_YOU(language)))
    parts: list[str | Mention] = [m.HAVE_YOU_ALL(language)]
    ordered = sorted(pairs, key=lambda each: (each.buddy_id, each.id))
    has_several = False
    for buddy, theirs in groupby(ordered, key=lambda each: each.buddy_id):
        parts += ["\n", Mention(buddy)]
        mine = list(theirs)
        has_several = has_several or len(mine) > 1
        for each in mine:
            parts += [m.NUMBER(language, number=each.id), Mention(each.newcomer_id)]
    parts.append(m.EITHER(language) + (m.BY_NUMBER(language, number=ordered[0].id) if has_several else ""))
    return Text(tuple(parts))


def numbered(pairs: Sequence[Pair], person_id: int, names: Mapping[int, str], language: Language) -> str:
    """The others in somebody's pairs, by the pairs' numbers."""
    lines = [
        m.PAIR_LINE(language, number=each.id, name=named(names.get(other(each, person_id), ""), language))
        for each in pairs[:MOST_NAMED]
    ]
    return core.COMMA(language).join(lines)


def listed(names: Sequence[str], language: Language) -> str:
    """The first of these people, and how many they are when there are more."""
    shown = core.COMMA(language).join(named(name, language) for name in names[:MOST_NAMED])
    return m.NAMED_AND_MORE(language, names=shown, n=len(names)) if names[MOST_NAMED:] else shown


def other(pair: Pair, person_id: int) -> int:
    """Whom somebody is paired with."""
    return pair.newcomer_id if pair.buddy_id == person_id else pair.buddy_id


def named(name: str, language: Language) -> str:
    """A nickname as it can stand in a line."""
    return short(" ".join(name.split())) or SOMEBODY(language)


def _by_buddy(made: Sequence[Couple]) -> list[Couple]:
    return sorted(made, key=lambda each: each.buddy.person_id)


def _both_wrote(one: Couple, language: Language) -> str:
    return m.BOTH_WROTE(language, tags=_tags(one, language)) if one.shared else ""


def _tags(one: Couple, language: Language) -> str:
    return core.COMMA(language).join(map(short, one.shared))
