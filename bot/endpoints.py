"""What a plugin offers to programs: a reading of one group, or a command that a program may have given.

The API adds who asks, their rights, limits and the description; a plugin says only what is its own. Schemas are JSON
Schema, of which `bot/web/api/checking.py` knows what is used.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.pages import Look
from bot.phrases import Language

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """`GET /groups/{group}/<name>`: what `show` gives is JSON and as `answer` says.

    `parameters` are those of the address by name, as `Look.query` has them, checked.
    """

    name: str
    summary: str
    answer: Schema
    show: Callable[[Look], Awaitable[Mapping[str, Any]]]
    parameters: Mapping[str, Schema] = field(default_factory=dict[str, Schema])


@dataclass(frozen=True, slots=True)
class Ordering:
    """`POST /<name>`: a command made of the body's `fields`, given for the groups that the body names.

    `command` writes it as in a private chat about one group; with a tag it is about the set of groups that have it.
    """

    name: str
    summary: str
    fields: Mapping[str, Schema]
    required: tuple[str, ...]
    command: Callable[[Mapping[str, Any], str, Language], str]


Endpoint = Reading | Ordering


def record(**properties: Schema) -> Schema:
    """The schema of an object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def many(items: Schema) -> Schema:
    """The schema of a list."""
    return {"type": "array", "items": items}


WORDS: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
YES_OR_NO: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
