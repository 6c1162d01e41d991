"""The table of facts is the reference, without its descriptions."""

import json
import warnings
from pathlib import Path

import pytest

from sandbox.telegram.facts import the_facts
from sandbox.telegram.make_facts import FACTS, compact

REFERENCE = Path(__file__).resolve().parents[3] / "shared/contracts/telegram-bot-api.json"


def test_the_table_is_made_from_the_reference():
    if not REFERENCE.exists():
        warnings.warn("THE FACTS ARE NOT COMPARED: the reference is not beside the project", stacklevel=1)
        pytest.skip("the reference of the Bot API is not beside the project")

    made = compact(json.loads(REFERENCE.read_text(encoding="utf-8")))

    assert made == FACTS.read_text(encoding="utf-8"), "run python -m sandbox.telegram.make_facts"


def test_the_table_is_small():
    assert FACTS.stat().st_size < 300_000


def test_every_field_has_types_that_exist():
    facts = the_facts()
    scalars = {"Integer", "Float", "String", "Boolean", "True", "InputFile"}
    known = scalars | set(facts.types) | set(facts.unions)

    named = {
        kind.replace("Array of ", "")
        for fields in (*facts.methods.values(), *facts.types.values())
        for field in fields.values()
        for kind in field.types
    }

    assert named - known == set()
    assert len(facts.methods) == 185


def test_limits_constants_and_needs_are_read():
    facts = the_facts()

    text = facts.methods["sendMessage"]["text"]
    kind = facts.types["InputMediaPhoto"]["type"]

    assert (text.required, text.limit.most, text.limit.parsed) == (True, 4096, True)
    assert kind.constant == "photo"
    assert facts.types["InlineKeyboardButton"]["callback_data"].limit.unit == "bytes"
    assert "👍" in facts.reactions
    assert "✅" not in facts.reactions
