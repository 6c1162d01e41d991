"""What managers did (calls, activities), the day facts made of it, and the state of imports."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, text

from services.store.tables.base import key, metadata, person
from services.store.types import Day, Moment

phones = Table(
    "phones",
    metadata,
    key("company_id"),
    key("phone_key"),
    Column("last4", String(4), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    key("company_id"),
    key("id"),
    Column("source_id", BigInteger, nullable=False),
    Column("external_id", Text, nullable=True),
    person(),
    Column("owner_ref", Text, nullable=True),
    Column("direction", String(8), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("talk_s", Integer, nullable=False),
    Column("wait_s", Integer, nullable=True),
    Column("phone_key", BigInteger, nullable=True),
    Column("contact_id", Text, nullable=True),
    Column("recording", Text, nullable=True),
    # derived
    Column("local_day", Day, nullable=False),
    Column("in_hours", Boolean, nullable=False),
    Column("in_shift", Boolean, nullable=False),
    Column("callback_at", Moment, nullable=True),
    Column("callback_s", BigInteger, nullable=True),
    Index(None, "company_id", "local_day", "person_id"),
    Index("ix_calls_phone", "company_id", "phone_key", "started_at"),
    Index("ix_calls_contact", "company_id", "contact_id", "started_at", sqlite_where=text("contact_id IS NOT NULL"),
          postgresql_where=text("contact_id IS NOT NULL")),
    Index("ix_calls_callback", "company_id", "local_day", "person_id", "callback_s", "callback_at",
          sqlite_where=text("callback_s IS NOT NULL"), postgresql_where=text("callback_s IS NOT NULL")),
    Index("ix_calls_unowned", "company_id", "owner_ref", sqlite_where=text("person_id = 0 AND owner_ref IS NOT NULL"),
          postgresql_where=text("person_id = 0 AND owner_ref IS NOT NULL")),
)  # fmt: skip

activities = Table(
    "activities",
    metadata,
    key("company_id"),
    key("id"),
    Column("source_id", BigInteger, nullable=False),
    Column("external_id", Text, nullable=True),
    person(),
    Column("owner_ref", Text, nullable=True),
    Column("at", Moment, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("direction", String(8), nullable=True),
    Column("deal_id", BigInteger, nullable=True),
    Column("contact_id", Text, nullable=True),
    # derived
    Column("local_day", Day, nullable=False),
    Column("in_shift", Boolean, nullable=False),
    Index(None, "company_id", "local_day", "person_id"),
    Index(None, "company_id", "deal_id", "at"),
    Index(None, "company_id", "contact_id", "at"),
)

facts = Table(
    "facts",
    metadata,
    key("company_id"),
    Column("day", Day, primary_key=True, autoincrement=False),
    key("person_id"),
    Column("kpi", String(64), primary_key=True),
    Column("value", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""One number per person, local day and measure: every screen reads these, however long the history is."""

pending = Table(
    "pending",
    metadata,
    key("company_id"),
    Column("kind", String(8), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("day", Day, primary_key=True, autoincrement=False),
)
"""What has changed and is not yet settled into derived rows and facts; written with the rows themselves."""

imports = Table(
    "imports",
    metadata,
    key("company_id"),
    key("id"),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", String(8), nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("done_at", Moment, nullable=True),
    Column("added", Integer, nullable=False, server_default="0"),
    Column("changed", Integer, nullable=False, server_default="0"),
)
