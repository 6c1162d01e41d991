"""`takt person`: who works here, in which team, under whom."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import CompanyOption, Visit, run, visit
from bot.cli.lines import table, tell
from handlers.speech import Speech
from services.errors import Refused

if TYPE_CHECKING:
    from services.usecases.list_people import Colleague
    from services.usecases.organising.details import Appointed

_group = typer.Typer(help="People: roles, teams, accounts, extensions.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name, in any usual form for somebody known.")]
More = Annotated[list[str] | None, typer.Argument(hidden=True, metavar="")]
Roles = Annotated[list[str] | None, typer.Option("--role", help="manager head owner admin; several are possible.")]
Team = Annotated[str | None, typer.Option("--team", help="Team, nested as Sales/North; an unknown one is made.")]
HeadName = Annotated[str | None, typer.Option("--head", help="Who heads this person's team.")]
Telegram = Annotated[str | None, typer.Option("--telegram-id", help="Telegram account number, bound at once.")]
Extension = Annotated[
    str | None, typer.Option("--extension", help="Telephone extension; past calls of it are matched.")
]
Zone = Annotated[str | None, typer.Option("--timezone", help="The person's own zone: Asia/Vladivostok")]
Email = Annotated[str | None, typer.Option("--email", help="E-mail, as CRM and files name the person.")]
Phone = Annotated[str | None, typer.Option("--phone", help="The person's own telephone number.")]
CrmId = Annotated[str | None, typer.Option("--crm-id", help="Number of the person in the CRM.")]
Since = Annotated[str | None, typer.Option("--from", help="First day it holds: 2026-11-24")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_group, name="person")


@_group.command("add")
def add(
    name: Name,
    role: Roles = None,
    more: More = None,
    team: Team = None,
    head: HeadName = None,
    telegram_id: Telegram = None,
    extension: Extension = None,
    timezone: Zone = None,
    email: Email = None,
    phone: Phone = None,
    crm_id: CrmId = None,
    since: Since = None,
    company: CompanyOption = None,
) -> None:
    """Add a person with roles, and a team where there are teams."""
    from services.usecases.organising.details import Details

    roles = _roles(role, more)
    details = Details(roles, team, head, telegram_id, extension, timezone, email, phone, crm_id, since)

    async def call() -> None:
        from services.usecases.add_person import AddPerson

        async with visit(company) as opened:
            _tell(opened, await AddPerson(opened.house.database, opened.house.clock)(opened.company, name, details))

    run(call)


@_group.command("set")
def change(
    name: Name,
    role: Roles = None,
    more: More = None,
    team: Team = None,
    head: HeadName = None,
    telegram_id: Telegram = None,
    extension: Extension = None,
    timezone: Zone = None,
    email: Email = None,
    phone: Phone = None,
    crm_id: CrmId = None,
    since: Since = None,
    company: CompanyOption = None,
) -> None:
    """Change what is known of a person, from today or from a day."""
    from services.usecases.organising.details import Details

    roles = _roles(role, more)
    details = Details(roles, team, head, telegram_id, extension, timezone, email, phone, crm_id, since)

    async def call() -> None:
        from services.usecases.change_person import ChangePerson

        async with visit(company) as opened:
            change = ChangePerson(opened.house.database, opened.house.clock)
            _tell(opened, await change(opened.company, name, details))

    run(call)


@_group.command("leave")
def leave(
    name: Name,
    on: Annotated[str | None, typer.Option("--on", help="The last day here; today by default.")] = None,
    company: CompanyOption = None,
) -> None:
    """End somebody's work; the history stays, roles and accounts end."""

    async def call() -> None:
        from services.usecases.let_person_leave import LetPersonLeave

        async with visit(company) as opened:
            left = await LetPersonLeave(opened.house.database, opened.house.clock)(opened.company, name, on)
            phrase = "person-has-left" if left.unbound else "person-will-leave"
            tell(opened.speech, phrase, name=left.name, day=opened.speech.day(left.last))

    run(call)


@_group.command("list")
def show(company: CompanyOption = None) -> None:
    """List the people."""

    async def call() -> None:
        from services.usecases.list_people import ListPeople

        async with visit(company) as opened:
            found = await ListPeople(opened.house.database, opened.house.clock)(opened.company)
            headings = ("list-name", "list-roles", "column-team", "list-called", "list-zone", "list-state")
            table(opened.speech, headings, [_cells(opened.speech, line) for line in found])

    run(call)


@_group.command("invite")
def invite(name: Name, company: CompanyOption = None) -> None:
    """Print a one-time link that binds the person's Telegram account; without a token, its code."""

    async def call() -> None:
        from bot.cli.inviting import known_bot
        from services.usecases.invite_colleague import link_of
        from services.usecases.invite_person import InvitePerson

        async with visit(company) as opened:
            made = await InvitePerson(opened.house.database, opened.house.clock)(opened.company, name)
            until = opened.speech.moment(made.until.astimezone(opened.company.zone))
            link = link_of(await known_bot(opened.house), made.code)
            tell(
                opened.speech, "person-invited" if link is None else "person-invited-link", name=made.name, until=until
            )
            typer.echo(link or made.code)

    run(call)


def _roles(told: list[str] | None, more: list[str] | None) -> tuple[str, ...]:
    """Roles may follow one `--role`: `--role manager head`; any other word is a name without quotes."""
    from services.usecases.organising.details import roles_of

    if more:
        try:
            roles_of(more)
        except Refused:
            more = None
        if not told or more is None:
            raise typer.BadParameter("a name of several words stands in quotes", param_hint="NAME")
    return (*(told or ()), *(more or ()))


def _cells(speech: Speech, line: "Colleague") -> list[str]:
    state = "person-unlisted" if not line.listed else "person-bound" if line.bound else "person-unbound"
    until = None if line.left_on is None else speech.say("person-until", day=speech.day(line.left_on))
    roles = ", ".join(speech.say(f"role-{role}") for role in line.roles)
    return [line.name, roles, line.team or "", ", ".join(line.called), line.zone, until or speech.say(state)]


def _tell(opened: Visit, now: "Appointed") -> None:
    """Where the person stands now, then what else has come of it, a line each."""
    speech = opened.speech
    roles = ", ".join(speech.say(f"role-{role}") for role in now.roles) or speech.say("value-missing")
    team = now.team or speech.say("missing-team")
    if now.since is None:
        tell(speech, "person-stands", name=now.name, roles=roles, team=team)
    else:
        tell(speech, "person-stands-from", name=now.name, roles=roles, team=team, day=speech.day(now.since))
    if now.head is not None:
        tell(speech, "person-head-made" if now.head_made else "person-head", head=now.head, team=team)
    if now.matched:
        tell(speech, "person-matched", name=now.name)
    if now.account_of is not None:
        tell(speech, "person-account-moved", name=now.name, other=now.account_of)
