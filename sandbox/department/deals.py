"""The way of a deal through the stages, every moment of it; nothing here knows what time it is now."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from sandbox.department.chance import around, dice
from sandbox.department.leads import Client, Lead
from sandbox.department.people import Seller
from sandbox.department.shifts import NEVER, Shifts
from sandbox.department.stories import Script

NEW, MEASURE, PROPOSAL, CONTRACT = "Новая заявка", "Замер", "Предложение", "Договор"
WON, LOST = "Успешно реализовано", "Закрыто и не реализовано"
STAGES = (NEW, MEASURE, PROPOSAL, CONTRACT, WON, LOST)
PIPELINE = "Окна и входные группы"


@dataclass(frozen=True, slots=True)
class _Step:
    """What it takes to come into a stage; hours are of the manager's work."""

    stage: str
    odds: float
    hours: float
    lost_hours: float
    reasons: tuple[str, ...]


_STEPS = (
    _Step(MEASURE, 0.6, 5, 13, ("Не дозвонились", "Не наш профиль", "Просто узнавал цену", "Ошибся номером")),
    _Step(PROPOSAL, 0.87, 10, 15, ("Передумал", "Не устроил срок", "Отложил до весны")),
    _Step(CONTRACT, 0.5, 22, 34, ("Дорого", "Ушёл к конкуренту", "Отложил до весны", "Перестал отвечать")),
    _Step(WON, 0.88, 20, 28, ("Не согласовали бюджет", "Ушёл к конкуренту", "Не устроили условия оплаты")),
)
_SKIPPED_MEASURE = 0.06
_MEASURED_AGAIN = 0.05
_USUAL_AMOUNT = 130_000


@dataclass(frozen=True, slots=True)
class Move:
    """A deal comes into a stage."""

    at: datetime
    stage: str


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal from its first day to its last; `quiet` is the time in which nobody touches it."""

    number: int
    key: str
    seller: Seller
    channel: str
    campaign: str
    product: str
    amount: int
    guess: int
    cost: int
    client: Client
    created_at: datetime
    moves: tuple[Move, ...]
    lost_reason: str
    first_touch_at: datetime
    by_phone: bool
    quiet: tuple[datetime, datetime] | None = None
    told: bool = False

    @property
    def closed_at(self) -> datetime | None:
        """When it was won or lost; None for one that stays open."""
        last = self.moves[-1]
        return last.at if last.stage in (WON, LOST) and last.at < NEVER else None

    @property
    def won(self) -> bool:
        """Whether it ends well."""
        return self.moves[-1].stage == WON and self.closed_at is not None

    def entered(self, stage: str) -> datetime | None:
        """When it first came into the stage."""
        return next((move.at for move in self.moves if move.stage == stage), None)


def vat_on(at: datetime) -> int:
    """The rate of VAT inside an amount, in per cent: it rose with 2026."""
    return 20 if at.year < 2026 else 22


def deal_of(lead: Lead, script: Script, shifts: Shifts, seed: int, number: int) -> Deal:
    """What becomes of a lead."""
    chance = dice(seed, "deal", lead.key, lead.at.date())
    wait = 0.0 if lead.by_phone else around(chance, lead.seller.answers, 0.9)
    if chance.random() < 0.05:
        wait += 8 * chance.random()
    touch = lead.at if lead.by_phone else shifts.forward(lead.seller, lead.at, wait)
    moves, reason = _walk(chance, lead, script, shifts, touch)
    net = lead.amount * 100 / (100 + vat_on(moves[-1].at if moves[-1].at < NEVER else lead.at))
    return Deal(
        number=number,
        key=lead.key,
        seller=lead.seller,
        channel=lead.channel.name,
        campaign=lead.campaign,
        product=lead.product,
        amount=lead.amount,
        guess=max(20_000, round(lead.amount * chance.uniform(0.8, 1.15) / 10_000) * 10_000),
        cost=round(net * lead.making / 100) * 100,
        client=lead.client,
        created_at=lead.at,
        moves=tuple(move for move in moves if move.at < NEVER),
        lost_reason=reason,
        first_touch_at=touch,
        by_phone=lead.by_phone,
    )


def _walk(chance: Random, lead: Lead, script: Script, shifts: Shifts, touch: datetime) -> tuple[list[Move], str]:
    """The moves of a deal, and why it was lost."""
    moves, at, seller = [Move(lead.at, NEW)], max(touch, lead.at), lead.seller
    slow = seller.slow * (lead.amount / _USUAL_AMOUNT) ** 0.25
    skips = chance.random() < _SKIPPED_MEASURE
    for step in _STEPS:
        if chance.random() >= _odds(step, lead, script, at):
            if chance.random() < seller.leaves_open:
                return moves, ""
            at = shifts.forward(seller, at, around(chance, step.lost_hours * slow, 0.7))
            return [*moves, Move(at, LOST)], chance.choice(step.reasons)
        if skips and step.stage == MEASURE:
            continue
        at = shifts.forward(seller, at, around(chance, step.hours * slow))
        moves.append(Move(at, step.stage))
        if step.stage == PROPOSAL and chance.random() < _MEASURED_AGAIN:
            for stage in (MEASURE, PROPOSAL):
                at = shifts.forward(seller, at, around(chance, 9))
                moves.append(Move(at, stage))
    return moves, ""


def _odds(step: _Step, lead: Lead, script: Script, at: datetime) -> float:
    """The chance of the next stage: the first depends on where the client came from, the contract on the manager."""
    if step.stage == MEASURE:
        return min(0.92, step.odds * lead.channel.quality)
    if step.stage == CONTRACT:
        return step.odds * lead.seller.closing * script.trouble(lead.seller, at) * min(1.1, lead.channel.quality + 0.3)
    return step.odds
