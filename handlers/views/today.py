"""The day card as a screen: read in ten seconds, a thousand characters at most."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from handlers.buttons import ask
from handlers.screen import Button, Rows, Screen, bold, label, plain
from handlers.speech import ReportWords, Speech, dashed, harmless
from handlers.views.norms_kept import norm_of
from handlers.views.refusals import menu_row
from services.domain.daywords import WEEKDAY_KEYS
from services.domain.period import Period
from services.domain.question import Question, Span
from services.domain.report import Value
from services.domain.rights import Member
from services.domain.wording import shortened
from services.usecases.show_today import DayCard, PersonNow, TeamGlance

_MOST_NORMS = 6
_MOST_NAMES = 4
_MOST_WAITING = 3
_MOST_BUTTONS = 4
_LONGEST_NAME = 22
_PARTS = ((5, "night"), (12, "morning"), (17, "day"), (23, "evening"), (24, "night"))
"""Until which hour which greeting."""


def today_screen(card: DayCard, me: Member, speech: Speech) -> Screen:
    """Greeting, the day, norms with pace, who waits for a call, deals, and the team for a head."""
    part = next(word for hour, word in _PARTS if card.now.hour < hour)
    greeting = speech.say(f"today-{part}", name=_name(me.person.name))
    blocks = [[bold(greeting), plain(_day(card, speech))]]
    if card.sells:
        blocks.append([plain(line) for line in _own(card, speech)])
    if card.team is not None:
        blocks.append([bold(speech.say("today-team")), *(plain(line) for line in _team(card.team, speech))])
    if card.stale and card.fresh is not None:
        blocks.append([plain(speech.say("today-stale", moment=speech.moment(card.fresh)))])
    text = "\n\n".join("\n".join(block) for block in blocks if block)
    return Screen(text, _rows(card, me, speech)).with_rows(menu_row(speech, me.company.id))


def _day(card: DayCard, speech: Speech) -> str:
    day = card.now.date()
    weekday = speech.say(f"weekday-{WEEKDAY_KEYS[day.weekday()]}")
    told = f"{weekday}, {speech.period(Period(day, day))}"
    if card.off is not None:
        until = speech.day(card.off.until)
        return f"{told}. {speech.say(f'today-off-{dashed(card.off.kind)}', until=until)}"
    if card.ends is None:
        return told
    if card.begins is not None and card.now < card.begins:
        return speech.say("today-begins", day=told, at=speech.clock(card.begins))
    phrase = "today-until" if card.now < card.ends else "today-over"
    return speech.say(phrase, day=told, at=speech.clock(card.ends))


def _own(card: DayCard, speech: Speech) -> Sequence[str]:
    lines = [_norm(row, card, speech) for row in card.norms[:_MOST_NORMS]]
    more = len(card.norms) - _MOST_NORMS
    lines += [speech.say("today-norms-more", n=more)] if more > 0 else []
    lines += [speech.say("today-no-norms")] if not card.norms and card.off is None else []
    if card.missed:
        waiting = [f"{speech.clock(one.at)} {one.phone or ''}".strip() for one in card.missed[-_MOST_WAITING:]]
        lines.append(speech.say("today-missed", n=len(card.missed), who=", ".join(waiting)))
    elif card.off is None:
        lines.append(speech.say("today-nobody-waits"))
    lines += [speech.say("today-stalled", n=card.stalled)] if card.stalled else []
    return lines


def _norm(row: Mapping[str, Value], card: DayCard, speech: Speech) -> str:
    words, norm = ReportWords(card.report, speech), norm_of(row)
    told = {"fact": words.cell("fact", row), "norm": words.cell("norm", row)}
    name, pace = shortened(words.cell("kpi", row), 30), row.get("pace")
    if norm.share is None:
        said = speech.say(norm.phrase, name=name, **told)
    elif isinstance(pace, Fraction):
        said = speech.say("today-norm-pace", kpi=name, pace=speech.rate(pace), **told)
    else:
        said = speech.say("today-norm", kpi=name, **told)
    return f"{_MARKS[norm.kept]}{said}"


_MARKS = {True: "✓ ", False: "▼ ", None: ""}
"""Kept, behind, too early to say."""


def _team(team: TeamGlance, speech: Speech) -> Sequence[str]:
    lines = [speech.say("today-expected", n=team.expected)] if team.expected else [speech.say("today-nobody-expected")]
    named = (("today-not-started", team.not_started), ("today-behind", team.behind), ("today-away", team.away))
    lines += [speech.say(phrase, names=_names(people, speech), n=len(people)) for phrase, people in named if people]
    calm = team.judged and not team.not_started and not team.behind
    lines += [speech.say("today-team-calm")] if calm else []
    lines += [speech.say("today-team-missed", n=team.missed)] if team.missed else []
    lines += [speech.say("today-stalled", n=team.stalled)] if team.stalled else []
    return lines


def _names(people: Sequence[PersonNow], speech: Speech) -> str:
    told = [
        _name(one.name) if one.score is None else f"{_name(one.name)} {speech.rate(one.score)}"
        for one in people[:_MOST_NAMES]
    ]
    more = len(people) - _MOST_NAMES
    return ", ".join(told) + (f" {speech.say('today-more', n=more)}" if more > 0 else "")


def _name(name: str) -> str:
    return shortened(harmless(name), _LONGEST_NAME)


def _rows(card: DayCard, me: Member, speech: Speech) -> Rows:
    """Buttons to what the card speaks of: one's own figures, calls and deals, and people of the team."""
    company, today, month = me.company.id, Span("today"), Span("month")
    own = me.id if card.sells else None
    wanted = [("kpi", today, True), ("calls", today, bool(card.missed)), ("deals", month, bool(card.stalled))]
    first = tuple(
        Button(speech.say(f"button-{report}"), ask(company, Question(report, span, person=own)))
        for report, span, there in wanted
        if there and card.sells
    )
    if card.team is None:
        return (first,) if first else ()
    reports = [
        ("button-team", "team", today, True),
        ("button-team-calls", "calls", today, card.team.missed > 0),
        ("button-team-deals", "deals", month, card.team.stalled > 0),
    ]
    team = tuple(
        Button(speech.say(phrase), ask(company, Question(report, span)))
        for phrase, report, span, there in reports
        if there
    )
    people = tuple(
        (Button(label(harmless(one.name)), ask(company, Question("kpi", today, person=one.person))),)
        for one in (*card.team.not_started, *card.team.behind)[:_MOST_BUTTONS]
    )
    return tuple(row for row in (first, team, *people) if row)
