"""Plan and fact: expected to date, pace, run rate, what is needed a day (formulas 4.2)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from services.domain.period import Period
from services.domain.spans import DAY
from services.domain.workdays import WorkCalendar
from services.domain.zones import local_day


@dataclass(frozen=True, slots=True)
class PlanState:
    """How a plan stands; every number in the unit of the plan except `pace`, and None where it does not exist.

    `pace` is the fact over what was expected by now, `run_rate` the fact of the whole period at this speed,
    `needed_per_day` what each working day left has to bring: 0 when the plan is reached.
    """

    plan: Fraction | None
    fact: Fraction | None
    expected_to_date: Fraction | None
    pace: Fraction | None
    run_rate: Fraction | None
    needed_per_day: Fraction | None

    @classmethod
    def of(
        cls,
        plan: int | Decimal | Fraction | None,
        fact: int | Decimal | Fraction | None,
        done: Fraction,
        left: Fraction,
    ) -> "PlanState":
        """The state by the weights of the working days done and left, as `days_done_and_left` gives them.

        Without a working day nothing is expected and nothing runs; a plan of 0 has no pace.
        """
        target = None if plan is None else Fraction(plan)
        reached = None if fact is None else Fraction(fact)
        whole = done + left
        expected = target * done / whole if target is not None and whole else None
        return cls(
            plan=target,
            fact=reached,
            expected_to_date=expected,
            pace=reached / expected if reached is not None and expected else None,
            run_rate=reached / done * whole if reached is not None and done else None,
            needed_per_day=_needed(target, reached, left),
        )


def days_done_and_left(calendar: WorkCalendar, period: Period, at: datetime) -> tuple[Fraction, Fraction]:
    """The weights of the period's working days before and after the moment; today is split by its share worked."""
    today = local_day(at, calendar.zone)
    whole = calendar.weight_between(period.first, period.last)
    done = calendar.weight_between(period.first, min(period.last, today - DAY))
    if today in period:
        done += calendar.weight(today) * calendar.share_worked(today, at)
    return done, whole - done


def _needed(plan: Fraction | None, fact: Fraction | None, left: Fraction) -> Fraction | None:
    if plan is None or fact is None:
        return None
    if fact >= plan:
        return Fraction(0)
    return (plan - fact) / left if left else None
