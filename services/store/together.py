"""One transaction for what several ask at the same moment."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Together(Generic[Asked, Answer]):
    """Carries out at once what was asked meanwhile; whoever comes while it is busy shares the next turn.

    `carry_out` gives the answers in the order of what was asked; its trouble is everybody's who shared the turn.
    """

    def __init__(self, carry_out: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer]]]) -> None:
        self._carry_out = carry_out
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._busy = asyncio.Lock()

    async def __call__(self, one: Asked) -> Answer:
        """The answer, once its turn was carried out."""
        done: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, done))
        try:
            async with self._busy:
                if not done.done():
                    await asyncio.sleep(0)
                    await self._turn()
            return await done
        except asyncio.CancelledError:
            done.cancel()
            raise

    async def _turn(self) -> None:
        turn, self._waiting = [(one, done) for one, done in self._waiting if not done.done()], []
        try:
            answers = await self._carry_out([one for one, _ in turn])
        except Exception as trouble:  # noqa: BLE001  it is told to everybody who shared the turn
            for _, done in turn:
                if not done.done():
                    done.set_exception(trouble)
            return
        except BaseException:
            self._waiting = turn + self._waiting
            raise
        for (_, done), answer in zip(turn, answers, strict=True):
            if not done.done():
                done.set_result(answer)
