"""The steps that newcomers are led along, and who has had which."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.phrases import Language
from storage.base import TELLS_THE_PAST, Base, BigId, forgetting, kept


class Step(Base):
    """What a group's newcomers are told so many days after they joined; its schedule's key is `journey:<id>`.

    Whose turn came before `since` is not addressed: the step was made then, or resumed.
    """

    __tablename__ = "welcome_steps"
    __table_args__ = (Index(None, "group_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger)
    days: Mapped[int]
    minute: Mapped[int]  # of the day, by the group's clock
    only: Mapped[str] = mapped_column(default="", server_default="")  # who has not yet: spoken | introduced | passed
    is_private: Mapped[bool]
    contents: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    language: Mapped[Language] = mapped_column(String)
    since: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class StepDone(Base):
    """A person's turn at a step is over, whether anything was said or not; there is no second one."""

    __tablename__ = "welcome_steps_done"
    __table_args__ = {
        "sqlite_with_rowid": False,
        "info": TELLS_THE_PAST | forgetting(person_id=kept("so that nothing is said twice")),
    }

    step_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime]
