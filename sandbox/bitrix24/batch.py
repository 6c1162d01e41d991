"""Fifty commands in one request; it is a good answer even where every command has failed."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from sandbox.bitrix24.lists import Params, Result
from sandbox.crm.protocol import Broken, Refused, Wire, nested
from sandbox.crm.requests import Entry

MOST = 50
_REFERENCE = re.compile(r"\$result((?:\[[^\]]*\])+)")
Call = Callable[[str, Params], tuple[Result, Wire]]


def run(params: Params, call: Call, entry: Entry) -> Wire:
    """The answer of `batch`; `call` does one command and says how long it worked."""
    commands = params.get("cmd")
    several = (
        commands if isinstance(commands, dict) else dict(enumerate(commands)) if isinstance(commands, list) else None
    )
    if several is None:
        raise Broken(400, "ERROR_ARGUMENT", "cmd is neither an object nor a list")
    if len(several) > MOST:
        raise Broken(400, "ERROR_BATCH_LENGTH_EXCEEDED", f"Max batch length exceeded: {len(several)}")
    made: dict[str, Wire] = {
        name: {} for name in ("result", "result_error", "result_total", "result_next", "result_time")
    }
    halts = str(params.get("halt", "0")) in ("1", "True", "true")
    for name, command in several.items():
        try:
            _one(str(name), str(command), made, call)
        except Refused as refused:
            if isinstance(refused, Broken):
                entry.violates(refused.text)
            made["result_error"][str(name)] = {"error": refused.code, "error_description": refused.text}
            if halts:
                break
    return {part: as_php(value) for part, value in made.items()}


def _one(name: str, command: str, made: dict[str, Wire], call: Call) -> None:
    method, _, query = command.partition("?")
    if method == "batch":
        raise Broken(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage")
    pairs = parse_qsl(query, keep_blank_values=True)
    told = nested((key, _REFERENCE.sub(lambda found: _found(found[1], made["result"]), value)) for key, value in pairs)
    result, time = call(method, told)
    made["result"][name], made["result_time"][name] = result.value, time
    if result.total is not None:
        made["result_total"][name] = result.total
    if result.next is not None:
        made["result_next"][name] = result.next


def _found(path: str, results: Wire) -> str:
    """What `$result[deals][items][49][id]` means."""
    value: Any = results
    for key in re.findall(r"\[([^\]]*)\]", path):
        if isinstance(value, list):
            value = value[int(key)] if key.isdigit() and int(key) < len(value) else None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return "" if value is None else str(value)


def as_php(value: Wire) -> Wire | list[Any]:
    """An object as PHP writes it: a list where it is empty or its keys are 0, 1, 2, …"""
    return list(value.values()) if list(value) == [str(at) for at in range(len(value))] else value
