"""Events as the portal tells them: a form with an id and little more. Nothing is tried again."""

from sandbox.bitrix24.portal import Portal
from sandbox.bitrix24.tokens import Tokens
from sandbox.bitrix24.touches import call_id
from sandbox.crm.hooks import Form
from sandbox.crm.protocol import Wire, pairs_of
from sandbox.crm.rows import Event

_NAMES = {
    **dict.fromkeys(("deal_changed", "deal_moved", "deal_handed_over", "deal_repriced"), "ONCRMDEALUPDATE"),
    "deal_added": "ONCRMDEALADD", "deal_restored": "ONCRMDEALADD", "deal_deleted": "ONCRMDEALDELETE",
    "contact_added": "ONCRMCONTACTADD", "contact_changed": "ONCRMCONTACTUPDATE",
    "contacts_merged": "ONCRMCONTACTUPDATE",
    "company_added": "ONCRMCOMPANYADD", "task_added": "ONTASKADD", "task_completed": "ONTASKUPDATE",
    "task_postponed": "ONTASKUPDATE", "task_changed": "ONTASKUPDATE", "task_deleted": "ONTASKDELETE",
    "lead_added": "ONCRMLEADADD", "lead_changed": "ONCRMLEADUPDATE", "lead_deleted": "ONCRMLEADDELETE",
    "quote_added": "ONCRMQUOTEADD", "quote_changed": "ONCRMQUOTEUPDATE", "call": "ONVOXIMPLANTCALLEND",
    **dict.fromkeys(("mail", "chat", "sms"), "ONCRMACTIVITYADD"),
}  # fmt: skip


def forms(portal: Portal, tokens: Tokens, event: Event, wants: frozenset[str], domain: str) -> list[Form]:
    """What a hook is told of an event."""
    told: list[tuple[str, Wire]] = []
    if _is_meeting(portal, event):
        told.append((_NAMES[event.kind].replace("TASK", "CRMACTIVITY"), _meeting(portal, event)))
    elif event.kind in _NAMES:
        told.append((_NAMES[event.kind], _data(portal, event)))
    if event.kind == "call":
        told.append(("ONCRMACTIVITYADD", {"FIELDS": {"ID": 7_000 + event.number}}))
    if event.kind == "deal_moved" and _changes_funnel(portal, event):
        deal = portal.ledger.deals[event.entity_id]
        place = {"ID": deal.id, "CATEGORY_ID": portal.category(deal.pipeline_id), "STAGE_ID": portal.deal_stage(deal)}
        told.append(("ONCRMDEALMOVETOCATEGORY", {"FIELDS": place}))
    auth = {"domain": domain, "member_id": tokens.member_id, "application_token": tokens.application_token}
    return [
        pairs_of({"event": name, "event_handler_id": 201, "data": data, "ts": event.at, "auth": auth})
        for name, data in told
        if not wants or name in wants
    ]


def _data(portal: Portal, event: Event) -> Wire:
    if event.kind == "call":
        call = portal.ledger.calls[int(event.after["call"] or 0)]
        return {"CALL_ID": call_id(call), "CALL_TYPE": 1 if call.direction == "out" else 2, "PHONE_NUMBER": call.phone,
                "PORTAL_NUMBER": "REST_APP:3", "PORTAL_USER_ID": call.user_id, "CALL_DURATION": call.talk,
                "CALL_START_DATE": portal.iso(call.started_at), "CALL_FAILED_CODE": "200" if call.talk else "304",
                "CRM_ACTIVITY_ID": 7_000 + event.number}  # fmt: skip
    if event.entity == "task":
        return {"FIELDS_BEFORE": {"ID": event.entity_id}, "FIELDS_AFTER": {"ID": event.entity_id}}
    if event.kind in ("mail", "chat", "sms"):
        return {"FIELDS": {"ID": 7_000 + event.number}}
    if "quote" in event.after:
        return {"FIELDS": {"ID": event.after["quote"]}}
    return {"FIELDS": {"ID": event.entity_id}}


def _is_meeting(portal: Portal, event: Event) -> bool:
    """A meeting is no task here but an activity of the CRM."""
    return event.entity == "task" and portal.ledger.tasks[event.entity_id].kind == "meeting"


def _meeting(portal: Portal, event: Event) -> Wire:
    added = next(one for one in portal.ledger.events if one.kind == "task_added" and one.entity_id == event.entity_id)
    return {"FIELDS": {"ID": 7_000 + added.number}}


def _changes_funnel(portal: Portal, event: Event) -> bool:
    left, came = (portal.ledger.stages[int(told["stage"] or 0)] for told in (event.before, event.after))
    return left.pipeline_id != came.pipeline_id
