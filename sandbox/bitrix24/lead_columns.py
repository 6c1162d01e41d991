"""Leads and their history as a portal in the classic mode shows them."""

from sandbox.bitrix24.columns import Column
from sandbox.bitrix24.portal import LEAD_STATUSES, Portal
from sandbox.crm.leads import Lead


def lead_columns(portal: Portal) -> dict[str, Column]:
    """A lead in the new dialect: its status is called a stage. A converted one has the contact of its deal."""

    def contact_of(lead: Lead) -> int | None:
        return portal.ledger.deals[lead.deal_id].contact_id if lead.deal_id else None

    return {
        "id": Column(lambda lead: lead.id), "title": Column(lambda lead: lead.name, "text"),
        "stageId": Column(lambda lead: LEAD_STATUSES[lead.status][0], "text"),
        "stageSemanticId": Column(lambda lead: LEAD_STATUSES[lead.status][2], "text"),
        "opportunity": Column(lambda lead: 0, "money"),
        "currencyId": Column(lambda lead: portal.ledger.currency, "text"),
        "assignedById": Column(lambda lead: lead.responsible_id), "createdBy": Column(lambda lead: lead.created_by),
        "updatedBy": Column(lambda lead: lead.updated_by),
        "createdTime": Column(lambda lead: lead.created_at, "moment"),
        "updatedTime": Column(lambda lead: lead.updated_at, "moment"),
        "movedTime": Column(lambda lead: lead.moved_at, "moment"), "movedBy": Column(lambda lead: lead.moved_by),
        "dateClosed": Column(lambda lead: lead.closed_at, "moment"),
        "isConvert": Column(lambda lead: lead.status == "converted", "flag"),
        "sourceId": Column(lambda lead: lead.source or None, "text"),
        "companyId": Column(lambda lead: 0), "contactId": Column(lambda lead: contact_of(lead) or 0),
        "contactIds": Column(lambda lead: [contact_of(lead)] if contact_of(lead) else [], "list"),
        **{f"utm{word}": Column(lambda lead: None, "text")
           for word in ("Source", "Medium", "Campaign", "Content", "Term")},
        "fm": Column(lambda lead: [{"id": lead.id * 10, "valueType": "WORK", "value": lead.phone, "typeId": "PHONE"}]
                     if lead.phone else [], "raw", only_whole=True),
    }  # fmt: skip


def lead_history_columns() -> dict[str, Column]:
    """A move of a lead: statuses where deals have stages."""

    def type_of(move: object) -> int:
        return 1 if getattr(move, "from_status", None) is None else _LAST[getattr(move, "to_status", "new")]

    return {
        "ID": Column(lambda move: move.id), "TYPE_ID": Column(type_of), "OWNER_ID": Column(lambda move: move.lead_id),
        "CREATED_TIME": Column(lambda move: move.at, "moment"),
        "STATUS_SEMANTIC_ID": Column(lambda move: LEAD_STATUSES[move.to_status][2], "text"),
        "STATUS_ID": Column(lambda move: LEAD_STATUSES[move.to_status][0], "text"),
    }  # fmt: skip


_LAST = {"new": 2, "in_process": 2, "converted": 3, "junk": 3}
