"""What a group's admins may change: frozen dataclasses whose fields are kept one row each, defaults unsaid.

A class names its prefix: `class Welcome: prefix = "welcome"` keeps `text` as `welcome.text`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, ClassVar, Protocol, TypeVar, cast

from sqlalchemy import Select, bindparam, delete, insert, select

from storage.bulk import BATCH
from storage.engine import ReadSession, Session
from storage.tables import GroupSetting


class GroupSettings(Protocol):
    """A frozen dataclass of JSON-able fields with defaults, and a prefix."""

    prefix: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


SETTING = "setting"
"""What the history calls a change that `put_back` undoes."""

S = TypeVar("S", bound=GroupSettings)


async def load(session: ReadSession, group_id: int, cls: type[S]) -> S:
    """The group's settings of this kind, lists as tuples; a field that the code no longer knows is ignored."""
    return (await _load_all(session, [group_id], cls))[group_id]


async def load_each(session: ReadSession, group_ids: Sequence[int], cls: type[S]) -> Mapping[int, S]:
    """The same of many groups."""
    found: dict[int, S] = {}
    for start in range(0, len(group_ids), BATCH):
        found |= await _load_all(session, group_ids[start : start + BATCH], cls)
    return found


async def change(
    session: Session, group_ids: Sequence[int], cls: type[S], how: Callable[[S], Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Set in each group what `how` makes of its settings; returns the ways back, none for what was so already."""
    before = await _load_all(session, group_ids, cls)
    defaults = {f.name: f.default for f in fields(cls)}
    operations: list[dict[str, Any]] = []
    for group_id in group_ids:
        for name, value in how(before[group_id]).items():
            old, new = (_kept(each, defaults[name]) for each in (getattr(before[group_id], name), value))
            if old != new:
                key = f"{cls.prefix}.{name}"
                operations.append({"op": SETTING, "group": group_id, "name": key, "old": old, "new": new})
    await _store_all(session, operations)
    return operations


async def put_back(session: Session, operations: Sequence[Mapping[str, Any]]) -> bool:
    """Undo what `change` did; false, and nothing done, where a setting has been changed since."""
    groups = {operation["group"] for operation in operations}
    names = {operation["name"] for operation in operations}
    query = select(GroupSetting.group_id, GroupSetting.name, GroupSetting.value).where(
        GroupSetting.group_id.in_(groups), GroupSetting.name.in_(names)
    )
    now = {(group, name): value for group, name, value in (await session.execute(query)).all()}
    if any(now.get((operation["group"], operation["name"])) != operation["new"] for operation in operations):
        return False
    await _store_all(session, [{**operation, "new": operation["old"]} for operation in operations])
    return True


async def value_of(session: ReadSession, group_id: int, name: str) -> Any:
    """One setting as it is stored, or None when it has its default."""
    query = select(GroupSetting.value).where(GroupSetting.group_id == group_id, GroupSetting.name == name)
    return await session.scalar(query)


async def store(session: Session, group_id: int, name: str, value: Any) -> None:
    """Set one setting, or return it to its default with None."""
    await _store_all(session, [{"group": group_id, "name": name, "new": value}])


async def _load_all(session: ReadSession, group_ids: Sequence[int], cls: type[S]) -> dict[int, S]:
    known = _known(session)
    missing = [group_id for group_id in group_ids if group_id not in known]
    known.update((group_id, {}) for group_id in missing)
    if missing:
        for group_id, name, value in await (await session.connection()).execute(_query(), {"groups": missing}):
            known[group_id][name] = value
    names = _names(cls)
    return {
        group_id: cls(**{names[name]: _frozen(value) for name, value in known[group_id].items() if name in names})
        for group_id in group_ids
    }


def _known(session: ReadSession) -> dict[int, dict[str, Any]]:
    """All settings of groups that were asked about in a transaction that nobody else writes beside."""
    return session.info.setdefault(SETTING, {}) if isinstance(session, Session) else {}


@lru_cache
def _names(cls: type[GroupSettings]) -> Mapping[str, str]:
    return {f"{cls.prefix}.{field.name}": field.name for field in fields(cls)}


@lru_cache
def _query() -> Select[int, str, Any]:
    """Everything of these groups, since they are kept together and most of what happens asks for several kinds."""
    in_groups = GroupSetting.group_id.in_(bindparam("groups", expanding=True))
    return select(GroupSetting.group_id, GroupSetting.name, GroupSetting.value).where(in_groups)


async def _store_all(session: Session, operations: Sequence[Mapping[str, Any]]) -> None:
    _known(session).clear()
    for name in {operation["name"] for operation in operations}:
        groups = [operation["group"] for operation in operations if operation["name"] == name]
        old = delete(GroupSetting).where(GroupSetting.group_id.in_(groups), GroupSetting.name == name)
        await session.execute(old)
    rows = [{"group_id": op["group"], "name": op["name"], "value": op["new"]} for op in operations]
    if kept := [row for row in rows if row["value"] is not None]:
        await session.execute(insert(GroupSetting), kept)


def _kept(value: Any, default: Any) -> Any:
    """The value as it is stored: None for the default, a tuple as a list."""
    if value == default:
        return None
    return list(cast(tuple[Any, ...], value)) if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    return tuple(cast(list[Any], value)) if isinstance(value, list) else value
