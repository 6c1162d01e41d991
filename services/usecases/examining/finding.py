"""What an examination finds: a grade, a phrase that says what to do, and its values."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from services.errors import ServiceError

FoundValue: TypeAlias = str | int | datetime


class Grade(StrEnum):
    """How much somebody has to do about it: nothing, look at it some day, act."""

    OK = "ok"
    LOOK = "look"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor."""

    grade: Grade
    phrase: str
    values: Mapping[str, FoundValue]


def ok(phrase: str, /, **values: FoundValue) -> Finding:
    """As it should be."""
    return Finding(Grade.OK, phrase, values)


def look(phrase: str, /, **values: FoundValue) -> Finding:
    """It works, and somebody should know."""
    return Finding(Grade.LOOK, phrase, values)


def trouble(phrase: str, /, **values: FoundValue) -> Finding:
    """It does not work until somebody acts."""
    return Finding(Grade.TROUBLE, phrase, values)


async def examined(part: Awaitable[list[Finding]]) -> list[Finding]:
    """The findings of a part; one that cannot be carried out is itself a finding."""
    try:
        return await part
    except ServiceError as refusal:
        return [trouble(refusal.phrase, **refusal.values)]
