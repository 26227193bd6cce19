"""The script of a simulation: JSON Lines in, typed lines out, everything checked before anything runs."""

from datetime import datetime
from pathlib import Path

from bot.errors import DandelionError
from bot.phrases import Language
from bot.platforms.simulator import BOT
from bot.simulation import messages as say
from bot.simulation.fields import BadLine, parse_line
from bot.simulation.lines import AddGroup, ChangeOwner, Crash, Fault, Join, KickBot, Leave, Rename, Say, ScriptLine


class ScriptError(DandelionError):
    """The script can't be played: the file, the line number, the reason."""


def read_script(file: Path, language: Language = "zh") -> list[ScriptLine]:
    """Every line of the script in order. Raises ScriptError at the first bad one."""
    try:
        rows = file.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise ScriptError(say.NO_FILE(language, file=file, reason=error.strerror)) from None
    lines: list[ScriptLine] = []
    world = _World()
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            if row.strip():
                lines.append(line := parse_line(row, number, file.parent))
                world.take(line)
        if not lines:
            raise BadLine(say.EMPTY)
    except BadLine as bad:
        reason = bad.phrase(language, **bad.values)
        raise ScriptError(say.AT_LINE(language, file=file, line=number, reason=reason)) from None
    return lines


class _World:
    """Who is where as the script goes on, so that a slip is found before anything runs."""

    def __init__(self) -> None:
        self._members: dict[str, set[str]] = {}
        self._with_bot: set[str] = set()
        self._said: set[str] = set()
        self._at: datetime | None = None

    def take(self, line: ScriptLine) -> None:
        """Check one line against the ones before it."""
        if self._at and line.at < self._at:
            raise BadLine(say.EARLIER)
        self._at = line.at
        match line:
            case AddGroup():
                self._add(line)
            case Say():
                self._hear(line)
            case Join():
                self._refuse_bot(*line.members)
                self._inside(line.group, line.inviter)
                self._members[line.group].update(line.members)
            case Leave():
                self._inside(line.group, line.member, line.by)
                self._members[line.group].discard(line.member)
            case Rename():
                self._known(line.group)
            case ChangeOwner():
                self._inside(line.group, line.member)
            case KickBot():
                self._kick(line)
            case Fault() | Crash():
                pass

    def _add(self, line: AddGroup) -> None:
        self._refuse_bot(line.owner)
        if line.group in self._with_bot:
            raise BadLine(say.GROUP_THERE, group=line.group)
        self._with_bot.add(line.group)
        self._members[line.group] = {line.owner, *line.members} - {BOT}

    def _hear(self, line: Say) -> None:
        self._refuse_bot(line.member)
        if line.group:
            self._inside(line.group, line.member, *(each for each in line.mentions if each != BOT))
        if line.quote and not line.quote.startswith("out:") and line.quote not in self._said:
            raise BadLine(say.NO_MESSAGE, id=line.quote)
        self._said.add(line.id)

    def _kick(self, line: KickBot) -> None:
        self._known(line.group)
        if line.group not in self._with_bot:
            raise BadLine(say.BOT_GONE, group=line.group)
        self._with_bot.discard(line.group)

    def _known(self, group: str) -> set[str]:
        if group not in self._members:
            raise BadLine(say.NO_GROUP, group=group)
        return self._members[group]

    def _inside(self, group: str, *members: str) -> None:
        self._refuse_bot(*members)
        for member in members:
            if member and member not in self._known(group):
                raise BadLine(say.NOT_MEMBER, member=member, group=group)
        self._known(group)

    def _refuse_bot(self, *members: str) -> None:
        if BOT in members:
            raise BadLine(say.IS_BOT)
