"""`takt jobs`: work that was given up, and what becomes of it."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from bot.cli.door import CompanyOption, Visit, run, say, visit
from bot.cli.lines import table, tell
from handlers.speech import dashed

if TYPE_CHECKING:
    from services.usecases.list_dead_work import DeadWork

_jobs = typer.Typer(help="Work that was given up after eight tries.", no_args_is_help=True)

_FORMATS = ("table", "json")
_MOST_NAMED = 3
_LONGEST_NUMBER = 19
_LARGEST_NUMBER = 2**63 - 1
_HEADINGS = ("list-work", "list-whom", "list-due", "list-reason", "list-number")

Number = Annotated[str | None, typer.Argument(help="Number of the work, as `takt jobs list` shows it.")]
All = Annotated[bool, typer.Option("--all", help="All of it.")]
Settles: TypeAlias = Callable[[Visit, int | None], Awaitable[int]]


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_jobs, name="jobs")


@_jobs.command("list")
def list_jobs(
    output: Annotated[str, typer.Option("--format", help="table or json")] = "table", company: CompanyOption = None
) -> None:
    """List work that was given up, the earliest first."""
    if output not in _FORMATS:
        raise typer.BadParameter("table or json", param_hint="--format")

    async def call() -> None:
        from services.usecases.list_dead_work import ListDeadWork

        async with visit(company) as opened:
            found = await ListDeadWork(opened.house.database)(opened.company)
            if output == "json":
                say(json.dumps([_plain(opened, one) for one in found], ensure_ascii=True, indent=2))
            elif found:
                table(opened.speech, _HEADINGS, [_cells(opened, one) for one in found])
            else:
                tell(opened.speech, "work-none-dead")

    run(call)


@_jobs.command("requeue")
def requeue(number: Number = None, every: All = False, company: CompanyOption = None) -> None:
    """Try dead work again; what is of no use any more is skipped."""

    async def again(opened: Visit, job: int | None) -> int:
        from bot.clock import machine_now
        from services.usecases.settle_dead_work import RequeueWork

        return await RequeueWork(opened.house.database, machine_now)(opened.company, job)

    _settle(again, "work-requeued", number, company, every=every)


@_jobs.command("drop")
def drop(number: Number = None, every: All = False, company: CompanyOption = None) -> None:
    """Let dead work go for good."""

    async def let_go(opened: Visit, job: int | None) -> int:
        from bot.clock import machine_now
        from services.usecases.settle_dead_work import DropWork

        return await DropWork(opened.house.database, machine_now)(opened.company, job)

    _settle(let_go, "work-dropped", number, company, every=every)


def _settle(settles: Settles, phrase: str, number: str | None, company: str | None, *, every: bool) -> None:
    """Carry out for the one that is named, or for all where that was said: nothing is done by a slip."""

    async def call() -> None:
        from services.errors import Refused

        async with visit(company) as opened:
            if every == (number is not None):
                raise Refused("work-which")
            count = await settles(opened, None if number is None else _read(number))
            tell(opened.speech, phrase, count=count)

    run(call)


def _read(typed: str) -> int:
    from services.errors import Refused

    plain = typed.strip()
    is_number = plain.isascii() and plain.isdigit() and len(plain) <= _LONGEST_NUMBER
    if not is_number or int(plain) > _LARGEST_NUMBER:
        raise Refused("work-not-dead", number=typed[:40])
    return int(plain)


def _cells(opened: Visit, line: "DeadWork") -> list[str]:
    job, speech = line.job, opened.speech
    phrase = f"work-{dashed(job.kind)}"
    kind = speech.say(phrase) if speech.has(phrase) else job.kind
    whose = ", ".join(line.names[:_MOST_NAMED]) + ("…" if len(line.names) > _MOST_NAMED else "")
    due = speech.moment(job.run_at.astimezone(opened.company.zone))
    return [kind, whose or speech.say("whole-company"), due, job.reason or "", str(job.id)]


def _plain(opened: Visit, line: "DeadWork") -> dict[str, Any]:
    """What other programs rely on: keys of ours, moments with the company's offset, numbers of 63 bits as text."""
    job, zone = line.job, opened.company.zone
    until = job.useful_until
    return {
        "id": str(job.id), "kind": job.kind, "people": list(line.names), "day": job.day.isoformat(), "slot": job.slot,
        "due": job.run_at.astimezone(zone).isoformat(), "reason": job.reason, "tries": job.attempt,
        "useful_until": None if until is None else until.astimezone(zone).isoformat(),
    }  # fmt: skip
