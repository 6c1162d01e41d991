"""Chats that come, go and move: who can be written to, and which group gets which team's picture."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.domain.clock import Clock
from services.domain.ids import TeamId
from services.domain.rights import Member
from services.errors import Refused
from services.outbox.outbox import CHANNEL
from services.outbox.settling import UNDELIVERED
from services.store.chats import GONE, Chats, TeamChat, TeamChats
from services.store.db import Database
from services.store.jobs import Jobs, NewJob
from services.store.mail import Mail

WHOLE = TeamId(0)
"""The company as a whole."""


@dataclass(frozen=True, slots=True)
class GroupOffer:
    """What a group may get, by the name of the team ("" for the company), and what it gets already."""

    teams: tuple[tuple[TeamId, str], ...]
    bound: TeamId | None = None


class BindGroup:
    """Let a group get the digest of a team: its picture, and nothing about a person.

    A head binds the teams that they have digests of: an owner the company, a head their own. A group belongs to one
    company.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def offer(self, member: Member, chat: str) -> GroupOffer:
        """What this member may let the group get. Refused to whoever heads nobody."""
        teams = _teams(member)
        async with self._database.reading(member.company.id) as read:
            mine = next((one for one in await TeamChats(read).all() if one.chat == chat), None)
        return GroupOffer(teams, mine.team if mine is not None else None)

    async def __call__(self, member: Member, chat: str, title: str, team: TeamId) -> str:
        """From now on the group gets the team's digest; the team's name. Refused for a team that is not theirs."""
        names = dict(_teams(member))
        if team not in names:
            raise Refused("nobody-found")
        async with self._database.writing(member.company.id, answers_change=False) as unit:
            chats = Chats(unit.connection, CHANNEL)
            if any(company != member.company.id for company in await chats.companies_of(chat)):
                raise Refused("group-taken")
            await chats.revive(chat)
            await TeamChats(unit).bind(TeamChat(CHANNEL, chat, team, title, member.id))
        return names[team]

    async def release(self, member: Member, chat: str) -> None:
        """The group gets nothing more."""
        _teams(member)
        async with self._database.writing(member.company.id, answers_change=False) as unit:
            await TeamChats(unit).release(CHANNEL, chat)


class KeepChats:
    """Take note of what becomes of chats: one that can be written to again, one that is lost, one that moved."""

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine

    async def open(self, chat: str) -> None:
        """It can be written to."""
        async with self._database.connection() as connection:
            await Chats(connection, CHANNEL).revive(chat)

    async def lost(self, chat: str) -> None:
        """A group let the bot go: it gets nothing more, and whoever set it up is told in private, once."""
        now, machine = self._clock.now(), self._machine()
        async with self._database.connection() as connection:
            chats = Chats(connection, CHANNEL)
            await chats.trouble(chat, GONE, machine)
            for company, group in await chats.leave(chat):
                payload = {"v": 1, "reason": GONE, "group": group.title}
                job = NewJob(UNDELIVERED, group.set_by, now.date(), f"{chat[:20]}/{GONE}", now, payload)
                await Jobs(connection).add(company, job, machine)

    async def moved(self, old: str, new: str) -> None:
        """A group has another number from now on."""
        async with self._database.connection() as connection:
            await Mail(connection).move(CHANNEL, old, new)


def _teams(member: Member) -> tuple[tuple[TeamId, str], ...]:
    if not member.heads:
        raise Refused("group-of-heads")
    if member.whole:
        return ((WHOLE, ""),)
    return tuple((team, member.teams[team]) for team in member.top_teams)
