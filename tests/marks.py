"""Marks for tests that mean one kind of database only, and for many cases of one kind."""

import pytest

on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize("backend", ["postgres"], indirect=True)


def some_now(cases, every):
    """Each so many of the cases runs with every test, the others with the long ones; a tuple is several arguments."""
    return [one if place % every == 0 else _long(one) for place, one in enumerate(cases)]


def _long(one):
    return pytest.param(*(one if isinstance(one, tuple) else (one,)), marks=pytest.mark.long)
