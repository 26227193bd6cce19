"""/优惠码: lists of codes, had from their owner in private and told of to nobody else."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated

from bot import media
from bot.audience import aim
from bot.commands import Example
from bot.commands.parameters import Label, Rest, Tags, Words
from bot.content import File
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.inbox.happenings import happening_to_json
from bot.messages import ERROR_WITH_EXAMPLE
from bot.phrases import Phrase
from bot.pictures.drawn import FOLDER
from bot.targets import chosen_groups
from plugins.campaigns.codes import acts, rules, showing, store
from plugins.campaigns.codes import messages as m
from plugins.campaigns.codes.command import codes
from plugins.campaigns.codes.tables import CodeList

Number = Annotated[int, Label("编号", "number")]


@codes.action(
    summary=Phrase("看自己的优惠码", "see your codes"),
    example=Example("/优惠码", "/codes"),
)
async def show(ctx: Context) -> None:
    """How many are where; who has which is for the table."""
    _in_private(ctx)
    lists = await store.lists_of(ctx.session, ctx.account_id, ctx.sender.id)
    if not lists:
        ctx.reply(m.NONE_YET, example=m.NEW_EXAMPLE)
        return
    counts = await store.counts(ctx.session, [each.id for each in lists])
    lines = "\n".join(showing.line(each, counts.get(each.id, store.Count()), ctx.language) for each in lists)
    ctx.reply(m.OVERVIEW, zone=lists[0].zone, lines=lines, number=lists[0].id)


@codes.action(
    "新建",
    "new",
    summary=Phrase("把一批码交给我发", "hand over codes to be given away"),
    example=Example(m.NEW_EXAMPLE.zh, m.NEW_EXAMPLE.en),
)
async def create(
    ctx: Context,
    tags: Tags,
    terms: Annotated[
        Rest | None, Label("名字 [截止 …] [条件 …] [活动 3]", "title [until …] [condition …] [campaign 3]")
    ] = None,
    lines: Words | None = None,
) -> None:
    """For the groups at hand, or with a campaign for its groups."""
    await _confidentially(ctx, lines, lambda: _create(ctx, tags, terms or "", lines or ""))


@codes.action(
    "追加",
    "add",
    summary=Phrase("再加一些码", "hand over more codes"),
    example=Example("/优惠码 追加 3\nABC125\nABC126", "/codes add 3\nABC125\nABC126"),
)
async def add(
    ctx: Context, number: Annotated[Rest | None, Label("编号", "number")] = None, lines: Words | None = None
) -> None:
    """To a list that is not closed."""
    await _confidentially(ctx, lines, lambda: _add(ctx, number or "", lines or ""))


@codes.action(
    "名单",
    "list",
    summary=Phrase("要一份谁领了哪个码的表", "get a table of who has which code"),
    example=Example("/优惠码 名单 3", "/codes list 3"),
)
async def export(ctx: Context, number: Number) -> None:
    """All codes, privately, by their owner's word."""
    _in_private(ctx)
    list_ = await _find(ctx, number)
    if not await ctx.confirmed(ctx.t(m.EXPORT_PREVIEW, number=list_.id, title=list_.title)):
        return
    rows = await store.all_of(ctx.session, list_.id)
    data = showing.table(list_, rows, ctx.language)
    name = ctx.t(m.FILE, number=list_.id, title=list_.title)
    folder = ctx.services.settings.media_dir / FOLDER
    path = await ctx.beforehand("table", lambda: media.keep(folder, data, name))
    await ctx.audit(m.DID_EXPORT, None, title=list_.title)
    ctx.reply(File(path, media.fit_name(name)))


@codes.action(
    "关闭",
    "close",
    summary=Phrase("不再发这批码", "stop giving these codes away"),
    example=Example("/优惠码 关闭 3", "/codes close 3"),
)
async def close(ctx: Context, number: Number) -> None:
    """Whoever has one keeps it."""
    _in_private(ctx)
    list_ = await _find(ctx, number)
    if list_.closed_at is not None:
        raise Refusal(m.IS_CLOSED, number=number)
    counted = (await store.counts(ctx.session, [list_.id])).get(list_.id, store.Count())
    await _aim_at(ctx, list_)
    await acts.close(ctx, list_)
    ctx.done(m.CLOSED, number=list_.id, title=list_.title, count=showing.count(counted, ctx.language))


