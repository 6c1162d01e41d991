"""One gate for every request: shape, texts, limits; what breaks the reference is refused and remembered."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.telegram.facts import the_facts
from sandbox.telegram.limits import ensure_within_limits
from sandbox.telegram.protocol import Asked, Refused, Upload, Violation, Wire, bad
from sandbox.telegram.shapes import complaints_about_fields, typed_values
from sandbox.telegram.texts import read_texts, refusal_of


class Broken(Refused):
    """A request that breaks the reference: an answer for the bot, and words for whoever wrote it."""

    def __init__(self, refusal: Refused, violations: tuple[Violation, ...]) -> None:
        super().__init__(refusal.status, refusal.description)
        self.violations = violations


@dataclass(frozen=True, slots=True)
class Checked:
    """A sound request: typed values with plain texts, and what is odd about it."""

    method: str
    values: Wire
    uploads: Mapping[str, Upload]
    notes: tuple[Violation, ...] = ()


def checked(asked: Asked) -> Checked:
    """The request with its values read; raises Broken where it breaks the reference."""
    try:
        return _checked(asked)
    except RecursionError:
        told = (Violation(asked.method, "", "nested too deeply"),)
        raise Broken(bad("can't parse JSON: nested too deeply"), told) from None


def _checked(asked: Asked) -> Checked:
    method = asked.method
    values, unreadable = typed_values(asked)
    fields = the_facts().methods[method]
    complaints = unreadable or complaints_about_fields(values, fields, "")
    if complaints:
        told = tuple(Violation(method, path, what) for path, what in complaints)
        raise Broken(refusal_of(method, complaints[0]), told)
    values = {name: value for name, value in values.items() if value is not None}
    try:
        notes = read_texts(values, fields) + ensure_within_limits(method, values)
    except Refused as refusal:
        raise Broken(refusal, (Violation(method, "", refusal.description),)) from None
    return Checked(method, values, asked.uploads, tuple(Violation(method, path, what) for path, what in notes))
