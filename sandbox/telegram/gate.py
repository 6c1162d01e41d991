"""The way of every request: check, trouble on order, rate, effect; each step is written into the ledger."""

import asyncio
import inspect
from dataclasses import dataclass

from sandbox.telegram.checking import Broken, Checked, checked
from sandbox.telegram.facts import the_facts
from sandbox.telegram.faults import Fault, Faults
from sandbox.telegram.files import StoredFile
from sandbox.telegram.ledger import Entry, Ledger
from sandbox.telegram.methods.calls import Call
from sandbox.telegram.methods.table import METHODS, RECEIVING
from sandbox.telegram.protocol import Asked, Refused, Wire, bad, too_many
from sandbox.telegram.rates import Rates
from sandbox.telegram.reach import chat_of
from sandbox.telegram.reception import Reception
from sandbox.telegram.world import World


class Cut(Exception):
    """The connection ends without an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    body: Wire | str


class Gate:
    """Lets sound requests through to their effect."""

    def __init__(self, world: World, reception: Reception, ledger: Ledger, faults: Faults, rates: Rates) -> None:
        self._world = world
        self._reception = reception
        self._ledger = ledger
        self._faults = faults
        self._rates = rates

    async def answer(self, asked: Asked) -> Answer:
        """Do what is asked and say how it went; raises Cut where the connection is to end."""
        entry = self._ledger.write(asked.method, dict(asked.values), self._world.watch.seconds())
        try:
            return await self._answer(asked, entry)
        except Refused as refusal:
            entry.status, entry.description = refusal.status, refusal.description
            entry.violations += refusal.violations if isinstance(refusal, Broken) else ()
            return Answer(refusal.status, refusal.wire)
        finally:
            entry.open = False
            self._world.pulse.beat()

    async def download(self, path: str) -> StoredFile | None:
        """The file at a path; troubles for `download` strike here."""
        entry = self._ledger.write("download", {"path": path}, self._world.watch.seconds())
        try:
            for trouble in self._faults.striking("download", None):
                entry.fault = trouble.kind
                if trouble.kind in ("lose", "garble"):
                    raise Cut
                await self._before(trouble, entry)
        except Refused as refusal:
            entry.status = refusal.status
            raise
        finally:
            entry.open = False
        file = self._world.files.at(path)
        entry.status = 200 if file else 404
        return file

    async def _answer(self, asked: Asked, entry: Entry) -> Answer:
        sound = checked(asked)
        entry.values, entry.violations = sound.values, sound.notes
        entry.impatient = self._rates.is_paused(entry.chat_id)
        troubles = self._faults.striking(asked.method, entry.chat_id)
        entry.fault = " ".join(trouble.kind for trouble in troubles)
        for trouble in troubles:
            if (instead := await self._before(trouble, entry)) is not None:
                return instead
        entry.result = await self._effect(sound)
        for trouble in troubles:
            if trouble.kind == "lose":
                raise Cut
            if trouble.kind == "garble":
                entry.status = trouble.status
                return Answer(trouble.status, trouble.body)
        entry.status = 200
        return Answer(200, {"ok": True, "result": entry.result})

    async def _before(self, trouble: Fault, entry: Entry) -> Answer | None:
        """What a trouble does ahead of the effect; an answer means that there will be none."""
        if trouble.kind == "garble" and trouble.status != 200:
            entry.status = trouble.status
            return Answer(trouble.status, trouble.body)
        if trouble.kind == "delay":
            await asyncio.sleep(trouble.seconds)
        elif trouble.kind == "cut":
            raise Cut
        elif trouble.kind == "answer":
            if trouble.retry_after is not None and isinstance(entry.chat_id, int):
                self._rates.pause(entry.chat_id, trouble.retry_after)
            raise refusal_of(trouble)
        return None

    async def _effect(self, sound: Checked) -> object:
        self._ensure_rate(sound)
        call = Call(self._world, sound.values, sound.uploads)
        if sound.method in RECEIVING:
            done = RECEIVING[sound.method](call, self._reception)
        elif sound.method in METHODS:
            done = METHODS[sound.method](call)
        else:
            done = _unplayed(sound.method)
        return await done if inspect.isawaitable(done) else done

    def _ensure_rate(self, sound: Checked) -> None:
        if not self._rates.on or "chat_id" not in sound.values:
            return
        chat = chat_of(self._world, sound.values["chat_id"])
        count = len(sound.values["media"]) if sound.method == "sendMediaGroup" else 1
        if wait := self._rates.charge(chat, sound.method, count):
            raise too_many(wait)


def refusal_of(trouble: Fault) -> Refused:
    """The answer that was ordered, in Telegram's words where none are given."""
    if trouble.status == 429:
        return too_many(trouble.retry_after or 1)
    words = {400: "Bad Request", 403: "Forbidden", 409: "Conflict", 500: "Internal Server Error", 502: "Bad Gateway"}
    return Refused(trouble.status, trouble.description or words.get(trouble.status, "Error"))


def _unplayed(method: str) -> bool:
    """Methods without an effect here: a sound request is granted where only yes or no is expected."""
    if method in the_facts().yes:
        return True
    raise bad(f"{method} has no effect in the sandbox")
