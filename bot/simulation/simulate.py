"""`dandelion simulate`: a script of what people do, played to the whole bot on a virtual clock.

The same script, settings and seed give the same output. Without `--until` the play goes on for an hour after the
last line; with it, it ends there, even before the last line.
"""

import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, TextIO

from bot import log
from bot.app import App
from bot.clock import VirtualClock
from bot.loops import run_async
from bot.phrases import Language
from bot.platforms.base import AFTER_MENTION, mentionable
from bot.platforms.simulator import BOT, Simulator
from bot.plugin import Plugin
from bot.settings import PREFIX, Settings, settings_from
from bot.simulation import messages as say
from bot.simulation.fields import parse_moment
from bot.simulation.lines import AddGroup, ChangeOwner, Crash, Fault, Join, KickBot, Leave, Rename, Say, ScriptLine
from bot.simulation.script import ScriptError, read_script
from bot.simulation.stage import Stage
from bot.simulation.transcript import ChatTranscript, JsonTranscript, Transcript
from storage.engine import Database

Format = Literal["jsonl", "chat"]
AFTERWARDS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Play:
    """What to play, and until when."""

    lines: Sequence[ScriptLine]
    until: datetime
    settings: Settings
    seed: int
    plugins: Sequence[Plugin]
    scratch: bool = False
    """Nobody wants the database back."""


def main(
    script: Path,
    *,
    until: str | None,
    db: str | None,
    seed: int,
    overrides: Mapping[str, str],
    form: Format,
    plugins: Sequence[Plugin],
) -> int:
    """Play the script to standard output. Raises SettingsError and ScriptError with nothing run."""
    with tempfile.TemporaryDirectory(prefix="dandelion-") as folder:
        settings = settings_for(overrides, db, Path(folder))
        lines = read_script(script, settings.language)
        what = Play(lines, end_of(lines, until, settings.language), settings, seed, plugins, scratch=db is None)
        log.configure(settings)
        with open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False) as out:
            run_async(play(what, form, out))
    return 0


async def play(what: Play, form: Format, out: TextIO) -> None:
    """Play it, writing as it goes."""
    clock = VirtualClock(what.lines[0].at)
    platform = Simulator(clock, bot_name="蒲公英")
    zone, language = what.settings.zone, what.settings.language
    transcript: Transcript = (
        JsonTranscript(platform, zone, out.write)
        if form == "jsonl"
        else ChatTranscript(platform, zone, language, out.write)
    )

    async def open_app() -> App:
        return await App.open(
            what.settings, platform, clock=clock, plugins=what.plugins, seed=what.seed, scratch=what.scratch
        )

    stage = Stage(open_app, platform, clock, lambda app: transcript.rested(app.db))
    try:
        for line in what.lines:
            if line.at > what.until:
                break
            await stage.advance(line.at)
            transcript.played(line)
            await perform(line, platform, stage)
        await stage.advance(what.until)
        await stage.close()
        async with Database(what.settings.database_url) as db:  # a bot that is down has not told why it spoke last
            await transcript.rested(db)
    finally:
        await stage.close()
        transcript.finish()


async def perform(line: ScriptLine, platform: Simulator, stage: Stage) -> None:
    """Make one line happen and let the bot do what it will about it."""
    match line:
        case Crash(when="now"):
            await stage.crash(line.down)
        case Crash(when="before_send" | "after_send" as when):
            stage.crash_lasts(line.down)
            platform.crash_at_next_send(when)
        case Fault():
            platform.fail_sends(line.send, line.times, line.retry_after)
        case _:
            await _happen(line, platform)
    await stage.settle()


async def _happen(line: ScriptLine, platform: Simulator) -> None:
    match line:
        case AddGroup(_, _, group, name, owner, members):
            await platform.add_bot(group, name, owner, members)
        case Say(_, _, group, member, text, message_id, mentions, quote, image, file):
            names = {each: platform.name_of(each, group) for each in mentions if each != BOT}
            said = as_written(text, names)
            await platform.say(
                member,
                said,
                message_id=message_id,
                group_id=group,
                mentions=mentions,
                quote=quote,
                image=image,
                file=file,
            )
        case Join(_, _, group, members, inviter):
            await platform.join(group, members, inviter)
        case Leave(_, _, group, member, by):
            await platform.leave(group, member, by)
        case Rename(_, _, group, name):
            await platform.rename(group, name)
        case ChangeOwner(_, _, group, member):
            await platform.change_owner(group, member)
        case KickBot(_, _, group):
            await platform.kick_bot(group)
        case Fault() | Crash():
            pass


def as_written(text: str, mentioned: Mapping[str, str]) -> str:
    """The text with every mention in it: one that a script gives by id, or beside the text, by the name it shows."""
    for member_id, name in mentioned.items():
        mention = f"@{mentionable(name) or member_id}"
        if mention not in text:
            written = mention + AFTER_MENTION
            by_id = re.compile(rf"@{re.escape(member_id)}(?!\w)[ \u2005]?")
            text, found = by_id.subn(lambda _, written=written: written, text)
            line, end, body = text.partition("\n")
            text = text if found else f"{line} {written}{end}{body}"
    return text


def settings_for(overrides: Mapping[str, str], db: str | None, folder: Path) -> Settings:
    """The defaults but for `overrides`, quiet, and on a database in `folder` unless one is named."""
    given = {name.upper().removeprefix(PREFIX): value for name, value in overrides.items()}
    scratch = {
        "DATABASE_URL": f"sqlite:///{folder}/simulation.db",
        "MEDIA_DIR": f"{folder}/media",
        "LOG_LEVEL": "error",
    }
    return settings_from(scratch | given | ({} if db is None else {"DATABASE_URL": db}))


def end_of(lines: Sequence[ScriptLine], until: str | None, language: Language) -> datetime:
    """When the play ends. Raises ScriptError when `until` is no time with its offset."""
    try:
        return lines[-1].at + AFTERWARDS if until is None else parse_moment(until)
    except ValueError:
        raise ScriptError(say.BAD_UNTIL(language, read=until)) from None
