"""The OpenAPI description, made of what is declared: what is described is there, and what is there is described."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.endpoints import Ordering, Reading, Schema
from bot.web.api.ordering import KEY, RESULTS, schema_of
from bot.web.api.problems import PROBLEM
from bot.web.api.reading import GROUPS, SEARCH

Json = Mapping[str, Any]

_PROBLEM: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "results": RESULTS["properties"]["results"],
    },
    "required": ["type", "title", "status"],
}
_WHY = {
    400: "Not as described",
    401: "No token, or not one of ours",
    403: "Asked under another host's name",
    404: "No such group among those of the token's person",
    408: "The body came too slowly",
    409: "The key was used for another request; or `results` tell what wants a yes: ask again with `confirm`",
    413: "The body is too large",
    415: "The body is not JSON",
    422: "Nothing was done, and `detail` says why as the chat would",
    429: "Too many requests",
    500: "Our own fault",
    503: "The bot is still starting",
}
_ALWAYS = (400, 401, 403, 429, 500, 503)
_GROUP: Json = {
    "name": "group",
    "in": "path",
    "required": True,
    "description": "Its `id`",
    "schema": {"type": "integer", "minimum": 1, "maximum": 10**12 - 1},
}
_HEADERS: Mapping[int, Json] = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
    429: {"Retry-After": {"description": "Seconds", "schema": {"type": "integer"}}},
}


def describe(readings: Sequence[Reading], orderings: Sequence[Ordering]) -> Json:
    """All of it."""
    found = {"/groups": {"get": _get("listGroups", "Your groups", GROUPS, _query(SEARCH), ())}}
    for each in readings:
        path = f"/groups/{{group}}/{each.name}".rstrip("/")
        parameters = [_GROUP, *_query(each.parameters)]
        found[path] = {"get": _get(f"read{each.name.title()}", each.summary, each.answer, parameters, (404,))}
    found |= {f"/{each.name}": {"post": _post(each)} for each in orderings}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dandelion", "version": "1"},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _PROBLEM},
        },
        "paths": found,
    }


def _get(name: str, summary: str, answer: Schema, parameters: Sequence[Json], more: Sequence[int]) -> Json:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": _answers(answer, (*_ALWAYS, *more)),
    }


def _post(ordering: Ordering) -> Json:
    key = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": KEY}
    return {
        "operationId": f"order{ordering.name.title()}",
        "summary": ordering.summary,
        "parameters": [key],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema_of(ordering)}}},
        "responses": _answers(RESULTS, (*_ALWAYS, 404, 408, 409, 413, 415, 422)),
    }


def _query(parameters: Mapping[str, Schema]) -> list[Json]:
    return [{"name": name, "in": "query", "schema": schema} for name, schema in parameters.items()]


def _answers(answer: Schema, problems: Sequence[int]) -> Json:
    told: dict[str, Json] = {"200": {"description": "As asked", "content": {"application/json": {"schema": answer}}}}
    for status in sorted(problems):
        schema = {"$ref": "#/components/schemas/Problem"}
        told[str(status)] = {"description": _WHY[status], "content": {PROBLEM: {"schema": schema}}} | (
            {"headers": _HEADERS[status]} if status in _HEADERS else {}
        )
    return told
