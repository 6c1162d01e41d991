"""The working day: jobs, letters, chats, rates, and what people chose about notices."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "buckets",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("spacing_us", sa.Integer(), nullable=False),
        sa.Column("paused_until", sa.BigInteger(), nullable=True),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.Column("refused_chat", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_buckets")),
    )
    op.create_table(
        "chats",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("retry_at", sa.BigInteger(), nullable=True),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "chat", name=op.f("pk_chats")),
    )
    op.create_table(
        "digest_times",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("evening", sa.SmallInteger(), nullable=True),
        sa.Column("monday", sa.SmallInteger(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "person_id", name=op.f("pk_digest_times")),
    )
    op.create_table(
        "jobs",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("run_at", sa.BigInteger(), nullable=False),
        sa.Column("useful_until", sa.BigInteger(), nullable=True),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("attempt", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_jobs")),
        sa.UniqueConstraint(
            "company_id", "kind", "subject", "day", "slot", name=op.f("uq_jobs_company_id_kind_subject_day_slot")
        ),
    )
    op.create_index(op.f("ix_jobs_state_run_at"), "jobs", ["state", "run_at"], unique=False)
    op.create_table(
        "letters",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("operation", sa.String(length=8), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("worth", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("run_at", sa.BigInteger(), nullable=False),
        sa.Column("useful_until", sa.BigInteger(), nullable=True),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("attempt", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("sending_at", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("repeated", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_letters")),
        sa.UniqueConstraint("company_id", "key", name=op.f("uq_letters_company_id_key")),
    )
    op.create_index(op.f("ix_letters_channel_chat_state"), "letters", ["channel", "chat", "state"], unique=False)
    op.create_index(
        op.f("ix_letters_company_id_person_id_run_at"), "letters", ["company_id", "person_id", "run_at"], unique=False
    )
    op.create_index(op.f("ix_letters_state_run_at"), "letters", ["state", "run_at"], unique=False)
    op.create_table(
        "planned",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("told_version", sa.BigInteger(), server_default="-1", nullable=False),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_planned")),
    )
    op.create_table(
        "team_chats",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("team_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "channel", "chat", name=op.f("pk_team_chats")),
    )
    op.create_index(op.f("ix_team_chats_channel_chat"), "team_chats", ["channel", "chat"], unique=False)
    op.create_table(
        "checks",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fact", sa.String(), nullable=True),
        sa.Column("expected", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_checks_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "person_id", "day", "rule", "at", name=op.f("pk_checks")),
    )
    op.create_table(
        "day_notes",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_day_notes_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "person_id", "day", "kind", name=op.f("pk_day_notes")),
    )
    op.create_table(
        "hushes",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("times", sa.SmallInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_hushes_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "person_id", "rule", name=op.f("pk_hushes")),
    )
    op.create_table(
        "preferences",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quiet_from", sa.SmallInteger(), nullable=True),
        sa.Column("quiet_to", sa.SmallInteger(), nullable=True),
        sa.Column("rings", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_preferences_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "person_id", name=op.f("pk_preferences")),
    )


def downgrade() -> None:
    op.drop_table("preferences")
    op.drop_table("hushes")
    op.drop_table("day_notes")
    op.drop_table("checks")
    op.drop_index(op.f("ix_team_chats_channel_chat"), table_name="team_chats")
    op.drop_table("team_chats")
    op.drop_table("planned")
    op.drop_index(op.f("ix_letters_state_run_at"), table_name="letters")
    op.drop_index(op.f("ix_letters_company_id_person_id_run_at"), table_name="letters")
    op.drop_index(op.f("ix_letters_channel_chat_state"), table_name="letters")
    op.drop_table("letters")
    op.drop_index(op.f("ix_jobs_state_run_at"), table_name="jobs")
    op.drop_table("jobs")
    op.drop_table("digest_times")
    op.drop_table("chats")
    op.drop_table("buckets")
