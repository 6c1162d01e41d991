"""What is said of goals: check-ins, comments, the verdict at the end."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reached", sa.Boolean(), nullable=True))
    op.create_table(
        "goal_notes",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("goal_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id", "goal_id"],
            ["goals.company_id", "goals.id"],
            name=op.f("fk_goal_notes_company_id_goal_id_goals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("company_id", "goal_id", "number", name=op.f("pk_goal_notes")),
    )


def downgrade() -> None:
    op.drop_table("goal_notes")
    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.drop_column("reached")
