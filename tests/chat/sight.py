"""Whom an account may see today: an oracle of its own, read from the rows and not from the program's rules."""

import sqlite3
from dataclasses import dataclass, field
from datetime import date

_ALL_TEAMS = 0


@dataclass(frozen=True)
class Held:
    """A role in a team with its days; team 0 is the whole company."""

    team: int
    role: str
    first: int
    last: int | None

    def on(self, day):
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass
class House:
    """One company as its rows stand."""

    today: int
    paths: dict[int, str] = field(default_factory=dict)
    left: dict[int, int | None] = field(default_factory=dict)
    held: dict[int, list[Held]] = field(default_factory=dict)
    setters: set[int] = field(default_factory=set)
    reasons: dict[int, list[tuple[str, int]]] = field(default_factory=dict)

    def of(self, person):
        return self.held.get(person, [])

    def teams_of(self, person, day):
        """The teams somebody stands in on a day."""
        return {one.team for one in self.of(person) if one.on(day)} - {_ALL_TEAMS}


class Sight:
    """What one person of one company may be shown."""

    def __init__(self, company, house, person, could_see):
        self.company, self._house, self._person, self._could_see = company, house, person, could_see
        now = [one for one in house.of(person) if one.on(house.today)]
        roles = {one.role for one in now}
        self._whole = "owner" in roles or any(one.role == "head" and one.team == _ALL_TEAMS for one in now)
        self._arranges = self._whole or "admin" in roles
        tops = [house.paths[one.team] for one in now if one.role == "head" and one.team in house.paths]
        self._teams = {team for team, path in house.paths.items() if any(_below(path, top) for top in tops)}
        self._money = self._whole or any("/" not in top for top in tops)
        self.people = {who for who in house.left if self._heads(who)} | {person}

    @property
    def viewer(self):
        """Who looks."""
        return self._person

    def _heads(self, who):
        return self._whole or bool(self._house.teams_of(who, self._house.today) & self._teams)

    def allows(self, mark):
        """Whether this word may stand before the person."""
        if mark.company != self.company:
            return False
        match mark.kind:
            case "house" | "company":
                return True
            case "costs":
                return self._money
            case "unplaced":
                return self._arranges
            case "team":
                return self._knows_team(mark.owner)
            case "name":
                return self._knows(mark.owner)
            case "fact" if self._money and mark.word.isdigit():
                return True  # what a channel brings, even where one deal is all of it
            case "fact":
                return mark.owner in self.people or any(self._was_theirs(mark.owner, day) for day in mark.days)
            case "own":
                return mark.owner in self.people
            case "sent":
                return mark.owner == self._person
            case "said":
                return mark.owner == self._person or self._was_told(mark)
        raise ValueError(mark.kind)

    def teams(self):
        """The names of teams that the person may know."""
        return [path for team, path in self._house.paths.items() if self._knows_team(team)]

    def _was_theirs(self, who, day):
        """A fact stays with the team in which it was done."""
        return bool(self._house.teams_of(who, day.toordinal()) & self._teams)

    def _was_told(self, mark):
        """Of what is said about a day only why it went as it did, to those who headed its team on that day."""
        reasons = self._house.reasons.get(mark.owner, ())
        days = [day for text, day in reasons if mark.word in text]
        return any(self._whole or self._house.teams_of(mark.owner, day) & self._teams for day in days)

    def _knows(self, who):
        """Names of one's people now and before, of whoever could look at oneself, and of whoever set the norms."""
        ever = {one.team for one in self._house.of(who)} & self._teams
        looked = self._person in self._could_see.get(who, ())
        return self._arranges or who in self.people or bool(ever) or looked or who in self._house.setters

    def _knows_team(self, team):
        """One's own teams, those of one's people, and those above them."""
        if self._arranges or team in self._teams:
            return True
        path = self._house.paths[team]
        mine = {self._house.paths.get(one.team, "") for who in self.people for one in self._house.of(who)}
        return any(_below(other, path) for other in mine)


def _below(path, top):
    return path == top or path.startswith(top + "/")


