"""A stand-in of amoCRM (Kommo): API v4 over HTTP on loopback."""

from sandbox.amocrm.server import AmoServer

__all__ = ["AmoServer"]
