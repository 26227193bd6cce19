"""/接龙: opening, changing, ending sign-ups, and their lists."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any

from bot import media
from bot.commands import Example
from bot.commands.parameters import Label, Member, Rest, Words
from bot.commands.readers import number_in, short
from bot.content import File
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.outbox import Priority
from bot.permissions import anyone
from bot.phrases import Phrase
from bot.times.moments import shown
from plugins.campaigns.people import key_of
from plugins.campaigns.signup import acts, pasted, plans, rules, showing, store
from plugins.campaigns.signup import messages as m
from plugins.campaigns.signup.command import signup
from plugins.campaigns.signup.listening import take_in
from plugins.campaigns.signup.members import split_number
from plugins.campaigns.signup.rules import Terms
from plugins.campaigns.signup.store import Listed, Open
from plugins.campaigns.signup.tables import Signup, SignupEntry

LATELY = timedelta(days=7)
LONG = timedelta(days=3650)
Which = Annotated[Rest | None, Label("#编号", "#number")]
Whole = Annotated[Rest, Label("名字 名额 截止 时间 地点", "title cap until when where")]


@signup.action(
    summary=Phrase("看接龙的名单", "see who has signed up"),
    example=Example("/接龙", "/signup"),
    guard=anyone,
)
async def show(
    ctx: Context,
    number: Annotated[int | None, Label("编号", "number")] = None,
    page: Annotated[int, Label("页", "page")] = 1,
) -> None:
    """The only one that is open; of several what they are."""
    lately = await store.latest(ctx.session, ctx.group.id, ctx.now - LATELY)
    opened = [each for each in lately if each.closed_at is None]
    if number is not None:
        await _show(ctx, await _find(ctx, number), page)
    elif len(opened) == 1:
        await _show(ctx, opened[0], page)
    elif lately:
        lines = "\n".join(showing.overview(each) for each in lately)
        ctx.reply(m.OVERVIEW, zone=ctx.zone, lines=lines, number=lately[0].id)
    else:
        ctx.reply(f"{ctx.t(m.NONE_YET)}\n{ctx.t(m.NEW_EXAMPLE)}")


@signup.action(
    "新建",
    "new",
    summary=Phrase("开一个接龙", "open a sign-up"),
    example=Example(m.NEW_EXAMPLE.zh, m.NEW_EXAMPLE.en),
)
async def new(ctx: Context, what: Whole | None = None, chain: Words | None = None) -> None:
    """With a list below it or quoted, it goes on from there."""
    read = pasted.read(chain) if chain else None
    if chain and read is None:
        raise UserError(m.NOTHING_PASTED)
    terms = rules.read_terms(what or "", ctx.now, ctx.zone, is_new=not chain)
    title = terms.title or (read.titles[0][: rules.LONGEST_TITLE] if read and read.titles else "")
    if not title:
        raise UserError(m.NO_TITLE)
    made = await _make(ctx, terms._replace(title=title))
    if read is not None:
        await take_in(ctx, made, read)
    await _post_list(ctx, made)
    ctx.done(m.MADE, number=made.id, title=made.title)


@signup.action(
    "加",
    "add",
    summary=Phrase("替人报名", "sign somebody up"),
    example=Example("/接龙 加 @小明 2", "/signup add @Ming 2"),
)
async def add(ctx: Context, who: Member | None = None, words: Which = None) -> None:
    """A member, or anybody by name."""
    number, rest = split_number(words or "")
    found = await _live(ctx, number)
    if who is None and not rest.strip():
        raise UserError(m.WHO)
    name, said = ("", rules.read_said(rest)) if who else pasted.named(rest.strip().lstrip("@"), ())
    key = str(who.id) if who else f"={key_of(name)}"
    entry = await store.entry_of(ctx.session, found.id, key)
    before = ("out", 0) if entry is None else (entry.state, entry.heads)
    if entry is None:
        entry = SignupEntry(signup_id=found.id, who=key, person_id=who.id if who else None, name=name, heads=0)
        ctx.session.add(entry)
    if before[0] == "out":
        entry.heads, entry.note, entry.at = said.heads or 1, said.note, ctx.now
        acts.enter(found, entry)
    elif not acts.resize(found, entry, said.heads or entry.heads):
        raise Refusal(m.ONLY_LEFT, title=found.title, n=max(0, (found.cap or 0) - found.taken), heads=entry.heads)
    await acts.move_up(ctx, found)
    await ctx.session.flush()
    called = (await store.listed(ctx.session, found, [entry]))[0].name
    if before != (entry.state, entry.heads):
        await acts.note_entry(ctx, found, m.DID_ADD, called, before, entry)
    await acts.show_soon(ctx, found)
    ctx.done(m.ADDED if entry.state == "in" else m.ADDED_WAITING, name=called, heads=entry.heads)


@signup.action(
    "去掉",
    "remove",
    summary=Phrase("把人从名单上去掉", "take somebody off the list"),
    example=Example("/接龙 去掉 3", "/signup remove 3"),
)
async def remove(ctx: Context, who: Annotated[Rest, Label("编号|名字", "number|name")]) -> None:
    """By the number on the list, by mention, or by name."""
    number, rest = split_number(who)
    found = await _live(ctx, number)
    there = await store.listed(ctx.session, found, await store.entries(ctx.session, found.id, "in", "waiting"))
    one = _meant(ctx, there, rest)
    if one is None:
        raise UserError(m.NOT_ON_LIST, who=short(rest))
    before = (one.entry.state, one.entry.heads)
    acts.leave(found, one.entry)
    await acts.note_entry(ctx, found, m.DID_REMOVE, one.name, before, one.entry)
    await acts.move_up(ctx, found)
    await acts.show_soon(ctx, found)
    ctx.done(m.REMOVED, number=one.entry.number, name=one.name)


@signup.action(
    "修改",
    "change",
    summary=Phrase("改名额、截止、时间、地点", "change cap, deadline, time or place"),
    example=Example("/接龙 修改 名额30 截止 周五 20:00", "/signup change cap 30 until fri 20:00"),
)
async def change(ctx: Context, what: Whole) -> None:
    """Whoever is in stays in, however small the cap becomes."""
    number, rest = split_number(what)
    found = await _open(ctx, number)
    terms = rules.read_terms(rest, ctx.now, ctx.zone)
    changes = {
        "title": terms.title or None,
        "cap": terms.cap,
        "closes_at": terms.until,
        "starts_at": terms.starts,
        "place": terms.place,
    }
    new_values: dict[str, Any] = {name: value for name, value in changes.items() if value is not None}
    if not new_values:
        raise UserError(m.NOTHING_TO_CHANGE)
    if terms.title:
        await _check_title(ctx, terms.title, found.id)
    if terms.cap == 0:
        new_values["cap"] = None
    await acts.change(ctx, found, m.DID_CHANGE, **new_values)
    over = found.cap is not None and found.taken > found.cap
    what_now = showing.terms_of(found, ctx.language) + (ctx.t(m.OVERBOOKED, n=found.taken) if over else "")
    ctx.done(m.CHANGED, number=found.id, title=found.title, what=what_now)


@signup.action(
    "截止",
    "close",
    summary=Phrase("现在就截止", "close it now"),
    example=Example("/接龙 截止", "/signup close"),
)
async def close(ctx: Context, which: Which = None) -> None:
    """The list is said once more."""
    found = await _open(ctx, _number(which))
    await acts.change(ctx, found, m.DID_CLOSE, closed_at=ctx.now)
    everybody = await store.listed(ctx.session, found, await store.entries(ctx.session, found.id, "in", "waiting"))
    key = f"signup:closed:{found.id}:{ctx.event_id}"
    ctx.post(showing.result(found, everybody), key=key, group_id=found.group_id)
    ctx.done(m.CLOSED, number=found.id, title=found.title, n=found.taken)


@signup.action(
    "重开",
    "reopen",
    summary=Phrase("截止了的再开", "open a closed one again"),
    example=Example("/接龙 重开 #5 截止 周五 20:00", "/signup reopen #5 until fri 20:00"),
)
async def reopen(ctx: Context, which: Which = None) -> None:
    """With another deadline, where the old one is over."""
    number, rest = split_number(which or "")
    terms = rules.read_terms(rest, ctx.now, ctx.zone)
    found = await _closed(ctx, number or number_in(terms.title))
    until = terms.until or found.closes_at
    if until <= ctx.now:
        raise UserError(m.NEEDS_DEADLINE)
    await _check_title(ctx, found.title, found.id)
    await acts.change(ctx, found, m.DID_REOPEN, closed_at=None, closes_at=until)
    ctx.done(m.REOPENED, number=found.id, title=found.title, until=shown(until, found.zone, ctx.language))


@signup.action(
    "导出",
    "export",
    summary=Phrase("把名单导成表格", "export the list as a table"),
    example=Example("/接龙 导出", "/signup export"),
)
async def export(ctx: Context, which: Which = None) -> None:
    """Sent privately, since it is everybody's names in one file."""
    number = _number(which)
    lately = await store.latest(ctx.session, ctx.group.id, ctx.now - LATELY)
    if number is None and not lately:
        raise UserError(m.NONE_YET)
    found = lately[0] if number is None else await _find(ctx, number)
    everybody = await store.listed(ctx.session, found, await store.entries(ctx.session, found.id))
    data = showing.table(found, everybody, ctx.language)
    name = media.fit_name(ctx.t(m.FILE, number=found.id, title=found.title))
    folder = ctx.services.settings.media_dir
    path = await ctx.beforehand("table", lambda: media.keep(folder, data, name))
    key = f"signup:table:{ctx.event_id}"
    ctx.post(File(path, name), key=key, person_id=ctx.sender.id, priority=Priority.ANSWER)
    await ctx.audit(m.DID_EXPORT, None, title=found.title)
    if ctx.here is not None:
        ctx.reply(m.SENT)


