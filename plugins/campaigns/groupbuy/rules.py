"""What is said of a group buy and to it, and which price is reached. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from bot.commands.readers import short
from bot.commands.wording import chinese_number, fold, normalize
from bot.errors import UserError
from bot.phrases import Language
from bot.times.timewords import parse_moment
from plugins.campaigns.groupbuy import messages as m

MOST = 10_000
"""Of a tier, and of what there is."""
MOST_EACH = 999
"""Of what one member has where no limit is said."""
MOST_TIERS = 6
MOST_OPEN = 10
LONGEST_ITEM = 40
LONGEST_HEAD = 200
"""Of the item and its prices."""
LONGEST_NEXT = 300
FARTHEST = timedelta(days=100)
STAYS_OPEN = timedelta(days=7)
"""One whose end nobody said."""
SIGNS = "¥￥$€£"

_KEYS = {
    "until": ("截止", "until", "deadline"),
    "each": ("每人最多", "每人限购", "每人限", "限购", "per person", "each"),
    "stock": ("一共最多", "总共", "限量", "库存", "stock", "limit"),
}
_OF = {word: key for key, words in _KEYS.items() for word in words}
_ZH = "|".join(word for word in _OF if not word.isascii())
_EN = "|".join(word for word in _OF if word.isascii())
_FIELD = re.compile(rf"(?:(?<=\s)|^)(?:({_ZH})|({_EN})(?=[\s:=\d]))[\s:=]*", re.IGNORECASE)
_COUNT = re.compile(r"(\d{1,6})\s*[^\W\d_]{0,10}")

_NUMBER_AND_UNIT = r"(\d{1,6})(?!\d)\s*([^\W\d_]{1,10}?)??\s*(?:起|以上|\bfor\b|\bat\b|=|:)?\s*"
_PRICE = rf"([{SIGNS}])?(\d{{1,7}}(?:\.\d{{1,2}})?)\s*(元|块钱|块|rmb|cny|usd|eur|gbp|yuan)?"
_TIER = re.compile(_NUMBER_AND_UNIT + _PRICE, re.IGNORECASE)
_ONE = _TIER.pattern.replace("(", "(?:").replace("(?:?", "(?")
_ITEM_AND_TIERS = re.compile(rf"(.*?)(?:\s+|[,;:、])({_ONE}(?:\s*[,;、]\s*{_ONE})*)\s*[,;、.。]?", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;、]")

_UNITS = frozenset("份个单件箱盒袋斤瓶组套包只条枚块张桶罐本台双kg") | {"公斤", "箱子", "set", "sets", "box", "boxes"}
_N = r"(?P<n>\d{1,6}|[零一二两三四五六七八九十]{1,3})"
_SAID = re.compile(
    rf"(?:#(?P<first>\d{{1,9}})\s*)?(?:{_N}\s*(?P<unit>[^\W\d_]{{1,10}})?)?\s*(?:#(?P<last>\d{{1,9}}))?[!.~。]*"
)
_GLUED = re.compile(r"拼团?(?=[\d#一二两三四五六七八九十])")


class Tier(NamedTuple):
    """From so many on, this is the price."""

    number: int
    price: str


class Prices(NamedTuple):
    """The tiers, the fewest first, what is counted and in what is paid; both may be empty."""

    tiers: tuple[Tier, ...]
    unit: str
    currency: str


class Terms(NamedTuple):
    """What was said of a new group buy."""

    item: str
    prices: Prices
    until: datetime | None
    each: int | None
    stock: int | None


class Said(NamedTuple):
    """Of which group buy somebody wants how many; None where they did not say."""

    groupbuy_id: int | None
    quantity: int | None
    unit: str = ""


def read_terms(line: str, now: datetime, zone: str) -> Terms:
    """`新疆红枣 10份 99, 30份 89 截止 周五 20:00 每人最多 5`. Raises UserError for what can't be read."""
    plain = normalize(line).strip()
    found = list(_FIELD.finditer(plain))
    head = plain[: found[0].start()].strip() if found else plain
    values: dict[str, str] = {}
    ends = [*(match.start() for match in found[1:]), len(plain)]
    for match, end in zip(found, ends, strict=False):
        values[_OF[(match[1] or match[2]).lower()]] = plain[match.end() : end].strip(" ,;，；")
    split = _ITEM_AND_TIERS.fullmatch(head) if len(head) <= LONGEST_HEAD else None
    if split is None or not split[1].strip():
        raise UserError(m.NO_TIERS)
    item = line.strip()[: len(split[1])].strip()
    if len(item) > LONGEST_ITEM:
        raise UserError(m.ITEM_TOO_LONG, most=LONGEST_ITEM)
    return Terms(
        item,
        read_prices(split[2]),
        read_time(values["until"], now, zone) if "until" in values else None,
        _count(values["each"], MOST_EACH) if "each" in values else None,
        _count(values["stock"], MOST) if "stock" in values else None,
    )


