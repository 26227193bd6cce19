"""A file of any kind to a plan, everything wrong with it found at once."""

from collections.abc import Callable
from pathlib import PurePath

from bot.errors import UserError
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.icsfile import read_ics
from plugins.drops.exchange.plan import LARGEST, MOST_ITEMS, Plan, Problem, Problems, Reading, counted
from plugins.drops.exchange.table import read_csv, read_xlsx
from plugins.drops.exchange.tomlfile import read_toml

Reader = Callable[[bytes, Reading, Problems], Plan]

READERS: dict[str, Reader] = {
    ".toml": read_toml,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".ics": read_ics,
}
OLD_EXCEL = ".xls"


def suffix_of(name: str) -> str:
    """What kind of file a name says it is."""
    return PurePath(name.replace("\\", "/").strip()).suffix.lower()


SCENE = ".scene.toml"
"""A campaign's plan, which others read."""


def is_ours(name: str) -> bool:
    """Whether a file of this name may be meant for us."""
    return suffix_of(name) in (*READERS, OLD_EXCEL) and not name.lower().endswith(SCENE)


def read_plan(data: bytes, name: str, reading: Reading) -> tuple[Plan, list[Problem]]:
    """What the file plans, and all that is wrong with it, by line."""
    problems = Problems()
    plan = Plan()
    with problems.at(0):
        plan = _reader(name, len(data))(data, reading, problems)
        if counted(plan) > MOST_ITEMS:
            raise UserError(m.TOO_MANY, most=MOST_ITEMS)
        if not problems.found and not counted(plan) and not plan.passed:
            raise UserError(m.NOTHING_IN_IT)
    return plan, problems.found


def _reader(name: str, size: int) -> Reader:
    suffix = suffix_of(name)
    if suffix == OLD_EXCEL:
        raise UserError(m.OLD_EXCEL)
    if suffix not in READERS:
        raise UserError(m.UNKNOWN_FORMAT)
    if size > LARGEST:
        raise UserError(m.TOO_LARGE, most=LARGEST >> 20)
    return READERS[suffix]
