"""Deals told as letters: `NQPW` is a deal that came in, was qualified, got a proposal and was won, a day apart."""

from datetime import UTC, date, datetime, timedelta

from services.domain.deals import DealTimes, Entry, Stage, Status
from services.domain.funnel import Frame, FunnelDeal, View
from services.domain.path import walk
from services.domain.period import Period

N, Q, P, W, L = LINE = tuple(
    Stage(number, None, name, number - 1, meaning)
    for number, (name, meaning) in enumerate(
        (("N", Status.OPEN), ("Q", Status.OPEN), ("P", Status.OPEN), ("W", Status.WON), ("L", Status.LOST)), 1
    )
)
"""New, qualified, proposal, won, lost."""

BY_NAME = {stage.name: stage for stage in LINE}
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)

F1 = ("NQPW", "NQP", "NQL", "N", "NQPW", "NPW", "NQPQP", "NL", "NQPL", "NQ")
"""The golden ten deals of March."""


def day(number, hour=12):
    """Noon (or another hour) of a day of March."""
    return datetime(2026, 3, 1, hour, tzinfo=UTC) + DAY * (number - 1)


def entries(path, *, start=FIRST, by=0):
    """A move per letter, a day apart; `by` is one mover or one for each letter."""
    movers = by if isinstance(by, tuple | list) else [by] * len(path)
    moves = enumerate(zip(path, movers, strict=True))
    return [Entry(BY_NAME[letter].id, start + DAY * place, mover) for place, (letter, mover) in moves]


def status_of(path):
    """How a deal with this path ended."""
    return {"W": Status.WON, "L": Status.LOST}.get(path[-1:], Status.OPEN)


def a_deal(path, *, number=1, owner=1, created=FIRST, by=0, won_net=None, **more):
    """A deal with a history, as the funnel sees it after it all."""
    status, moves = status_of(path), entries(path, start=created, by=by)
    closed = moves[-1].at if status is not Status.OPEN else None
    stage = moves[-1].stage if moves else None
    walked = walk(DealTimes(number, owner, status, stage, created, closed), moves, LINE)
    fields = {
        "id": number, "pipeline": None, "status": status, "created_at": created, "created_day": created.date(),
        "closed_at": closed, "closed_day": closed.date() if closed else None, "owner": owner, "source": None,
        "product": None, "won_net": won_net, "stage": walked.present, "has_history": walked.has_history,
        "visits": walked.visits,
    }  # fmt: skip
    return FunnelDeal(**(fields | more))


def f1():
    """The golden ten, numbered from one."""
    return [a_deal(path, number=number) for number, path in enumerate(F1, 1)]


def frame(view=View.COHORT, *, period=MARCH, as_of=datetime(2026, 5, 1, tzinfo=UTC), horizon=30):
    """How the funnel of March is cut, seen from May."""
    return Frame(View(view), period, as_of, timedelta(days=horizon), lambda at: at.astimezone(UTC).date())
