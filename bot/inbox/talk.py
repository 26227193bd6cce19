"""Messages, recorded many at a time: the rows, the activity ledger, ties, names, and what handlers want."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from operator import add
from typing import NamedTuple

import structlog

from bot.content import Text, from_json
from bot.events import MessagePosted, Quote, Said
from bot.inbox.batch import Batch, Observer, Rules
from bot.inbox.helping import is_answer, is_thanks
from bot.inbox.identity import Directory
from bot.inbox.roster import Roster
from storage import ledger
from storage.base import to_ms
from storage.ledger import KnownGroup, KnownMember, KnownPerson, Turned

log = structlog.get_logger()

REMEMBERED_ANSWERS = 30
"""How many of the bot's latest messages in a chat a quote without an id is compared with."""


class Line(NamedTuple):
    """A message with our keys. `at_ms` is what the ledger counts by: never later than now."""

    id: int
    message: MessagePosted
    wanted: bool
    sent_ms: int
    at_ms: int
    is_fresh: bool
    group: KnownGroup | None
    person: KnownPerson


class Talk:
    """Records runs of messages."""

    def __init__(
        self,
        rules: Rules,
        directory: Directory,
        roster: Roster,
        observers: Sequence[Observer],
        awaited: Container[tuple[int, int]],
    ) -> None:
        self._rules = rules
        self._directory = directory
        self._roster = roster
        self._observers = observers
        self._awaited = awaited
        self._self_id = rules.account.self_id

    async def record(self, batch: Batch, messages: Sequence[tuple[MessagePosted, bool]]) -> None:
        """Record messages, each with whether a handler wants it; one that was recorded before has no further effect."""
        lines = await self._insert(batch, await self._resolve(batch, messages))
        in_groups = [(line, line.group) for line in lines if line.group is not None]
        await self._welcome_back(batch, in_groups)
        await self._count(batch, in_groups)
        await self._tie(batch, in_groups)
        await self._rename(batch, lines)
        await ledger.note_friends(batch.connection, {line.person.id for line in lines if line.group is None})
        await self._tell(batch, lines)

    async def _resolve(self, batch: Batch, wished: Sequence[tuple[MessagePosted, bool]]) -> list[Line]:
        messages = [message for message, _ in wished]
        groups, people = self._directory.groups, self._directory.people
        group_ids = {message.group_id for message in messages if message.group_id}
        await self._directory.learn_groups(batch.connection, group_ids, batch.now_ms)
        await self._directory.learn_people(batch.connection, self._names(messages))
        now_ms, oldest_ms = batch.now_ms, to_ms(batch.now - self._rules.max_age)
        lines: list[Line] = []
        for id_, (message, wanted) in enumerate(wished, start=batch.next_message):
            person = people.get(message.sender_id)
            assert person is not None
            sent = to_ms(message.sent_at)
            group = groups.get(message.group_id)
            lines.append(Line(id_, message, wanted, sent, min(sent, now_ms), sent >= oldest_ms, group, person))
        batch.next_message += len(lines)
        return lines

    def _names(self, messages: Iterable[MessagePosted]) -> dict[str, str]:
        names: dict[str, str] = {}
        for message in messages:
            names[message.sender_id] = message.sender_name
            if message.mentions:
                for id_ in message.mentions:
                    names.setdefault(id_, "")
            if message.quote is not None and message.quote.sender_id:
                names.setdefault(message.quote.sender_id, message.quote.sender_name)
        names.pop(self._self_id, None)
        return names

    async def _insert(self, batch: Batch, lines: list[Line]) -> list[Line]:
        account_id = self._rules.account.id
        rows = [
            (
                line.id,
                account_id,
                line.sent_ms,
                line.message.message_id,
                line.group.id if line.group else None,
                line.person.id,
                line.message.kind,
                line.message.text,
            )
            for line in lines
        ]
        repeated = await ledger.add_messages(batch.connection, rows)
        batch.recorded += len(lines) - len(repeated)
        batch.duplicates += len(repeated)
        return [line for line in lines if line.id not in repeated] if repeated else lines

    async def _welcome_back(self, batch: Batch, lines: Sequence[tuple[Line, KnownGroup]]) -> None:
        """Who speaks is in the group: those whom nobody announced are found here, before their words count."""
        members = self._directory.members
        await self._directory.learn_members(batch.connection, {(group.id, line.person.id) for line, group in lines})
        there_before_us: Counter[int] = Counter()
        for line, group in lines:
            key = (group.id, line.person.id)
            known = members.get(key)
            if known is None and group.synced_ms is None:
                there_before_us[group.id] += 1
                members.learn({key: KnownMember("", None)})
            elif known is None or (known.left_ms is not None and line.at_ms > known.left_ms):
                await self._roster.spoke(batch, group, line.person.id, line.at_ms)
        await ledger.change_member_counts(batch.connection, there_before_us)

    async def _count(self, batch: Batch, lines: Sequence[tuple[Line, KnownGroup]]) -> None:
        members, day_of = self._directory.members, self._rules.day
        counts: Counter[tuple[int, int, int]] = Counter()
        spoken: dict[tuple[int, int], tuple[str, int]] = {}
        for line, group in lines:
            key = (group.id, line.person.id)
            counts[(group.id, day_of(line.at_ms, group), line.person.id)] += 1
            known = members.get(key)
            assert known is not None
            alias = line.message.sender_alias
            if alias and alias != known.alias and line.is_fresh:
                members.learn({key: known._replace(alias=alias)})
                self._directory.bearers.clear()
            else:
                alias = known.alias
            earlier = spoken.get(key)
            spoken[key] = (alias, line.at_ms if earlier is None else max(line.at_ms, earlier[1]))
        await ledger.add_activity(batch.connection, counts)
        await ledger.note_spoken(batch.connection, spoken)

    async def _tie(self, batch: Batch, lines: Sequence[tuple[Line, KnownGroup]]) -> None:
        turned = [(line, group) for line, group in lines if line.message.mentions or line.message.quote is not None]
        if not turned:
            return
        names = {(group.id, name) for line, group in turned if (name := _only_name(line.message.quote))}
        await self._directory.learn_bearers(batch.connection, names)
        ties: dict[tuple[int, int, int, int], Turned] = {}
        for line, group in turned:
            day, speaker = self._rules.day(line.at_ms, group), line.person.id
            quoted, mentioned = self._quoted(line.message.quote, group), self._mentioned(line.message)
            answers, thanks = _answers(line.message), is_thanks(line.message.text)
            for other in {*mentioned, *quoted} - {speaker}:
                before = ties.get(key := (group.id, day, speaker, other), Turned())
                by_quote = other in quoted
                now = (by_quote, other in mentioned, by_quote and answers, thanks)
                ties[key] = Turned(*map(add, before, now))
        await ledger.add_ties(batch.connection, ties)

    def _mentioned(self, message: MessagePosted) -> tuple[int, ...]:
        people = self._directory.people
        return tuple(
            person.id
            for id_ in dict.fromkeys(message.mentions)
            if id_ != self._self_id and (person := people.get(id_)) is not None
        )

    def _quoted(self, quote: Quote | None, group: KnownGroup) -> tuple[int, ...]:
        if quote is None or quote.sender_id == self._self_id:
            return ()
        if quote.sender_id:
            person = self._directory.people.get(quote.sender_id)
            return () if person is None else (person.id,)
        bearer = self._directory.bearers.get((group.id, quote.sender_name)) or (None,)
        return () if bearer[0] is None else (bearer[0],)

    async def _rename(self, batch: Batch, lines: Iterable[Line]) -> None:
        """Keep people's names as their latest message shows them; an old message says nothing about now."""
        people = self._directory.people
        renamed: dict[int, str] = {}
        for line in lines:
            name, known = line.message.sender_name, people.get(line.message.sender_id)
            if name and known is not None and name != known.name and line.is_fresh:
                people.learn({line.message.sender_id: known._replace(name=name)})
                renamed[known.id] = name
        if renamed:
            self._directory.bearers.clear()
            await ledger.rename_people(batch.connection, renamed)

    async def _tell(self, batch: Batch, lines: Sequence[Line]) -> None:
        """Mark as pending what handlers want, and show plugins' observers everything."""
        for line in lines:
            if line.is_fresh and (line.wanted or self._is_awaited(line)):
                batch.pending.append(self._said(line, await self._quoted_answer(batch, line)))
        if not self._observers:
            return
        said = [self._said(line, None) for line in lines]
        for observer in self._observers:
            attempt = await batch.connection.begin_nested()  # what fails here is not the observer's
            try:
                await observer(batch.connection, said)
            except Exception:
                await attempt.rollback()
                log.exception("inbox.observer_failed", observer=observer.__module__)
            else:
                await attempt.commit()

    def _is_awaited(self, line: Line) -> bool:
        return line.group is not None and (line.group.id, line.person.id) in self._awaited

    def _said(self, line: Line, quoted_answer: int | None) -> Said:
        message, quote = line.message, line.message.quote
        return Said(
            message_id=line.id,
            platform_message_id=message.message_id,
            sent_at=message.sent_at,
            group_id=line.group.id if line.group else None,
            person_id=line.person.id,
            kind=message.kind,
            text=message.text,
            mentions=self._mentioned(message),
            mentions_bot=self._self_id in message.mentions,
            quote_kind=None if quote is None else quote.kind,
            quote_text="" if quote is None else quote.text,
            quote_message_id="" if quote is None else quote.message_id,
            quote_outbox_id=quoted_answer,
        )

    async def _quoted_answer(self, batch: Batch, line: Line) -> int | None:
        """Which of the bot's own messages it quotes, by the platform's id where it tells it, else by its words."""
        quote, account_id = line.message.quote, self._rules.account.id
        if quote is None:
            return None
        if quote.message_id and (found := await ledger.sent_as(batch.connection, account_id, quote.message_id)):
            return found
        if quote.sender_id not in ("", self._self_id) or not quote.text:
            return None
        group_id = line.group.id if line.group else None
        sent = await ledger.sent_to(batch.connection, account_id, group_id, line.person.id, REMEMBERED_ANSWERS)
        return next((id_ for id_, content in sent if _reads_like(from_json(content), quote.text)), None)


def _answers(message: MessagePosted) -> bool:
    quote = message.quote
    return quote is not None and quote.kind == "text" and is_answer(message.text, quote.text)


def _only_name(quote: Quote | None) -> str:
    return "" if quote is None or quote.sender_id else quote.sender_name


def _reads_like(content: object, text: str) -> bool:
    """Whether the words of a text we sent, whatever names its mentions bore, are those of what was quoted."""
    if not isinstance(content, Text):
        return False
    words = [part.strip() for part in content.parts if isinstance(part, str) and part.strip()]
    rest = text
    for part in words:
        _, found, rest = rest.partition(part)
        if not found:
            return False
    return bool(words) and not rest.strip()
