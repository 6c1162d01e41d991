"""What is counted: a closed little language that the store turns into SQL and a test turns into plain loops.

A measure names rows, a condition on them and what to add up, so that a number and the list behind it can never part:
both are the same condition over the same rows.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Rows(StrEnum):
    """The kinds of rows that can be counted; each has a person, a local day and a moment."""

    CALLS = "calls"
    ACTIVITIES = "activities"
    LEADS = "leads"
    CLOSINGS = "closings"
    INCOME = "income"
    MOVES = "moves"


class Setting(StrEnum):
    """A company's own threshold, filled in when the measure is computed."""

    QUALITY_TALK = "quality_talk_seconds"
    CONNECTED_TALK = "connected_min_talk_seconds"


class Op(StrEnum):
    """How a column is held against a value."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    BELOW = "below"
    KNOWN = "known"
    UNKNOWN = "unknown"


Against: TypeAlias = "str | int | bool | Setting | None"


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison of one column."""

    column: str
    op: Op
    value: Against = None


AnyOf: TypeAlias = tuple[Test, ...]
Where: TypeAlias = tuple[AnyOf, ...]
"""All of the groups must hold, and in each group any of its tests."""


class Fold(StrEnum):
    """How values of several days, people or sources become one."""

    SUM = "sum"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of one person and day: `fold` of `value` over `rows` where `where` holds.

    `value` is a column, or None to count rows. Moments are microseconds since 1970 UTC.
    """

    key: str
    rows: Rows
    where: Where
    value: str | None = None
    fold: Fold = Fold.SUM
    ready: str | None = None
    """For samples: the column that says since when the value is known."""


def is_(column: str, value: Against) -> AnyOf:
    """The column equals the value."""
    return (Test(column, Op.IS, value),)


def is_not(column: str, value: Against) -> AnyOf:
    """The column differs from the value."""
    return (Test(column, Op.IS_NOT, value),)


def at_least(column: str, value: Against) -> AnyOf:
    """The column is the value or more."""
    return (Test(column, Op.AT_LEAST, value),)


def known(column: str) -> AnyOf:
    """The column has a value."""
    return (Test(column, Op.KNOWN),)


def either(*groups: AnyOf) -> AnyOf:
    """Any of the given conditions."""
    return tuple(test for group in groups for test in group)
