"""People, stages, deals, leads and moves of Bitrix24 in our words. Pure: what has no word is counted.

A lead is a deal of the pipeline `leads` under the id `L_…`, until it is converted. Then it goes on as its deal: the
lead is Erased, and the deal was created when the lead was.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from services.connectors.bitrix24.books import LEAD_PIPELINE, MEANINGS, Books, stage_directory
from services.connectors.bitrix24.values import (
    Row,
    Senseless,
    Tray,
    employee,
    ident,
    moment,
    money,
    needed_moment,
    number,
    own_id,
    planned,
    text,
    yes,
)
from services.connectors.kit.records import Erased, Kind, SourceDeal, SourceMove, SourcePerson, SourceStage
from services.domain.deals import Status

LEAD = "L_"
COMPANY = "CO_"
_MOVES = {1, 2, 3, 5}
"""Created, moved, ended, came into another funnel."""


def people(users: Iterable[Any], departments: Iterable[Any], tray: Tray) -> None:
    """Employees with their teams; a team is named by its path, `Продажи/Север`."""
    rows = [row for row in departments if isinstance(row, Mapping)]
    paths = _paths({found: row for row in rows if (found := ident(row.get("ID")))})
    heads: dict[str, list[str]] = {}
    for row in rows:
        team, head = ident(row.get("ID")), ident(row.get("UF_HEAD"))
        if team and head:
            heads.setdefault(head, []).append(team)
    tray.take(Kind.PEOPLE, users, lambda row, _tray: _person(row, paths, heads), "ID")


def _person(row: Row, paths: Mapping[str, str], heads: Mapping[str, list[str]]) -> SourcePerson:
    number_of = own_id(row, "ID")
    names = (text(row.get(part)) for part in ("NAME", "LAST_NAME"))
    teams = row.get("UF_DEPARTMENT")
    team = ident(teams[0]) if isinstance(teams, list) and teams else ident(teams)
    return SourcePerson(
        number_of,
        " ".join(name for name in names if name) or text(row.get("EMAIL")) or number_of,
        active=yes(row.get("ACTIVE")),
        email=text(row.get("EMAIL")),
        phone=text(row.get("PERSONAL_MOBILE")) or text(row.get("WORK_PHONE")),
        extension=text(row.get("UF_PHONE_INNER")),
        zone=text(row.get("TIME_ZONE")),
        team_id=team,
        team=paths.get(team or ""),
        heads=tuple(heads.get(number_of, ())),
    )


def _paths(rows: Mapping[str, Row]) -> dict[str, str]:
    """The path of every department; a circle of parents ends where it closes."""
    made = {}
    for start in rows:
        path: list[str] = []
        seen: set[str] = set()
        at: str | None = start
        while at is not None and at in rows and at not in seen:
            seen.add(at)
            path.insert(0, text(rows[at].get("NAME")) or at)
            at = ident(rows[at].get("PARENT"))
        made[start] = "/".join(path)
    return made


def stages(categories: Iterable[Any], books: Books, tray: Tray) -> None:
    """The stages of every funnel in their order, and those of leads."""
    rows = [row for row in categories if isinstance(row, Mapping)]
    named = {str(number(row.get("id"))): text(row.get("name")) for row in rows if number(row.get("id")) is not None}
    for pipeline_id, name in {**named, LEAD_PIPELINE: "Лиды"}.items():
        entries = sorted(books.directories.get(stage_directory(pipeline_id), {}).values(), key=lambda one: one.sort)
        tray.records += [
            SourceStage(
                pipeline_id, name or pipeline_id, one.code, one.name, place, _lead_safe(pipeline_id, one.meaning)
            )
            for place, one in enumerate(entries, 1)
        ]


def _lead_safe(pipeline_id: str, meaning: Status) -> Status:
    """A converted lead is no sale."""
    return Status.OPEN if pipeline_id == LEAD_PIPELINE and meaning is Status.WON else meaning


def deal(row: Row, tray: Tray, books: Books, born: Mapping[str, datetime]) -> SourceDeal:
    """A deal; `born` tells when leads were created, by their ids."""
    pipeline_id = _pipeline(row.get("categoryId"), row.get("stageId"))
    status, changed = _status(row, tray), needed_moment(row, "updatedTime")
    created, lead = moment(row.get("createdTime")), born.get(ident(row.get("leadId")) or "")
    currency = text(row.get("currencyId"))
    own = {need: _own(row, one.key, one.choices) for need, one in books.fields.items()}
    return SourceDeal(
        own_id(row, "id"),
        changed,
        pipeline_id,
        text(row.get("stageId")),
        status,
        owner=employee(row.get("assignedById")),
        created_at=min(created, lead) if created and lead else created or lead,
        closed_at=_closed(row, status, changed, tray),
        amount=_amount(row),
        paid=_own_money(own.get("paid_field"), currency, tray, "paid"),
        cost=_own_money(own.get("cost_field"), currency, tray, "cost"),
        currency=currency,
        source=text(own.get("source_field")) or _source(row, books),
        medium=text(row.get("utmMedium")),
        campaign=text(row.get("utmCampaign")),
        product=text(own.get("product_field")),
        contact_id=contact(row),
        lost_reason=_reason(row, books, pipeline_id, own) if status is Status.LOST else None,
    )


def lead(row: Row, tray: Tray, books: Books) -> SourceDeal | Erased:
    """A lead that nobody has converted yet; a converted one is Erased, it goes on as its deal."""
    number_of, changed, status = LEAD + own_id(row, "id"), needed_moment(row, "updatedTime"), _status(row, tray)
    if status is Status.WON:
        return Erased(Kind.DEALS, number_of, changed)
    return SourceDeal(
        number_of,
        changed,
        LEAD_PIPELINE,
        text(row.get("stageId")),
        status,
        owner=employee(row.get("assignedById")),
        created_at=moment(row.get("createdTime")),
        closed_at=moment(row.get("movedTime")) or changed if status is Status.LOST else None,
        amount=_amount(row),
        currency=text(row.get("currencyId")),
        source=_source(row, books),
        medium=text(row.get("utmMedium")),
        campaign=text(row.get("utmCampaign")),
        contact_id=contact(row) or number_of,
        lost_reason=books.reason(LEAD_PIPELINE, row.get("stageId")) if status is Status.LOST else None,
    )


def move(row: Row, tray: Tray) -> SourceMove:
    """A deal came into a stage; who moved it the vendor does not say."""
    stage = text(row.get("STAGE_ID"))
    if stage is None:
        raise Senseless("stage")
    _known_move(row, tray)
    pipeline_id = _pipeline(row.get("CATEGORY_ID"), stage)
    return SourceMove(own_id(row, "OWNER_ID"), pipeline_id, stage, needed_moment(row, "CREATED_TIME"))


def lead_move(row: Row, tray: Tray) -> SourceMove:
    """A lead came into a status."""
    stage = text(row.get("STATUS_ID")) or text(row.get("STAGE_ID"))
    if stage is None:
        raise Senseless("stage")
    _known_move(row, tray)
    return SourceMove(LEAD + own_id(row, "OWNER_ID"), LEAD_PIPELINE, stage, needed_moment(row, "CREATED_TIME"))


def _known_move(row: Row, tray: Tray) -> None:
    kind = row.get("TYPE_ID")
    if kind is not None and number(kind) not in _MOVES:
        tray.strange("TYPE_ID", kind)


def _pipeline(category: object, stage: object) -> str:
    """The number of a funnel; where it is not told, it is in the code of the stage: `C9:NEW`, none for funnel 0."""
    told = number(category)
    if told is not None:
        return str(told)
    head, colon, _code = str(stage or "").partition(":")
    inside = number(head[1:]) if colon and head[:1] == "C" else 0
    return str(inside or 0)


def _status(row: Row, tray: Tray) -> Status:
    sign = str(row.get("stageSemanticId") or "")
    if sign not in MEANINGS:
        tray.strange("stageSemanticId", sign)
    return MEANINGS.get(sign, Status.OPEN)


def _closed(row: Row, status: Status, changed: datetime, tray: Tray) -> datetime | None:
    """When a deal came into its last stage; of an open one, the day on which it is expected. People write that day by
    hand: one that makes no sense is counted, and the deal stands without it.
    """
    if status is not Status.OPEN:
        return moment(row.get("movedTime")) or changed
    try:
        return planned(row.get("closedate"))
    except Senseless:
        tray.strange("closedate", "unreadable")
        return None


def _amount(row: Row) -> Decimal | None:
    """The amount; a deal without one says 0."""
    return money(row.get("opportunity"))[0] or None


def _source(row: Row, books: Books) -> str | None:
    code = text(row.get("sourceId"))
    return text(row.get("utmSource")) or (books.name_of("SOURCE", code) if code else None)


def contact(row: Row) -> str | None:
    """The contact, the first of several, else the company."""
    several = row.get("contactIds")
    first = several[0] if isinstance(several, list) and several else None
    company = ident(row.get("companyId"))
    return ident(row.get("contactId")) or ident(first) or (COMPANY + company if company else None)


def _reason(row: Row, books: Books, pipeline_id: str, own: Mapping[str, str | None]) -> str | None:
    return text(own.get("lost_reason_field")) or books.reason(pipeline_id, row.get("stageId"))


def _own(row: Row, key: str, choices: Mapping[str, str]) -> str | None:
    """The value of an own field as text; answers of a list by their names, several with commas between."""
    value = row.get(key)
    several = [text(one) for one in (value if isinstance(value, list) else [value])]
    return ", ".join(choices.get(one, one) for one in several if one) or None


def _own_money(value: str | None, currency: str | None, tray: Tray, name: str) -> Decimal | None:
    """An amount in the currency of its deal; one in another currency, or no amount, is counted and left out."""
    try:
        amount, named = money(value)
    except Senseless:
        tray.strange(name, "unreadable")
        return None
    if amount is not None and named and currency and named != currency:
        tray.strange(f"{name}.currency", named)
        return None
    return amount
