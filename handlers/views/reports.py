"""An answer as a screen: what it is about, the numbers, and buttons that turn, narrow and move it."""

from handlers.charts import picture_of
from handlers.screen import Screen, bold, plain
from handlers.speech import ReportWords, Speech, harmless
from handlers.views.refusals import menu_row
from services.domain.question import Side
from services.domain.rights import Member
from services.usecases.ask_as_member import Answer


def report_screen(answer: Answer, me: Member, speech: Speech) -> Screen:
    """The side of the answer that was asked for."""
    words = ReportWords(answer.report, speech)
    lines = [bold(words.title()), plain(words.span())]
    for row in answer.report.rows[:20]:
        cells = (words.cell(column.key, row) for column in answer.report.columns[:6])
        lines.append(plain(" · ".join(harmless(cell) for cell in cells)))
    picture = picture_of(answer.report, speech) if answer.question.side is Side.PICTURE else None
    return Screen("\n".join(lines), (menu_row(speech, me.company.id),), picture)
