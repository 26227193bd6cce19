"""/素材: what an owner keeps for posting."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from sqlalchemy import Select

from bot import messages as core
from bot.audit import note
from bot.commands import Command, Example, Target
from bot.commands.parameters import Body, Label, Rest, Tags
from bot.content import from_json, to_json
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.media import body_content
from bot.pages import Look
from bot.permissions import manager
from bot.phrases import Phrase
from bot.times.moments import shown
from plugins.drops import acts, showing
from plugins.drops import rules as drop_rules
from plugins.drops.library import messages as m
from plugins.drops.library import rules, store
from plugins.drops.library.tables import Material

ADDED, TAGGED, DELETED = "library.added", "library.tagged", "library.deleted"

library = Command("素材", "library", Phrase("存好要发的内容", "keep content for posting"), manager, Target.NONE)

Number = Annotated[int, Label("编号", "number")]
Page = Annotated[int, Label("页码", "page")]


@library.action(
    summary=Phrase("看存了哪些素材", "see what is kept"),
    example=Example("/素材", "/library"),
)
async def show_all(ctx: Context, page: Page = 1) -> None:
    """The sender's own, the newest first."""
    await _list(ctx, "", (), page)


@library.action(
    "找",
    "find",
    summary=Phrase("按词或标签找素材", "find by words or tags"),
    example=Example("/素材 找 #早安", "/library find #morning"),
)
async def find(ctx: Context, tags: Tags, what: Annotated[Rest | None, Label("词 页码", "word page")] = None) -> None:
    """Words and tags together narrow it down."""
    word, page = rules.read_search(what or "", has_tags=bool(tags))
    if not word and not tags:
        raise UserError(m.SEARCH_WHAT)
    await _list(ctx, word, [rules.tag_of(tag) for tag in tags], page)


@library.action(
    "添加",
    "add",
    summary=Phrase("存一条素材", "keep something"),
    example=Example(
        "/素材 添加 #早安\n早上好！今天是{日期}，{星期}。", "/library add #morning\nGood morning! It is {date}."
    ),
    target=Target.GROUPS,
)
async def add(ctx: Context, tags: Tags, body: Body) -> None:
    """A text, or what is quoted: a picture, a link, a file."""
    wanted = rules.tags_of(tags)
    contents = await body_content(ctx, body)
    if len(contents) != 1:
        raise Refusal(m.ONE_THING)
    drop_rules.checked_body(contents)
    showing.check(contents, ctx.language)
    if await store.count(ctx.session, _mine(ctx)) >= rules.MOST:
        raise Refusal(m.TOO_MANY, most=rules.MOST)
    await store.forget_deleted(ctx.session, ctx.account_id, ctx.sender.id, ctx.now - acts.FORGOTTEN_AFTER)
    content = contents[0]
    material = Material(
        account_id=ctx.account_id,
        owner_id=ctx.sender.id,
        content=to_json(content),
        words=rules.words_of(content),
        used=0,
        created_at=ctx.now,
    )
    ctx.session.add(material)
    await ctx.session.flush()
    await store.put_tags(ctx.session, material, wanted)
    await note(ctx, m.DID_ADD, [{"op": ADDED, "material": material.id}], number=material.id)
    _done(ctx, m.ADDED, number=material.id, tags=rules.tags_shown(wanted))


@library.action(
    "查看",
    "show",
    summary=Phrase("看一条素材", "see one"),
    example=Example("/素材 查看 3", "/library show 3"),
)
async def show(ctx: Context, number: Number) -> None:
    """What is known of it, then the thing itself."""
    material = await _find(ctx, number)
    tags = rules.tags_shown((await store.tags_of(ctx.session, [number])).get(number, []))
    if material.last_used_at is None:
        ctx.reply(m.SHOWN_NEVER, number=number, tags=tags)
    else:
        ctx.reply(m.SHOWN, number=number, tags=tags, uses=uses(ctx, material), zone=ctx.zone)
    ctx.reply(from_json(material.content))


@library.action(
    "标签",
    "tag",
    summary=Phrase("换一条素材的标签", "change an item's tags"),
    example=Example("/素材 标签 3 #早安 #周一", "/library tag 3 #morning #monday"),
    target=Target.GROUPS,
)
async def tag(ctx: Context, number: Number, tags: Tags) -> None:
    """It has exactly these tags then."""
    if not tags:
        raise UserError(m.WHICH_TAG)
    material = await _find(ctx, number)
    wanted = sorted(rules.tags_of(tags))
    before = (await store.tags_of(ctx.session, [number])).get(number, [])
    if wanted != before:
        await store.put_tags(ctx.session, material, wanted)
        operation = {"op": TAGGED, "material": number, "old": before, "new": wanted}
        await note(ctx, m.DID_TAG, [operation], number=number)
    _done(ctx, m.TAGGED, number=number, tags=rules.tags_shown(wanted))


