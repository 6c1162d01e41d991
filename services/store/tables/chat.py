"""The chat: updates that wait, what accounts chose, what conversations are about, who looked at whom."""

from sqlalchemy import BigInteger, Column, Index, Integer, SmallInteger, String, Table, Text

from services.store.tables.base import key, metadata, of_company
from services.store.types import Day, Moment

update_inbox = Table(
    "update_inbox",
    metadata,
    key("bot_id"),
    key("update_id"),
    Column("lane", BigInteger, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempt", SmallInteger, nullable=False, server_default="0"),
    Column("run_at", Moment, nullable=False),
    Column("lease_until", Moment, nullable=True),
    Column("received_at", Moment, nullable=False),
    Index(None, "bot_id", "state", "update_id"),
    Index(None, "bot_id", "lane", "state", "update_id"),
)
"""Updates as they came; moments are of the machine's clock. What is done keeps its number for a while, so that a
repeat is known, and loses its content at once."""

accounts = Table(
    "accounts",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("account_id", String(64), primary_key=True),
    Column("language", String(8), nullable=True),
    Column("chosen_company", BigInteger, nullable=True),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("tried_at", Moment, nullable=True),
)
"""What an account chose for itself, and how often it tried codes that are none."""

conversations = Table(
    "conversations",
    metadata,
    Column("key", String(160), primary_key=True),
    Column("state", String(64), nullable=True),
    Column("data", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
"""What the chat waits for: the question asked and what was answered so far."""

looks = Table(
    "looks",
    metadata,
    key("company_id"),
    key("person_id"),
    key("viewer_id"),
    Column("day", Day, primary_key=True, autoincrement=False),
    Column("what", String(16), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
    of_company("person_id", to="persons"),
)
"""Who opened whose figures: one row a day and a kind of screen."""
