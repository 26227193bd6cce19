"""Who is meant by a mention, a number or a name."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.commands.arguments import read_arguments
from bot.errors import UserError
from bot.events import Said
from bot.router import Router, ToCommand
from storage.engine import Database, Session
from storage.tables import Account, Group, Membership, Person
from tests.bot.sample import HERE, NOW, PLUGINS, context, said

router = Router(PLUGINS)

PEOPLE = {
    1: ("群主", ""),
    2: ("小明", ""),
    3: ("Tom Lee 🌼", ""),
    4: ("小红", "红红"),
    5: ("红红", ""),
    6: ("12", ""),
    7: ("离开的人", ""),
    8: ("a@b", "{昵称}"),
    12: ("十二号", ""),
    13: ("小明", ""),
}
ELSEWHERE = 20
LEFT = 7


@pytest.fixture
async def session(database_url: str) -> AsyncIterator[Session]:
    """A group with these people; one has left it, and one is in another group only."""
    async with Database(database_url) as db, db.write() as session:
        session.add(Account(id=1, platform="test", platform_id="bot", created_at=NOW))
        await session.flush()
        for number, (name, _) in {**PEOPLE, ELSEWHERE: ("别群的人", "")}.items():
            session.add(Person(id=number, account_id=1, platform_id=f"p{number}", name=name))
        for number in (HERE, HERE + 1):
            session.add(Group(id=number, account_id=1, platform_id=f"g{number}", joined_at=NOW))
        await session.flush()
        for number, (_, alias) in PEOPLE.items():
            left = NOW if number == LEFT else None
            session.add(Membership(group_id=HERE, person_id=number, alias=alias, left_at=left))
        session.add(Membership(group_id=HERE + 1, person_id=ELSEWHERE))
        await session.flush()
        yield session


async def read(session: Session, message: Said) -> dict[str, Any]:
    """The arguments of the command that the message is."""
    match = router.route(message)
    assert isinstance(match, ToCommand)
    assert match.action is not None
    ctx = context(message, session, await session.get_one(Group, HERE))
    values = await read_arguments(match.action, match.rest, match.body, ctx)
    return {name: value.id if isinstance(value, Person) else value for name, value in values.items()}


MEANT: list[tuple[str, tuple[int, ...], int]] = [
    ("@小明\u2005 5", (2,), 2),
    ("@小明\u20055", (13,), 13),
    ("5 @小明\u2005", (2,), 2),
    ("@Tom Lee 🌼\u2005 5", (3,), 3),
    ("@Tom Lee 🌼 5", (3,), 3),
    ("5 @Tom Lee 🌼", (3,), 3),
    ("@红红\u2005 5", (4,), 4),
    ("@红红\u2005 5", (5,), 5),
    ("@新名字\u2005 5", (2,), 2),
    ("@{昵称}\u2005 5", (8,), 8),
    ("@a@b\u2005 5", (8,), 8),
    ("12 5", (), 12),
    ("#12 5", (), 12),
    ("４ 5", (), 4),
    ("7 5", (), 7),
    ("小红 5", (), 4),
    ("@小红 5", (), 4),
    ("“Tom Lee 🌼” 5", (), 3),
    ("{昵称} 5", (), 8),
]


async def test_the_person_meant(session: Session, subtests: pytest.Subtests) -> None:
    """By real mention whatever the name looks like, by number, or by a name that only one there has."""
    for line, mentions, who in MEANT:
        with subtests.test(ascii(line)):
            assert await read(session, said(f"/积分 加 {line}", mentions=mentions)) == {"who": who, "how_many": 5}


REFUSED = [
    ("小明 5", "群里有好几位叫「小明」（编号 2, 13），请直接 @ 对方，或者写编号。"),
    ("红红 5", "群里有好几位叫「红红」（编号 4, 5），请直接 @ 对方，或者写编号。"),
    ("离开的人 5", "群里没有找到「离开的人」，请直接 @ 对方。"),
    ("别群的人 5", "群里没有找到「别群的人」，请直接 @ 对方。"),
    ("20 5", "群里没有找到「20」，请直接 @ 对方。"),
    ("%小_ 5", "群里没有找到「%小_」，请直接 @ 对方。"),
    ("@ 5", "群里没有找到「」，请直接 @ 对方。"),
    ("\0\ud800小强 5", "群里没有找到「小强」，请直接 @ 对方。"),
    ("", "还缺@成员。"),
]


async def test_nobody_is_guessed_at(session: Session, subtests: pytest.Subtests) -> None:
    """A name that several have, or nobody now there, is never taken for somebody."""
    for line, what in REFUSED:
        with subtests.test(ascii(line)):
            with pytest.raises(UserError) as caught:
                await read(session, said(f"/积分 加 {line}"))
            assert caught.value.phrase("zh", **caught.value.values) == what
            assert caught.value.example == "/积分 加 @小明 5"


async def test_two_of_one_name_are_told_apart_by_their_order(session: Session) -> None:
    """The first mention is the first of the people mentioned, though both have the name."""
    message = said("/积分 加 @小明\u2005 5 谢谢 @小明\u2005", mentions=(13, 2))
    assert await read(session, message) == {"who": 13, "how_many": 5, "why": "谢谢 @小明"}


async def test_the_rest_keeps_what_was_written_around_a_mention(session: Session) -> None:
    """Taking a mention out of the middle joins what stood beside it."""
    message = said("/积分 加 5 谢谢　@小明\u2005 分享“好 书”", mentions=(2,))
    assert await read(session, message) == {"who": 2, "how_many": 5, "why": "谢谢 分享“好 书”"}


async def test_a_mention_beyond_those_asked_for_stays_in_the_text(session: Session) -> None:
    """Somebody may be mentioned in a reason, too."""
    message = said("/积分 加 @小明\u2005 5 帮了 @小红\u2005", mentions=(2, 4))
    assert await read(session, message) == {"who": 2, "how_many": 5, "why": "帮了 @小红"}


@pytest.mark.parametrize(
    "name", ["\0", "\ud800", "{}", "%s", "'; --", "\u202e", "🏳️‍🌈" * 3_000, "@" * 10_000, "9" * 15, "９" * 99]
)
async def test_any_name_is_a_person_or_a_sentence(session: Session, name: str) -> None:
    """Nothing typed for a name reaches the database as anything but a value it can hold."""
    for text in (name, f"@{name}\u2005", f"“{name}”"):
        with pytest.raises(UserError):
            await read(session, said(f"/积分 加 {text} 5"))
