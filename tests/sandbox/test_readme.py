"""The page that tells how to play names only what is there."""

import re
from pathlib import Path

import pytest

from sandbox.telegram.control.application import control_of

README = (Path(__file__).resolve().parents[2] / "sandbox/README.md").read_text(encoding="utf-8")


def named(owner):
    """The words that the page puts behind a name."""
    return sorted(set(re.findall(rf"\b{owner}\.(\w+)", README)))


@pytest.mark.parametrize("owner", ["ann", "server", "press"])
async def test_every_name_of_the_page_exists(server, ann, owner):
    things = {"ann": ann, "server": server, "press": await ann.presses(data="x")}

    assert [name for name in named(owner) if not hasattr(things[owner], name)] == []
    assert len(named(owner)) >= 3


def test_every_route_of_the_control_stands_on_the_page(server):
    routes = {route.resource.canonical for route in control_of(server).router.routes()}
    words = {re.sub(r"\{[^}]*\}", "", word) for route in routes for word in route.strip("/").split("/")} - {""}

    assert [word for word in sorted(words) if word not in README] == []
