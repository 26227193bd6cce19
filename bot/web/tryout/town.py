"""The sample groups: who is in them, and what they talked about in the weeks before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.phrases import Language
from bot.times.recurrence import to_utc

_GROUP = re.compile(r"(?:群|group) (.+?)[:：] ?(.+)")
_SAID = re.compile(r"(-\d+) (\d\d:\d\d) ([^:：+]+)[:：] ?(.+)")
_JOINED = re.compile(r"(-\d+) (\d\d:\d\d) \+ (.+?) ?[(（](.+)[)）]")


@dataclass(frozen=True, slots=True)
class Line:
    """So many days ago, at a time of the day, somebody said something, or came, brought by another."""

    days: int
    at: time
    who: str
    text: str = ""
    brought_by: str = ""

    def moment(self, now: datetime, zone: str) -> datetime:
        """When that was."""
        day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=self.days)
        return to_utc(datetime.combine(day, self.at), zone)


@dataclass(frozen=True, slots=True)
class Sample:
    """A group; its owner stands first among the members."""

    name: str
    language: Language
    members: tuple[str, ...]
    talk: list[Line] = field(default_factory=list[Line])


def samples(language: Language) -> list[Sample]:
    """The sample groups in one language. Raises ValueError for a line that can't be read."""
    return [*read(files("bot.web.tryout").joinpath("towns", f"{language}.txt").read_text("utf-8"), language)]


def read(text: str, language: Language) -> Iterator[Sample]:
    """The groups of a text: a line for each group, and below it one for whatever happened."""
    sample: Sample | None = None
    for line in filter(None, map(str.strip, text.splitlines())):
        if (match := _GROUP.fullmatch(line)) is not None:
            if sample is not None:
                yield sample
            sample = Sample(match[1], language, tuple(re.split(r"、|, ", match[2])))
        elif sample is not None:
            sample.talk.append(_line(line))
        else:
            raise ValueError(line)
    if sample is not None:
        yield sample


def _line(line: str) -> Line:
    if (joined := _JOINED.fullmatch(line)) is not None:
        return Line(int(joined[1]), time.fromisoformat(joined[2]), joined[3], brought_by=joined[4])
    if (said := _SAID.fullmatch(line)) is not None:
        return Line(int(said[1]), time.fromisoformat(said[2]), said[3], text=said[4].replace("\\n", "\n"))
    raise ValueError(line)
