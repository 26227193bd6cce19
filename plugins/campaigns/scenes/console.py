"""`dandelion scenes`: looks a file over before it is used, and tells what ships."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bot.phrases import Language
from bot.times.occasions import rule
from plugins.campaigns.scenes import messages as m
from plugins.campaigns.scenes.notes import SceneError
from plugins.campaigns.scenes.offsets import Offset
from plugins.campaigns.scenes.reading import decoded, examine
from plugins.campaigns.scenes.scene import Input, Phase, Scene
from plugins.campaigns.scenes.shipped import load

FINE, WRONG = 0, 2


def lint(file: Path, language: Language) -> int:
    """Print all that is wrong with a file, or what it would do; the exit code is 2 when something is wrong."""
    try:
        scene, advice = examine(decoded(file.read_bytes()))
    except SceneError as error:
        said = m.WRONG(language, file=file.name, n=len(error.problems), lines=error.text(language))
        print(said, file=sys.stderr)
        return WRONG
    print("\n".join((m.FINE(language, file=file.name), *_told(scene, language))))
    print(*(each.text(language) for each in advice), sep="\n", end="\n" if advice else "")
    return FINE


def list_shipped(language: Language) -> int:
    """Print the scenes that come with the bot, each with what it asks for and when it speaks."""
    print("\n\n".join("\n".join(_told(scene, language)) for scene in load()))
    return FINE


def _told(scene: Scene, language: Language) -> Iterator[str]:
    yield m.SCENE(language, name=scene.name, about=scene.about)
    day = rule(scene.date) if scene.date else None
    yield m.DAY_IS_ASKED(language) if day is None else m.DAY(language, date=day.name)
    asked = m.AND(language).join(_input(each, language) for each in scene.inputs)
    yield m.ASKS(language, inputs=asked) if asked else m.ASKS_NOTHING(language)
    for phase in scene.phases:
        yield _phase(phase, language)


def _input(each: Input, language: Language) -> str:
    phrase = m.INPUT if each.is_required else m.OPTIONAL
    return phrase(language, name=each.name, example=each.example)


def _phase(phase: Phase, language: Language) -> str:
    at = Offset(phase.days, phase.clock).describe(language)
    promo = m.PROMO(language) if phase.serving == "promo" else ""
    opened = m.OPENS[phase.activity.kind](language) if phase.activity else ""
    return m.PHASE(language, at=at, name=phase.name, promo=promo, activity=opened)
