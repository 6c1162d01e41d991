"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activities",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("owner_ref", sa.Text(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=True),
        sa.Column("deal_id", sa.BigInteger(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("local_day", sa.Integer(), nullable=False),
        sa.Column("in_shift", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_activities")),
    )
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activities_company_id_contact_id_at"), ["company_id", "contact_id", "at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activities_company_id_deal_id_at"), ["company_id", "deal_id", "at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activities_company_id_local_day_person_id"),
            ["company_id", "local_day", "person_id"],
            unique=False,
        )

    op.create_table(
        "calls",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("owner_ref", sa.Text(), nullable=True),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("talk_s", sa.Integer(), nullable=False),
        sa.Column("wait_s", sa.Integer(), nullable=True),
        sa.Column("phone_key", sa.BigInteger(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("recording", sa.Text(), nullable=True),
        sa.Column("local_day", sa.Integer(), nullable=False),
        sa.Column("in_hours", sa.Boolean(), nullable=False),
        sa.Column("in_shift", sa.Boolean(), nullable=False),
        sa.Column("callback_at", sa.BigInteger(), nullable=True),
        sa.Column("callback_s", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_calls")),
    )
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.create_index(
            "ix_calls_callback",
            ["company_id", "local_day", "person_id", "callback_s", "callback_at"],
            unique=False,
            sqlite_where=sa.text("callback_s IS NOT NULL"),
            postgresql_where=sa.text("callback_s IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_calls_company_id_local_day_person_id"),
            ["company_id", "local_day", "person_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_calls_contact",
            ["company_id", "contact_id", "started_at"],
            unique=False,
            sqlite_where=sa.text("contact_id IS NOT NULL"),
            postgresql_where=sa.text("contact_id IS NOT NULL"),
        )
        batch_op.create_index("ix_calls_phone", ["company_id", "phone_key", "started_at"], unique=False)
        batch_op.create_index(
            "ix_calls_unowned",
            ["company_id", "owner_ref"],
            unique=False,
            sqlite_where=sa.text("person_id = 0 AND owner_ref IS NOT NULL"),
            postgresql_where=sa.text("person_id = 0 AND owner_ref IS NOT NULL"),
        )

    op.create_table(
        "companies",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("vat", sa.String(), nullable=True),
        sa.Column("quality_talk_seconds", sa.Integer(), server_default="60", nullable=False),
        sa.Column("connected_min_talk_seconds", sa.Integer(), server_default="0", nullable=False),
        sa.Column("credit", sa.String(length=8), server_default="first", nullable=False),
        sa.Column("default_margin", sa.String(), nullable=True),
        sa.Column("revenue", sa.String(length=16), nullable=True),
        sa.Column("stale_after_hours", sa.Integer(), server_default="24", nullable=False),
        sa.Column("no_activity_days", sa.Integer(), server_default="5", nullable=False),
        sa.Column("lead_window_days", sa.Integer(), server_default="30", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
        sa.UniqueConstraint("name_key", name=op.f("uq_companies_name_key")),
    )
    op.create_table(
        "costs",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("campaign", sa.Text(), nullable=True),
        sa.Column("medium", sa.Text(), nullable=True),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.String(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("clicks", sa.BigInteger(), nullable=True),
        sa.Column("impressions", sa.BigInteger(), nullable=True),
        sa.Column("claimed_leads", sa.BigInteger(), nullable=True),
        sa.Column("claimed_orders", sa.BigInteger(), nullable=True),
        sa.Column("claimed_revenue", sa.BigInteger(), nullable=True),
        sa.Column("net", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_costs")),
    )
    with op.batch_alter_table("costs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_costs_company_id_day"), ["company_id", "day"], unique=False)

    op.create_table(
        "deals",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("owner_ref", sa.Text(), nullable=True),
        sa.Column("pipeline", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=8), server_default="open", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("vat", sa.String(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("medium", sa.Text(), nullable=True),
        sa.Column("campaign", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("client", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("lost_reason", sa.Text(), nullable=True),
        sa.Column("created_day", sa.Integer(), nullable=True),
        sa.Column("closed_day", sa.Integer(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("won_net", sa.BigInteger(), nullable=True),
        sa.Column("present_stage", sa.BigInteger(), nullable=True),
        sa.Column("furthest", sa.SmallInteger(), nullable=True),
        sa.Column("has_history", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("is_lead", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("is_first_win", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("first_touch_at", sa.BigInteger(), nullable=True),
        sa.Column("response_s", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_deals")),
    )
    with op.batch_alter_table("deals", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deals_company_id_closed_day_person_id"),
            ["company_id", "closed_day", "person_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_deals_company_id_contact_id"), ["company_id", "contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_deals_company_id_created_day_person_id"),
            ["company_id", "created_day", "person_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_deals_company_id_status"), ["company_id", "status"], unique=False)

    op.create_table(
        "facts",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kpi", sa.String(length=64), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "day", "person_id", "kpi", name=op.f("pk_facts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hours",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("scope_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("weekday", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("start_minute", sa.SmallInteger(), nullable=True),
        sa.Column("end_minute", sa.SmallInteger(), nullable=True),
        sa.Column("lunch_start", sa.SmallInteger(), nullable=True),
        sa.Column("lunch_end", sa.SmallInteger(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "scope", "scope_id", "weekday", name=op.f("pk_hours")),
    )
    op.create_table(
        "imports",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("added", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_imports")),
    )
    op.create_table(
        "income",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deal_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=True),
        sa.Column("margin", sa.BigInteger(), nullable=True),
        sa.Column("by_default", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "deal_id", "part", name=op.f("pk_income")),
    )
    with op.batch_alter_table("income", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_income_company_id_day_person_id"), ["company_id", "day", "person_id"], unique=False
        )

    op.create_table(
        "installation",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_installation")),
    )
    op.create_table(
        "norms",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("scope_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kpi", sa.String(length=64), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("from_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "scope", "scope_id", "kpi", "weekday", "from_day", name=op.f("pk_norms")),
    )
    op.create_table(
        "own_days",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("shorter_by_minutes", sa.SmallInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("company_id", "day", name=op.f("pk_own_days")),
    )
    op.create_table(
        "own_kpis",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "key", name=op.f("pk_own_kpis")),
    )
    op.create_table(
        "payments",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deal_id", sa.BigInteger(), nullable=False),
        sa.Column("paid_at", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.String(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_payments")),
    )
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payments_company_id_deal_id"), ["company_id", "deal_id"], unique=False)

    op.create_table(
        "pending",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("company_id", "kind", "subject", "day", name=op.f("pk_pending")),
    )
    op.create_table(
        "persons",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("hired_on", sa.Integer(), nullable=True),
        sa.Column("left_on", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_persons")),
    )
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_persons_company_id_name_key"), ["company_id", "name_key"], unique=False)

    op.create_table(
        "phones",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("phone_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last4", sa.String(length=4), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "phone_key", name=op.f("pk_phones")),
    )
    op.create_table(
        "plans",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("scope_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kpi", sa.String(length=64), nullable=False),
        sa.Column("first_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "company_id", "scope", "scope_id", "kpi", "first_day", "last_day", name=op.f("pk_plans")
        ),
    )
    op.create_table(
        "rates",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rate", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "currency", "day", name=op.f("pk_rates")),
    )
    op.create_table(
        "stage_entries",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deal_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stage_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entered_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("local_day", sa.Integer(), nullable=False),
        sa.Column("in_shift", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "deal_id", "stage_id", "entered_at", name=op.f("pk_stage_entries")),
    )
    with op.batch_alter_table("stage_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stage_entries_company_id_local_day_person_id"),
            ["company_id", "local_day", "person_id"],
            unique=False,
        )

    op.create_table(
        "stages",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pipeline", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("meaning", sa.String(length=8), nullable=False),
        sa.Column("qualified", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("told", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_stages")),
    )
    op.create_table(
        "teams",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_teams")),
    )
    op.create_table(
        "visits",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deal_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stage_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("spent_s", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "deal_id", "stage_id", name=op.f("pk_visits")),
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visits_company_id_first_day"), ["company_id", "first_day"], unique=False)

    op.create_table(
        "absences",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_absences_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "person_id", "first_day", name=op.f("pk_absences")),
    )
    op.create_table(
        "goals",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("start_on", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Integer(), nullable=False),
        sa.Column("start", sa.String(), nullable=True),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("now", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_goals_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "id", name=op.f("pk_goals")),
    )
    op.create_table(
        "identities",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_day", sa.Integer(), nullable=True),
        sa.Column("to_day", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_identities_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "source_id", "kind", "value", "person_id", name=op.f("pk_identities")),
    )
    op.create_table(
        "invites",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_invites_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "code_hash", name=op.f("pk_invites")),
    )
    op.create_table(
        "logins",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_logins_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel", "account_id", "company_id", "person_id", name=op.f("pk_logins")),
    )
    with op.batch_alter_table("logins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_logins_company_id_person_id"), ["company_id", "person_id"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("team_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("from_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("to_day", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_memberships_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "person_id", "team_id", "role", "from_day", name=op.f("pk_memberships")),
    )
    op.create_table(
        "zones",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id", "person_id"],
            ["persons.company_id", "persons.id"],
            name=op.f("fk_zones_company_id_person_id_persons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "person_id", "from_day", name=op.f("pk_zones")),
    )


def downgrade() -> None:
    op.drop_table("zones")
    op.drop_table("memberships")
    with op.batch_alter_table("logins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_logins_company_id_person_id"))

    op.drop_table("logins")
    op.drop_table("invites")
    op.drop_table("identities")
    op.drop_table("goals")
    op.drop_table("absences")
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visits_company_id_first_day"))

    op.drop_table("visits")
    op.drop_table("teams")
    op.drop_table("stages")
    with op.batch_alter_table("stage_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_entries_company_id_local_day_person_id"))

    op.drop_table("stage_entries")
    op.drop_table("rates")
    op.drop_table("plans")
    op.drop_table("phones")
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_persons_company_id_name_key"))

    op.drop_table("persons")
    op.drop_table("pending")
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payments_company_id_deal_id"))

    op.drop_table("payments")
    op.drop_table("own_kpis")
    op.drop_table("own_days")
    op.drop_table("norms")
    op.drop_table("installation")
    with op.batch_alter_table("income", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_income_company_id_day_person_id"))

    op.drop_table("income")
    op.drop_table("imports")
    op.drop_table("hours")
    op.drop_table("facts")
    with op.batch_alter_table("deals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deals_company_id_status"))
        batch_op.drop_index(batch_op.f("ix_deals_company_id_created_day_person_id"))
        batch_op.drop_index(batch_op.f("ix_deals_company_id_contact_id"))
        batch_op.drop_index(batch_op.f("ix_deals_company_id_closed_day_person_id"))

    op.drop_table("deals")
    with op.batch_alter_table("costs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_costs_company_id_day"))

    op.drop_table("costs")
    op.drop_table("companies")
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_calls_unowned",
            sqlite_where=sa.text("person_id = 0 AND owner_ref IS NOT NULL"),
            postgresql_where=sa.text("person_id = 0 AND owner_ref IS NOT NULL"),
        )
        batch_op.drop_index("ix_calls_phone")
        batch_op.drop_index(
            "ix_calls_contact",
            sqlite_where=sa.text("contact_id IS NOT NULL"),
            postgresql_where=sa.text("contact_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_calls_company_id_local_day_person_id"))
        batch_op.drop_index(
            "ix_calls_callback",
            sqlite_where=sa.text("callback_s IS NOT NULL"),
            postgresql_where=sa.text("callback_s IS NOT NULL"),
        )

    op.drop_table("calls")
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activities_company_id_local_day_person_id"))
        batch_op.drop_index(batch_op.f("ix_activities_company_id_deal_id_at"))
        batch_op.drop_index(batch_op.f("ix_activities_company_id_contact_id_at"))

    op.drop_table("activities")
