"""Writes a scene as the file that `reading` reads back as it was."""

import re
from collections.abc import Iterator

from bot.phrases import Phrase
from plugins.campaigns.scenes.offsets import Offset
from plugins.campaigns.scenes.scene import Input, Phase, Scene

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_UNFIT = re.compile(r'[\\"\x00-\x1f\x7f]')
_UNFIT_IN_LINES = re.compile(r'\\|"(?="")|"$|[\x00-\x09\x0b-\x1f\x7f]')


def write(scene: Scene) -> str:
    """The file's text."""
    parts = ["\n".join(_head(scene)), *("\n".join(_input(each)) for each in scene.inputs)]
    parts += ["\n".join(_phase(each)) for each in scene.phases]
    return "\n\n".join(parts) + "\n"


def _head(scene: Scene) -> Iterator[str]:
    yield f"slug = {_quoted(scene.slug)}"
    yield from _words("name", scene.name)
    if scene.aliases:
        yield f"aliases = [{', '.join(map(_quoted, scene.aliases))}]"
    yield from _words("about", scene.about)
    if scene.date:
        yield f"date = {_quoted(scene.date)}"


def _input(each: Input) -> Iterator[str]:
    yield f"[input.{each.key}]"
    yield from _words("name", each.name)
    yield from _words("example", each.example)
    if not each.is_required:
        yield "required = false"


def _phase(phase: Phase) -> Iterator[str]:
    yield "[[phase]]"
    yield from _words("name", phase.name)
    yield f"at = {_quoted(Offset(phase.days, phase.clock).describe('zh'))}"
    if phase.serving == "promo":
        yield 'serving = "promo"'
    if phase.is_must:
        yield "must = true"
    if len(phase.texts) == 1:
        yield from _words("text", phase.texts[0])
    for text in phase.texts if len(phase.texts) > 1 else ():
        yield "[[phase.text]]"
        yield f"zh = {_quoted(text.zh)}"
        yield f"en = {_quoted(text.en)}"
    if phase.activity is not None:
        yield "[phase.activity]"
        yield f"kind = {_quoted(phase.activity.kind)}"
        for key, value in phase.activity.params.items():
            yield from _words(key, value)


def _words(key: str, words: Phrase) -> Iterator[str]:
    if words.zh == words.en:
        yield f"{key} = {_quoted(words.zh)}"
        return
    yield f"{key}.zh = {_quoted(words.zh)}"
    yield f"{key}.en = {_quoted(words.en)}"


def _quoted(text: str) -> str:
    """A string; one of several lines as such."""
    if "\n" in text:
        return f'"""\n{_UNFIT_IN_LINES.sub(_escape, text)}\n"""'
    return f'"{_UNFIT.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[0]) or f"\\u{ord(match[0]):04x}"
