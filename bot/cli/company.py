"""`takt company`: the companies that are measured, and their settings."""

from typing import Annotated

import typer

from bot.cli.door import DEFAULT_LANGUAGE, CompanyOption, house, run, visit
from bot.cli.lines import table, tell
from handlers.speech import Speech, languages

_group = typer.Typer(help="Companies and their settings.", no_args_is_help=True)

Zone = Annotated[str, typer.Option("--timezone", help="Zone that cuts the company's days: Europe/Moscow")]
Currency = Annotated[str, typer.Option("--currency", help="Currency the company counts in: RUB")]
Language = Annotated[str, typer.Option("--language", help="Language Takt speaks to the company: ru en")]
Country = Annotated[str, typer.Option("--country", help="Country whose holidays are kept: RU")]
Vat = Annotated[str | None, typer.Option("--vat", help="Usual VAT inside the amounts, in per cent: 20")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_group, name="company")


@_group.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Name of the company.")],
    timezone: Zone,
    currency: Currency,
    language: Language = DEFAULT_LANGUAGE,
    country: Country = "RU",
    vat: Vat = None,
) -> None:
    """Add a company."""

    async def call() -> None:
        from services.usecases.add_company import AddCompany, Founding

        async with house() as opened:
            founding = Founding(name, timezone, currency, language, country, vat)
            company = await AddCompany(opened.database, languages())(founding)
            speech = Speech(company.language)
            zone, code = company.zone.key, company.currency
            tell(speech, "company-added", name=company.name, zone=zone, currency=code, country=company.country)

    run(call, language if language in languages() else DEFAULT_LANGUAGE)


@_group.command("list")
def show() -> None:
    """List the companies."""

    async def call() -> None:
        from services.usecases.list_companies import ListCompanies

        async with house() as opened:
            found = await ListCompanies(opened.database)()
            speech = Speech(found[0].language if found else DEFAULT_LANGUAGE)
            rows = [[each.name, each.zone.key, each.currency, each.country, each.language] for each in found]
            table(speech, ("sheet-company", "list-zone", "list-currency", "list-country", "list-language"), rows)

    run(call)


@_group.command("set")
def change(
    key: Annotated[str, typer.Argument(help="quality_talk_seconds, revenue, vat, timezone, language, name…")],
    value: Annotated[str, typer.Argument(help="The new value; none clears vat and default_margin.")],
    company: CompanyOption = None,
) -> None:
    """Change a setting; what depends on it is counted again."""

    async def call() -> None:
        from services.usecases.change_company import ChangeCompany

        async with visit(company) as opened:
            changed = await ChangeCompany(opened.house.database, languages())(opened.company, key, value)
            speech = Speech(changed.company.language)
            told = speech.say("value-missing") if changed.value is None else changed.value
            tell(speech, "company-changed", name=changed.company.name, key=changed.key, value=told)

    run(call)
