"""The work of a company that was given up, with the names of whom it was for."""

from dataclasses import dataclass

from services.domain.company import Company
from services.store.db import Database
from services.store.jobs import Job, Jobs
from services.store.people import People


@dataclass(frozen=True, slots=True)
class DeadWork:
    """Work that failed eight times, or ended its process every time; `names` is empty where it was for everybody."""

    job: Job
    names: tuple[str, ...]


class ListDeadWork:
    """Name the work that was given up, the earliest first: nothing takes it up again unless somebody says so."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company) -> list[DeadWork]:
        async with self._database.reading(company.id) as read:
            dead = await Jobs(read.connection).dead(company.id)
            people = (await People(read).roster(company.zone)).people if dead else {}
        names: dict[int, str] = {who: person.name for who, person in people.items()}
        return [DeadWork(job, tuple(names[who] for who in _whose(job) if who in names)) for job in dead]


def _whose(job: Job) -> list[int]:
    """Whom it was for: its subject, or the people who were due together."""
    together = job.payload.get("people", ())
    return [job.subject] if job.subject else [one["id"] for one in together]
