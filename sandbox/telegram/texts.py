"""Reads the markup of every text in a request, at any depth, and counts what is left."""

from collections.abc import Iterator, Sequence

from sandbox.telegram.entities.formatting import MOST_ENTITIES, formatted
from sandbox.telegram.facts import Field, Fields, the_facts
from sandbox.telegram.protocol import Refused, Wire, bad
from sandbox.telegram.shapes import Complaint, leaves, variant
from sandbox.telegram.utf16 import length

_ARRAY = "Array of "
_TEXTS = ("text", "message_text", "caption", "title", "quote", "question", "explanation", "description")
_LONGEST_MESSAGE = 4096


def read_texts(value: Wire, fields: Fields, path: str = "") -> list[Complaint]:
    """Put plain text and entities in the place of markup; returns what is odd yet not refused.

    Raises 400 for markup that cannot be read and for texts that are too long or empty.
    """
    notes: list[Complaint] = []
    for name in _TEXTS:
        if isinstance(value.get(name), str) and (written := _marks(name, fields)):
            notes += _read_text(value, name, *written, fields[name], f"{path}{name}")
    for name in [name for name, one in value.items() if isinstance(one, dict | list) and name in fields]:
        for place, one, kind in _objects(value[name], fields[name].types, f"{path}{name}"):
            notes += read_texts(one, the_facts().types[kind], f"{place}.")
    return notes


def _marks(name: str, fields: Fields) -> tuple[str, str] | None:
    """The fields that say how a text is marked up, if it may be."""
    mode = f"{name}_parse_mode" if f"{name}_parse_mode" in fields else "parse_mode"
    entities = f"{name}_entities" if f"{name}_entities" in fields else "entities"
    plain = entities == "entities" and name not in ("text", "message_text")
    return None if plain or mode not in fields or entities not in fields else (mode, entities)


def _read_text(value: Wire, name: str, mode: str, entities: str, field: Field, path: str) -> list[Complaint]:
    notes = []
    if value.get(mode) and value.get(entities):
        notes.append((path, f"{entities} beside {mode} are ignored"))
    plain, found = formatted(value[name], value.pop(mode, None), value.get(entities))
    if len(found) > MOST_ENTITIES:
        notes.append((path, f"{len(found)} entities: all after {MOST_ENTITIES} are dropped"))
    _ensure_fits(name, plain, field)
    value[name], value[entities] = plain, found[:MOST_ENTITIES]
    return notes


def _ensure_fits(name: str, plain: str, field: Field) -> None:
    if name == "text" and not plain and field.limit:
        raise bad("message text is empty")
    most = field.limit.most if field.limit else _LONGEST_MESSAGE
    if length(plain) > most:
        raise bad("message is too long" if name == "text" else f"message {name} is too long")


def _objects(value: object, types: Sequence[str], path: str) -> Iterator[tuple[str, Wire, str]]:
    """The objects in a value, however deep in lists, each with its type."""
    if isinstance(value, list):
        elements = [kind.removeprefix(_ARRAY) for kind in types if kind.startswith(_ARRAY)]
        for at, one in enumerate(value):
            yield from _objects(one, elements, f"{path}[{at}]")
    if isinstance(value, dict):
        known = the_facts().types
        names = [name for kind in types for name in leaves(kind) if name in known]
        if names:
            yield path, value, variant(value, names)


def refusal_of(method: str, complaint: Complaint) -> Refused:
    """The sentence that Telegram has for a complaint; where it has none, the complaint itself."""
    path, what = complaint
    field = path.rsplit(".", 1)[-1]
    missing = what == "required field is missing"
    known = {
        ("text", True): "message text is empty",
        ("chat_id", True): "chat_id is empty",
        ("callback_data", False): "BUTTON_DATA_INVALID",
        ("command", False): "BOT_COMMAND_INVALID",
        ("media", True): "there is no media in the request",
    }
    return bad(known.get((field, missing), f"{method}: {path}: {what}"))
