"""Queries on cards, what they are found by, and who has been introduced to whom."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, or_, select, update

from bot.commands.wording import fold
from plugins.welcome.cards.rules import CROWDED, LATELY, PAGE, Condition, Query, Tag, key_of
from plugins.welcome.cards.tables import CardTie
from storage.bulk import BATCH
from storage.cards import Card, CardTag
from storage.engine import ReadSession, Session
from storage.tables import Membership, Person

MOST_SHARING = 3000
"""Tags of others that are compared with those of one card."""


class Found(NamedTuple):
    """Somebody in a list of cards."""

    person_id: int
    name: str
    told: Mapping[str, str]


async def card_of(session: ReadSession, group_id: int, person_id: int) -> Card | None:
    """The person's row in the group, where they have a card or have told whether to be introduced."""
    return await session.get(Card, (group_id, person_id))


async def row_of(session: Session, group_id: int, person_id: int) -> Card:
    """The same, begun where there was none."""
    card = await card_of(session, group_id, person_id)
    if card is None:
        card = Card(group_id=group_id, person_id=person_id, told={}, words=[], is_willing=True)
        session.add(card)
    return card


async def put_tags(session: Session, group_id: int, person_id: int, tags: Iterable[Tag]) -> None:
    """Let the person's card be found by exactly these."""
    of_card = CardTag.group_id == group_id, CardTag.person_id == person_id
    await session.execute(delete(CardTag).where(*of_card).execution_options(synchronize_session=False))
    rows = [{"group_id": group_id, "person_id": person_id, "tag": tag.text, "field": tag.field} for tag in tags]
    if rows:
        await session.execute(insert(CardTag), rows)


async def forget(session: Session, card: Card) -> None:
    """Nothing is left of the card but that its owner does not want to be introduced."""
    await put_tags(session, card.group_id, card.person_id, ())
    if card.is_willing:
        await session.delete(card)
    else:
        card.told, card.words = {}, []
        card.told_at = card.thanked_at = None


async def is_there(session: ReadSession, group_id: int, person_id: int) -> bool:
    """Whether the person is in the group now."""
    membership = await session.get(Membership, (group_id, person_id))
    return membership is not None and membership.left_at is None


async def how_many(session: ReadSession, group_id: int, conditions: Sequence[Condition] = ()) -> int:
    """How many of those there now have a card that says all of it."""
    query = select(func.count()).select_from(Card).join(Membership, _same(Card))
    return await session.scalar(query.where(*_matching(group_id, conditions))) or 0


async def with_card(session: ReadSession, group_id: int, people: Sequence[int]) -> Sequence[int]:
    """Those of them who have a card."""
    found: list[int] = []
    for start in range(0, len(people), BATCH):
        some = Card.person_id.in_(people[start : start + BATCH])
        found += await session.scalars(
            select(Card.person_id).where(Card.group_id == group_id, some, Card.told_at.is_not(None))
        )
    return found


async def find(session: ReadSession, group_id: int, query: Query) -> Sequence[Found]:
    """One page of those there now whose cards say all of it, the latest first, and one more if there are more."""
    cards = (
        select(Card.person_id, Membership.alias, Person.name, Card.told)
        .join(Membership, _same(Card))
        .join(Person, Person.id == Card.person_id)
        .where(*_matching(group_id, query.conditions))
        .order_by(Card.told_at.desc(), Card.person_id)
    )
    rows = await session.execute(cards.offset((query.page - 1) * PAGE).limit(PAGE + 1))
    return [Found(person, alias or name, told) for person, alias, name, told in rows]


async def commonest(session: ReadSession, group_id: int, most: int) -> Sequence[tuple[str, str, int]]:
    """What most cards of those there now say: field, folded words, by how many."""
    n = func.count()
    tags = select(CardTag.field, CardTag.tag, n).join(Membership, _same(CardTag))
    tags = tags.where(CardTag.group_id == group_id, Membership.left_at.is_(None)).group_by(CardTag.field, CardTag.tag)
    rows = await session.execute(tags.having(n > 1).order_by(n.desc(), CardTag.tag).limit(most))
    return [(field, tag, count) for field, tag, count in rows]


