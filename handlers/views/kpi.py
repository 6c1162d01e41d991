"""KPIs: of one person with norms first, of several one line each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from handlers.screen import Button, Screen, bold, plain
from handlers.speech import harmless
from handlers.views.frame import Frame, Row, bar
from services.domain.kpi import BY_KEY, Better
from services.domain.money import Money
from services.domain.report import Value

GROUPS = (
    ("calls", ("calls_total", "calls_out", "calls_in", "calls_connected", "quality_talks", "talk_time", "calls_missed",
               "missed_callback", "first_call_at", "last_call_at")),
    ("touches", ("emails", "messages", "proposals", "presentations", "meetings", "tasks_done", "tasks_overdue")),
    ("deals", ("leads_new", "first_response", "deals_won", "deals_lost", "win_rate", "revenue", "margin",
               "average_deal")),
    ("day", ("day_start", "day_end")),
)  # fmt: skip
"""In which order a person's numbers are told."""

_OF_SEVERAL = ("calls_total", "talk_time", "deals_won", "revenue")
_BEHIND = Fraction(4, 5)
_CLOCK = re.compile(r"(\d{2}):(\d{2})")
GRACE_MINUTES = 10
"""A start of day within these minutes of its norm is on time."""


def kpi_screen(frame: Frame) -> Screen:
    """One row is a sheet, several are lines."""
    if not frame.rows:
        return frame.screen([plain(frame.speech.say("report-empty"))])
    if len(frame.rows) == 1:
        return frame.screen(_sheet(frame, frame.rows[0]), _cuts(frame))
    active, idle = parted(frame.rows)
    shown = frame.page(active)
    lines = [*_totals(frame), *(line for row in shown for line in _line(frame, row)), *idle_line(frame, idle)]
    return frame.screen(lines, *frame.people(shown), _cuts(frame), total=len(active))


def _sheet(frame: Frame, row: Row) -> list[str]:
    norms = norms_of(row)
    lines = [*_conclusion(frame, norms), *(line for norm in norms for line in norm_lines(frame, norm))]
    told = {norm["kpi"] for norm in norms}
    own = [key for key in frame.answer.report.own_words if key not in told]
    for name, keys in (*GROUPS, ("own", tuple(own))):
        pairs = [frame.pair(key, row) for key in keys if key not in told and _tells(row.get(key))]
        if pairs:
            lines += ["", bold(frame.speech.say(f"kpi-group-{name}")), *map(plain, pairs)]
    zeros = [frame.words.label(key).lower() for _, keys in GROUPS for key in keys if _is_zero(row.get(key))]
    if zeros:
        lines += ["", plain(frame.speech.say("kpi-zeros", columns=", ".join(zeros)))]
    return lines


def norms_of(row: Row) -> list[Mapping[str, Value]]:
    """The norms of a row, as it holds them."""
    held = row.get("norms")
    return [norm for norm in held if isinstance(norm, Mapping)] if isinstance(held, Sequence) else []


def norm_lines(frame: Frame, norm: Mapping[str, Value]) -> Iterable[str]:
    """«Звонки: 23 из 45 · темп 102 %» and a bar; a time of day says what was asked."""
    name = frame.words.label(str(norm["kpi"]))
    fact, asked, pace = (frame.cell(key, norm) for key in ("fact", "norm", "pace"))
    if norm.get("pace") is None:
        yield plain(frame.speech.say("kpi-norm-clock", name=name, fact=fact, norm=asked))
        return
    yield plain(frame.speech.say("kpi-norm", name=name, fact=fact, norm=asked, pace=pace))
    share = _share(norm)
    if share is not None:
        yield bar(share)


def _share(norm: Mapping[str, Value]) -> float | None:
    fact, asked = _size(norm.get("fact")), _size(norm.get("norm"))
    return fact / asked if fact is not None and asked else None


def _size(value: Value) -> float | None:
    if isinstance(value, Money):
        return float(value.minor)
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return float(value)
    seconds = getattr(value, "total_seconds", None)
    return float(seconds()) if seconds is not None else None


