"""Two texts of the welcome side by side: half of the newcomers are greeted with one, half with the other."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Literal, TypeVar

Letter = Literal["A", "B"]
LETTERS: tuple[Letter, Letter] = ("A", "B")
T = TypeVar("T")


def variant_of(group_id: int, person_id: int) -> Letter:
    """Which of the two somebody is greeted with in a group, for ever the same one."""
    return LETTERS[sha256(f"{group_id}:{person_id}".encode()).digest()[0] % 2]


def trial_of(one: str, other: str) -> str:
    """A short name of trying these two texts; other texts are another trial."""
    return sha256(f"{len(one)}:{one}{other}".encode()).hexdigest()[:8]


def halves(group_id: int, waiting: Iterable[T], person: Callable[[T], int]) -> dict[Letter, list[T]]:
    """Who gets which, those of either in the order they came."""
    found: dict[Letter, list[T]] = {letter: [] for letter in LETTERS}
    for each in waiting:
        found[variant_of(group_id, person(each))].append(each)
    return found
