"""Letters as screens: for each kind the words for its data."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from handlers.screen import Screen, plain
from handlers.speech import Speech
from handlers.views.letter_card import card_screen
from handlers.views.letter_digest import day_digest_screen, week_digest_screen
from handlers.views.letter_failed import failed_screen
from handlers.views.letter_import import import_screen
from handlers.views.letter_nudge import met_screen, pace_screen, start_screen
from handlers.views.letter_report import report_screen
from handlers.views.letter_source import trouble_screen, well_screen
from services.domain.letters import LetterKind
from services.domain.rights import Member

Words: TypeAlias = Callable[[Mapping[str, Any], Member, Speech], Screen]

VIEWS: Mapping[LetterKind, Words] = {
    LetterKind.START_OF_DAY: start_screen,
    LetterKind.PACE: pace_screen,
    LetterKind.NORM_MET: met_screen,
    LetterKind.DAY_CARD: card_screen,
    LetterKind.DAY_REPORT: report_screen,
    LetterKind.DIGEST_DAY: day_digest_screen,
    LetterKind.DIGEST_WEEK: week_digest_screen,
    LetterKind.DELIVERY_FAILED: failed_screen,
    LetterKind.IMPORT_REPORT: import_screen,
    LetterKind.SOURCE_TROUBLE: trouble_screen,
    LetterKind.SOURCE_WELL: well_screen,
}


def letter_screen(
    kind: LetterKind, data: Mapping[str, Any], reader: Member, speech: Speech, *, repeated: bool = False
) -> Screen:
    """The screen of a letter; one that may have arrived already says so below."""
    screen = VIEWS[kind](data, reader, speech)
    if not repeated:
        return screen
    return Screen(f"{screen.text}\n\n{plain(speech.say('letter-repeated'))}", screen.rows, screen.picture, screen.file)
