"""What members say to vote: 投票 2, a number to the poll they quote, and the same to the bot in private."""

from collections.abc import Sequence
from datetime import timedelta

from bot.commands import Word
from bot.content import Mention, Text
from bot.context import Context
from bot.phrases import Phrase
from bot.words import WordSettings
from plugins.campaigns.polls import messages as m
from plugins.campaigns.polls import plans, rules, showing, store
from plugins.campaigns.polls.tables import Poll

JUST_CLOSED = timedelta(days=1)
"""So long somebody who comes too late is told so."""


async def say(ctx: Context, rest: str) -> None:
    """The word: a vote, or how things stand; what is neither is plain talk."""
    if rest.strip():
        await vote(ctx, rest)
    elif polls := await open_polls(ctx):
        await show(ctx, polls, once=f"poll:shown:{polls[0].group_id}:{ctx.now:%Y%m%d%H%M}")


async def hear(ctx: Context) -> bool:
    """A number that quotes a poll, or the word run together with one."""
    if rules.poll_of(ctx.said.quote_text) is None and not rules.is_run_together(ctx.said.text):
        return False
    if ctx.here is not None and WORD.zh in (await ctx.settings(WordSettings, ctx.here)).off:
        return False
    return await vote(ctx, rules.without_word(ctx.said.text))


async def show(ctx: Context, polls: Sequence[Poll], once: str = "") -> None:
    """How each of the polls stands."""
    tallies = await store.tallies(ctx.session, polls)
    ctx.reply(Text(("\n\n".join(showing.stands(poll, tallies[poll.id]) for poll in polls),)), once=once)


async def vote(ctx: Context, said: str) -> bool:
    """Note a vote, without a word in a group. False, and nothing said, for what is none."""
    number, words = rules.split_number(said)
    number = number or rules.poll_of(ctx.said.quote_text)
    polls = await open_polls(ctx)
    named = [poll for poll in polls if poll.id == number] if number is not None else polls
    if not named:
        return await _too_late(ctx, number, words)
    meant = [(poll, choice) for poll in named if (choice := rules.read_vote(words, poll.options)) is not None]
    if len(meant) > 1:
        _ask_which(ctx, named)
    elif meant:
        await _note(ctx, *meant[0])
    return bool(meant)


async def _note(ctx: Context, poll: Poll, choice: Sequence[int]) -> None:
    if choice and (choice[0] < 0 or choice[-1] >= len(poll.options)):
        _refuse(ctx, m.NO_SUCH_OPTION, number=poll.id, n=len(poll.options))
    elif len(choice) > poll.choices:
        _refuse(ctx, m.TOO_MANY, number=poll.id, most=poll.choices)
    elif min(ctx.said.sent_at, ctx.now) >= poll.closes_at:
        _refuse(ctx, m.IS_CLOSED, number=poll.id)
    else:
        if choice:
            await store.put(ctx.session, poll.id, ctx.sender.id, rules.mask_of(choice), ctx.now)
        else:
            await store.take_back(ctx.session, poll.id, ctx.sender.id)
        await plans.plan_list(ctx, poll)
        _say_privately(ctx, poll, choice)


def _say_privately(ctx: Context, poll: Poll, choice: Sequence[int]) -> None:
    """In a group what is posted every few minutes tells enough. What is secret is not even repeated here."""
    if ctx.here is None:
        texts = ctx.t(m.BETWEEN).join(poll.options[place] for place in choice)
        secret = m.VOTED_SECRETLY if choice else m.TOOK_BACK
        ctx.reply(secret if poll.is_anonymous or not choice else m.VOTED, number=poll.id, texts=texts)


async def open_polls(ctx: Context) -> Sequence[Poll]:
    """The polls of the group, or in a private chat those of all the person's groups; none of them ends meanwhile.

    What was said in time counts, though the bot may hear of it a little later.
    """
    if ctx.here is not None:
        return await store.open_in(ctx.session, ctx.here.id, lock=True)
    return await store.open_for(ctx.session, ctx.account_id, ctx.sender.id)


async def _too_late(ctx: Context, number: int | None, words: str) -> bool:
    """Tell so to who votes in what has just ended; later it is plain talk again."""
    if not (choice := rules.read_vote(words, ())) or ctx.here is None:
        return False
    if number is not None:
        poll = await store.find(ctx.session, ctx.here.id, number)
    else:
        poll = await store.latest_closed(ctx.session, ctx.here.id, ctx.now - JUST_CLOSED)
    if poll is None:
        return False
    _refuse(ctx, m.IS_CLOSED, number=poll.id)
    return bool(choice)


def _ask_which(ctx: Context, polls: Sequence[Poll]) -> None:
    lines = "\n".join(ctx.t(m.LINE, number=poll.id, question=poll.question) for poll in polls)
    _refuse(ctx, m.WHICH, n=len(polls), number=polls[0].id, lines=lines)


def _refuse(ctx: Context, phrase: Phrase, **values: object) -> None:
    """Tell the person what was wrong; once a minute, however often they try."""
    said = ctx.t(phrase, **values)
    if ctx.here is None:
        ctx.reply(said)
        return
    once = f"poll:refused:{ctx.here.id}:{ctx.sender.id}:{ctx.now:%Y%m%d%H%M}"
    ctx.reply(Text((Mention(ctx.sender.id), said)), once=once)


WORD = Word("投票", "poll", Phrase("投一票，如 投票 2", "vote, such as poll 2"), say)
