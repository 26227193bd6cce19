"""The owner's page of newcomers: who waits at the threshold, what they are told in the first weeks, who leads them."""

from collections.abc import Sequence

from bot import group_settings
from bot import messages as core
from bot.pages import Act, Acts, Badge, Block, Facts, Form, Look, Page, Row, Table, Words
from bot.times.moments import shown
from plugins.welcome.buddies import page as buddies
from plugins.welcome.journey import page as journey
from plugins.welcome.threshold import messages as m
from plugins.welcome.threshold import rules, showing, store
from plugins.welcome.threshold.settings import Threshold
from plugins.welcome.threshold.store import Standing


async def show(look: Look) -> Sequence[Block]:
    """Who waits comes first."""
    now = await group_settings.load(look.session, look.group.id, Threshold)
    people = await store.standings(look.session, look.group.id)
    return [
        _facts(look, now, len(people)),
        *([_waiting(look, now, people), *_all_of(look, people)] if now.kind or people else []),
        Words(
            showing.what_of(now, look.language, tells_answers=True) if now.kind else look.t(m.NO_THRESHOLD),
            title=look.t(m.IS),
        ),
        *_acts(look, now),
        *_forms(look, now),
        *await journey.blocks(look),
        *await buddies.blocks(look),
    ]


def _facts(look: Look, now: Threshold, waiting: int) -> Facts:
    items: list[tuple[str, str | Badge]] = [
        (look.t(m.HOW_MANY_WAIT), Badge(str(waiting), "warn") if waiting else "0"),
        (look.t(m.IS), look.t(m.KINDS[now.kind])),
    ]
    if now.kind:
        items.append((look.t(m.LIMIT), showing.limit_of(now.limit, look.language)))
        removed = Badge(look.t(m.REMOVED), "bad") if now.is_removing else look.t(m.LISTED)
        items.append((look.t(m.REMOVES), removed))
    return Facts(items)


def _waiting(look: Look, now: Threshold, people: Sequence[Standing]) -> Table:
    pages = max(1, -(-len(people) // showing.PAGE))
    page = min(look.page, pages)
    some = people[(page - 1) * showing.PAGE : page * showing.PAGE]
    columns = [look.t(each) for each in (m.NUMBER, m.NAME, m.UNTIL, m.STATE_IS)]
    rows = [_row(look, now, who) for who in some]
    return Table(columns, rows, look.t(m.NOBODY_WAITS), title=look.t(m.WHO_WAITS), pages=pages)


def _row(look: Look, now: Threshold, who: Standing) -> Row:
    row = who.row
    until = look.t(m.JUST_JOINED)
    if row.asked_at is not None:
        until = shown(rules.deadline(row.asked_at, now), look.zone, look.language)
    marks = showing.marks_of(who, look.language)
    state = Badge(look.t(core.COMMA).join(marks), "warn") if marks else Badge(look.t(m.IS_WAITING))
    return Row(
        (
            str(row.number),
            showing.name_of(who.name, look.language),
            until,
            state,
        ),
        [
            look.act(m.DO_ADMIT, m.SAY_ADMIT, number=row.number),
            look.act(m.DO_REMOVE, m.SAY_REMOVE, grave=True, number=row.number),
        ],
    )


def _all_of(look: Look, people: Sequence[Standing]) -> list[Acts]:
    return [Acts([look.act(m.DO_ADMIT_ALL, m.SAY_ADMIT_ALL)])] if people[1:] else []


def _acts(look: Look, now: Threshold) -> list[Acts]:
    acts: list[Act] = []
    if now.kind != "approval":
        acts.append(look.act(m.DO_APPROVAL, m.SAY_APPROVAL))
    if now.is_removing:
        acts.append(look.act(m.DO_KEEPING, m.SAY_KEEPING))
    elif now.is_answered:
        acts.append(look.act(m.DO_REMOVING, m.SAY_REMOVING, grave=True))
    if now.kind:
        acts.append(look.act(m.DO_OFF, m.SAY_OFF, grave=True))
    return [Acts(acts)]


def _forms(look: Look, now: Threshold) -> list[Form]:
    t, save, language = look.t, look.t(m.DO_SAVE), look.language
    answers = "\n".join(now.answers) if now.kind == "question" else ""
    code = now.answers[0] if now.kind == "code" else ""
    hours = t(m.HOURS_SAID, n=now.limit // rules.HOUR)
    note = t(m.LIMIT_NOTE, least=rules.SHORTEST // rules.HOUR, most=rules.LONGEST.days)
    question = [
        look.field("question", m.QUESTION, value=now.question),
        look.field("answers", m.ANSWERS, "text", answers),
    ]
    limit = Form(t(m.DO_LIMIT), m.SAY_LIMIT.written(language), [look.field("limit", m.LIMIT, value=hours)], save, note)
    return [
        Form(t(m.DO_ASK), m.SAY_QUESTION.written(language), question, save),
        Form(t(m.DO_CODE), m.SAY_CODE.written(language), [look.field("code", m.CODE, value=code)], save),
        *([limit] if now.kind else []),
    ]


PAGE = Page("newcomers", m.PAGE, show, section="people")
