"""Who has invited whom, with the names that go with it."""

from collections.abc import Sequence
from datetime import datetime

from plugins.welcome.invites import rules, store
from plugins.welcome.invites.rules import Place
from plugins.welcome.invites.showing import Faces
from plugins.welcome.invites.tree import Tree, grow
from storage.engine import ReadSession
from storage.invitations import counted


async def ranked(session: ReadSession, group_id: int, since: datetime, now: datetime) -> tuple[Sequence[Place], Faces]:
    """Of those who are here, by the invitations that have counted since then."""
    counts = await counted(session, group_id, since, now)
    faces = await store.faces(session, group_id, counts)
    here = {person: n for person, n in counts.items() if person in faces and faces[person].is_here}
    return rules.ranking(here), faces


async def grown(session: ReadSession, group_id: int, root: int | None = None) -> tuple[Tree, Faces]:
    """Everybody's tree, or what has grown from one person."""
    tree = grow(await store.edges(session, group_id), root)
    people = {line.person_id for line in tree.lines if line.person_id is not None}
    return tree, await store.faces(session, group_id, people | (set() if root is None else {root}))
