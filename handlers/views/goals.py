"""Development goals as screens: a person's list, one goal with its history, the goals of a team."""

from collections.abc import Sequence

from handlers.buttons import Press, number36
from handlers.screen import Button, Rows, Screen, bold, label, plain
from handlers.speech import Speech, dashed, harmless
from handlers.views.paging import pages_row, slice_of
from handlers.views.refusals import menu_row
from services.domain.goals import GoalStatus, NoteKind
from services.domain.ids import CompanyId, PersonId
from services.domain.rights import Member
from services.domain.wording import shortened
from services.usecases.see_goals import GoalCard, GoalLine, GoalSheet, PersonGoals, Said

_A_PAGE = 6
_PEOPLE_A_PAGE = 10
_MOST_SAID = 12
_LONGEST_LINE = 160


def goals_screen(sheet: GoalSheet, me: Member, speech: Speech, page: int = 0, *, closed: bool = False) -> Screen:
    """A page of a person's goals; each opens by its button."""
    company = me.company.id
    lines = sheet.closed if closed else sheet.open
    first, end = slice_of(len(lines), page, _A_PAGE)
    shown = lines[first:end]
    text = [bold(_title(sheet, speech, closed=closed))]
    for number, line in enumerate(shown, start=first + 1):
        text += ["", f"{number}. {bold(_short(line.text))}", plain(_way(line, speech))]
    if not lines:
        text += ["", plain(speech.say(_empty(sheet, closed=closed)))]
    goals = tuple((_goal_button(line, company),) for line in shown)
    place = "goals-shut" if closed else "goals-of"
    turns = pages_row(len(lines), page, _A_PAGE, lambda to: Press(place, company, (number36(sheet.person), to)))
    return Screen("\n".join(text), goals).with_rows(turns, *_below(sheet, me, speech, closed=closed))


def _below(sheet: GoalSheet, me: Member, speech: Speech, *, closed: bool) -> Rows:
    company, who = me.company.id, number36(sheet.person)
    set_one = Button(speech.say("button-goal-new"), Press("goal-new", company))
    shut = Button(speech.say("button-goals-closed", n=len(sheet.closed)), Press("goals-shut", company, (who,)))
    still = Button(speech.say("button-goals-open"), Press("goals-of", company, (who,)))
    team = Button(speech.say("button-goals-team"), Press("goals-team", company))
    first = [*((set_one,) if sheet.own and not closed else ()), *((shut,) if sheet.closed and not closed else ())]
    second = [*((still,) if closed else ()), *((team,) if me.heads else ())]
    return tuple(first), tuple(second), menu_row(speech, company)


def _title(sheet: GoalSheet, speech: Speech, *, closed: bool) -> str:
    title = speech.say("goals-closed-title" if closed else "goals-title")
    return title if sheet.own else speech.say("goals-title-of", title=title, name=harmless(sheet.name))


def _empty(sheet: GoalSheet, *, closed: bool) -> str:
    if closed:
        return "goals-closed-none"
    return "goals-empty" if sheet.own else "goals-none-of"


def _goal_button(line: GoalLine, company: CompanyId) -> Button:
    return Button(label(harmless(line.text)), Press("goal", company, (number36(line.id),)))


def _way(line: GoalLine, speech: Speech) -> str:
    """One line: the numbers, the share done beside the share of time, the status, the last day."""
    parts = [_figures(line, speech)] if line.target is not None else []
    if line.closed_on is not None:
        return " · ".join([*parts, closed_words(line, speech)])
    if line.way.status is GoalStatus.NO_DATA:
        parts.append(speech.say("goal-elapsed", expected=speech.rate(line.way.expected)))
    else:
        shares = {"done": speech.rate(line.way.done), "expected": speech.rate(line.way.expected)}
        parts += [speech.say("goal-shares", **shares), status_words(line, speech)]
    return " · ".join([*parts, speech.say("goal-until", day=speech.day(line.due_on))])


def _figures(line: GoalLine, speech: Speech) -> str:
    known = [line.start, *([] if line.now is None else [line.now]), line.target]
    return " → ".join(speech.number(number) for number in known)


def status_words(line: GoalLine, speech: Speech) -> str:
    """Where the goal stands, in words."""
    return speech.say(f"status-{dashed(line.way.status.value)}")


def closed_words(line: GoalLine, speech: Speech) -> str:
    """When it was closed and how it ended, where that was said."""
    verdicts = {True: "goal-reached", False: "goal-not-reached", None: "goal-verdict-unknown"}
    return speech.say("goal-closed-on", day=speech.day(line.closed_on), verdict=speech.say(verdicts[line.reached]))


