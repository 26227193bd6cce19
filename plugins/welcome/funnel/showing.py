"""How far newcomers got, in words and as a picture. Pure, and slow enough to be done beside the event loop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot import messages as core
from bot.commands.readers import short
from bot.phrases import Language, Phrase
from bot.shares import ENOUGH, Share, compared
from plugins.welcome.funnel import messages as m
from plugins.welcome.funnel import rules
from plugins.welcome.funnel.rules import DayKey, Funnel, Key
from plugins.welcome.variants import LETTERS

log = structlog.get_logger()

WEEKS = 13
INVITERS = 10

Bars = Sequence[tuple[str, str, float | None, str]]
"""What a picture's bars are made of: label, figure, share, note."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: of where, how many days back, as of which local day."""

    where: str
    zone: str
    days: int
    today: int
    has_threshold: bool
    language: Language


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison: whose newcomers, and what became of them."""

    name: str
    funnel: Funnel


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn."""

    title: Phrase
    subtitle: str
    bars: Bars
    foot: str
    language: Language


@dataclass(frozen=True, slots=True)
class Shown:
    """What is answered; `more` says in chat what else can be asked."""

    words: str
    drawing: Drawing | None = None
    more: str = ""


def draw(shown: Shown) -> bytes | None:
    """Its picture; None where there is nothing to draw or nothing can be drawn."""
    from bot.pictures.bars import Bar, draw_bars
    from bot.pictures.fonts import FontError, drawable

    if (of := shown.drawing) is None:
        return None
    try:
        bars = [Bar(drawable(bar[0]) or m.UNDRAWABLE(of.language), *bar[1:]) for bar in of.bars]
        return draw_bars(of.title(of.language), of.subtitle, bars, foot=of.foot, language=of.language)
    except FontError as error:
        log.error("funnel.not_drawn", why=str(error))
        return None


def nobody(asked: Asked) -> Shown:
    """There is nothing to see."""
    return Shown(m.NOBODY(asked.language, days=asked.days, where=asked.where))


def show(asked: Asked, counts: Mapping[DayKey, rules.Count]) -> Shown:
    """All steps of all newcomers."""
    say, all_of_them = asked.language, rules.funnel(counts, asked.today)
    steps = _steps(asked, all_of_them)
    lines = [m.STEP(say, step=m.JOINED, figure=m.PEOPLE(say, n=all_of_them.joined))]
    lines += [m.STEP(say, step=step, figure=_figure(share, missing, say)) for step, share, missing in steps]
    foot = f"{_counted(asked, all_of_them)}\n{m.MEANING(say)}"
    words = "\n".join([_head(asked), *lines, foot])
    bars = _bars_of_steps(steps, all_of_them, say)
    return Shown(words, Drawing(m.TITLE, _subtitle(asked), bars, foot, say), m.OTHER_VIEWS(say))


def by_week(asked: Asked, counts: Mapping[DayKey, rules.Count]) -> Shown:
    """The newcomers of each of the last weeks."""
    weeks = list(rules.by_week(counts, asked.today).items())
    rows = [Row(m.WEEK(asked.language, day=f"{monday:%m-%d}"), funnel) for monday, funnel in weeks[-WEEKS:]]
    left_out = m.EARLIER(asked.language, n=len(weeks) - WEEKS) if weeks[WEEKS:] else ""
    return _compare(asked, m.TITLE_WEEKS, rows, counts, left_out)


def by_inviter(asked: Asked, counts: Mapping[DayKey, rules.Count], names: Mapping[int, str]) -> Shown:
    """The newcomers of those who brought the most."""
    parts = list(rules.by_key(counts, asked.today).items())
    rows = [Row(_name(key, names, asked.language), funnel) for key, funnel in parts[:INVITERS]]
    left_out = m.MORE_INVITERS(asked.language, n=len(parts) - INVITERS) if parts[INVITERS:] else ""
    return _compare(asked, m.TITLE_INVITERS, rows, counts, left_out)


def by_variant(asked: Asked, counts: Mapping[DayKey, rules.Count], trial: str) -> Shown:
    """The two welcomes of a trial."""
    tried = {key: count for key, count in counts.items() if key[1] in of_trial(trial)}
    parts = rules.by_key(tried, asked.today)
    rows = [Row(m.VARIANT(asked.language, letter=key[0]), parts[key]) for key in of_trial(trial) if key in parts]
    if not rows:
        return Shown(m.NO_VARIANTS(asked.language))
    return _compare(asked, m.TITLE_VARIANTS, rows, tried, result(tried, trial, asked.today, asked.language))


def of_trial(trial: str) -> list[str]:
    """What arrivals greeted in a trial are marked with."""
    return [letter + trial for letter in LETTERS]


