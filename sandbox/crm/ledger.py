"""The truth behind a played CRM: what it holds, and every way in which that changes.

Tests compare what was synced with it, row for row: `ledger.deals.all`, `ledger.calls[id]`, `ledger.moves`, … are plain
records of `sandbox.crm.rows`. Whoever changes something says when: a ledger knows no clock.
"""

from collections.abc import Mapping
from typing import TypeAlias

from sandbox.crm.leads import Lead, LeadBooks
from sandbox.crm.rows import (
    Call,
    Client,
    Deal,
    Direction,
    Entity,
    Handover,
    LossReason,
    Message,
    Move,
    Note,
    NoteKind,
    Quote,
    Stage,
    Task,
    User,
    Value,
    WorkDay,
)  # fmt: skip

Subject: TypeAlias = Deal | Client | Lead
"""What a call or a message may be about."""


class Ledger(LeadBooks):
    """A CRM's books with the work that is done in it. Each method tells one event, or more where more has happened."""

    def add_deal(self, name: str, *, at: int, stage: Stage, responsible: User, price: int | None = None,
                 by: int | None = None, contact: Client | None = None, company: Client | None = None,
                 source: str = "", values: Mapping[int, Value] | None = None) -> Deal:  # fmt: skip
        """A new deal; `by` is its responsible user where nobody else is named."""
        who = responsible.id if by is None else by
        deal = Deal(self.deals.new_id(), name, price, stage.pipeline_id, stage.id, responsible.id, at, at, who, who,
                    moved_at=at, moved_by=who, source=source, values=dict(values or {}))  # fmt: skip
        deal.contact_id = contact.id if contact else None
        deal.company_id = company.id if company else None
        self.deals.add(deal)
        self.moves.add(Move(self.moves.new_id(), deal.id, at, who, None, stage.id))
        self._close(deal, stage, at)
        self._tell(at, "deal_added", "deal", deal.id, who)
        return deal

    def convert(self, lead: Lead, stage: Stage, *, at: int, contact: Client | None = None) -> Deal:
        """A lead becomes a deal."""
        user = self.users[lead.responsible_id]
        deal = self.add_deal(lead.name, at=at, stage=stage, responsible=user, contact=contact, source=lead.source)
        deal.lead_id, lead.deal_id = lead.id, deal.id
        self.move_lead(lead, "converted", at=at)
        return deal

    def move(self, deal: Deal, stage: Stage, *, at: int, by: int | None = None,
             reason: LossReason | None = None) -> None:  # fmt: skip
        """A deal comes into another stage, of this pipeline or of another; a lost one may have a reason."""
        who, left = self._who(deal, by), deal.stage_id
        deal.pipeline_id, deal.stage_id, deal.moved_at, deal.moved_by = stage.pipeline_id, stage.id, at, who
        deal.loss_reason_id = reason.id if reason and stage.kind == "lost" else None
        self._close(deal, stage, at)
        self._changed(deal, at, who)
        self.moves.add(Move(self.moves.new_id(), deal.id, at, who, left, stage.id, deal.loss_reason_id))
        self._tell(at, "deal_moved", "deal", deal.id, who, {"stage": left}, {"stage": stage.id})

    def hand_over(self, deal: Deal, user: User, *, at: int, by: int | None = None) -> None:
        """A deal gets another responsible user."""
        who, left = self._who(deal, by), deal.responsible_id
        deal.responsible_id = user.id
        self._changed(deal, at, who)
        self.handovers.add(Handover(self.handovers.new_id(), deal.id, at, who, left, user.id))
        self._tell(at, "deal_handed_over", "deal", deal.id, who, {"user": left}, {"user": user.id})

    def reprice(self, deal: Deal, price: int | None, *, at: int, by: int | None = None) -> None:
        """A deal's amount changes."""
        who, left, deal.price = self._who(deal, by), deal.price, price
        self._changed(deal, at, who)
        self._tell(at, "deal_repriced", "deal", deal.id, who, {"price": left}, {"price": price})

    def change(self, deal: Deal, *, at: int, by: int | None = None, name: str | None = None,
               values: Mapping[int, Value] | None = None) -> None:  # fmt: skip
        """A deal gets another name or other values of custom fields."""
        deal.name = deal.name if name is None else name
        deal.values |= values or {}
        self._changed(deal, at, self._who(deal, by))
        self._tell(at, "deal_changed", "deal", deal.id, deal.updated_by)

    def delete(self, deal: Deal, *, at: int, by: int | None = None) -> None:
        """A deal is deleted; it may come back."""
        deal.deleted_at = at
        self._changed(deal, at, self._who(deal, by))
        self._tell(at, "deal_deleted", "deal", deal.id, deal.updated_by)

    def restore(self, deal: Deal, *, at: int, by: int | None = None) -> None:
        """A deleted deal is back."""
        deal.deleted_at = None
        self._changed(deal, at, self._who(deal, by))
        self._tell(at, "deal_restored", "deal", deal.id, deal.updated_by)

    def add_contact(self, name: str, *, at: int, responsible: User, phone: str = "", email: str = "") -> Client:
        """A person who may buy."""
        made = Client(self.contacts.new_id(), "contact", name, phone, email, responsible.id, at, at)
        self.contacts.add(made)
        self._tell(at, "contact_added", "contact", made.id, responsible.id)
        return made

    def add_company(self, name: str, *, at: int, responsible: User, phone: str = "", email: str = "") -> Client:
        """A company that may buy."""
        made = Client(self.companies.new_id(), "company", name, phone, email, responsible.id, at, at)
        self.companies.add(made)
        self._tell(at, "company_added", "company", made.id, responsible.id)
        return made

    def merge(self, loser: Client, winner: Client, *, at: int, by: int = 0) -> None:
        """Two contacts turn out to be one: what belonged to the loser is the winner's, the loser is gone."""
        loser.deleted_at, loser.merged_into, loser.updated_at, winner.updated_at = at, winner.id, at, at
        for deal in [deal for deal in self.deals if deal.contact_id == loser.id]:
            deal.contact_id = winner.id
            self._changed(deal, at, by)
        self.contacts.changed()
        self._tell(at, "contacts_merged", "contact", winner.id, by, {"contact": loser.id}, {"contact": winner.id})

    def add_call(self, phone: str, *, started_at: int, direction: Direction, talk: int, wait: int = 0,
                 user: User | None = None, on: Subject | None = None, also_on: Subject | None = None,
                 link: str = "", known_at: int | None = None, uniq: str = "") -> Call:  # fmt: skip
        """A call that has ended; its note stands on `on`, and once more on `also_on`."""
        at, number = started_at + wait + talk if known_at is None else known_at, self.calls.new_id()
        call = Call(number, uniq or f"{number:08x}-5fb3-406d-93a3-{started_at:012x}", direction, phone,
                    user.id if user else None, started_at, wait, talk, at, at, link=link,
                    recorded=bool(link))  # fmt: skip
        self.calls.add(call)
        for place in (on, also_on):
            if place is not None:
                entity = kind_of(place)
                note = self._note(place, "call", at, user.id if user else 0, call_id=number)
                self._tell(at, "call", entity, place.id, note.by, after={"note": note.id, "call": number})
        if on is not None:
            call.entity, call.entity_id = kind_of(on), on.id
        return call

    def record(self, call: Call, link: str, *, at: int) -> None:
        """The recording of a call has become known, later than the call."""
        call.link, call.recorded, call.updated_at = link, True, at
        for note in [note for note in self.notes if note.call_id == call.id]:
            note.updated_at = at
        self.calls.changed()
        self.notes.changed()

    def add_message(self, kind: str, direction: Direction, on: Subject, *, at: int, user: User,
                    subject: str = "", has_file: bool = False) -> Message:  # fmt: skip
        """A `mail`, `chat` message or `sms`, from a client or to them."""
        message = Message(self.messages.new_id(), kind, direction, at, user.id, kind_of(on), on.id,  # type: ignore[arg-type]
                          subject, has_file)  # fmt: skip
        self.messages.add(message)
        told: dict[str, Value | None] = {"message": message.id}
        if kind != "chat":
            told["note"] = self._note(on, kind, at, user.id, message_id=message.id).id  # type: ignore[arg-type]
        self._touch(on, at)
        by = user.id if direction == "out" else 0
        self._tell(at, kind, message.entity, on.id, by, after=told | {"out": direction == "out"})
        return message

    def add_note(self, on: Deal | Client, text: str, *, at: int, by: int, kind: NoteKind = "text") -> Note:
        """A `text`, or a `file` whose name is the text."""
        note = self._note(on, kind, at, by, text=text)
        self._tell(at, f"{kind}_noted", note.entity, on.id, by, after={"note": note.id})
        return note

    def add_task(self, text: str, *, at: int, due_at: int, responsible: User, on: Deal | Client | None = None,
                 by: int | None = None, kind: str = "call") -> Task:  # fmt: skip
        """Something to do."""
        who = responsible.id if by is None else by
        task = Task(self.tasks.new_id(), kind, text, kind_of(on) if on else None, on.id if on else None,
                    responsible.id, who, who, at, at, due_at)  # fmt: skip
        self.tasks.add(task)
        if on is not None:
            self.tasks_of[kind_of(on), on.id].append(task)
            self._touch(on, at)
        self._tell(at, "task_added", "task", task.id, who)
        return task

    def complete(self, task: Task, *, at: int, result: str = "", by: int | None = None) -> None:
        """A task is done."""
        who = task.responsible_id if by is None else by
        task.completed_at, task.updated_at, task.updated_by, task.result = at, at, who, result
        self.tasks.changed()
        self._tell(at, "task_completed", "task", task.id, who)

    def postpone(self, task: Task, due_at: int, *, at: int, by: int | None = None) -> None:
        """A task has another deadline."""
        who, left = task.responsible_id if by is None else by, task.due_at
        task.due_at, task.updated_at, task.updated_by = due_at, at, who
        self.tasks.changed()
        self._tell(at, "task_postponed", "task", task.id, who, {"due": left}, {"due": due_at})

    def add_quote(self, deal: Deal, amount: int, *, at: int, status: str = "draft") -> Quote:
        """A proposal for a deal."""
        number = self.quotes.new_id()
        sent = at if status == "sent" else None
        made = Quote(number, deal.id, f"КП {number}", amount, status, deal.responsible_id, at, at, sent)
        self.quotes.add(made)
        self._tell(at, "quote_added", "deal", deal.id, deal.responsible_id, after={"quote": number})
        return made

    def set_quote(self, quote: Quote, status: str, *, at: int) -> None:
        """A proposal is `sent`, `approved` or `declined`."""
        quote.status, quote.updated_at = status, at
        if status == "sent":
            quote.sent_at = at
        self.quotes.changed()
        self._tell(at, "quote_changed", "deal", quote.deal_id, quote.responsible_id, after={"quote": quote.id})

    def open_day(self, user: User, *, at: int) -> WorkDay:
        """Somebody begins their day in the CRM; its `closed_at` is set by whoever ends it."""
        self.work_days.append(WorkDay(user.id, at))
        return self.work_days[-1]

    def _note(self, on: Subject, kind: NoteKind, at: int, by: int, text: str = "", call_id: int | None = None,
              message_id: int | None = None) -> Note:  # fmt: skip
        note = Note(self.notes.new_id(), kind_of(on), on.id, kind, by, on.responsible_id, at, at, text, call_id,
                    message_id)  # fmt: skip
        self._touch(on, at)
        return self.notes.add(note)

    def _touch(self, on: Subject, at: int) -> None:
        if isinstance(on, Deal):
            on.touched_at = max(on.touched_at, at)
            self.deals.changed()

    @staticmethod
    def _who(deal: Deal, by: int | None) -> int:
        return deal.responsible_id if by is None else by

    def _changed(self, deal: Deal, at: int, by: int) -> None:
        deal.updated_at, deal.updated_by = at, by
        self.deals.changed()

    @staticmethod
    def _close(deal: Deal, stage: Stage, at: int) -> None:
        deal.closed_at = at if stage.kind in ("won", "lost") else None


def kind_of(row: Subject) -> Entity:
    """What kind of thing a row is."""
    return "deal" if isinstance(row, Deal) else "lead" if isinstance(row, Lead) else row.kind
