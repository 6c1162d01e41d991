"""The funnel in the chat: the weakest step first, then stage by stage; or by person, source, month."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from handlers.screen import Button, Rows, bold, label, plain
from handlers.views.cuts import view_button, view_of
from handlers.views.frame import Body, Frame, Row, paired
from handlers.views.kpi import name_of, team_of
from handlers.views.leaves import leaf

_STAGES_A_PAGE = 8
_ROWS_A_PAGE = 8
_ENOUGH = 5
"""Below so many deals a conversion is chance, and no step is called weak."""

_LONGEST_STAGE = 30
_WITH_LOSS = ("cohort", "entry_cohort")
"""Views in which the deals of a stage are some of those before it."""

_COUNTS = ("created", "won", "lost", "open")
_RIPE, _RIPENING = Fraction(9, 10), Fraction(1, 2)


def funnel_body(frame: Frame) -> Body:
    """Stages with what went on, or rows of another dimension; the view is always named in the title."""
    by, page = frame.question.by or "stage", frame.question.page
    rows = frame.report.rows
    if by == "stage":
        weak = _weakest(rows) if view_of(frame) in _WITH_LOSS else None
        part = leaf(rows, page, _STAGES_A_PAGE)
        lines = list(_stages(frame, part.shown, part.first, weak))
        buttons: Rows = (part.turns(frame), (view_button(frame),))
        return Body(_conclusion(frame, weak), tuple(lines), _totals(frame), buttons)
    told = [row for row in rows if any(row.get(key) for key in _COUNTS)]
    part = leaf(told, page, _ROWS_A_PAGE)
    lines = [line for row in part.shown for line in _other(frame, row, by)]
    buttons = (*_names(frame, part.shown, by), part.turns(frame), (view_button(frame),))
    return Body((), tuple(lines), _totals(frame), buttons)


def _weakest(rows: Sequence[Row]) -> int | None:
    """The place of the stage that the smallest part of deals came to."""
    found: list[tuple[Fraction, int]] = []
    for place in range(1, len(rows)):
        step, before = rows[place].get("conversion_from_previous"), rows[place - 1].get("reached")
        if isinstance(step, int | Fraction) and isinstance(before, int) and before >= _ENOUGH:
            found.append((Fraction(step), place))
    return min(found)[1] if found else None


def _conclusion(frame: Frame, weak: int | None) -> tuple[str, ...]:
    """Where most deals are lost; of the board, where most of them stand. The flow has no loss to tell."""
    rows, say = frame.report.rows, frame.speech.say
    view = view_of(frame)
    if view == "snapshot":
        standing = [(count, place) for place, row in enumerate(rows) if isinstance(count := row.get("open_now"), int)]
        most, place = max(standing, key=lambda pair: (pair[0], -pair[1]), default=(0, 0))
        return (bold(say("funnel-crowded", stage=_stage(frame, rows[place]), n=most)),) if most else ()
    young = frame.report.excluded.get("unripe", 0) if view == "entry_cohort" else 0
    early = (frame.say("funnel-unripe", n=young),) if young else ()
    if weak is None:
        return early
    told = {"rate": frame.words.cell("conversion_from_previous", rows[weak])}
    steps = {"before": _stage(frame, rows[weak - 1]), "after": _stage(frame, rows[weak])}
    return (bold(say("funnel-weak", **steps, **told)), *early)


def _stage(frame: Frame, row: Row) -> str:
    return label(frame.words.cell("stage", row), _LONGEST_STAGE)


def _stages(frame: Frame, rows: Sequence[Row], first: int, weak: int | None) -> Iterator[str]:
    """Three short lines a stage; the name of a pipeline where there are several."""
    several = len({row.get("pipeline") for row in frame.report.rows}) > 1
    before: object = ()
    for place, row in enumerate(rows, first):
        if several and row.get("pipeline") != before:
            yield from ("", f"— {frame.cell('pipeline', row)} —")
        before = row.get("pipeline")
        count = frame.cell("open_now" if row.get("reached") is None else "reached", row)
        mark = frame.say("funnel-weak-mark") if place == weak else ""
        yield f"{bold(_stage(frame, row))} · {count}{mark}"
        yield from filter(None, (_steps(frame, row), _standing(frame, row)))


def _steps(frame: Frame, row: Row) -> str:
    """What part of the deals came here: of the stage before, and of the first one."""
    say, words = frame.speech.say, frame.words
    if row.get("share_of_open") is not None:
        return plain(say("funnel-share", rate=words.cell("share_of_open", row)))
    if row.get("conversion_from_previous") is None:
        return ""
    told = {key: words.cell(f"conversion_from_{key}", row) for key in ("previous", "first")}
    return plain(say("funnel-steps", **told))


def _standing(frame: Frame, row: Row) -> str:
    """Who came in, who stands there and for how long it is usual."""
    say, words = frame.speech.say, frame.words
    told = []
    if row.get("entered") is not None:
        told.append(say("funnel-entered", n=words.cell("entered", row)))
    if row.get("reached") is not None and row.get("open_now"):
        told.append(say("funnel-open", n=words.cell("open_now", row)))
    if row.get("time_median_s") is not None:
        told.append(say("funnel-usual", time=words.cell("time_median_s", row)))
    return plain(", ".join(told))


def _other(frame: Frame, row: Row, by: str) -> tuple[str, str, str]:
    """A person, a source, a month: what was created and what became of it."""
    name = label(name_of(frame, row, by), _LONGEST_STAGE)
    told = {key: frame.words.cell(key, row) for key in ("created", "won")}
    rate = frame.words.cell("cohort_win_rate" if view_of(frame) in _WITH_LOSS else "win_rate", row)
    return bold(name), frame.say("funnel-row", rate=rate, **told), _rest(frame, row)


def _rest(frame: Frame, row: Row) -> str:
    return frame.say("funnel-rest", **{key: frame.words.cell(key, row) for key in ("lost", "open")})


def _names(frame: Frame, rows: Sequence[Row], by: str) -> tuple[tuple[Button, ...], ...]:
    found: list[Button] = []
    for row in rows:
        if by == "person" and (person := frame.of_person(row)) is not None:
            about = frame.question.about(person=person).cut(None, frame.question.view)
            found.append(frame.button(label(frame.words.cell("person", row), 18), about))
        if by == "team" and (team := team_of(frame, row)) is not None:
            about = frame.question.about(team=team).cut(None, frame.question.view)
            found.append(frame.button(label(name_of(frame, row, by), 18), about))
    return paired(found)


def _totals(frame: Frame) -> tuple[str, ...]:
    """What was created and closed, what it brought, how long it takes, and whether it is time to judge."""
    totals, say, words = frame.report.totals, frame.speech.say, frame.words
    if view_of(frame) == "snapshot":
        return (bold(say("table-total")), frame.figure("open", totals))
    counts = {key: words.cell(key, totals) for key in ("created", "won")}
    lines = [bold(say("table-total")), plain(say("funnel-counts", **counts)), _rest(frame, totals)]
    for key in ("win_rate", "cohort_win_rate", "revenue", "average_deal", "cycle_median_days"):
        if key == "win_rate" and totals.get(key) is not None and view_of(frame) in _WITH_LOSS:
            # The won and lost above are those of the deals created in the period: the rate is not of them.
            lines.append(frame.say("funnel-of-closed", rate=words.cell(key, totals)))
        elif totals.get(key) is not None:
            lines.append(frame.figure(key, totals))
    return (*lines, *ripeness(frame))


def ripeness(frame: Frame) -> tuple[str, ...]:
    """Whether the deals have had their time, in words."""
    ripe = frame.report.totals.get("ripeness")
    if not isinstance(ripe, int | Fraction):
        return ()
    phrase = "ripe-yes" if ripe >= _RIPE else "ripe-soon" if ripe >= _RIPENING else "ripe-no"
    return (frame.say(phrase, rate=frame.words.cell("ripeness", frame.report.totals)),)
