"""The office's page of the library: what somebody keeps for posting, one of it in full with `?item=3`, and more."""

from collections.abc import Sequence

from sqlalchemy import Select

from bot.content import Image, from_json
from bot.pages import Act, Acts, Block, Chart, Facts, Field, Form, Go, Look, Page, Row, Table, Words
from bot.phrases import Phrase
from bot.pictures import kept
from plugins.drops import showing
from plugins.drops.library import messages as m
from plugins.drops.library import rules, store
from plugins.drops.library.handlers import uses
from plugins.drops.library.tables import Material

SIZE = 20
MOST_TAGS = 30


async def show(look: Look) -> Sequence[Block]:
    """The newest first, all of it or what has a tag."""
    if "item" in look.query:
        return await _one(look)
    tag = look.query.get("tag", "")
    return [
        Words(look.t(m.YOURS)),
        Acts(ways=await _ways(look, tag)),
        await _table(look, tag),
        *_forms(look, f"#{tag}" if tag else ""),
    ]


async def draw(look: Look) -> bytes | None:
    """The picture of the item that is shown."""
    material = await _find(look)
    contents = [] if material is None else [from_json(material.content)]
    return await kept.drawn(look, contents)


async def _table(look: Look, tag: str) -> Table:
    matching = store.having(_mine(look), "", [tag] if tag else [])
    total = await store.count(look.session, matching)
    found = await store.page(look.session, matching, (look.page - 1) * SIZE, SIZE)
    tagged = await store.tags_of(look.session, [each.id for each in found])
    rows = [_row(look, each, tagged.get(each.id, [])) for each in found]
    columns = [look.t(each) for each in (m.ITEM, m.TAGS, m.USES)]
    return Table(columns, rows, look.t(m.EMPTY_PAGE), pages=max(1, -(-total // SIZE)))


def _row(look: Look, material: Material, tags: Sequence[str]) -> Row:
    what = rules.gist(from_json(material.content), look.language)
    name = Go(look.t(m.NUMBERED, n=material.id, what=what), query={"item": str(material.id)})
    return Row((name, rules.tags_shown(tags).strip(), uses(look, material)), [_deletion(look, material)])


async def _ways(look: Look, tag: str) -> list[Go]:
    """To what has each tag."""
    tags = await store.all_tags(look.session, _mine(look), MOST_TAGS)
    ways = [Go(look.t(m.EVERYTHING))] if tag else []
    ways += [Go(look.t(m.A_TAG, tag=each, n=n), query={"tag": each}) for each, n in tags if each != tag]
    return [*ways, Go(look.t(m.POST_IN_TURN), "drops")]


async def _one(look: Look) -> Sequence[Block]:
    """What it is, where it was used, and its tags to be changed."""
    material, back = await _find(look), Acts(ways=[Go(look.t(m.BACK))])
    if material is None:
        return [back, Words(look.t(m.NOT_YOURS, n=look.query["item"]))]
    content = from_json(material.content)
    tags = rules.tags_shown((await store.tags_of(look.session, [material.id])).get(material.id, [])).strip()
    told = [*([(look.t(m.TAGS), tags)] if tags else []), (look.t(m.USES), uses(look, material))]
    facts = Facts(told)
    blocks: list[Block] = [Acts([_deletion(look, material)], back.ways), facts]
    if isinstance(content, Image) and await kept.first_picture(look, [content]) is not None:
        blocks.append(Chart("picture", look.t(m.PICTURE_OF, n=material.id)))
    else:
        title = look.t(m.NUMBERED, n=material.id, what=rules.gist(content, look.language))
        blocks.append(Words(showing.told([content], look.language), title=title))
    retag = look.field("tags", m.TAGS, value=tags, hint=m.TAGS_HINT)
    command = look.to_fill(m.RETAG_COMMAND, n=material.id)
    return [*blocks, Form(look.t(m.RETAG), command, [retag], look.t(m.CHANGE), is_open=True)]


async def _find(look: Look) -> Material | None:
    return await look.session.scalar(_mine(look).where(Material.id == look.number("item")))


def _mine(look: Look) -> Select[Material]:
    return store.of_person(look.account_id, look.person.id)


def _deletion(look: Look, material: Material) -> Act:
    return look.act(m.DELETE, m.DELETE_COMMAND, grave=True, n=material.id)


def _forms(look: Look, tags: str) -> list[Form]:
    def form(title: Phrase, command: Phrase, what: Field) -> Form:
        tag = look.field("tags", m.TAGS, value=tags, hint=m.TAGS_HINT, required=False)
        return Form(look.t(title), command.written(look.language), [what, tag], look.t(m.KEEP))

    search = Form(
        look.t(m.SEARCH),
        m.SEARCH_COMMAND.written(look.language),
        [look.field("word", m.WORD)],
        look.t(m.FIND),
    )
    return [
        form(m.KEEP_PICTURE, m.ADD_COMMAND, look.field("picture", m.THE_PICTURE, "picture")),
        form(m.KEEP_TEXT, m.ADD_TEXT_COMMAND, look.field("text", m.TEXT, "text")),
        form(m.KEEP_FILE, m.ADD_COMMAND, look.field("file", m.THE_FILE, "file")),
        search,
    ]


PAGE = Page("library", m.PAGE, show, draws={"picture": draw})
