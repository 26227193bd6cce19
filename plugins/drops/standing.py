"""How it stands with a drop, as the office's pages show it, and what can be done with it by one touch."""

from bot.pages import Act, Badge, Look
from bot.permissions import Role
from plugins.drops import deeds, listing
from plugins.drops import messages as drops_say
from plugins.drops import page_messages as m
from plugins.drops.store import Held
from plugins.drops.tables import Drop
from storage.tables import Schedule


def is_mine(look: Look, drop: Drop) -> bool:
    """Whether who looks may change it: what goes to several groups only its author, as `reach.may_change` says."""
    return drop.group_id is not None or drop.author_id == look.person.id or look.role is Role.OPERATOR


def kind_of(look: Look, drop: Drop) -> Badge:
    """Whether it gives or asks."""
    return Badge(look.t(m.PROMO), "warn") if drop.is_promo else Badge(look.t(m.VALUE), "good")


def state_of(look: Look, schedule: Schedule | None, held: Held | None = None, *, has_left: bool = False) -> Badge:
    """Whether it comes, in a word."""
    if has_left:
        return Badge(look.t(m.NOT_HERE), "warn")
    if schedule is None or schedule.next_due_at is None:
        return Badge(look.t(m.IS_OVER))
    if schedule.paused_at is not None:
        return Badge(look.t(m.IS_PAUSED), "warn")
    if held is not None:
        why = drops_say.HELD_BY.get(held.reason or "", drops_say.HELD_OTHERWISE)
        return Badge(look.t(m.HELD, why=why), "warn")
    return Badge(look.t(m.RUNS), "good")


def times_of(look: Look, schedule: Schedule | None) -> str:
    """When it comes, and below that when it comes next, unless it is paused."""
    is_paused = schedule is not None and schedule.paused_at is not None and schedule.recurrence is not None
    coming = "" if is_paused else listing.next_time(look, schedule)
    return "\n".join(part for part in (listing.when(look, schedule), coming) if part)


def everyday_acts(look: Look, drop: Drop, schedule: Schedule | None) -> list[Act]:
    """To skip, pause and delete it, for whoever may."""
    if not is_mine(look, drop):
        return []
    some = [deeds.DELETE]
    if schedule is not None and schedule.next_due_at is not None:
        if schedule.paused_at is not None:
            some = [deeds.RESUME, *some]
        else:
            some = [*([deeds.SKIP_NEXT] if schedule.recurrence is not None else []), deeds.PAUSE, *some]
    return [deeds.act(look, deed, drop.id) for deed in some]
