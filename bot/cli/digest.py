"""`takt digest`: when heads are told how the day and the week went."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import CompanyOption, run, visit
from bot.cli.lines import table, tell
from handlers.speech import Speech

if TYPE_CHECKING:
    from services.usecases.arrange_digests import DigestLine

_digest = typer.Typer(help="Digests: when heads are told how the day and the week went.", no_args_is_help=True)

_NEVER = "never"


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_digest, name="digest")


@_digest.command("set")
def set_digest(
    at: Annotated[str | None, typer.Option("--at", help="Evening digest: 18:30, or never.")] = None,
    monday: Annotated[str | None, typer.Option("--monday", help="The week's digest: 09:00, or never.")] = None,
    head: Annotated[str | None, typer.Option("--head", help="For one head; without, everybody's usual.")] = None,
    company: CompanyOption = None,
) -> None:
    """Set the times of digests, in the head's own zone."""

    async def call() -> None:
        from services.domain.digest_times import NEVER
        from services.domain.wallclock import read_clock
        from services.errors import Refused
        from services.usecases.arrange_digests import ArrangeDigests

        def minute(text: str | None) -> int | None:
            if text is None or text.strip().casefold() == _NEVER:
                return None if text is None else NEVER
            try:
                clock = read_clock(text)
            except ValueError as trouble:
                raise Refused("time-unreadable", typed=text[:40]) from trouble
            return clock.hour * 60 + clock.minute

        if at is None and monday is None:
            raise Refused("digest-which")
        async with visit(company) as opened:
            arranges = ArrangeDigests(opened.house.database, opened.house.clock)
            known = await arranges.set_for(opened.company, head, evening=minute(at), monday=minute(monday))
            speech = opened.speech
            lines = {line.name: line for line in await arranges.lines(opened.company)}
            if known is None:
                tell(speech, "digest-set-usual")
            else:
                evening, week = _times(lines[known], speech)
                tell(speech, "digest-set", whom=known, evening=evening, monday=week)

    run(call)


@_digest.command("list")
def list_digests(company: CompanyOption = None) -> None:
    """List who gets which digest, when."""

    async def call() -> None:
        from services.usecases.arrange_digests import ArrangeDigests

        async with visit(company) as opened:
            speech = opened.speech
            lines = await ArrangeDigests(opened.house.database, opened.house.clock).lines(opened.company)
            rows = [
                [line.name, *_times(line, speech), line.zone, "" if line.account else speech.say("digests-no-account")]
                for line in lines
            ]
            table(speech, ("list-whom", "list-evening", "list-monday", "list-zone", "list-note"), rows)

    run(call)


def _times(line: "DigestLine", speech: Speech) -> tuple[str, str]:
    def said(minute: int) -> str:
        return f"{minute // 60:02}:{minute % 60:02}" if minute >= 0 else speech.say("digests-never")

    return said(line.times.evening), said(line.times.monday)
