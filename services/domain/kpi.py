"""The KPIs: one frozen description each. A new KPI is one entry here and its label in every language.

What each number means stands in docs/numbers.md; the formulas' sections are named beside the entries.
"""

from dataclasses import dataclass
from enum import StrEnum

from services.domain.measures import (
    Fold,
    Measure,
    Op,
    Rows,
    Setting,
    Test,
    Where,
    at_least,
    either,
    is_,
    is_not,
    known,
)
from services.domain.report import Unit

SHORT_RING_SECONDS = 5
"""A caller who hung up sooner was not missed by anybody (4.4)."""


class Better(StrEnum):
    """Which way is good."""

    MORE = "more"
    LESS = "less"


class Kind(StrEnum):
    """How a KPI is made of stored numbers."""

    SUM = "sum"
    RATIO = "ratio"
    CLOCK = "clock"
    MEDIAN = "median"
    MARGIN = "margin"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Kpi:
    """A KPI: its unit, how it folds, and the stored measures it is made of.

    SUM adds `parts[0]`; RATIO divides `parts[0]` by the sum of `parts[1:]`; CLOCK is a moment on one day and the
    median local time over several; MEDIAN takes the middle of the samples of `parts[0]`; MARGIN is a sum that does
    not exist while no cost is known; ABSENT has no source yet.
    """

    key: str
    unit: Unit
    kind: Kind
    parts: tuple[str, ...] = ()
    better: Better = Better.MORE


_EXTERNAL: Where = (is_not("direction", "internal"),)
_CONNECTED: Where = (*_EXTERNAL, is_("answered", True), at_least("talk_s", Setting.CONNECTED_TALK))
_TOUCH: Where = (*_EXTERNAL, either(is_("direction", "out"), is_("answered", True)))
_MISSED_IN_HOURS: Where = (
    is_("direction", "in"),
    is_("answered", False),
    either(at_least("wait_s", SHORT_RING_SECONDS), (Test("wait_s", Op.UNKNOWN),)),
    is_("in_hours", True),
)
_OUTGOING: Where = (either(is_not("direction", "in"), (Test("direction", Op.UNKNOWN),)),)
_REAL: Where = (is_not("kind", "task"), is_not("kind", "note"))
_REACHED_OUT: Where = (is_("direction", "out"), *_CONNECTED, is_("in_shift", True))


def _calls(key: str, *where: tuple[Test, ...], value: str | None = None, fold: Fold = Fold.SUM) -> Measure:
    return Measure(key, Rows.CALLS, where, value, fold)


def _sent(key: str, kind: str) -> Measure:
    return Measure(key, Rows.ACTIVITIES, (is_("kind", kind), *_OUTGOING))


def _held(key: str, kind: str) -> Measure:
    return Measure(key, Rows.ACTIVITIES, (is_("kind", kind),))


MEASURES: tuple[Measure, ...] = (
    _calls("calls_total", *_EXTERNAL),
    _calls("calls_out", is_("direction", "out")),
    _calls("calls_in", is_("direction", "in")),
    _calls("calls_connected", *_CONNECTED),
    _calls("calls_missed", *_MISSED_IN_HOURS),
    _calls("talk_time", *_EXTERNAL, value="talk_s"),
    _calls("quality_talks", *_EXTERNAL, is_("answered", True), at_least("talk_s", Setting.QUALITY_TALK)),
    _calls("first_call_at", *_TOUCH, value="started_at", fold=Fold.FIRST),
    _calls("last_call_at", *_TOUCH, value="started_at", fold=Fold.LAST),
    _calls("day_start", *_REACHED_OUT, value="started_at", fold=Fold.FIRST),
    _calls("day_end", *_REACHED_OUT, value="started_at", fold=Fold.LAST),
    *(
        Measure(key, Rows.ACTIVITIES, (*_OUTGOING, *_REAL, is_("in_shift", True)), "at", fold)
        for key, fold in (("day_start", Fold.FIRST), ("day_end", Fold.LAST))
    ),
    *(
        Measure(key, Rows.MOVES, (is_("in_shift", True),), "entered_at", fold)
        for key, fold in (("day_start", Fold.FIRST), ("day_end", Fold.LAST))
    ),
    _sent("emails", "email"),
    _sent("messages", "message"),
    _sent("proposals", "proposal"),
    _held("presentations", "presentation"),
    _held("meetings", "meeting"),
    _held("tasks_done", "task"),
    Measure("leads_new", Rows.LEADS, (is_("is_lead", True),)),
    Measure("deals_won", Rows.CLOSINGS, (is_("status", "won"),)),
    Measure("deals_lost", Rows.CLOSINGS, (is_("status", "lost"),)),
    Measure("won_priced", Rows.CLOSINGS, (is_("status", "won"), known("won_net"))),
    Measure("won_amount", Rows.CLOSINGS, (is_("status", "won"), known("won_net")), "won_net"),
    Measure("revenue", Rows.INCOME, (known("net"),), "net"),
    Measure("margin", Rows.INCOME, (known("margin"),), "margin"),
    Measure("margin_known", Rows.INCOME, (known("margin"),)),
    Measure("incomes", Rows.INCOME, (known("net"),)),
)
"""What the KPIs are made of."""

