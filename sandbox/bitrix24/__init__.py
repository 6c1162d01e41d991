"""A stand-in of Bitrix24: REST 1 and 2 over HTTP on loopback."""

from sandbox.bitrix24.server import BitrixServer

__all__ = ["BitrixServer"]
