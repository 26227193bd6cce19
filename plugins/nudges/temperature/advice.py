"""What an owner can do about it: one thing, ready to be copied. Pure."""

from enum import Enum

from bot.phrases import Language, Phrase
from plugins.nudges.temperature import messages as m
from plugins.nudges.temperature.rules import Temperature

MUCH = 3.0


class Advice(Enum):
    """The one thing that fits best."""

    TOPIC = m.TOPIC
    VOTE = m.VOTE
    SERIES = m.SERIES
    KEEP = m.KEEP
    MERGE = m.MERGE
    FAREWELL = m.FAREWELL


def advise(
    temperature: Temperature, messages: float | None, speakers: float | None, *, is_served: bool, other: str
) -> Advice | None:
    """For a group that is so, given its ratios to the usual, whether scheduled content comes to it lately, and the name
    of a lively group like it that it could join.
    """
    match temperature:
        case Temperature.FORMING:
            return None
        case Temperature.ACTIVE:
            return None if is_served else Advice.KEEP
        case Temperature.DEAD:
            return Advice.MERGE if other else Advice.FAREWELL
        case Temperature.COOLING if not is_served:
            return Advice.SERIES
        case Temperature.COOLING:
            return Advice.VOTE if (speakers or 0) <= (messages or 0) else Advice.TOPIC


def changed(
    name: str, was: Temperature, now: Temperature, messages: float | None, speakers: float | None, say: Language
) -> str:
    """That a group has become so, given how its owner knew it; that it is forming is never told."""
    turned = {
        Temperature.COOLING: m.TURNED_AWAKE if was is Temperature.DEAD else m.TURNED_COOLING,
        Temperature.ACTIVE: m.TURNED_ACTIVE,
        Temperature.DEAD: m.TURNED_DEAD,
    }
    return turned[now](say, name=name, **ratios(messages, speakers, say))


def ratios(messages: float | None, speakers: float | None, say: Language) -> dict[str, str]:
    """Both as parts of the usual."""
    return {"messages": part(messages, say), "speakers": part(speakers, say)}


def part(ratio: float | None, say: Language) -> str:
    """Such as 45%."""
    if ratio is None:
        return m.UNKNOWN(say)
    return m.TIMES(say, n=round(MUCH)) if ratio >= MUCH else f"{round(100 * ratio)}%"


def words(advice: Advice, other: str, say: Language) -> str:
    """The advice; where it names another group, that one."""
    phrase: Phrase = advice.value
    return phrase(say, other=other) if advice is Advice.MERGE else phrase(say)
