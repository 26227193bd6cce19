"""How a group's invitations look as a tree: a few lines, the largest branches first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

DEPTH = 4
BRANCHES = 6
LINES = 30


class Edge(NamedTuple):
    """Somebody who was invited, and by whom; whether they are still here, and whether it has counted."""

    person_id: int
    inviter_id: int
    is_here: bool
    has_counted: bool


class Line(NamedTuple):
    """Who stands at this depth, and how many of those still here came through them, near or far.

    With nobody named, `below` is how many are left out there.
    """

    depth: int
    person_id: int | None
    below: int
    has_counted: bool = False


class Tree(NamedTuple):
    """The lines to be shown, and whether there would be more."""

    lines: Sequence[Line]
    is_cut: bool


Children = Mapping[int, Sequence[Edge]]
Below = Mapping[int, int]


def grow(edges: Sequence[Edge], root: int | None = None) -> Tree:
    """The tree of one person, or of all who brought somebody along and whose own inviter is not known.

    Who is gone stands in it only where somebody here came through them. Of two edges to a person the first is true.
    """
    first = {edge.person_id: edge for edge in reversed(edges)}
    children: dict[int, list[Edge]] = defaultdict(list)
    for edge in reversed(first.values()):
        children[edge.inviter_id].append(edge)
    roots = [inviter for inviter in children if inviter not in first] if root is None else [root]
    below = _below(children, roots)
    roots.sort(key=lambda each: -below[each])
    drawn = (line for each in roots if below[each] for line in _drawn(children, below, Line(0, each, below[each])))
    lines = list(islice(drawn, LINES + 1))
    return Tree(lines[:LINES], len(lines) > LINES)


def _below(children: Children, roots: Sequence[int]) -> Below:
    """How many are here below each, from the leaves up; a circle, which only a mistake can make, is walked once."""
    order, seen = list(roots), set(roots)
    for person in order:
        new = [edge.person_id for edge in children.get(person, ()) if edge.person_id not in seen]
        seen.update(new)
        order += new
    below: dict[int, int] = {}
    for person in reversed(order):
        mine = children.get(person, ())
        below[person] = sum(below.get(edge.person_id, 0) + edge.is_here for edge in mine)
    return below


def _drawn(children: Children, below: Below, line: Line) -> Iterator[Line]:
    yield line
    if line.person_id is None or line.depth == DEPTH:
        return
    mine = [edge for edge in children.get(line.person_id, ()) if edge.is_here or below[edge.person_id]]
    mine.sort(key=lambda edge: -below[edge.person_id])
    for edge in mine[:BRANCHES]:
        branch = Line(line.depth + 1, edge.person_id, below[edge.person_id], edge.has_counted)
        yield from _drawn(children, below, branch)
    if others := sum(below[edge.person_id] + edge.is_here for edge in mine[BRANCHES:]):
        yield Line(line.depth + 1, None, others)
