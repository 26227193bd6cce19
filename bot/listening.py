"""Plain talk that plugins answer: an introduction that is recognised, the words of somebody who was asked something."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.engine import ReadSession

if TYPE_CHECKING:
    from bot.context import Context

Place = tuple[int, int]
"""A group and a person in it."""


async def _nobody(_: ReadSession) -> Iterable[Place]:
    return ()


def _nothing(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Listener:
    """Hears what is said to the bot and no command, what `notices` finds, and those whose words are awaited.

    `handler` tells whether the message was for it; the first who says so is the last who is asked. `notices` looks at
    every text said in every group, so it must be quick; `answers` in the same way at those that quote another message.
    `awaits` tells at the start whose words a plugin waits for.
    """

    handler: Callable[["Context"], Awaitable[bool]]
    notices: Callable[[str], bool] = _nothing
    answers: Callable[[str], bool] = _nothing
    awaits: Callable[[ReadSession], Awaitable[Iterable[Place]]] = _nobody


class Awaited:
    """In which group whose plain words are to be heard: only a hint, the plugins' tables know."""

    def __init__(self) -> None:
        self._places = set[Place]()

    def __contains__(self, place: Place) -> bool:
        return place in self._places

    def add(self, places: Iterable[Place]) -> None:
        """Hear them; called after the commit that knows why."""
        self._places.update(places)

    def discard(self, place: Place) -> None:
        """Nobody is waiting for them any longer."""
        self._places.discard(place)
