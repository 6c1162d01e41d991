"""Identifiers: 63-bit integers made by us from what the thing is, unique over the installation."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import NewType

CompanyId = NewType("CompanyId", int)
PersonId = NewType("PersonId", int)
TeamId = NewType("TeamId", int)
DealId = NewType("DealId", int)

NOBODY = PersonId(0)
"""The owner of facts that belong to no one yet; shown as null, counted in totals."""

_SEPARATOR = "\x1f"


def digest_ids(company: int, kind: str, names: Iterable[str]) -> list[int]:
    """The ids of many things of one kind: the same as `digest_id` gives each."""
    start = blake2b(f"{company}{_SEPARATOR}{kind}{_SEPARATOR}".encode("utf-8", "surrogatepass"), digest_size=8)
    ids = []
    for name in names:
        digest = start.copy()
        digest.update(name.encode("utf-8", "surrogatepass"))
        ids.append(int.from_bytes(digest.digest(), "big") >> 1 or 1)
    return ids


def digest_id(company: int, *parts: str | int) -> int:
    """Return the 63-bit id of a thing, the same in every process and on every machine.

    The id follows from the company and the natural key, so a deal may be named by its payments
    before the deal itself has come, and a repeated import finds what it wrote.
    """
    key = _SEPARATOR.join((str(company), *map(str, parts)))
    number = int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
    return number or 1
