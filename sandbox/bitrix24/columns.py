"""What a row is made of: for every name a value, and the two dialects in which values travel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.bitrix24.portal import Portal
from sandbox.crm.rows import Field

Kind = Literal["int", "text", "moment", "day", "flag", "money", "raw", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """`get` gives the bare value, which filters and order compare; `kind` says how it travels."""

    get: Callable[[Any], Any]
    kind: Kind = "int"
    only_whole: bool = False
    """Whether it comes only where every field is asked for."""


Columns = Mapping[str, Column]


def new_wire(portal: Portal, column: Column, row: object) -> object:
    """In the new dialect: numbers are numbers."""
    value = column.get(row)
    if column.kind == "moment":
        return portal.iso(value)
    if column.kind == "day":
        return portal.day(value)
    if column.kind == "flag":
        return "Y" if value else "N"
    return value


def old_wire(portal: Portal, column: Column, row: object) -> object:
    """In the old dialect: numbers are texts."""
    value = column.get(row)
    if column.kind == "int":
        return None if value is None else str(value)
    if column.kind == "money":
        return f"{value or 0}.00"
    return new_wire(portal, column, row)


def deal_columns(portal: Portal) -> dict[str, Column]:
    """A deal in the new dialect, custom fields after the others."""
    ledger = portal.ledger
    columns = {
        "id": Column(lambda deal: deal.id), "title": Column(lambda deal: deal.name, "text"),
        "typeId": Column(lambda deal: "SALE", "text"),
        "categoryId": Column(lambda deal: portal.category(deal.pipeline_id)),
        "stageId": Column(portal.deal_stage, "text"),
        "stageSemanticId": Column(lambda deal: portal.semantic(deal.stage_id), "text"),
        "opportunity": Column(lambda deal: deal.price or 0, "money"),
        "currencyId": Column(lambda deal: ledger.currency, "text"),
        "assignedById": Column(lambda deal: deal.responsible_id), "createdBy": Column(lambda deal: deal.created_by),
        "updatedBy": Column(lambda deal: deal.updated_by),
        "createdTime": Column(lambda deal: deal.created_at, "moment"),
        "updatedTime": Column(lambda deal: deal.updated_at, "moment"),
        "movedTime": Column(lambda deal: deal.moved_at, "moment"), "movedBy": Column(lambda deal: deal.moved_by),
        "begindate": Column(lambda deal: deal.created_at, "day"), "closedate": Column(portal.plan_day, "day"),
        "closed": Column(lambda deal: deal.closed_at is not None, "flag"),
        "sourceId": Column(lambda deal: deal.source or None, "text"),
        "sourceDescription": Column(lambda deal: None, "text"), "leadId": Column(lambda deal: deal.lead_id or 0),
        "companyId": Column(lambda deal: deal.company_id or 0), "contactId": Column(lambda deal: deal.contact_id or 0),
        "contactIds": Column(lambda deal: [deal.contact_id] if deal.contact_id else [], "list"),
        "lastActivityTime": Column(lambda deal: max(deal.touched_at, deal.created_at), "moment"),
        "isReturnCustomer": Column(lambda deal: False, "flag"),
    }  # fmt: skip
    codes = {field.code: field.id for field in ledger.fields.all if field.kind == "utm"}
    for word in ("Source", "Medium", "Campaign", "Content", "Term"):
        columns[f"utm{word}"] = Column(_value(codes.get(f"UTM_{word.upper()}")), "text")
    customs = {f"ufCrm_{field.id}": _custom(portal, field) for field in ledger.fields.all if field.kind != "utm"}
    return columns | customs


def _custom(portal: Portal, field: Field) -> Column:
    get = _value(field.id)
    if field.kind == "money":
        return Column(lambda deal: portal.money(get(deal)), "raw")
    kinds: dict[str, Kind] = {"choice": "int", "day": "day", "yes_no": "flag"}
    return Column(get, kinds.get(field.kind, "raw"))


def _value(number: int | None) -> Callable[[Any], Any]:
    return lambda row: None if number is None else row.values.get(number)


_OLD_NAMES = {
    "id": "ID", "title": "TITLE", "typeId": "TYPE_ID", "categoryId": "CATEGORY_ID", "stageId": "STAGE_ID",
    "stageSemanticId": "STAGE_SEMANTIC_ID", "opportunity": "OPPORTUNITY", "currencyId": "CURRENCY_ID",
    "assignedById": "ASSIGNED_BY_ID", "createdBy": "CREATED_BY_ID", "updatedBy": "MODIFY_BY_ID",
    "createdTime": "DATE_CREATE", "updatedTime": "DATE_MODIFY", "movedTime": "MOVED_TIME", "movedBy": "MOVED_BY_ID",
    "begindate": "BEGINDATE", "closedate": "CLOSEDATE", "closed": "CLOSED", "sourceId": "SOURCE_ID",
    "sourceDescription": "SOURCE_DESCRIPTION", "leadId": "LEAD_ID", "companyId": "COMPANY_ID",
    "contactId": "CONTACT_ID", "lastActivityTime": "LAST_ACTIVITY_TIME", "isReturnCustomer": "IS_RETURN_CUSTOMER",
    "utmSource": "UTM_SOURCE", "utmMedium": "UTM_MEDIUM", "utmCampaign": "UTM_CAMPAIGN", "utmContent": "UTM_CONTENT",
    "utmTerm": "UTM_TERM", "name": "NAME", "lastName": "LAST_NAME", "dealId": "DEAL_ID", "dateClosed": "DATE_CLOSED",
}  # fmt: skip


def in_old_names(columns: Columns, *, lead: bool = False) -> dict[str, Column]:
    """The same columns by the names of the old methods; a lead has a status where a deal has a stage."""
    made = {_OLD_NAMES[name]: column for name, column in columns.items() if name in _OLD_NAMES}
    if lead:
        made = {name.replace("STAGE_", "STATUS_"): column for name, column in made.items()}
    custom = {name: column for name, column in columns.items() if name.startswith("ufCrm_")}
    return made | {name.replace("ufCrm_", "UF_CRM_"): column for name, column in custom.items()}


def original_name(name: str) -> str:
    """A custom field by its own name."""
    return name.replace("ufCrm_", "UF_CRM_")


def client_columns(name: str) -> dict[str, Column]:
    """A contact (`name`) or a company (`title`)."""
    columns = {
        "id": Column(lambda one: one.id), name: Column(lambda one: one.name, "text"),
        "assignedById": Column(lambda one: one.responsible_id), "createdBy": Column(lambda one: one.created_by),
        "updatedBy": Column(lambda one: one.updated_by), "createdTime": Column(lambda one: one.created_at, "moment"),
        "updatedTime": Column(lambda one: one.updated_at, "moment"),
        "sourceId": Column(lambda one: None, "text"), "fm": Column(_reachable, "raw", only_whole=True),
    }  # fmt: skip
    return columns | ({"lastName": Column(lambda one: "", "text")} if name == "name" else {})


def _reachable(one: Any) -> list[dict[str, object]]:
    told = (("PHONE", one.phone, 1), ("EMAIL", one.email, 2))
    return [{"id": one.id * 10 + place, "valueType": "WORK", "value": value, "typeId": kind}
            for kind, value, place in told if value]  # fmt: skip


def quote_columns(portal: Portal) -> dict[str, Column]:
    """A proposal."""
    codes = {"draft": "DRAFT", "sent": "SENT", "approved": "APPROVED", "declined": "DECLAINED"}
    return {
        "id": Column(lambda one: one.id), "title": Column(lambda one: one.title, "text"),
        "stageId": Column(lambda one: codes[one.status], "text"),
        "opportunity": Column(lambda one: one.amount, "money"),
        "currencyId": Column(lambda one: portal.ledger.currency, "text"),
        "assignedById": Column(lambda one: one.responsible_id), "dealId": Column(lambda one: one.deal_id),
        "createdTime": Column(lambda one: one.created_at, "moment"),
        "updatedTime": Column(lambda one: one.updated_at, "moment"),
        "begindate": Column(lambda one: one.created_at, "day"), "closedate": Column(lambda one: one.updated_at, "day"),
        "closed": Column(lambda one: one.status in ("approved", "declined"), "flag"),
    }  # fmt: skip


def history_columns(portal: Portal) -> dict[str, Column]:
    """A move of a deal; upper-case names, yet real numbers."""
    stages = portal.ledger.stages

    def type_of(move: Any) -> int:
        if move.from_stage_id is None:
            return 1
        if stages[move.to_stage_id].kind in ("won", "lost"):
            return 3
        return 5 if stages[move.from_stage_id].pipeline_id != stages[move.to_stage_id].pipeline_id else 2

    return {
        "ID": Column(lambda move: move.id), "TYPE_ID": Column(type_of), "OWNER_ID": Column(lambda move: move.deal_id),
        "CREATED_TIME": Column(lambda move: move.at, "moment"),
        "CATEGORY_ID": Column(lambda move: portal.category(stages[move.to_stage_id].pipeline_id)),
        "STAGE_SEMANTIC_ID": Column(lambda move: portal.semantic(move.to_stage_id), "text"),
        "STAGE_ID": Column(portal.move_stage, "text"),
    }  # fmt: skip
