"""What the chat in the terminal shows: messages with their numbers and times, and why the bot spoke."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.phrases import Language, Phrase
from bot.platforms.simulator import BOT, Accepted, Simulator
from bot.simulation.transcript import Reason, indented
from bot.terminal import messages as say
from bot.terminal.terminal import Terminal
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH

_REASONS = {"command": say.ANSWER, "event": say.EVENT, "schedule": say.SCHEDULE}


class Screen:
    """The chat as one reads it; messages are numbered from 1 to be quoted.

    `here` is the group one is in, empty in the private chat; `shown` counts the bot's messages shown.
    """

    def __init__(self, language: Language, zone: str, platform: Simulator, terminal: Terminal) -> None:
        self._language: Language = language
        self._zone = ZoneInfo(zone)
        self._platform, self._terminal = platform, terminal
        self.here = ""
        self.shown = 0
        self._numbered: list[str] = []
        self._day: date | None = None

    @property
    def place(self) -> str:
        """Where one is, by name."""
        return self._platform.groups[self.here].name if self.here else say.PRIVATE_PLACE(self._language)

    def tell(self, phrase: Phrase, **values: object) -> None:
        """Say something about the chat itself."""
        self._terminal.write(phrase(self._language, **values))

    def time(self, at: datetime) -> str:
        """A moment with its weekday, as the groups' clock shows it."""
        local = at.astimezone(self._zone)
        return f"{local:%Y-%m-%d} {self._weekday(local.date())} {local:%H:%M}"

    def said(self, message_id: str, at: datetime, member_id: str, text: str) -> None:
        """Show what a member says here, in place of what was typed."""
        who = self._platform.name_of(member_id, self.here)
        place = "" if self.here else self._place("", member_id)
        self._terminal.replace(self._line(message_id, at, f"{place}{who}：{text}"))

    def happened(self, at: datetime, phrase: Phrase, **values: object) -> None:
        """Show what somebody did, in place of what was typed."""
        text = phrase(self._language, **values)
        self._terminal.replace(f"{self._time_of(at)} · {text}")

    def bot_said(self, message: Accepted, reason: Reason) -> None:
        """Show what the bot says, where it is not the chat one is in, and why."""
        self.shown += 1
        text = message.text if message.kind == "text" else f"[{message.kind}] {message.text}"
        place = (
            ""
            if message.to.group_id == self.here and self.here
            else self._place(message.to.group_id, message.to.member_id)
        )
        line = self._line(message.message_id, message.at, f"{place}{self._platform.name_of(BOT)}：{text}")
        why = _REASONS.get(reason.kind, say.OTHER)(self._language, kind=reason.kind, id=reason.id)
        self._terminal.write(line, f"└ {why}")

    def message_id(self, number: str) -> str | None:
        """The message that is shown with that number."""
        index = int(number) if number.isdecimal() else 0
        return self._numbered[index - 1] if 0 < index <= len(self._numbered) else None

    def _place(self, group_id: str, member_id: str) -> str:
        if group_id:
            return f"[{self._platform.groups[group_id].name}] "
        return f"[{say.PRIVATE_WITH(self._language, name=self._platform.name_of(member_id))}] "

    def _line(self, message_id: str, at: datetime, text: str) -> str:
        self._numbered.append(message_id)
        return f"{self._time_of(at)} #{len(self._numbered)} {indented(text)}"

    def _time_of(self, at: datetime) -> str:
        """The time of day, after a line for the day where a new one begins."""
        local = at.astimezone(self._zone)
        new_day = local.date() != self._day
        self._day = local.date()
        date = say.DAY(self._language, date=f"{self._day} {self._weekday(self._day)}", zone=self._zone.key)
        return f"{date}\n{local:%H:%M}" if new_day else f"{local:%H:%M}"

    def _weekday(self, day: date) -> str:
        return f"周{WEEKDAYS_ZH[day.weekday()]}" if self._language == "zh" else WEEKDAYS_EN[day.weekday()]
