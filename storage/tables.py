"""The core's tables. Every key is ours; platform ids are attributes that can be re-linked.

Days are local calendar days of the group, written as the integer YYYYMMDD: readable, sortable, the same in
every database. Names are the PLAYBOOK's words.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import DELETED, MOVED, Base, BigId, Fate, forgetting, kept

CLUSTERED = {"sqlite_with_rowid": False}
RIGHTS = "the rights that hold in a group"
FINISHED_ONCE = "next_due_at IS NULL AND recurrence IS NULL AND paused_at IS NULL"
"""Of a schedule that was due once and is done."""


def only(condition: str) -> dict[str, Any]:
    """Of an index: only rows of which the SQL holds are in it."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Account(Base):
    """One login of the bot on one platform."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("platform", "platform_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    platform: Mapped[str]
    platform_id: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    alive_at: Mapped[datetime | None]  # when the bot that lives by the clock was last seen to
    flood_until: Mapped[datetime | None]
    floods: Mapped[int] = mapped_column(default=0)
    claim_code_sha256: Mapped[str | None]


class Person(Base):
    """A contact of an account: one row however many groups they share with the bot."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("account_id", "platform_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts.id"))
    platform_id: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    is_friend: Mapped[bool] = mapped_column(default=False)
    quiet_at: Mapped[datetime | None]  # since when they want to be neither mentioned nor written to unasked
    away_until: Mapped[datetime | None]  # on leave till then


class Group(Base):
    """A group the bot is or was in. `left_at` set means it can't post there; `paused_at` that it may not."""

    __tablename__ = "groups"
    __table_args__ = (
        UniqueConstraint("account_id", "platform_id"),
        {"info": forgetting(owner_id=kept("as the platform says"))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts.id"))
    platform_id: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("people.id"))
    member_count: Mapped[int] = mapped_column(default=0)
    language: Mapped[str | None]
    zone: Mapped[str | None]
    quiet_hours: Mapped[str | None]  # "22:30-08:00"; null: the setting's, empty: none
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    synced_at: Mapped[datetime | None]  # when its members were last listed; null: not since the bot came
    roster_digest: Mapped[str | None]  # of the member list then; null when someone came or went since


class Membership(Base):
    """A person in a group. `joined_at` is null for those who were there before the bot."""

    __tablename__ = "memberships"
    __table_args__ = (
        Index(None, "person_id"),
        CLUSTERED
        | {"info": forgetting(person_id=kept("so that nobody is greeted as new", alias=""), inviter_id=MOVED)},
    )

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("people.id"), primary_key=True)
    alias: Mapped[str] = mapped_column(default="", server_default="")
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    joins: Mapped[int] = mapped_column(default=0, server_default="0")
    inviter_id: Mapped[int | None] = mapped_column(BigInteger)
    last_spoken_at: Mapped[datetime | None]


class Message(Base):
    """What a member said. The dedupe key begins with the platform's time, which is the same on redelivery."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("account_id", "sent_at", "platform_id"),
        {"info": forgetting(person_id=Fate("move", blank={"text": ""}))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime]
    platform_id: Mapped[str]
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    text: Mapped[str]


class Activity(Base):
    """The ledger: how many messages a member wrote in a group on a local day."""

    __tablename__ = "activity"
    __table_args__ = CLUSTERED | {"info": forgetting(person_id=MOVED)}

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    messages: Mapped[int] = mapped_column(default=0)


class Tie(Base):
    """Who turned to whom in a group on a local day, by quoting or mentioning."""

    __tablename__ = "ties"
    __table_args__ = CLUSTERED | {"info": forgetting(from_id=MOVED, to_id=MOVED)}

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    to_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    quotes: Mapped[int] = mapped_column(default=0)
    mentions: Mapped[int] = mapped_column(default=0)
    answers: Mapped[int] = mapped_column(default=0, server_default="0")  # quotes of what was a question
    thanks: Mapped[int] = mapped_column(default=0, server_default="0")


class RosterChange(Base):
    """One joining or leaving, as the platform announced it or as the member lists showed (`announced` false)."""

    __tablename__ = "roster_changes"
    __table_args__ = (Index(None, "group_id", "at"), {"info": forgetting(person_id=MOVED, by_id=MOVED)})

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"))
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("people.id"))
    kind: Mapped[str]  # joined | rejoined | left
    at: Mapped[datetime]
    day: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(BigInteger)
    announced: Mapped[bool] = mapped_column(default=True)


class Event(Base):
    """An event some handler wants; pending until its one transaction commits."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_pending", "id", **only("state = 'pending'")),
        {"info": forgetting(person_id=kept("an empty number for a fortnight, since answers bear it", payload={}))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="pending")  # pending | done | failed
    reference: Mapped[str | None]


class Schedule(Base):
    """One thing that is due at `next_due_at`, once or again and again."""

    __tablename__ = "schedules"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_schedules_due", "account_id", "next_due_at", **only("next_due_at IS NOT NULL AND paused_at IS NULL")),
        Index("ix_schedules_finished", "account_id", "id", **only(FINISHED_ONCE)),
        {"sqlite_autoincrement": True},  # a number once shown to an admin never means another schedule
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str]
    job: Mapped[str]
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    args: Mapped[dict[str, Any]] = mapped_column(JSON)
    recurrence: Mapped[str | None]  # null: once
    zone: Mapped[str]
    by_wall: Mapped[bool] = mapped_column(default=False, server_default=false())  # once, at a time of the zone's clock
    next_due_at: Mapped[datetime | None]  # null: finished
    moved_from: Mapped[datetime | None]  # the time of its recurrence that next_due_at stands in for, once
    paused_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    remaining: Mapped[int | None]
    missed: Mapped[str] = mapped_column(default="latest")  # all | latest | skip | report
    grace_s: Mapped[int] = mapped_column(default=1800)
    created_at: Mapped[datetime]


