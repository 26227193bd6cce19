"""From what follows a command's name to the keyword arguments of its handler, by the handler's annotations.

Tags, mentions and the body are taken from wherever they stand, mentions also from before the command, beside the
bot's; what is left is read in the order of the parameters.
"""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.commands import Action
from bot.commands import messages as m
from bot.commands.members import Mentioned, find_member, mentioned
from bot.commands.parameters import Body, Parameter, Rest, Tags, Words
from bot.commands.readers import read, short
from bot.commands.tokens import Token, text_of, tokens_of
from bot.errors import UserError
from storage.tables import Message, Person

if TYPE_CHECKING:
    from bot.context import Context

CAN_BE_POSTED = ("image", "link", "file")
JUST_NOW = timedelta(minutes=5)

_NUMBERED = re.compile(r"#\d*")


async def read_arguments(action: Action, rest: str, body: str, ctx: "Context") -> dict[str, Any]:
    """The handler's keyword arguments; one left out that may be is absent. Raises UserError with the one example."""
    try:
        return await _Reading(action.parameters, rest, ctx).read(body.strip())
    except UserError as error:
        error.offer(action.example(ctx.language))
        raise


class _Reading:
    """One line being read: the pieces still left of it, and those taken out of order."""

    def __init__(self, parameters: tuple[Parameter, ...], rest: str, ctx: "Context") -> None:
        self.parameters, self.rest, self.ctx = parameters, rest, ctx
        self.left: list[Token] = []
        self.taken: list[Token] = []
        self.passed_over: UserError | None = None
        self.values: dict[str, Any] = {}

    async def read(self, body: str) -> dict[str, Any]:
        people = await mentioned(self.ctx) if self._of(Person) else Mentioned([])
        self.left = tokens_of(self.rest, people.names)
        self._take_tags()
        self._take_mentions(people)
        for parameter in self.parameters:
            if parameter.name not in self.values and parameter.type not in (Body, Words):
                await self._read_next(parameter)
        await self._take_body(body)
        if self.left:
            raise self.passed_over or UserError(m.LEFT_OVER, word=short(self.left[0].text))
        return self.values

    def _of(self, *kinds: Any) -> list[Parameter]:
        return [parameter for parameter in self.parameters if parameter.type in kinds]

    def _take(self, token: Token) -> None:
        self.left.remove(token)
        self.taken.append(token)

    def _take_tags(self) -> None:
        for parameter in self._of(Tags):
            tagged = [t for t in self.left if t.plain.startswith("#") and not _NUMBERED.fullmatch(t.plain)]
            for token in tagged:
                self._take(token)
            tags = [tag for token in tagged for tag in token.plain.split("#") if tag]
            self.values[parameter.name] = tuple(dict.fromkeys(tags))

    def _take_mentions(self, people: Mentioned) -> None:
        written = [token for token in self.left if token.is_mention]
        meant = [(t, who) for t, who in zip(written, people.assign([t.text for t in written]), strict=True) if who]
        for parameter, (token, who) in zip(self._of(Person), meant, strict=False):
            self._take(token)
            self.values[parameter.name] = who
        if self.ctx.said.text.lstrip().startswith("@"):
            for parameter, who in zip(self._of(Person)[len(meant) :], people.unwritten, strict=False):
                self.values[parameter.name] = who

    async def _read_next(self, parameter: Parameter) -> None:
        """One parameter from the first pieces left; one that may be left out lets others have them instead."""
        if not self.left:
            if parameter.required:
                raise UserError(m.MISSING, label=parameter.label)
            return
        try:
            value, used = await self._first(parameter)
        except UserError as error:
            if parameter.required:
                raise
            self.passed_over = error
        else:
            self.values[parameter.name] = value
            del self.left[:used]

    async def _first(self, parameter: Parameter) -> tuple[Any, int]:
        if parameter.type is Rest:
            return text_of(self.rest, self.left, self.taken), len(self.left)
        if parameter.type is Person:
            return await find_member(self.ctx, self.left[0].text), 1
        return read(parameter, self.left, self.ctx)

    async def _take_body(self, below: str) -> None:
        bodies = self._of(Body, Words)
        if below and not bodies:
            raise UserError(m.NO_BODY, word=short(below.partition("\n")[0]))
        for parameter in bodies:
            body = self._words(below) if parameter.type is Words else self._body(below)
            if body is None and parameter.type is Body and parameter.required:
                body = await self._just_sent()
            if body is not None:
                self.values[parameter.name] = body
            elif parameter.required:
                raise UserError(m.BODY_BELOW)

    def _words(self, below: str) -> Words | None:
        said = self.ctx.said
        if not below and said.quote_kind not in (None, "text"):
            raise UserError(m.WORDS_ONLY)
        return Words(below or said.quote_text.strip()) or None

    async def _just_sent(self) -> Body | None:
        """In a private chat, the picture, link or file that was sent right before the command."""
        said = self.ctx.said
        if said.group_id is not None:
            return None
        mine = select(Message.kind, Message.platform_id, Message.sent_at).where(
            Message.account_id == self.ctx.account_id,
            Message.person_id == said.person_id,
            Message.group_id.is_(None),
            Message.id < said.message_id,
            Message.sent_at.between(said.sent_at - JUST_NOW, said.sent_at),
        )
        last = (await self.ctx.session.execute(mine.order_by(Message.id.desc()).limit(1))).one_or_none()
        return Body("", last.kind, last.platform_id) if last is not None and last.kind in CAN_BE_POSTED else None

    def _body(self, below: str) -> Body | None:
        said = self.ctx.said
        if said.quote_kind not in (None, "text"):
            return Body(below, said.quote_kind, said.quote_message_id)
        text = below or said.quote_text.strip()
        return Body(text) if text else None
