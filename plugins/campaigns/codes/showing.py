"""How an owner reads about their codes; only in private."""

import csv
import io
from collections.abc import Sequence

from bot.phrases import Language
from bot.times.moments import shown
from plugins.campaigns.codes import giving, rules
from plugins.campaigns.codes import messages as m
from plugins.campaigns.codes.rules import Condition, Written
from plugins.campaigns.codes.store import Count
from plugins.campaigns.codes.tables import Code, CodeList

FORMULA = "=+-@\t\r"


def terms(list_: CodeList, language: Language) -> dict[str, str]:
    """Until when and for whom."""
    condition = Condition(list_.condition, list_.days)
    words = m.CONDITIONS[condition.kind](language, days=condition.days) if condition.kind else ""
    return {"until": giving.until_of(list_, language), "condition": words}


def count(counted: Count, language: Language) -> str:
    """How many codes are where."""
    return m.COUNT(language, total=counted.total, given=counted.given, kept=counted.kept, left=counted.left)


def line(list_: CodeList, counted: Count, language: Language) -> str:
    """A list among the others."""
    return m.LINE(
        language, number=list_.id, title=list_.title, count=count(counted, language), state=state(list_, language)
    )


def left_out(again: Sequence[Written], language: Language) -> str:
    """The codes that were known, by their lines; empty where there are none."""
    if not again:
        return ""
    some = sorted(again, key=lambda each: each.line)[: rules.NAMED]
    lines = ", ".join(m.LINE_OF(language, line=each.line, code=each.masked) for each in some)
    more = m.AND_MORE(language, lines=lines, n=len(again)) if len(again) > len(some) else lines
    return m.LEFT_OUT(language, lines=more)


def table(list_: CodeList, rows: Sequence[tuple[Code, str, str]], language: Language) -> bytes:
    """Every code and who has it, as programs for tables read it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(m.COLUMNS(language).split(","))
    for code, name, group in rows:
        at = "" if code.taken_at is None else shown(code.taken_at, list_.zone, language)
        writer.writerow([code.number, code.code, m.STATES[code.state](language), _plain(name), _plain(group), at])
    return out.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """Words, to a program that would take them for a formula."""
    return f"'{text}" if text[:1] in FORMULA and text else text


def state(list_: CodeList, language: Language) -> str:
    """Whether codes can be had of it."""
    if list_.closed_at is not None:
        return m.IS_OVER(language)
    if list_.opened_at is None:
        return m.IS_PREPARED(language, campaign=list_.campaign_id)
    if list_.closes_at is None:
        return m.IS_OPEN(language)
    return m.IS_OPEN_UNTIL(language, until=shown(list_.closes_at, list_.zone, language))