def result(counts: Mapping[DayKey, rules.Count], trial: str, today: int, language: Language) -> str:
    """Which of the two welcomes gets more people talking, if that can be said."""
    parts = rules.by_key(counts, today)
    a, b = (parts[key].spoke if key in parts else Share(0, 0) for key in of_trial(trial))
    found = compared(a, b)
    if found is None:
        return m.TOO_FEW(language, a=a.n, b=b.n, enough=ENOUGH)
    letter = LETTERS[found.more < 0]
    low, high = sorted((found.low, found.high) if letter == "A" else (-found.low, -found.high))
    known = {"letter": letter, "n": _points(found.more), "low": _points(low), "high": _points(high)}
    return (m.SURE if low > 0 else m.NOT_SURE)(language, **known)


def _compare(
    asked: Asked, title: Phrase, rows: Sequence[Row], counts: Mapping[DayKey, rules.Count], last: str
) -> Shown:
    say = asked.language
    everybody = rules.funnel(counts, asked.today)
    foot = m.COUNTED_WEEK(say, week=everybody.spoke.n, fresh=everybody.too_fresh)
    lines = [_line(row, say) for row in rows]
    words = "\n".join([_head(asked), *lines, foot, *([last] if last else [])])
    below = m.AND_THEN(say, one=foot, other=last)
    return Shown(words, Drawing(title, _subtitle(asked), _bars_of_rows(rows, say), below, say))


def _steps(asked: Asked, of: Funnel) -> list[tuple[Phrase, Share, Phrase]]:
    """Each with what is said when nobody is old enough for it."""
    passed = [(m.PASSED, of.passed, m.NOBODY_WEEK)] if asked.has_threshold or of.passed.of else []
    return [
        *passed,
        (m.INTRODUCED, of.introduced, m.NOBODY_WEEK),
        (m.SPOKE, of.spoke, m.NOBODY_WEEK),
        (m.ACTIVE, of.active, m.NOBODY_MONTH),
    ]


def _counted(asked: Asked, of: Funnel) -> str:
    say = asked.language
    steps = core.COMMA(say).join(step(say) for step, _, missing in _steps(asked, of) if missing is m.NOBODY_WEEK)
    known = {"week": of.spoke.n, "fresh": of.too_fresh, "month": of.active.n, "young": of.too_young}
    return m.COUNTED(say, steps=steps, active=m.ACTIVE, **known)


def _head(asked: Asked) -> str:
    return m.HEAD(asked.language, days=asked.days, where=asked.where, zone=asked.zone)


def _line(row: Row, say: Language) -> str:
    spoke, active = row.funnel.spoke, row.funnel.active
    said = m.SPOKE_OF(say, figure=_part(spoke, say)) if spoke.n else m.NOBODY_WEEK(say)
    later = m.STILL_ACTIVE(say, figure=_part(active, say)) if active.n else ""
    return m.LINE(say, name=row.name, joined=row.funnel.joined, spoke=said) + later


def _figure(share: Share, missing: Phrase, say: Language) -> str:
    return m.FIGURE(say, of=share.of, percent=_percent(share)) if share.n else missing(say)


def _part(share: Share, say: Language) -> str:
    return m.PART(say, of=share.of, n=share.n, percent=_percent(share))


def _percent(share: Share) -> int:
    return round(share.part * 100)


def _points(part: float) -> str:
    return f"{abs(part) * 100:.1f}"


def _name(key: Key, names: Mapping[int, str], say: Language) -> str:
    if not isinstance(key, int) or not key:
        return m.UNKNOWN_INVITER(say)
    return short(" ".join(names.get(key, "").split())) or m.NAMELESS(say)


def _bars_of_steps(steps: Sequence[tuple[Phrase, Share, Phrase]], of: Funnel, say: Language) -> Bars:
    first = (m.JOINED(say), m.PEOPLE(say, n=of.joined), 1.0, "")
    return [first, *((step(say), _figure(share, missing, say), _length(share), "") for step, share, missing in steps)]


def _bars_of_rows(rows: Sequence[Row], say: Language) -> Bars:
    return [
        (
            row.name,
            _part(row.funnel.spoke, say) if row.funnel.spoke.n else m.NOBODY_WEEK(say),
            _length(row.funnel.spoke),
            m.FRESH_NOTE(say, n=row.funnel.too_fresh) if row.funnel.spoke.n and row.funnel.too_fresh else "",
        )
        for row in rows
    ]


def _length(share: Share) -> float | None:
    return share.part if share.n else None


def _subtitle(asked: Asked) -> str:
    return m.SUBTITLE(asked.language, where=asked.where, days=asked.days)
