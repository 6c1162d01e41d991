"""The mapping file (TOML) that names what headings do not tell.

[columns]        amount = "close_value"    started_at = ["Date", "Time"]    cost = ""  (do not guess it)
[values.status]  Won = "won"
[formats]        created_at = "%d.%m.%Y %H:%M"    amount = "1.234,56"    talk_seconds = "ms"
[defaults]       currency = "EUR"
[skip]           "Call Status" = ["Scheduled", "Cancelled"]
[stages]         order = ["Prospecting", "Engaging"]    qualified = "Engaging"    won = ["Won"]    lost = ["Lost"]
"""

import re
import tomllib
from collections import abc
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeAlias

from services.errors import Refused
from services.files.clean import tidy
from services.files.refusal import shown

_LARGEST = 1 << 20
_LINE = re.compile(r"\(at line ([0-9]+)")
_BARE_WORD = re.compile(r"[^\"'#=\x80-\U0010ffff]*[^\x00-\x7f][^\"'=]*(?:=|\]|$)")
"""A name in another alphabet without quotes around it, which TOML does not take."""
_SECTIONS = ("columns", "values", "formats", "defaults", "skip", "stages")
_STAGES = ("order", "qualified", "won", "lost")
_Toml: TypeAlias = abc.Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a person says about a file; all of it may be empty.

    `columns`: field → headings (none = leave the field out). `values`: field → cell → value, before reading.
    `formats`: field → notation. `defaults`: field → value of new records. `skip`: heading → cells whose rows
    are left out. The stages stand in their order.
    """

    columns: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: abc.Mapping[str, abc.Mapping[str, str]] = field(default_factory=dict)
    formats: abc.Mapping[str, str] = field(default_factory=dict)
    defaults: abc.Mapping[str, str] = field(default_factory=dict)
    skip: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    qualified: tuple[str, ...] = ()
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def load_mapping(data: bytes) -> Mapping:
    """Read a mapping file; Refused with the line or the name of what is wrong in it."""
    toml = _parsed(data)
    for section in toml:
        if section not in _SECTIONS:
            raise Refused("map-section", section=shown(section), sections=", ".join(_SECTIONS))
    stages = _section(toml, "stages")
    for name in stages:
        if name not in _STAGES:
            raise Refused("map-section", section=shown(f"stages.{name}"), sections=", ".join(_STAGES))
    values = _section(toml, "values")
    return Mapping(
        columns={name: tuple(filter(None, headings)) for name, headings in _lists(toml, "columns").items()},
        values={name: _texts(values, name, "values.") for name in values},
        formats=_texts(toml, "formats"),
        defaults=_texts(toml, "defaults"),
        skip=_lists(toml, "skip"),
        order=_list(stages, "order", "stages."),
        qualified=_list(stages, "qualified", "stages."),
        won=_list(stages, "won", "stages."),
        lost=_list(stages, "lost", "stages."),
    )


def _parsed(data: bytes) -> _Toml:
    if len(data) > _LARGEST:
        raise Refused("map-too-big")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as trouble:
        raise Refused("map-encoding", line=data[: trouble.start].count(b"\n") + 1) from trouble
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        found = _LINE.search(str(trouble))
        line = int(found[1]) if found else text.count("\n") + 1
        bare = _BARE_WORD.match(text.split("\n")[line - 1])
        raise Refused("map-quotes" if bare else "map-broken", line=line) from trouble
    except (RecursionError, ValueError) as trouble:
        raise Refused("map-broken", line=1) from trouble


def _section(toml: _Toml, name: str, inside: str = "") -> _Toml:
    found = toml.get(name, {})
    if not isinstance(found, abc.Mapping):
        raise Refused("map-type", name=shown(inside + name))
    return found


def _texts(toml: _Toml, name: str, inside: str = "") -> dict[str, str]:
    section = _section(toml, name, inside)
    return {tidy(key): _text(value, f"{inside}{name}.{key}") for key, value in section.items()}


def _lists(toml: _Toml, name: str) -> dict[str, tuple[str, ...]]:
    section = _section(toml, name)
    return {tidy(key): _list(section, key, f"{name}.") for key in section}


def _list(section: _Toml, key: str, inside: str) -> tuple[str, ...]:
    found = section.get(key, [])
    texts = found if isinstance(found, list) else [found]
    return tuple(_text(item, inside + key) for item in texts)


def _text(value: object, where: str) -> str:
    """A value of the file as the text that a cell would hold."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (str, int, float)):
        return tidy(str(value))
    raise Refused("map-type", name=shown(where))
