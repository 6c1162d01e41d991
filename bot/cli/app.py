"""The `takt` command put together; each group registers itself."""

import typer

from bot.cli import (
    calendar,
    company,
    connecting,
    demo,
    digest,
    doctor,
    goal,
    jobs,
    kpi,
    norm,
    person,
    report,
    serve,
    sources,
    take_in,
    upkeep,
)

app = typer.Typer(
    name="takt",
    help="Takt: what a sales department really does, in numbers that can be trusted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (
    company, person, norm, calendar, digest, take_in, connecting, sources, kpi, goal, report, serve, demo, doctor, jobs,
    upkeep,
):  # fmt: skip
    group.register(app)


def main() -> None:
    """Run the call; wrong usage is exit status 2, a refusal is 1."""
    app(prog_name="takt")
