"""A company's own KPI is arithmetic and nothing else, whoever writes it."""

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.formula import MAX_LENGTH, NotAFormula, read_formula
from services.domain.kpi import known_keys

ATTACKS = (
    "", " ", "()", "1", "1 + 2", "-1", "calls_total(", "calls_total)", "calls_total calls_in", "calls_total +",
    "* calls_total", "__import__('os')", "__import__('os').system('id')", "calls_total.__class__",
    "().__class__.__mro__[1].__subclasses__()", "calls_total.real", "calls_total()", "calls_total(1)",
    "abs(calls_total)", "eval('1')", "exec('x=1')", "open('/etc/passwd').read()", "lambda: calls_total",
    "(lambda x: x)(calls_total)", "[calls_total for calls_total in (1,)]", "{calls_total}", "{calls_total: 1}",
    "{x for x in range(9)}", "(x for x in calls_total)", "(calls_total := 1)", "calls_total = 1",
    "calls_total; calls_in", "calls_total\nimport os", "import os", "del calls_total", "assert calls_total",
    "yield calls_total", "await calls_total", "not calls_total", "~calls_total", "calls_total ** calls_in",
    "9 ** 9 ** 9 ** 9 * calls_total", "calls_total << 99999", "calls_total >> 1", "calls_total % calls_in",
    "calls_total // calls_in", "calls_total & 1", "calls_total | 1", "calls_total ^ 1", "calls_total @ calls_in",
    "calls_total if 1 else 2", "calls_total < 1", "calls_total == calls_in", "calls_total and calls_in",
    "calls_total or 1", "calls_total in (1,)", "calls_total is None", "calls_total[0]", "calls_total[:]",
    "(calls_total,)", "[calls_total]", "*calls_total", "f'{calls_total}'", "'calls_total'", "'a' * calls_total",
    "b'1' + calls_total", "None + calls_total", "True + calls_total", "... + calls_total", "1j * calls_total",
    "1e999 * calls_total", "-1e999 + calls_total", "calls_total * 9999999999999", "calls_total * 0.12345678901234567",
    "calls_total + 0x7fffffffffffffff", "calls_total + 10**100", "CALLS_TOTAL", "calls total", "calls-total",
    "nobody", "os", "__builtins__", "self", "NaN", "inf + calls_total", "calls_total # a remark\n)",
    "calls_total \\\n", "\x00", "calls_total\x00", "calls_total; __import__('os')", "\ud800", "calls_total + \udfff",
    "${calls_total}", "{{calls_total}}", "=calls_total", "'; DROP TABLE facts; --", "calls_total -- 1;",
    "calls_tоtal", "🙂", "١ + calls_totаl", "\u202ecalls_total", "calls_total\u200b", "calls_total − calls_in",
    "calls_total × 2", "calls_total ÷ 2",
)  # fmt: skip

ENORMOUS = {
    "many brackets": "(" * 5_000 + "calls_total" + ")" * 5_000,
    "brackets to the limit": "(" * 140 + "calls_total" + ")" * 140,
    "many signs": "-" * 10_000 + "calls_total",
    "signs to the limit": "-" * 280 + "calls_total",
    "many parts": "+".join(["calls_in"] * 30),
    "a long name": "a" * 10_000,
    "many digits": "calls_total + " + "9" * 10_000,
    "ten kilobytes": "calls_total + calls_in / " * 400 + "1",
    "a long string": "'" + "a" * 10_000 + "'",
    "lambdas": "lambda: " * 1_200 + "calls_total",
    "indices": "calls_total" + "[0]" * 3_000,
    "nots": "not " * 2_500 + "calls_total",
    "powers": "calls_total" + "**9" * 90,
    "spaces": " " * 10_000 + "calls_total",
}


def refused(text):
    started = time.perf_counter()

    with pytest.raises(NotAFormula):
        read_formula(text, known_keys())

    return time.perf_counter() - started


@pytest.mark.parametrize("text", ATTACKS, ids=ascii)
def test_what_is_not_arithmetic_over_kpis_is_refused(text):
    assert refused(text) < 0.5