def goal_screen(card: GoalCard, me: Member, speech: Speech, told: str | None = None) -> Screen:
    """One goal with everything said of it; `told` is what has just been done."""
    goal, company = card.goal, me.company.id
    number = number36(goal.id)
    lines = [plain(told), ""] if told else []
    lines += [bold(harmless(goal.text))]
    lines += [] if card.own else [plain(harmless(card.name))]
    lines += [plain(line) for line in _state(card, speech)]
    if card.said:
        lines += ["", bold(speech.say("goal-said")), *(plain(_said(one, speech)) for one in card.said[:_MOST_SAID])]
        more = len(card.said) - _MOST_SAID
        lines += [plain(speech.say("goal-said-more", n=more))] if more > 0 else []
    done = () if not card.own or goal.closed_on else (
        Button(speech.say("button-goal-check"), Press("goal-check", company, (number,))),
        Button(speech.say("button-goal-close"), Press("goal-close", company, (number,))),
    )  # fmt: skip
    talk = () if goal.closed_on else (
        Button(speech.say("button-goal-answer" if card.own else "button-goal-comment"),
               Press("goal-say", company, (number,))),
    )  # fmt: skip
    talk = () if card.own and not any(one.kind is NoteKind.COMMENT for one in card.said) else talk
    back = Button(speech.say("button-goals"), Press("goals-of", company, (number36(card.person),)))
    return Screen("\n".join(lines)).with_rows(done, talk, (back, *menu_row(speech, company)))


def _state(card: GoalCard, speech: Speech) -> Sequence[str]:
    goal = card.goal
    span = speech.say(
        "goal-span", months=speech.say("goal-months-of", n=goal.months),
        first=speech.day(goal.start_on), last=speech.day(goal.due_on),
    )  # fmt: skip
    if goal.closed_on is not None:
        figures = [_stands(goal, speech)] if goal.target is not None else []
        return [span, *figures, closed_words(goal, speech)]
    left = (goal.due_on - card.today).days
    days = speech.say("goal-left", n=left) if left > 0 else speech.say("goal-last-day" if left == 0 else "goal-over")
    expected = speech.rate(goal.way.expected)
    if goal.target is None:
        return [span, days, speech.say("goal-without-number", expected=expected)]
    figures = [span, days, _stands(goal, speech)]
    if goal.way.status is GoalStatus.NO_DATA:
        return [*figures, speech.say("goal-unchecked", expected=expected)]
    done = speech.rate(goal.way.done)
    return [*figures, speech.say("goal-stands", done=done, expected=expected, status=status_words(goal, speech))]


def _stands(goal: GoalLine, speech: Speech) -> str:
    """From what, to what, and where it is now, once a number was said."""
    named = {name: speech.number(getattr(goal, name)) for name in ("start", "now", "target")}
    return speech.say("goal-figures" if goal.now is not None else "goal-figures-begun", **named)


def _said(one: Said, speech: Speech) -> str:
    told = [] if one.value is None else [speech.number(one.value)]
    told += [] if one.text is None else [_short(one.text)]
    words = " · ".join(told)
    by = harmless(one.by) if one.by else speech.say("value-missing")
    day = speech.day(one.at.date())
    if one.kind is NoteKind.COMMENT:
        return speech.say("goal-comment-line", day=day, by=by, text=words)
    return speech.say("goal-check-line", day=day, text=words)


def team_screen(found: Sequence[PersonGoals], me: Member, speech: Speech, page: int = 0) -> Screen:
    """The people of a head with how many goals they have; each opens by a button."""
    company = me.company.id
    first, end = slice_of(len(found), page, _PEOPLE_A_PAGE)
    shown = found[first:end]
    lines = [bold(speech.say("goals-team-title")), "", *(plain(_person(one, speech)) for one in shown)]
    if not found:
        lines.append(plain(speech.say("goals-team-nobody")))
    people = tuple((_person_button(one.person, one.name, company),) for one in shown)
    turns = pages_row(len(found), page, _PEOPLE_A_PAGE, lambda to: Press("goals-team", company, (to,)))
    own = Button(speech.say("button-goals-own"), Press("goals-of", company, (number36(me.id),)))
    return Screen("\n".join(lines), people).with_rows(turns, (own, *menu_row(speech, company)))


def _person(one: PersonGoals, speech: Speech) -> str:
    counted = [speech.say("goals-count", n=one.open)]
    counted += [speech.say("goals-behind", n=one.behind)] if one.behind else []
    return speech.say("goals-of-person", name=harmless(one.name), goals=", ".join(counted))


def whose_screen(found: Sequence[tuple[PersonId, str]], me: Member, speech: Speech) -> Screen:
    """Several people answer to a name: whose goals are wanted?"""
    people = tuple((_person_button(person, name, me.company.id),) for person, name in found[:_PEOPLE_A_PAGE])
    text = plain(speech.say("whom-which", n=len(found)))
    return Screen(text, people).with_rows(menu_row(speech, me.company.id))


def _person_button(person: PersonId, name: str, company: CompanyId) -> Button:
    return Button(label(harmless(name)), Press("goals-of", company, (number36(person),)))


def close_screen(card: GoalCard, me: Member, speech: Speech) -> Screen:
    """How did the goal end?"""
    number, company = number36(card.goal.id), me.company.id
    verdicts = tuple(
        Button(speech.say(f"button-{phrase}"), Press("goal-ended", company, (number, verdict)))
        for phrase, verdict in (("goal-reached", "1"), ("goal-not-reached", "0"))
    )
    back = Button(speech.say("button-back"), Press("goal", company, (number,)))
    return Screen(plain(speech.say("goal-ask-end", text=_short(card.goal.text))), (verdicts, (back,)))


def _short(text: str) -> str:
    return harmless(shortened(text, _LONGEST_LINE))
