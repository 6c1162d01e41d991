"""Which team is meant by a path or by its last part."""

from difflib import get_close_matches

from services.domain.company import Company
from services.domain.ids import TeamId
from services.domain.people import Roster, Team
from services.domain.wording import shortened
from services.errors import Refused
from services.store.db import Database
from services.store.people import People
from services.store.unit import Unit
from services.usecases.organising.typed import name_of

_DEEPEST = 8
_NEAREST = 3


class FindTeam:
    """The team of this path (`Sales/North`), or the only one whose last part is this, whatever the case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company, path: str) -> Team:
        async with self._database.reading(company.id) as read:
            return team_named(await People(read).roster(company.zone), path)


def team_named(roster: Roster, path: str) -> Team:
    """The same where the roster is at hand."""
    wanted = "/".join(part.strip() for part in path.casefold().split("/"))
    teams = sorted(roster.teams.values(), key=lambda team: team.path)
    found = [team for team in teams if team.path.casefold() == wanted]
    found = found or [team for team in teams if _last_part(team) == wanted]
    typed = shortened(path)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused("team-several", typed=typed, names=", ".join(team.path for team in found))
    paths = {name: team.path for team in teams for name in (_last_part(team), team.path.casefold())}
    near = sorted({paths[name] for name in get_close_matches(wanted[:200], list(paths), _NEAREST)})
    if near:
        raise Refused("team-unknown-near", typed=typed, names=", ".join(near))
    raise Refused("team-unknown", typed=typed)


def _last_part(team: Team) -> str:
    return team.path.casefold().rpartition("/")[2]


async def team_made(unit: Unit, roster: Roster, path: str) -> Team:
    """The team of this path, made with those above it where it is unknown; known parts keep their spelling.

    One word alone means the only team that ends in it, where there is one.
    """
    parts = [name_of(part) for part in path.split("/")]
    if len(parts) > _DEEPEST:
        raise Refused("team-deep", most=_DEEPEST)
    known = {team.path.casefold(): team.path for team in roster.teams.values()}
    if len(parts) == 1 and any(_last_part(team) == parts[0].casefold() for team in roster.teams.values()):
        return team_named(roster, parts[0])
    walked = ""
    for part in parts:
        walked = f"{walked}/{part}" if walked else part
        walked = known.get(walked.casefold(), walked)
    return Team(TeamId(await People(unit).team(walked)), walked)
