"""Joins connectors with the store: what opens an account, its tokens and its pace."""
