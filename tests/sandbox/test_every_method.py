"""Every method of the reference can be asked, fully or barely, and never breaks the server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.telegram.facts import the_facts
from sandbox.telegram.protocol import Asked
from sandbox.telegram.shapes import complaints_about_fields, leaves, typed_values

FACTS = the_facts()
SCALARS = {
    "Integer": 1,
    "Float": 1.5,
    "String": "а",
    "Boolean": True,
    "True": True,
    "InputFile": "file-1",
    "RichText": "а",
}
DEEPEST = 4


def sample(field, depth, whole):
    """Something that a field may hold."""
    if field.constant is not None:
        return field.constant
    kind = field.types[-1] if "InputFile" in field.types else field.types[0]
    return of_kind(kind, depth, whole)


def of_kind(kind, depth, whole):
    """Something of a type; past some depth only what is required."""
    if kind.startswith("Array of "):
        return [of_kind(kind.removeprefix("Array of "), depth, whole)] if depth < DEEPEST else []
    if kind in SCALARS:
        return SCALARS[kind]
    return of_fields(FACTS.types[next(leaves(kind))], depth + 1, whole and depth < 2)


def of_fields(fields, depth=0, whole=False):
    """An object, or the parameters of a method."""
    wanted = {name: field for name, field in fields.items() if field.required or whole}
    return {name: sample(field, depth, whole) for name, field in wanted.items() if "InputFile" not in field.types[:1]}


@pytest.mark.parametrize("whole", [False, True], ids=["barely", "fully"])
@pytest.mark.parametrize("method", [name for name in FACTS.methods if name not in ("getUpdates", "setWebhook")])
async def test_a_sound_request_is_answered_in_the_protocol(server, ask, ann, method, whole):
    values = of_fields(FACTS.methods[method], whole=whole)
    if "chat_id" in values:
        values["chat_id"] = ann.id

    answer = await ask(method, **values)
    spoiled = await ask(method, **values, surplus=1)

    assert answer["ok"] or answer["error_code"] in (400, 403), answer
    assert spoiled["error_code"] == 400
    assert any(one.path == "surplus" for one in server.ledger.violations)


@pytest.mark.parametrize("method", FACTS.methods)
def test_every_required_field_is_missed(method):
    fields = FACTS.methods[method]
    values = of_fields(fields)

    for name in [name for name in values if fields[name].required]:
        rest = {key: value for key, value in values.items() if key != name}
        assert (name, "required field is missing") in complaints_about_fields(rest, fields, "")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(FACTS.methods)), st.data())
def test_rubbish_is_complained_about_and_never_breaks_the_check(method, data):
    fields = FACTS.methods[method]
    values = {name: data.draw(JSON) for name in fields}

    read, _unreadable = typed_values(Asked("", method, values, typed=True))

    assert isinstance(complaints_about_fields(read, fields, ""), list)
