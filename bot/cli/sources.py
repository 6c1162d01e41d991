"""`takt sources` and `takt sync`: how fresh connected accounts are, and reading what is new of them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from bot.cli.connecting import kind_word
from bot.cli.door import CompanyOption, Visit, complain, run, say, visit
from bot.cli.lines import table, tell
from handlers.speech import Speech, harmless

if TYPE_CHECKING:
    from datetime import datetime

    from services.connectors.kit.records import Kind
    from services.store.sources import Source
    from services.usecases.list_sources import KindSeen, SourceSeen
    from services.usecases.pulling.reader import Pulled

_FORMATS = ("table", "json")
_HEADINGS = (
    "list-source", "list-vendor", "list-connected", "list-what", "list-read-to", "list-rows", "list-set-aside",
)  # fmt: skip
_MOST_NAMED = 5
_COUNTS = ("added", "changed", "unchanged", "erased", "aside")

Told: TypeAlias = "Callable[[Kind, Pulled], None]"


def register(app: typer.Typer) -> None:
    """Add the calls."""
    app.command("sources")(list_sources)
    app.command("sync")(sync)


def list_sources(
    output: Annotated[str, typer.Option("--format", help="table or json")] = "table", company: CompanyOption = None
) -> None:
    """List connected sources: since when, how fresh, what was set aside or is not understood, what is wrong."""
    if output not in _FORMATS:
        raise typer.BadParameter("table or json", param_hint="--format")

    async def call() -> None:
        from services.usecases.list_sources import ListSources

        async with visit(company) as opened:
            found = await ListSources(opened.house.database)(opened.company)
            if output == "json":
                say(json.dumps([_plain(opened, seen) for seen in found], ensure_ascii=False, indent=2))
            elif found:
                table(opened.speech, _HEADINGS, [_cells(opened, seen, kind) for seen in found for kind in seen.kinds])
                for seen in found:
                    _remark(opened, seen)
            else:
                tell(opened.speech, "sources-none")

    run(call)


def sync(
    name: Annotated[
        str | None, typer.Argument(help="Name of the source, as `takt sources` shows it; all of them.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything from the beginning.")] = False,
    company: CompanyOption = None,
) -> None:
    """Read what is new of the sources; a stop at any moment loses nothing. Exit status 1 on trouble."""

    async def call() -> bool:
        from services.usecases.list_sources import ListSources

        async with visit(company) as opened:
            found = await ListSources(opened.house.database)(opened.company, name)
            if not found:
                tell(opened.speech, "sources-none")
            return all([await _pull(opened, seen.source, full=full) for seen in found])

    if not run(call):
        raise typer.Exit(1)


async def _pull(opened: Visit, source: "Source", *, full: bool) -> bool:
    """Read one source and say what came of it; True when it went well."""
    from bot.clock import machine_now
    from services.usecases.pull_source import PullSource

    house, speech = opened.house, opened.speech
    pulls = PullSource(house.database, house.clock, machine_now, house.vault(), house.opening())
    with _progress(speech, source.name) as told:
        pulled = await pulls(opened.company, source, full=full, told=told)
    if pulled.busy:
        complain(speech.say("sync-busy", name=harmless(source.name)))
        return False
    counts = {count: getattr(pulled, count) for count in _COUNTS}
    if any(counts.values()):
        tell(speech, "sync-done", name=source.name, rows=sum(counts.values()), **counts)
    elif pulled.trouble is None:
        tell(speech, "sync-nothing", name=source.name)
    if pulled.lacking and pulled.trouble is None:
        kinds = ", ".join(kind_word(speech, kind.value) for kind in pulled.lacking)
        tell(speech, "sync-lacks", name=source.name, kinds=kinds)
    if pulled.trouble is not None:
        why = speech.say(pulled.trouble.phrase, **pulled.trouble.values)
        complain(speech.say("sync-trouble", name=harmless(source.name), why=why))
    return pulled.trouble is None


@contextmanager
def _progress(speech: Speech, name: str) -> Iterator[Told]:
    """A line for each kind on a terminal; elsewhere nothing is drawn."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda kind, pulled: None
        return
    words = TextColumn("{task.description}: {task.completed}", markup=False)
    with Progress(SpinnerColumn(finished_text="·"), words, console=console) as lines:
        begun: dict[str, tuple[Any, int]] = {}
        before = 0

        def told(kind: "Kind", pulled: "Pulled") -> None:
            nonlocal before
            if kind.value not in begun:
                for task, _ in begun.values():
                    lines.update(task, total=lines.tasks[task].completed)
                begun[kind.value] = lines.add_task(_line(speech, name, kind.value), total=None), before
            task, start = begun[kind.value]
            before = sum(getattr(pulled, count) for count in _COUNTS)
            lines.update(task, completed=before - start)

        yield told
        for task, _ in begun.values():
            lines.update(task, total=lines.tasks[task].completed)


