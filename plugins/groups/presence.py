"""/暂停 /恢复 /语言 /时区 /口令: how the bot behaves in a group, and its first words there."""

from datetime import timedelta
from typing import Annotated

from bot import messages as core
from bot.commands import Command, Example, Target, Word
from bot.commands.parameters import Label, Rest
from bot.content import Text
from bot.context import Context
from bot.errors import UserError
from bot.events import Added
from bot.permissions import admin
from bot.phrases import Phrase
from bot.times.moments import shown
from bot.words import WordSettings
from plugins.groups import messages as m
from plugins.groups.rules import read_language, read_zone
from plugins.groups.undo import change

pause = Command("暂停", "pause", Phrase("让我先别说话", "silence me"), admin, Target.GROUPS)
resume = Command("恢复", "resume", Phrase("让我继续", "bring me back"), admin, Target.GROUPS)
language = Command("语言", "language", Phrase("换语言", "choose the language"), admin, Target.GROUPS)
zone = Command("时区", "timezone", Phrase("换时区", "choose the time zone"), admin, Target.GROUPS)
words = Command("口令", "words", Phrase("成员能直接说的词", "words members can just say"), admin, Target.GROUPS)


@pause.action(summary=Phrase("让我先别说话", "silence me"), example=Example("/暂停", "/pause"))
async def pause_bot(ctx: Context) -> None:
    """Only admins are answered, and nothing is posted."""
    if all(group.paused_at for group in ctx.groups):
        ctx.reply(m.ALREADY_PAUSED)
        return
    await change(ctx, m.DID_PAUSE, "paused", True)
    ctx.done(m.PAUSED)


@resume.action(summary=Phrase("让我继续", "bring me back"), example=Example("/恢复", "/resume"))
async def resume_bot(ctx: Context) -> None:
    """Back to life as before."""
    if not any(group.paused_at for group in ctx.groups):
        ctx.reply(m.NOT_PAUSED)
        return
    await change(ctx, m.DID_RESUME, "paused", False)
    ctx.done(m.RESUMED)


@language.action(
    summary=Phrase("换语言", "choose the language"),
    example=Example("/语言 英文", "/language 中文"),
)
async def set_language(ctx: Context, which: Annotated[Rest | None, Label("中文|英文", "zh|en")] = None) -> None:
    """The answer is already in the new one."""
    if which is None:
        spoken = ctx.group.language or ctx.services.settings.language
        ctx.reply(m.LANGUAGE, name=m.LANGUAGE_NAMES[read_language(spoken)])
        return
    chosen = read_language(which)
    await change(ctx, m.DID_SET_LANGUAGE, "language", chosen, name=m.LANGUAGE_NAMES[chosen])
    if ctx.here is not None:
        ctx.language = chosen
    ctx.done(m.LANGUAGE_SET, name=m.LANGUAGE_NAMES[chosen])


@zone.action(
    summary=Phrase("换时区", "choose the time zone"),
    example=Example("/时区 东京", "/timezone Asia/Tokyo"),
)
async def set_zone(ctx: Context, which: Annotated[Rest | None, Label("城市", "zone")] = None) -> None:
    """Bare, it tells the zone and what time it is there."""
    if which is None:
        here = ctx.group.zone or ctx.zone
        ctx.reply(m.ZONE, zone=here, now=shown(ctx.now, here, ctx.language))
        return
    chosen = read_zone(which)
    n = await change(ctx, m.DID_SET_ZONE, "zone", chosen, zone=chosen)
    here = shown(ctx.now, chosen, ctx.language)
    ctx.done(m.ZONE_SET_FOR_ALL, zone=chosen, now=here, n=n) if n else ctx.done(m.ZONE_SET, zone=chosen, now=here)


@words.action(
    summary=Phrase("看口令", "see the words"),
    example=Example("/口令", "/words"),
    target=Target.GROUP,
)
async def list_words(ctx: Context) -> None:
    """Every word, what it does, and whether it is answered here."""
    known = ctx.services.router.words
    if not known:
        ctx.reply(m.NO_WORDS)
        return
    off = (await ctx.settings(WordSettings)).off
    lines = [
        ctx.t(
            m.WORD_LINE, word=_name(ctx, word), summary=word.summary, state=m.WORD_OFF if word.zh in off else m.WORD_ON
        )
        for word in known
    ]
    ctx.reply(m.WORDS, lines="\n".join(lines), word=_name(ctx, known[0]))


@words.action(
    "开启",
    "on",
    summary=Phrase("打开口令", "switch a word on"),
    example=Example("/口令 开启 群规", "/words on rules"),
)
async def word_on(ctx: Context, name: Annotated[Rest, Label("口令", "word")]) -> None:
    """The word is answered again."""
    word = _word(ctx, name)
    await _switch(ctx, word, m.DID_SWITCH_WORD_ON, off=False)
    ctx.done(m.WORD_SWITCHED_ON, word=_name(ctx, word))


@words.action(
    "关闭",
    "off",
    summary=Phrase("关掉口令", "switch a word off"),
    example=Example("/口令 关闭 群规", "/words off rules"),
)
async def word_off(ctx: Context, name: Annotated[Rest, Label("口令", "word")]) -> None:
    """The word is no longer answered."""
    word = _word(ctx, name)
    await _switch(ctx, word, m.DID_SWITCH_WORD_OFF, off=True)
    ctx.done(m.WORD_SWITCHED_OFF, word=_name(ctx, word))


async def hello(ctx: Context, added: Added) -> None:
    """One line, once in a group's life, and only while it is news."""
    ctx.post(
        Text((ctx.t(m.HELLO),)),
        key=f"hello:{ctx.account_id}:{added.group_id}",
        group_id=added.group_id,
        expires_at=ctx.now + timedelta(days=1),
    )


async def _switch(ctx: Context, word: Word, summary: Phrase, *, off: bool) -> None:
    def how(now: WordSettings) -> dict[str, tuple[str, ...]]:
        others = tuple(name for name in now.off if name != word.zh)
        return {"off": (*others, word.zh) if off else others}

    await ctx.change_each(WordSettings, summary, how, word=_name(ctx, word))


def _name(ctx: Context, word: Word) -> str:
    return word.zh if ctx.language == "zh" else word.en


def _word(ctx: Context, name: str) -> Word:
    known, name = ctx.services.router.words, " ".join(name.split())
    found = next((word for word in known if name.lower() in (word.zh.lower(), word.en.lower())), None)
    if found is None:
        raise UserError(
            m.NO_SUCH_WORD, word=name[:20], words=ctx.t(core.COMMA).join(_name(ctx, word) for word in known)
        )
    return found
