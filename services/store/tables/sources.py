"""Connected accounts of CRMs and telephonies: what opens them, how far they are read, what could not be understood."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, SmallInteger, String, Table, Text

from services.store.tables.base import key, metadata
from services.store.types import Moment

sources = Table(
    "sources",
    metadata,
    key("company_id"),
    key("id"),
    Column("vendor", String(32), nullable=False),
    Column("name", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("prefix", String(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("state", String(8), nullable=False),
    Column("trouble", String(64), nullable=True),
    Column("since", Moment, nullable=True),
    Column("not_before", Moment, nullable=True),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    Column("lease_until", Moment, nullable=True),
    Column("connected_at", Moment, nullable=False),
)
"""`prefix` stands before the ids of a second account of a kind, `sealed` is what the admin gave. `trouble` is a phrase
and `since` its beginning; `not_before` and `lease_until` are of the machine's clock."""

cursors = Table(
    "cursors",
    metadata,
    key("company_id"),
    key("source_id"),
    Column("kind", String(16), primary_key=True),
    Column("place", Text, nullable=False),
    Column("read_to", Moment, nullable=True),
    Column("records", BigInteger, nullable=False, server_default="0"),
)
"""Where reading goes on; `read_to` is the moment of the business up to which everything is read, None while the past is
still coming in."""

grants = Table(
    "grants",
    metadata,
    key("company_id"),
    key("source_id"),
    Column("version", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("asking_until", Moment, nullable=True),
    Column("asked", Integer, nullable=False),
    Column("dead", Boolean, nullable=False),
)
"""Tokens of an account that are renewed; each change has the next version."""

source_stages = Table(
    "source_stages",
    metadata,
    key("company_id"),
    key("source_id"),
    Column("pipeline_id", String(64), primary_key=True),
    Column("stage_id", String(64), primary_key=True),
    Column("pipeline", Text, nullable=False),
    Column("stage", Text, nullable=False),
)
"""What a source calls its stages now, by its own ids."""

set_aside = Table(
    "set_aside",
    metadata,
    key("company_id"),
    key("source_id"),
    Column("kind", String(16), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("why", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)
"""Rows of a source that make no sense, kept by name until they do."""

unknown_values = Table(
    "unknown_values",
    metadata,
    key("company_id"),
    key("source_id"),
    Column("value", String(128), primary_key=True),
    Column("times", BigInteger, nullable=False),
)
"""Values of a source that we have no word for, counted."""

erased = Table(
    "erased",
    metadata,
    key("company_id"),
    key("source_id"),
    Column("kind", String(16), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Things that are no more at their source: an older version of one does not bring it back."""

hints = Table(
    "hints",
    metadata,
    key("company_id"),
    key("source_id"),
    Column("kind", String(16), primary_key=True),
    Column("external_id", String(128), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Things that a source says have changed, to be asked for again; `at` is when we heard last, by the machine's clock."""
