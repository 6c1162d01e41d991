"""The totals of a funnel: how many came, how they ended, what they brought and how ripe the numbers are."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.domain.deals import Status
from services.domain.funnel import Chosen, Frame, FunnelDeal, View, anyone
from services.domain.quantiles import MEDIAN, mean, quantile

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class FunnelTotals:
    """Counts of deals; `average_net` in minor units; cycles in days; rates and ripeness as fractions or None."""

    created: int
    won: int
    lost: int
    open: int
    win_rate: Fraction | None
    cohort_win_rate: Fraction | None
    average_net: Fraction | None
    cycle_median_days: Fraction | None
    cycle_mean_days: Fraction | None
    ripeness: Fraction | None


def totals(
    deals: Sequence[FunnelDeal], frame: Frame, ripe_after_s: Fraction | None, chosen: Chosen = anyone
) -> FunnelTotals:
    """The totals of the chosen deals of any pipelines; `ripe_after_s` is the company's p75 cycle."""
    mine = [deal for deal in deals if chosen(deal, None)]
    cohort = [d for d in mine if d.created_day is not None and d.created_day in frame.period]
    closings = [d for d in mine if d.closed_day is not None and d.closed_day in frame.period]
    closed_won, closed_lost = (_count(closings, status) for status in (Status.WON, Status.LOST))
    cohort_won = _count(cohort, Status.WON)
    by_closing = frame.view in (View.FLOW, View.SNAPSHOT)
    outcomes = closings if by_closing else cohort
    standing = mine if by_closing else cohort
    prices = [d.won_net for d in outcomes if d.status is Status.WON and d.won_net is not None]
    cycles = [cycle for d in closings if d.status is Status.WON and (cycle := cycle_seconds(d)) is not None]
    return FunnelTotals(
        created=len(cohort),
        won=closed_won if by_closing else cohort_won,
        lost=closed_lost if by_closing else _count(cohort, Status.LOST),
        open=_count(standing, Status.OPEN),
        win_rate=_share(closed_won, closed_won + closed_lost),
        cohort_win_rate=_share(cohort_won, len(cohort)),
        average_net=mean(prices),
        cycle_median_days=_days(quantile(cycles, MEDIAN)),
        cycle_mean_days=_days(mean(cycles)),
        ripeness=ripeness(cohort, frame, ripe_after_s),
    )


def cycle_seconds(deal: FunnelDeal) -> int | None:
    """From creation to closing; None where a date is lacking or the closing stands before the creation."""
    if deal.created_at is None or deal.closed_at is None or deal.closed_at < deal.created_at:
        return None
    return int((deal.closed_at - deal.created_at).total_seconds())


def ripeness(cohort: Sequence[FunnelDeal], frame: Frame, ripe_after_s: Fraction | None) -> Fraction | None:
    """The share of the cohort that is older than the p75 cycle; None without a cycle or a cohort."""
    if ripe_after_s is None or not cohort:
        return None
    ages = ((frame.as_of - deal.created_at).total_seconds() for deal in cohort if deal.created_at is not None)
    return Fraction(sum(age >= ripe_after_s for age in ages), len(cohort))


def _count(deals: Sequence[FunnelDeal], status: Status) -> int:
    return sum(deal.status is status for deal in deals)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _days(seconds: Fraction | None) -> Fraction | None:
    return None if seconds is None else seconds / DAY_SECONDS
