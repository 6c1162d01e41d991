"""Buttons that no screen has: true to form, about what is not one's own."""

from handlers.buttons import REPORTS, ask, number36, pack
from handlers.views.cuts import CUTS, VIEWS
from services.domain.lists import LISTS
from services.domain.question import Question, Side, Span

RUBBISH = ("", "1", "x" * 64, "1kpi", "1kpi.", "2kpi.1.000...0", "1menu.zzzzzzzzzzzzz", "1yes.0.hy.owner.0", "\x00\x01",
           "ж" * 32)  # fmt: skip
_VALUES = ("", "0", "1", "zz", number36(2**63 - 1), "-1", "y", "S", "C", "100")

QUESTIONS = tuple(
    (report, by, view)
    for report in REPORTS
    for by in CUTS.get(report, (None,))
    for view in (VIEWS[report] if report in VIEWS else tuple(LISTS) if report == "rows" else (None,))
)
"""Every report in every cut and view that a button can hold."""


def question(company, cut, side=Side.MAIN, person=None, team=None):
    """The button that asks a report over the month, in this cut, of somebody."""
    report, by, view = cut
    usual = by is not None and by == CUTS[report][0]
    return pack(ask(company, Question(report, Span("month"), person, team, None if usual else by, view, side)))


def mutated(press, luck, companies, numbers, place):
    """A button with something in it replaced: another company, place, person, team or number; 64 bytes at most."""
    values, company = list(press.values), press.company
    if luck.random() < 0.3:
        company = luck.choice([*companies, 1])
    for at, value in enumerate(values):
        if luck.random() < 0.5:
            values[at] = _other(value, luck, numbers)
    place = place if luck.random() < 0.15 else press.place
    if luck.random() < 0.1:
        values = values[:-1] if luck.random() < 0.5 else [*values, luck.choice(("0", "x", "zz"))]
    return ".".join((f"1{place}", number36(company), *values)).encode()[:64].decode(errors="ignore")


def _other(value, luck, numbers):
    """An id becomes another one that exists somewhere, a mark another mark."""
    if len(value) > 8:
        return (value[0] if len(value) > 12 and value[0] in "pt" else "") + number36(luck.choice(numbers))
    return luck.choice((value, *_VALUES))
