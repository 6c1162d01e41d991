"""`takt connect`: a CRM or a telephony, by the options that its own folder asks for."""

import re
import sys
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from bot.cli.door import CompanyOption, Visit, run, visit
from bot.cli.lines import tell
from handlers.speech import Speech, dashed

if TYPE_CHECKING:
    from services.connectors.kit.contract import Account, Need, Vendor

NameOption = Annotated[str | None, typer.Option(help="What to call this source; needed for a second account.")]

_ASK = "-"
_DOOR = "/hooks"
_NAME = re.compile(r"\w[\w.-]{0,31}")
_PLAIN = re.compile(r"[^a-z0-9]+")

_AT_FIRST = {"source-access-lost": "connect-not-let-in", "source-down": "connect-no-answer"}
"""What some troubles are called before anything is connected."""

_HELP = {
    "url": "Address of the account, or of the incoming webhook.",
    "token": "Long-lived token that an administrator made.",
    "key": "Key of the account.",
    "salt": "Salt of the account, to sign questions.",
    "secret": "Secret of the account, to sign questions.",
    "client_id": "Id of the application.",
    "client_secret": "Secret of the application.",
    "code": "Code of the owner's consent; works once, for some minutes.",
    "redirect_uri": "Address that the application names for the consent.",
    "hook_secret": "Secret by which deliveries are believed.",
    "member_id": "Id of the account, by which its deliveries are known.",
    "cost_field": "Field of a deal that holds the cost of goods.",
    "paid_field": "Field of a deal that holds what is paid.",
    "product_field": "Field of a deal that names the product.",
    "source_field": "Field of a deal that names where it came from.",
    "lost_reason_field": "Field of a deal that says why it was lost.",
    "proposal_stage": "Stages that a deal enters when a proposal is sent; several by commas.",
    "proposal_task": "Types of tasks that are proposals; several by commas.",
    "meeting_task": "Types of tasks that are meetings; several by commas.",
    "presentation_task": "Types of tasks that are presentations; several by commas.",
    "proposal_file": "Beginnings of file names that are proposals; several by commas.",
}
"""Words for what vendors usually ask for; the rest is called by its name."""
_SECRET = f"Give {_ASK} to be asked for it unseen, or to have a line of standard input read."


class _Vendors(TyperGroup):
    """A call for each vendor, made of what it asks for; nothing of a vendor is loaded before its call."""

    def list_commands(self, ctx: Any) -> list[str]:
        from services.connectors.kit.registry import names

        return names()

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        from services.connectors.kit.registry import names, vendor

        return _call_of(vendor(cmd_name)) if cmd_name in names() else None


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(cls=_Vendors, help="Connect a CRM or a telephony: it is asked first.", no_args_is_help=True)
    group.callback()(_nothing)
    app.add_typer(group, name="connect")


def _nothing() -> None:
    """Connect a CRM or a telephony; the account is asked a real question before anything is kept."""


def _call_of(vendor: "Vendor") -> TyperCommand:
    """The call that connects a vendor: an option for each of its needs, beside the usual ones."""

    def call(company: str | None, name: str | None, **said: str | None) -> None:
        connect(vendor, {key: value for key, value in said.items() if value is not None}, name, company)

    options = {need.name: Annotated[str | None, typer.Option(_option(need.name), help=_help(need))]
               for need in vendor.needs} | {"name": NameOption, "company": CompanyOption}  # fmt: skip
    call.__annotations__ = dict(options)
    call.__signature__ = Signature(  # type: ignore[attr-defined]
        [Parameter(key, Parameter.KEYWORD_ONLY, default=None, annotation=option) for key, option in options.items()]
    )
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    words = f"Connect {vendor.title}: the account is asked first. The same call again brings new keys."
    app.command(vendor.key, help=words)(call)
    return cast("TyperCommand", get_command(app))


def _option(need: str) -> str:
    return f"--{dashed(need)}"


def _help(need: "Need") -> str:
    words = _HELP.get(need.name, f"{need.name.replace('_', ' ').capitalize()}.")
    return f"{words} {_SECRET}" if need.secret else words


def connect(vendor: "Vendor", said: dict[str, str], name: str | None, company: str | None) -> None:
    """Connect an account and say who answered, what may be read, and what to do next."""
    secret = {need.name for need in vendor.needs if need.secret}
    given = {need: _asked(need) if need in secret and value == _ASK else value for need, value in said.items()}

    async def call() -> None:
        from bot.clock import machine_now
        from services.errors import Refused, SourceError
        from services.usecases.connect_source import ConnectSource

        async with visit(company) as opened:
            if name is not None and not _NAME.fullmatch(name.strip()):
                raise Refused("source-name-odd")
            missing = [need.name for need in vendor.needs if not need.optional and not given.get(need.name, "").strip()]
            if missing:
                raise Refused("source-need-missing", name=_option(missing[0]))
            house = opened.house
            opening = house.opening()
            connects = ConnectSource(house.database, house.clock, house.vault(), opening, machine_now)
            try:
                account = await connects(opened.company, vendor.key, given, name)
            except SourceError as trouble:
                raise Refused(_AT_FIRST.get(trouble.phrase, trouble.phrase), **trouble.values) from trouble
            called = (name or vendor.key).strip().casefold()
            _tell(opened, vendor, account, called)
            if vendor.hook is not None and house.settings.public_url:
                _tell_door(opened, called, told="hook_secret" in given)
            tell(opened.speech, "connect-next", name=called)

    run(call)


def _asked(need: str) -> str:
    """A secret from a line of standard input, or from whoever sits at the terminal, unseen."""
    if sys.stdin.isatty():
        return str(typer.prompt(_option(need), hide_input=True, err=True))
    return sys.stdin.readline().strip()


def _tell(opened: Visit, vendor: "Vendor", account: "Account", name: str) -> None:
    from services.connectors.kit.records import Kind

    speech = opened.speech
    tell(speech, "connect-done", vendor=vendor.title, title=account.title, name=name)
    for phrase, kinds in (("connect-reads", account.kinds), ("connect-unread", vendor.kinds - account.kinds)):
        if kinds:
            tell(speech, phrase, kinds=", ".join(kind_word(speech, kind.value) for kind in Kind if kind in kinds))
    for right in account.lacking:
        tell(speech, "connect-lacks", right=_right(speech, right))


def _tell_door(opened: Visit, name: str, *, told: bool) -> None:
    """Where the source may bring what changes; the secret that ends the address is the person's own, and not shown."""
    from services.store.sources import source_id

    address = f"{opened.house.settings.public_url}{_DOOR}/{source_id(opened.company.id, name)}/"
    tell(opened.speech, "connect-door" if told else "connect-door-closed", address=address)


def kind_word(speech: Speech, kind: str) -> str:
    """What a kind of rows is called."""
    phrase = f"source-kind-{kind}"
    return speech.say(phrase) if speech.has(phrase) else kind


def _right(speech: Speech, right: str) -> str:
    """A right in words, or as its vendor names it."""
    phrase = f"source-right-{_PLAIN.sub('-', right.lower())}"
    return speech.say(phrase) if speech.has(phrase) else right
