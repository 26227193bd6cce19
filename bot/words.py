"""Which members' words a group has switched off."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bot.commands import Word

if TYPE_CHECKING:
    from bot.context import Context


@dataclass(frozen=True, slots=True)
class WordSettings:
    """The Chinese names of the words that are off in a group."""

    prefix: ClassVar[str] = "words"
    off: tuple[str, ...] = ()


async def switched_off(ctx: "Context", word: Word) -> bool:
    """Whether the group at hand does not want this word answered."""
    return ctx.here is not None and word.zh in (await ctx.settings(WordSettings, ctx.here)).off
