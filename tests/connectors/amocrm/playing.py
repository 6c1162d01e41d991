"""Whoever stores what is read, and the truth of the played account in the same words."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from sandbox.amocrm.faces import TASK_KINDS, group_id, status_of
from services.connectors.amocrm.connector import AmoCrm
from services.connectors.kit.contract import Rate, Tools
from services.connectors.kit.guard import Guard
from services.connectors.kit.limiter import AccountLimiter, OwnBuckets
from services.connectors.kit.records import (
    Employee,
    Erased,
    Kind,
    SourceActivity,
    SourceCall,
    SourceDeal,
    SourceMove,
    SourcePerson,
    SourceStage,
)
from services.domain.deals import Status
from tests.connectors.kit.playing import machine_now

ORDER = (Kind.PEOPLE, Kind.STAGES, Kind.DEALS, Kind.MOVES, Kind.CALLS, Kind.ACTIVITIES)
KEYS = {
    SourcePerson: (Kind.PEOPLE, lambda one: one.external_id),
    SourceStage: (Kind.STAGES, lambda one: (one.pipeline_id, one.stage_id)),
    SourceDeal: (Kind.DEALS, lambda one: one.external_id),
    SourceMove: (Kind.MOVES, lambda one: (one.deal_id, one.at, one.pipeline_id, one.stage_id)),
    SourceCall: (Kind.CALLS, lambda one: one.external_id),
    SourceActivity: (Kind.ACTIVITIES, lambda one: one.external_id),
}
STATUSES = {"won": Status.WON, "lost": Status.LOST}
WAYS = {True: "out", False: "in"}


class Box:
    """A box for tokens that processes share."""

    def __init__(self, grant=None):
        self.lies = grant
        self.put = []

    async def look(self):
        return self.lies

    async def swap(self, old, new):
        if (self.lies and self.lies.version) != (old and old.version):
            return False
        self.lies = new if old is None else replace(new, version=old.version + 1)
        self.put.append(self.lies)
        return True


def tools_for(*origins, box=None, rate=Rate(5_000, 500), now=machine_now):  # noqa: B008
    """Tools that reach these addresses only."""
    return Tools(Guard(allowed=origins), AccountLimiter("source:1", rate, OwnBuckets(), now), box, now)


class Synced:
    """What somebody has stored who reads an account: the later version counts, erased things are gone."""

    def __init__(self, crm, tools=None, **given):
        self.crm = crm
        self.given = {"url": crm.url, "token": crm.token} | given
        self.connector = AmoCrm(self.given, tools or tools_for(crm.url))
        self.rows = {kind: {} for kind in ORDER}
        self.gone = {}
        self.cursors = {}
        self.odd = []
        self.unknown = {}

    async def read(self, kind, now=None, pages=None):
        """Read on, all or some pages; returns how many records came."""
        at, count = now or self.crm.watch.unix(), 0
        reading = self.connector.read(kind, self.cursors.get(kind), datetime.fromtimestamp(at, UTC))
        async for page in reading:
            self.take(page)
            self.cursors[kind] = json.loads(json.dumps(page.cursor))
            count += len(page.records)
            pages = None if pages is None else pages - 1
            if pages == 0:
                await reading.aclose()
                break
        return count

    async def all(self):
        """Read on in everything."""
        return {kind: await self.read(kind) for kind in ORDER}

    def take(self, page):
        """Store a page."""
        self.odd += page.odd
        for name, times in page.unknown.items():
            self.unknown[name] = self.unknown.get(name, 0) + times
        for record in page.records:
            self._put(record)

    def _put(self, record):
        if isinstance(record, Erased):
            self.gone[record.kind, record.external_id] = record.at
            known = self.rows[record.kind].get(record.external_id)
            if known and (record.at is None or known.changed_at <= record.at):
                del self.rows[record.kind][record.external_id]
            return
        kind, key_of = KEYS[type(record)]
        key, changed = key_of(record), getattr(record, "changed_at", None)
        known, gone = self.rows[kind].get(key), self.gone.get((kind, key))
        if changed is None or ((known is None or known.changed_at <= changed) and (gone is None or gone < changed)):
            self.rows[kind][key] = record


def at(seconds):
    """A moment of the played account in ours."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def who(number):
    """A user of the played account in our words."""
    return Employee(str(number)) if number else None


def text(number):
    """An id of the played account in ours."""
    return None if number is None else str(number)


def truth(ledger):
    """What the played account holds, in our words, by kind and key."""
    made = {
        Kind.PEOPLE: [person(ledger, one) for one in ledger.users.all],
        Kind.STAGES: [one for pipeline in ledger.pipelines.all for one in stages(pipeline)],
        Kind.DEALS: [deal(ledger, one) for one in ledger.deals.all if one.deleted_at is None],
        Kind.MOVES: moves(ledger),
        Kind.CALLS: calls(ledger),
        Kind.ACTIVITIES: activities(ledger),
    }
    return {kind: {KEYS[type(one)][1](one): one for one in found} for kind, found in made.items()}


def person(ledger, user):
    group = ledger.groups[user.group_id]
    return SourcePerson(str(user.id), user.name, user.is_active, user.email, user.phone or None,
                        team_id=str(group_id(ledger, group.id)), team=group.name)  # fmt: skip


