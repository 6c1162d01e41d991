"""Digests: the conclusion first, then who needs help and why, the numbers, and what has changed in the past."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from handlers.buttons import Press, ask
from handlers.charts import picture_of
from handlers.charts.picture import Picture
from handlers.screen import LONGEST_CAPTION, LONGEST_TEXT, Button, Rows, Screen, bold, plain
from handlers.speech import ReportWords, Speech, dashed, harmless
from handlers.views.letter_words import cell, day_words, person_name, thawed, words_of
from services.domain.ids import PersonId, TeamId
from services.domain.money import Money, exponent
from services.domain.period import Period
from services.domain.question import Question, Side, Span
from services.domain.report import Report, Value
from services.domain.rights import Member
from services.domain.wording import shortened

_TOTALS = ("calls_connected", "talk_time", "leads_new", "deals_won", "revenue")
_LONGEST_REASON = 80
_MOST_BUTTONS = 3
_NAMED = 3


def day_digest_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """A head's evening: how the day went, who needs help, the team's numbers."""
    return _digest(data, me, speech, day_words(date.fromisoformat(data["first"]), speech))


def week_digest_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """A head's Monday: how the week went, with the plan of the month and the return by channel."""
    week = Period(date.fromisoformat(data["first"]), date.fromisoformat(data["last"]))
    return _digest(data, me, speech, speech.say("digest-week", period=speech.period(week)))


def _digest(data: Mapping[str, Any], me: Member, speech: Speech, when: str) -> Screen:
    words = words_of(data, speech)
    first, *more = _conclusions(data, speech)
    scope = harmless(data["team_name"]) if data["team_name"] else harmless(me.company.name)
    fixed = [bold(first), plain(speech.say("digest-scope", scope=scope, when=when)), *map(plain, more)]
    parts = (_needs(data, words), _numbers(data, words), _plan(data, speech), _channels(data, speech))
    fixed_end = [plain(line) for line in _freshness(data, speech)]
    body = [plain(line) for part in parts for line in part]
    since = [plain(line) for line in _since(data, words)]
    picture = _picture(data, speech)
    longest = LONGEST_TEXT if picture is None else LONGEST_CAPTION
    lines = _as_many_as_fit(fixed, [*body, *since], fixed_end, longest)
    return Screen("\n".join(lines), _rows(data, me, speech), picture=picture)


def _as_many_as_fit(first: list[str], body: list[str], last: list[str], longest: int) -> list[str]:
    """The lines; where they are too many for one message, those in the middle from the longest one on give way."""
    while body and len("\n".join([*first, *body, *last])) > longest:
        body.remove(max(body, key=len))
    return [*first, *body, *last]


def _conclusions(data: Mapping[str, Any], speech: Speech) -> list[str]:
    """How it went, the weightiest first; in a group nobody is told to be behind."""
    told = {key: data[key] for key in ("judged", "kept", "worked", "behind")}
    if data.get("group"):
        return [speech.say("digest-group-kept" if data["kept"] else "digest-group-worked", **told)]
    plan = thawed(data, "plan")
    pace = ReportWords(plan, speech).cell("pace", plan.rows[0]) if isinstance(plan, Report) else ""
    return [speech.say(f"digest-{dashed(one)}", pace=pace, **told) for one in data["conclusions"]]


def _needs(data: Mapping[str, Any], words: ReportWords) -> list[str]:
    """Who needs help and why, in their own words where they said any."""
    speech, lines = words.speech, []
    for one in data["needs"][:_NAMED]:
        score, norm = thawed(one, "score"), thawed(one, "norm")
        said = speech.say("digest-need", name=person_name(one["name"]), score=speech.rate(score))
        if norm is not None:
            told = {"fact": cell(words, "fact", norm), "norm": cell(words, "norm", norm)}
            said += speech.say("digest-need-norm", kpi=_inside(shortened(words.label(str(norm["kpi"])), 30)), **told)
        if one.get("reason"):
            said += speech.say("digest-need-reason", text=shortened(harmless(one["reason"]), _LONGEST_REASON))
        lines.append(said)
    more = data["behind"] - len(lines)
    lines += [speech.say("digest-needs-more", n=more)] if more > 0 and lines else []
    silent = [person_name(name) for name in data.get("unanswered", ())]
    spare = len(silent) - _NAMED
    names = ", ".join(silent[:_NAMED]) + (f" {speech.say('today-more', n=spare)}" if spare > 0 else "")
    return [*lines, speech.say("digest-unanswered", names=names)] if silent else lines


