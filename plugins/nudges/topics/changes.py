"""Adding and deleting topics, each with its way back."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot import messages as core
from bot.audience import tag_kept
from bot.audit import note
from bot.context import Context
from bot.errors import Refusal
from plugins.nudges.topics import messages as m
from plugins.nudges.topics import rules, store
from plugins.nudges.topics.tables import OwnTopic

ADDED, DELETED = "topics.added", "topics.deleted"
FORGOTTEN_AFTER = timedelta(days=30)


async def add(ctx: Context, body: str) -> list[OwnTopic]:
    """Those lines that are new, for the groups at hand. Raises UserError and Refusal."""
    tag = tag_kept(ctx)
    group_id = ctx.group.id if tag is None else None
    had = await store.of_one(ctx.session, ctx.account_id, group_id, tag)
    texts = rules.read_texts(body, [topic.text for topic in had])
    if not texts:
        raise Refusal(m.ALL_THERE)
    if len(had) + len(texts) > rules.MOST:
        raise Refusal(m.TOO_MANY, most=rules.MOST)
    await store.forget_deleted(ctx.session, ctx.account_id, ctx.now - FORGOTTEN_AFTER)
    place = {"account_id": ctx.account_id, "group_id": group_id, "tag": tag, "author_id": ctx.sender.id}
    topics = [OwnTopic(**place, text=text, created_at=ctx.now) for text in texts]
    ctx.session.add_all(topics)
    await ctx.session.flush()
    await note(ctx, m.DID_ADD, [{"op": ADDED, "topics": [topic.id for topic in topics]}], n=len(topics))
    return topics


async def delete(ctx: Context, topic: OwnTopic) -> None:
    """It is asked no more."""
    topic.deleted_at = ctx.now
    await note(ctx, m.DID_DELETE, [{"op": DELETED, "topic": topic.id}], number=topic.id)


async def undo_added(ctx: Context, operation: Mapping[str, Any]) -> None:
    """All that was added goes again, unless some of it was deleted meanwhile."""
    for number in operation["topics"]:
        topic = await _of(ctx, number)
        if topic.deleted_at is not None:
            raise Refusal(core.CHANGED_SINCE)
        topic.deleted_at = ctx.now


async def undo_deleted(ctx: Context, operation: Mapping[str, Any]) -> None:
    """It is there again, unless the same was added meanwhile."""
    topic = await _of(ctx, operation["topic"])
    if rules.key_of(topic.text) in map(rules.key_of, _texts(await _beside(ctx, topic))):
        raise Refusal(core.CHANGED_SINCE)
    topic.deleted_at = None


async def _of(ctx: Context, number: int) -> OwnTopic:
    topic = await ctx.session.get(OwnTopic, number)
    if topic is None:
        raise Refusal(core.CHANGED_SINCE)
    return topic


async def _beside(ctx: Context, topic: OwnTopic) -> Sequence[OwnTopic]:
    return await store.of_one(ctx.session, topic.account_id, topic.group_id, topic.tag)


def _texts(topics: Sequence[OwnTopic]) -> list[str]:
    return [topic.text for topic in topics]
