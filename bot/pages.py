"""What a plugin's web page is made of: blocks, not HTML. Every act on it is a command, written as in a private chat.

A page is shown for one group to somebody who manages it. Texts are leaves: whatever members wrote stays words.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from bot.permissions import Role
from bot.phrases import Language, Phrase
from storage.engine import ReadSession
from storage.tables import Group, Person

if TYPE_CHECKING:
    from bot.services import Services

LONGEST_NUMBER = 15
"""Digits that no number of ours has more of."""
MOST_PAGES = 10_000

Section = Literal["now", "content", "people", "desk"]
Tone = Literal["", "good", "warn", "bad"]
FieldKind = Literal["line", "text", "number", "choice", "file", "picture"]


def number_in(text: str) -> int | None:
    """The number that a part of an address is, if it is one that may be ours."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def page_number(text: str) -> int:
    """The page of a list that is asked for, the first for whatever is none."""
    return min(max(number_in(text) or 1, 1), MOST_PAGES)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looks at a page of a group: a `View` of plans and audiences with who looks, and what they asked for."""

    session: ReadSession
    services: "Services"
    now: datetime
    person: Person
    group: Group
    role: Role
    language: Language
    query: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def account_id(self) -> int:
        """Whose groups they are."""
        return self.services.account_id

    @property
    def operators(self) -> frozenset[str]:
        """The platform ids of those who run the bot everywhere by its settings."""
        return frozenset(self.services.settings.operators)

    @property
    def groups(self) -> Sequence[Group]:
        """The group, as plans want it."""
        return (self.group,)

    @property
    def zone(self) -> str:
        """The group's."""
        return self.group.zone or self.services.settings.zone

    @property
    def page(self) -> int:
        """The number of the page of a long list that is asked for, from 1."""
        return page_number(self.query.get("page", ""))

    def number(self, name: str) -> int | None:
        """The number that the page's address has under this name."""
        return number_in(self.query.get(name, ""))

    def t(self, phrase: Phrase, /, **values: object) -> str:
        """The phrase in the page's language."""
        return phrase(self.language, **values)

    def act(self, label: Phrase, command: Phrase, /, *, grave: bool = False, **values: object) -> "Act":
        """A button in the page's language."""
        return Act(self.t(label), self.t(command, **values), grave)

    def field(
        self,
        name: str,
        label: Phrase,
        kind: FieldKind = "line",
        value: str = "",
        *,
        hint: Phrase | str = "",
        choices: Sequence[tuple[str, Phrase | str]] = (),
        required: bool = True,
    ) -> "Field":
        """What is to be filled in, in the page's language; what is no phrase is shown as it is."""
        shown = [(put, self._told(told)) for put, told in choices]
        return Field(name, self.t(label), kind, value, self._told(hint), shown, required)

    def _told(self, words: Phrase | str) -> str:
        return words if isinstance(words, str) else self.t(words)

    def to_fill(self, command: Phrase, /, **known: object) -> str:
        """The command of a form: what is known is put in, all else is left to be filled in."""
        return self.t(command, **{name: f"{{{name}}}" for slots in command.slots for name in slots} | known)


@dataclass(frozen=True, slots=True)
class Act:
    """A button that says a command; `grave` ones are painted as such."""

    label: str
    command: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """What is filled into a command: its `{name}`. A line is put in as one line, a text below the command's line.

    Of a choice, `choices` are what is put in and what is shown. A file or picture comes along as a quoted one would.
    """

    name: str
    label: str
    kind: FieldKind = "line"
    value: str = ""
    hint: str = ""
    choices: Sequence[tuple[str, str]] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A command to be filled in; below it stands what will be said, so that one learns the chat's way.

    `[words {slot}]` is left out where nothing is filled in; an empty command sends a file alone.
    """

    title: str
    command: str
    fields: Sequence[Field]
    submit: str
    note: str = ""
    is_open: bool = False
    """Shown at once; the others open with a touch of their title."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on a coloured ground; the tone is never all that tells it."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A small line of numbers, the newest last, `told` in words for who does not see it."""

    values: Sequence[float]
    told: str


@dataclass(frozen=True, slots=True)
class Go:
    """A link to the same or another page of the group: `page` empty is this one."""

    text: str
    page: str = ""
    query: Mapping[str, str] = field(default_factory=dict[str, str])


Cell = str | Badge | Trend | Go


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, with what can be done about it."""

    cells: Sequence[Cell]
    acts: Sequence[Act] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; on a phone each row becomes a card. `empty` is said instead of no rows.

    `pages` is how many pages there are of it, of which the look's `page` is shown.
    """

    columns: Sequence[str]
    rows: Sequence[Row]
    empty: str
    title: str = ""
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures with what they are of, side by side where there is room."""

    items: Sequence[tuple[str, Cell]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, its line breaks kept."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """One of the page's pictures, by its name, told in words for who does not see it."""

    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Acts:
    """Buttons that concern the whole page, and ways to look at it differently."""

    acts: Sequence[Act] = ()
    ways: Sequence[Go] = ()


Block = Table | Facts | Words | Chart | Form | Acts
Show = Callable[[Look], Awaitable[Sequence[Block]]]
Draw = Callable[[Look], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the owner's office. `draws` names its pictures, PNG or None; `is_live` pages follow what happens.

    Pages of one section stand together, in the order of the plugins.
    """

    name: str
    title: Phrase
    show: Show
    draws: Mapping[str, Draw] = field(default_factory=dict[str, Draw])
    is_live: bool = False
    section: Section = "content"


Sign = tuple[Cell, ...]
Signs = Callable[[ReadSession, Sequence[Group], datetime, Language], Awaitable[Mapping[int, Sign]]]
"""What a plugin shows of each of these groups, by its key, in the list of all."""
