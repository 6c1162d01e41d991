"""Who may see what: a member speaks for one person of one company, and sees what that person may see today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.domain.company import Company
from services.domain.ids import PersonId, TeamId
from services.domain.people import Person, Role, Roster

_WHOLE = TeamId(0)


@dataclass(frozen=True, slots=True)
class Member:
    """A person at the door, with what they may see today.

    `teams` are the teams they head with all below them, by path; `sees` are the people whose figures they may open,
    themselves included; `whole` says that the company as a whole is theirs to see. `version` is that of the company's
    data when this was found out; None where nobody asked.
    """

    company: Company
    person: Person
    roles: frozenset[Role]
    whole: bool
    teams: Mapping[TeamId, str]
    sees: frozenset[PersonId]
    version: int | None = None

    @property
    def id(self) -> PersonId:
        """Whom the member speaks for."""
        return self.person.id

    @property
    def heads(self) -> bool:
        """Whether anybody else's figures are theirs to see."""
        return self.whole or bool(self.teams)

    @property
    def arranges(self) -> bool:
        """Whether people, invites and sources are theirs to arrange."""
        return bool(self.roles & {Role.ADMIN, Role.OWNER}) or self.whole

    @property
    def brings_files(self) -> bool:
        """Whether they may bring the department's files in."""
        return self.heads or self.arranges

    @property
    def sells(self) -> bool:
        """Whether they have figures of their own."""
        return Role.MANAGER in self.roles

    def may_see(self, person: PersonId) -> bool:
        """Whether this person's figures are theirs to see."""
        return person in self.sees

    def may_see_team(self, team: TeamId) -> bool:
        """Whether this team's figures are theirs to see."""
        return team in self.teams

    @property
    def knows_costs(self) -> bool:
        """Whether what channels cost and bring is theirs to answer for: the company's or a department's, a team that
        has no other above it."""
        return self.whole or any("/" not in path for path in self.teams.values())

    @property
    def top_teams(self) -> tuple[TeamId, ...]:
        """The teams they head that lie below no other team of theirs, in the order of names."""
        paths = sorted((path, team) for team, path in self.teams.items())
        tops = [(p, t) for p, t in paths if not any(p.startswith(q + "/") for q, _ in paths)]
        return tuple(team for _, team in tops)


def member_of(company: Company, roster: Roster, person: PersonId, today: date) -> Member | None:
    """The member this person is today; None when they hold no role any more, or not yet."""
    known = roster.people.get(person)
    roles = roster.roles_of(person, today)
    if known is None or not roles or (known.left_on is not None and known.left_on < today):
        return None
    headed = [m.team for m in roster.memberships.get(person, ()) if m.role is Role.HEAD and m.holds_on(today)]
    whole = Role.OWNER in roles or _WHOLE in headed
    below = set(roster.teams) if whole else {t for team in headed if team in roster.teams for t in roster.below(team)}
    return Member(
        company=company,
        person=known,
        roles=roles,
        whole=whole,
        teams={team: roster.teams[team].path for team in below},
        sees=_seen(roster, person, below, today, whole=whole),
    )


def _seen(roster: Roster, person: PersonId, teams: set[TeamId], today: date, *, whole: bool) -> frozenset[PersonId]:
    """Everybody for the whole company; else those who are in the teams today, and oneself."""
    if whole:
        return frozenset(roster.people)
    if not teams:
        return frozenset({person})
    theirs = {
        who for who, held in roster.memberships.items() if any(m.team in teams and m.holds_on(today) for m in held)
    }
    return frozenset(theirs | {person})
