"""How nudges are shown to a group's admins."""

from collections.abc import Sequence

from bot import messages as core
from bot.content import Mention, Text
from bot.phrases import Language
from bot.times.moments import shown, shown_with_zone
from plugins.nudges import messages as m
from plugins.nudges import saying
from plugins.nudges.choosing import Chance
from plugins.nudges.looking import Seen
from plugins.nudges.rules import NotNow, Rung, Why
from plugins.nudges.settings import Nudging
from plugins.nudges.tables import Nudge
from plugins.nudges.topics.topic import Kind

FOR_GOOD = frozenset({Why.OFF, Why.PAUSED, Why.STOPPED})
"""What does not end by itself."""


def state(chance: Chance, reason: NotNow | None, language: Language) -> str:
    """Whether it is on, and what would happen next."""
    if reason is not None and reason.why is Why.OFF:
        return m.STATE(language, state=m.OFF, next="").strip()
    return m.STATE(language, state=m.ON, next=verdict(chance, reason, language))


def verdict(chance: Chance, reason: NotNow | None, language: Language) -> str:
    """Whether something would be said now, else why not."""
    rung = m.RUNGS[chance.rung]
    if reason is None:
        return m.PREVIEW_HELD_OUT(language) if chance.is_held_out else m.WOULD(language, rung=rung)
    at = shown_with_zone(reason.until, chance.seen.standing.zone, language) if reason.until else ""
    why = m.WHY[reason.why](language, at=at)
    return m.NOT_AT_ALL(language, why=why) if reason.why in FOR_GOOD else m.NOT_NOW(language, why=why, rung=rung)


def several(seen: Sequence[Seen], language: Language) -> str:
    """In how many groups it is on, and in how many it has stopped."""
    on = [each.standing for each in seen if each.standing.settings.on]
    stopped = sum(standing.stopped_at is not None for standing in on)
    return m.STATE_SEVERAL(language, n=len(seen), on=len(on), stopped=stopped)


def settings(given: Nudging, zone: str, language: Language) -> str:
    """What is set."""
    words = {True: m.YES, False: m.NO}
    return m.SETTINGS(
        language,
        start=given.start,
        end=given.end,
        zone=zone,
        days=given.days,
        mention=words[given.mention],
        private=words[given.private],
        people=given.people,
    )


def lately(nudges: Sequence[Nudge], zone: str, language: Language) -> str:
    """A line for each, with what came of it."""
    lines = [
        m.LINE(
            language,
            at=shown(nudge.sent_at or nudge.at, zone, language),
            rung=m.RUNGS[Rung(nudge.rung)],
            kind=m.KINDS[Kind(nudge.kind)],
            effect=effect(nudge, language),
        )
        for nudge in nudges
    ]
    return m.LATELY(language, zone=zone, lines="\n".join(lines)) if lines else m.NOTHING_LATELY(language)


def effect(nudge: Nudge, language: Language) -> str:
    """What came of it, as far as that is known."""
    if nudge.settled_at is None:
        return m.UNDER_WAY(language)
    if nudge.speakers is None:
        return m.UNHEARD(language)
    return m.WORKED(language, n=nudge.speakers) if nudge.speakers else m.NOBODY_SPOKE(language)


def preview(chance: Chance, reason: NotNow | None, language: Language) -> str:
    """The very words, to whom, and whether it is the time for them."""
    names = {member.known.person_id: member.known.name or m.SOMEBODY(language) for member in chance.people}
    _, content = saying.contents(chance, language)[0]
    assert isinstance(content, Text)
    text = "".join(f"@{names[part.person_id]} " if isinstance(part, Mention) else part for part in content.parts)
    to = core.COMMA(language).join(names.values()) if chance.rung is Rung.PRIVATE else ""
    return m.PREVIEW(
        language,
        verdict=verdict(chance, reason, language),
        rung=m.RUNGS[chance.rung],
        kind=m.KINDS[chance.topic.kind],
        text=text,
        people=m.PREVIEW_PEOPLE(language, names=to) if to else "",
    )
