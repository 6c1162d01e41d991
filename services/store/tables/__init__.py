"""Every table. `company_id` leads every key and index of company data; money is whole minor units.

Rows that came from outside keep what was said (`amount`, `currency`, `vat`); columns under "derived" are computed by
the domain from it and may be rebuilt at any time.
"""

from services.store.tables.base import metadata
from services.store.tables.chat import accounts, conversations, looks, update_inbox
from services.store.tables.engine import (
    buckets,
    chats,
    checks,
    day_notes,
    digest_times,
    hushes,
    jobs,
    letters,
    planned,
    preferences,
    team_chats,
)
from services.store.tables.people import (
    absences,
    companies,
    goal_notes,
    goals,
    hours,
    identities,
    installation,
    invites,
    logins,
    memberships,
    norms,
    own_days,
    own_kpis,
    persons,
    teams,
    zones,
)
from services.store.tables.sales import (
    costs,
    deals,
    income,
    payments,
    plans,
    rates,
    stage_entries,
    stages,
    visits,
)
from services.store.tables.sources import (
    cursors,
    erased,
    grants,
    hints,
    set_aside,
    source_stages,
    sources,
    unknown_values,
)
from services.store.tables.work import activities, calls, facts, imports, pending, phones

__all__ = [
    "absences", "accounts", "activities", "buckets", "calls", "chats", "checks", "companies", "conversations",
    "costs", "cursors", "day_notes", "deals", "digest_times", "erased", "facts", "goal_notes", "goals", "grants",
    "hints", "hours", "hushes", "identities", "imports", "income", "installation", "invites", "jobs", "letters",
    "logins", "looks", "memberships", "metadata", "norms", "own_days", "own_kpis", "payments", "pending", "persons",
    "phones", "planned", "plans", "preferences", "rates", "set_aside", "source_stages", "sources", "stage_entries",
    "stages", "team_chats", "teams", "unknown_values", "update_inbox", "visits", "zones",
]  # fmt: skip
