"""A list as one parameter of a statement, so that the statement is the same for any length."""

import json
from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection


def as_list(connection: AsyncConnection, values: Collection[int] | Collection[str]) -> object:
    """The parameter for `inside` and `outside`."""
    return json.dumps(list(values)) if connection.dialect.name == "sqlite" else list(values)


def inside(name: str, dialect: str, kind: str = "BIGINT") -> str:
    """What follows a column that has to be in the list."""
    if dialect == "sqlite":
        return f"IN (SELECT value FROM json_each(:{name}))"
    return f"= ANY(CAST(:{name} AS {kind}[]))"


def outside(name: str, dialect: str, kind: str = "BIGINT") -> str:
    """What follows a column that must not be in the list."""
    if dialect == "sqlite":
        return f"NOT IN (SELECT value FROM json_each(:{name}))"
    return f"<> ALL(CAST(:{name} AS {kind}[]))"
