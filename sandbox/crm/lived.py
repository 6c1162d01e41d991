"""The invented department at work in a CRM: its deals, moves, calls and touches, up to any moment.

department = Lived(date(2026, 11, 24))
department.live(until)       # everything that has happened by then is in department.ledger
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from sandbox.crm.ledger import Ledger
from sandbox.crm.rows import Client, Deal, LossReason, Stage, User, Value
from sandbox.department import calls, deals, touches
from sandbox.department.people import COMPANY, HEAD, NORTH, OWNER, SELLERS, URALS
from sandbox.department.world import world_around

_STAGES = (deals.NEW, deals.MEASURE, deals.PROPOSAL, deals.CONTRACT)
_COST, _CHANNEL, _CAMPAIGN = "Себестоимость", "UTM_SOURCE", "UTM_CAMPAIGN"
Doing = Callable[[], None]


@dataclass(order=True, slots=True)
class _Moment:
    """Something that will be done."""

    at: int
    place: int
    do: Doing = field(compare=False)


class Lived:
    """A department whose day is played in `ledger`; the same anchor and seed give the same rows."""

    def __init__(self, anchor: date, seed: int = 7, *, telephony: bool = True) -> None:
        self.ledger = Ledger(COMPANY)
        self._users = self._company()
        self._deals: dict[int, Deal] = {}
        self._contacts: dict[int, Client] = {}
        self._done = 0
        world = world_around(anchor, seed)
        planned: list[tuple[datetime, Doing]] = []
        for deal in world.deals:
            planned += [(move.at, self._moving(deal, move)) for move in deal.moves]
        if telephony:
            planned += [(call.ended_at, self._calling(call)) for call in world.calls]
        planned += [(done.at, self._touching(done)) for done in world.activities]
        self._plan = sorted(_Moment(int(at.timestamp()), place, do) for place, (at, do) in enumerate(planned))

    def live(self, until: datetime) -> int:
        """Let everything happen up to the moment; returns how much that was. Time does not go back."""
        last, begun = int(until.timestamp()), self._done
        while self._done < len(self._plan) and self._plan[self._done].at <= last:
            self._plan[self._done].do()
            self._done += 1
        return self._done - begun

    def _company(self) -> dict[str, User]:
        ledger = self.ledger
        top = ledger.add_group("Продажи")
        groups = {name: ledger.add_group(name.split("/")[1], top) for name in (NORTH, URALS)}
        users = {OWNER: ledger.add_user(OWNER, top, extension="100", is_admin=True),
                 HEAD: ledger.add_user(HEAD, top, extension="200", is_head=True)}  # fmt: skip
        for seller in SELLERS:
            users[seller.name] = ledger.add_user(seller.name, groups[seller.team], extension=seller.extension)
        ledger.add_pipeline(deals.PIPELINE, _STAGES, incoming=False)
        ledger.add_field(_COST, "money")
        for code in (_CHANNEL, _CAMPAIGN):
            ledger.add_field(code.lower(), "utm", code=code)
        return users

    def _moving(self, deal: deals.Deal, move: deals.Move) -> Doing:
        def do() -> None:
            at = int(move.at.timestamp())
            if deal.number not in self._deals:
                self._deals[deal.number] = self._open(deal, at)
                return
            ledger, shown = self.ledger, self._deals[deal.number]
            price = {deals.MEASURE: shown.price or deal.guess, deals.PROPOSAL: deal.amount}.get(move.stage, shown.price)
            if price != shown.price:
                ledger.reprice(shown, price, at=at)
            if move.stage in (deals.CONTRACT, deals.WON):
                ledger.change(shown, at=at, values={ledger.field(_COST).id: deal.cost})
            reason = self._reason(deal.lost_reason) if move.stage == deals.LOST and deal.lost_reason else None
            ledger.move(shown, self._stage(move.stage), at=at, reason=reason)

        return do

    def _open(self, deal: deals.Deal, at: int) -> Deal:
        ledger, seller = self.ledger, self._users[deal.seller.name]
        told = {_CHANNEL: deal.channel, _CAMPAIGN: deal.campaign}
        values: dict[int, Value] = {ledger.field(code).id: word for code, word in told.items() if word}
        if deal.client.number not in self._contacts:
            self._contacts[deal.client.number] = ledger.add_contact(deal.client.name, at=at, responsible=seller)
        return ledger.add_deal(f"{deal.product}, {deal.client.name}", at=at, stage=self._stage(deals.NEW),
                               responsible=seller, by=0, contact=self._contacts[deal.client.number],
                               values=values)  # fmt: skip

    def _calling(self, call: calls.Call) -> Doing:
        def do() -> None:
            contact = self._contacts.get(call.client.number) if call.client else None
            if contact is not None and not contact.phone:
                contact.phone = call.phone
                self.ledger.contacts.changed()
            self.ledger.add_call(call.phone, started_at=int(call.started_at.timestamp()), talk=call.talk,
                                 wait=call.wait, direction="in" if call.direction == "in" else "out",
                                 user=self._users[call.seller.name], on=contact)  # fmt: skip

        return do

    def _touching(self, done: touches.Activity) -> Doing:
        def do() -> None:
            ledger, deal, user = self.ledger, self._deals.get(done.deal.number), self._users[done.seller.name]
            at = int(done.at.timestamp())
            if deal is None:
                return
            if done.kind in ("message", "email"):
                kind = "chat" if done.kind == "message" else "mail"
                ledger.add_message(kind, "in" if done.direction == "in" else "out", deal, at=at, user=user)
            elif done.kind == "proposal":
                ledger.add_note(deal, f"КП {done.deal.number}.pdf", at=at, by=user.id, kind="file")
                ledger.add_quote(deal, done.deal.amount, at=at, status="sent")
            elif done.kind == "note":
                ledger.add_note(deal, "Договорились созвониться", at=at, by=user.id)
            else:
                kind = "meeting" if done.kind in ("meeting", "presentation") else "call"
                task = ledger.add_task("Встреча" if kind == "meeting" else "Перезвонить", at=at, due_at=at,
                                       responsible=user, on=deal, kind=kind)  # fmt: skip
                ledger.complete(task, at=at)

        return do

    def _stage(self, name: str) -> Stage:
        return next(stage for stage in self.ledger.pipelines.all[0].stages if stage.name == name)

    def _reason(self, name: str) -> LossReason:
        known = next((one for one in self.ledger.loss_reasons.all if one.name == name), None)
        return known or self.ledger.add_loss_reason(name)