def behind(norms: Iterable[Mapping[str, Value]]) -> list[Mapping[str, Value]]:
    """The norms that are behind their pace by a fifth and more: what adds up and is better when there is more."""
    return [norm for norm in norms if isinstance(norm.get("pace"), int | Fraction) and norm["pace"] < _BEHIND]  # type: ignore[operator]


def _conclusion(frame: Frame, norms: Sequence[Mapping[str, Value]]) -> list[str]:
    if not norms:
        return []
    lines = []
    slow = ", ".join(frame.words.label(str(norm["kpi"])).lower() for norm in behind(norms))
    if slow:
        lines.append(frame.speech.say("kpi-behind", names=slow))
    late = next((norm for norm in norms if _is_late(norm)), None)
    if late is not None:
        name, fact = frame.words.label(str(late["kpi"])), frame.cell("fact", late)
        lines.append(frame.speech.say("kpi-late", name=name, fact=fact, norm=frame.cell("norm", late)))
    return [*map(bold, lines or [frame.speech.say("kpi-on-pace")]), ""]


def _is_late(norm: Mapping[str, Value]) -> bool:
    """A time of day that is past its norm by more than the usual grace."""
    fact, asked = _minutes(norm.get("fact")), _minutes(norm.get("norm"))
    less = BY_KEY.get(str(norm["kpi"]))
    return (
        fact is not None
        and asked is not None
        and less is not None
        and less.better is Better.LESS
        and (fact - asked > GRACE_MINUTES)
    )


def _minutes(value: Value) -> int | None:
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    return int(found[1]) * 60 + int(found[2]) if found else None


def parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows with anything to tell, and rows of people of whom nothing was asked and who did nothing."""
    idle = [row for row in rows if row.get("person") and row.get("score") is None and not _did_anything(row)]
    return [row for row in rows if row not in idle], idle


def _did_anything(row: Row) -> bool:
    return any(_tells(value) for key, value in row.items() if key in BY_KEY)


def idle_line(frame: Frame, idle: Sequence[Row]) -> list[str]:
    """Who has no figures, in one line."""
    names = ", ".join(harmless(str(row["person"])) for row in idle)
    return ["", plain(frame.speech.say("kpi-idle", names=names))] if idle else []


def _totals(frame: Frame) -> list[str]:
    totals = frame.answer.report.totals
    told = [frame.pair(key, totals) for key in _OF_SEVERAL if _tells(totals.get(key))]
    return [bold(frame.speech.say("report-total")), *map(plain, told), ""] if told else []


def _line(frame: Frame, row: Row) -> list[str]:
    keys = [column.key for column in frame.answer.report.columns[:2] if column.key not in BY_KEY]
    name = harmless(frame.words.name_of(row, [key for key in keys if key != "person_id"]))
    told = [frame.cell(key, row) for key in ("talk_time", "deals_won", "revenue")]
    calls = frame.speech.say("kpi-line", calls=frame.cell("calls_total", row), talk=told[0], won=told[1], money=told[2])
    score = row.get("score")
    kept = frame.speech.say("kpi-line-score", score=frame.cell("score", row)) if score is not None else ""
    return [bold(name), plain(" · ".join(filter(None, (calls, kept))))]


def _cuts(frame: Frame) -> tuple[Button, ...]:
    question, speech = frame.question, frame.speech
    by = [None, *(("day", "week") if len(frame.answer.report.period) > 1 else ())]
    if question.person is None:
        by = [None, "team", *by[1:]]
    by = [one for one in by if one != question.by]
    return tuple(frame.to(speech.say(f"cut-{one or 'person'}"), question.cut(one)) for one in by) if by else ()


def _tells(value: Value) -> bool:
    return value is not None and not _is_zero(value)


def _is_zero(value: Value) -> bool:
    return value is not None and not isinstance(value, str) and _size(value) == 0
