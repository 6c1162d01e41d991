"""Finds the vendors: each package beside `kit` that offers a `VENDOR`; a new folder is found by itself."""

import pkgutil
from importlib import import_module
from types import ModuleType

import services.connectors as home
from services.connectors.kit.contract import Vendor
from services.errors import Refused


def names(where: ModuleType = home) -> list[str]:
    """The keys of all vendors, without loading any."""
    return sorted(one.name for one in pkgutil.iter_modules(where.__path__) if one.ispkg and one.name != "kit")


def vendors(where: ModuleType = home) -> dict[str, Vendor]:
    """All vendors by key."""
    return {name: _vendor(where, name) for name in names(where)}


def vendor(key: str, where: ModuleType = home) -> Vendor:
    """One vendor; Refused when we have no connector for it."""
    if key not in names(where):
        raise Refused("vendor-unknown", known=", ".join(names(where)))
    return _vendor(where, key)


def _vendor(where: ModuleType, name: str) -> Vendor:
    made = getattr(import_module(f"{where.__name__}.{name}"), "VENDOR", None)
    if not isinstance(made, Vendor) or made.key != name:
        raise TypeError(f"the package {name} has to offer VENDOR, a Vendor of that key")
    return made
