"""What becomes of a lottery on an admin's word: opened, cancelled, drawn early, a prize passed on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot import messages as core
from bot.content import Content, Text
from bot.context import Context
from bot.errors import Refusal
from bot.outbox import Priority
from bot.phrases import Language
from plugins.campaigns.lottery import draw, plans, rules, showing, store
from plugins.campaigns.lottery import messages as m
from plugins.campaigns.lottery.draw import Seed
from plugins.campaigns.lottery.rules import Conditions, Prize
from plugins.campaigns.lottery.tables import Lottery, LotterySecret, LotteryWin
from storage.names import names_of

OPENED = "lottery.opened"


def new_lottery(
    *,
    account_id: int,
    group_id: int,
    campaign_id: int | None,
    author_id: int,
    title: str,
    prizes: Sequence[Prize],
    conditions: Conditions,
    claim_days: int,
    language: Language,
    zone: str,
    now: datetime,
    closes_at: datetime,
    seed: Seed,
) -> Lottery:
    """Open from now on, and bound to its secret."""
    return Lottery(
        account_id=account_id,
        group_id=group_id,
        campaign_id=campaign_id,
        author_id=author_id,
        title=title[: rules.LONGEST_TITLE],
        prizes=[asdict(each) for each in prizes],
        **conditions._asdict(),
        claim_days=claim_days,
        language=language,
        zone=zone,
        state="open",
        commitment=seed.commitment,
        opened_at=now,
        closes_at=closes_at,
        entered=0,
        listed=0,
        lists=0,
    )


async def open_one(ctx: Context, lottery: Lottery, seed: Seed) -> None:
    """Said in the group with the fingerprint of its secret; undone as long as nobody has entered."""
    ctx.session.add(lottery)
    await ctx.session.flush()
    ctx.session.add_all([LotterySecret(lottery_id=lottery.id, seed=seed), plans.freezing(lottery, ctx.now)])
    await ctx.session.flush()
    ctx.services.scheduler.changed()
    others = await store.open_ones(ctx.session, lottery.group_id, ctx.sender.id)
    content = showing.opened(lottery, is_only=len(others) == 1)
    _say(ctx, lottery, content, "opened")
    await ctx.audit(m.DID_OPEN, [{"op": OPENED, "lottery": lottery.id}], number=lottery.id, title=lottery.title)


async def undo_open(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Close it and say so, unless somebody has entered: they were promised a draw."""
    lottery = await store.locked(ctx.session, operation["lottery"])
    if lottery is None or lottery.state != "open" or lottery.entered:
        raise Refusal(core.CHANGED_SINCE)
    await cancel(ctx, lottery, "")


async def cancel(ctx: Context, lottery: Lottery, reason: str) -> None:
    """Nothing is drawn; the group is told."""
    lottery.state = "cancelled"
    await plans.forget(ctx.session, [lottery.id])
    language = lottery.language
    why = m.REASON(language, reason=reason) if reason else ""
    said = m.CANCELLED(language, number=lottery.id, title=lottery.title, reason=why)
    _say(ctx, lottery, Text((said,)), "cancelled")


async def pass_on(ctx: Context, lottery: Lottery, passed: LotteryWin, reason: str) -> None:
    """The next in the order of the draw has the prize; who has left or manages the group is passed over.

    Raises Refusal when nobody is left.
    """
    seed = await store.seed_of(ctx.session, lottery.id)
    assert seed is not None
    people = {each.code: each.person_id for each in await store.entries(ctx.session, lottery.id) if not each.out}
    here = await store.here(ctx.session, lottery.group_id, list(people.values()))
    managing = await store.managing(ctx.session, lottery.group_id, ctx.services.settings.operators)
    last = max(win.place for win in await store.wins(ctx.session, lottery.id))
    passed.state, passed.reason = "passed", reason
    skipped: list[LotteryWin] = []
    by, language = showing.claim_by(lottery, ctx.now), lottery.language
    for place, code in list(enumerate(draw.order(seed, people), 1))[last:]:
        win = LotteryWin(
            lottery_id=lottery.id,
            place=place,
            person_id=people[code],
            code=code,
            prize=passed.prize,
            state="won",
            claim_by=by,
            reason="",
        )
        ctx.session.add(win)
        if people[code] in here and people[code] not in managing:
            break
        gone = m.LEFT if people[code] not in here else m.ADMIN_SINCE
        win.state, win.reason = "passed", gone(language)
        skipped.append(win)
    else:
        raise Refusal(m.NONE_LEFT)
    content = showing.redrawn(lottery, passed, skipped, win, reason)
    _say(ctx, lottery, content, f"place:{win.place}")
    await plans.plan_claims(ctx, lottery, by)
    names = await names_of(ctx.session, lottery.group_id, [passed.person_id, win.person_id])
    old, new = (names.get(each.person_id, each.code) for each in (passed, win))
    prize = showing.prize(lottery, passed.prize, ctx.language)
    await ctx.audit(m.DID_REDRAW, None, number=lottery.id, prize=prize, old=old, new=new, reason=reason)


def _say(ctx: Context, lottery: Lottery, content: Content, what: str) -> None:
    key = f"lottery:{lottery.id}:{what}"
    ctx.post(content, key=key, group_id=lottery.group_id, priority=Priority.WELCOME)
