"""How the invitations that may yet count are found."""

from sqlalchemy import Index, text

from plugins.welcome.tables import Arrival

MAY_COUNT = "inviter_id IS NOT NULL AND left_at IS NULL AND NOT is_return"


Index(
    "ix_welcome_arrivals_invited",
    Arrival.group_id,
    Arrival.joined_at,
    Arrival.person_id,
    Arrival.inviter_id,
    sqlite_where=text(MAY_COUNT),
    postgresql_where=text(MAY_COUNT),
)
