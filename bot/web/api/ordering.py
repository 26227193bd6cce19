"""Commands that programs have given: done once for an Idempotency-Key, with the rights and the undo of the chat."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from aiohttp import web
from sqlalchemy import func, select

from bot import orders
from bot.endpoints import WORDS, YES_OR_NO, Ordering, Schema, many, record
from bot.orders import Answer, Wanted
from bot.plugin import Plugin
from bot.services import Services
from bot.targets import managed
from bot.web.api import messages as say
from bot.web.api.asking import Api, body_of, wrong
from bot.web.api.problems import Problem
from storage.engine import ReadSession
from storage.tables import Group, Person

MOST_GROUPS = 100
LARGEST_ID = 10**12
KEY: Schema = {
    "type": "string",
    "pattern": "^[!-~]{1,64}$",
    "description": "Your own name for this request: asked again with it, nothing is done twice",
}
DONE = record(group={"type": ["integer", "null"]}, done=YES_OR_NO, preview=YES_OR_NO, text=WORDS)
RESULTS = record(results=many(DONE))
WHERE: Mapping[str, Schema] = {
    "groups": {
        "type": "array",
        "items": {"type": "integer", "minimum": 1, "maximum": LARGEST_ID},
        "minItems": 1,
        "maxItems": MOST_GROUPS,
        "uniqueItems": True,
        "description": "In each of these groups by itself",
    },
    "tag": {
        "type": "string",
        "pattern": "^[^\\s#＃]{1,20}$",
        "description": "In the set of your groups that have this tag, also in those that get it later",
    },
    "confirm": {"type": "boolean", "description": "Say yes to what would otherwise be shown first"},
}


class Done(NamedTuple):
    """What became of it in a group, or with None in a set of them."""

    group_id: int | None
    answer: Answer

    @property
    def is_done(self) -> bool:
        """Whether it was done, now or when it was first asked for."""
        return not (self.answer.is_slip or self.answer.preview)

    def told(self) -> Mapping[str, Any]:
        """As JSON."""
        text = self.answer.preview or self.answer.text
        return {"group": self.group_id, "done": self.is_done, "preview": bool(self.answer.preview), "text": text}


def orderings_of(plugins: Sequence[Plugin]) -> tuple[Ordering, ...]:
    """All that can be ordered."""
    return tuple(each for plugin in plugins for each in plugin.endpoints if isinstance(each, Ordering))


def schema_of(ordering: Ordering) -> Schema:
    """What its body is."""
    either = [{"required": ["groups"]}, {"required": ["tag"]}]
    return {
        "type": "object",
        "properties": {**WHERE, **ordering.fields},
        "required": [*ordering.required],
        "oneOf": either,
        "additionalProperties": False,
    }


async def order(api: Api, request: web.Request, ordering: Ordering) -> Mapping[str, Any]:
    """Have it done in each group; told are all, a problem only where nothing at all was done."""
    services = api.bot()
    async with services.db.read() as session:
        person = await api.person(request, session)
    key = request.headers.get("Idempotency-Key", "")
    if re.fullmatch(KEY["pattern"], key) is None:
        raise wrong("Idempotency-Key", say.NOT_AS_DESCRIBED if key else say.NEEDED)
    given = await body_of(request, schema_of(ordering))
    async with services.db.read() as session:
        await _check_groups(session, services, person, given.get("groups", ()))
    body = {name: value for name, value in given.items() if name != "confirm"}
    if not await orders.claim(services, person.id, f"api:{key}", _digest(ordering, body)):
        raise Problem(409, say.KEY_TAKEN)
    text = ordering.command(body, given.get("tag", ""), api.language)
    places = sorted(given["groups"]) if "groups" in given else [None]
    results = [
        Done(group_id, await _give(services, api, person, f"api:{key}:{group_id or ''}", text, group_id, given))
        for group_id in places
    ]
    if not any(each.is_done for each in results):
        await orders.release(services, person.id, f"api:{key}")
        raise _nothing_done(results)
    return {"results": [each.told() for each in results]}


async def _give(
    services: Services, api: Api, person: Person, key: str, text: str, group_id: int | None, given: Mapping[str, Any]
) -> Answer:
    wanted = Wanted(person.id, key, text, () if group_id is None else (group_id,))
    answer = await orders.give(services, wanted, api.language)
    if answer.preview and given.get("confirm"):
        return await orders.give(services, replace(wanted, seen=answer.preview), api.language)
    return answer


async def _check_groups(session: ReadSession, services: Services, person: Person, groups: Sequence[int]) -> None:
    mine = await managed(session, services.account_id, person, frozenset(services.settings.operators))
    wanted = mine.where(Group.id.in_(groups)).order_by(None).subquery()
    if groups and await session.scalar(select(func.count()).select_from(wanted)) != len(groups):
        raise Problem(404, say.NO_GROUP)


def _nothing_done(results: Sequence[Done]) -> Problem:
    said = dict.fromkeys(each.told()["text"] for each in results)
    problem = Problem(409 if any(each.answer.preview for each in results) else 422, "\n".join(said))
    problem.more = {"results": [each.told() for each in results]}
    return problem


def _digest(ordering: Ordering, body: Mapping[str, Any]) -> str:
    what = {**body, "groups": sorted(body.get("groups", ()))}
    return sha256(json.dumps([ordering.name, what], sort_keys=True).encode()).hexdigest()
