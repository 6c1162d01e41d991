"""What is to be done and said by itself: jobs, letters and their chats, rates, and what people chose about it.

Two clocks: `run_at`, `useful_until` and days are of the business, everything about leases, tries and rates is of the
machine.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, SmallInteger, String, Table, Text, UniqueConstraint

from services.store.tables.base import key, metadata, of_company
from services.store.types import Day, Exact, Moment

planned = Table(
    "planned",
    metadata,
    key("company_id"),
    Column("until", Moment, nullable=False),
    Column("told_version", BigInteger, nullable=False, server_default="-1"),
)
"""Until which moment of the business a company's work is planned, and which version of its data was looked at."""

jobs = Table(
    "jobs",
    metadata,
    key("company_id"),
    key("id"),
    Column("kind", String(16), nullable=False),
    Column("subject", BigInteger, nullable=False, server_default="0"),
    Column("day", Day, nullable=False),
    Column("slot", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("run_at", Moment, nullable=False),
    Column("useful_until", Moment, nullable=True),
    Column("not_before", Moment, nullable=True),
    Column("attempt", SmallInteger, nullable=False, server_default="0"),
    Column("lease_until", Moment, nullable=True),
    Column("reason", String(64), nullable=True),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("company_id", "kind", "subject", "day", "slot"),
    Index(None, "state", "run_at"),
)
"""Planned work: due, running, done, dead, cancelled or skipped. The natural key decides, whoever plans and when."""

letters = Table(
    "letters",
    metadata,
    key("company_id"),
    key("id"),
    Column("key", String(96), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("operation", String(8), nullable=False),
    Column("data", Text, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("worth", SmallInteger, nullable=False, server_default="0"),
    Column("state", String(10), nullable=False),
    Column("run_at", Moment, nullable=False),
    Column("useful_until", Moment, nullable=True),
    Column("not_before", Moment, nullable=True),
    Column("attempt", SmallInteger, nullable=False, server_default="0"),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    Column("lease_until", Moment, nullable=True),
    Column("sending_at", Moment, nullable=True),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("message_id", String(64), nullable=True),
    Column("repeated", Boolean, nullable=False),
    Column("reason", String(64), nullable=True),
    Column("changed_at", Moment, nullable=False),
    Column("sent_at", Moment, nullable=True),
    UniqueConstraint("company_id", "key"),
    Index(None, "state", "run_at"),
    Index(None, "company_id", "person_id", "run_at"),
    Index(None, "channel", "chat", "state"),
)
"""What is to be said to whom: due, claimed, sending, sent, failed, uncertain or skipped. A letter holds data and no
text. A card is one row: it is sent once, and edited when its data change (`revision`). `sending_at` stands from just
before a letter goes out until what became of it is known: a claim that finds it does not know whether it arrived."""

chats = Table(
    "chats",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("chat", String(64), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("since", Moment, nullable=False),
    Column("retry_at", Moment, nullable=True),
    Column("next_at", Moment, nullable=True),
    Column("told", Boolean, nullable=False),
)
"""Chats that cannot be written to as usual: blocked, silent for a while, gone; and when the next message may go."""

team_chats = Table(
    "team_chats",
    metadata,
    key("company_id"),
    Column("channel", String(16), primary_key=True),
    Column("chat", String(64), primary_key=True),
    Column("team_id", BigInteger, nullable=False),
    Column("title", Text, nullable=False),
    Column("set_by", BigInteger, nullable=False),
    Index(None, "channel", "chat"),
)
"""Group chats that get a team's picture."""

buckets = Table(
    "buckets",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("next_at", Moment, nullable=False),
    Column("spacing_us", Integer, nullable=False),
    Column("paused_until", Moment, nullable=True),
    Column("refused_at", Moment, nullable=True),
    Column("refused_chat", String(64), nullable=True),
)
"""Rates shared by all processes: when the next may go, and how far apart they go."""

preferences = Table(
    "preferences",
    metadata,
    key("company_id"),
    key("person_id"),
    Column("quiet_from", SmallInteger, nullable=True),
    Column("quiet_to", SmallInteger, nullable=True),
    Column("rings", SmallInteger, nullable=True),
    of_company("person_id", to="persons"),
)
"""What a person chose about notices: quiet hours in minutes since midnight, rings a day; null is the usual."""

digest_times = Table(
    "digest_times",
    metadata,
    key("company_id"),
    key("person_id"),
    Column("evening", SmallInteger, nullable=True),
    Column("monday", SmallInteger, nullable=True),
)
"""Minutes since midnight of the evening's and Monday's digest; person 0 is the company's usual, -1 means none."""

checks = Table(
    "checks",
    metadata,
    key("company_id"),
    key("person_id"),
    Column("day", Day, primary_key=True, autoincrement=False),
    Column("rule", String(64), primary_key=True),
    Column("at", Moment, primary_key=True, autoincrement=False),
    Column("fact", Exact, nullable=True),
    Column("expected", Exact, nullable=True),
    Column("outcome", String(16), nullable=False),
    of_company("person_id", to="persons"),
)
"""Each look at a rule: what was done and due by then, and why somebody was told or not."""

hushes = Table(
    "hushes",
    metadata,
    key("company_id"),
    key("person_id"),
    Column("rule", String(64), primary_key=True),
    Column("until", Moment, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("times", SmallInteger, nullable=False, server_default="0"),
    of_company("person_id", to="persons"),
)
"""Rules a person asked to be silent about: for an hour, for the day, or as not relevant."""

day_notes = Table(
    "day_notes",
    metadata,
    key("company_id"),
    key("person_id"),
    Column("day", Day, primary_key=True, autoincrement=False),
    Column("kind", String(12), primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    of_company("person_id", to="persons"),
)
"""What a person says about a day: its plan, the reason why it went as it did, tomorrow."""