async def sharing(
    session: ReadSession, card: Card, tags: Sequence[Tag], since: datetime
) -> Sequence[tuple[int, Tag, datetime]]:
    """Who else says one of these: willing people there now who have spoken since then and are new to this one."""
    me = card.person_id
    met = exists().where(
        or_(
            and_(CardTie.person_id == me, CardTie.to_id == CardTag.person_id),
            and_(CardTie.to_id == me, CardTie.person_id == CardTag.person_id),
        )
    )
    query = (
        select(CardTag.person_id, CardTag.field, CardTag.tag, Membership.last_spoken_at)
        .join(Card, and_(Card.group_id == CardTag.group_id, Card.person_id == CardTag.person_id))
        .join(Membership, _same(CardTag))
        .where(CardTag.group_id == card.group_id, CardTag.tag.in_({tag.text for tag in tags}))
        .where(CardTag.person_id != me, Card.is_willing, Membership.left_at.is_(None))
        .where(Membership.last_spoken_at >= since, ~met)
        .limit(MOST_SHARING)
    )
    return [(person, Tag(field, text), at) for person, field, text, at in await session.execute(query) if at]


async def thanked_lately(session: ReadSession, group_id: int, now: datetime) -> int:
    """For how many cards thanks were said in the group a short while ago."""
    query = select(func.count()).where(Card.group_id == group_id, Card.thanked_at > now - CROWDED)
    return await session.scalar(query) or 0


async def take_unthanked(session: Session, group_id: int, now: datetime) -> Sequence[int]:
    """Those there now who have not been thanked, as they came; they have been now."""
    unthanked = Card.group_id == group_id, Card.told_at.is_not(None), Card.thanked_at.is_(None)
    present = select(Card.person_id).join(Membership, _same(Card)).where(*unthanked, Membership.left_at.is_(None))
    people = (await session.scalars(present.order_by(Card.told_at, Card.person_id))).all()
    thanked = update(Card).where(*unthanked).values(thanked_at=now)
    await session.execute(thanked.execution_options(synchronize_session=False))
    return people


async def met_by(session: ReadSession, group_id: int, person_id: int) -> int:
    """To how many people this one's card has made its writer known."""
    query = select(func.count()).where(CardTie.person_id == person_id, CardTie.group_id == group_id)
    return await session.scalar(query) or 0


async def introduced_lately(session: ReadSession, group_id: int, now: datetime) -> Mapping[int, int]:
    """How often each was introduced in the group within the last day."""
    query = select(CardTie.person_id, CardTie.to_id).where(CardTie.group_id == group_id, CardTie.at > now - LATELY)
    return Counter(person for pair in await session.execute(query) for person in pair)


async def note_met(session: Session, card: Card, people: Sequence[int], now: datetime) -> None:
    """They know each other now."""
    session.add_all(
        CardTie(person_id=card.person_id, to_id=person, group_id=card.group_id, at=now) for person in people
    )


def _same(table: type[Card] | type[CardTag]) -> ColumnElement[bool]:
    return and_(Membership.group_id == table.group_id, Membership.person_id == table.person_id)


def _matching(group_id: int, conditions: Sequence[Condition]) -> list[ColumnElement[bool]]:
    saying = [Card.person_id.in_(_saying(group_id, condition)) for condition in conditions]
    return [Card.group_id == group_id, Membership.left_at.is_(None), Card.told_at.is_not(None), *saying]


def _saying(group_id: int, condition: Condition):
    said = select(CardTag.person_id).where(CardTag.group_id == group_id)
    if condition.field is not None:
        said = said.where(CardTag.field.in_({key_of(condition.field.name), key_of(condition.field.other)}))
    return said.where(CardTag.tag.contains(fold(condition.word), autoescape=True))
