"""What the answer to a webhook means for what was told. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from bot.fetching import Failed
from bot.outbox.delivery import Dead, Retry, backoff

KEEP_TRYING = timedelta(days=3)
LONGEST_PAUSE = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Taken:
    """They have it."""


@dataclass(frozen=True, slots=True)
class Unwanted:
    """They want nothing any more."""


Verdict = Taken | Unwanted | Retry | Dead


def judge(outcome: int | Failed, *, key: str, attempts: int, created_at: datetime, now: datetime) -> Verdict:
    """What the answer to the `attempts`-th attempt means for what happened at `created_at`."""
    if outcome == HTTPStatus.GONE:
        return Unwanted()
    if isinstance(outcome, int) and HTTPStatus.OK <= outcome < HTTPStatus.MULTIPLE_CHOICES:
        return Taken()
    why = str(outcome) if isinstance(outcome, int) else outcome.text("en")
    at = now + backoff(key, attempts, LONGEST_PAUSE)
    return Dead(why) if at >= created_at + KEEP_TRYING else Retry(at, why)