@library.action(
    "删除",
    "delete",
    summary=Phrase("删一条素材", "delete an item"),
    example=Example("/素材 删除 3", "/library delete 3"),
    target=Target.GROUPS,
)
async def delete(ctx: Context, number: Number) -> None:
    """What was posted of it stays posted."""
    material = await _find(ctx, number)
    material.deleted_at = ctx.now
    await note(ctx, m.DID_DELETE, [{"op": DELETED, "material": number}], number=number)
    _done(ctx, m.DELETED, number=number)


async def undo_added(ctx: Context, operation: Mapping[str, Any]) -> None:
    """What was added goes again."""
    material = await _of(ctx, operation)
    if material.deleted_at is not None:
        raise Refusal(core.CHANGED_SINCE)
    material.deleted_at = ctx.now


async def undo_deleted(ctx: Context, operation: Mapping[str, Any]) -> None:
    """What was deleted is there again."""
    (await _of(ctx, operation)).deleted_at = None


async def undo_tagged(ctx: Context, operation: Mapping[str, Any]) -> None:
    """The tags of before, unless they were changed again."""
    material = await _of(ctx, operation)
    if (await store.tags_of(ctx.session, [material.id])).get(material.id, []) != operation["new"]:
        raise Refusal(core.CHANGED_SINCE)
    await store.put_tags(ctx.session, material, operation["old"])


def _done(ctx: Context, what: Phrase, /, **values: object) -> None:
    """As `ctx.done`, but of no group: the library is its owner's."""
    ctx.reply(core.DONE if ctx.reversible else core.SO_ALREADY, what=ctx.t(what, **values), where="")


async def _list(ctx: Context, word: str, tags: Sequence[str], page: int) -> None:
    matching = store.having(_mine(ctx), word, tags)
    n = await store.count(ctx.session, matching)
    what = " ".join([*([word] if word else []), *(f"#{tag}" for tag in tags)])
    if not n:
        raise Refusal(m.NONE_FOUND, what=what) if what else Refusal(m.NONE_YET)
    pages = -(-n // rules.PAGE)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    found = await store.page(ctx.session, matching, (page - 1) * rules.PAGE, rules.PAGE)
    tagged = await store.tags_of(ctx.session, [each.id for each in found])
    of_pages = ctx.t(m.PAGE_OF, page=page, pages=pages) if pages > 1 else ""
    if page < pages:
        foot = ctx.t(m.NEXT_FOUND, what=what, page=page + 1) if what else ctx.t(m.NEXT_PAGE, page=page + 1)
    else:
        first = next((tag for each in found for tag in tagged.get(each.id, [])), m.MORNING(ctx.language))
        foot = ctx.t(m.HOW_TO_SEE, number=found[0].id, tag=first)
    ctx.reply(
        m.LIST,
        head=ctx.t(m.FOUND if what else m.ALL, what=what, n=n, page=of_pages),
        zone=ctx.zone,
        lines="\n".join(_line(ctx, each, tagged.get(each.id, [])) for each in found),
        foot=foot,
    )


def _line(ctx: Context, material: Material, tags: Sequence[str]) -> str:
    what = rules.gist(from_json(material.content), ctx.language)
    return ctx.t(m.LINE, number=material.id, what=what, tags=rules.tags_shown(tags), uses=uses(ctx, material))


def uses(ctx: Context | Look, material: Material) -> str:
    """How often it was posted, and when last."""
    if material.last_used_at is None:
        return ctx.t(m.NEVER_USED)
    return ctx.t(m.USED, n=material.used, at=shown(material.last_used_at, ctx.zone, ctx.language))


def _mine(ctx: Context) -> Select[Material]:
    return store.of_person(ctx.account_id, ctx.sender.id)


async def _find(ctx: Context, number: int) -> Material:
    material = await ctx.session.scalar(_mine(ctx).where(Material.id == number))
    if material is None:
        raise UserError(m.NO_SUCH, number=number)
    return material


async def _of(ctx: Context, operation: Mapping[str, Any]) -> Material:
    material = await ctx.session.get(Material, operation["material"])
    if material is None:
        raise Refusal(core.CHANGED_SINCE)
    return material
