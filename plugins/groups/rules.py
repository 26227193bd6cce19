"""How a choice of groups, a tag, a language and a zone are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import available_timezones

from bot.commands.wording import chinese_number, normalize
from bot.errors import UserError
from bot.phrases import Language, Phrase
from bot.times.clockwords import parse_time_of_day
from plugins.groups import messages as m

PAGE = 20
LONGEST = 1000
"""Characters of a charter or of rules: welcomes quote them."""
LONGEST_TAG = 20
MOST_GROUPS = 10_000
"""More numbers are not looked up at once."""
RESERVED_TAGS = frozenset({"推广", "promo", "必发", "must", "预览", "preview"})
"""Words that commands take as options, so a set of groups can't be called so."""

LANGUAGES: Mapping[str, Language] = {
    "zh": "zh",
    "中文": "zh",
    "汉语": "zh",
    "chinese": "zh",
    "en": "en",
    "英文": "en",
    "英语": "en",
    "english": "en",
}
CITIES = {
    "北京": "Asia/Shanghai",
    "上海": "Asia/Shanghai",
    "中国": "Asia/Shanghai",
    "beijing": "Asia/Shanghai",
    "shanghai": "Asia/Shanghai",
    "乌鲁木齐": "Asia/Urumqi",
    "香港": "Asia/Hong_Kong",
    "澳门": "Asia/Macau",
    "台北": "Asia/Taipei",
    "东京": "Asia/Tokyo",
    "首尔": "Asia/Seoul",
    "新加坡": "Asia/Singapore",
    "吉隆坡": "Asia/Kuala_Lumpur",
    "曼谷": "Asia/Bangkok",
    "迪拜": "Asia/Dubai",
    "莫斯科": "Europe/Moscow",
    "伦敦": "Europe/London",
    "巴黎": "Europe/Paris",
    "柏林": "Europe/Berlin",
    "纽约": "America/New_York",
    "多伦多": "America/Toronto",
    "芝加哥": "America/Chicago",
    "洛杉矶": "America/Los_Angeles",
    "旧金山": "America/Los_Angeles",
    "温哥华": "America/Vancouver",
    "悉尼": "Australia/Sydney",
    "墨尔本": "Australia/Melbourne",
    "奥克兰": "Pacific/Auckland",
}

CONTINENTS = ("africa/", "america/", "asia/", "atlantic/", "australia/", "europe/", "pacific/")
"""Where the last word of a zone's name is a city."""

_SPAN = re.compile(r"#?(\d{1,15})(?:[-~—到至]#?(\d{1,15}))?")
NO_HOURS = frozenset({"不用", "不要", "没有", "关闭", "none", "off"})
NO_RULE = frozenset({"不限", "0", *NO_HOURS})
MOST_VALUE, MOST_TALK = 20, 200
DEFAULT_HOURS = frozenset({"默认", "default"})

_TO = re.compile(r"\s*(?:[-–—~～到至]+|\bto\b)\s*")
_RATIO = re.compile(r"(\w+)\s*[:：比]\s*[1一]")
_MESSAGES = re.compile(r"(\w+?)\s*(?:条聊天|条|句|messages?)?")
_PAGE = re.compile(r"(?:^|\s)第?(\d{1,6})页?$")
_NUMBER = re.compile(r"#?(\d{1,15})")


