"""A report as a picture for a phone. The drawing library is loaded at the first picture, not before."""

from handlers.charts.choice import picture_of
from handlers.speech import Speech
from services.domain.report import Report


def draw(report: Report, speech: Speech) -> bytes:
    """A PNG 780 pixels wide, sharp and readable on a screen of 390; its height grows with the rows."""
    from handlers.charts.painter import paint, png

    return png(paint(picture_of(report, speech)))


__all__ = ["draw", "picture_of"]