@pytest.mark.parametrize("text", ENORMOUS.values(), ids=ENORMOUS)
def test_what_is_too_big_is_refused_at_once(text):
    try:
        assert refused(text) < 0.5
    except pytest.fail.Exception:
        formula = read_formula(text, known_keys())
        assert formula.value({"calls_total": Fraction(3), "calls_in": Fraction(1)}) is not None
        assert len(text) <= MAX_LENGTH


@given(st.text(max_size=400))
def test_any_text_is_a_formula_or_is_refused(text):
    try:
        formula = read_formula(text, known_keys())
    except NotAFormula:
        return

    formula.value(dict.fromkeys(known_keys(), Fraction(1)))


@given(st.text(st.sampled_from("calls_total calls_in+-*/()., 0123456789e_[]{}:'\"=<>!%^&|~@\n\\"), max_size=60))
def test_rubbish_that_looks_like_a_formula_costs_nothing(text):
    try:
        formula = read_formula(text, frozenset({"calls_total", "calls_in", "e"}))
    except NotAFormula:
        return

    formula.value({"calls_total": Fraction(7, 3), "calls_in": Fraction(0), "e": None})


NUMBERS = {"meetings": Fraction(3), "calls_connected": Fraction(12), "revenue": None, "margin": Fraction(0)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("meetings / calls_connected", Fraction(1, 4)),
        ("  meetings / calls_connected * 100 ", 25),
        ("(meetings + 1) * -calls_connected", -48),
        ("+meetings - 0.1", Fraction(29, 10)),
        ("1 / 3 * meetings", 1),
        ("meetings - calls_connected - 1", -10),
        ("meetings * 1_000", 3000),
        ("meetings * 1e3", 3000),
    ],
)
def test_arithmetic_is_exact(text, value):
    assert read_formula(text, known_keys()).value(NUMBERS) == value


@pytest.mark.parametrize(
    "text", ["meetings / margin", "meetings / (margin * 5)", "margin / margin", "1 / (meetings - 3)"]
)
def test_a_division_by_nothing_does_not_exist(text):
    assert read_formula(text, known_keys()).value(NUMBERS) is None


def test_what_needs_a_number_that_does_not_exist_does_not_exist():
    assert read_formula("meetings + revenue", known_keys()).value(NUMBERS) is None
    assert read_formula("revenue * 0", known_keys()).value(NUMBERS) is None
    assert read_formula("meetings", known_keys()).value({}) is None


def test_a_formula_names_the_kpis_it_needs():
    formula = read_formula(" meetings/(calls_connected + meetings) ", known_keys())

    assert formula.names == {"meetings", "calls_connected"}
    assert formula.text == "meetings/(calls_connected + meetings)"


@pytest.mark.parametrize(
    ("text", "why", "what"),
    [
        ("calls_totl + 1", "unknown-kpi", "calls_totl"),
        ("meetings +", "not-arithmetic", "meetings +"),
        ("12 * 3", "no-kpi", ""),
        ("meetings" * 40, "too-long", ""),
        ("meetings ** 2", "not-arithmetic", "Pow"),
        ("meetings * 1e999", "bad-number", "inf"),
    ],
)
def test_a_refusal_names_the_trouble(text, why, what):
    with pytest.raises(NotAFormula) as refusal:
        read_formula(text, known_keys())

    assert (refusal.value.why, refusal.value.what) == (why, what)


TREES = st.recursive(
    st.sampled_from(["a", "b", "2", "0.5", "7"]),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner) | inner.map("-{}".format),
    max_leaves=12,
)


@given(TREES, st.fractions(-5, 5, max_denominator=6), st.fractions(-5, 5, max_denominator=6))
def test_a_formula_counts_as_arithmetic_does(text, a, b):
    try:
        formula = read_formula(text, frozenset("ab"))
    except NotAFormula as refused:
        why = refused.why
    else:
        why = ""
    if why:
        assert why in ("no-kpi", "too-long")
        return
    exact = text.replace("0.5", "(1/(1+1))").replace("2", "F(2)").replace("7", "F(7)").replace("1", "F(1)")
    try:
        expected = eval(exact, {"F": Fraction, "a": a, "b": b})
    except ZeroDivisionError:
        expected = None

    assert formula.value({"a": a, "b": b}) == expected
