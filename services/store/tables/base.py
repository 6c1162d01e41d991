"""What all tables share: naming of constraints, and the columns every table begins with."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key(name: str) -> Column[int]:
    """A whole-number part of the primary key, made by us and never by the database."""
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def person() -> Column[int]:
    """Whose it is; 0 is nobody's yet."""
    return Column("person_id", BigInteger, nullable=False, server_default="0")


def of_company(*columns: str, to: str) -> ForeignKeyConstraint:
    """A reference that cannot leave the company."""
    return ForeignKeyConstraint(["company_id", *columns], [f"{to}.company_id", f"{to}.id"], ondelete="CASCADE")
