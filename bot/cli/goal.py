"""`takt goal`: development goals for 1, 3, 6, 12 months."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import CompanyOption, run, visit
from bot.cli.lines import table, tell
from handlers.speech import Speech

if TYPE_CHECKING:
    from services.usecases.add_goal import NamedGoal

_group = typer.Typer(help="Development goals.", no_args_is_help=True)

GoalName = Annotated[str, typer.Argument(help="Number of the goal, or a part of its text.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(_group, name="goal")


@_group.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Whose goal, in any usual form of the name.")],
    text: Annotated[str, typer.Argument(help="What is to get better.")],
    months: Annotated[int, typer.Option("--months", help="1, 3, 6 or 12")],
    start: Annotated[str | None, typer.Option("--start", help="Where it stands now, as a number.")] = None,
    target: Annotated[str | None, typer.Option("--target", help="Where it is to come, as a number.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="First day; today by default.")] = None,
    company: CompanyOption = None,
) -> None:
    """Set a development goal."""

    async def call() -> None:
        from services.usecases.add_goal import AddGoal

        async with visit(company) as opened:
            adds = AddGoal(opened.house.database, opened.house.clock)
            made = await adds(opened.company, name, text, months, start=start, target=target, since=since)
            due = opened.speech.day(made.goal.due_on)
            tell(opened.speech, "goal-added", name=made.name, text=made.goal.text, due=due, id=str(made.goal.id))

    run(call)


@_group.command("list")
def show(
    person: Annotated[str | None, typer.Option("--person", help="Goals of one person.")] = None,
    company: CompanyOption = None,
) -> None:
    """List the goals."""

    async def call() -> None:
        from services.usecases.list_goals import ListGoals

        async with visit(company) as opened:
            found = await ListGoals(opened.house.database)(opened.company, person)
            rows = [_cells(opened.speech, one) for one in found]
            headings = ("list-name", "list-goal", "list-way", "list-due", "list-state", "list-number")
            table(opened.speech, headings, rows)

    run(call)


@_group.command("check")
def check(
    goal: GoalName,
    value: Annotated[str, typer.Argument(help="Where it stands now, as a number.")],
    company: CompanyOption = None,
) -> None:
    """Note where a goal stands."""

    async def call() -> None:
        from services.usecases.check_goal import CheckGoal

        async with visit(company) as opened:
            done = await CheckGoal(opened.house.database, opened.house.clock)(opened.company, goal, value)
            tell(opened.speech, "goal-checked", name=done.name, text=done.goal.text, way=_way(opened.speech, done))

    run(call)


@_group.command("close")
def close(goal: GoalName, company: CompanyOption = None) -> None:
    """End a goal, reached or not."""

    async def call() -> None:
        from services.usecases.check_goal import CloseGoal

        async with visit(company) as opened:
            done = await CloseGoal(opened.house.database, opened.house.clock)(opened.company, goal)
            tell(opened.speech, "goal-ended", name=done.name, text=done.goal.text)

    run(call)


def _cells(speech: Speech, line: "NamedGoal") -> list[str]:
    goal = line.goal
    state = "" if goal.closed_on is None else speech.say("status-closed")
    return [line.name, goal.text, _way(speech, line), speech.day(goal.due_on), state, str(goal.id)]


def _way(speech: Speech, line: "NamedGoal") -> str:
    """«10 → 14 → 20»: the start, now, the target; what is not told is a dash."""
    goal = line.goal
    return " → ".join(speech.number(number) for number in (goal.start, goal.now, goal.target))
