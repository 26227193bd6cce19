"""Whether what a program sent is as a schema says: as much of JSON Schema as our own descriptions use."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from bot.endpoints import Schema

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)


def faults(schema: Schema, value: Any, where: str = "") -> Iterator[str]:
    """Where the value is not as it should be, by names with dots; nothing where it is."""
    if not _is(schema["type"], value) or ("enum" in schema and value not in schema["enum"]):
        yield where
    elif isinstance(value, str):
        yield from [] if _fits(schema, value) else [where]
    elif isinstance(value, dict):
        yield from _in_object(schema, cast(Mapping[str, Any], value), where)
    elif isinstance(value, list):
        yield from _in_list(schema, cast(Sequence[Any], value), where)
    elif not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield where


def of_text(schema: Schema, text: str) -> Any:
    """What a text in an address means there; the text itself where it means nothing."""
    return int(text) if schema["type"] == "integer" and _WHOLE.fullmatch(text) else text


def _is(type_: str, value: Any) -> bool:
    return isinstance(value, _TYPES[type_]) and (type_ == "boolean" or not isinstance(value, bool))


def _fits(schema: Schema, text: str) -> bool:
    long_enough = schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text))
    return long_enough and ("pattern" not in schema or re.fullmatch(schema["pattern"], text) is not None)


def _in_object(schema: Schema, value: Mapping[str, Any], where: str) -> Iterator[str]:
    properties: Mapping[str, Schema] = schema["properties"]
    names = [*schema.get("required", ()), *value]
    for name in dict.fromkeys(names):
        path = f"{where}.{name}" if where else name
        if name not in value or name not in properties:
            yield path
        else:
            yield from faults(properties[name], value[name], path)
    choices = schema.get("oneOf", ())
    if choices and sum(all(name in value for name in each["required"]) for each in choices) != 1:
        yield " | ".join(name for each in choices for name in each["required"])


def _in_list(schema: Schema, value: Sequence[Any], where: str) -> Iterator[str]:
    few_enough = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
    if not few_enough or (schema.get("uniqueItems") and len(set(map(repr, value))) < len(value)):
        yield where
    for n, each in enumerate(value):
        yield from faults(schema["items"], each, f"{where}.{n}")