EXCLUSIONS: tuple[Measure, ...] = (
    _calls("internal_calls", is_("direction", "internal")),
    _calls("after_hours_missed", is_("direction", "in"), is_("answered", False), is_("in_hours", False)),
    _calls(
        "short_missed",
        is_("direction", "in"),
        is_("answered", False),
        is_("in_hours", True),
        (Test("wait_s", Op.BELOW, SHORT_RING_SECONDS),),
    ),
    Measure(
        "incoming_activities",
        Rows.ACTIVITIES,
        (is_("direction", "in"), either(*(is_("kind", kind) for kind in ("email", "message", "proposal")))),
    ),
    Measure("repeat_leads", Rows.LEADS, (is_("is_lead", False),)),
    Measure("without_amount", Rows.CLOSINGS, (is_("status", "won"), (Test("won_net", Op.UNKNOWN),))),
    Measure("no_rate", Rows.INCOME, ((Test("net", Op.UNKNOWN),),)),
    Measure("cost_unknown", Rows.INCOME, (known("net"), (Test("margin", Op.UNKNOWN),))),
    Measure("margin_by_default", Rows.INCOME, (is_("by_default", True),)),
)
"""Rows that a KPI leaves out, or counts with a reservation; the report names each with its count."""

STORED: tuple[Measure, ...] = MEASURES + EXCLUSIONS
"""What the day facts hold."""

SAMPLES: tuple[Measure, ...] = (
    Measure(
        "first_response",
        Rows.LEADS,
        (is_("is_lead", True), known("response_s")),
        "response_s",
        ready="first_touch_at",
    ),
    Measure("missed_callback", Rows.CALLS, (known("callback_s"),), "callback_s", ready="callback_at"),
)
"""What medians are taken of: they cannot be summed by day, so their rows are read."""


def _sum(key: str, unit: Unit, better: Better = Better.MORE) -> Kpi:
    return Kpi(key, unit, Kind.SUM, (key,), better)


KPIS: tuple[Kpi, ...] = (
    _sum("calls_total", Unit.COUNT),
    _sum("calls_out", Unit.COUNT),
    _sum("calls_in", Unit.COUNT),
    _sum("calls_connected", Unit.COUNT),
    _sum("calls_missed", Unit.COUNT, Better.LESS),
    _sum("talk_time", Unit.SECONDS),
    _sum("quality_talks", Unit.COUNT),
    Kpi("first_call_at", Unit.MOMENT, Kind.CLOCK, ("first_call_at",), Better.LESS),
    Kpi("last_call_at", Unit.MOMENT, Kind.CLOCK, ("last_call_at",)),
    Kpi("day_start", Unit.MOMENT, Kind.CLOCK, ("day_start",), Better.LESS),
    Kpi("day_end", Unit.MOMENT, Kind.CLOCK, ("day_end",)),
    _sum("emails", Unit.COUNT),
    _sum("messages", Unit.COUNT),
    _sum("proposals", Unit.COUNT),
    _sum("presentations", Unit.COUNT),
    _sum("meetings", Unit.COUNT),
    _sum("tasks_done", Unit.COUNT),
    Kpi("tasks_overdue", Unit.COUNT, Kind.ABSENT, better=Better.LESS),
    _sum("leads_new", Unit.COUNT),
    _sum("deals_won", Unit.COUNT),
    _sum("deals_lost", Unit.COUNT, Better.LESS),
    _sum("revenue", Unit.MONEY),
    Kpi("margin", Unit.MONEY, Kind.MARGIN, ("margin", "margin_known", "incomes")),
    Kpi("average_deal", Unit.MONEY, Kind.RATIO, ("won_amount", "won_priced")),
    Kpi("win_rate", Unit.RATE, Kind.RATIO, ("deals_won", "deals_won", "deals_lost")),
    Kpi("first_response", Unit.SECONDS, Kind.MEDIAN, ("first_response",), Better.LESS),
    Kpi("missed_callback", Unit.SECONDS, Kind.MEDIAN, ("missed_callback",), Better.LESS),
)

BY_KEY = {kpi.key: kpi for kpi in KPIS}
CLOCK_PARTS = frozenset(measure.key for measure in STORED if measure.fold is not Fold.SUM)


def known_keys() -> frozenset[str]:
    """The keys that a norm, a plan or a company's own formula may name."""
    return frozenset(BY_KEY)
