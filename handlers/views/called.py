"""What people, teams and files are called, as it may stand in a line of a screen."""

from handlers.screen import label
from handlers.speech import harmless

_LONGEST = 48


def called(name: str, longest: int = _LONGEST) -> str:
    """The name in one harmless line, cut where a phone would cut it: a list of long names fits a message."""
    return label(harmless(name), longest)