def _line(speech: Speech, name: str, kind: str) -> str:
    return f"{harmless(name)}, {kind_word(speech, kind)}"


def _cells(opened: Visit, seen: "SourceSeen", kind: "KindSeen") -> list[str]:
    speech, source = opened.speech, seen.source
    read = speech.say("source-past-unread") if kind.read_to is None else _moment(opened, kind.read_to)
    since = _moment(opened, source.connected_at)
    rows, aside = speech.number(kind.rows), speech.number(kind.aside)
    return [source.name, seen.vendor, since, kind_word(speech, kind.kind.value), read, rows, aside]


def _remark(opened: Visit, seen: "SourceSeen") -> None:
    """What is wrong with a source and what of it is not understood, a line each."""
    speech, source = opened.speech, seen.source
    trouble = _trouble(speech, source)
    if trouble is not None:
        since = _moment(opened, source.since or source.connected_at)
        tell(speech, "sources-trouble", name=source.name, since=since, why=trouble)
    for phrase, counts in (("sources-aside", seen.why_aside), ("sources-values", seen.unknown)):
        if counts:
            count = sum(counts.values())
            tell(speech, phrase, name=source.name, count=count, named=_counted(counts))


def _counted(counts: Any) -> str:
    """The commonest first: «closed_at ×12, owner ×3»."""
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    told = ", ".join(f"{word} ×{count}" for word, count in ranked[:_MOST_NAMED])
    return told + ("…" if len(ranked) > _MOST_NAMED else "")


def _trouble(speech: Speech, source: "Source") -> str | None:
    """What is wrong, with how long the source is still left alone."""
    if source.trouble is None:
        return None
    from bot.clock import machine_now

    left = max(0.0, (source.not_before - machine_now()).total_seconds()) if source.not_before else 0.0
    return speech.say(source.trouble, minutes=max(1, ceil(left / 60)), hours=max(1, round(left / 3600)))


def _moment(opened: Visit, at: "datetime") -> str:
    return opened.speech.moment(at.astimezone(opened.company.zone))


def _iso(opened: Visit, at: "datetime | None") -> str | None:
    return None if at is None else at.astimezone(opened.company.zone).isoformat()


def _plain(opened: Visit, seen: "SourceSeen") -> dict[str, Any]:
    """What other programs rely on: keys and codes of ours, moments with the company's offset."""
    source = seen.source
    trouble = None
    if source.trouble is not None:
        why = _trouble(opened.speech, source)
        trouble = {"code": source.trouble, "text": why, "since": _iso(opened, source.since), "tries": source.tries}
    return {
        "name": source.name, "vendor": source.vendor, "title": source.title, "state": source.state.value,
        "connected_at": _iso(opened, source.connected_at), "read_to": _iso(opened, seen.read_to), "trouble": trouble,
        "kinds": [
            {"kind": one.kind.value, "read_to": _iso(opened, one.read_to), "rows": one.rows, "set_aside": one.aside}
            for one in seen.kinds
        ],
        "set_aside": dict(seen.why_aside), "unknown": dict(seen.unknown),
    }  # fmt: skip
