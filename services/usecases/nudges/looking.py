"""One look at one person's day: what it ends with, and the letter it may be worth."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from services.domain.letters import Letter, LetterKind
from services.domain.occurrences import START
from services.domain.pace import (
    BETWEEN,
    Outcome,
    Standing,
    is_catching_up,
    lately_told,
    most_urgent,
)
from services.store.nudging import Checked, DayLooks
from services.usecases.freezing import FREEZER
from services.usecases.nudges.ground import OLD_DATA, START_RULE, USEFUL, Ground, Subject

NEWS = "news"
"""The slot of a look that data brought."""

_WORTH = {LetterKind.START_OF_DAY: 30, LetterKind.PACE: 20, LetterKind.NORM_MET: 5}


def look(ground: Ground, subject: Subject) -> tuple[list[Checked], list[Letter]]:
    """The looks at one person's rules, and what is said."""
    hindered = ground.hinders(subject)
    if subject.slot == NEWS:
        return _met(ground, subject) if hindered in (None, Outcome.BREAK) else ([], [])
    if subject.slot == START or subject.rule == START_RULE:
        return _start(ground, subject, hindered)
    standings = ground.standings(subject.person)
    if subject.rule is not None:
        standings = [one for one in standings if one.kpi == subject.rule]
    looks = ground.looks[subject.person]
    outcomes = {one.kpi: hindered or _outcome(ground, subject, one, looks) for one in standings}
    candidates = [one for one in standings if outcomes[one.kpi] is Outcome.TOLD]
    chosen = most_urgent(candidates)
    if chosen is not None:
        hindered = _hindered_now(ground, subject, looks)
        outcomes |= dict.fromkeys((one.kpi for one in candidates), Outcome.LESS_URGENT)
        outcomes[chosen.kpi] = hindered or Outcome.TOLD
        chosen = None if hindered else chosen
    noted = [_checked(ground, subject, one.kpi, outcomes[one.kpi], one) for one in standings]
    letters = [_pace_letter(ground, subject, chosen)] if chosen is not None else []
    met, kind_words = _met(ground, subject) if hindered is None and subject.rule is None else ([], [])
    reached = {one.rule for one in met}
    return [*(one for one in noted if one.rule not in reached), *met], [*letters, *kind_words]


def _hindered_now(ground: Ground, subject: Subject, looks: DayLooks) -> Outcome | None:
    """The budget of the day, and the pause between two nudges; what was put off on request is the same ring again."""
    rings = ground.preference(subject.person).rings
    if rings < 1 or (subject.rule is None and looks.told >= rings):
        return Outcome.BUDGET
    if subject.rule is None and looks.last_told is not None and ground.now - looks.last_told < BETWEEN:
        return Outcome.LATELY
    return None


def _outcome(ground: Ground, subject: Subject, one: Standing, looks: DayLooks) -> Outcome:
    """What a look at one norm ends with, before the budget; TOLD where it is worth telling."""
    rule = looks.by_rule.get(one.kpi, [])
    if one.met or not one.behind:
        return Outcome.IN_PACE
    if ground.is_hushed(subject.person, one.kpi):
        return Outcome.HUSHED
    if subject.rule is None and lately_told(rule, ground.now):
        return Outcome.LATELY
    return Outcome.CATCHING_UP if is_catching_up(one.gap, rule, ground.now) else Outcome.TOLD


def _start(ground: Ground, subject: Subject, hindered: Outcome | None) -> tuple[list[Checked], list[Letter]]:
    begun = ground.has_begun(subject.person)
    looks = ground.looks[subject.person]
    outcome = hindered
    if outcome is None:
        told = subject.rule is None and any(one.told for one in looks.by_rule.get(START_RULE, ()))
        hushed = ground.is_hushed(subject.person, START_RULE)
        over = ground.preference(subject.person).rings < 1
        outcome = (
            Outcome.IN_PACE if begun else Outcome.LATELY if told
            else Outcome.HUSHED if hushed else Outcome.BUDGET if over else Outcome.TOLD
        )  # fmt: skip
    noted = [_checked(ground, subject, START_RULE, outcome)]
    if outcome is not Outcome.TOLD:
        return noted, []
    shift = ground.worktime.of(subject.person, subject.day).shift(subject.day)
    waiting = ground.waiting.get(subject.person, ())
    data = _data(ground, subject) | {
        "begins": FREEZER.freeze(shift.start.astimezone(_zone(ground, subject)) if shift else None),
        "waiting": len(waiting),
        "norms": FREEZER.freeze(ground.norms(subject.person)),
    }
    again = "" if subject.rule is None else f":{ground.now:%H%M}"
    key = f"start:{subject.person}:{subject.day}{again}"
    return noted, [_letter(ground, subject, LetterKind.START_OF_DAY, key, data)]


