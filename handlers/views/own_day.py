"""The morning agreement, and the questions whose answers are typed."""

from handlers.buttons import Press, number36
from handlers.screen import Button, Screen, bold, plain
from handlers.speech import ReportWords, Speech, dashed, harmless
from handlers.views.letter_words import day_words, waiting_line
from handlers.views.refusals import menu_row
from services.domain.rights import Member
from services.usecases.write_own_day import Morning


def morning_screen(morning: Morning, me: Member, speech: Speech) -> Screen:
    """What today asks: norms, who waits, deals that stand still, what was promised; and whether that is agreed."""
    card = morning.card
    day = card.now.date()
    lines = [bold(speech.say("plan-title", day=day_words(day, speech)))]
    if card.off is not None:
        lines.append(plain(speech.say(f"today-off-{dashed(card.off.kind)}", until=speech.day(card.off.until))))
        return Screen("\n".join(lines), (menu_row(speech, me.company.id),))
    norms = card.norms
    words = ReportWords(card.report, speech)
    lines += [plain(speech.say("plan-norm", kpi=words.label(str(n["kpi"])), norm=words.cell("norm", n))) for n in norms]
    lines += [] if norms else [plain(speech.say("today-no-norms"))]
    if card.missed:
        lines.append(waiting_line(card.missed, day, speech))
    if card.stalled:
        lines.append(plain(speech.say("today-stalled", n=card.stalled)))
    if morning.promised:
        lines.append(plain(speech.say("plan-promised", text=harmless(morning.promised))))
    if morning.plan:
        lines.append(plain(speech.say("written-plan", text=harmless(morning.plan))))
    number = number36(day.toordinal())
    own = Button(speech.say("button-own-plan"), Press("day-note", me.company.id, ("p", number)))
    agree = Button(speech.say("button-agreed"), Press("day-note", me.company.id, ("y", number)))
    return Screen("\n".join(lines), ((own,) if morning.plan else (agree, own), menu_row(speech, me.company.id)))


def ask_note(kind: str, me: Member, speech: Speech) -> Screen:
    """What is asked, to be answered in words."""
    cancel = Button(speech.say("button-cancel"), Press("day-plan" if kind == "plan" else "day-report", me.company.id))
    return Screen(plain(speech.say(f"ask-{kind}")), ((cancel,),))
