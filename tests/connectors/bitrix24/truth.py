"""What a connector should tell of a played portal, said by its ledger; and a shelf that keeps what it tells."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from random import Random

from sandbox.crm import grown
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

AFTER = 1_720_000_000
"""The first moment after a grown ledger."""
LATER = datetime(2026, 11, 25, 9, tzinfo=UTC)
STATUS = {"won": Status.WON, "lost": Status.LOST, "open": Status.OPEN, "incoming": Status.OPEN}
LEADS = {"new": ("NEW", Status.OPEN), "in_process": ("IN_PROCESS", Status.OPEN), "junk": ("JUNK", Status.LOST)}


def at(seconds):
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def busy(seed=5, deals=300, calls=400):
    """A grown ledger with leads, letters, chats, meetings, tasks and proposals, some things deleted."""
    ledger, chance = grown(seed, deals=deals, calls=calls), Random(seed)
    sellers, stages = ledger.users.all, ledger.pipelines.all
    for number in range(deals // 4):
        when = AFTER - 200_000 + number * 60
        lead = ledger.add_lead(
            f"Заявка {number}", at=when, responsible=chance.choice(sellers), source=chance.choice(("WEB", ""))
        )
        fate = number % 4
        if fate:
            ledger.move_lead(lead, "in_process", at=when + 50)
        if fate == 2:
            ledger.move_lead(lead, "junk", at=when + 5_000)
        if fate == 3:
            ledger.convert(lead, stages[0].first, at=when + 9_000, contact=chance.choice(ledger.contacts.all))
        if number % 10 == 9:
            ledger.delete_lead(lead, at=when + 9_500)
    for number in range(deals):
        deal, when = chance.choice(ledger.deals.all), AFTER - 100_000 + number * 60
        user = ledger.users[deal.responsible_id]
        on = deal if number % 3 or deal.contact_id is None else ledger.contacts[deal.contact_id]
        ledger.add_message(("mail", "chat", "sms")[number % 3], ("in", "out")[number % 2], on, at=when, user=user)
        task = ledger.add_task(
            "Встреча", at=when, due_at=when + 600, responsible=user, on=on, kind=("meeting", "call")[number % 2]
        )
        if number % 5:
            ledger.complete(task, at=when + 700)
        quote = ledger.add_quote(deal, 1_000 * number, at=when)
        for status in ("sent", "approved", "declined")[: number % 4]:
            ledger.set_quote(quote, status, at=when + 800)
    for deal in ledger.deals.all[::17]:
        ledger.delete(deal, at=AFTER - 10)
    ledger.dismiss(sellers[-1])
    return ledger


def people(crm):
    """Everybody, by id."""
    ledger = crm.ledger

    def path(group):
        return (path(ledger.groups[group.parent_id]) + "/" if group.parent_id else "") + group.name

    return {
        str(one.id): SourcePerson(
            str(one.id), one.name, one.is_active, one.email, one.phone, one.extension, ledger.zone, str(one.group_id),
            path(ledger.groups[one.group_id]),
            tuple(str(group.id) for group in ledger.groups.all if group.head_id == one.id),
        )
        for one in ledger.users.all
    }  # fmt: skip


def stages(crm):
    """The pipelines with their stages in order; every reason to lose is a stage of its own."""
    portal, ledger, made = crm.portal, crm.ledger, []
    for funnel in ledger.pipelines.all:
        number = str(portal.category(funnel.id))
        told = [(portal.stage_code(one), one.name, STATUS[one.kind]) for one in funnel.stages if not one.removed]
        told += [(portal.stage_code(funnel.lost, one.id), one.name, Status.LOST) for one in ledger.loss_reasons.all]
        made += [SourceStage(number, funnel.name, *one[:2], place, one[2]) for place, one in enumerate(told, 1)]
    words = (("NEW", "Не обработан", Status.OPEN), ("IN_PROCESS", "В работе", Status.OPEN),
             ("CONVERTED", "Качественный лид", Status.OPEN), ("JUNK", "Некачественный лид", Status.LOST))  # fmt: skip
    made += [
        SourceStage("leads", "Лиды", code, name, place, means) for place, (code, name, means) in enumerate(words, 1)
    ]
    return {(one.pipeline_id, one.stage_id): one for one in made}


SOURCES = {"WEB": "Сайт", "CALL": "Звонок", "RC_GENERATOR": "Повтор"}


def deal(crm, one):
    """A deal of the ledger in our words."""
    ledger, portal = crm.ledger, crm.portal
    kind = ledger.stages[one.stage_id].kind
    utm = {code: one.values.get(ledger.field(code).id) for code in ("UTM_SOURCE", "UTM_MEDIUM", "UTM_CAMPAIGN")}
    cost = one.values.get(ledger.field("Себестоимость").id)
    lead = ledger.leads.get(one.lead_id)
    lead = lead if lead and lead.deleted_at is None else None
    closed = at(one.closed_at)
    if closed is None:
        day = datetime.fromtimestamp(portal.plan_day(one), portal.zone).date()
        closed = datetime(day.year, day.month, day.day, 12, tzinfo=portal.zone).astimezone(UTC)
    reason = ledger.loss_reasons.get(one.loss_reason_id)
    return SourceDeal(
        str(one.id), at(one.updated_at), str(portal.category(one.pipeline_id)), portal.deal_stage(one), STATUS[kind],
        Employee(str(one.responsible_id)), at(lead.created_at if lead else one.created_at), closed,
        Decimal(one.price) if one.price else None, cost=None if cost is None else Decimal(cost),
        currency=ledger.currency, source=utm["UTM_SOURCE"] or SOURCES.get(one.source), medium=utm["UTM_MEDIUM"],
        campaign=utm["UTM_CAMPAIGN"],
        contact_id=str(one.contact_id) if one.contact_id else f"CO_{one.company_id}" if one.company_id else None,
        lost_reason=reason.name if reason and kind == "lost" else None,
    )  # fmt: skip


def lead(crm, one):
    """A lead that is not converted, in our words."""
    code, status = LEADS[one.status]
    return SourceDeal(
        f"L_{one.id}", at(one.updated_at), "leads", code, status, Employee(str(one.responsible_id)),
        at(one.created_at), at(one.closed_at), currency=crm.ledger.currency, source=SOURCES.get(one.source),
        contact_id=f"L_{one.id}", lost_reason=None,
    )  # fmt: skip


def deals(crm):
    """Deals and leads that are there, by id; a deleted lead changes at its deletion."""
    ledger = crm.ledger
    made = {str(one.id): deal(crm, one) for one in ledger.deals.all if one.deleted_at is None}
    there = [one for one in ledger.leads.all if one.deleted_at is None and one.status != "converted"]
    return made | {f"L_{one.id}": lead(crm, one) for one in there}


def moves(crm):
    """Every move of deals and leads."""
    portal, ledger = crm.portal, crm.ledger
    codes = {"converted": "CONVERTED"} | {name: code for name, (code, _) in LEADS.items()}
    made = {
        SourceMove(str(one.deal_id), str(portal.category(ledger.stages[one.to_stage_id].pipeline_id)),
                   portal.move_stage(one), at(one.at))
        for one in ledger.moves.all
    }  # fmt: skip
    return made | {SourceMove(f"L_{one.lead_id}", "leads", codes[one.to_status], at(one.at))
                   for one in ledger.lead_moves.all}  # fmt: skip


def calls(crm):
    """Every call, by id."""
    made = {}
    for one in crm.ledger.calls.all:
        contact = crm.portal.contact_of(one.entity, one.entity_id)
        made[str(one.id)] = SourceCall(
            str(one.id), one.direction, at(one.started_at), one.talk > 0, one.talk,
            ended_at=at(one.started_at + one.talk) if one.talk else None, phone=one.phone,
            owner=Employee(str(one.user_id)) if one.user_id else None,
            contact_id=f"CO_{one.entity_id}" if one.entity == "company" else str(contact.id) if contact else None,
            recordings=(f"disk:{9_000 + one.id}",) if one.recorded else (),
        )  # fmt: skip
    return made


def _on(row):
    """The deal and the client of a touch."""
    if row.entity == "deal":
        return str(row.entity_id), None
    return None, None if row.entity is None else {"contact": "", "company": "CO_"}[row.entity] + str(row.entity_id)


def activities(crm):
    """Letters, chats, meetings, tasks that are done and proposals that were sent, by id."""
    ledger, made = crm.ledger, {}
    kinds = {"mail": "email", "chat": "message", "sms": "message"}
    for event in ledger.events:
        number = str(7_000 + event.number)
        if event.kind in kinds:
            one = ledger.messages[event.after["message"]]
            made[number] = SourceActivity(number, kinds[event.kind], at(one.at), at(one.at),
                                          Employee(str(one.user_id)), one.direction, *_on(one))  # fmt: skip
        elif event.kind == "task_added":
            one = ledger.tasks[event.entity_id]
            if one.completed_at is None or one.deleted_at is not None:
                continue
            meeting = one.kind == "meeting"
            key = number if meeting else f"T_{one.id}"
            made[key] = SourceActivity(key, "meeting" if meeting else "task",
                                       at(one.due_at if meeting else one.completed_at), at(one.updated_at),
                                       Employee(str(one.responsible_id)), None, *_on(one))  # fmt: skip
    for one in ledger.quotes.all:
        if one.status != "draft":
            seen = one.sent_at if one.status == "sent" else one.created_at
            key, owner = f"Q_{one.id}", Employee(str(one.responsible_id))
            made[key] = SourceActivity(key, "proposal", at(seen), at(one.updated_at), owner, "out", str(one.deal_id))
    return made


TRUTH = {Kind.PEOPLE: people, Kind.STAGES: stages, Kind.DEALS: deals, Kind.MOVES: moves, Kind.CALLS: calls,
         Kind.ACTIVITIES: activities}  # fmt: skip


class Shelf:
    """Keeps records as a store would: the later version counts, what is erased is gone. Cursors travel as JSON."""

    def __init__(self):
        self.kept = {}
        self.cursors = {}
        self.odd = []
        self.unknown = {}
        self.pages = 0

    async def read(self, connector, kind, now=LATER, most=None):
        """Read until the end, or until so many pages are stored; how many records came."""
        came = 0
        async for page in connector.read(kind, self.cursors.get(kind), now):
            self.take(kind, page)
            self.cursors[kind] = json.loads(json.dumps(page.cursor))
            came += len(page.records)
            most = None if most is None else most - 1
            if most == 0:
                break
        return came

    def take(self, kind, page):
        self.pages += 1
        self.odd += page.odd
        self.unknown |= page.unknown
        for record in page.records:
            self._put(kind, record)

    def _put(self, kind, record):
        kept = self.kept.setdefault(kind, {})
        if isinstance(record, Erased):
            kept.pop(record.external_id, None)
        elif isinstance(record, SourceMove):
            kept[record] = record
        elif isinstance(record, SourceStage):
            kept[record.pipeline_id, record.stage_id] = record
        else:
            before = kept.get(record.external_id)
            changed = getattr(record, "changed_at", None)
            if before is None or changed is None or before.changed_at is None or changed >= before.changed_at:
                kept[record.external_id] = record

    def of(self, kind):
        kept = self.kept.get(kind, {})
        return set(kept) if kind is Kind.MOVES else kept