def read_prices(text: str) -> Prices:
    """`10份 99, 30份 89`. Raises UserError for what can't be read, or costs more the more there are."""
    parts = [part.strip() for part in _BETWEEN.split(normalize(text).replace("\n", ",")) if part.strip()]
    matches = [_TIER.fullmatch(part) for part in parts]
    read = [match for match in matches if match is not None]
    if not read or len(read) < len(parts):
        bad = next((part for part, match in zip(parts, matches, strict=True) if match is None), text)
        raise UserError(m.BAD_TIER, text=short(bad))
    if len(read) > MOST_TIERS:
        raise UserError(m.TOO_MANY_TIERS, most=MOST_TIERS)
    tiers = sorted(Tier(int(match[1]), match[4]) for match in read)
    for before, after in pairwise(tiers):
        if before.number == after.number or Decimal(after.price) >= Decimal(before.price):
            raise UserError(m.NOT_CHEAPER, more=after.number, fewer=before.number)
    if not 0 < tiers[0].number <= tiers[-1].number <= MOST or any(Decimal(tier.price) <= 0 for tier in tiers):
        raise UserError(m.BAD_TIER, text=short(text))
    unit = next((match[2] for match in read if match[2]), "")
    currency = next((match[3] or match[5] for match in read if match[3] or match[5]), "")
    return Prices(tuple(tiers), unit, currency.replace("￥", "¥"))


def read_time(text: str, now: datetime, zone: str) -> datetime:
    """A moment to come. Raises UserError."""
    tokens = text.split()
    try:
        at, used = parse_moment(tokens, now, zone)
    except UserError as error:
        error.example = ""  # ours is a whole line
        raise
    if used < len(tokens):
        raise UserError(m.BAD_TIME, text=short(" ".join(tokens[used:])))
    if at - now > FARTHEST:
        raise UserError(m.TOO_FAR, days=FARTHEST.days)
    return at


def read_said(text: str) -> Said | None:
    """What follows the word: `2`, `2份`, `#5 2`, or nothing; None for talk that says no number."""
    match = _SAID.fullmatch(fold(text[:40]).strip()) if len(text) <= 40 else None
    if match is None:
        return None
    which = match["first"] or match["last"]
    return Said(int(which) if which else None, chinese_number(match["n"]) if match["n"] else None, match["unit"] or "")


def said_glued(text: str) -> str | None:
    """What follows the word in `拼2份`; None where it is something else."""
    match = _GLUED.match(text)
    return None if match is None else text[match.end() :]


def notices(text: str) -> bool:
    """Whether a text may be that; quick."""
    return text[:1] == "拼" and _GLUED.match(text) is not None


def counts(said: Said, unit: str) -> bool:
    """Whether what was said is counted as this is: `拼 2 天` is about something else."""
    return not said.unit or said.unit in _UNITS or said.unit.rstrip("s") == fold(unit).rstrip("s")


def reached(tiers: Sequence[Tier], taken: int) -> Tier | None:
    """The best of those for which there are enough."""
    return next((tier for tier in reversed(tiers) if taken >= tier.number), None)


def following(tiers: Sequence[Tier], taken: int) -> Tier | None:
    """The next better one."""
    return next((tier for tier in tiers if taken < tier.number), None)


def level(tiers: Sequence[Tier], taken: int) -> int:
    """How far it has come: nowhere, half way to the first price, at the first, at the second and so on."""
    prices = sum(taken >= tier.number for tier in tiers)
    first = tiers[0].number
    return prices + 1 if prices else int(first >= 4 and 2 * taken >= first)


def money(amount: str | Decimal, currency: str, language: Language) -> str:
    """`99 元`, `$99`; without a currency Chinese people mean yuan."""
    plain = f"{Decimal(amount):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    if currency and currency in SIGNS:
        return f"{currency}{plain}"
    return f"{plain} {currency or ('元' if language == 'zh' else '')}".strip()


def counted(n: int, unit: str, language: Language) -> str:
    """`36 份`, `1 box`, `36 boxes`."""
    if not unit:
        return f"{n} 份" if language == "zh" else f"{n}"
    if not unit.isascii() or len(unit) < 3:
        return f"{n} {unit}"
    one = single(unit)
    return f"{n} {one if n == 1 else one + ('es' if one.endswith(('x', 'ch', 'sh', 's')) else 's')}"


def single(unit: str) -> str:
    """One of what `boxes` are."""
    if not unit.isascii() or len(unit) < 3:
        return unit
    if unit.endswith(("xes", "ches", "shes", "sses")):
        return unit.removesuffix("es")
    return unit if unit.endswith("ss") else unit.removesuffix("s")


def _count(text: str, most: int) -> int:
    match = _COUNT.fullmatch(text)
    number = int(match[1]) if match else chinese_number(text) if text else None
    if number is None or not 0 < number <= most:
        raise UserError(m.BAD_COUNT, text=short(text), most=most)
    return number
