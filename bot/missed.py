"""After the bot was away, whoever owns the groups hears once and in private what was missed, and says what to do."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot import messages as core
from bot import missed_messages as m
from bot.content import Content, File, Image, Link, Text, from_json
from bot.owners import owners_of
from bot.phrases import Language
from bot.scheduler import Job, JobRun
from bot.times.moments import shown
from storage import missed as table
from storage.base import from_ms
from storage.missed import MissedPost

log = structlog.get_logger()

KEPT = timedelta(days=7)
"""How long an owner may take to decide."""
MOST_LINES = 20
NAMED = 3
NOBODY = 0
SHOWN = 24
"""Characters of a name or of a text without a title."""
SURE = 3
"""Of the time since the first missed moment so large a part may lie before it, and the time away still be known."""


@dataclass(slots=True)
class Line:
    """One moment of one schedule, in the groups of one person."""

    cause_id: str
    due_at: datetime
    found_at: datetime
    title: str
    posts: list[int] = field(default_factory=list[int])
    groups: dict[int, None] = field(default_factory=dict[int, None])


@dataclass(frozen=True, slots=True)
class Report:
    """How a person is told: their lines, the groups' names and zones, and the words."""

    lines: Sequence[Line]
    places: Mapping[int, tuple[str, str | None]]
    language: Language
    zone: str

    def text(self, absence: str, back: datetime, let_go: Mapping[str, int]) -> str:
        """The whole of it; `back` is when the bot was there again."""
        shown_lines = self.lines[-MOST_LINES:]
        older, hidden = sum(line.found_at < back for line in self.lines), len(self.lines) - len(shown_lines)
        words = [self._line(number, line, let_go) for number, line in enumerate(shown_lines, start=1)]
        foot = m.OLDER(self.language, n=older) if older else ""
        foot += m.NOT_LISTED(self.language, n=hidden) if hidden else ""
        return m.REPORT(
            self.language,
            away=absence,
            n=len(self.lines),
            zone=self.zone,
            lines="\n".join(words),
            older=foot,
            examples="1" if len(words) < 3 else "1 3",
        )

    def _line(self, number: int, line: Line, let_go: Mapping[str, int]) -> str:
        names = [short(self.places[group][0]) for group in line.groups]
        many = m.GROUPS(self.language, n=len(names))
        is_first = next(each for each in self.lines if each.cause_id == line.cause_id) is line
        earlier = let_go.get(line.cause_id, 0) if is_first else 0
        return m.LINE(
            self.language,
            number=circled(number),
            at=shown(line.due_at, self.zone, self.language),
            title=short(line.title),
            groups=many if names[NAMED:] else core.COMMA(self.language).join(names),
            more=m.LET_GO(self.language, n=earlier) if earlier else "",
        )


def reporter(language: Language, zone: str) -> Job:
    """The job that tells owners what was missed; a group without a zone has this one."""

    async def report(run: JobRun) -> None:
        posts = await table.waiting(run.session, run.account_id, run.now - KEPT)
        owners = await owners_of(run.session, {post.group_id for post in posts}, run.batch.operators)
        mine: dict[int, list[MissedPost]] = defaultdict(list)
        for post in posts:
            mine[owners.get(post.group_id, NOBODY)].append(post)
        if untold := mine.pop(NOBODY, []):
            log.warning("missed.nobody_to_tell", posts=len(untold))
        for person_id in sorted(mine):
            lines = lines_of(mine[person_id])
            if any(line.found_at >= from_ms(run.args["back"]) for line in lines):
                await _tell(run, person_id, lines, language, zone)

    return report


def lines_of(posts: Iterable[MissedPost]) -> list[Line]:
    """One line for each moment of a schedule, however many groups and messages, the oldest first."""
    lines: dict[tuple[datetime, str], Line] = {}
    for post in posts:
        title = (post.reason or "").partition(": ")[2]
        new = Line(post.cause_id, post.due_at, post.created_at, title)
        line = lines.setdefault((post.due_at, post.cause_id), new)
        line.posts.append(post.id)
        line.groups[post.group_id] = None
    return list(lines.values())


def away(
    since: datetime | None, first_missed: datetime, back: datetime, language: Language, *, is_known: bool = False
) -> str:
    """How long nobody was there: since the last sign of life, if that is known or was near the first missed moment."""
    surely = back - first_missed
    if since is None or (not is_known and (first_missed - since) * SURE > surely):
        return m.AWAY_AT_LEAST(language, span=span(surely, language, math.floor))
    return m.AWAY_ABOUT(language, span=span(back - since, language, round))


def span(time: timedelta, language: Language, rounded: Callable[[float], int]) -> str:
    """Such as 2 小时, in minutes, hours or days."""
    minutes = time.total_seconds() / 60
    if minutes < 90:
        return m.MINUTES(language, n=rounded(minutes))
    hours = minutes / 60
    return m.HOURS(language, n=rounded(hours)) if hours < 48 else m.DAYS(language, n=rounded(hours / 24))


def circled(number: int) -> str:
    """① to ⑳."""
    return chr(0x2460 + number - 1)


def short(text: str) -> str:
    """The beginning of a name or a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"


async def _tell(run: JobRun, person_id: int, lines: Sequence[Line], language: Language, zone: str) -> None:
    """Number a person's lines, the latest where there are many, and tell them."""
    await table.put_report(run.session, person_id, [line.posts for line in lines[-MOST_LINES:]])
    places = await table.places(run.session, {group for line in lines for group in line.groups})
    nameless = [line for line in lines[-MOST_LINES:] if not line.title]
    contents = await table.contents(run.session, [line.posts[0] for line in nameless])
    for line in nameless:
        line.title = _words(from_json(contents[line.posts[0]]), language)
    zones = {own or zone for _, own in places.values()}
    report = Report(lines, places, language, zones.pop() if len(zones) == 1 else zone)
    since, first, back = run.args["since"], from_ms(run.args["first"]), from_ms(run.args["back"])
    began = None if since is None else from_ms(since)
    absence = away(began, first, back, language, is_known=run.args["known"])
    text = report.text(absence, back, run.args["more"])
    run.post(Text((text,)), person_id=person_id, expires_at=run.now + KEPT, is_must=True)


def _words(content: Content, language: Language) -> str:
    match content:
        case Text(parts):
            return "".join(part for part in parts if isinstance(part, str))
        case Link(title=title):
            return title
        case File(name=name):
            return name
        case Image():
            return m.PICTURE(language)
        case _:
            return m.OTHER(language)