def stages(pipeline):
    return [SourceStage(str(pipeline.id), pipeline.name, str(status_of(one)), one.name, position,
                        STATUSES.get(one.kind, Status.OPEN))
            for position, one in enumerate((one for one in pipeline.stages if not one.removed), 1)]  # fmt: skip


def deal(ledger, row):
    stage = ledger.stages[row.stage_id]
    said = {name: row.values.get(ledger.field(name).id) for name in
            ("Себестоимость", "UTM_SOURCE", "UTM_MEDIUM", "UTM_CAMPAIGN")}  # fmt: skip
    reason = ledger.loss_reasons.get(row.loss_reason_id)
    return SourceDeal(
        str(row.id), at(row.updated_at), str(row.pipeline_id), str(status_of(stage)),
        STATUSES.get(stage.kind, Status.OPEN), who(row.responsible_id), at(row.created_at), at(row.closed_at),
        amount=None if row.price is None else Decimal(row.price),
        cost=None if said["Себестоимость"] is None else Decimal(said["Себестоимость"]), currency=ledger.currency,
        source=said["UTM_SOURCE"], medium=said["UTM_MEDIUM"], campaign=said["UTM_CAMPAIGN"],
        contact_id=text(row.contact_id), lost_reason=reason.name if reason else None,
    )  # fmt: skip


def moves(ledger):
    """All moves of the deals that ever left their first stage."""
    moved = {one.deal_id for one in ledger.moves if one.from_stage_id is not None}
    return [SourceMove(str(one.deal_id), str(ledger.stages[one.to_stage_id].pipeline_id),
                       str(status_of(ledger.stages[one.to_stage_id])), at(one.at), who(one.by))
            for one in ledger.moves.all if one.deal_id in moved]  # fmt: skip


def calls(ledger):
    """All calls that stand on something; the contact knows best whose the call is."""
    notes = {}
    for note in ledger.notes.all:
        if note.call_id is not None:
            notes.setdefault(note.call_id, {})[note.entity] = note
    made = []
    for one in ledger.calls.all:
        if one.id not in notes:
            continue
        own = notes[one.id]
        entity = next(name for name in ("contact", "company", "deal") if name in own)
        note = own[entity]
        client = {"contact": note.entity_id, "company": None}.get(entity)
        if entity == "deal":
            client = ledger.deals[note.entity_id].contact_id
        plural = {"contact": "contacts", "company": "companies", "deal": "leads"}[entity]
        made.append(SourceCall(one.uniq, one.direction, at(note.created_at), one.talk > 0, one.talk, phone=one.phone,
                               owner=who(one.user_id) or who(note.responsible_id), contact_id=text(client),
                               recordings=(f"{plural}/{note.id}",) if one.link else ()))  # fmt: skip
    return made


def activities(ledger):
    """Everything that was written, said or finished, from what happened."""
    made = []
    for event in ledger.events:
        on = {"deal_id": text(event.entity_id) if event.entity == "deal" else None,
              "contact_id": text(event.entity_id) if event.entity == "contact" else None}  # fmt: skip
        told = {"changed_at": at(event.at), "owner": who(event.by)}
        note = f"note/{event.after.get('note')}"
        if event.kind in ("mail", "sms", "chat"):
            kind = "email" if event.kind == "mail" else "message"
            name = f"event/01{event.at:010x}{event.number:014x}" if event.kind == "chat" else note
            made.append(
                SourceActivity(name, kind, at(event.at), direction=WAYS[bool(event.after["out"])], **told, **on)
            )
        elif event.kind == "text_noted":
            made.append(SourceActivity(note, "note", at(event.at), **told, **on))
        elif event.kind == "file_noted":
            sent = ledger.notes[event.after["note"]].text.startswith("КП")
            kind, way = ("proposal", "out") if sent else ("note", None)
            made.append(SourceActivity(note, kind, at(event.at), direction=way, **told, **on))
        elif event.kind == "task_completed":
            made.append(finished(ledger, event))
    return made


def finished(ledger, event):
    task = ledger.tasks[event.entity_id]
    kind = "meeting" if TASK_KINDS[task.kind] == 2 else "task"
    return SourceActivity(f"task/{task.id}", kind, at(event.at), at(event.at), who(event.by or task.responsible_id),
                          deal_id=text(task.entity_id) if task.entity == "deal" else None,
                          contact_id=text(task.entity_id) if task.entity == "contact" else None)  # fmt: skip


def touched(ledger, begin, many=120):
    """Letters, messages, notes, files and finished tasks on deals and contacts, one every few minutes."""
    for number in range(many):
        moment, deal_ = begin + number * 250, ledger.deals.all[number % len(ledger.deals)]
        user, contact = ledger.users[deal_.responsible_id], ledger.contacts.get(deal_.contact_id)
        on = contact if contact and number % 2 else deal_
        ledger.add_message(("mail", "chat", "sms")[number % 3], ("in", "out")[number % 2], on, at=moment, user=user)
        ledger.add_note(on, ("КП 17.pdf", "Фото склада.jpg", "План.xlsx")[number % 3], at=moment + 20, by=user.id,
                        kind="file")  # fmt: skip
        ledger.add_note(on, "Договорились", at=moment + 40, by=user.id)
        if number % 4 == 0:
            task = ledger.add_task("Дело", at=moment, due_at=moment + 900, responsible=user, on=on,
                                   kind=ledger.task_kinds[number % 3])  # fmt: skip
            ledger.complete(task, at=moment + 60, by=0 if number % 8 else user.id)
    return ledger
