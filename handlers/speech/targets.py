"""What is asked of a day, in words."""

from datetime import time, timedelta
from decimal import Decimal
from fractions import Fraction

from handlers.speech.phrases import Speech
from services.domain.money import Money, to_minor
from services.domain.report import Unit


def target_words(speech: Speech, target: Decimal, unit: str, currency: str) -> str:
    """The target of a norm as people read it, by the unit of its KPI."""
    match Unit(unit):
        case Unit.MOMENT:
            return speech.clock(time(int(target) // 3600, int(target) // 60 % 60))
        case Unit.SECONDS:
            return speech.duration(timedelta(seconds=int(target)))
        case Unit.RATE:
            return speech.rate(Fraction(target))
        case Unit.MONEY:
            return speech.money(Money(to_minor(target, currency), currency))
        case _:
            return speech.number(target)
