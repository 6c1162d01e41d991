"""No update waits for a thread only to learn whether a handler takes it."""

from aiogram import Dispatcher

from bot.chat import make_dispatcher
from tests.marks import on_sqlite


def every_filter(router):
    for kind, observer in router.observers.items():
        for handler in observer.handlers:
            yield from ((router.name, kind, handler.callback.__name__, one) for one in handler.filters or ())
        yield from ((router.name, kind, "all", one) for one in observer._handler.filters or ())
    for below in router.sub_routers:
        yield from every_filter(below)


@on_sqlite
def test_every_filter_and_every_handler_is_a_coroutine(house):
    dispatcher = make_dispatcher(house, None)

    filters = list(every_filter(dispatcher))

    assert isinstance(dispatcher, Dispatcher) and len(filters) > 50
    assert [where[:3] for *where, one in filters if not one.awaitable] == []
