"""What a person hears when something went wrong; the one place where commands' errors end."""

import logging

from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.fsm.context import FSMContext
from aiogram.types import ErrorEvent

from handlers.screen import Show
from handlers.speech import Speech
from handlers.views.refusals import mistake_screen, refusal_screen
from services.domain.rights import Member
from services.errors import Gone, ServiceError

_log = logging.getLogger(__name__)

LATER = (TelegramRetryAfter, TelegramNetworkError, TelegramServerError)
"""Not the person's trouble and not ours: the whole update waits and is handled again."""


async def told(
    event: ErrorEvent,
    show: Show | None = None,
    speech: Speech | None = None,
    me: Member | None = None,
    state: FSMContext | None = None,
) -> bool:
    """Say it in the person's language; what Telegram refuses for now is left to the reception."""
    trouble = event.exception
    if isinstance(trouble, LATER):
        raise trouble
    if isinstance(trouble, TelegramForbiddenError):
        _log.info("a reply could not be delivered: the person does not want the bot")
        return True
    company = me.company.id if me is not None else None
    if isinstance(trouble, Gone) and state is not None:
        await state.clear()
    if isinstance(trouble, ServiceError):
        if show is not None and speech is not None:
            await show(refusal_screen(trouble, speech, company))
        return True
    _log.error("a command failed", exc_info=trouble)
    if show is not None and speech is not None:
        await show(mistake_screen(speech, company))
    return True
