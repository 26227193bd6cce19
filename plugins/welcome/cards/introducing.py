"""Somebody introduces themselves: the card is kept, thanked for, and people who fit are made known to each other."""

from collections.abc import Mapping, Sequence

from bot import messages as core
from bot.commands.tokens import without_bot
from bot.content import Mention, Text
from bot.context import Context
from bot.events import Joined
from plugins.welcome import store as arrivals
from plugins.welcome.cards import messages as m
from plugins.welcome.cards import rules, store
from plugins.welcome.cards.jobs import THANK
from plugins.welcome.cards.reading import Introduction, looks_like_one, read
from plugins.welcome.cards.rules import Bond
from plugins.welcome.cards.settings import Cards
from storage.cards import Card

MOST_NAMED = 3
"""How many things in common are named."""


async def hear(ctx: Context) -> bool:
    """Whether it was an introduction; plain talk that only looks like one is not."""
    text = without_bot(ctx.said.text, len(ctx.said.mentions)) if ctx.said.mentions_bot else ctx.said.text
    if not looks_like_one(text):
        return False
    cards = Cards() if ctx.here is None else await ctx.settings(Cards)
    introduction = read(text, rules.template_of(cards, ctx.language)) if cards.on else None
    if introduction is None:
        return False
    if ctx.here is None:
        ctx.reply(m.IN_THE_GROUP)
    else:
        await _keep(ctx, introduction)
    return True


async def back(ctx: Context, joined: Joined) -> None:
    """Who has a card from the last time need not introduce themselves again."""
    known = await store.with_card(ctx.session, joined.group_id, joined.rejoined) if joined.rejoined else ()
    await arrivals.mark(ctx.session, joined.group_id, known, "introduced_at", joined.at)


async def _keep(ctx: Context, told: Introduction) -> None:
    """Of a card there was, what is not told again stays; the same again is answered only to who asks us."""
    card = await store.row_of(ctx.session, ctx.group.id, ctx.sender.id)
    is_thanked, before = card.thanked_at is not None, (card.told, card.words)
    values = {name: value for name, value in {**card.told, **told.values}.items() if value}
    words = list(told.words) or card.words
    await arrivals.mark(ctx.session, ctx.group.id, [ctx.sender.id], "introduced_at", ctx.now)
    if (values, words) == before:
        if ctx.said.mentions_bot:
            ctx.reply(m.SAME, mention=True)
        return
    card.told, card.words, card.told_at = values, words, ctx.now
    tags = rules.tags_of(values, words)
    await ctx.session.flush()
    await store.put_tags(ctx.session, card.group_id, card.person_id, tags)
    if not is_thanked and await store.thanked_lately(ctx.session, card.group_id, ctx.now) >= rules.CROWD:
        await _thank_later(ctx)
        return
    card.thanked_at = card.thanked_at or ctx.now
    met = await _meet(ctx, card, tags)
    answer: list[str | Mention] = [Mention(ctx.sender.id), ctx.t(m.UPDATED if is_thanked else m.KEPT)]
    ctx.reply(Text((*answer, *_introduced(ctx, met))))


async def _thank_later(ctx: Context) -> None:
    """All who introduce themselves until then share one message."""
    key = f"cards:{ctx.group.id}"
    if await arrivals.planned(ctx.session, key) is None:
        await ctx.services.scheduler.schedule(
            ctx.session,
            key=key,
            job=THANK,
            account_id=ctx.account_id,
            group_id=ctx.group.id,
            args={"language": ctx.language, "event": str(ctx.event_id)},
            at=ctx.now + rules.GATHERED,
            zone=ctx.zone,
            grace=rules.LATE,
            now=ctx.now,
        )


async def _meet(ctx: Context, card: Card, tags: Mapping[rules.Tag, str]) -> Mapping[int, Bond]:
    """At most two people for one card, whatever becomes of it later; nobody twice to the same person."""
    room = rules.MOST_MET - await store.met_by(ctx.session, card.group_id, card.person_id)
    wanted = rules.telling(tags)
    if not card.is_willing or room <= 0 or not wanted:
        return {}
    others = await store.sharing(ctx.session, card, wanted, ctx.now - rules.ACTIVE)
    tied = rules.bonds(tags, [(person, tag) for person, tag, _ in others])
    lately = await store.introduced_lately(ctx.session, card.group_id, ctx.now)
    people = rules.worth_knowing(tied, {person: at for person, _, at in others}, lately, room)
    await store.note_met(ctx.session, card, people, ctx.now)
    return {person: tied[person] for person in people}


def _introduced(ctx: Context, met: Mapping[int, Bond]) -> Sequence[str | Mention]:
    if not met:
        return ()
    parts: list[str | Mention] = [f"\n{ctx.t(m.MEET)}"]
    for person, bond in met.items():
        parts += ["\n", Mention(person), _told(ctx, bond)]
    return [*parts, f"\n{ctx.t(m.OR_NOT)}"]


def _told(ctx: Context, bond: Bond) -> str:
    kinds = ((m.OFFERED, bond.offered), (m.SOUGHT, bond.sought), (m.SHARED, bond.shared))
    comma = ctx.t(core.COMMA)
    return ctx.t(m.AND).join(ctx.t(said, tags=comma.join(tags[:MOST_NAMED])) for said, tags in kinds if tags)