async def _create(ctx: Context, tags: Tags, line: str, body: str) -> None:
    await _aim(ctx, tags)
    terms = rules.read_terms(line, ctx.now, ctx.zone)
    written, again = rules.read_codes(body, rules.MOST_CODES)
    rules.check_title(terms.title, written)
    if await store.how_many_open(ctx.session, ctx.sender.id) >= rules.MOST_LISTS:
        raise Refusal(m.TOO_MANY_LISTS, most=rules.MOST_LISTS)
    new, known = rules.without(written, await store.known_codes(ctx.session, ctx.sender.id, written))
    if not new:
        raise Refusal(m.ALL_KNOWN)
    waiting = None if terms.campaign is None else await acts.awaiting(ctx, terms.campaign)
    if terms.campaign is not None and waiting is None:
        await acts.check_campaign(ctx, terms.campaign)
    await _put_away(ctx, _first_line(ctx))
    if waiting is not None:
        await acts.add(ctx, waiting, new)
        await _tell_added(ctx, waiting, len(new))
    else:
        list_ = await acts.make(ctx, terms, new)
        done = m.MADE if list_.opened_at is not None else m.PREPARED
        told = {"number": list_.id, "title": list_.title, "n": len(new), "campaign": list_.campaign_id}
        ctx.done(done, word=m.WORD, **told, **showing.terms(list_, ctx.language))
    _name_known(ctx, (*again, *known))


async def _add(ctx: Context, line: str, body: str) -> None:
    number = rules.number_of(line)
    list_ = await _find(ctx, number)
    if list_.closed_at is not None:
        raise Refusal(m.IS_CLOSED, number=number)
    written, again = rules.read_codes(body, rules.MOST_CODES - list_.total)
    new, known = rules.without(written, await store.known_codes(ctx.session, ctx.sender.id, written))
    if not new:
        raise Refusal(m.ALL_KNOWN)
    await _aim_at(ctx, list_)
    await _put_away(ctx, _first_line(ctx))
    await acts.add(ctx, list_, new)
    await _tell_added(ctx, list_, len(new))
    _name_known(ctx, (*again, *known))


async def _tell_added(ctx: Context, list_: CodeList, n: int) -> None:
    counted = (await store.counts(ctx.session, [list_.id])).get(list_.id, store.Count())
    ctx.done(m.ADDED, number=list_.id, title=list_.title, n=n, left=counted.left)


def _name_known(ctx: Context, known: "tuple[rules.Written, ...]") -> None:
    if known:
        ctx.reply(showing.left_out(known, ctx.language))


async def _confidentially(ctx: Context, lines: Words | None, work: Callable[[], Awaitable[None]]) -> None:
    """Do it with a message that holds codes: whatever comes of it, what is kept of the message is without them.

    An error is answered here, since raised it would take back that they were put away; nothing is written before.
    """
    if ctx.here is not None:
        await _put_away(ctx, "")
        ctx.reply(m.WAS_PUBLIC if lines else m.ONLY_PRIVATELY)
        return
    try:
        if lines and "\n" not in ctx.said.text.strip():
            raise UserError(m.NO_CODES)
        await work()
    except UserError as error:
        if ctx.order is not None:
            raise  # of an order that failed nothing is kept
        await _put_away(ctx, "")
        what = ctx.t(error.phrase, **error.values)
        ctx.reply(what if isinstance(error, Refusal) else ctx.t(ERROR_WITH_EXAMPLE, what=what, example=m.NEW_EXAMPLE))


async def _put_away(ctx: Context, line: str) -> None:
    """Of the message only this is kept, in what was said, what happened, and the history."""
    text = f"{line or '/' + ctx.t(Phrase(codes.zh, codes.en))}\n{ctx.t(m.TAKEN_OUT)}"
    ctx.happening = said = replace(ctx.said, text=text, quote_text="")
    await store.redact(ctx.session, said.message_id, text, ctx.event_id, happening_to_json(said))


def _first_line(ctx: Context) -> str:
    return ctx.said.text.strip().split("\n")[0].strip()


def _in_private(ctx: Context) -> None:
    if ctx.here is not None:
        raise Refusal(m.ONLY_PRIVATELY)


async def _find(ctx: Context, number: int) -> CodeList:
    list_ = await store.find(ctx.session, ctx.account_id, ctx.sender.id, number)
    if list_ is None:
        raise Refusal(m.NO_SUCH, number=number)
    return list_


async def _aim(ctx: Context, tags: Tags) -> None:
    """The groups that were chosen, or those with the tags."""
    if tags:
        await aim(ctx, tags)
    else:
        ctx.groups, ctx.tag, ctx.role = await chosen_groups(ctx)
    if len(ctx.groups) == 1:
        ctx.zone = ctx.group.zone or ctx.zone


async def _aim_at(ctx: Context, list_: CodeList) -> None:
    """The groups a list is for."""
    ctx.groups, ctx.zone = await store.groups_of(ctx.session, list_.id), list_.zone
