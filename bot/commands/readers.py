"""How one parameter is read from the pieces of a line: its value, and how many pieces it took."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.commands import messages as m
from bot.commands.parameters import Parameter, choices, words_of
from bot.commands.tokens import Token
from bot.commands.wording import chinese_number, fold
from bot.errors import UserError
from bot.times.recurrence import Recurrence
from bot.times.timewords import parse_duration, parse_moment, parse_recurrence

if TYPE_CHECKING:
    from bot.context import Context

Reading = tuple[Any, int]
Reader = Callable[[Sequence[Token], "Context"], Reading]

SHOWN = 20
LONGEST = 16
"""How many pieces a time may have; no longer one is tried."""

_NUMBER = re.compile(r"#?([+-]?\d{1,15})|第?([\d零〇一二两三四五六七八九十百廿卅]{1,12})[个条号期位]?")


def short(text: str) -> str:
    """Somebody's words, cut to what can be repeated in an answer."""
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def number_in(text: str) -> int | None:
    """The number that `12`, `#12`, `第3`, `十二` or `3个` say, or None."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    return int(match[1]) if match[1] else chinese_number(match[2])


def read(parameter: Parameter, tokens: Sequence[Token], ctx: "Context") -> Reading:
    """The parameter's value from the first of the tokens, of which there is at least one. Raises UserError."""
    if choices(parameter.type):
        return _choice(parameter, tokens[0], ctx), 1
    if parameter.type is int:
        return _number(parameter, tokens[0]), 1
    return _READERS[parameter.type](tokens[:LONGEST], ctx)


def _number(parameter: Parameter, token: Token) -> int:
    number = number_in(token.plain)
    if number is None:
        raise UserError(m.NOT_A_NUMBER, label=parameter.label, word=short(token.text))
    return number


def _choice(parameter: Parameter, token: Token, ctx: "Context") -> Any:
    typed = fold(token.text)
    for value, words in choices(parameter.type):
        if typed in map(fold, words):
            return value
    allowed = m.OR(ctx.language).join(words_of(parameter.type, ctx.language))
    raise UserError(m.NOT_A_CHOICE, word=short(token.text), choices=allowed)


def _word(tokens: Sequence[Token], ctx: "Context") -> Reading:
    return tokens[0].text, 1


def _duration(tokens: Sequence[Token], ctx: "Context") -> Reading:
    for used in (3, 2):
        try:
            return parse_duration(" ".join(token.plain for token in tokens[:used])), min(used, len(tokens))
        except UserError:
            continue
    return parse_duration(tokens[0].plain), 1


def _moment(tokens: Sequence[Token], ctx: "Context") -> Reading:
    return parse_moment([token.plain for token in tokens], ctx.now, ctx.zone)


def _recurrence(tokens: Sequence[Token], ctx: "Context") -> Reading:
    return parse_recurrence([token.plain for token in tokens], ctx.now, ctx.zone)


def _with_our_example(reader: Reader) -> Reader:
    """The same, but the example shown with an error is the action's, not one of a bare time."""

    def read_time(tokens: Sequence[Token], ctx: "Context") -> Reading:
        try:
            return reader(tokens, ctx)
        except UserError as error:
            error.example = ""
            error.values = {
                key: short(value) if isinstance(value, str) else value for key, value in error.values.items()
            }
            raise

    return read_time


_READERS: dict[Any, Reader] = {
    str: _word,
    timedelta: _with_our_example(_duration),
    datetime: _with_our_example(_moment),
    Recurrence: _with_our_example(_recurrence),
}
