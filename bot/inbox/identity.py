"""Own keys for the platform's ids, from bounded caches that keep only what has been committed."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import ledger
from storage.ledger import KnownGroup, KnownMember, KnownPerson

GENERATION = 30_000
"""Entries after which a cache begins to forget what was not used since; it holds at most twice as many."""

K = TypeVar("K")
V = TypeVar("V")


class Cache(Generic[K, V]):
    """The recently used, in two generations; what a transaction learned stays aside until `keep`."""

    def __init__(self, generation: int = GENERATION) -> None:
        self._generation = generation
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}
        self._learned: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """What is known, the running transaction's view first."""
        value = self._learned.get(key)
        if value is None:
            value = self._young.get(key)
        if value is None:
            value = self._old.get(key)
            if value is not None:
                self._add(key, value)
        return value

    def learn(self, known: Mapping[K, V]) -> None:
        """Take what the running transaction read or wrote."""
        self._learned.update(known)

    def keep(self) -> None:
        """The transaction was committed."""
        for key, value in self._learned.items():
            self._add(key, value)
        self._learned = {}

    def drop(self) -> None:
        """The transaction was rolled back."""
        self._learned = {}

    def clear(self) -> None:
        """Forget everything."""
        self._young, self._old, self._learned = {}, {}, {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def _add(self, key: K, value: V) -> None:
        self._young[key] = value
        if len(self._young) >= self._generation:
            self._young, self._old = {}, self._young


class Directory:
    """Who and where, for one account."""

    def __init__(self, account_id: int) -> None:
        self.account_id = account_id
        self.groups: Cache[str, KnownGroup] = Cache()
        self.people: Cache[str, KnownPerson] = Cache()
        self.members: Cache[tuple[int, int], KnownMember] = Cache()
        self.bearers: Cache[tuple[int, str], tuple[int | None]] = Cache(1_000)

    def keep(self) -> None:
        """The transaction was committed."""
        for cache in self._caches():
            cache.keep()

    def drop(self) -> None:
        """The transaction was rolled back."""
        for cache in self._caches():
            cache.drop()

    def clear(self) -> None:
        """Forget what may have been changed elsewhere."""
        for cache in self._caches():
            cache.clear()

    async def learn_groups(self, connection: AsyncConnection, platform_ids: Iterable[str], now_ms: int) -> None:
        """Make sure `groups` knows these, new ones included."""
        missing = {id_ for id_ in platform_ids if self.groups.get(id_) is None}
        if not missing:
            return
        known = await ledger.find_groups(connection, self.account_id, missing)
        self.groups.learn(known)
        if new := missing - known.keys():
            self.groups.learn(await ledger.add_groups(connection, self.account_id, new, now_ms))

    async def learn_people(self, connection: AsyncConnection, names: Mapping[str, str]) -> None:
        """Make sure `people` knows these platform ids, new ones by the names given."""
        missing = {id_: name for id_, name in names.items() if self.people.get(id_) is None}
        if missing:
            self.people.learn(await self.find_or_add(connection, missing))

    async def find_or_add(self, connection: AsyncConnection, names: Mapping[str, str]) -> dict[str, KnownPerson]:
        """People by platform id without keeping them in mind, new ones by the names given."""
        known = await ledger.find_people(connection, self.account_id, names)
        if new := {id_: name for id_, name in names.items() if id_ not in known}:
            known |= await ledger.add_people(connection, self.account_id, new)
        return known

    async def learn_members(self, connection: AsyncConnection, pairs: Iterable[tuple[int, int]]) -> None:
        """Make sure `members` knows those of these pairs of group and person that have ever been."""
        missing = [pair for pair in pairs if self.members.get(pair) is None]
        if missing:
            self.members.learn(await ledger.find_members(connection, missing))

    async def learn_bearers(self, connection: AsyncConnection, wanted: Iterable[tuple[int, str]]) -> None:
        """Make sure `bearers` knows whom these names mean in these groups, if anybody."""
        missing = [pair for pair in wanted if self.bearers.get(pair) is None]
        if missing:
            found = await ledger.find_named(connection, missing)
            self.bearers.learn({pair: (found.get(pair),) for pair in missing})

    def _caches(
        self,
    ) -> tuple[
        Cache[str, KnownGroup],
        Cache[str, KnownPerson],
        Cache[tuple[int, int], KnownMember],
        Cache[tuple[int, str], tuple[int | None]],
    ]:
        return self.groups, self.people, self.members, self.bearers
