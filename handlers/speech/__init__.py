"""Words and figures in the reader's language: phrases from `handlers/locales`, numbers as people write them."""

from handlers.speech.harmless import harmless
from handlers.speech.phrases import Speech, dashed, languages, speech_of
from handlers.speech.report_words import DIMENSIONS, ReportWords

__all__ = ["DIMENSIONS", "ReportWords", "Speech", "dashed", "harmless", "languages", "speech_of"]