@dataclass(frozen=True, slots=True)
class Query:
    """What to list: groups whose name holds `word`, or that have `tag`, and which page of them, from 1."""

    word: str = ""
    tag: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ByNumber:
    """The group of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class ByTag:
    """All groups with this tag."""

    tag: str


@dataclass(frozen=True, slots=True)
class ByName:
    """The one group called so, or the only one whose name holds it."""

    name: str


def read_groups(text: str) -> tuple[int, ...] | str:
    """Several groups: the numbers in `1 3 5-8`, or else a part of their names."""
    words = re.split(r"[\s,，、]+", normalize(text).strip())
    spans = [_SPAN.fullmatch(word) for word in words]
    if not all(spans):
        return text.strip()
    ends = [(int(span[1]), int(span[2] or span[1])) for span in spans if span]
    numbers = {number for first, last in ends for number in range(first, min(last, first + MOST_GROUPS) + 1)}
    return tuple(sorted(numbers))


def read_query(text: str) -> Query:
    """`读书 2` is the second page of what is found by 读书."""
    line = normalize(text).strip()
    page = _PAGE.search(line)
    word = line[: page.start()].strip() if page else line
    number = max(1, int(page[1])) if page else 1
    return Query(tag=tag_of(word), page=number) if word.startswith("#") else Query(word=word, page=number)


def read_choice(text: str) -> ByNumber | ByTag | ByName:
    """`3`, `#3`, `#北京` or `读书会`."""
    line = normalize(text).strip()
    if number := _NUMBER.fullmatch(line):
        return ByNumber(int(number[1]))
    return ByTag(tag_of(line)) if line.startswith("#") else ByName(text.strip())


def tag_of(text: str) -> str:
    """A tag as it is kept: without #, letter case aside. Raises UserError for what can't be one."""
    tag = normalize(text).strip().lstrip("#").strip().lower()
    if tag in RESERVED_TAGS:
        raise UserError(m.TAG_RESERVED, tag=tag)
    if not tag or len(tag) > LONGEST_TAG or tag.isdigit() or any(ch.isspace() or ch == "#" for ch in tag):
        raise UserError(m.NOT_A_TAG, tag=tag[:LONGEST_TAG], most=LONGEST_TAG)
    return tag


def read_language(text: str) -> Language:
    """The language a person means."""
    found = LANGUAGES.get(normalize(text).strip().lower())
    if found is None:
        raise UserError(m.NO_SUCH_LANGUAGE, text=text[:20])
    return found


def read_zone(text: str) -> str:
    """The IANA name of the zone a person means by a city or by that name."""
    name = normalize(text).strip()
    if city := CITIES.get(name.lower().removesuffix("时间")):
        return city
    typed = name.lower().replace(" ", "_")
    named = {zone.lower(): zone for zone in sorted(available_timezones(), reverse=True)}
    ends = {zone.rpartition("/")[2]: zone for zone in named if zone.startswith(CONTINENTS)}
    found = named.get(typed) or named.get(ends.get(typed, ""))
    if found is None:
        raise UserError(m.NO_SUCH_ZONE, text=text[:30])
    return found


def read_hours(text: str) -> str | None:
    """The quiet hours a person means, as a group's row has them: None for the default, empty for none."""
    line = normalize(text).strip().lower()
    if line in DEFAULT_HOURS:
        return None
    if line in NO_HOURS:
        return ""
    try:
        start, end = (parse_time_of_day(part) for part in _TO.split(line))
    except (UserError, ValueError):
        raise UserError(m.NOT_HOURS, text=text[:30]) from None
    if start == end:
        raise UserError(m.NOT_HOURS, text=text[:30])
    return f"{start:%H:%M}-{end:%H:%M}"


def read_ratio(text: str) -> int:
    """How many value posts come before a promo in `3:1`, `三比一`; 0 for no rule."""
    return _read_most(text, _RATIO, MOST_VALUE, m.NOT_A_RATIO)


def read_talk(text: str) -> int:
    """How many messages of members come between two posts in `5条`; 0 for no rule."""
    return _read_most(text, _MESSAGES, MOST_TALK, m.NOT_TALK)


def _read_most(text: str, shape: re.Pattern[str], most: int, otherwise: Phrase) -> int:
    line = normalize(text).strip().lower()
    if line in NO_RULE:
        return 0
    found = shape.fullmatch(line)
    number = chinese_number(found[1]) if found else None
    if number is None or not 1 <= number <= most:
        raise UserError(otherwise, text=text[:20], most=most)
    return number


def checked_length(text: str) -> str:
    """The text without blanks around it, short enough for a welcome to quote."""
    text = text.strip()
    if len(text) > LONGEST:
        raise UserError(m.TOO_LONG, n=len(text), most=LONGEST)
    return text
