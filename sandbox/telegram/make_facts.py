"""Writes `facts.json` from a machine-readable reference of the Bot API.

    python -m sandbox.telegram.make_facts ../shared/contracts/telegram-bot-api.json

Kept are names, types, what is required, constants and limits, one line per method or type; descriptions stay behind.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("facts.json")

_CONSTANT = re.compile(r"(?:must be|always) '?([a-z0-9_]+)'?$")
_QUOTED = re.compile(r'"([^"]+)"')
_KINDS = re.compile(r"'([a-z_]+)' \(")


def compact(reference: dict[str, Any]) -> str:
    """The facts of a reference as text, the same text for the same reference."""
    methods = {name: _fields(method) for name, method in reference["methods"].items()}
    types = {name: one.get("subtypes") or _fields(one) for name, one in reference["types"].items()}
    parts = [
        f'"version": {_json(reference["version"])}',
        f'"reactions": {_json(_words(reference, "ReactionTypeEmoji", "emoji", _QUOTED))}',
        f'"entities": {_json(_words(reference, "MessageEntity", "type", _KINDS))}',
        f'"yes": {_json([name for name, one in reference["methods"].items() if one["returns"] == ["Boolean"]])}',
        f'"methods": {{\n{_lines(methods)}\n}}',
        f'"types": {{\n{_lines(types)}\n}}',
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _words(reference: dict[str, Any], owner: str, field: str, shape: re.Pattern[str]) -> list[str]:
    """The values that a description lists."""
    fields = {one["name"]: one for one in reference["types"][owner]["fields"]}
    return shape.findall(fields[field]["description"])


def _fields(owner: dict[str, Any]) -> dict[str, str]:
    return {field["name"]: _notation(field) for field in owner.get("fields", ())}


def _notation(field: dict[str, Any]) -> str:
    """`String! =photo` or `String! 1..4096 characters parsed`: types, `!` where required, constant, limit."""
    text = "|".join(field["types"]) + ("!" if field["required"] else "")
    if constant := _CONSTANT.search(field["description"]):
        text += f" ={constant[1]}"
    if limit := field.get("limit"):
        text += f" {limit.get('min', 0)}..{limit['max']} {limit['unit']}"
        text += " parsed" if limit.get("after_entities") else ""
    return text


def _lines(entries: dict[str, Any]) -> str:
    return ",\n".join(f"{_json(name)}: {_json(entry)}" for name, entry in entries.items())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> int:
    """Write the table beside this file."""
    reference = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    FACTS.write_text(compact(reference), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
