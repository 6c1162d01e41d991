"""Deals, stages, payments, costs, plans and rates."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, SmallInteger, String, Table, Text, text

from services.store.tables.base import key, metadata, person
from services.store.types import Day, Exact, Moment

deals = Table(
    "deals",
    metadata,
    key("company_id"),
    key("id"),
    Column("source_id", BigInteger, nullable=False),
    Column("external_id", Text, nullable=False),
    person(),
    Column("owner_ref", Text, nullable=True),
    Column("pipeline", Text, nullable=True),
    Column("stage", Text, nullable=True),
    Column("status", String(8), nullable=False, server_default="open"),
    Column("created_at", Moment, nullable=True),
    Column("closed_at", Moment, nullable=True),
    Column("amount", BigInteger, nullable=True),
    Column("paid", BigInteger, nullable=True),
    Column("cost", BigInteger, nullable=True),
    Column("vat", Exact, nullable=True),
    Column("currency", String(3), nullable=True),
    Column("source", Text, nullable=True),
    Column("medium", Text, nullable=True),
    Column("campaign", Text, nullable=True),
    Column("product", Text, nullable=True),
    Column("client", Text, nullable=True),
    Column("contact_id", Text, nullable=True),
    Column("lost_reason", Text, nullable=True),
    # derived
    Column("created_day", Day, nullable=True),
    Column("closed_day", Day, nullable=True),
    Column("line", Text, nullable=True),
    Column("won_net", BigInteger, nullable=True),
    Column("present_stage", BigInteger, nullable=True),
    Column("furthest", SmallInteger, nullable=True),
    Column("has_history", Boolean, nullable=False, server_default=text("false")),
    Column("is_lead", Boolean, nullable=False, server_default=text("false")),
    Column("is_first_win", Boolean, nullable=False, server_default=text("false")),
    Column("first_touch_at", Moment, nullable=True),
    Column("response_s", BigInteger, nullable=True),
    # the version, where a source tells one
    Column("changed_at", Moment, nullable=True),
    Index(None, "company_id", "created_day", "person_id"),
    Index(None, "company_id", "closed_day", "person_id"),
    Index(None, "company_id", "contact_id"),
    Index(None, "company_id", "status"),
)

stages = Table(
    "stages",
    metadata,
    key("company_id"),
    key("id"),
    Column("pipeline", Text, nullable=True),
    Column("name", Text, nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("meaning", String(8), nullable=False),
    Column("qualified", Boolean, nullable=False, server_default=text("false")),
    Column("told", Boolean, nullable=False, server_default=text("false")),
)

stage_entries = Table(
    "stage_entries",
    metadata,
    key("company_id"),
    key("deal_id"),
    key("stage_id"),
    Column("entered_at", Moment, primary_key=True, autoincrement=False),
    person(),
    Column("local_day", Day, nullable=False),
    Column("in_shift", Boolean, nullable=False, server_default=text("true")),
    Index(None, "company_id", "local_day", "person_id"),
)

visits = Table(
    "visits",
    metadata,
    key("company_id"),
    key("deal_id"),
    key("stage_id"),
    Column("first_at", Moment, nullable=True),
    Column("first_day", Day, nullable=True),
    person(),
    Column("times", Integer, nullable=False),
    Column("spent_s", BigInteger, nullable=True),
    Index(None, "company_id", "first_day"),
)

payments = Table(
    "payments",
    metadata,
    key("company_id"),
    key("id"),
    Column("deal_id", BigInteger, nullable=False),
    Column("paid_at", Moment, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("vat", Exact, nullable=True),
    Column("currency", String(3), nullable=True),
    Column("kind", String(8), nullable=False),
    Index(None, "company_id", "deal_id"),
)

income = Table(
    "income",
    metadata,
    key("company_id"),
    key("deal_id"),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=True),
    Column("day", Day, nullable=True),
    person(),
    Column("net", BigInteger, nullable=True),
    Column("margin", BigInteger, nullable=True),
    Column("by_default", Boolean, nullable=False, server_default=text("false")),
    Index(None, "company_id", "day", "person_id"),
)

costs = Table(
    "costs",
    metadata,
    key("company_id"),
    key("id"),
    Column("day", Day, nullable=False),
    Column("channel", Text, nullable=True),
    Column("campaign", Text, nullable=True),
    Column("medium", Text, nullable=True),
    Column("category", String(16), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("vat", Exact, nullable=True),
    Column("currency", String(3), nullable=True),
    Column("clicks", BigInteger, nullable=True),
    Column("impressions", BigInteger, nullable=True),
    Column("claimed_leads", BigInteger, nullable=True),
    Column("claimed_orders", BigInteger, nullable=True),
    Column("claimed_revenue", BigInteger, nullable=True),
    # derived
    Column("net", BigInteger, nullable=True),
    Index(None, "company_id", "day"),
)

plans = Table(
    "plans",
    metadata,
    key("company_id"),
    Column("scope", String(8), primary_key=True),
    key("scope_id"),
    Column("kpi", String(64), primary_key=True),
    Column("first_day", Day, primary_key=True, autoincrement=False),
    Column("last_day", Day, primary_key=True, autoincrement=False),
    Column("target", Exact, nullable=False),
)

rates = Table(
    "rates",
    metadata,
    key("company_id"),
    Column("currency", String(3), primary_key=True),
    Column("day", Day, primary_key=True, autoincrement=False),
    Column("rate", Exact, nullable=False),
)
