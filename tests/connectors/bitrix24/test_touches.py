"""Calls, letters, chats, meetings, tasks and quotes of Bitrix24 in our words."""

from services.connectors.bitrix24 import touches
from services.connectors.bitrix24.values import Tray
from services.connectors.kit.records import Employee, Kind, SourceActivity, SourceCall
from tests.connectors.bitrix24 import samples
from tests.connectors.bitrix24.samples import NOON, sample
from tests.connectors.bitrix24.test_mapping import utc

OLEG = Employee("21")


def test_calls():
    tray = Tray()

    tray.take(Kind.CALLS, sample("calls")["calls"], lambda row, to: touches.call(row, to, NOON, {}), "ID")

    began = utc("2025-10-31T05:53:20")
    assert tray.records == [
        SourceCall("1207", "out", began, True, 64, ended_at=utc("2025-10-31T05:54:24"), phone="+79990000301",
                   owner=OLEG, contact_id="84", recordings=("disk:9079",)),
        SourceCall("1208", "in", utc("2025-10-31T20:40:00"), False, 0, phone="+79990000302", line="+74950000001",
                   contact_id="L_250"),
        SourceCall("1209", "out", began, False, 0, phone="anonymous", owner=OLEG, contact_id="CO_9",
                   recordings=("call:1209",)),
        SourceCall("1216", "internal", utc("2025-11-01T08:30:00"), True, 12, ended_at=utc("2025-11-01T08:30:12"),
                   phone="105", owner=OLEG, final=False),
    ]  # fmt: skip
    assert [(one.external_id, one.why) for one in tray.odd] == [
        ("1211", "direction"), ("1212", "duration"), ("1213", "duration"), ("1214", "future"), ("1215", "moment"),
    ]  # fmt: skip
    assert tray.unknown == {"CALL_FAILED_CODE=999": 1, "CALL_TYPE=5": 1, "CALL_TYPE=9": 1, "CRM_ENTITY_TYPE=DEAL": 1}


def test_touches_of_the_common_list():
    tray = Tray()

    tray.take(Kind.ACTIVITIES, sample("activities")["activities"], lambda row, to: touches.activity(row, to, {}), "ID")

    assert tray.records == [
        SourceActivity("7944", "email", utc("2025-10-31T06:00:00"), utc("2025-10-31T06:00:02"), OLEG, "out", "5199"),
        SourceActivity("7945", "message", utc("2025-10-31T06:10:00"), utc("2025-10-31T06:11:00"), OLEG, "in",
                       contact_id="84"),
        SourceActivity("7946", "meeting", utc("2025-11-01T12:00:00"), utc("2025-11-01T15:00:00"), OLEG,
                       deal_id="L_250", contact_id="L_250"),
        SourceActivity("7948", "task", utc("2025-10-31T09:00:00"), utc("2025-10-31T09:00:00"), Employee("17"),
                       contact_id="CO_9"),
    ]  # fmt: skip
    assert [(one.external_id, one.why) for one in tray.odd] == [("7950", "moment")]
    assert tray.unknown == {"PROVIDER_ID=REST_APP_NEW": 1}


def test_tasks_count_when_they_are_done():
    tray = Tray()

    tray.take(Kind.ACTIVITIES, sample("activities")["tasks"], touches.task, "id")

    changed = utc("2025-11-01T15:00:05")
    assert tray.records == [
        SourceActivity("T_8017", "task", utc("2025-11-01T15:00:00"), changed, OLEG, None, "5199", "84"),
        SourceActivity("T_8019", "task", changed, changed, OLEG, None, "L_250", "L_250"),
    ]
    assert [(one.external_id, one.why) for one in tray.odd] == [("8020", "status")]


def test_quotes_are_proposals_of_the_moment_they_were_first_seen_sent():
    books, tray, sent = samples.books(), Tray(), {}

    tray.take(
        Kind.ACTIVITIES, sample("activities")["quotes"], lambda row, to: touches.quote(row, to, books, sent), "id"
    )
    again = touches.quote({"id": 802, "stageId": "APPROVED", "assignedById": 21, "dealId": 5199,
                           "createdTime": "2025-10-10T10:00:00+03:00", "updatedTime": "2025-11-10T10:00:00+03:00"},
                          tray, books, sent)  # fmt: skip

    sent_at = utc("2025-10-12T07:00:00")
    assert tray.records == [
        SourceActivity("Q_802", "proposal", sent_at, sent_at, OLEG, "out", "5199"),
        SourceActivity("Q_803", "proposal", utc("2025-10-10T07:00:00"), utc("2025-10-20T07:00:00"), OLEG, "out"),
    ]
    assert (again.at, again.changed_at) == (sent_at, utc("2025-11-10T07:00:00"))


def test_touches_of_a_lead_that_has_become_a_deal_are_of_the_deal():
    tray, became = Tray(), {"250": ("5199", "84")}

    call = touches.call(sample("calls")["calls"][1], tray, NOON, became)
    meeting = touches.activity(sample("activities")["activities"][3], tray, became)

    assert (call.contact_id, meeting.deal_id, meeting.contact_id) == ("84", "5199", "84")
