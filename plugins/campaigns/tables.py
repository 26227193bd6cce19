"""Campaigns, their phases, and where each phase has gone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.phrases import Language
from storage.base import MADE, TELLS_THE_PAST, Base, BigId, forgetting, kept


class Campaign(Base):
    """A scene that is played in one group or a set of groups, around its day.

    `group_id` or `tag` says where, as for everything that stands for long (bot/audience.py).
    """

    __tablename__ = "campaigns"
    __table_args__ = (
        Index(None, "group_id", "id"),
        Index(None, "account_id", "tag", "id"),
        # a number once shown to an admin never means another campaign
        {"sqlite_autoincrement": True, "info": forgetting(author_id=kept(MADE))},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    tag: Mapped[str | None]
    author_id: Mapped[int] = mapped_column(BigInteger)
    scene: Mapped[str]  # its slug
    title: Mapped[str]
    language: Mapped[Language] = mapped_column(String)
    zone: Mapped[str]
    day: Mapped[int]  # T, YYYYMMDD in its zone
    inputs: Mapped[list[dict[str, str]]] = mapped_column(JSON)  # key, zh, en, value
    state: Mapped[str]  # draft | running | paused | done | cancelled
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class CampaignPhase(Base):
    """One moment of a campaign: what is said and what begins then. Its schedule is keyed `campaign:<id>:<number>`."""

    __tablename__ = "campaign_phases"
    __table_args__ = {"sqlite_with_rowid": False}

    campaign_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    days: Mapped[int]  # from T
    minute: Mapped[int]  # of the day
    at: Mapped[datetime]  # as it was planned; a running one is due when its schedule says
    texts: Mapped[list[str]] = mapped_column(JSON)  # templates; of several each group gets one
    extras: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # pictures and links posted after the text
    serving: Mapped[str]  # value | promo
    is_must: Mapped[bool]
    activity: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # {"kind": …, "params": {…}}
    state: Mapped[str]  # planned | posted | past | cancelled


class CampaignPost(Base):
    """A phase in one group, under `campaign:<campaign>:<phase>:<group>` in the outbox, and which text it was."""

    __tablename__ = "campaign_posts"
    __table_args__ = (Index(None, "group_id", "at"), {"sqlite_with_rowid": False, "info": TELLS_THE_PAST})

    campaign_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime]
    variant: Mapped[int]
    outcome: Mapped[str | None]  # why nothing was posted: left, paused


class CampaignScene(Base):
    """Somebody's own scene, as its file."""

    __tablename__ = "campaign_scenes"
    __table_args__ = {"sqlite_with_rowid": False, "info": forgetting(person_id=kept(MADE))}

    account_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    toml: Mapped[str]
    kept_at: Mapped[datetime]
