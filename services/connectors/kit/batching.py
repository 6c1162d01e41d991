"""Many questions in one: the answer is good as a whole, and troubles stand inside it."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from services.errors import SourceError, Strange

MOST = 50
"""Commands in one batch."""

Send: TypeAlias = Callable[[Mapping[str, str]], Awaitable[Mapping[str, Any]]]
"""Sends commands by their names; returns what stands under `result`: a `result` and a `result_error` by name."""

ErrorOf: TypeAlias = Callable[[str, Any], SourceError]
"""What a trouble of one command means: its name, and what the vendor says of it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some commands: each name is in `results` or in `errors`."""

    results: Mapping[str, Any]
    errors: Mapping[str, SourceError]


async def by_batch(
    send: Send, commands: Mapping[str, str], error_of: ErrorOf, most: int = MOST
) -> AsyncGenerator[Batch]:
    """Commands in batches of `most`; names are words, since lists come back where names are numbers.

    An empty object may come as an empty list. A command that is not answered at all is in `errors` as Strange.
    """
    if any(name.isdigit() for name in commands):
        raise ValueError("names of commands are words")
    left = iter(commands.items())
    while some := dict(islice(left, most)):
        said = await send(some)
        results, errors = _named(said.get("result")), _named(said.get("result_error"))
        troubles = {name: error_of(name, errors[name]) for name in some if name in errors}
        good = {name: results[name] for name in some if name in results and name not in troubles}
        silent = some.keys() - troubles.keys() - good.keys()
        yield Batch(good, troubles | {name: Strange(method="batch", code="missing") for name in silent})


def _named(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    if not value:
        return {}
    raise Strange(method="batch", code="no-object")
