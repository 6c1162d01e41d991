"""What became of a sent file: the counts, what was refused and why, whom nobody knows."""

import csv
import io

from handlers.buttons import Press
from handlers.screen import Button, File, Screen, bold, plain, quote
from handlers.speech import Speech
from handlers.tables.as_csv import without_formula
from handlers.views.called import called
from handlers.views.refusals import menu_row, trouble_text
from services.domain.rights import Member
from services.usecases.import_file import ImportReport
from services.usecases.take_sent_file import TakenIn

SHOWN_REFUSALS = 5
_SHOWN_NAMES = 8
_LONGEST_NAME = 28
_COUNTS = ("read", "added", "changed", "unchanged", "skipped")
_LONGEST_REASON = 140


def told_screen(taken: TakenIn, me: Member, speech: Speech) -> Screen:
    """The report of an import."""
    report = taken.report
    lines = [bold(called(taken.name)), plain(speech.say("sent-done", kind=speech.say(f"kind-{taken.kind}"))), ""]
    lines += [
        plain(speech.say(f"sent-count-{key}", count=speech.number(getattr(report, key))))
        for key in _COUNTS
        if key != "skipped" or report.skipped
    ]
    lines.append(plain(speech.say("sent-count-refused", count=speech.number(len(report.refused)))))
    if report.refused:
        lines += ["", quote("\n".join(_refusals(report, speech)))]
    lines += [plain(line) for line in _unknown(report, speech)]
    lines += [plain(trouble_text(phrase, values, speech)) for phrase, values in report.notes]
    return Screen("\n".join(lines), (*_next(report, me, speech), menu_row(speech, me.company.id)))


def refusals_file(taken: TakenIn, speech: Speech) -> Screen | None:
    """All refused rows as a table, where they are more than the report names."""
    refused = taken.report.refused
    if len(refused) <= SHOWN_REFUSALS:
        return None
    target = io.StringIO()
    table = csv.writer(target, lineterminator="\r\n")
    table.writerow([speech.say("sent-line"), speech.say("sent-reason")])
    table.writerows([line, without_formula(trouble_text(phrase, values, speech))] for line, phrase, values in refused)
    content = b"\xef\xbb\xbf" + target.getvalue().encode("utf-8", "replace")
    return Screen(plain(speech.say("sent-all-refused", count=len(refused))), file=File("refused.csv", content))


def _refusals(report: ImportReport, speech: Speech) -> list[str]:
    told = [
        speech.say(
            "sent-refused-line",
            line=speech.number(line),
            reason=called(trouble_text(phrase, values, speech), _LONGEST_REASON),
        )
        for line, phrase, values in report.refused[:SHOWN_REFUSALS]
    ]
    more = len(report.refused) - len(told)
    return [*told, *([speech.say("sent-refused-more", count=more)] if more > 0 else [])]


def _unknown(report: ImportReport, speech: Speech) -> list[str]:
    lines = []
    for field, names in report.unknown.items():
        shown = ", ".join(called(name, _LONGEST_NAME) for name in names[:_SHOWN_NAMES])
        more = "…" if len(names) > _SHOWN_NAMES else ""
        lines.append(speech.say(f"sent-new-{field}", count=len(names), names=shown + more))
    return ["", *lines] if lines else []


def _next(report: ImportReport, me: Member, speech: Speech) -> tuple[tuple[Button, ...], ...]:
    """Names that nobody knew are settled in the list of people."""
    if me.arranges and report.unknown.get("manager"):
        return ((Button(speech.say("button-unknown"), Press("unknown", me.company.id, ("0",))),),)
    return ()
