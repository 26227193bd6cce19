"""Whether a drop of a file can be kept where it shall go; whatever chat would refuse is refused here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bot.content import Content, File, Image, Text
from bot.context import Context
from bot.errors import UserError
from bot.phrases import Language
from bot.times.recurrence import Once, next_after
from plugins.drops import messages as drop_messages
from plugins.drops import rules
from plugins.drops import showing as show
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.fields import end_moment, short
from plugins.drops.exchange.places import Place, Places
from plugins.drops.exchange.plan import News, PlannedDrop, Queue, Words
from plugins.drops.feeds import rules as feed_rules
from plugins.drops.library.rules import Pick
from plugins.drops.rules import Ending, Forever, Until
from plugins.drops.series import messages as series_messages
from plugins.drops.series import rules as series

TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class NewDrop:
    """A drop to be added, with the end it shall have."""

    planned: PlannedDrop
    place: Place
    ending: Ending | None
    without: tuple[int, ...]


def title_of(planned: PlannedDrop, language: Language) -> str:
    """What a drop is called, where nothing was said by its source or its first words."""
    match planned.source:
        case Queue(name):
            return planned.title or name
        case News(url, title):
            return title or urlsplit(url).hostname or url
        case Pick(tag):
            return planned.title or f"#{tag}"
        case Words(contents):
            return planned.title or rules.title_from(contents, language)


async def checked(ctx: Context, planned: PlannedDrop, place: Place, places: Places) -> NewDrop:
    """The drop at its place. Raises UserError for what can't be kept."""
    language = planned.language or ctx.language
    planned = replace(planned, language=language)
    rules.title_of(planned.title)
    for contents in _contents(planned):
        for content in contents:
            check_content(content, ctx.services.settings.media_dir)
    match planned.source:
        case Words(contents):
            rules.checked_body(contents)
            show.check(contents, language)
        case Queue():
            _check_series(planned.source, language)
        case News():
            _check_feed(planned.source, language)
        case Pick():
            pass
    without = tuple([(await places.group(name)).id for name in planned.without]) if place.tag else ()
    return NewDrop(planned, place, _ending(ctx, planned, planned.zone or place.zone), without)


def _contents(planned: PlannedDrop) -> Iterator[tuple[Content, ...]]:
    match planned.source:
        case Words(contents):
            yield contents
        case Queue(_, _, _, _, issues):
            yield from (issue.contents for issue in issues)
        case _:
            pass


def _ending(ctx: Context, planned: PlannedDrop, zone: str) -> Ending | None:
    """When it ends. Raises UserError for an end before its first time."""
    if isinstance(planned.when, Once):
        return None
    if planned.end.times is not None:
        return rules.checked_times(planned.end.times)
    is_course = isinstance(planned.source, Queue) and planned.source.starts_on is not None
    if planned.end.never or (is_course and planned.end.at is None):
        return Forever()
    first = first_of(ctx, planned, zone)
    if planned.end.at is None:
        return None if planned.starts is None else Until(rules.default_end(planned.when, first, zone))
    ending = Until(end_moment(planned.end.at, zone))
    if first > ending.at:
        raise UserError(drop_messages.ENDS_BEFORE_IT_BEGINS)
    return ending


def first_of(ctx: Context, planned: PlannedDrop, zone: str):
    """The first moment at which a drop will come."""
    after = ctx.now if planned.starts is None else max(ctx.now, planned.starts - TICK)
    first = next_after(planned.when, after, zone)
    if first is None:
        raise UserError(drop_messages.ENDS_BEFORE_IT_BEGINS)
    return first


def check_content(content: Content, media: Path) -> None:
    """Raises UserError for a file that is not among those we keep, whatever else may be at its path."""
    if not isinstance(content, Image | File):
        if isinstance(content, Text) and not any(isinstance(part, str) and part.strip() for part in content.parts):
            raise UserError(m.NO_TEXT)
        return
    kept = (media / content.path).resolve()
    if not (kept.is_relative_to(media.resolve()) and kept.is_file()):
        raise UserError(m.NO_SUCH_FILE, name=short(content.path))


def _check_series(queue: Queue, language: Language) -> None:
    series.name_of(queue.name)
    if queue.starts_on is not None and queue.is_evergreen:
        raise UserError(series_messages.COURSE_DOES_NOT_LOOP)
    for issue in queue.issues:
        series.check(issue.contents, language)
        if queue.starts_on is not None or issue.day is not None:
            series.read_day(str(issue.day))
    days = [issue.day for issue in queue.issues if issue.day is not None]
    if len(set(days)) < len(days):
        raise UserError(m.DAY_TWICE, name=queue.name)


def _check_feed(news: News, language: Language) -> None:
    feed_rules.checked(news.template, language)
    try:
        address = urlsplit(news.url)
        is_fit = address.scheme in ("http", "https") and bool(address.hostname)
    except ValueError:
        is_fit = False
    if not is_fit:
        raise UserError(m.NO_ADDRESS, url=short(news.url))
    if not 1 <= news.most <= feed_rules.LARGEST:
        raise UserError(m.WRONG_MOST, most=feed_rules.LARGEST)
