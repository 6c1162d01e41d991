"""`takt import`: files in, an honest report out."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.door import CompanyOption, Visit, run, say, visit

_KINDS = ("people", "deals", "stages", "calls", "activities", "costs", "plans", "payments", "rates")
_MOST_TOLD = 20
"""Refused rows and unknown names shown on a terminal; JSON has them all."""

_FILES = "CSV or XLSX files; .gz of either is read too."
_MAP = "A TOML file that names columns, values and formats."
_ZONE = "Zone of times without an offset; the company's by default."


def register(app: typer.Typer) -> None:
    """Add the call."""
    app.command("import")(take_in)


def take_in(
    kind: Annotated[str, typer.Argument(help=" ".join(_KINDS))],
    files: Annotated[list[Path], typer.Argument(help=_FILES, exists=False)],
    map_file: Annotated[Path | None, typer.Option("--map", help=_MAP)] = None,
    timezone: Annotated[str | None, typer.Option(help=_ZONE)] = None,
    currency: Annotated[str | None, typer.Option(help="Currency of amounts that name none.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and store nothing.")] = False,
    output: Annotated[str, typer.Option("--format", help="text or json")] = "text",
    company: CompanyOption = None,
) -> None:
    """Take in files of a CRM, telephony or accounts; the same file twice changes nothing."""
    if kind not in _KINDS:
        raise typer.BadParameter(" ".join(_KINDS), param_hint="kind")
    if output not in ("text", "json"):
        raise typer.BadParameter("text or json", param_hint="--format")

    async def call() -> None:
        from bot.clock import machine_now
        from services.usecases.import_files import ImportFiles, Said

        async with visit(company) as opened:
            keys = opened.house.keys()
            said = Said(kind, _read(map_file) if map_file else None, timezone, currency)
            takes = ImportFiles(opened.house.database, opened.house.clock, keys.encryption, keys.phone)
            reports = []
            for path in files:
                with _progress(opened, path.name, shown=output == "text") as told:
                    taken = await takes(
                        opened.company, path.name, _read(path), said,
                        dry_run=dry_run, told=told, unattended=machine_now(),
                    )  # fmt: skip
                reports.append((path.name, taken))
            if output == "json":
                say(json.dumps(_together(opened, reports), ensure_ascii=False, indent=2))
            for name, report in reports if output == "text" else ():
                _tell(opened, name, report, dry_run=dry_run)

    run(call)


def _read(path: Path) -> bytes:
    from services.errors import Refused

    try:
        return path.read_bytes()
    except OSError as trouble:
        raise Refused("file-unreadable", path=str(path), why=trouble.strerror or "") from trouble
    except ValueError as trouble:
        raise Refused("file-unreadable", path=ascii(str(path)), why="") from trouble


@contextmanager
def _progress(opened: Visit, name: str, *, shown: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal; elsewhere nothing is drawn."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not shown or not console.is_terminal:
        yield lambda done, of: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(opened.speech.say("import-reading", name=name), total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _together(opened: Visit, reports: list[tuple[str, Any]]) -> dict[str, Any]:
    """All files as one answer; with several files each refusal names its file."""
    unknown: dict[str, list[str]] = {}
    refused = []
    for name, report in reports:
        for line, phrase, values in report.refused:
            entry: dict[str, Any] = {"line": line, "reason": opened.speech.say(phrase, **values)}
            refused.append(entry if len(reports) == 1 else {"file": name, **entry})
        for field, values in report.unknown.items():
            unknown[field] = sorted({*unknown.get(field, []), *values})
    counts = {
        count: sum(getattr(report, count) for _, report in reports)
        for count in ("read", "added", "changed", "unchanged", "skipped")
    }
    notes = [opened.speech.say(phrase, **values) for _, report in reports for phrase, values in report.notes]
    return {**counts, "refused": refused, "unknown": unknown, **({"notes": notes} if notes else {})}


def _tell(opened: Visit, name: str, report: Any, *, dry_run: bool) -> None:
    """The report in words: the counts first, then each refused row by its line, then what nobody knows."""
    speech = opened.speech
    counts = {key: getattr(report, key) for key in ("read", "added", "changed", "unchanged", "skipped")}
    phrase = "import-would" if dry_run else "import-done"
    say(speech.say(phrase, name=name, **counts, refused=len(report.refused)))
    for line, reason, values in report.refused[:_MOST_TOLD]:
        say(speech.say("import-refused-line", line=line, reason=speech.say(reason, **values)))
    if len(report.refused) > _MOST_TOLD:
        say(speech.say("import-refused-more", more=len(report.refused) - _MOST_TOLD))
    for field, values in report.unknown.items():
        listed = ", ".join(values[:_MOST_TOLD]) + ("…" if len(values) > _MOST_TOLD else "")
        say(speech.say(f"import-unknown-{field}", count=len(values), names=listed))
    for note, said in report.notes:
        say(speech.say(note, **said))
