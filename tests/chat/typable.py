"""What people type: commands, periods, names, answers, and the bad input of the world as far as a phone can type it."""

from handlers.screen import LONGEST_TEXT, units
from sandbox.telegram.protocol import Refused
from sandbox.telegram.world import plain
from tests.chat.marked import DAWN, GHOST, HERE, LITTLE, NORTH, SOUTH, SUNSET, THERE
from tests.corpus import CELLS

COMMANDS = ("start", "help", "menu", "kpi", "today", "plan", "report", "team", "funnel", "roi", "deals", "calls",
            "goals", "norms", "rules", "digest", "away", "people", "settings", "language", "my_data")  # fmt: skip
PERIODS = ("вчера", "прошлая неделя", "ноябрь 2026", "с 1 по 24 ноября", "2026-11", "week", "за 30 дней", "завтра",
           "31.02")  # fmt: skip
TEAMS = {NORTH: HERE, LITTLE: HERE, SOUTH: HERE, SUNSET: THERE, DAWN: THERE}
_PEOPLE = [name for name, _role, _team in (*HERE.values(), *THERE.values())] + [GHOST]
NAMES = [name.lower() for name in (*_PEOPLE, *(one.split()[1] for one in _PEOPLE), *TEAMS, "Никто неизвестный")]
"""Typed in small letters, so that an echo of what was typed is not taken for something shown."""

ANSWERS = ("5", "40", "2:00:00", "от 3 до 10", "научиться слушать", "с 1 по 5 декабря", "завтра", "25.11.2026",
           "самара", "новенький иван", "101", "сделано", "0", "-1", "18:45", "21:00-09:00", *NAMES[:6])  # fmt: skip
FITTING = {
    "GoalSteps:text": ("научиться слушать", "меньше говорить"),
    "GoalSteps:months": ("три", "12"),
    "GoalSteps:aim": ("от 3 до 10", "с 5 до 50", "не знаю"),
    "GoalSteps:sure": ("от 4 до 11", "да"),
    "GoalSteps:check": ("5", "стало легче"),
    "GoalSteps:comment": ("так держать",),
    "AwaySteps:days": ("завтра", "с 1 по 5 декабря", "12.12.2026"),
    "ZoneSteps:city": ("самара", "Europe/Moscow", "нигде"),
    "NoticeSteps:quiet": ("21:00-09:00", "8-20", "тихо"),
    "DigestSteps:evening": ("18:45", "8:00", "потом"),
    "Norms:target": ("5", "40", "2:00:00", "09:00"),
    "Colleagues:name": ("новенький иван", "ещё один пётр"),
    "Colleagues:extension": ("101", "205"),
    "Colleagues:last_day": ("завтра", "25.12.2026"),
    "Colleagues:confirming": ("да", "нет"),
}
"""What fits the question that is open; a word about the day is of the one who says it."""

NOTE = "DaySteps:note"


def typed(text):
    """The text as it leaves a phone; None where it would not: no empty text, no half of a character."""
    try:
        return plain(text).text or None
    except Refused:
        return None


def can_be_typed(text):
    """Whether a phone lets it go."""
    return typed(text) is not None and units(text) <= LONGEST_TEXT


TYPED = tuple(text for text in dict.fromkeys(CELLS) if can_be_typed(text))
