"""What a nudge says."""

from collections.abc import Sequence

from bot.content import Content, Mention, Text
from bot.phrases import Language
from bot.scheduler.jobs import Surroundings
from plugins.nudges import messages as m
from plugins.nudges.choosing import Chance
from plugins.nudges.rules import Rung
from storage.tables import Group


def contents(chance: Chance, language: Language) -> Sequence[tuple[int | None, Content]]:
    """Each message with whom it goes to in private; None is the group."""
    topic = chance.topic.said(language)
    people = [member.known.person_id for member in chance.people]
    match chance.rung:
        case Rung.TOPIC:
            return [(None, Text((topic,)))]
        case Rung.MENTION:
            words = Text((f"{topic}\n", *map(Mention, people), m.WOULD_LOVE(language)))
            return [(None, words)]
        case Rung.PRIVATE:
            words = Text((m.PRIVATELY(language, group=chance.seen.group.name, topic=topic),))
            return [(person, words) for person in people]


def language_of(group: Group, around: Surroundings) -> Language:
    """In which language a group is told."""
    if group.language in ("zh", "en"):
        return "zh" if group.language == "zh" else "en"
    return around.language
