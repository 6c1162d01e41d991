"""Vendors of tests, laid out as ours are."""
