"""Companies, people, teams, rights and the rules of the day."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, SmallInteger, String, Table, Text

from services.store.tables.base import key, metadata, of_company
from services.store.types import Day, Exact, Moment

installation = Table(
    "installation",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What concerns no company: which key made the phone numbers comparable."""

companies = Table(
    "companies",
    metadata,
    key("id"),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("timezone", String(64), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("language", String(8), nullable=False),
    Column("country", String(2), nullable=False),
    Column("vat", Exact, nullable=True),
    Column("quality_talk_seconds", Integer, nullable=False, server_default="60"),
    Column("connected_min_talk_seconds", Integer, nullable=False, server_default="0"),
    Column("credit", String(8), nullable=False, server_default="first"),
    Column("default_margin", Exact, nullable=True),
    Column("revenue", String(16), nullable=True),
    Column("stale_after_hours", Integer, nullable=False, server_default="24"),
    Column("no_activity_days", Integer, nullable=False, server_default="5"),
    Column("lead_window_days", Integer, nullable=False, server_default="30"),
    Column("version", BigInteger, nullable=False, server_default="0"),
)

teams = Table(
    "teams",
    metadata,
    key("company_id"),
    key("id"),
    Column("path", Text, nullable=False),
    Column("parent_id", BigInteger, nullable=True),
)

persons = Table(
    "persons",
    metadata,
    key("company_id"),
    key("id"),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("listed", Boolean, nullable=False),
    Column("hired_on", Day, nullable=True),
    Column("left_on", Day, nullable=True),
    Index(None, "company_id", "name_key"),
)

memberships = Table(
    "memberships",
    metadata,
    key("company_id"),
    key("person_id"),
    key("team_id"),
    Column("role", String(16), primary_key=True),
    Column("from_day", Day, primary_key=True, autoincrement=False),
    Column("to_day", Day, nullable=True),
    of_company("person_id", to="persons"),
)

zones = Table(
    "zones",
    metadata,
    key("company_id"),
    key("person_id"),
    Column("from_day", Day, primary_key=True, autoincrement=False),
    Column("zone", String(64), nullable=False),
    of_company("person_id", to="persons"),
)

identities = Table(
    "identities",
    metadata,
    key("company_id"),
    key("source_id"),
    Column("kind", String(16), primary_key=True),
    Column("value", Text, primary_key=True),
    key("person_id"),
    Column("from_day", Day, nullable=True),
    Column("to_day", Day, nullable=True),
    of_company("person_id", to="persons"),
)

logins = Table(
    "logins",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("account_id", String(64), primary_key=True),
    key("company_id"),
    key("person_id"),
    of_company("person_id", to="persons"),
    Index(None, "company_id", "person_id"),
)

invites = Table(
    "invites",
    metadata,
    key("company_id"),
    Column("code_hash", String(64), primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=True),
    of_company("person_id", to="persons"),
)

norms = Table(
    "norms",
    metadata,
    key("company_id"),
    Column("scope", String(8), primary_key=True),
    key("scope_id"),
    Column("kpi", String(64), primary_key=True),
    Column("weekday", SmallInteger, primary_key=True, autoincrement=False),
    Column("from_day", Day, primary_key=True, autoincrement=False),
    Column("target", Exact, nullable=False),
    Column("set_by", BigInteger, nullable=True),
)

hours = Table(
    "hours",
    metadata,
    key("company_id"),
    Column("scope", String(8), primary_key=True),
    key("scope_id"),
    Column("weekday", SmallInteger, primary_key=True, autoincrement=False),
    Column("start_minute", SmallInteger, nullable=True),
    Column("end_minute", SmallInteger, nullable=True),
    Column("lunch_start", SmallInteger, nullable=True),
    Column("lunch_end", SmallInteger, nullable=True),
)

own_days = Table(
    "own_days",
    metadata,
    key("company_id"),
    Column("day", Day, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("shorter_by_minutes", SmallInteger, nullable=False, server_default="0"),
)

absences = Table(
    "absences",
    metadata,
    key("company_id"),
    key("person_id"),
    Column("first_day", Day, primary_key=True, autoincrement=False),
    Column("last_day", Day, nullable=False),
    Column("kind", String(16), nullable=False),
    of_company("person_id", to="persons"),
)

own_kpis = Table(
    "own_kpis",
    metadata,
    key("company_id"),
    Column("key", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("formula", Text, nullable=False),
    Column("unit", String(16), nullable=False),
)

goals = Table(
    "goals",
    metadata,
    key("company_id"),
    key("id"),
    Column("person_id", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("months", SmallInteger, nullable=False),
    Column("start_on", Day, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("start", Exact, nullable=True),
    Column("target", Exact, nullable=True),
    Column("now", Exact, nullable=True),
    Column("closed_on", Day, nullable=True),
    Column("reached", Boolean, nullable=True),
    of_company("person_id", to="persons"),
)

goal_notes = Table(
    "goal_notes",
    metadata,
    key("company_id"),
    key("goal_id"),
    key("number"),
    Column("kind", String(8), nullable=False),
    Column("by_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("value", Exact, nullable=True),
    Column("text", Text, nullable=True),
    of_company("goal_id", to="goals"),
)
"""What was said of a goal, in order: check-ins with a number or a note, and comments; `by_id` 0 is nobody."""
