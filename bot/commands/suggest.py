"""Did you mean: the nearest name to one that is not ours."""

from collections.abc import Iterable

from bot.commands import Command
from bot.commands import messages as m
from bot.commands.readers import short
from bot.commands.wording import fold
from bot.errors import UserError
from bot.permissions import Role, needed_by
from bot.phrases import Language

LONGEST = 24
"""Nobody means a name by something longer than this."""


def suggest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant: few slips away, else contained in it; or None."""
    typed = fold(name)
    if not 0 < len(typed) <= LONGEST:
        return None
    known = {fold(candidate): candidate for candidate in candidates if candidate}
    near = [(_slips(typed, each), each[0] != typed[0], each) for each in known if _could_be(typed, each)]
    if near:
        return known[min(near)[2]]
    within = [each for each in known if len(each) > 1 and each in typed and not each.isascii()]
    return known[max(within, key=len)] if within else None


def wrong_action(command: Command, rest: str, role: Role, language: Language) -> UserError:
    """What to say to `/欢迎 设定`: the nearest action with its example, or which actions this person may take."""
    word = (rest.split() or [""])[0]
    title = command.zh if language == "zh" else command.en
    own = [action for action in command.actions if action.names[0] and needed_by(action.guard) <= role]
    named = {name: action for action in own for name in action.names}
    if not named:
        example = command.bare.example(language) if command.bare is not None else ""
        return UserError(m.LEFT_OVER, example=example, word=short(word))
    near = suggest(word, named)
    if near is not None:
        example = named[near].example(language)
        return UserError(m.NO_SUCH_ACTION_NEAR, example=example, command=title, word=short(word), near=near)
    actions = m.OR(language).join(action.names[0 if language == "zh" else 1] for action in own)
    said = m.NO_SUCH_ACTION if word else m.SAY_WHICH
    return UserError(said, example=own[0].example(language), command=title, word=short(word), actions=actions)


def _could_be(typed: str, name: str) -> bool:
    """Near enough: one slip in a short name, two in a longer one, and something in common."""
    allowed = 1 if len(name) <= 4 else 2
    return abs(len(typed) - len(name)) <= allowed and bool(set(typed) & set(name)) and _slips(typed, name) <= allowed


def _slips(left: str, right: str) -> int:
    """How many characters must be added, left out, changed or swapped with their neighbour."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, above = above, row
    return above[-1]
