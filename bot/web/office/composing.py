"""From a form's fields to the command that a person could have typed."""

import re
from collections.abc import Mapping

from bot.pages import Form

_SLOT = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"(\n?)\[([^\[\]{}\n]*\{(\w+)\})\]")
LONGEST_LINE = 200
LONGEST_TEXT = 20_000


def compose(template: str, given: Mapping[str, str]) -> str:
    """The template with its `{slots}` filled: those of the first line each stay in that line, those below keep theirs.

    `[words {slot}]` is left out where nothing is filled in. What is filled in is never read as a template.
    """
    wanted = _OPTIONAL.sub(lambda part: f"{part[1]}{part[2]}" if given.get(part[3], "").strip() else "", template)
    line, *below = _text(wanted).split("\n", 1)
    head = " ".join(_SLOT.sub(lambda slot: _one_line(given.get(slot[1], "")), line).split())
    if not below:
        return head
    body = _SLOT.sub(lambda slot: _text(given.get(slot[1], "")), below[0]).strip("\n")
    return f"{head}\n{body}" if body else head


def shape(form: Form) -> str:
    """The command with the names of what is to be filled in, to be read."""
    labels = {each.name: f"〔{each.label}〕" for each in form.fields}
    return _SLOT.sub(lambda slot: labels.get(slot[1], ""), form.command)


def missing(form: Form, given: Mapping[str, str]) -> str | None:
    """The label of a field that should have been filled in."""
    wanted = (each for each in form.fields if each.required and each.kind not in ("file", "picture"))
    return next((each.label for each in wanted if not given.get(each.name, "").strip()), None)


def _one_line(text: str) -> str:
    return " ".join(text[:LONGEST_LINE].split())


def _text(text: str) -> str:
    return text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
