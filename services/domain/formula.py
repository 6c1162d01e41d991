"""A company's own KPI: arithmetic over the product's KPIs, safe to take from a stranger.

Only numbers, KPI keys, + - * / and brackets; no calls, no powers, no attributes. Length, depth and the size of
numbers are bounded, so the worst formula costs as much as the longest good one.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

MAX_LENGTH = 300
MAX_PARTS = 80
_MAX_DIGITS = 12

_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}


class NotAFormula(ValueError):
    """The text is not a formula that Takt can count; `why` and `what` name the trouble for the phrase."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why, what)
        self.why = why
        self.what = what


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula; `names` are the KPI keys it needs."""

    text: str
    names: frozenset[str]
    _tree: ast.expr

    def value(self, numbers: Mapping[str, Fraction | None]) -> Fraction | None:
        """The result; None when a part does not exist or something is divided by zero."""
        try:
            return _value(self._tree, numbers)
        except (ZeroDivisionError, _Missing):
            return None


class _Missing(Exception):
    """A KPI of the formula has no value in this row."""


def read_formula(text: str, known: frozenset[str]) -> Formula:
    """Check the text against the whitelist; raises NotAFormula."""
    if len(text) > MAX_LENGTH:
        raise NotAFormula("too-long")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as trouble:
        raise NotAFormula("not-arithmetic", text[:40]) from trouble
    parts = list(ast.walk(tree))
    if len(parts) > MAX_PARTS:
        raise NotAFormula("too-long")
    names = frozenset(part.id for part in parts if isinstance(part, ast.Name))
    if strangers := sorted(names - known):
        raise NotAFormula("unknown-kpi", strangers[0])
    if not names:
        raise NotAFormula("no-kpi")
    for part in parts:
        _check(part)
    return Formula(text.strip(), names, tree)


def _check(part: ast.AST) -> None:
    allowed = (ast.Name, ast.Load, ast.BinOp, ast.UnaryOp, ast.USub, ast.UAdd, *_OPERATIONS)
    if isinstance(part, ast.Constant):
        if type(part.value) not in (int, float) or len(str(part.value)) > _MAX_DIGITS:
            raise NotAFormula("bad-number", str(part.value)[:40])
        if not str(part.value).replace(".", "", 1).isdecimal():
            raise NotAFormula("bad-number", str(part.value))
    elif not isinstance(part, allowed):
        raise NotAFormula("not-arithmetic", type(part).__name__)


def _value(part: ast.expr, numbers: Mapping[str, Fraction | None]) -> Fraction:
    match part:
        case ast.Constant(value=int() | float() as number):
            return Fraction(str(number))
        case ast.Name(id=key):
            known = numbers.get(key)
            if known is None:
                raise _Missing(key)
            return known
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, numbers)
        case ast.UnaryOp(operand=inner):
            return _value(inner, numbers)
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_value(left, numbers), _value(right, numbers))
        case _:
            raise NotAFormula("not-arithmetic", type(part).__name__)
