"""A drop that takes one of the library each time."""

from datetime import timedelta

from bot.content import Text, from_json
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.drops.library import messages as m
from plugins.drops.library import store
from plugins.drops.library.rules import REST_DAYS
from plugins.drops.sources import NothingToServe, Served
from plugins.drops.tables import Drop


async def serve(run: JobRun, drop: Drop) -> Served | NothingToServe:
    """One of its author's materials with the drop's tag, the longest rested; it is used now.

    Where all need their rest the author hears, once until something goes out again.
    """
    tag, days = str(drop.args["tag"]), int(drop.args.get("rest_days", REST_DAYS))
    not_since = run.due_at - timedelta(days=days)
    material = await store.next_one(run.session, drop.account_id, drop.author_id, tag, not_since)
    if material is None:
        if not run.missed:
            await _tell(run, drop, tag, days)
        return NothingToServe(f"nothing tagged {tag}")
    material.used += 1
    material.last_used_at = max(material.last_used_at or run.due_at, run.due_at)
    return Served((from_json(material.content),))


async def _tell(run: JobRun, drop: Drop, tag: str, days: int) -> None:
    language: Language = "en" if drop.language == "en" else "zh"
    tagged = store.having(store.of_person(drop.account_id, drop.author_id), "", [tag])
    phrase = m.ALL_RESTING if await store.count(run.session, tagged) else m.NONE_TAGGED
    said = phrase(language, number=drop.id, title=drop.title, tag=tag, days=days)
    run.post(Text((said,)), person_id=drop.author_id, key=f"library:{drop.id}:none:{drop.served}")
