"""The group's settings on one page: what is so now, and a form for each, filled in."""

from collections.abc import Sequence

from bot import group_settings
from bot.audience import tags_of
from bot.charter import Charter
from bot.commands import Word
from bot.pages import Acts, Badge, Block, Facts, Field, FieldKind, Form, Look, Page, Row, Table, Words
from bot.phrases import Phrase
from bot.serving import Serving
from bot.times.moments import shown
from bot.words import WordSettings
from plugins.groups import messages as m
from plugins.groups.rules import read_language


async def show(look: Look) -> Sequence[Block]:
    """How the bot is in this group first, then each thing that can be changed."""
    charter = await group_settings.load(look.session, look.group.id, Charter)
    serving = await group_settings.load(look.session, look.group.id, Serving)
    return [
        *_presence(look),
        *_charter(look, charter),
        *_rules(look, charter),
        *_habits(look, serving),
        *await _tags(look),
        await _words(look),
    ]


def _presence(look: Look) -> list[Block]:
    group, is_paused = look.group, look.group.paused_at is not None
    state = Badge(look.t(m.IS_PAUSED), "warn") if is_paused else Badge(look.t(m.IS_ON), "good")
    act = look.act(m.RESUME_IT, m.SAY_RESUME) if is_paused else look.act(m.PAUSE_IT, m.SAY_PAUSE)
    items = [(m.NAME, group.name), (m.NUMBER, str(group.id)), (m.MEMBERS, str(group.member_count)), (m.STATE, state)]
    return [Facts([(look.t(label), cell) for label, cell in items]), Acts([act])]


def _charter(look: Look, charter: Charter) -> list[Block]:
    purpose = _field(look, "purpose", m.PURPOSE, charter.purpose, m.PURPOSE_HINT, "text")
    doing = _field(look, "doing", m.DOING, charter.doing, m.DOING_HINT, "text")
    clear = Acts([look.act(m.CLEAR_CHARTER, m.SAY_NO_CHARTER, grave=True)])
    return [
        Words(charter.about or look.t(m.CHARTER_MISSING), look.t(m.CHARTER_TITLE)),
        _form(look, m.PURPOSE_FORM, m.SAY_PURPOSE, purpose),
        _form(look, m.DOING_FORM, m.SAY_DOING, doing),
        *([clear] if charter.about else []),
    ]


def _rules(look: Look, charter: Charter) -> list[Block]:
    rules = _field(look, "rules", m.RULES_TITLE, charter.rules, m.RULES_HINT, "text")
    clear = Acts([look.act(m.CLEAR_RULES, m.SAY_NO_RULES, grave=True)])
    return [
        Words(charter.rules or look.t(m.RULES_MISSING), look.t(m.RULES_TITLE)),
        _form(look, m.RULES_FORM, m.SAY_RULES, rules),
        *([clear] if charter.rules else []),
    ]


def _habits(look: Look, serving: Serving) -> list[Block]:
    """When, how and how often it speaks."""
    span = look.services.outbox.quiet_hours_of(look.group)
    hours = look.t(m.NO_HOURS) if span is None else f"{span[0]:%H:%M}-{span[1]:%H:%M}"
    clock = look.t(m.ZONE_NOW, zone=look.zone, now=shown(look.now, look.zone, look.language))
    spoken = read_language(look.group.language or look.services.settings.language)
    off = look.t(m.WITHOUT_RULE)
    ratio, talk = f"{serving.ratio}:1" if serving.ratio else off, str(serving.talk) if serving.talk else off
    names = [(each, look.t(name)) for each, name in m.LANGUAGE_NAMES.items()]
    language = look.field("language", m.LANGUAGE_NAME, "choice", spoken, choices=names)
    return [
        Facts(
            [
                (look.t(m.HOURS), hours),
                (look.t(m.ZONE_NAME), clock),
                (look.t(m.LANGUAGE_NAME), look.t(m.LANGUAGE_NAMES[spoken])),
                (look.t(m.RATIO_NAME), ratio),
                (look.t(m.TALK_NAME), talk),
            ],
            look.t(m.HABITS_TITLE),
        ),
        _form(look, m.HOURS_FORM, m.SAY_HOURS, _field(look, "hours", m.HOURS, hours, m.HOURS_HINT), m.HOURS_NOTE),
        _form(look, m.ZONE_FORM, m.SAY_ZONE, _field(look, "zone", m.ZONE_NAME, look.zone, m.ZONE_HINT)),
        _form(look, m.LANGUAGE_FORM, m.SAY_LANGUAGE, language),
        _form(look, m.RATIO_FORM, m.SAY_RATIO, _field(look, "ratio", m.RATIO_FIELD, ratio, m.RATIO_HINT)),
        _form(look, m.TALK_FORM, m.SAY_TALK, _field(look, "talk", m.TALK_FIELD, talk, m.TALK_HINT)),
    ]


async def _words(look: Look) -> Table:
    off = (await group_settings.load(look.session, look.group.id, WordSettings)).off
    columns = [look.t(m.WORD), look.t(m.STATE), look.t(m.WHAT_IT_DOES)]
    rows = [_word(look, word, is_off=word.zh in off) for word in look.services.router.words]
    return Table(columns, rows, look.t(m.NO_WORDS), look.t(m.WORDS_TITLE))


def _word(look: Look, word: Word, *, is_off: bool) -> Row:
    name = word.zh if look.language == "zh" else word.en
    if is_off:
        state, act = Badge(look.t(m.WORD_OFF), "warn"), look.act(m.SWITCH_ON, m.SAY_WORD_ON, word=name)
    else:
        state, act = Badge(look.t(m.WORD_ON), "good"), look.act(m.SWITCH_OFF, m.SAY_WORD_OFF, word=name)
    return Row((name, state, look.t(word.summary)), [act])


async def _tags(look: Look) -> list[Block]:
    tags = (await tags_of(look.session, [look.group.id])).get(look.group.id, [])
    rows = [Row((f"#{tag}",), [look.act(m.UNTAG, m.SAY_UNTAG, tag=tag)]) for tag in tags]
    return [
        Table([""], rows, look.t(m.TAGS_MISSING), look.t(m.TAGS_TITLE)),
        _form(look, m.TAG_FORM, m.SAY_TAG, _field(look, "tags", m.TAGS_TITLE, "", m.TAG_HINT)),
    ]


def _field(look: Look, name: str, label: Phrase, value: str, hint: Phrase, kind: FieldKind = "line") -> Field:
    return look.field(name, label, kind, value, hint=hint)


def _form(look: Look, title: Phrase, command: Phrase, field: Field, note: Phrase | None = None) -> Form:
    said = "" if note is None else look.t(note)
    return Form(look.t(title), command.written(look.language), [field], look.t(m.SAVE), said)


PAGE = Page("settings", m.PAGE_TITLE, show, section="desk")
