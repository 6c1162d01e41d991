"""Read what is new at a source, or everything from the beginning, or only what somebody has hinted at."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from services.connectors.kit.contract import Connector, Hint
from services.connectors.kit.records import Kind
from services.domain.clock import Clock
from services.domain.company import Company
from services.errors import AccessLost, Blocked, Busy, Refused, SourceError
from services.store.companies import Companies
from services.store.db import Database
from services.store.sources import Source, Sources, State
from services.store.vault import Vault
from services.sync.opening import Opening
from services.usecases.connect_source import given_of
from services.usecases.pulling.letters import tell_trouble, tell_well
from services.usecases.pulling.reader import LEASE, Ground, Pulled, Reader
from services.usecases.pulling.rows import unsaid_by
from services.usecases.settle import Settle

_ORDER = (Kind.PEOPLE, Kind.STAGES, Kind.DEALS, Kind.MOVES, Kind.CALLS, Kind.ACTIVITIES)
"""People and stages stand before whatever names them."""

EVERY = timedelta(minutes=1)
"""How often a source that answers is asked what is new."""

_FIRST_GAP, _LONGEST_GAP = timedelta(minutes=1), timedelta(hours=1)
_DOUBLED = 6
_TOLD_AFTER = timedelta(hours=1)
_BANNED = Blocked(timedelta()).phrase
_NO_RIGHT = "source-no-right"
"""What a key may not read is left out; the rest is read."""


class PullSource:
    """Bring a source up to date; one process reads a source at a time.

    A kill at any moment loses nothing: a page and its place are one transaction. What cannot be understood is set aside
    by name and counted. Trouble of the source is remembered since when, and it is left alone at growing distances.
    """

    def __init__(
        self, database: Database, clock: Clock, machine_now: Callable[[], datetime], vault: Vault, opening: Opening
    ) -> None:
        self._ground = Ground(database, clock, machine_now, vault)
        self._opening = opening

    async def __call__(
        self,
        company: Company,
        source: Source,
        *,
        hints: Sequence[Hint] = (),
        full: bool = False,
        due: bool = False,
        told: Callable[[Kind, Pulled], None] = lambda kind, pulled: None,
    ) -> Pulled:
        """Read on, or, `full`, all from the beginning; with `hints` only those things. `told` hears of each page.
        `due`: only when its time has come.

        Trouble of the source is in the answer, not raised.
        """
        database, now = self._ground.database, self._ground.machine_now()
        async with database.writing(company.id, answers_change=False) as unit:
            if not await Sources(unit).lease(source.id, now, now + LEASE, due=due):
                return Pulled(busy=True)
            if full:
                await Sources(unit).begin_again(source.id)
        pulled, company = Pulled(), await self._as_it_is(company)
        try:
            await self._pull(company, source, hints, pulled, told)
            await self._well(company, source, hinted=bool(hints))
        except SourceError as trouble:
            pulled.trouble = trouble
            await self._troubled(company, source, trouble)
        except Exception:
            await self._put_off(company, source)
            raise
        finally:
            async with database.writing(company.id, answers_change=False) as unit:
                await Sources(unit).rest(source.id)
        await Settle(database)(await self._as_it_is(company))
        return pulled

    async def _as_it_is(self, company: Company) -> Company:
        """The company as it is now: the first money of a source decides what its revenue is, and so does its admin."""
        async with self._ground.database.overview() as connection:
            return await Companies(connection).one(company.id)

    async def _pull(
        self,
        company: Company,
        source: Source,
        hints: Sequence[Hint],
        pulled: Pulled,
        told: Callable[[Kind, Pulled], None],
    ) -> None:
        vendor = self._opening.vendor(source.vendor)
        async with self._ground.database.reading(company.id) as read:
            sealed = await Sources(read).sealed(source.id)
            progress = await Sources(read).progress(source.id)
        if sealed is None:
            raise Refused("source-unknown", name=source.name)
        given = given_of(self._ground.vault, company.id, sealed)
        unsaid = unsaid_by(given, [need.name for need in vendor.needs])
        reader = Reader(self._ground, company, source, unsaid, pulled)
        async with _closing(self._opening(source.vendor, given, company.id, source.id)) as connector:
            kinds = [kind for kind in _ORDER if kind in vendor.kinds]
            for kind in kinds:
                try:
                    if hints:
                        await _fetched(connector, [hint for hint in hints if hint.kind is kind], reader)
                    else:
                        await reader.read(connector, kind, progress.get(kind.value), told)
                except AccessLost as refused:
                    pulled.lacking.append(kind)
                    if refused.phrase != _NO_RIGHT or len(pulled.lacking) == len(kinds):
                        raise

    async def _put_off(self, company: Company, source: Source) -> None:
        """A mistake of ours is not met again each second."""
        until = self._ground.machine_now() + _gap(source.tries)
        async with self._ground.database.writing(company.id, answers_change=False) as unit:
            await Sources(unit).put_off(source.id, until, source.tries + 1)

    async def _well(self, company: Company, source: Source, *, hinted: bool) -> None:
        """It answers, and is asked again in a while; hints, however many, do not put that off. Who heard of a trouble
        hears that it is over.
        """
        machine, now = self._ground.machine_now(), self._ground.clock.now()
        async with self._ground.database.writing(company.id, answers_change=False) as unit:
            await Sources(unit).well(source.id, source.not_before if hinted else machine + EVERY)
            if source.trouble is not None:
                await tell_well(unit, company, source, now, machine)

    async def _troubled(self, company: Company, source: Source, trouble: SourceError) -> None:
        """Remember what is wrong since when, and until when the source is left alone."""
        wait = trouble.after if isinstance(trouble, Busy) else _gap(source.tries)
        state = State.LOST if isinstance(trouble, AccessLost) else State.ON
        machine, now = self._ground.machine_now(), self._ground.clock.now()
        since = source.since if source.trouble is not None and source.since else now
        async with self._ground.database.writing(company.id, answers_change=False) as unit:
            await Sources(unit).troubled(source.id, state, trouble.phrase, since, machine + wait, source.tries + 1)
            told = replace(source, state=state, trouble=trouble.phrase, since=since)
            if _worth_telling(told, now):
                await tell_trouble(unit, company, told, trouble.values, now, machine)


def _gap(tries: int) -> timedelta:
    gap: timedelta = min(_LONGEST_GAP, _FIRST_GAP * 2 ** min(tries, _DOUBLED))
    return gap


def _worth_telling(source: Source, now: datetime) -> bool:
    """A source that asks for its owner at once; one that only does not answer, when that has lasted."""
    lasted = source.since is not None and now - source.since >= _TOLD_AFTER
    return source.state is State.LOST or source.trouble == _BANNED or lasted


async def _fetched(connector: Connector, hints: Sequence[Hint], reader: Reader) -> None:
    if hints:
        async with aclosing(connector.fetch(hints)) as pages:  # type: ignore[type-var]
            async for page in pages:
                await reader.fetched(page)


@asynccontextmanager
async def _closing(connector: Connector) -> AsyncIterator[Connector]:
    try:
        yield connector
    finally:
        await connector.close()
