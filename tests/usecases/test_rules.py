"""The rules of a team are those of the people who stand in it now."""

from datetime import timedelta

from services.usecases.ask_report import AskReport, Words
from services.usecases.set_norm import SetNorm
from tests.factories import a_person


async def test_whoever_has_moved_on_takes_their_rules_along(office):
    for name, team in (("Анна Белова", "Север"), ("Борис Ким", "Север"), ("Вера Жук", "Юг")):
        await a_person(office.database, office.company, name, team=team)
    for team in ("Север", "Юг"):
        await SetNorm(office.database, office.clock)(office.company, "calls_total", "40", team=team)
    office.clock.advance(timedelta(days=1))
    await office.change("Анна Белова", team="Юг")

    told = {team: await _rules_of(office, team) for team in ("Север", "Юг")}

    assert told == {
        "Север": {"Борис Ким": "team Север"},
        "Юг": {"Анна Белова": "team Юг", "Вера Жук": "team Юг"},
    }


async def _rules_of(office, team):
    ask = AskReport(office.database, office.clock)
    report = await ask(office.company, "rules", Words(period="2026-11", team=team))
    return {row["person"]: row["because"] for row in report.rows}
