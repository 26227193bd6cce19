"""A pasted list: whoever is new on it signs up, diverged copies become one, and whoever it lacks is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.context import Context
from bot.errors import Refusal, UserError
from plugins.campaigns.people import key_of, people_by_name
from plugins.campaigns.signup import acts, pasted, rules, showing, store
from plugins.campaigns.signup import messages as m
from plugins.campaigns.signup.pasted import Named, Pasted
from plugins.campaigns.signup.tables import Signup, SignupEntry


@dataclass
class Taken:
    """What a paste came to: the numbers on it, and those whom something has to be said of."""

    numbers: list[int] = field(default_factory=list[int])
    entered: list[SignupEntry] = field(default_factory=list[SignupEntry])
    dropped: list[SignupEntry] = field(default_factory=list[SignupEntry])
    is_new: bool = False


async def hear(ctx: Context) -> bool:
    """Whether it was the list of a sign-up that is open here; others are none of our business."""
    if ctx.here is None or not pasted.looks_like_one(ctx.said.text):
        return False
    opened = await store.open_ones(ctx.session, ctx.here.id, str(ctx.sender.id), ctx.now)
    if not opened:
        return False
    try:
        read = pasted.read(ctx.said.text)
    except UserError as error:
        ctx.reply(error.phrase(ctx.language, **error.values))
        return True
    meant = [each for each in opened if read and any(pasted.is_title(t, each.title) for t in read.titles)]
    if read is None or not meant:
        return False
    signup = await store.locked(ctx.session, meant[0].id)
    if signup is not None:
        taken = await take_in(ctx, signup, read)
        await acts.move_up(ctx, signup)
        await _say(ctx, signup, taken)
        if taken.is_new:
            await acts.show_soon(ctx, signup)
    return True


async def take_in(ctx: Context, signup: Signup, read: Pasted) -> Taken:
    """Sign up whoever is new on a list. Raises Refusal when that would be more than a list holds."""
    session = ctx.session
    there = await store.listed(session, signup, await store.entries(session, signup.id))
    members = await people_by_name(session, signup.group_id)
    by_who = {who.entry.who: who.entry for who in there}
    by_name = _by_name(there)
    known = {**dict.fromkeys(members), **dict.fromkeys(by_name)}
    lines = [pasted.named(line, known) for line in read.lines]
    found = [_entry_of(signup, each, by_who, by_name, members) for each in lines]
    fresh = {entry.who for entry in found if entry.who not in by_who}
    if len(by_who) + len(fresh) > rules.MOST_ENTRIES:
        raise Refusal(m.LIST_IS_FULL, number=signup.id)
    base = rules.base_of(
        await store.copies_of(session, signup.id), list(dict.fromkeys(e.number for e in found if e.number))
    )
    taken = Taken()
    for entry, line in zip(found, lines, strict=True):
        _enter(ctx, signup, entry, line, taken, is_stale=entry.number in base.numbers)
    taken.dropped = [who.entry for who in there if who.entry.number in base.dropped and who.entry.state != "out"]
    taken.numbers = list(dict.fromkeys(entry.number for entry in found))
    await session.flush()
    await store.note_copy(session, signup.id, taken.numbers)
    return taken


def _by_name(there: Sequence[store.Listed]) -> dict[str, list[SignupEntry]]:
    """Whom a name can mean: as it was written once, or as they are called now; those who share one in their order."""
    found: dict[str, list[SignupEntry]] = {}
    for who in there:
        for key in {key_of(who.entry.name), key_of(who.name)} - {""}:
            found.setdefault(key, []).append(who.entry)
    return found


def _entry_of(
    signup: Signup,
    line: Named,
    by_who: Mapping[str, SignupEntry],
    by_name: dict[str, list[SignupEntry]],
    members: Mapping[str, int],
) -> SignupEntry:
    """The entry that a line is about; of a new name a new one, of a member where only one bears it."""
    key = key_of(line.name)
    if known := by_name.get(key):
        return known.pop(0) if len(known) > 1 else known[0]
    person = members.get(key)
    entry = by_who.get(str(person)) if person is not None else None
    if entry is None:
        who = f"={key}" if person is None else str(person)
        entry = SignupEntry(signup_id=signup.id, who=who, number=0, person_id=person, name=line.name)
        entry.heads, entry.note, entry.state = line.said.heads or 1, line.said.note, ""
    by_name[key] = [entry]
    return entry


def _enter(ctx: Context, signup: Signup, entry: SignupEntry, line: Named, taken: Taken, *, is_stale: bool) -> None:
    """Who is new comes in; who had withdrawn comes again only where the copy before did not have them."""
    if entry.state == "" or (entry.state == "out" and not is_stale):
        if entry.state == "":
            ctx.session.add(entry)
        entry.heads, entry.note, entry.at = line.said.heads or 1, line.said.note, ctx.now
        acts.enter(signup, entry)
        taken.is_new = True
        taken.entered.append(entry)
    elif entry.person_id == ctx.sender.id and entry.state != "out":
        note = line.said.note or entry.note
        changed = (line.said.heads or entry.heads, note) != (entry.heads, entry.note)
        if changed and acts.resize(signup, entry, line.said.heads or entry.heads):
            entry.note, taken.is_new = note, True


async def _say(ctx: Context, signup: Signup, taken: Taken) -> None:
    """Only what nobody would see on the next list."""
    if waiting := [entry for entry in taken.entered if entry.state == "waiting"]:
        names = showing.names_of(await store.listed(ctx.session, signup, waiting), ctx.language)
        ctx.reply(m.PASTED_WAITING, title=signup.title, names=names)
    if taken.dropped:
        names = showing.names_of(await store.listed(ctx.session, signup, taken.dropped), ctx.language)
        ctx.reply(m.DROPPED, names=names, cancel=m.CANCEL)
