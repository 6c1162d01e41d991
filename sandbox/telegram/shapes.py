"""Checks values against the reference at any depth: no unknown field, no wrong type, nothing missing."""

import json
import re
from collections.abc import Callable, Iterator, Sequence

from sandbox.telegram.facts import Fields, Limit, the_facts
from sandbox.telegram.protocol import Asked, Upload, Wire
from sandbox.telegram.utf16 import length

Complaint = tuple[str, str]
"""Where, and what is wrong there."""

_ARRAY = "Array of "
_ATTACH = "attach://"
_FILES = {
    *("media", "thumbnail", "cover", "photo", "document", "audio", "voice", "video", "video_note", "animation"),
    *("sticker", "certificate"),
}
_WHOLE = re.compile(r"-?\d{1,19}")
_NUMBER = re.compile(r"-?\d{1,19}(\.\d{1,19})?([eE]-?\d{1,3})?")
_TRUTHS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_LOOSE = {"RichText": ("String", f"{_ARRAY}RichText")}
"""A rich text is also plain text, or several rich texts; the reference says so in words only."""

_WRITTEN = {"text", "message_text"}
"""Counted after their markup has been read, whatever the table says."""

_SCALARS: dict[str, Callable[[object], bool]] = {
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63,
    "Float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
    "True": lambda value: value is True,
    "InputFile": lambda value: isinstance(value, Upload),
}


def typed_values(asked: Asked) -> tuple[Wire, list[Complaint]]:
    """The request's values with the types that its fields have; files stand where they belong."""
    fields = the_facts().methods[asked.method]
    values: Wire = {name: asked.uploads[name] for name in asked.uploads if name in fields}
    complaints: list[Complaint] = []
    for name, value in asked.values.items():
        values[name] = value
        if name in fields and isinstance(value, str):
            try:
                values[name] = _from_text(value, fields[name].types, asked)
            except ValueError as trouble:
                complaints.append((name, str(trouble)))
    named = {*_attached(values), *_attached(asked.values)}
    complaints += [
        (name, "this file is attached to nothing") for name in asked.uploads if name not in {*fields, *named}
    ]
    complaints += [("", f"attach://{name} names no file of this request") for name in named - set(asked.uploads)]
    return values, complaints


def _attached(value: object) -> Iterator[str]:
    """The files that objects inside a request refer to."""
    if isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _attached(one)
    if isinstance(value, dict):
        addresses = [one for name, one in value.items() if name in _FILES and isinstance(one, str)]
        yield from (one.removeprefix(_ATTACH) for one in addresses if one.startswith(_ATTACH))


def _from_text(value: str, types: Sequence[str], asked: Asked) -> object:
    """A value of a form as what it stands for; JSON keeps its own types."""
    if "InputFile" in types and value.startswith(_ATTACH):
        return asked.uploads.get(value.removeprefix(_ATTACH), value)
    kinds = set(types)
    if not kinds & set(_SCALARS):
        return _from_json(value)
    if asked.typed:
        return value
    if "Integer" in kinds and _WHOLE.fullmatch(value):
        return int(value)
    if "Float" in kinds and _NUMBER.fullmatch(value):
        return float(value)
    if kinds & {"Boolean", "True"} and value.lower() in _TRUTHS:
        return _TRUTHS[value.lower()]
    return value


def _from_json(value: str) -> object:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise ValueError("can't parse JSON") from None


def complaints_about(value: object, types: Sequence[str], path: str) -> list[Complaint]:
    """What is wrong with a value that should be of one of the types."""
    if any(_SCALARS[kind](value) for kind in types if kind in _SCALARS):
        return []
    types = [*types, *(loose for kind in types for loose in _LOOSE.get(kind, ()))]
    if isinstance(value, str) and "String" in types:
        return []
    elements = [kind.removeprefix(_ARRAY) for kind in types if kind.startswith(_ARRAY)]
    if isinstance(value, list) and elements:
        return [
            complaint for at, one in enumerate(value) for complaint in complaints_about(one, elements, f"{path}[{at}]")
        ]
    objects = [name for kind in types if kind not in _SCALARS and not kind.startswith(_ARRAY) for name in leaves(kind)]
    if isinstance(value, dict) and objects:
        return complaints_about_fields(value, the_facts().types[variant(value, objects)], path)
    return [(path, f"expected {' or '.join(types)}, got {_said(value)}")]


def complaints_about_fields(value: Wire, fields: Fields, path: str) -> list[Complaint]:
    """What is wrong with an object, or with the parameters of a method."""
    return list(_about_fields(value, fields, path))


def _about_fields(value: Wire, fields: Fields, path: str) -> Iterator[Complaint]:
    inside = f"{path}." if path else ""
    for name in value:
        if name not in fields:
            yield f"{inside}{name}", "unknown field"
    for name, field in fields.items():
        if name not in value or value[name] is None:
            if field.required:
                yield f"{inside}{name}", "required field is missing"
            continue
        wrong = complaints_about(value[name], field.types, f"{inside}{name}")
        yield from wrong
        if not wrong:
            limit = None if "parse_mode" in fields and name in _WRITTEN else field.limit
            yield from _about_value(value[name], field.constant, limit, f"{inside}{name}")


def _about_value(value: object, constant: str | None, limit: Limit | None, path: str) -> Iterator[Complaint]:
    if constant is not None and value != constant:
        yield path, f"must be {constant}"
    if limit is not None and not limit.parsed:
        size = _size(value, limit.unit)
        if not limit.least <= size <= limit.most:
            yield path, f"{limit.least}..{limit.most} {limit.unit} allowed, got {size}"


def _size(value: object, unit: str) -> int:
    if isinstance(value, int):
        return value
    if isinstance(value, list):
        return sum(length(str(one)) for one in value)
    return len(str(value).encode("utf-8", "surrogatepass")) if unit == "bytes" else length(str(value))


def leaves(kind: str) -> Iterator[str]:
    """The types an object may really have: a union's members, theirs, or the type itself."""
    unions = the_facts().unions
    if kind not in unions:
        yield kind
    for member in unions.get(kind, ()):
        yield from leaves(member)


def variant(value: Wire, names: Sequence[str]) -> str:
    """The type that an object is meant to have: the one whose constants and fields it fits best."""
    if len(names) == 1:
        return names[0]
    types = the_facts().types
    return min(names, key=lambda name: _strangeness(value, types[name]))


def _strangeness(value: Wire, fields: Fields) -> tuple[int, int]:
    """How little an object looks like a type, at a glance: wrong constants, then fields too many or too few."""
    constants = sum(one.constant not in (None, value.get(name)) for name, one in fields.items())
    missing = sum(one.required and name not in value for name, one in fields.items())
    return constants, missing + sum(name not in fields for name in value)


def _said(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