def _inside(name: str) -> str:
    """A name as it stands inside a sentence."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _numbers(data: Mapping[str, Any], words: ReportWords) -> list[str]:
    totals = _whole(thawed(data, "totals"))
    told = [
        words.speech.say("written-fact", name=words.label(key), value=cell(words, key, totals))
        for key in _TOTALS
        if totals.get(key) is not None
    ]
    lines = ["; ".join(told)]
    missed = totals.get("calls_missed")
    if isinstance(missed, int) and missed:
        lines.append(words.speech.say("digest-missed", n=missed))
    return lines


def _whole(row: Mapping[str, Value]) -> dict[str, Value]:
    """Values with money in whole units: in a digest nobody reads the smaller ones."""
    return {key: _rounded(value) for key, value in row.items()}


def _rounded(value: Value) -> Value:
    if not isinstance(value, Money):
        return value
    unit = 10 ** exponent(value.currency)
    return Money(round(Fraction(value.minor, unit)) * unit, value.currency)


def _plan(data: Mapping[str, Any], speech: Speech) -> list[str]:
    """The plan of revenue: how far, and where it leads at this pace; of a month that is over, how it ended."""
    report = thawed(data, "plan")
    if not isinstance(report, Report) or report.rows[0].get("fact") is None:
        return []
    words, row = ReportWords(report, speech), _whole(report.rows[0])
    first, last = row["from"], row["to"]
    if not isinstance(first, date) or not isinstance(last, date):
        return []
    told = {key: words.cell(key, row) for key in ("fact", "plan", "pace", "run_rate")}
    phrase = "digest-plan-over" if last < report.as_of.date() else "digest-plan"
    return [speech.say(phrase, period=speech.period(Period(first, last)), **told)]


def _channels(data: Mapping[str, Any], speech: Speech) -> list[str]:
    """The channel that brings most over its cost, and the one that loses."""
    report = thawed(data, "roi")
    if not isinstance(report, Report):
        return []
    words = ReportWords(report, speech)
    known = any(row.get("margin") is not None for row in report.rows)
    gain, rate = ("margin", "romi") if known else ("revenue", "romi_revenue")
    judged: list[tuple[int, Mapping[str, Value]]] = []
    for row in report.rows:
        spend, brought = row.get("spend"), row.get(gain)
        if isinstance(spend, Money) and isinstance(brought, Money) and spend.minor:
            judged.append((brought.minor - spend.minor, row))
    if not judged:
        return []
    judged.sort(key=lambda one: -one[0])
    lines = [_channel("digest-channel-best", judged[0][1], rate, words)]
    if len(judged) > 1 and judged[-1][0] < 0:
        lines.append(_channel("digest-channel-worst", judged[-1][1], rate, words))
    return lines


def _channel(phrase: str, row: Mapping[str, Value], rate: str, words: ReportWords) -> str:
    name = shortened(words.cell("channel", row), 30)
    return words.speech.say(phrase, name=name, spend=words.cell("spend", _whole(row)), romi=words.cell(rate, row))


def _since(data: Mapping[str, Any], words: ReportWords) -> list[str]:
    """What came in, or was changed, after the last digest of the kind."""
    since = data.get("since")
    if not since:
        return []
    speech = words.speech
    period = Period(date.fromisoformat(since["first"]), date.fromisoformat(since["last"]))
    changed = []
    for key in _TOTALS:
        if key in since["changed"]:
            both = thawed(since["changed"], key)
            then, now = (cell(words, key, _whole({key: both[when]})) for when in ("then", "now"))
            changed.append(speech.say("digest-changed", name=_inside(words.label(key)), then=then, now=now))
    return [speech.say("digest-since", period=speech.period(period), changes="; ".join(changed))] if changed else []


def _freshness(data: Mapping[str, Any], speech: Speech) -> list[str]:
    fresh = thawed(data, "fresh")
    if fresh is None:
        return [speech.say("digest-no-data")]
    return [speech.say("digest-stale" if data["stale"] else "digest-fresh", moment=speech.moment(fresh))]


def _picture(data: Mapping[str, Any], speech: Speech) -> Picture | None:
    board = thawed(data, "board")
    return picture_of(board, speech) if isinstance(board, Report) and board.rows else None


def _rows(data: Mapping[str, Any], me: Member, speech: Speech) -> Rows:
    """Tabs of the digest's own days, and those who need help."""
    if data.get("group"):
        return ()
    company = me.company.id
    days = Span(days=Period(date.fromisoformat(data["first"]), date.fromisoformat(data["last"])))
    team = TeamId(data["team"]) if data["team"] else None

    def tab(phrase: str, report: str, side: Side = Side.MAIN) -> Button:
        return Button(speech.say(phrase), ask(company, Question(report, days, team=team, side=side)))

    people = tuple(
        (Button(person_name(one["name"]), ask(company, Question("kpi", days, person=PersonId(one["id"])))),)
        for one in data["needs"][:_MOST_BUTTONS]
    )
    first = (tab("button-team", "team"), tab("button-funnel", "funnel", Side.PICTURE))
    second: Sequence[Button] = (tab("button-calls", "calls"), tab("button-deals", "deals"))
    if date.fromisoformat(data["last"]) - date.fromisoformat(data["first"]) > timedelta(days=1):
        second = (tab("button-plan", "plan", Side.PICTURE), tab("button-roi", "roi", Side.PICTURE))
    how = (Button(speech.say("button-digests"), Press("digest", company)),)
    return (first, tuple(second), *people, how)
