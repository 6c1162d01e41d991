"""The words of a typed period: text in Russian or English → marks, one letter each with its numbers.

The letters are the alphabet in which `period_grammar` writes its sentences:
`n` number · `o` 15-го · `i` первый, III · `y` year · `m` month · `w` weekday · `t` вчера · `d` date · `e` day
and month · `f` month of a year · `q` Q3 · `v` W47 · `h` H1 · `r` this, last, next (as a shift) · `l` the latest ·
`z` за · `b` beginning · `c` end · `a` ago · `x` to date · `s` from · `S` between · `&` and · `~` to.
Units: `D M Q H Y`; for weeks and quarters the form of the word tells a name from an amount: `W` неделя,
`U` неделю or week, `V` недель, `R` квартала, `P` кварталов.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

Mark: TypeAlias = tuple[str, tuple[int, ...]]

LONGEST = 100
"""No phrase for a period is longer; what is longer is refused unread."""

_A_YEAR = r"(?:19|2[01])[0-9]{2}(?![-.0-9])"
_SHAPES: Mapping[str, str] = {
    "date": r"[0-9]{4}(?P<dash>[-./])[0-9]{1,2}(?P=dash)[0-9]{1,2}(?![0-9])",
    "turned_date": (r"(?:[0-9]{1,2}(?P<dot>[./])[0-9]{1,2}(?P=dot)[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2})(?![0-9])"),
    "year_part": r"[0-9]{4}[- ]?(?:[qh][1-4]|w[0-9]{1,2})(?![0-9a-z])",
    "year_month": r"[0-9]{4}[-./][0-9]{2}(?![0-9])",
    "month_year": r"[0-9]{1,2}[./][0-9]{4}(?![0-9])",
    "day_month": r"[0-9]{1,2}\.[0-9]{1,2}(?![0-9])",
    "part": rf"(?:[qh][1-4]|w[0-9]{{1,2}})(?![0-9a-z])(?:-(?={_A_YEAR}))?",
    "ordinal": r"[0-9]{1,2}(?:-?(?:ого|го|ое|е|ый|ий|й|ая|я|ую|ю|ой|ом|м)(?![а-я])|(?:st|nd|rd|th)(?![a-z]))",
    "number": r"[0-9]{1,4}(?![0-9])",
    "word": rf"[a-zа-я]+(?:-(?={_A_YEAR}))?",
    "to": r"\.{2,3}|…|-",
    "nothing": r"[ ,.]",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items()))
_LETTERS = {"date": "d", "year_month": "f", "day_month": "e", "ordinal": "o", "to": "~"}
_SAME = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | {ord("ё"): "е"}
_FUSED = (("to date", "todate"), ("day before yesterday", "позавчера"))
_YEARS = range(1900, 2200)

_PLAIN: Mapping[str, str] = {
    "": "в во на г of the in on for during период period число числа числе",
    "z": "за",
    "s": "с со c от from since",
    "S": "между between",
    "&": "и and",
    "~": "по до to through thru till until",
    "b": "начала начало beginning start",
    "c": "конца конец end",
    "a": "назад ago",
    "x": "todate",
    "D": "день дня дней дню дн д day days d сутки суток",
    "U": "неделю week",
    "W": "неделя неделе",
    "V": "недели недель нед weeks w wk",
    "M": "месяц месяца месяцев месяце мес month months",
    "Q": "квартал квартале кв quarter q",
    "R": "квартала",
    "P": "кварталов quarters",
    "H": "полугодие полугодии полугодия half",
    "Y": "год года году лет year years",
    "l": "past latest",
}
_VALUED: Mapping[str, Mapping[int, str]] = {
    "t": {0: "сегодня today", -1: "вчера yesterday", -2: "позавчера", 1: "завтра tomorrow"},
    "r": {0: "эта эту это этот эти этой этом этого this current", -1: "last previous prev", 1: "next"},
    "i": {1: "i first", 2: "ii second", 3: "iii third третье третьем третьего третья", 4: "iv fourth"},
    "n": {
        1: "один одну одна one", 2: "два две двух two", 3: "три трех three", 4: "четыре четырех four",
        5: "пять five", 6: "шесть six", 7: "семь seven", 8: "восемь eight", 9: "девять nine", 10: "десять ten",
    },
}  # fmt: skip
_STEMS: tuple[tuple[str, str, tuple[tuple[int, str], ...]], ...] = (
    ("r", "ий ый ая яя ое ее ой ей ую юю ом ем ого его ие ые их ых", (
        (0, "текущ"), (-1, "прошл предыдущ минувш"), (-2, "позапрошл"), (1, "следующ будущ"),
    )),
    ("l", "ий яя ее ей юю ем его ие их", ((0, "последн"),)),
    ("i", "ый ой ое ом ого ая", ((1, "перв"), (2, "втор"), (4, "четверт"))),
    ("i", "ий", ((3, "трет"),)),
    ("m", "ь я е ю", (
        (1, "январ"), (2, "феврал"), (4, "апрел"), (6, "июн"), (7, "июл"), (9, "сентябр"), (10, "октябр"),
        (11, "ноябр"), (12, "декабр"),
    )),
    ("m", "т та те ту", ((3, "мар"), (8, "авгус"))),
    ("m", "й я е ю", ((5, "ма"),)),
    ("w", "к ка ку ки", ((0, "понедельни"), (1, "вторни"))),
    ("w", "а у ы е", ((2, "сред"), (4, "пятниц"), (5, "суббот"))),
    ("w", "г га гу ги", ((3, "четвер"),)),
    ("w", "е я ю", ((6, "воскресень"),)),
)  # fmt: skip
_SHORT_MONTHS = (
    "янв january jan", "фев февр february feb", "мар march mar", "апр april apr", "may", "июн june jun",
    "июл july jul", "авг august aug", "сен сент september sep sept", "окт october oct", "ноя нояб november nov",
    "дек december dec",
)  # fmt: skip
_SHORT_WEEKDAYS = (
    "пн monday mon", "вт tuesday tue tues", "ср wednesday wed", "чт thursday thu thurs", "пт friday fri",
    "сб saturday sat", "вс sunday sun",
)  # fmt: skip


def _vocabulary() -> dict[str, tuple[Mark, ...]]:
    """Every word that may stand in a phrase, with its marks; a word without meaning has none."""
    known: list[tuple[str, tuple[int, ...], str]] = [(letter, (), words) for letter, words in _PLAIN.items()]
    known += [(letter, (n,), words) for letter, table in _VALUED.items() for n, words in table.items()]
    known += [("m", (n,), words) for n, words in enumerate(_SHORT_MONTHS, 1)]
    known += [("w", (n,), words) for n, words in enumerate(_SHORT_WEEKDAYS)]
    for letter, endings, table in _STEMS:
        for number, stems in table:
            words = " ".join(stem + ending for stem in stems.split() for ending in endings.split())
            known.append((letter, (number,), words))
    marks: dict[str, tuple[Mark, ...]] = {
        word: ((letter, numbers),) if letter else () for letter, numbers, words in known for word in words.split()
    }
    to_date = {"mtd": "M", "qtd": "Q", "ytd": "Y", "wtd": "U"}
    marks |= {word: ((unit, ()), ("x", ())) for word, unit in to_date.items()}
    return marks | {"полгода": (("n", (1,)), ("H", ()))}


_WORDS = _vocabulary()


def read_marks(text: str) -> list[Mark] | None:
    """The marks of the phrase in order, or None when anything in it is no part of a period.

    Linear in the length of the text, whatever stands in it.
    """
    phrase = " ".join(text.split()).lower().translate(_SAME)
    if len(phrase) > LONGEST:
        return None
    for words, word in _FUSED:
        phrase = phrase.replace(words, word)
    marks: list[Mark] = []
    at = 0
    while at < len(phrase):
        token = _TOKEN.match(phrase, at)
        found = _marks_of(str(token.lastgroup), token.group()) if token else None
        if token is None or found is None:
            return None
        marks.extend(found)
        at = token.end()
    return marks


def _marks_of(shape: str, text: str) -> tuple[Mark, ...] | None:
    """The marks of one token, or None when it is no word and no number of ours."""
    numbers = tuple(int(digits) for digits in re.findall("[0-9]+", text))
    match shape:
        case "word":
            return _WORDS.get(text.rstrip("-"))
        case "nothing":
            return ()
        case "number" if len(text) == 4:
            return (("y", numbers),) if numbers[0] in _YEARS else None
        case "number":
            return (("n", numbers),)
        case "part":
            return (_part(text[0], numbers[0]),)
        case "year_part":
            return ("y", numbers[:1]), _part(text.strip("0123456789- ")[0], numbers[1])
        case "month_year":
            return (("f", numbers[::-1]),)
        case "turned_date":
            return _turned_date("/" in text, *numbers)
        case _:
            return ((_LETTERS[shape], numbers),)


def _part(letter: str, number: int) -> Mark:
    return {"q": "q", "w": "v", "h": "h"}[letter], (number,)


def _turned_date(slashes: bool, day: int, month: int, year: int) -> tuple[Mark, ...] | None:
    """Day first, except that with slashes nobody knows unless the day cannot be a month."""
    if slashes and day <= 12 and day != month:
        return None
    return (("d", (year if year > 99 else 2000 + year, month, day)),)
