"""What a lottery does by itself: lists of who entered, the frozen list, the winners, and who has not claimed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.content import Content, Text
from bot.outbox import Priority
from bot.owners import owners_of
from bot.scheduler import JobRun
from plugins.campaigns.activities import ACTIVITIES, is_for_nobody
from plugins.campaigns.lottery import draw, plans, rules, showing, store
from plugins.campaigns.lottery import messages as m
from plugins.campaigns.lottery.tables import Lottery, LotteryEntry, LotteryWin
from storage.base import to_ms
from storage.names import names_of
from storage.tables import Group, Schedule

REST = timedelta(hours=1)
"""While a group is paused, what is due there is tried so often."""
CAUGHT_UP = timedelta(minutes=1)
"""After an absence, for what was said before the deadline and is only read now."""


async def show_newcomers(run: JobRun) -> None:
    """Those who entered since the last list, with their codes."""
    lottery = await store.locked(run.session, run.args["lottery"])
    if lottery is None or lottery.state != "open" or lottery.lists_at is None:
        return
    if await _waits(run, lottery):
        lottery.lists_at = run.now + REST
        return
    await _list(run, lottery)
    if lottery.listed < lottery.entered:
        lottery.lists_at = at = run.now + rules.list_after(0)
        await _again(run, at)


async def freeze(run: JobRun) -> None:
    """The list is fixed and said; nothing that happens from now on changes who wins."""
    lottery = await store.locked(run.session, run.args["lottery"])
    if lottery is None or lottery.state != "open":
        return
    if lottery.closes_at > run.now:
        await _again(run, lottery.closes_at + rules.SETTLES)
        return
    if await store.seed_of(run.session, lottery.id) is None:  # a rehearsal, which knows no secret
        lottery.state = "drawn"
        run.post(Text((m.WILL_DRAW(lottery.language, title=lottery.title),)))
        return
    if await _waits(run, lottery):
        return
    if run.late > CAUGHT_UP and "caught_up" not in run.args:
        await _again(run, run.now + CAUGHT_UP, caught_up=True)
        return
    entries = await store.entries(run.session, lottery.id)
    await _leave_out(run, lottery, entries)
    while lottery.listed < lottery.entered:
        await _list(run, lottery)
    codes = [each.code for each in entries if not each.out]
    lottery.entries_hash = draw.sha256(draw.listed(codes))
    lottery.state, lottery.lists_at = "frozen" if codes else "drawn", None
    if not is_for_nobody(lottery.campaign_id, len(entries)):
        _say(run, lottery, showing.frozen(lottery, entries), "frozen")
    if codes:
        await plans.plan(run.session, lottery, plans.REVEAL, run.now + rules.SUSPENSE, run.now)


async def reveal(run: JobRun) -> None:
    """The winners, and the secret that made them."""
    lottery = await store.locked(run.session, run.args["lottery"])
    if lottery is None or lottery.state != "frozen" or await _waits(run, lottery):
        return
    seed = await store.seed_of(run.session, lottery.id)
    assert seed is not None
    people = {each.code: each.person_id for each in await store.entries(run.session, lottery.id) if not each.out}
    lottery.state, lottery.drawn_at = "drawn", run.now
    by = showing.claim_by(lottery, run.now)
    places = draw.prize_by_place([each["count"] for each in lottery.prizes])
    drawn = zip(draw.order(seed, people), places, strict=False)
    wins = [
        LotteryWin(
            lottery_id=lottery.id,
            place=place,
            person_id=people[code],
            code=code,
            prize=prize,
            state="won",
            claim_by=by,
            reason="",
        )
        for place, (code, prize) in enumerate(drawn, 1)
    ]
    run.session.add_all(wins)
    _say(run, lottery, showing.drawn(lottery, wins, seed), "drawn")
    await plans.plan(run.session, lottery, plans.CLAIMS, by, run.now)


async def report_claims(run: JobRun) -> None:
    """Whoever owns the group is told who has claimed, and who has not."""
    lottery = await store.locked(run.session, run.args["lottery"])
    if lottery is None or lottery.state != "drawn":
        return
    group = await run.session.get_one(Group, lottery.group_id)
    owner = (await owners_of(run.session, [group.id], run.batch.operators)).get(group.id)
    known = [each for each in await store.wins(run.session, lottery.id) if each.state != "passed"]
    if later := [each.claim_by for each in known if each.claim_by > run.now]:
        await _again(run, min(later), told=to_ms(run.now))
    wins = [each for each in known if run.args.get("told", 0) < to_ms(each.claim_by) <= to_ms(run.now)]
    if owner is None or group.left_at is not None or not wins:
        return
    language = lottery.language
    names = await names_of(run.session, group.id, [each.person_id for each in wins])
    who = {
        state: m.BETWEEN(language).join(
            showing.winner(lottery, each, names, language) for each in wins if each.state == state
        )
        for state in ("claimed", "won")
    }
    missing = next((each.code for each in wins if each.state == "won"), "")
    claimed = m.REPORT_CLAIMED(language, who=who["claimed"]) if who["claimed"] else ""
    unclaimed = m.REPORT_UNCLAIMED(language, who=who["won"], number=lottery.id, code=missing) if missing else ""
    said = {"name": group.name, "number": lottery.id, "title": lottery.title}
    told = Text((m.REPORT(language, claimed=claimed, unclaimed=unclaimed, **said),))
    run.post(told, person_id=owner, priority=Priority.WELCOME)


async def _list(run: JobRun, lottery: Lottery) -> None:
    """One list, of as many as fit."""
    some = await store.entries(run.session, lottery.id, after=lottery.listed, most=rules.MOST_LISTED)
    lottery.lists_at, lottery.listed = None, some[-1].number if some else lottery.entered
    if some:
        names = await names_of(run.session, lottery.group_id, [each.person_id for each in some])
        lottery.lists += 1
        _say(run, lottery, showing.newcomers(lottery, some, names), f"list:{lottery.listed}")


async def _leave_out(run: JobRun, lottery: Lottery, entries: Sequence[LotteryEntry]) -> None:
    """Who has left meanwhile, manages the group by now, or has not taken part in what they had to."""
    here = await store.here(run.session, lottery.group_id, [each.person_id for each in entries])
    managing = await store.managing(run.session, lottery.group_id, run.batch.operators)
    part = None if lottery.took_part is None else await _took_part(run, lottery.took_part, lottery.group_id)
    for each in entries:
        if each.person_id not in here:
            each.out = "left"
        elif each.person_id in managing:
            each.out = "admin"
        elif part is not None and each.person_id not in part:
            each.out = "conditions"


async def _took_part(run: JobRun, campaign_id: int, group_id: int) -> set[int]:
    """In anything of the campaign but its lotteries."""
    found = set[int]()
    for name, kind in ACTIVITIES.items():
        if name != "lottery":
            parts = await kind.took_part(run.session, campaign_id)
            found.update(part.person_id for part in parts if part.group_id == group_id)
    return found


async def _waits(run: JobRun, lottery: Lottery) -> bool:
    """Whether nothing can be said now: a paused group goes on later, one that the bot has left does not."""
    group = await run.session.get_one(Group, lottery.group_id)
    if group.left_at is not None:
        lottery.state = "cancelled"
    elif group.paused_at is not None:
        await _again(run, run.now + REST)
    return group.left_at is not None or group.paused_at is not None


async def _again(run: JobRun, at: datetime, **args: int) -> None:
    row = await run.session.get_one(Schedule, run.schedule_id)
    row.next_due_at, row.args = at, {**row.args, **args}


def _say(run: JobRun, lottery: Lottery, content: Content, what: str) -> None:
    """People wait for it, so neither quiet hours nor a daily cap hold it back."""
    key = f"lottery:{lottery.id}:{what}"
    run.post(content, key=key, group_id=lottery.group_id, priority=Priority.WELCOME)
