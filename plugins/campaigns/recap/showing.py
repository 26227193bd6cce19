"""The recap in words and as a picture."""

from collections.abc import Iterator
from statistics import mean

from bot.phrases import Language
from bot.pictures.bars import MOST, Bar, draw_bars
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from plugins.campaigns.recap import messages as m
from plugins.campaigns.recap import rules
from plugins.campaigns.recap.rules import InGroup, Whole

LISTED = 10
"""Groups told one by one."""


def for_group(whole: Whole, group: InGroup, language: Language) -> str:
    """What the group itself reads; empty where there is nothing to be glad about."""
    more = rules.more_than_usual(group.messages, group.usual and group.usual * whole.days)
    if not group.took_part and more is None:
        return ""
    lines = [m.GROUP_HEAD(language, title=whole.title)]
    lines += [m.GROUP_PART(language, n=group.took_part)] if group.took_part else []
    lines += group.lines
    if more is not None:
        lines.append(m.GROUP_MORE(language, days=whole.days, n=group.messages, percent=more))
    elif group.messages:
        lines.append(m.GROUP_TALK(language, days=whole.days, n=group.messages))
    lines += [m.GROUP_NEW(language, n=group.joined)] if group.joined else []
    return "\n".join([*lines, m.GROUP_THANKS(language)])


def for_owner(whole: Whole, language: Language) -> str:
    """All of it, group by group."""
    head = m.HEAD(
        language, number=whole.number, title=whole.title, first=whole.first, last=whole.last, n=len(whole.groups)
    )
    lines = [head] if whole.is_over else [head, m.SO_FAR(language)]
    lines.append(_totals(whole, language))
    for group in whole.groups[:LISTED]:
        told = "".join(m.BETWEEN(language) + line for line in group.lines)
        lines.append(
            m.IN_GROUP(
                language, name=group.name, part=group.took_part, new=group.joined, talk=group.messages, lines=told
            )
        )
    lines += [m.MORE_GROUPS(language, n=len(whole.groups) - LISTED)] if len(whole.groups) > LISTED else []
    lines += [m.NOT_POSTED(language, n=whole.not_posted)] if whole.not_posted else []
    lines += [m.HELD(language, step=held.number, n=held.groups, why=m.WHY[held.why]) for held in whole.held]
    return "\n".join([*lines, *_variants(whole, language)])


def drawn(whole: Whole, language: Language) -> bytes:
    """The days of a single group, or the groups of a set, as bars."""
    if len(whole.groups) == 1:
        bars, subtitle = list(_by_day(whole, whole.groups[0], language)), m.BY_DAY(language)
    else:
        bars, subtitle = list(_by_group(whole, language)), m.BY_GROUP(language)
    foot = m.FOOT(language, part=whole.people, new=whole.joined, usual=_usual(whole, language))
    return draw_bars(m.PICTURE_TITLE(language, title=whole.title), subtitle, bars, foot=foot, language=language)


def _by_day(whole: Whole, group: InGroup, language: Language) -> Iterator[Bar]:
    """The last days, the campaign's own among them."""
    days = list(group.by_day.items())[-MOST:]
    most = max((n for _, n in days), default=0) or 1
    for day, n in days:
        weekday = f"周{WEEKDAYS_ZH[day.weekday()]}" if language == "zh" else WEEKDAYS_EN[day.weekday()]
        label = f"{day:%m-%d} {weekday}{m.THE_DAY(language) if day == whole.day else ''}"
        yield Bar(label, m.N_MESSAGES(language, n=n), n / most)


def _by_group(whole: Whole, language: Language) -> Iterator[Bar]:
    groups = sorted(whole.groups, key=lambda group: -group.messages)[:MOST]
    most = max((group.messages for group in groups), default=0) or 1
    for group in groups:
        note = m.PART(language, n=group.took_part)
        yield Bar(group.name, m.N_MESSAGES(language, n=group.messages), group.messages / most, note)


def _totals(whole: Whole, language: Language) -> str:
    talk = m.TALK(language, n=whole.messages, usual=_usual(whole, language))
    parts = [m.PART(language, n=whole.people), m.NEW(language, n=whole.joined)]
    parts += [m.INVITED(language, n=whole.invited)] if whole.invited else []
    return m.DOT(language).join([*parts, talk])


def _usual(whole: Whole, language: Language) -> str:
    return m.UNKNOWN(language) if whole.usual is None else m.USUAL(language, n=round(whole.usual))


def _variants(whole: Whole, language: Language) -> Iterator[str]:
    for number in dict.fromkeys(each.number for each in whole.variants):
        tried = [each for each in whole.variants if each.number == number and each.talk]
        if len(tried) < 2:
            continue
        each = m.BETWEEN(language).join(
            m.VARIANT(language, letter=_letter(v.variant), n=len(v.talk), mean=f"{mean(v.talk):.1f}") for v in tried
        )
        verdicts: list[str] = []
        for other in tried[1:]:
            found = rules.difference(tried[0].talk, other.talk)
            if found is not None:
                sure = "" if found.is_sure else m.NOT_SURE(language)
                low, high = f"{found.low:.1f}", f"{found.high:.1f}"
                letter, apart = _letter(other.variant), f"{found.mean:.1f}"
                verdicts.append(m.DIFFERENCE(language, letter=letter, mean=apart, low=low, high=high, sure=sure))
        yield m.VARIANTS(language, step=number, each=each, verdict="".join(verdicts) or m.TOO_FEW(language))


def _letter(variant: int) -> str:
    return chr(ord("A") + variant)