def _pace_letter(ground: Ground, subject: Subject, one: Standing) -> Letter:
    calendar = ground.worktime.of(subject.person, subject.day)
    shift = calendar.shift(subject.day)
    waiting = ground.waiting.get(subject.person, ())
    left = timedelta(seconds=calendar.working_seconds(ground.now, shift.end)) if shift else timedelta(0)
    data = _data(ground, subject) | {
        "kpi": one.kpi,
        "unit": one.unit.value,
        "norm": FREEZER.freeze(ground.norm(subject.person, one.kpi)),
        "left": FREEZER.freeze(one.norm - one.fact),
        "gap": FREEZER.freeze(one.gap),
        "time_left": FREEZER.freeze(left),
        "ends": FREEZER.freeze(shift.end.astimezone(calendar.zone) if shift else None),
        "waiting": len(waiting),
        "since": FREEZER.freeze(min(waiting).astimezone(calendar.zone) if waiting else None),
        "again": subject.rule is not None,
    }
    slot = subject.slot if subject.rule is None else f"{subject.slot}{ground.now:%H%M}"
    key = f"pace:{subject.person}:{subject.day}:{one.kpi}:{slot}"
    return _letter(ground, subject, LetterKind.PACE, key, data)


def _met(ground: Ground, subject: Subject) -> tuple[list[Checked], list[Letter]]:
    """Norms reached by now that the person was told about and not yet praised for."""
    looks = ground.looks[subject.person]
    noted, letters = [], []
    for one in ground.standings(subject.person):
        was_told = any(look.told for look in looks.by_rule.get(one.kpi, ()))
        if not one.met or not was_told or one.kpi in looks.met:
            continue
        noted.append(_checked(ground, subject, one.kpi, Outcome.MET, one))
        data = _data(ground, subject) | {
            "kpi": one.kpi, "norm": FREEZER.freeze(ground.norm(subject.person, one.kpi)),
        }  # fmt: skip
        key = f"met:{subject.person}:{subject.day}:{one.kpi}"
        letters.append(_letter(ground, subject, LetterKind.NORM_MET, key, data))
    return noted, letters


def _zone(ground: Ground, subject: Subject) -> Any:
    return ground.worktime.of(subject.person, subject.day).zone


def _data(ground: Ground, subject: Subject) -> dict[str, Any]:
    """What every nudge says: the day, and of which time the data are where they are not of just now."""
    fresh = ground.fresh
    old = fresh is not None and ground.now - fresh > OLD_DATA
    told = fresh.astimezone(_zone(ground, subject)) if fresh is not None and old else None
    return {
        "v": 1,
        "day": subject.day.isoformat(),
        "fresh": FREEZER.freeze(told),
        "own_words": ground.own_words(subject.person),
    }


def _letter(ground: Ground, subject: Subject, kind: LetterKind, key: str, data: Mapping[str, Any]) -> Letter:
    return Letter(
        key, kind, subject.person, data, ground.now, ground.now + USEFUL,
        silent=kind is LetterKind.NORM_MET, worth=_WORTH[kind],
    )  # fmt: skip


def _checked(ground: Ground, subject: Subject, rule: str, outcome: Outcome, one: Standing | None = None) -> Checked:
    return Checked(
        subject.person, subject.day, rule, ground.now.replace(microsecond=0), outcome,
        None if one is None else one.fact, None if one is None else one.due,
    )  # fmt: skip