class Run(Base):
    """One due moment of one schedule; that the row can be inserted only once is what makes it run once.

    A `missed` one stands for every moment from it to the schedule's next `done`.
    """

    __tablename__ = "runs"
    __table_args__ = (Index(None, "due_at"), CLUSTERED)

    schedule_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime]
    outcome: Mapped[str]  # done | missed | failed
    reference: Mapped[str | None]


class Outbox(Base):
    """Every message the bot ever sends, from the wish to the platform's word.

    `reason` is a word of bot/outbox/messages.py, with the platform's own after a colon.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_outbox_queue", "account_id", "priority", "due_at", "id", "next_at", **only("state = 'waiting'")),
        Index(
            "ix_outbox_unsettled", "account_id", "state", **only("state IN ('sending', 'unknown', 'failed', 'missed')")
        ),
        Index("ix_outbox_tried", "account_id", "tried_at", **only("tried_at IS NOT NULL")),
        Index("ix_outbox_platform_message_id", "platform_message_id", **only("platform_message_id IS NOT NULL")),
        Index(None, "group_id", "id"),
        {"info": forgetting(person_id=Fate("move", blank={"content": {}}))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str]
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)  # addressee of a private message
    cause_kind: Mapped[str]
    cause_id: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    priority: Mapped[int]  # 0 answer, 1 welcome, 2 post
    policy: Mapped[str]  # at_most_once | at_least_once
    serving: Mapped[str] = mapped_column(default="", server_default="")  # of scheduled content: value | promo
    is_must: Mapped[bool] = mapped_column(default=False, server_default=false())  # scheduled, and no fatigue holds it
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]  # not before; the order in a chat
    next_at: Mapped[datetime]  # when the outbox looks at it again: held back by pacing, or waiting to be retried
    expires_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default="waiting")  # waiting sending sent unknown failed expired dropped missed
    reason: Mapped[str | None]  # why it is held, or ended as it did
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None]  # the token of the claim that may settle it
    tried_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    platform_message_id: Mapped[str | None]


class Serving(Base):
    """What scheduled content a group has had: how the ratio of value to promo and the fatigue guard know."""

    __tablename__ = "servings"

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    last_at: Mapped[datetime]
    day: Mapped[int]  # the group's local day then
    said: Mapped[int]  # messages its members had written that day by then
    values_since_promo: Mapped[int] = mapped_column(default=0)
    last_key: Mapped[str] = mapped_column(default="")  # what the keys of all that was served then begin with


class MissedReport(Base):
    """The numbers under which a person was last told what was missed; one number may stand for many messages."""

    __tablename__ = "missed_reports"
    __table_args__ = CLUSTERED | {"info": forgetting(person_id=DELETED)}

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    outbox_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class GroupSetting(Base):
    """One setting an admin changed; what is not here has its declared default."""

    __tablename__ = "group_settings"
    __table_args__ = CLUSTERED

    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)  # "welcome.text"
    value: Mapped[Any] = mapped_column(JSON)


class GroupTag(Base):
    """A name for a set of groups."""

    __tablename__ = "group_tags"
    __table_args__ = (Index(None, "group_id"), CLUSTERED)

    account_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("groups.id"), primary_key=True)


class Grant(Base):
    """A role given by somebody: operator (group 0), or owner or admin of one group."""

    __tablename__ = "grants"
    __table_args__ = (
        Index(None, "group_id"),
        CLUSTERED | {"info": forgetting(person_id=kept(RIGHTS), granted_by_id=kept(RIGHTS))},
    )

    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("people.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    role: Mapped[str]
    granted_by_id: Mapped[int | None] = mapped_column(BigInteger)
    granted_at: Mapped[datetime]


class Selection(Base):
    """Which group, or which tag's groups, a person's private commands act on."""

    __tablename__ = "selections"
    __table_args__ = {"info": forgetting(person_id=DELETED)}

    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("people.id"), primary_key=True)
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    tag: Mapped[str | None]


class Confirmation(Base):
    """What a person must confirm in one chat; group 0 is the private chat. A newer one replaces it."""

    __tablename__ = "confirmations"
    __table_args__ = CLUSTERED | {"info": forgetting(person_id=DELETED)}

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    message: Mapped[dict[str, Any]] = mapped_column(JSON)  # the command as it was said, to run again
    preview: Mapped[str]
    expires_at: Mapped[datetime]


class Audit(Base):
    """Who changed what, and how to take it back."""

    __tablename__ = "audit"
    __table_args__ = (
        Index(None, "group_id", "id"),
        Index(None, "person_id", "id"),
        {"info": forgetting(person_id=kept("who changed what in a group"))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    event_id: Mapped[int] = mapped_column(BigInteger)  # rows of one command are undone together
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    command: Mapped[str]
    summary: Mapped[str]
    undo: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    undone_at: Mapped[datetime | None]
