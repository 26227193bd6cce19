"""initial."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("alive_at", sa.BigInteger(), nullable=True),
        sa.Column("flood_until", sa.BigInteger(), nullable=True),
        sa.Column("floods", sa.Integer(), nullable=False),
        sa.Column("claim_code_sha256", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("platform", "platform_id", name=op.f("uq_accounts_platform_platform_id")),
    )
    op.create_table(
        "activity",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "day", "person_id", name=op.f("pk_activity")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("undo", sa.JSON(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_group_id_id"), ["group_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_person_id_id"), ["person_id", "id"], unique=False)

    op.create_table(
        "campaign_lotteries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("prizes", sa.JSON(), nullable=False),
        sa.Column("member_days", sa.Integer(), nullable=False),
        sa.Column("spoken_days", sa.Integer(), nullable=False),
        sa.Column("took_part", sa.BigInteger(), nullable=True),
        sa.Column("claim_days", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("drawn_at", sa.BigInteger(), nullable=True),
        sa.Column("entries_hash", sa.String(), nullable=True),
        sa.Column("entered", sa.Integer(), server_default="0", nullable=False),
        sa.Column("listed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lists", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lists_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_lotteries")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaign_lotteries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_lotteries_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaign_lotteries_group_id_id"), ["group_id", "id"], unique=False)
        batch_op.create_index(
            "ix_campaign_lotteries_open",
            ["group_id"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "campaign_lottery_entries",
        sa.Column("lottery_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("out", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("lottery_id", "person_id", name=op.f("pk_campaign_lottery_entries")),
        sa.UniqueConstraint("lottery_id", "code", name=op.f("uq_campaign_lottery_entries_lottery_id_code")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_lottery_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_lottery_entries_person_id"), ["person_id"], unique=False)

    op.create_table(
        "campaign_lottery_secrets",
        sa.Column("lottery_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("lottery_id", name=op.f("pk_campaign_lottery_secrets")),
    )
    op.create_table(
        "campaign_lottery_wins",
        sa.Column("lottery_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("prize", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("claim_by", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("lottery_id", "place", name=op.f("pk_campaign_lottery_wins")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_lottery_wins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_lottery_wins_person_id"), ["person_id"], unique=False)

    op.create_table(
        "campaign_code_lists",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("closes_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("looks_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_code_lists")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaign_code_lists", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_code_lists_author_id_id"), ["author_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaign_code_lists_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "campaign_code_places",
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("list_id", "group_id", name=op.f("pk_campaign_code_places")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_code_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_code_places_group_id"), ["group_id"], unique=False)

    op.create_table(
        "campaign_codes",
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("list_id", "number", name=op.f("pk_campaign_codes")),
        sa.UniqueConstraint("list_id", "code", name=op.f("uq_campaign_codes_list_id_code")),
        sa.UniqueConstraint("list_id", "person_id", name=op.f("uq_campaign_codes_list_id_person_id")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_codes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_campaign_codes_free",
            ["list_id", "number"],
            unique=False,
            sqlite_where=sa.text("person_id IS NULL"),
            postgresql_where=sa.text("person_id IS NULL"),
        )
        batch_op.create_index(
            "ix_campaign_codes_kept",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("state = 'kept'"),
            postgresql_where=sa.text("state = 'kept'"),
        )

    op.create_table(
        "campaign_own_days",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_own_days")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaign_own_days", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_own_days_group_id"), ["group_id"], unique=False)

    op.create_table(
        "campaign_groupbuy_entries",
        sa.Column("groupbuy_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("groupbuy_id", "person_id", name=op.f("pk_campaign_groupbuy_entries")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_groupbuy_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_groupbuy_entries_person_id"), ["person_id"], unique=False)

    op.create_table(
        "campaign_groupbuys",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("tiers", sa.JSON(), nullable=False),
        sa.Column("each", sa.Integer(), nullable=True),
        sa.Column("stock", sa.Integer(), nullable=True),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(), server_default="", nullable=False),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.Column("tells_at", sa.BigInteger(), nullable=True),
        sa.Column("to_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_groupbuys")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaign_groupbuys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_groupbuys_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaign_groupbuys_group_id_id"), ["group_id", "id"], unique=False)
        batch_op.create_index(
            "ix_campaign_groupbuys_open",
            ["group_id"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index(
            "ix_campaign_groupbuys_unreported",
            ["to_id"],
            unique=False,
            sqlite_where=sa.text("to_id IS NOT NULL"),
            postgresql_where=sa.text("to_id IS NOT NULL"),
        )

    op.create_table(
        "campaign_phases",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("extras", sa.JSON(), nullable=False),
        sa.Column("serving", sa.String(), nullable=False),
        sa.Column("is_must", sa.Boolean(), nullable=False),
        sa.Column("activity", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", "number", name=op.f("pk_campaign_phases")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_poll_votes",
        sa.Column("poll_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("mask", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("poll_id", "person_id", name=op.f("pk_campaign_poll_votes")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_poll_votes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_poll_votes_person_id"), ["person_id"], unique=False)

    op.create_table(
        "campaign_polls",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("choices", sa.Integer(), nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("listed_at", sa.BigInteger(), nullable=True),
        sa.Column("lists_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_polls")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaign_polls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_polls_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaign_polls_group_id_id"), ["group_id", "id"], unique=False)
        batch_op.create_index(
            "ix_campaign_polls_open",
            ["group_id"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "campaign_posts",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("variant", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("campaign_id", "number", "group_id", name=op.f("pk_campaign_posts")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_posts_group_id_at"), ["group_id", "at"], unique=False)

    op.create_table(
        "campaign_scenes",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("toml", sa.String(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "person_id", "slug", name=op.f("pk_campaign_scenes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_signup_copies",
        sa.Column("signup_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("copies", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("signup_id", name=op.f("pk_campaign_signup_copies")),
    )
    op.create_table(
        "campaign_signup_entries",
        sa.Column("signup_id", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("signup_id", "who", name=op.f("pk_campaign_signup_entries")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("campaign_signup_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_signup_entries_person_id"), ["person_id"], unique=False)

    op.create_table(
        "campaign_signups",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.BigInteger(), nullable=True),
        sa.Column("time_said", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("entered", sa.Integer(), server_default="0", nullable=False),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("waiting", sa.Integer(), server_default="0", nullable=False),
        sa.Column("listed_at", sa.BigInteger(), nullable=True),
        sa.Column("lists_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_signups")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaign_signups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_signups_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaign_signups_group_id_id"), ["group_id", "id"], unique=False)
        batch_op.create_index(
            "ix_campaign_signups_open",
            ["group_id"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "campaigns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("tag", sa.String(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaigns_account_id_tag_id"), ["account_id", "tag", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaigns_group_id_id"), ["group_id", "id"], unique=False)

    op.create_table(
        "confirmations",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("preview", sa.String(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "group_id", name=op.f("pk_confirmations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drop_effects",
        sa.Column("drop_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("is_control", sa.Boolean(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("speakers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("drop_id", "at", "group_id", name=op.f("pk_drop_effects")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("drop_effects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drop_effects_group_id_at"), ["group_id", "at"], unique=False)

    op.create_table(
        "drop_opt_outs",
        sa.Column("drop_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("drop_id", "group_id", name=op.f("pk_drop_opt_outs")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("drop_opt_outs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drop_opt_outs_group_id"), ["group_id"], unique=False)

    op.create_table(
        "drop_posts",
        sa.Column("drop_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("drop_id", "due_at", "group_id", name=op.f("pk_drop_posts")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("drop_posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drop_posts_group_id_due_at"), ["group_id", "due_at"], unique=False)

    op.create_table(
        "drops",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("tag", sa.String(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("schedule_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(), server_default="", nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("is_promo", sa.Boolean(), nullable=False),
        sa.Column("is_must", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("renewal_asked_at", sa.BigInteger(), nullable=True),
        sa.Column("served", sa.Integer(), server_default="0", nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drops")),
        sa.UniqueConstraint("schedule_id", name=op.f("uq_drops_schedule_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("drops", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drops_account_id_tag_id"), ["account_id", "tag", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drops_group_id_id"), ["group_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drops_source_source_id"), ["source", "source_id"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(
            "ix_events_pending",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )

    op.create_table(
        "feed_seen",
        sa.Column("feed_id", sa.BigInteger(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("feed_id", "entry", name=op.f("pk_feed_seen")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feeds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("modified", sa.String(), nullable=True),
        sa.Column("posted", sa.Integer(), nullable=False),
        sa.Column("passed_over", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.BigInteger(), nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("told_dead_at", sa.BigInteger(), nullable=True),
        sa.Column("recovered_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invites_counted",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("inviter_id", sa.BigInteger(), nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_invites_counted")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("invites_counted", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invites_counted_group_id_counted_at_inviter_id"),
            ["group_id", "counted_at", "inviter_id"],
            unique=False,
        )

    op.create_table(
        "library",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("library", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_library_account_id_owner_id_id"), ["account_id", "owner_id", "id"], unique=False
        )

    op.create_table(
        "library_tags",
        sa.Column("material_id", sa.BigInteger(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("material_id", "tag", name=op.f("pk_library_tags")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("library_tags", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_library_tags_account_id_tag_material_id"), ["account_id", "tag", "material_id"], unique=False
        )

    op.create_table(
        "messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint(
            "account_id", "sent_at", "platform_id", name=op.f("uq_messages_account_id_sent_at_platform_id")
        ),
    )
    op.create_table(
        "missed_reports",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "number", "outbox_id", name=op.f("pk_missed_reports")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nudge_topics",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("tag", sa.String(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_topics")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("nudge_topics", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nudge_topics_account_id_tag_id"), ["account_id", "tag", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_nudge_topics_group_id_id"), ["group_id", "id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("cause_kind", sa.String(), nullable=False),
        sa.Column("cause_id", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("serving", sa.String(), server_default="", nullable=False),
        sa.Column("is_must", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("tried_at", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("platform_message_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_group_id_id"), ["group_id", "id"], unique=False)
        batch_op.create_index(
            "ix_outbox_platform_message_id",
            ["platform_message_id"],
            unique=False,
            sqlite_where=sa.text("platform_message_id IS NOT NULL"),
            postgresql_where=sa.text("platform_message_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_outbox_queue",
            ["account_id", "priority", "due_at", "id", "next_at"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "ix_outbox_tried",
            ["account_id", "tried_at"],
            unique=False,
            sqlite_where=sa.text("tried_at IS NOT NULL"),
            postgresql_where=sa.text("tried_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_outbox_unsettled",
            ["account_id", "state"],
            unique=False,
            sqlite_where=sa.text("state IN ('sending', 'unknown', 'failed', 'missed')"),
            postgresql_where=sa.text("state IN ('sending', 'unknown', 'failed', 'missed')"),
        )

    op.create_table(
        "runs",
        sa.Column("schedule_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("ran_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("schedule_id", "due_at", name=op.f("pk_runs")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_runs_due_at"), ["due_at"], unique=False)

    op.create_table(
        "schedules",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("recurrence", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("by_wall", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("next_due_at", sa.BigInteger(), nullable=True),
        sa.Column("moved_from", sa.BigInteger(), nullable=True),
        sa.Column("paused_at", sa.BigInteger(), nullable=True),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("remaining", sa.Integer(), nullable=True),
        sa.Column("missed", sa.String(), nullable=False),
        sa.Column("grace_s", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
        sa.UniqueConstraint("key", name=op.f("uq_schedules_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("schedules", schema=None) as batch_op:
        batch_op.create_index(
            "ix_schedules_due",
            ["account_id", "next_due_at"],
            unique=False,
            sqlite_where=sa.text("next_due_at IS NOT NULL AND paused_at IS NULL"),
            postgresql_where=sa.text("next_due_at IS NOT NULL AND paused_at IS NULL"),
        )
        batch_op.create_index(
            "ix_schedules_finished",
            ["account_id", "id"],
            unique=False,
            sqlite_where=sa.text("next_due_at IS NULL AND recurrence IS NULL AND paused_at IS NULL"),
            postgresql_where=sa.text("next_due_at IS NULL AND recurrence IS NULL AND paused_at IS NULL"),
        )

    op.create_table(
        "series",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_evergreen", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Integer(), nullable=True),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.Column("low_told_at", sa.BigInteger(), nullable=True),
        sa.Column("empty_told_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "series_issues",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("course_day", sa.Integer(), nullable=True),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("posted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_issues")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("series_issues", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_issues_series_id_place"), ["series_id", "place"], unique=False)

    op.create_table(
        "ties",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.BigInteger(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), server_default="0", nullable=False),
        sa.Column("thanks", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("group_id", "day", "from_id", "to_id", name=op.f("pk_ties")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "welcome_applicants",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.Column("warned_at", sa.BigInteger(), nullable=True),
        sa.Column("reported_at", sa.BigInteger(), nullable=True),
        sa.Column("removal", sa.String(), nullable=False),
        sa.Column("removing_at", sa.BigInteger(), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended", sa.String(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_welcome_applicants")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("welcome_applicants", schema=None) as batch_op:
        batch_op.create_index(
            "ix_welcome_applicants_waiting",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "welcome_arrivals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("inviter_id", sa.BigInteger(), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("is_return", sa.Boolean(), nullable=False),
        sa.Column("variant", sa.String(), server_default="", nullable=False),
        sa.Column("greeted_at", sa.BigInteger(), nullable=True),
        sa.Column("passed_at", sa.BigInteger(), nullable=True),
        sa.Column("introduced_at", sa.BigInteger(), nullable=True),
        sa.Column("spoke_at", sa.BigInteger(), nullable=True),
        sa.Column("active_after_30", sa.Boolean(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_arrivals")),
    )
    with op.batch_alter_table("welcome_arrivals", schema=None) as batch_op:
        batch_op.create_index(
            "ix_welcome_arrivals_first_month",
            ["group_id", "joined_at"],
            unique=False,
            sqlite_where=sa.text("active_after_30 IS NULL"),
            postgresql_where=sa.text("active_after_30 IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_welcome_arrivals_group_id_joined_at"), ["group_id", "joined_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_welcome_arrivals_group_id_person_id"), ["group_id", "person_id"], unique=False
        )
        batch_op.create_index(
            "ix_welcome_arrivals_invited",
            ["group_id", "joined_at", "person_id", "inviter_id"],
            unique=False,
            sqlite_where=sa.text("inviter_id IS NOT NULL AND left_at IS NULL AND NOT is_return"),
            postgresql_where=sa.text("inviter_id IS NOT NULL AND left_at IS NULL AND NOT is_return"),
        )

    op.create_table(
        "welcome_buddies",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_welcome_buddies")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "welcome_pairs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("newcomer_id", sa.BigInteger(), nullable=False),
        sa.Column("buddy_id", sa.BigInteger(), nullable=False),
        sa.Column("paired_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("met", sa.Boolean(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_pairs")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("welcome_pairs", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_welcome_pairs_group_id_newcomer_id"), ["group_id", "newcomer_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_welcome_pairs_group_id_paired_at"), ["group_id", "paired_at"], unique=False
        )
        batch_op.create_index(
            "ix_welcome_pairs_open",
            ["group_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "welcome_cards",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("is_willing", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.Column("thanked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_welcome_cards")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "welcome_card_tags",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "tag", "field", "person_id", name=op.f("pk_welcome_card_tags")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("welcome_card_tags", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_welcome_card_tags_group_id_person_id"), ["group_id", "person_id"], unique=False
        )

    op.create_table(
        "welcome_card_ties",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "to_id", name=op.f("pk_welcome_card_ties")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("welcome_card_ties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_welcome_card_ties_group_id_at"), ["group_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_welcome_card_ties_to_id"), ["to_id"], unique=False)

    op.create_table(
        "welcome_newcomers",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("waits_since", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_welcome_newcomers")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "welcome_steps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("only", sa.String(), server_default="", nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("paused_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_steps")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("welcome_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_welcome_steps_group_id"), ["group_id"], unique=False)

    op.create_table(
        "welcome_steps_done",
        sa.Column("step_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("step_id", "person_id", name=op.f("pk_welcome_steps_done")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_friend", sa.Boolean(), nullable=False),
        sa.Column("quiet_at", sa.BigInteger(), nullable=True),
        sa.Column("away_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_people_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("account_id", "platform_id", name=op.f("uq_people_account_id_platform_id")),
    )
    op.create_table(
        "grants",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("granted_by_id", sa.BigInteger(), nullable=True),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_grants_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "group_id", name=op.f("pk_grants")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grants_group_id"), ["group_id"], unique=False)

    op.create_table(
        "groups",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("member_count", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("quiet_hours", sa.String(), nullable=True),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.Column("paused_at", sa.BigInteger(), nullable=True),
        sa.Column("synced_at", sa.BigInteger(), nullable=True),
        sa.Column("roster_digest", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_groups_account_id_accounts")),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_groups_owner_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("account_id", "platform_id", name=op.f("uq_groups_account_id_platform_id")),
    )
    op.create_table(
        "selections",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("tag", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_selections_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_selections")),
    )
    op.create_table(
        "group_settings",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_group_settings_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", "name", name=op.f("pk_group_settings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_tags",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_group_tags_group_id_groups")),
        sa.PrimaryKeyConstraint("account_id", "tag", "group_id", name=op.f("pk_group_tags")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("group_tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_tags_group_id"), ["group_id"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("alias", sa.String(), server_default="", nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=True),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.Column("joins", sa.Integer(), server_default="0", nullable=False),
        sa.Column("inviter_id", sa.BigInteger(), nullable=True),
        sa.Column("last_spoken_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_memberships_group_id_groups")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_memberships_person_id_people")),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_memberships")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_person_id"), ["person_id"], unique=False)

    op.create_table(
        "roster_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_roster_changes_group_id_groups")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_roster_changes_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_changes")),
    )
    with op.batch_alter_table("roster_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_changes_group_id_at"), ["group_id", "at"], unique=False)

    op.create_table(
        "servings",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("values_since_promo", sa.Integer(), nullable=False),
        sa.Column("last_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_servings_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_servings")),
    )
    op.create_table(
        "group_hours",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "hour", name=op.f("pk_group_hours")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outages",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "since", name=op.f("pk_outages")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nudge_pulses",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("heard_since", sa.BigInteger(), nullable=False),
        sa.Column("last_hour", sa.Integer(), nullable=True),
        sa.Column("profile", sa.LargeBinary(), nullable=True),
        sa.Column("judged_day", sa.Integer(), nullable=True),
        sa.Column("temperature", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("messages_ratio", sa.Double[float](), nullable=True),
        sa.Column("speakers_ratio", sa.Double[float](), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_nudge_pulses_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_nudge_pulses")),
    )
    op.create_table(
        "nudge_heard",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_nudge_heard")),
    )
    op.create_table(
        "nudges",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("is_held_out", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("silent_since", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("speakers", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_nudges_group_id_groups")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
    )
    op.create_index(op.f("ix_nudges_group_id_at"), "nudges", ["group_id", "at"], unique=False)
    op.create_index(
        "ix_nudges_unsettled",
        "nudges",
        ["account_id", "at"],
        unique=False,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_table(
        "nudge_people",
        sa.Column("nudge_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("has_answered", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["nudge_id"], ["nudges.id"], name=op.f("fk_nudge_people_nudge_id_nudges")),
        sa.PrimaryKeyConstraint("nudge_id", "person_id", name=op.f("pk_nudge_people")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_nudge_people_person_id_at"), "nudge_people", ["person_id", "at"], unique=False)
    op.create_table(
        "nudge_ladders",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("stopped_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_nudge_ladders_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_nudge_ladders")),
    )
    op.create_table(
        "heard_before",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "since", name=op.f("pk_heard_before")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "history_senders",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_history_senders_group_id_groups")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_history_senders_person_id_people")),
        sa.PrimaryKeyConstraint("group_id", "sender", name=op.f("pk_history_senders")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_history_senders_person_id"), "history_senders", ["person_id"], unique=False)
    op.create_table(
        "nudge_stars",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_nudge_stars_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", "week", name=op.f("pk_nudge_stars")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nudge_volunteers",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_nudge_volunteers_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_nudge_volunteers")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nudge_questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("turned", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=True),
        sa.Column("to_id", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_nudge_questions_group_id_groups")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_questions")),
        sa.UniqueConstraint("message_id", name=op.f("uq_nudge_questions_message_id")),
    )
    op.create_index(
        "ix_nudge_questions_open",
        "nudge_questions",
        ["account_id"],
        unique=False,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index(
        op.f("ix_nudge_questions_group_id_shown_at"), "nudge_questions", ["group_id", "shown_at"], unique=False
    )
    op.create_table(
        "nudge_duty_heard",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_nudge_duty_heard")),
    )
    op.create_table(
        "privacy_forgettings",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("to_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(), server_default="", nullable=False),
        sa.Column("after", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("looks_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_privacy_forgettings")),
    )
    op.create_table(
        "cleanings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("stay_days", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_cleanings_group_id_groups")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cleanings")),
    )
    op.create_index(op.f("ix_cleanings_group_id_id"), "cleanings", ["group_id", "id"], unique=False)
    op.create_table(
        "cleaning_people",
        sa.Column("cleaning_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cleaning_id"], ["cleanings.id"], name=op.f("fk_cleaning_people_cleaning_id_cleanings")
        ),
        sa.PrimaryKeyConstraint("cleaning_id", "person_id", name=op.f("pk_cleaning_people")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_cleaning_people_person_id"), "cleaning_people", ["person_id"], unique=False)
    op.create_table(
        "cleaning_spared",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_cleaning_spared_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_cleaning_spared")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_absences",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_group_absences_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", "since", name=op.f("pk_group_absences")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hooks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_hooks_account_id_accounts")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_hooks_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hooks")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("hooks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hooks_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hooks_person_id"), ["person_id"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("hook_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["hook_id"], ["hooks.id"], name=op.f("fk_notices_hook_id_hooks"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("hook_id", "key", name=op.f("uq_notices_hook_id_key")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notices_account_id_state_next_at"), ["account_id", "state", "next_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_notices_created_at"), ["created_at"], unique=False)

    op.create_table(
        "orders",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f("pk_orders")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_orders_at"), ["at"], unique=False)

    op.create_table(
        "passes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_passes_account_id_accounts")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_passes_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passes")),
        sa.UniqueConstraint("sha256", name=op.f("uq_passes_sha256")),
    )
    with op.batch_alter_table("passes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passes_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_passes_person_id_kind"), ["person_id", "kind"], unique=False)
