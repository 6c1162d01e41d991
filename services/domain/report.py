"""A report as a value: what every door (chat, CLI, chart, export) shows, before it is put into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from services.domain.money import Money
from services.domain.period import Period

Value: TypeAlias = (
    "bool | int | str | Fraction | Money | timedelta | date | datetime | time"
    " | Sequence[Mapping[str, Value]] | Mapping[str, Value] | None"
)


class Unit(StrEnum):
    """How a column's values read; also what a chart puts on its axis."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    SECONDS = "seconds"
    DAYS = "days"
    RATE = "rate"
    NUMBER = "number"
    MOMENT = "moment"
    DAY = "day"
    FLAG = "flag"
    NESTED = "nested"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; its label is the phrase `column-<key>` (dots and underscores become dashes)."""

    key: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Report:
    """Rows with totals, what was left out and why, and which definitions apply.

    `rows` and `totals` map a column's key to its value; None is "does not exist" and never 0.
    `excluded` counts rows left out, by reason. `definitions` are the keys whose phrase `define-<key>`
    says how a number is counted.
    """

    name: str
    company: str
    currency: str
    period: Period
    timezone: str
    as_of: datetime
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...]
    totals: Mapping[str, Value]
    excluded: Mapping[str, int] = field(default_factory=dict)
    definitions: tuple[str, ...] = ()
    own_words: Mapping[str, str] = field(default_factory=dict)
    """Labels of the company's own KPIs, by key: they stand in no locale file."""
