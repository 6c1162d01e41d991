"""The deals of the stories, as deals like any other."""

from datetime import timedelta

from sandbox.department.calendar import DAY, moment, working_day
from sandbox.department.deals import LOST, NEW, WON, Deal, Move, vat_on
from sandbox.department.leads import Client
from sandbox.department.market import PRODUCTS
from sandbox.department.shifts import Shifts
from sandbox.department.stories import DEALS, Script, ToldDeal

_ENDS = {"won": WON, "lost": LOST}
_FIRST_CLIENT = 90_000


def told_deals(script: Script, shifts: Shifts) -> list[Deal]:
    """Every told deal; they get their numbers among the others later."""
    return [_deal(told, script, shifts, place) for place, told in enumerate(DEALS)]


def _deal(told: ToldDeal, script: Script, shifts: Shifts, place: int) -> Deal:
    created = script.at(told.created, told.seller)
    moves = [Move(script.at((day, clock), told.seller), _ENDS.get(stage, stage)) for day, clock, stage in told.moves]
    making = next(product.making for product in PRODUCTS if product.name == told.product)
    return Deal(
        number=0,
        key=told.key,
        seller=told.seller,
        channel=told.channel,
        campaign=told.campaign,
        product=told.product,
        amount=told.amount,
        guess=round(told.amount / 50_000) * 50_000,
        cost=round(told.amount * 100 / (100 + vat_on(moves[-1].at)) * making / 100) * 100,
        client=Client(_FIRST_CLIENT + place, told.client),
        created_at=created,
        moves=(Move(created, NEW), *moves),
        lost_reason="Ушёл к конкуренту" if moves[-1].stage == LOST else "",
        first_touch_at=shifts.forward(told.seller, created + timedelta(minutes=4), 0.1),
        by_phone=False,
        quiet=told.quiet and (
            moment(working_day(script.anchor, told.quiet[0]), "00:00") + DAY,
            moment(working_day(script.anchor, told.quiet[1]), "00:00"),
        ),
        told=True,
    )  # fmt: skip
