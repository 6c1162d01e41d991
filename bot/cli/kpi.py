"""`takt kpi`: what can be measured, and what the company measures of its own."""

from typing import Annotated

import typer

from bot.cli.door import CompanyOption, run, visit
from bot.cli.lines import label, table, tell

_group = typer.Typer(help="KPIs: the product's and the company's own.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_group, name="kpi")


@_group.command("add")
def add(
    key: Annotated[str, typer.Argument(help="Key of the new KPI: latin letters, digits, _")],
    formula: Annotated[str, typer.Argument(help="Arithmetic over KPI keys: meetings / calls_connected")],
    name: Annotated[str, typer.Option("--name", help="What people call it.")],
    unit: Annotated[str, typer.Option("--unit", help="count money seconds rate number")],
    company: CompanyOption = None,
) -> None:
    """Add a KPI of the company's own, or change it by its key."""

    async def call() -> None:
        from services.usecases.add_kpi import AddKpi

        async with visit(company) as opened:
            done = await AddKpi(opened.house.database)(opened.company, key, formula, name, unit)
            phrase = "kpi-changed" if done.changed else "kpi-added"
            tell(opened.speech, phrase, name=done.kpi.name, key=done.kpi.key, formula=done.kpi.formula)

    run(call)


@_group.command("list")
def show(company: CompanyOption = None) -> None:
    """List every KPI by its key."""

    async def call() -> None:
        from services.usecases.list_kpis import ListKpis

        async with visit(company) as opened:
            speech = opened.speech
            rows = [
                [line.kpi.key, label(speech, line.kpi), speech.say(f"unit-{line.kpi.unit}"), line.formula or ""]
                for line in await ListKpis(opened.house.database)(opened.company)
            ]
            table(speech, ("list-key", "list-kpi", "list-unit", "list-formula"), rows)

    run(call)
