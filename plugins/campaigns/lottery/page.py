"""Lotteries on the page of activities; what decides them is never on it."""

from collections.abc import Sequence

from bot.pages import Acts, Badge, Block, Cell, Facts, Form, Go, Look, Row, Table, Tone
from bot.times.moments import shown as moment
from plugins.campaigns.lottery import messages as m
from plugins.campaigns.lottery import showing, store
from plugins.campaigns.lottery.handlers import LATELY
from plugins.campaigns.lottery.tables import Lottery, LotteryWin
from storage.names import names_of

TONES: dict[str, Tone] = {"open": "good", "frozen": "warn"}
WIN_TONES: dict[str, Tone] = {"won": "warn", "claimed": "good"}


async def shown(look: Look) -> list[Block]:
    """The latest, and the form for a new one."""
    lately = await store.latest(look.session, look.group.id, LATELY)
    rows = [
        Row(
            (
                f"#{each.id}",
                Go(each.title, query={"lottery": str(each.id)}),
                str(each.entered),
                moment(each.closes_at, each.zone, look.language),
                _state(look, each),
            )
        )
        for each in lately
    ]
    columns = [look.t(each) for each in (m.NUMBER, m.TITLE, m.ENTERED, m.CLOSES, m.STATE)]
    return [Table(columns, rows, look.t(m.NONE_ON_PAGE), title=look.t(m.PAGE_TITLE)), _new(look)]


async def one(look: Look, number: int) -> list[Block] | None:
    """Its prizes, how many entered, who has won, and what can be done; None where the group has none so numbered."""
    found = await store.find(look.session, look.group.id, number)
    if found is None:
        return None
    wins = await store.wins(look.session, number)
    names = await names_of(look.session, found.group_id, [each.person_id for each in wins])
    named = {each.place: names.get(each.person_id) or look.t(m.SOMEBODY) for each in wins}
    columns = [look.t(each) for each in (m.PLACE, m.PRIZE_WON, m.WINNER_NAME, m.STATE)]
    rows = [_win(look, found, each, named[each.place]) for each in wins]
    verify = look.act(m.DO_VERIFY, m.SAY_VERIFY, number=number)
    draw = [look.act(m.DO_DRAW, m.SAY_DRAW, number=number)] if found.state == "open" else []
    return [
        _facts(look, found),
        Acts([*draw, verify]),
        Table(columns, rows, look.t(m.NOBODY_WON), title=look.t(m.WINNERS)),
        *_forms(look, found, [each for each in wins if each.state != "passed"], named),
    ]


def _state(look: Look, lottery: Lottery) -> Badge:
    return Badge(look.t(m.BADGES[lottery.state]), TONES.get(lottery.state, ""))


def _facts(look: Look, lottery: Lottery) -> Facts:
    who = showing.conditions(lottery, look.language).strip() or look.t(m.EVERYBODY)
    known: list[tuple[str, Cell]] = [
        (look.t(m.STATE), _state(look, lottery)),
        (look.t(m.ENTERED), str(lottery.entered)),
        (look.t(m.CLOSES), moment(lottery.closes_at, lottery.zone, look.language)),
        (look.t(m.PRIZES), showing.prizes(lottery, look.language)),
        (look.t(m.WHO_MAY), who),
        (look.t(m.FINGERPRINT), lottery.commitment),
    ]
    return Facts(known, title=f"#{lottery.id} {lottery.title}")


def _win(look: Look, lottery: Lottery, win: LotteryWin, name: str) -> Row:
    prize = showing.prize(lottery, win.prize, look.language)
    badge = Badge(look.t(m.WIN_BADGES[win.state]), WIN_TONES.get(win.state, ""))
    return Row((str(win.place), prize, f"{name}{look.t(m.CODE, code=win.code)}", badge))


def _forms(look: Look, lottery: Lottery, wins: Sequence[LotteryWin], named: dict[int, str]) -> list[Form]:
    if lottery.state == "open":
        reason = look.field("reason", m.REASON_LABEL, hint=m.CANCEL_HINT, required=False)
        cancel = look.to_fill(m.SAY_CANCEL, number=lottery.id)
        return [Form(look.t(m.DO_CANCEL), cancel, [reason], look.t(m.DO_CANCEL))]
    if not wins:
        return []
    told = [(each.code, _told(look, lottery, each, named[each.place])) for each in wins]
    whose = look.field("code", m.WHOSE, "choice", choices=told)
    reason = look.field("reason", m.REASON_LABEL, hint=m.REASON_HINT)
    again = look.to_fill(m.SAY_REDRAW, number=lottery.id)
    return [Form(look.t(m.DO_REDRAW), again, [whose, reason], look.t(m.DO_REDRAW))]


def _told(look: Look, lottery: Lottery, win: LotteryWin, name: str) -> str:
    return look.t(m.WINNER, name=name, code=win.code, prize=showing.prize(lottery, win.prize, look.language))


def _new(look: Look) -> Form:
    fields = [
        look.field("title", m.TITLE, hint=m.TITLE_HINT),
        look.field("prizes", m.PRIZES_LABEL, "text", hint=m.PRIZES_HINT),
        look.field("until", m.CLOSES, hint=m.UNTIL_HINT),
        look.field("who", m.WHO_MAY, hint=m.WHO_HINT, required=False),
        look.field("claim", m.CLAIM_LABEL, hint=m.CLAIM_HINT, required=False),
    ]
    return Form(look.t(m.DO_OPEN), look.to_fill(m.SAY_NEW), fields, look.t(m.POST_IT))