async def _make(ctx: Context, terms: Terms) -> Signup:
    await _check_title(ctx, terms.title, 0)
    if len(await store.open_ones(ctx.session, ctx.group.id, "", ctx.now)) >= rules.MOST_OPEN:
        raise Refusal(m.TOO_MANY_OPEN, most=rules.MOST_OPEN)
    made = Signup(
        account_id=ctx.account_id,
        group_id=ctx.group.id,
        author_id=ctx.sender.id,
        title=terms.title,
        cap=terms.cap or None,
        starts_at=terms.starts,
        time_said="",
        place=terms.place or "",
        language=ctx.language,
        zone=ctx.zone,
        opened_at=ctx.now,
        closes_at=terms.until or min(terms.starts or ctx.now + rules.STAYS_OPEN, ctx.now + rules.FARTHEST),
        entered=0,
        taken=0,
        waiting=0,
    )
    ctx.session.add(made)
    await ctx.session.flush()
    await plans.plan_all(ctx, made)
    await ctx.audit(m.DID_MAKE, [{"op": acts.MADE, "signup": made.id}], title=made.title)
    return made


async def _check_title(ctx: Context, title: str, but: int) -> None:
    """A pasted list finds its sign-up by the title."""
    for each in await store.open_ones(ctx.session, ctx.group.id, "", ctx.now):
        if each.id != but and pasted.is_title(title, each.title):
            raise Refusal(m.SAME_TITLE, title=each.title, number=each.id)


