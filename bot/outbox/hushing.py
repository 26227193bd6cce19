"""Who said 别@我 is only named where others would be mentioned."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.content import Mention, Text
from bot.outbox.delivery import Letter, letter_of
from bot.outbox.pacing import Priority
from bot.outbox.post import as_json
from storage import outbox as queue
from storage.outbox import Queued

NOWHERE = 0


async def hushed(
    connection: AsyncConnection, rows: Sequence[Queued], letters: Mapping[int, Letter], quiet: Collection[int]
) -> dict[int, Letter]:
    """The letters among these rows' that mention somebody quiet, changed for good; whoever asked is still addressed."""
    mentions = {row.id: _mentions(letters[row.id].content).intersection(quiet) for row in rows}
    loud = [row for row in rows if mentions[row.id]]
    asked = await queue.askers(connection, [row.id for row in loud if row.priority == Priority.ANSWER])
    unasked = [(row, people) for row in loud if (people := mentions[row.id] - {asked.get(row.id)})]
    places = [(row.group_id or NOWHERE, person) for row, people in unasked for person in people]
    called = await queue.called(connection, list(dict.fromkeys(places)))
    changed = {row.id: as_json(_naming(letters[row.id].content, people, row, called)) for row, people in unasked}
    await queue.rewrite(connection, [(content, row_id) for row_id, content in changed.items()])
    return {row_id: letter_of(content) for row_id, content in changed.items()}


def spoken(text: Text, names: Mapping[int, str]) -> Text:
    """The text with these people named instead of mentioned; a blank parts a name from what follows, as after an @."""
    parts: list[str | Mention] = []
    for part, after in zip(text.parts, (*text.parts[1:], ""), strict=True):
        if isinstance(part, Mention) and part.person_id in names:
            name = names[part.person_id]
            parts.append(f"{name} " if name and (not isinstance(after, str) or after[:1].isalnum()) else name)
        else:
            parts.append(part)
    return Text(tuple(parts))


def _mentions(content: object) -> frozenset[int]:
    return frozenset(content.mentions) if isinstance(content, Text) else frozenset()


def _naming(content: object, people: Collection[int], row: Queued, called: Mapping[tuple[int, int], str]) -> Text:
    assert isinstance(content, Text)
    return spoken(content, {person: called.get((row.group_id or NOWHERE, person), "") for person in people})
