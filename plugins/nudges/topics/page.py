"""What a group can be asked, for the page on nudges: its own topics, and which of those that ship suit it."""

from bot import group_settings
from bot.audience import concerning, tag_shown
from bot.pages import Acts, Block, Form, Look, Row, Table, Words
from bot.permissions import Role
from plugins.nudges.topics import messages as m
from plugins.nudges.topics import rules, store
from plugins.nudges.topics.handlers import names, shipped_told
from plugins.nudges.topics.settings import TopicSettings, of_settings
from plugins.nudges.topics.tables import OwnTopic
from plugins.nudges.topics.topic import GroupKind


async def blocks(look: Look) -> list[Block]:
    """The list, a page of it, and how to change it."""
    own = store.standing(look.account_id, await concerning(look, OwnTopic, look.groups))
    n = await store.count(look.session, own)
    found = await store.page(look.session, own, (look.page - 1) * rules.PAGE, rules.PAGE)
    kinds = of_settings(await group_settings.load(look.session, look.group.id, TopicSettings))
    columns, pages = [look.t(m.NUMBER), look.t(m.TOPIC)], max(1, -(-n // rules.PAGE))
    rows = [_row(look, topic) for topic in found]
    return [
        Table(columns, rows, look.t(m.NO_OWN), title=look.t(m.OWN_TITLE, n=n), pages=pages),
        Words(shipped_told(look, [kinds])),
        Acts([look.act(m.TRY, m.TRY_COMMAND)]),
        _add(look),
        _kinds(look, kinds),
    ]


def _row(look: Look, topic: OwnTopic) -> Row:
    """What is for a set of groups only its author drops."""
    where = "" if topic.tag is None else look.t(m.OF_SET, tag=tag_shown(topic.tag))
    may_drop = topic.tag is None or topic.author_id == look.person.id or look.role is Role.OPERATOR
    delete = look.act(m.DELETE, m.DELETE_COMMAND, grave=True, number=topic.id)
    return Row((f"#{topic.id}", f"{topic.text}{where}"), (delete,) if may_drop else ())


def _add(look: Look) -> Form:
    topics = look.field("topics", m.ONE_A_LINE, "text", hint=m.ADD_HINT)
    return Form(look.t(m.ADD), m.ADD_COMMAND.written(look.language), [topics], look.t(m.ADD))


def _kinds(look: Look, kinds: tuple[GroupKind, ...]) -> Form:
    given = " ".join(kind.title(look.language) for kind in kinds)
    field = look.field("kinds", m.KINDS, value=given, hint=m.KINDS_HINT)
    note = look.t(m.KINDS_NOTE, known=names(look, tuple(GroupKind)))
    return Form(look.t(m.KINDS), m.KINDS_COMMAND.written(look.language), [field], look.t(m.SAVE), note=note)