class GroupSight:
    """What may stand where others read along: whose the group is, and what its members say there themselves.

    Nothing about a person ever; of numbers only those of the whole team that the group is of.
    """

    def __init__(self, sights, company=None, house=None, team=_ALL_TEAMS):
        self._sights, self.company, self._house, self._team = sights, company, house, team

    def allows(self, mark):
        """Whether this word may stand in the group."""
        if mark.kind in ("house", "team") and any(sight.allows(mark) for sight in self._sights):
            return True
        if mark.company != self.company:
            return False
        if mark.kind == "team":
            return self._team == _ALL_TEAMS or _below(self._house.paths[self._team], self._house.paths[mark.owner])
        is_number = mark.kind == "fact" and mark.word.isdigit()
        return mark.kind == "house" or (is_number and any(map(self._holds, self._house.of(mark.owner))))

    def _holds(self, held):
        """Whether the stay in a team was within the team of the group."""
        whole = self._team == _ALL_TEAMS
        return whole or (
            held.team in self._house.paths and _below(self._house.paths[held.team], self._house.paths[self._team])
        )


class Truth:
    """The rows, read anew whenever they have changed."""

    def __init__(self, file, clock, zone):
        self._rows = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._clock, self._zone = clock, zone
        self._version = None
        self._sights, self._groups = {}, {}
        self.could_see = {}

    def close(self):
        self._rows.close()

    def sights(self, account):
        """Everything the account may look through, one for each company it speaks in."""
        self._renew()
        return self._sights.get(account, [])

    def teams(self, account):
        """The names of teams that the account may know."""
        return sorted(path for sight in self.sights(account) for path in sight.teams())

    def group(self, chat, sights):
        """What may stand in a group, where somebody who may look through `sights` does something."""
        self._renew()
        company, house, team = self._groups.get(chat, (None, None, _ALL_TEAMS))
        return GroupSight(sights, company, house, team)

    def step(self, account):
        """What the chat waits for from somebody, such as `GoalSteps:months`; None where nothing is open."""
        ask = "SELECT state FROM conversations WHERE key LIKE ?"
        found = self._rows.execute(ask, (f"%:{account}:{account}:0:default",)).fetchone()
        return found[0] if found else None

    def _renew(self):
        today = self._clock.now().astimezone(self._zone).date()
        version = (self._rows.execute("PRAGMA data_version").fetchone()[0], today)
        if version != self._version:
            self._version, self._sights = version, self._read(today)

    def numbers(self):
        """The ids of people, teams and goals that exist anywhere."""
        ask = "SELECT id FROM persons UNION SELECT id FROM teams UNION SELECT id FROM goals"
        return [number for (number,) in self._rows.execute(ask)]

    def _read(self, today: date):
        houses = {}
        ask = self._rows.execute
        for (company,) in ask("SELECT id FROM companies"):
            houses[company] = House(today.toordinal())
        for company, team, path in ask("SELECT company_id, id, path FROM teams"):
            houses[company].paths[team] = path
        for company, person, left in ask("SELECT company_id, id, left_on FROM persons"):
            houses[company].left[person] = left
        for company, person, *held in ask(
            "SELECT company_id, person_id, team_id, role, from_day, to_day FROM memberships"
        ):
            houses[company].held.setdefault(person, []).append(Held(*held))
        for company, setter in ask("SELECT DISTINCT company_id, set_by FROM norms WHERE set_by IS NOT NULL"):
            houses[company].setters.add(setter)
        for company, person, said, day in ask(
            "SELECT company_id, person_id, text, day FROM day_notes WHERE kind = 'reason'"
        ):
            houses[company].reasons.setdefault(person, []).append((said, day))
        self._groups = {
            int(chat): (company, houses[company], team)
            for company, chat, team in ask("SELECT company_id, chat, team_id FROM team_chats")
        }
        sights = {}
        for account, company, person in ask("SELECT account_id, company_id, person_id FROM logins"):
            house, left = houses[company], houses[company].left[person]
            if any(one.on(house.today) for one in house.of(person)) and (left is None or left >= house.today):
                sight = Sight(company, house, person, self.could_see)
                sights.setdefault(int(account), []).append(sight)
                for seen in sight.people:
                    self.could_see.setdefault(person, set()).add(seen)
        return sights


def forbidden(found, sights):
    """The words of a text that nobody could show to this account in one screen; its companies' names always go."""
    houses = {sight.company for sight in sights}
    groups = [group for group in found if not any(one.kind == "house" and one.company in houses for one in group)]
    wrong = [[group[0].word for group in groups if not any(map(sight.allows, group))] for sight in sights]
    return min(wrong, key=len) if wrong else [group[0].word for group in groups]
