"""`takt report`: any report as a table, JSON, CSV, XLSX or a picture."""

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.door import CompanyOption, run, visit
from handlers.speech import Speech
from services.domain.report import Report
from services.errors import Refused

_NAMES = ("kpi", "team", "funnel", "deals", "calls", "roi", "goals", "plan", "rules")
_FORMATS = ("table", "json", "csv", "xlsx", "png")
_VIEWS = "funnel: cohort entry_cohort flow snapshot; roi: cash cohort."
_NARROWEST = 40
_BINARY = ("xlsx", "png")


def register(app: typer.Typer) -> None:
    """Add the call."""
    app.command("report")(report)


def report(
    name: Annotated[str, typer.Argument(help=" ".join(_NAMES))],
    period: Annotated[str | None, typer.Option(help="For example: last week, октябрь, 2017-12-25..2017-12-31")] = None,
    person: Annotated[str | None, typer.Option(help="One person, in any usual form of the name.")] = None,
    team: Annotated[str | None, typer.Option(help="One team and all below it.")] = None,
    by: Annotated[str | None, typer.Option(help="What a row is: person, team, day, week, month, source…")] = None,
    view: Annotated[str | None, typer.Option(help=_VIEWS)] = None,
    rank: Annotated[str | None, typer.Option(help="team: the KPI that decides the places.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The moment of knowledge; a date is its end.")] = None,
    horizon: Annotated[int | None, typer.Option(help="funnel entry_cohort: days each deal is watched; 30.")] = None,
    output: Annotated[str, typer.Option("--format", help="table json csv xlsx png")] = "table",
    out: Annotated[Path | None, typer.Option("--out", help="Write to this file.")] = None,
    company: CompanyOption = None,
) -> None:
    """Show a report; every format has the same numbers from the same query."""
    if name not in _NAMES:
        raise typer.BadParameter(" ".join(_NAMES), param_hint="name")
    if output not in _FORMATS:
        raise typer.BadParameter(" ".join(_FORMATS), param_hint="--format")

    async def call() -> None:
        from services.usecases.ask_report import AskReport, Words

        async with visit(company) as opened:
            if output in _BINARY and out is None and sys.stdout.isatty():
                raise Refused("report-needs-out", format=output)
            words = Words(period, person, team, by, view, rank, as_of, horizon)
            found = await AskReport(opened.house.database, opened.house.clock)(opened.company, name, words)
            _deliver(_rendered(found, output, opened.speech), out)

    run(call)


def _rendered(found: Report, output: str, speech: Speech) -> bytes:
    """The report in the wanted form; each form is imported only when asked for."""
    match output:
        case "json":
            from handlers.tables.as_json import as_json

            return as_json(found, speech).encode()
        case "csv":
            from handlers.tables.as_csv import as_csv

            return as_csv(found, speech).encode()
        case "xlsx":
            from handlers.tables.as_xlsx import as_xlsx

            return as_xlsx(found, speech)
        case "png":
            from handlers.charts import draw

            return draw(found, speech)
        case _:
            from handlers.tables.as_text import as_text

            width = shutil.get_terminal_size(fallback=(80, 24)).columns
            colour = sys.stdout.isatty()
            return as_text(found, speech, max(_NARROWEST, width), colour=colour).encode("utf-8", "replace")


def _deliver(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(content)
    except (OSError, ValueError) as trouble:
        raise Refused("file-unwritable", path=str(out), why=getattr(trouble, "strerror", "") or "") from trouble