async def _post_list(ctx: Context, made: Signup) -> None:
    await ctx.session.flush()
    everybody = await store.listed(ctx.session, made, await store.entries(ctx.session, made.id, "in", "waiting"))
    page = showing.page(made, everybody, is_only=await acts.is_the_only(ctx, made))
    made.listed_at = ctx.now
    await store.note_copy(ctx.session, made.id, page.numbers)
    ctx.post(page.text, key=f"signup:made:{made.id}", group_id=made.group_id)


async def _show(ctx: Context, found: Signup, page: int) -> None:
    everybody = await store.listed(ctx.session, found, await store.entries(ctx.session, found.id, "in", "waiting"))
    pages = showing.pages(everybody)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    is_only = await acts.is_the_only(ctx, found)
    ctx.reply(showing.page(found, everybody, is_only=is_only, number=page).text)


async def _find(ctx: Context, number: int) -> Signup:
    found = await store.find(ctx.session, ctx.group.id, number)
    if found is None:
        raise UserError(m.NO_SUCH, number=number)
    return found


async def _open(ctx: Context, number: int | None) -> Signup:
    """The open one that is named, else the only one, locked. Raises UserError."""
    return await _one_of(ctx, await store.open_ones(ctx.session, ctx.group.id, "", ctx.now), number)


async def _live(ctx: Context, number: int | None) -> Signup:
    """The same, but one that is closed and still to come will do."""
    opened = await store.open_ones(ctx.session, ctx.group.id, "", ctx.now)
    live = await store.live_ones(ctx.session, ctx.group.id, "", ctx.now)
    return await _one_of(ctx, opened if opened and number is None else live, number)


async def _one_of(ctx: Context, found: Sequence[Open], number: int | None) -> Signup:
    if number is None and not found:
        raise Refusal(m.NONE_OPEN)
    if number is None and len(found) > 1:
        lines = "\n".join(ctx.t(m.ONE, number=each.id, title=each.title) for each in found)
        raise Refusal(m.WHICH, which=f"#{found[0].id}", lines=lines)
    wanted = found[0].id if number is None else number
    if all(each.id != wanted for each in found):
        await _find(ctx, wanted)
        raise Refusal(m.ALREADY_CLOSED, number=wanted)
    one = await store.locked(ctx.session, wanted)
    assert one is not None
    return one


async def _closed(ctx: Context, number: int | None) -> Signup:
    """The closed one that is named, else the last. Raises UserError."""
    if number is None:
        lately = await store.latest(ctx.session, ctx.group.id, ctx.now - LONG)
        number = next((each.id for each in lately if each.closed_at is not None), None)
    if number is None:
        raise UserError(m.NONE_YET)
    if (await _find(ctx, number)).closed_at is None:
        raise Refusal(m.ALREADY_OPEN, number=number)
    found = await store.locked(ctx.session, number)
    assert found is not None
    return found


def _meant(ctx: Context, people: Sequence[Listed], words: str) -> Listed | None:
    mentioned = [who for who in people if who.entry.person_id in ctx.said.mentions]
    if mentioned:
        return mentioned[0]
    if (number := number_in(words.strip())) is not None:
        return next((who for who in people if who.entry.number == number), None)
    named = [who for who in people if key_of(who.name) == key_of(words.strip().lstrip("@＠"))]
    return named[0] if len(named) == 1 else None


def _number(which: str | None) -> int | None:
    """`#5` or `5`."""
    words = (which or "").strip()
    number, rest = split_number(words)
    return number if number is not None else number_in(rest) if rest else None
