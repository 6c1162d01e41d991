"""`takt norm`: what is asked of a working day."""

from typing import Annotated

import typer

from bot.cli.door import CompanyOption, run, visit
from bot.cli.lines import label, table, tell, weekdays, whom
from handlers.speech.targets import target_words

_group = typer.Typer(help="Norms: what is asked of a working day.", no_args_is_help=True)

Person = Annotated[str | None, typer.Option("--person", help="For one person.")]
Team = Annotated[str | None, typer.Option("--team", help="For one team and all below it.")]
Weekday = Annotated[str | None, typer.Option("--weekday", help="For some weekdays: mon,tue or mon-fri")]
Since = Annotated[str | None, typer.Option("--from", help="First day; the beginning of this month by default.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_group, name="norm")


@_group.command("set")
def change(
    kpi: Annotated[str, typer.Argument(help="KPI key, such as calls_total; `takt kpi list` has them all.")],
    target: Annotated[str, typer.Argument(help="Target of a day: 50, 2:00:00, 09:00, 25%")],
    person: Person = None,
    team: Team = None,
    weekday: Weekday = None,
    since: Since = None,
    company: CompanyOption = None,
) -> None:
    """Ask something of every working day, or of some weekdays."""

    async def call() -> None:
        from services.usecases.set_norm import SetNorm

        async with visit(company) as opened:
            speech = opened.speech
            sets = SetNorm(opened.house.database, opened.house.clock)
            norm = await sets(opened.company, kpi, target, person=person, team=team, weekday=weekday, since=since)
            said = {
                "kpi": label(speech, norm.kpi),
                "target": target_words(speech, norm.target, norm.kpi.unit, opened.company.currency),
                "whom": whom(speech, norm.whom),
                "day": speech.day(norm.since),
            }
            if norm.weekdays:
                tell(speech, "norm-set-weekdays", **said, weekdays=weekdays(speech, norm.weekdays))
            else:
                tell(speech, "norm-set", **said)
            if since is None:
                tell(speech, "norm-from-month")

    run(call)


@_group.command("list")
def show(company: CompanyOption = None) -> None:
    """List the norms."""

    async def call() -> None:
        from services.usecases.list_norms import ListNorms

        async with visit(company) as opened:
            speech, currency = opened.speech, opened.company.currency
            rows = [
                [
                    label(speech, line.kpi),
                    target_words(speech, line.target, line.kpi.unit, currency),
                    whom(speech, line.whom),
                    "" if line.weekday is None else weekdays(speech, [line.weekday]),
                    speech.day(line.since),
                ]
                for line in await ListNorms(opened.house.database)(opened.company)
            ]
            table(speech, ("list-kpi", "list-target", "list-whom", "list-weekday", "list-from"), rows)

    run(call)
