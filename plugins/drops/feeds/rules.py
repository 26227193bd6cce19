"""Which news go out, how they read, and how long a feed that can't be had is left alone."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import templates
from bot.commands.readers import number_in
from bot.commands.wording import normalize
from bot.content import Text
from bot.errors import UserError
from bot.phrases import Language, Phrase
from bot.templates import Template
from bot.times.moments import shown
from plugins.drops.feeds import messages as m
from plugins.drops.feeds.reading import Entry
from plugins.drops.rules import LONGEST_TITLE

MOST = 3
LARGEST = 10
LONGEST_TEMPLATE = 500
SLOTS = (
    Phrase("标题", "title"),
    Phrase("链接", "link"),
    Phrase("摘要", "summary"),
    Phrase("日期", "date"),
    Phrase("来源", "source"),
)
KEPT = timedelta(days=180)
"""How long an entry is remembered once the feed no longer lists it."""
SHORTEST_REST = timedelta(minutes=9)
"""However often a feed is planned, its site is asked every ten minutes at most."""
LONGEST_REST = timedelta(hours=24)
DEAD_FAILURES, DEAD_AFTER = 3, timedelta(hours=24)

_MOST = re.compile(
    r"(?:最多|至多|每次)\s*(\d{1,6}|[一二两三四五六七八九十]{1,3})\s*[条篇个]?(?!\S)"
    r"|(?<!\S)(?:at most|up to|most|max)\s*(\d{1,6})(?!\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class News:
    """What goes out, the newest last, and how many more there were."""

    entries: tuple[Entry, ...]
    passed_over: int


@dataclass(frozen=True, slots=True)
class Style:
    """How news of one feed read in one chat; an empty template is the usual one."""

    template: str
    source: str
    zone: str
    language: Language


def read_most(text: str) -> tuple[int | None, str]:
    """`最多3条` and what else is on the line. Raises UserError for too few or too many."""
    match = _MOST.search(normalize(text))
    if match is None:
        return None, text
    most = number_in(match[1] or match[2]) or 0
    if not 1 <= most <= LARGEST:
        raise UserError(m.HOW_MANY, most=LARGEST)
    return most, " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())


def address_of(typed: str) -> str:
    """The address somebody typed; most people leave out how it begins."""
    plain = typed.strip("<>《》，。,").replace("：//", "://").removeprefix("feed://")
    return plain if "://" in plain else f"https://{plain}"


def short_title(title: str) -> str:
    """A site's title as one of a drop."""
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def checked(template: str, language: Language) -> Template:
    """The template of an item. Raises UserError for one that can't be used."""
    if len(template) > LONGEST_TEMPLATE:
        raise UserError(m.TEMPLATE_TOO_LONG, n=len(template), most=LONGEST_TEMPLATE)
    return templates.compile(template, SLOTS, language)


def news(entries: Sequence[Entry], known: Collection[str], most: int) -> News:
    """Of what was never seen the newest, at most so many: by date where all have one, else as they are listed."""
    fresh = [entry for entry in reversed(entries) if not any(key in known for key in entry.keys)]
    dates = [entry.at for entry in fresh if entry.at is not None]
    if len(dates) == len(fresh):
        fresh = [entry for _, entry in sorted(zip(dates, fresh, strict=True), key=lambda dated: dated[0])]
    return News(tuple(fresh[-most:]), max(0, len(fresh) - most))


def latest(entries: Sequence[Entry], most: int) -> Sequence[Entry]:
    """The newest, whether seen or not."""
    return news(entries, (), most).entries


def text_of(entries: Sequence[Entry], style: Style) -> Text:
    """The message with these news."""
    usual = m.ITEM_ZH if style.language == "zh" else m.ITEM_EN
    template = checked(style.template or usual, style.language)
    items = [_item(entry, template, style) for entry in entries]
    head = [] if style.template else [m.HEAD(style.language, source=style.source)]
    if len(items) == 1:
        return Text(("\n".join([*head, *items]),))
    return Text(("\n\n".join([*head, *items]),))


def rest(failures: int) -> timedelta:
    """How long a feed is left alone after so many failures in a row."""
    return min(timedelta(hours=2 ** min(failures - 1, 10)), LONGEST_REST)


def is_dead(failures: int, failing_for: timedelta, *, gone: bool) -> bool:
    """Whether it is time to say that a feed can't be had."""
    return gone or (failures >= DEAD_FAILURES and failing_for >= DEAD_AFTER)


def _item(entry: Entry, template: Template, style: Style) -> str:
    words = template.render(
        {
            "title": entry.title,
            "link": entry.link,
            "summary": entry.summary,
            "date": "" if entry.at is None else shown(entry.at, style.zone, style.language),
            "source": style.source,
        }
    )
    return "".join(part for part in words.parts if isinstance(part, str))
