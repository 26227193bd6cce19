"""Who may do what."""

from collections.abc import Callable

import pytest

from bot.context import Context
from bot.errors import UserError
from bot.permissions import Role, admin, anyone, needed_by, operator, owner, role_of
from bot.phrases import Phrase
from storage.engine import Database
from storage.tables import Account, Grant, Group, Person
from tests.bot.sample import HERE, NOW, context, said

OWNER, ADMIN, OPERATOR, BOUND_OWNER, NAMED, MEMBER = 1, 2, 3, 4, 5, 6
ELSEWHERE = HERE + 1


async def test_roles(database_url: str) -> None:
    """The highest of what settings, platform and grants give; a grant holds in its group, or where none is at hand."""
    async with Database(database_url) as db, db.write() as session:
        session.add(Account(id=1, platform="test", platform_id="bot", created_at=NOW))
        await session.flush()
        people = [Person(id=n, account_id=1, platform_id=f"p{n}", name="群主") for n in range(1, 7)]
        session.add_all(people)
        await session.flush()
        here = Group(id=HERE, account_id=1, platform_id="a", joined_at=NOW, owner_id=OWNER)
        elsewhere = Group(id=ELSEWHERE, account_id=1, platform_id="b", joined_at=NOW)
        session.add_all([here, elsewhere])
        for person, group, role in (
            (ADMIN, HERE, "admin"),
            (OWNER, HERE, "admin"),
            (BOUND_OWNER, HERE, "owner"),
            (OPERATOR, 0, "operator"),
        ):
            session.add(Grant(person_id=person, group_id=group, role=role, granted_at=NOW))
        await session.flush()

        async def roles(group: Group | None) -> list[Role]:
            return [await role_of(session, person, group, frozenset({"p5"})) for person in people]

        member, top = Role.MEMBER, Role.OPERATOR
        assert await roles(here) == [Role.OWNER, Role.ADMIN, top, Role.OWNER, top, member]
        assert await roles(elsewhere) == [member, member, top, member, top, member]
        assert await roles(None) == await roles(here)


@pytest.mark.parametrize(
    ("guard", "least", "refusal"),
    [
        (anyone, Role.MEMBER, None),
        (admin, Role.ADMIN, "只有群主或管理员可以设置欢迎语。"),
        (owner, Role.OWNER, "只有群主可以设置欢迎语。"),
        (operator, Role.OPERATOR, "只有运营者可以设置欢迎语。"),
    ],
)
def test_guards(guard: Callable[[Context], None], least: Role, refusal: str | None) -> None:
    """A guard lets its role and all above pass, and tells the others who may."""
    assert needed_by(guard) is least
    for role in Role:
        ctx = context(said(""))
        ctx.role, ctx.action_title = role, Phrase("设置欢迎语", "set the welcome text")
        if role >= least:
            guard(ctx)
            continue
        with pytest.raises(UserError) as caught:
            guard(ctx)
        assert caught.value.phrase("zh", **caught.value.values) == refusal
        assert "can set the welcome text." in caught.value.phrase("en", **caught.value.values)
