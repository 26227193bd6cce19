"""What programs may read: one's groups, and of each what the core and the plugins tell."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.audience import tags_of
from bot.endpoints import MOMENT, NUMBER, WORDS, YES_OR_NO, Reading, Schema, many, record
from bot.pages import Look
from bot.plans import coming
from bot.plugin import Plugin
from bot.settings import Settings
from bot.web.api.asking import Api, asked
from bot.web.groups import LISTED, LONGEST_SEARCH, MOST_PAGES, search
from storage.tables import Group

DAYS = timedelta(days=7)
MOST = 200
"""Plans that are told."""

GROUP = record(id=NUMBER, name=WORDS, members=NUMBER, tags=many(WORDS), paused=YES_OR_NO, zone=WORDS)
GROUPS = record(groups=many(GROUP), total=NUMBER, page=NUMBER, pages=NUMBER)
SEARCH: Mapping[str, Schema] = {
    "q": {"type": "string", "maxLength": LONGEST_SEARCH, "description": "Part of a name, or a tag"},
    "page": {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "description": f"{LISTED} groups each"},
}


async def list_groups(api: Api, request: web.Request) -> Mapping[str, Any]:
    """The groups whose owner or admin the token's person is, a page of them."""
    query, services = asked(request, SEARCH), api.bot()
    page = int(query.get("page", 1))
    async with services.db.read() as session:
        person = await api.person(request, session)
        found = await search(session, services, person, query.get("q", ""), page)
        tags = await tags_of(session, [group.id for group in found.groups])
    groups = [_group(group, tags.get(group.id, []), services.settings) for group in found.groups]
    return {"groups": groups, "total": found.total, "page": page, "pages": found.pages}


async def _one(look: Look) -> Mapping[str, Any]:
    tags = await tags_of(look.session, [look.group.id])
    return _group(look.group, tags.get(look.group.id, []), look.services.settings)


async def _coming(look: Look) -> Mapping[str, Any]:
    plans = await coming(look.services.router.plans, look, look.now, look.now + DAYS)
    told = [
        {"at": each.at.isoformat(), "kind": look.t(each.kind), "number": each.number, "title": each.title}
        for each in plans[:MOST]
    ]
    return {"coming": told}


def _group(group: Group, tags: Sequence[str], settings: Settings) -> Mapping[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "members": group.member_count,
        "tags": tags,
        "paused": group.paused_at is not None,
        "zone": group.zone or settings.zone,
    }


def readings_of(plugins: Sequence[Plugin]) -> tuple[Reading, ...]:
    """All that can be read of a group."""
    theirs = (each for plugin in plugins for each in plugin.endpoints if isinstance(each, Reading))
    return (*_OURS, *theirs)


_PLAN = record(at=MOMENT, kind=WORDS, number=NUMBER, title=WORDS)
_OURS = (
    Reading("", "One group", GROUP, _one),
    Reading("coming", f"What is to be posted in the next {DAYS.days} days", record(coming=many(_PLAN)), _coming),
)
