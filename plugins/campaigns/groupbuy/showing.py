"""How a group buy and its list read."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.content import Text
from bot.phrases import Language, Phrase
from bot.times.moments import shown, shown_with_zone
from plugins.campaigns.groupbuy import messages as m
from plugins.campaigns.groupbuy import rules
from plugins.campaigns.groupbuy.rules import Tier
from plugins.campaigns.groupbuy.store import Entry
from plugins.campaigns.groupbuy.tables import Groupbuy

PAGE = 100
MOST_GROUPS = 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def tiers_of(kept: Sequence[Sequence[str]]) -> list[Tier]:
    """The tiers as they are kept."""
    return [Tier(int(number), price) for number, price in kept]


def said_word(language: Language, number: int | None, n: int = 2) -> str:
    """What a member says to join; with the number where there are several."""
    return m.JOIN(language, n=n) if number is None else m.JOIN_ONE(language, number=number, n=n)


def cancel_word(language: Language, number: int | None) -> str:
    """The same to drop out."""
    return m.CANCEL(language) if number is None else m.CANCEL_ONE(language, number=number)


def opened(groupbuy: Groupbuy, *, is_only: bool) -> Text:
    """What begins."""
    language = groupbuy.language
    number = None if is_only else groupbuy.id
    lines = [m.OPENED(language, number=groupbuy.id, item=groupbuy.item)]
    lines += [
        m.TIER(language, count=count(groupbuy, tier.number), price=price(groupbuy, tier))
        for tier in tiers_of(groupbuy.tiers)
    ]
    lines.append(_until(groupbuy))
    how = m.HOW(language, word=said_word(language, number), cancel=cancel_word(language, number))
    return Text(("\n".join([*lines, how]),))


def progress(groupbuy: Groupbuy) -> Text:
    """Half way, or another price reached."""
    language, tiers = groupbuy.language, tiers_of(groupbuy.tiers)
    best, after = rules.reached(tiers, groupbuy.taken), rules.following(tiers, groupbuy.taken)
    if best is None:
        return Text((_short(groupbuy, m.HALF, tiers[0]),))
    said = m.TIER_REACHED(
        language, item=groupbuy.item, count=count(groupbuy, groupbuy.taken), price=price(groupbuy, best)
    )
    return Text((f"{said}{_then(groupbuy, after, len(tiers))}",))


def soon(groupbuy: Groupbuy) -> Text:
    """The hour before."""
    language, tiers = groupbuy.language, tiers_of(groupbuy.tiers)
    best, after = rules.reached(tiers, groupbuy.taken), rules.following(tiers, groupbuy.taken)
    if best is None:
        return Text((_short(groupbuy, m.SOON_SHORT, tiers[0]),))
    said = m.SOON_REACHED(
        language, item=groupbuy.item, count=count(groupbuy, groupbuy.taken), price=price(groupbuy, best)
    )
    return Text((f"{said}{_then(groupbuy, after, len(tiers))}",))


def result(groupbuy: Groupbuy, people: Sequence[Entry]) -> Text:
    """What came of it, to the group."""
    language, tiers = groupbuy.language, tiers_of(groupbuy.tiers)
    best = rules.reached(tiers, groupbuy.taken)
    if not people:
        return Text((m.SHORT_NONE(language, item=groupbuy.item),))
    values = {"item": groupbuy.item, "count": count(groupbuy, groupbuy.taken)}
    if best is None:
        return Text((m.SHORT(language, **values, goal=count(groupbuy, tiers[0].number), n=len(people)),))
    lines = [m.RESULT(language, **values, price=price(groupbuy, best)), *_page(groupbuy, people, 1)]
    lines.append(m.NEXT(language, next=groupbuy.next_step or m.NEXT_DEFAULT))
    return Text(("\n".join(lines),))


def state(groupbuy: Groupbuy, language: Language) -> str:
    """Where it stands."""
    tiers = tiers_of(groupbuy.tiers)
    best = rules.reached(tiers, groupbuy.taken)
    if groupbuy.outcome == "cancelled":
        return m.OVER_CANCELLED(language)
    values = {"count": count(groupbuy, groupbuy.taken)}
    over = groupbuy.closed_at is not None
    if best is not None:
        return (m.OVER_REACHED if over else m.STATE_REACHED)(language, **values, price=price(groupbuy, best))
    if over:
        return m.OVER_SHORT(language, **values)
    missing = count(groupbuy, tiers[0].number - groupbuy.taken)
    return m.STATE_SHORT(language, **values, missing=missing, price=price(groupbuy, tiers[0]))


def page(groupbuy: Groupbuy, people: Sequence[Entry], number: int, own: int, *, is_only: bool) -> str:
    """One page of its list, with what the one who asks has."""
    language = groupbuy.language
    lines = [head(groupbuy)]
    if groupbuy.closed_at is None:
        after = rules.following(tiers_of(groupbuy.tiers), groupbuy.taken)
        if rules.reached(tiers_of(groupbuy.tiers), groupbuy.taken) and after is not None:
            lines.append(_next_tier(groupbuy, after))
        lines.append(_until(groupbuy))
    lines += _page(groupbuy, people, number)
    if own:
        lines.append(m.YOURS(language, count=count(groupbuy, own)))
    elif groupbuy.closed_at is None:
        lines.append(said_word(language, None if is_only else groupbuy.id))
    return "\n".join(lines)


def head(groupbuy: Groupbuy) -> str:
    """One line of many."""
    language = groupbuy.language
    return m.STATE_HEAD(language, number=groupbuy.id, item=groupbuy.item, state=state(groupbuy, language))


def report(groupbuy: Groupbuy, people: Sequence[Entry], group: str, *, unsaid: bool) -> str:
    """What came of it, to whoever has to do with it now."""
    language = groupbuy.language
    best = rules.reached(tiers_of(groupbuy.tiers), groupbuy.taken)
    values = {"number": groupbuy.id, "item": groupbuy.item, "state": state(groupbuy, language)}
    lines = [m.REPORT(language, group=group, **values)]
    lines += [m.REPORT_UNSAID(language)] if unsaid else []
    if best is None:
        return "\n".join([*lines, *(_line(groupbuy, place, each) for place, each in enumerate(people, start=1))])
    for place, each in enumerate(people, start=1):
        amount = _amount(groupbuy, best, each.quantity)
        known = {"name": each.name or m.SOMEBODY(language), "count": count(groupbuy, each.quantity)}
        lines.append(m.REPORT_LINE(language, place=place, amount=amount, **known))
    total = _amount(groupbuy, best, groupbuy.taken)
    return "\n".join([*lines, m.REPORT_TOTAL(language, count=count(groupbuy, groupbuy.taken), amount=total)])


def report_of_many(some: Sequence[tuple[Groupbuy, str]], language: Language) -> str:
    """What came of each, to whoever has to do with all of them."""
    lines = [m.REPORT_MANY(language, n=len(some))]
    for groupbuy, group in some[:MOST_GROUPS]:
        lines.append(m.REPORT_GROUP(language, group=group, item=groupbuy.item, state=state(groupbuy, language)))
    more = len(some) - MOST_GROUPS
    return "\n".join([*lines, *([m.REPORT_MORE(language, n=more)] if more > 0 else [])])


def table(some: Iterable[tuple[Groupbuy, str, Sequence[Entry]]], language: Language) -> bytes:
    """The lists as a file for a spreadsheet, in which nothing that somebody wrote is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(m.COLUMNS(language).split(","))
    for groupbuy, group, people in some:
        best, zone = rules.reached(tiers_of(groupbuy.tiers), groupbuy.taken), ZoneInfo(groupbuy.zone)
        for each in people:
            owes = best is not None and each.state == "in" and groupbuy.outcome != "cancelled"
            amount = Decimal(best.price) * each.quantity if owes and best else ""
            row = [_harmless(group), _harmless(groupbuy.item), _harmless(each.name), each.quantity]
            row += [best.price if owes and best else "", amount, m.STATES[each.state](language)]
            writer.writerow([*row, f"{each.at.astimezone(zone):%Y-%m-%d %H:%M}"])
    return out.getvalue().encode("utf-8-sig", "replace")


