"""Values that letters hold frozen, in words."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from handlers.screen import plain
from handlers.speech import ReportWords, Speech, harmless
from services.domain.daywords import WEEKDAY_KEYS
from services.domain.period import Period
from services.domain.report import Report, Value
from services.domain.wording import shortened
from services.usecases.freezing import FREEZER

MARKS = {True: "✓ ", False: "▼ ", None: ""}
"""Kept, behind, too early to say."""

_LONGEST_KPI = 30
_MOST_WAITING = 3
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def thawed(data: Mapping[str, Any], key: str) -> Any:
    """What was frozen under the key; None where nothing was."""
    return FREEZER.thaw(data.get(key))


def words_of(data: Mapping[str, Any], speech: Speech) -> ReportWords:
    """Words for numbers of the company that the letter is about."""
    day = date.fromisoformat(data.get("day") or data.get("last") or "1970-01-01")
    own = {str(key): str(text) for key, text in (data.get("own_words") or {}).items()}
    report = Report("kpi", "", data.get("currency", ""), Period(day, day), "UTC", _BEGINNING, (), (), {}, own_words=own)
    return ReportWords(report, speech)


def day_words(day: date, speech: Speech) -> str:
    """«Вторник, 12 марта»: the year is known."""
    weekday = speech.say(f"weekday-long-{WEEKDAY_KEYS[day.weekday()]}")
    return speech.say("letter-day", weekday=weekday, day=str(day.day), month=speech.say("month-of", month=day.month))


def cell(words: ReportWords, key: str, row: Mapping[str, Value]) -> str:
    """A value of a row; a length of time in whole minutes, what is over is cut off."""
    value = row.get(key)
    if not isinstance(value, timedelta) or value < timedelta(0):
        return words.cell(key, row)
    hours, minutes = divmod(value // timedelta(minutes=1), 60)
    if hours:
        return words.speech.say("figure-hours", hours=words.speech.number(hours), minutes=f"{minutes:02}")
    return words.speech.say("figure-minutes-only", minutes=str(minutes))


def norm_line(norm: Mapping[str, Value], words: ReportWords) -> str:
    """A norm with its mark: «▼ Звонки: 12 из 45»; times of day and what is to stay low say it in their way."""
    name = shortened(words.label(str(norm["kpi"])), _LONGEST_KPI)
    told = {"fact": cell(words, "fact", norm), "norm": cell(words, "norm", norm)}
    mark = norm.get("mark")
    phrase = "letter-norm-clock" if isinstance(norm.get("norm"), str) else "today-norm"
    if phrase == "letter-norm-clock" and norm.get("fact") is None:
        phrase = "letter-norm-clock-open"
    said = words.speech.say(phrase, kpi=name, **told)
    return f"{MARKS[mark if isinstance(mark, bool) else None]}{said}"


def norm_lines(norms: Sequence[Mapping[str, Value]], words: ReportWords, most: int = 8) -> list[str]:
    """The norms, a line each; of many the first, and how many more there are."""
    lines = [plain(norm_line(norm, words)) for norm in norms[:most]]
    spare = len(norms) - most
    return lines + ([plain(words.speech.say("today-norms-more", n=spare))] if spare > 0 else [])


def waiting_line(missed: Sequence[Any], day: date, speech: Speech) -> str:
    """Who waits for a call: «Ждут звонка 2 клиента: вчера 17:20 •••1234, 11:20 •••5678»."""
    who = [f"{since_words(one.at, day, speech)} {one.phone or ''}".strip() for one in missed[-_MOST_WAITING:]]
    return plain(speech.say("today-missed", n=len(missed), who=", ".join(who)))


def since_words(at: datetime, day: date, speech: Speech) -> str:
    """A moment as it is said on a day: «11:20», «вчера 17:20», «01.06 17:20»."""
    if at.date() == day:
        return speech.clock(at)
    if at.date() == day - timedelta(days=1):
        return speech.say("letter-yesterday", at=speech.clock(at))
    return f"{speech.short_day(at.date())} {speech.clock(at)}"


def fresh_line(data: Mapping[str, Any], speech: Speech) -> list[str]:
    """Of which time the data are, where that is worth a word."""
    fresh = thawed(data, "fresh")
    if fresh is None:
        return []
    day = date.fromisoformat(data.get("day") or data.get("last") or fresh.date().isoformat())
    return [plain(speech.say("letter-fresh", moment=since_words(fresh, day, speech)))]


def person_name(name: str, longest: int = 24) -> str:
    """A name from outside, as it may stand in a line."""
    return shortened(harmless(name), longest)
