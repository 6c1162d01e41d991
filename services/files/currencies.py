"""Currencies as people write them, alone in a column or beside an amount."""

import re
from collections.abc import Collection

from services.files.clean import plain
from services.files.reads import Circumstances, Reader, Typed, says_nothing

_WORDS: dict[str, str] = {
    "₽": "RUB", "р": "RUB", "руб": "RUB", "рубль": "RUB", "рубля": "RUB", "рублей": "RUB", "рубли": "RUB",
    "rur": "RUB", "rouble": "RUB", "roubles": "RUB", "российский рубль": "RUB",
    "$": "USD", "us$": "USD", "доллар": "USD", "долларов": "USD", "доллар сша": "USD", "долл": "USD",
    "dollar": "USD", "dollars": "USD", "us dollar": "USD",
    "€": "EUR", "евро": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "фунт": "GBP", "pound": "GBP", "pounds": "GBP",
    "¥": "JPY", "иена": "JPY", "yen": "JPY", "元": "CNY", "cn¥": "CNY", "юань": "CNY", "юаней": "CNY", "yuan": "CNY",
    "₸": "KZT", "тг": "KZT", "тенге": "KZT", "br": "BYN", "бел руб": "BYN", "белорусский рубль": "BYN",
    "₴": "UAH", "грн": "UAH", "гривна": "UAH", "гривен": "UAH", "сум": "UZS", "so'm": "UZS", "som": "KGS", "сом": "KGS",
    "₾": "GEL", "лари": "GEL", "֏": "AMD", "драм": "AMD", "₼": "AZN", "манат": "AZN", "₺": "TRY", "tl": "TRY",
    "лира": "TRY", "zł": "PLN", "zl": "PLN", "злотый": "PLN", "kč": "CZK", "₹": "INR", "₪": "ILS", "₩": "KRW",
    "chf": "CHF", "fr": "CHF", "франк": "CHF", "aed": "AED", "дирхам": "AED",
}  # fmt: skip
_SHARED: dict[str, frozenset[str]] = {
    "$": frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"}),
    "¥": frozenset({"JPY", "CNY"}),
    "р": frozenset({"RUB", "BYN"}),
    "руб": frozenset({"RUB", "BYN"}),
    "£": frozenset({"GBP", "EGP"}),
}
"""Signs of several currencies: where one of them is the usual one, the sign means that one."""
_CODE = re.compile("[A-Za-z]{3}")


def currency_named(word: str, usual: str) -> str | None:
    """The ISO code that a word or sign means; `usual` decides between those that share a sign."""
    word = plain(word)
    if usual in _SHARED.get(word, ()):
        return usual
    known = _WORDS.get(word)
    return known or (word.upper() if _CODE.fullmatch(word) else None)


def currency_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Reads a column of currencies: codes, signs and names."""
    del cells

    def read(cell: str) -> Typed | None:
        if says_nothing(cell):
            return None
        currency = currency_named(cell, given.currency)
        if currency is None:
            raise given.strange("cell-currency", cell)
        return currency

    return read
