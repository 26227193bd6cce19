"""Where a drop of a file goes: the groups that it names, or those that are chosen."""

from dataclasses import dataclass

from bot import audience
from bot.context import Context
from bot.errors import UserError
from bot.targets import administered, chosen_groups
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.fields import short
from plugins.drops.exchange.plan import Where
from storage.tables import Group


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drop goes: the groups as they are now, and the tags that chose them."""

    groups: tuple[Group, ...]
    tag: str
    zone: str


class Places:
    """Finds the groups that a file names, each name once; at the command line nothing is chosen but by name."""

    def __init__(self, ctx: Context, *, needs_naming: bool = False) -> None:
        self._ctx, self._needs_naming = ctx, needs_naming
        self._found: dict[Where, Place | UserError] = {}
        self._by_name: dict[str, list[Group]] | None = None

    async def of(self, where: Where) -> Place:
        """The place. Raises UserError for one that is not there, or not this person's."""
        if where not in self._found:
            try:
                self._found[where] = await self._find(where)
            except UserError as error:
                self._found[where] = error
        found = self._found[where]
        if isinstance(found, UserError):
            raise found
        return found

    async def group(self, name: str) -> Group:
        """A group that the person manages, by its name or its number."""
        if self._by_name is None:
            self._by_name = {}
            for group in await self._ctx.session.scalars(await administered(self._ctx)):
                self._by_name.setdefault(group.name, []).append(group)
        found = self._by_name.get(name, [])
        if not found:
            every = [group for groups in self._by_name.values() for group in groups]
            found = [group for group in every if str(group.id) == name.lstrip("#")]
        if len(found) != 1:
            numbers = " ".join(str(group.id) for group in found)
            raise UserError(m.WHICH_GROUP if found else m.NO_SUCH_GROUP, name=short(name), numbers=numbers)
        return found[0]

    async def _find(self, where: Where) -> Place:
        ctx, groups, tag = self._ctx, self._ctx.groups, self._ctx.tag
        try:
            if where.tag:
                await audience.aim(ctx, where.tag.split())
            elif where.group:
                ctx.groups, ctx.tag = (await self.group(where.group),), ""
            elif not groups and self._needs_naming:
                raise UserError(m.NAME_A_GROUP)
            elif not groups:
                ctx.groups, ctx.tag, _ = await chosen_groups(ctx)
            tags = " ".join(ctx.tag.replace("#", " ").split())
            zone = ctx.groups[0].zone if len(ctx.groups) == 1 else None
            return Place(ctx.groups, tags, zone or ctx.services.settings.zone)
        finally:
            ctx.groups, ctx.tag = groups, tag
