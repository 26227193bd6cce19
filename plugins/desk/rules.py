"""What the desk decides without looking anything up."""

import hmac
from datetime import timedelta

from bot.accounts import digest
from bot.commands.readers import number_in
from bot.errors import UserError
from plugins.desk import messages as m

PAGE = 10
MOST_NUMBERS = 50
TRIES = 5
TRIES_WITHIN = timedelta(hours=1)
"""A person may guess the one-time code so often in so long."""


def opens(code: str, sha256: str) -> bool:
    """Whether this is the code that was printed; takes equally long for every wrong one."""
    return hmac.compare_digest(digest(code), sha256)


def is_all(text: str) -> bool:
    """Whether everything is meant."""
    return text.strip().lower() in ("全部", "都", "all")


def read_numbers(text: str) -> list[int]:
    """The numbers in `12 13,14`, each once. Raises UserError for what is none."""
    numbers: dict[int, None] = {}
    for word in text.replace(",", " ").replace("，", " ").replace("、", " ").split():
        number = number_in(word)
        if number is None:
            raise UserError(m.NOT_A_NUMBER, word=word[:20])
        numbers[number] = None
    if not 0 < len(numbers) <= MOST_NUMBERS:
        raise UserError(m.HOW_MANY_NUMBERS, most=MOST_NUMBERS)
    return list(numbers)
