"""Digests: the conclusion first, then who needs help and why, the numbers, and what has changed in the past."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from handlers.buttons import Press, ask
from handlers.charts import picture_of
from handlers.charts.picture import Picture
from handlers.screen import Button, Rows, Screen, bold, plain
from handlers.speech import ReportWords, Speech, harmless
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
    lines = [bold(_conclusion(data, speech))]
    scope = harmless(data["team_name"]) if data["team_name"] else harmless(me.company.name)
    lines.append(plain(speech.say("digest-scope", scope=scope, when=when)))
    lines += [plain(line) for line in (*_needs(data, words), *_numbers(data, words))]
    lines += [plain(line) for line in (*_plan(data, speech), *_channels(data, speech), *_since(data, words))]
    lines += _freshness(data, speech)
    return Screen("\n".join(lines), _rows(data, me, speech), picture=_picture(data, speech))


def _conclusion(data: Mapping[str, Any], speech: Speech) -> str:
    judged, kept = data["judged"], data["kept"]
    behind = len(data["needs"]) + data["needs_more"]
    return speech.say(
        f"digest-{data['conclusion'].replace('_', '-')}", judged=judged, kept=kept, behind=behind, worked=data["worked"]
    )


def _needs(data: Mapping[str, Any], words: ReportWords) -> list[str]:
    """Who needs help and why, in their own words where they said any."""
    speech, lines = words.speech, []
    for one in data["needs"][:_NAMED]:
        score, norm = thawed(one, "score"), thawed(one, "norm")
        said = speech.say("digest-need", name=person_name(one["name"]), score=speech.rate(score))
        if norm is not None:
            told = {"fact": cell(words, "fact", norm), "norm": cell(words, "norm", norm)}
            name = words.label(str(norm["kpi"]))
            said += speech.say("digest-need-norm", kpi=name[:1].lower() + name[1:], **told)
        if one.get("reason"):
            said += speech.say("digest-need-reason", text=shortened(harmless(one["reason"]), _LONGEST_REASON))
        lines.append(said)
    more = len(data["needs"]) - _NAMED + data["needs_more"]
    lines += [speech.say("digest-needs-more", n=more)] if more > 0 else []
    silent = [person_name(name) for name in data.get("unanswered", ())]
    lines += [speech.say("digest-unanswered", n=len(silent), names=", ".join(silent[:_NAMED]))] if silent else []
    return lines


def _numbers(data: Mapping[str, Any], words: ReportWords) -> list[str]:
    totals = {key: _rounded(value) for key, value in thawed(data, "totals").items()}
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


def _rounded(value: Value) -> Value:
    """Money without its minor units: in a digest nobody reads them."""
    if not isinstance(value, Money):
        return value
    whole = 10 ** exponent(value.currency)
    return Money(round(value.minor / whole) * whole, value.currency)


def _plan(data: Mapping[str, Any], speech: Speech) -> list[str]:
    """The month's plan of revenue: how far, and where it leads at this pace."""
    report = thawed(data, "plan")
    if not isinstance(report, Report):
        return []
    words = ReportWords(report, speech)
    rows = [row for row in report.rows if row.get("kpi") == "revenue" and row.get("fact") is not None]
    whole = [row for row in rows if row.get("person") is None] or rows
    if len(whole) != 1:
        return []
    row = whole[0]
    told = {key: words.cell(key, row) for key in ("fact", "plan", "pace", "run_rate")}
    return [speech.say("digest-plan", **told)]


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
    return words.speech.say(phrase, name=name, spend=words.cell("spend", row), romi=words.cell(rate, row))


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
            then, now = (words.cell(key, {key: both[when]}) for when in ("then", "now"))
            changed.append(speech.say("digest-changed", name=words.label(key), then=then, now=now))
    return [speech.say("digest-since", period=speech.period(period), changes="; ".join(changed))] if changed else []


def _freshness(data: Mapping[str, Any], speech: Speech) -> list[str]:
    fresh = thawed(data, "fresh")
    if fresh is None:
        return [plain(speech.say("digest-no-data"))]
    phrase = "digest-stale" if data["stale"] else "digest-fresh"
    return [plain(speech.say(phrase, moment=speech.moment(fresh)))]


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
