"""Marks for tests that mean one kind of database only, and for many cases of one kind."""

import pytest

on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize("backend", ["postgres"], indirect=True)


def some_now(cases, every):
    """Each so many of the cases runs with every test, the others with the long ones."""
    return [one if place % every == 0 else pytest.param(one, marks=pytest.mark.long) for place, one in enumerate(cases)]
