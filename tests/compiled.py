"""Statements of all tests in a process are compiled once for each kind of database, not anew for each database."""

from sqlalchemy import Engine, event
from sqlalchemy.util import LRUCache


class _OfOneKind:
    """The cache of an engine, shared by all engines that speak the same: the engine's own dialect is left out."""

    def __init__(self):
        self._kept = LRUCache(2_000)

    def get(self, key):
        return self._kept.get(key[1:])

    def __setitem__(self, key, compiled):
        self._kept[key[1:]] = compiled


_kinds = {}


def share():
    """From now on engines share what they have compiled."""
    event.listen(Engine, "engine_connect", _shared)


def _shared(connection):
    kind = connection.dialect.name, connection.dialect.driver
    connection.engine._compiled_cache = _kinds.setdefault(kind, _OfOneKind())