def count(groupbuy: Groupbuy, n: int) -> str:
    """`36 份`."""
    return rules.counted(n, groupbuy.unit, groupbuy.language)


def price(groupbuy: Groupbuy, tier: Tier) -> str:
    """`每份 99 元`."""
    language = groupbuy.language
    amount = rules.money(tier.price, groupbuy.currency, language)
    if not groupbuy.unit:
        return m.PER_ONE(language, price=amount)
    return m.PER(language, price=amount, unit=rules.single(groupbuy.unit))


def pages(people: Sequence[Entry]) -> int:
    """How many pages a list has."""
    return max(1, -(-len(people) // PAGE))


def _page(groupbuy: Groupbuy, people: Sequence[Entry], number: int) -> list[str]:
    start = (number - 1) * PAGE
    lines = [_line(groupbuy, place, each) for place, each in enumerate(people[start : start + PAGE], start=start + 1)]
    more = len(people) - start - PAGE
    if number == 1 and more > 0:
        lines.append(m.MORE(groupbuy.language, n=more, number=groupbuy.id))
    return lines


def _line(groupbuy: Groupbuy, place: int, each: Entry) -> str:
    language = groupbuy.language
    return m.LINE(language, place=place, name=each.name or m.SOMEBODY, count=count(groupbuy, each.quantity))


def _until(groupbuy: Groupbuy) -> str:
    language = groupbuy.language
    each = "" if groupbuy.each is None else m.EACH(language, count=count(groupbuy, groupbuy.each))
    stock = "" if groupbuy.stock is None else m.STOCK(language, count=count(groupbuy, groupbuy.stock))
    until = shown_with_zone(groupbuy.closes_at, groupbuy.zone, language)
    return m.UNTIL(language, until=until, limits=each + stock)


def until(groupbuy: Groupbuy) -> str:
    """When it ends."""
    return shown(groupbuy.closes_at, groupbuy.zone, groupbuy.language)


def _short(groupbuy: Groupbuy, phrase: Phrase, first: Tier) -> str:
    language = groupbuy.language
    values = {"item": groupbuy.item, "count": count(groupbuy, groupbuy.taken), "price": price(groupbuy, first)}
    values |= {"missing": count(groupbuy, first.number - groupbuy.taken)}
    if "word" in phrase.zh:
        values["word"] = said_word(language, None)
    return phrase(language, **values)


def _then(groupbuy: Groupbuy, after: Tier | None, tiers: int) -> str:
    language = groupbuy.language
    if after is None:
        return _sentence(m.LOWEST(language), language) if tiers > 1 else ""
    return _sentence(_next_tier(groupbuy, after), language)


def _next_tier(groupbuy: Groupbuy, after: Tier) -> str:
    language = groupbuy.language
    missing = count(groupbuy, after.number - groupbuy.taken)
    return m.NEXT_TIER(language, missing=missing, price=price(groupbuy, after))


def _sentence(text: str, language: Language) -> str:
    return text if language == "zh" else f" {text}"


def _amount(groupbuy: Groupbuy, tier: Tier, quantity: int) -> str:
    return rules.money(Decimal(tier.price) * quantity, groupbuy.currency, groupbuy.language)


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
