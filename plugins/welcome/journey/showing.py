"""How steps are listed, and how one would read."""

from collections.abc import Mapping

from bot.content import Content, Mention, Text, from_json
from bot.phrases import Language
from plugins.welcome import rules as welcome
from plugins.welcome import showing
from plugins.welcome.journey import messages as m
from plugins.welcome.journey.changes import plan_of
from plugins.welcome.journey.jobs import said_to
from plugins.welcome.journey.rules import Plan
from plugins.welcome.journey.tables import Step
from storage.tables import Person


def line_of(step: Step, language: Language) -> str:
    """A step in the list."""
    paused = m.PAUSED(language) if step.paused_at is not None else ""
    text = beginning_of(step, language)
    return m.LINE(language, number=step.id, **words_of(plan_of(step), language), paused=paused, text=text)


def beginning_of(step: Step, language: Language) -> str:
    """What it says, in a few words."""
    contents = [from_json(each) for each in step.contents]
    first = next((each for each in contents if isinstance(each, Text)), contents[0])
    return showing.beginning(first, language)


def when_of(plan: Plan, language: Language) -> str:
    """Such as 进群第 1 天 10:00."""
    return (m.ON_DAY if plan.days else m.SAME_DAY)(language, days=plan.days, time=f"{plan.clock:%H:%M}")


def words_of(plan: Plan, language: Language) -> Mapping[str, str]:
    """When, and to whom, for a sentence."""
    return {
        "when": when_of(plan, language),
        "only": m.AND(language, what=m.ONLY[plan.only]) if plan.only else "",
        "where": m.AND(language, what=m.PRIVATELY) if plan.is_private else "",
    }


def if_asked_by(step: Step, person: Person, setting: welcome.Setting) -> list[Content]:
    """As it would be said if it were their turn."""
    address = person.name if step.is_private else [Mention(person.id)]
    return said_to([from_json(each) for each in step.contents], setting, address)
