"""Rows of the account → people, stages, deals and moves: pure, nothing is asked here."""

from collections.abc import Iterator
from decimal import Decimal

from services.connectors.amocrm.sheet import Sheet
from services.connectors.amocrm.values import (
    Row,
    Senseless,
    amount,
    ident,
    inner,
    inner_rows,
    maybe_ident,
    maybe_moment,
    moment,
    number_in,
    text,
)
from services.connectors.amocrm.wishes import Wishes
from services.connectors.kit.records import Employee, Erased, Kind, SourceDeal, SourceMove, SourcePerson, SourceStage
from services.domain.deals import Status

WON, LOST = "142", "143"
"""Statuses of won and lost deals: the same in every pipeline."""

_MEANINGS = {WON: Status.WON, LOST: Status.LOST}
_STATUS_TYPES = (0, 1)
_LEADS = ("lead", "leads")


def person(row: Row) -> Iterator[SourcePerson]:
    """A user of the account; a dismissed one is not active."""
    rights = inner(row, "rights")
    name = text(row.get("name"))
    if name is None:
        raise Senseless("name")
    group = number_in(rights.get("group_id"))
    teams = {number_in(one.get("id")): text(one.get("name")) for one in inner_rows(row, "_embedded", "groups")}
    yield SourcePerson(
        ident(row, "id"),
        name,
        active=rights.get("is_active") is not False,
        email=text(row.get("email")),
        phone=text(row.get("phone_number")),
        team_id=None if group is None else str(group),
        team=teams.get(group),
    )


def stages(row: Row, sheet: Sheet) -> Iterator[SourceStage]:
    """The stages of a pipeline in their order, the one for incoming requests first."""
    pipeline_id, pipeline = ident(row, "id"), text(row.get("name"))
    if pipeline is None:
        raise Senseless("name")
    found = inner_rows(row, "_embedded", "statuses")
    for position, stage in enumerate(sorted(found, key=lambda one: number_in(one.get("sort")) or 0), 1):
        kind = stage.get("type", 0)
        if kind not in _STATUS_TYPES:
            sheet.meets("status.type", kind if isinstance(kind, int) else "?")
        stage_id = ident(stage, "id")
        yield SourceStage(
            pipeline_id,
            pipeline,
            stage_id,
            text(stage.get("name")) or stage_id,
            position,
            meaning=_MEANINGS.get(stage_id, Status.OPEN),
            archived=row.get("is_archive") is True,
        )


def deal(row: Row, wishes: Wishes, currency: str | None, sheet: Sheet) -> Iterator[SourceDeal | Erased]:
    """A lead as it stands now; one that lies in the bin is erased."""
    number, changed_at = ident(row, "id"), moment(row, "updated_at")
    if row.get("is_deleted") is True:
        yield Erased(Kind.DEALS, number, changed_at)
        return
    stage_id = ident(row, "status_id")
    status = _MEANINGS.get(stage_id, Status.OPEN)
    told = _Told(row, sheet)
    yield SourceDeal(
        number,
        changed_at,
        pipeline_id=ident(row, "pipeline_id"),
        stage_id=stage_id,
        status=status,
        owner=employee(row, "responsible_user_id"),
        created_at=moment(row, "created_at"),
        closed_at=None if status is Status.OPEN else maybe_moment(row, "closed_at"),
        amount=_price(row),
        paid=told.money(wishes.paid_field),
        cost=told.money(wishes.cost_field),
        currency=currency,
        source=_source(row, told, wishes),
        medium=told.words("UTM_MEDIUM"),
        campaign=told.words("UTM_CAMPAIGN"),
        product=told.words(wishes.product_field),
        contact_id=main_contact(row),
        lost_reason=_lost_reason(row, sheet) if status is Status.LOST else None,
    )


def main_contact(row: Row) -> str | None:
    """The main contact of a lead, or the first one where none is said to be the main one."""
    contacts = inner_rows(row, "_embedded", "contacts")
    main = [one for one in contacts if one.get("is_main") is True] or contacts
    return maybe_ident(main[0], "id") if main else None


def employee(row: Row, name: str) -> Employee | None:
    """A user who is named by id; 0 is a robot or nobody."""
    found = maybe_ident(row, name)
    return None if found is None else Employee(found)


def move(row: Row) -> Iterator[SourceMove]:
    """A change of status from the feed of events."""
    yield SourceMove(
        ident(row, "entity_id"), *came_into(row, "value_after"), moment(row, "created_at"), employee(row, "created_by")
    )


def came_into(row: Row, name: str) -> tuple[str, str]:
    """The pipeline and the status that an event names, before or after it."""
    for value in inner_rows(row, name):
        status = inner(value, "lead_status")
        if status:
            return ident(status, "pipeline_id"), ident(status, "id")
    raise Senseless(name)


def deleted(row: Row) -> Iterator[Erased]:
    """A lead that an event says is deleted."""
    yield Erased(Kind.DEALS, ident(row, "entity_id"), moment(row, "created_at"))


def merged(row: Row) -> set[str]:
    """Every lead that an event of a merge names: which of them is left, only the list of leads can tell."""
    found = {maybe_ident(row, "entity_id")} if row.get("entity_type") in _LEADS else set()
    for name in ("value_before", "value_after"):
        entities = [inner(value, "link", "entity") for value in inner_rows(row, name)]
        found |= {maybe_ident(entity, "id") for entity in entities if entity.get("type") in _LEADS}
    return {number for number in found if number is not None}


class _Told:
    """The custom fields of a lead, by id and by code."""

    def __init__(self, row: Row, sheet: Sheet) -> None:
        self._sheet = sheet
        self._values: dict[str, list[object]] = {}
        for field in inner_rows(row, "custom_fields_values"):
            values = [one.get("value") for one in inner_rows(field, "values")]
            names = (maybe_ident(field, "field_id"), text(field.get("field_code")))
            self._values |= {name: values for name in names if name is not None}

    def words(self, field: str) -> str | None:
        """What stands in a field; several answers stand beside each other."""
        said = (str(one) if number_in(one) is not None else text(one) for one in self._values.get(field, ()))
        return ", ".join(one for one in said if one) or None

    def money(self, field: str) -> Decimal | None:
        """An amount in a field; one that cannot be read is counted and left out."""
        found = self._values.get(field)
        if not found:
            return None
        try:
            return amount(found[0])
        except Senseless:
            self._sheet.meets(f"field_{field}", "no-amount")
            return None


def _price(row: Row) -> Decimal | None:
    exact = row.get("price_with_minor_units")
    return amount(row.get("price") if exact is None else exact)


def _source(row: Row, told: _Told, wishes: Wishes) -> str | None:
    """The field that the admin chose, else the tag of the link, else the source as the vendor names it."""
    own = [text(one.get("name")) for one in inner_rows(row, "_embedded", "source")]
    return told.words(wishes.source_field) or told.words("UTM_SOURCE") or next(filter(None, own), None)


def _lost_reason(row: Row, sheet: Sheet) -> str | None:
    names = [text(one.get("name")) for one in inner_rows(row, "_embedded", "loss_reason")]
    found = next(filter(None, names), None)
    number = maybe_ident(row, "loss_reason_id")
    if found is None and number is not None:
        sheet.meets("loss_reason_id", number)
    return found
