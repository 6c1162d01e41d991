"""Notes and events of the account become calls and activities."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from services.connectors import amocrm
from services.connectors.amocrm import touches
from services.connectors.amocrm.sheet import Sheet
from services.connectors.amocrm.wishes import Wishes
from services.connectors.kit.records import Employee, Erased, Kind, SourceActivity, SourceCall
from tests.connectors.amocrm.samples import mapped

HOME = Path(amocrm.__file__).parent
SOMEBODY, OTHER = Employee("8800201"), Employee("8800202")


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


def sample(kind):
    return json.loads((HOME / "samples" / f"{kind}.json").read_text(encoding="utf-8"), parse_float=Decimal)


def note(entity="leads", kind="call_out", contacts=None, created_by=8800201, responsible=8800300, **params):
    row = {"id": 60, "entity_id": 5, "created_at": 1761890000, "updated_at": 1761890070, "note_type": kind}
    row |= {"created_by": created_by, "responsible_user_id": responsible, "params": {"uniq": "u1", **params}}
    sheet = Sheet()
    beside = touches.Beside(contacts=contacts or {})
    sheet.add(Kind.CALLS, [row], lambda one: touches.call(one, entity, beside, sheet))
    return sheet


def event(kind, beside=None, wishes=None, **more):
    row = {"id": "01pz", "type": kind, "entity_id": 5, "entity_type": "lead", "created_by": 8800201}
    row |= {"created_at": 1761890000, "value_after": []} | more
    sheet = Sheet()
    asked, wished = beside or touches.Beside(), Wishes.of(wishes or {})
    sheet.add(Kind.ACTIVITIES, [row], lambda one: touches.activity(one, wished, asked, sheet))
    return sheet


def test_calls_are_one_wherever_their_notes_stand():
    page = mapped(Kind.CALLS, sample("calls"))
    talk = SourceCall(
        "8f52d38a-5fb3-406d-93a3-a4832dc28f8b",
        "out",
        at(1761890000),
        answered=True,
        talk_s=64,
        phone="+79161112233",
        owner=SOMEBODY,
        contact_id="17611273",
        recordings=("leads/60864724",),
    )
    again = [one for one in page.records if one.external_id == talk.external_id]

    assert page.records[0] == talk
    assert [one.recordings for one in again] == [("leads/60864724",), ("contacts/60864725",)]
    assert {one.contact_id for one in again} == {"17611273"}
    assert page.unknown == {"call_status=12": 1, "call_responsible=text": 1}


def test_a_call_without_an_answer_has_no_talk():
    _talk, missed, silent, *_rest = mapped(Kind.CALLS, sample("calls")).records

    assert (missed.direction, missed.answered, missed.talk_s, missed.owner) == ("in", False, 0, SOMEBODY)
    assert (silent.answered, silent.talk_s, silent.contact_id) == (False, 0, None)


@pytest.mark.parametrize(
    ("params", "answered", "talk"),
    [
        ({"duration": 30}, True, 30),
        ({"duration": "30"}, True, 30),
        ({"duration": 0}, False, 0),
        ({"duration": 30, "call_status": 4}, True, 30),
        ({"duration": 30, "call_status": 6}, False, 0),
        ({"duration": 30, "call_status": "7"}, False, 0),
        ({"duration": 30, "call_status": None}, True, 30),
    ],
)
def test_who_talked_and_how_long(params, answered, talk):
    (made,) = note(**params).records

    assert (made.answered, made.talk_s) == (answered, talk)


@pytest.mark.parametrize(
    ("params", "created_by", "responsible", "who"),
    [
        ({"call_responsible": 8800202}, 8800201, 8800300, "8800202"),
        ({"call_responsible": "8800201"}, 8800201, 8800300, "8800201"),
        ({"call_responsible": "8800300"}, 8800201, 8800300, "8800300"),
        ({"call_responsible": "101"}, 8800201, 8800300, "8800201"),
        ({"call_responsible": "Ольга Зимина"}, 0, 8800300, "8800300"),
        ({"call_responsible": 79161112233}, 8800201, 8800300, "8800201"),
        ({"call_responsible": ""}, 8800201, 8800300, "8800201"),
        ({"call_responsible": 0}, 0, 8800300, "8800300"),
        ({"call_responsible": True}, 0, 0, None),
        ({}, 0, None, None),
    ],
)
def test_who_called(params, created_by, responsible, who):
    (made,) = note(created_by=created_by, responsible=responsible, duration=5, **params).records

    assert made.owner == (None if who is None else Employee(who))


@pytest.mark.parametrize(
    ("entity", "contacts", "contact"),
    [
        ("contacts", {}, "5"),
        ("leads", {"5": "17"}, "17"),
        ("leads", {"5": None}, None),
        ("leads", {}, None),
        ("companies", {"5": "17"}, None),
    ],
)
def test_whose_client_was_called(entity, contacts, contact):
    (made,) = note(entity, contacts=contacts, duration=5).records

    assert made.contact_id == contact


def test_a_call_without_a_mark_gets_one_that_hides_the_phone():
    first, same, other = (
        note(entity, uniq="", duration=5, phone=phone).records[0]
        for entity, phone in (("leads", "+7 (916) 111-22-33"), ("contacts", "89161112233"), ("leads", "89161112234"))
    )

    assert first.external_id == same.external_id != other.external_id
    assert first.external_id.startswith("call-")
    assert not any(piece in first.external_id for piece in ("9161112233", "2233"))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"kind": "common", "duration": 5}, "note_type"),
        ({"duration": None}, "duration"),
        ({"duration": "долго"}, "duration"),
        ({"duration": -5}, "duration"),
        ({}, "duration"),
    ],
)
def test_a_call_that_makes_no_sense_is_set_aside(row, why):
    sheet = note(**row)

    assert (sheet.records, [one.why for one in sheet.odd]) == ([], [why])


def test_activities_of_every_kind():
    page = mapped(Kind.ACTIVITIES, sample("activities"))
    gone, *done = page.records

    assert gone == Erased(Kind.ACTIVITIES, "task/7087009", at(1761880500))
    assert [(one.external_id, one.kind, one.direction, one.deal_id, one.contact_id) for one in done] == [
        ("event/01pz58t6p04ymgsgfbmfyfy020", "meeting", None, "25399013", None),
        ("task/7087003", "proposal", "out", None, None),
        ("task/7087002", "task", None, None, "17611273"),
        ("task/7087001", "meeting", None, "25399013", None),
        ("event/01pz58t6p04ymgsgfbmfyfy016", "proposal", "out", "25399013", None),
        ("note/60864740", "proposal", "out", "25399013", None),
        ("note/60864741", "note", None, None, "17611273"),
        ("note/60864742", "note", None, None, None),
        ("event/01pz58t6p04ymgsgfbmfyfy012", "message", "out", None, "17611273"),
        ("event/01pz58t6p04ymgsgfbmfyfy011", "message", "in", None, "17611273"),
        ("note/60864743", "email", "out", "25399013", None),
    ]
    assert page.unknown == {}


def test_who_did_it_and_when():
    records = {one.external_id: one for one in mapped(Kind.ACTIVITIES, sample("activities")).records}

    assert records["note/60864743"] == SourceActivity(
        "note/60864743", "email", at(1761879990), at(1761879990), SOMEBODY, "out", deal_id="25399013"
    )
    assert records["event/01pz58t6p04ymgsgfbmfyfy011"].owner is None
    assert records["task/7087002"].owner == OTHER
    assert records["task/7087003"].owner == SOMEBODY, "a robot closed it, so it is whose the task is"


def test_a_type_of_tasks_that_nobody_told_of_is_a_task_and_is_counted():
    page = mapped(Kind.ACTIVITIES, sample("activities"), Wishes.of({}))

    assert {one.external_id: one.kind for one in page.records[1:]}["task/7087003"] == "task"
    assert page.unknown == {"task_type_id=2771234": 1}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("КП 118.pdf", "proposal"),
        ("Наше коммерческое предложение.docx", "proposal"),
        ("kp_КП-12.pdf", "proposal"),
        ("Offer_PROPOSAL.pdf", "proposal"),
        ("Скпад.jpg", "note"),
        ("договор.pdf", "note"),
        ("", "note"),
    ],
)
def test_a_file_is_a_proposal_by_its_name(name, kind):
    beside = touches.Beside(notes={"9": {"id": 9, "params": {"original_name": name}}})
    sheet = event("attachment_note_added", beside, value_after=[{"note": {"id": 9}}])

    assert [one.kind for one in sheet.records] == [kind]


def test_words_of_the_admin_stand_in_for_ours():
    beside = touches.Beside(notes={"9": {"id": 9, "params": {"file_name": "Смета объекта.pdf"}}})
    given = {"proposal_file": "смета, расчёт"}
    sheet = event("attachment_note_added", beside, given, value_after=[{"note": {"id": 9}}])

    assert [one.kind for one in sheet.records] == ["proposal"]


@pytest.mark.parametrize(("task", "odd"), [(None, ["task"]), ({"is_completed": False}, []), ({}, [])])
def test_a_finished_task_that_is_gone_or_open_again_is_not_told(task, odd):
    beside = touches.Beside(tasks={} if task is None else {"5": {"id": 5, "task_type_id": 1} | task})
    sheet = event("task_completed", beside, entity_type="task")

    assert (sheet.records, [one.why for one in sheet.odd]) == ([], odd)


def test_an_event_that_we_know_nothing_of_is_counted():
    sheet = event("ai_talk_summary")

    assert (sheet.records, sheet.page({}).unknown) == ([], {"event.type=ai_talk_summary": 1})


def test_a_letter_by_its_note():
    row = {"id": 7, "entity_id": 5, "note_type": "amomail_message", "created_by": 8800201, "created_at": 1761890000}
    row |= {"updated_at": 1761890001, "params": {"income": False}}
    sent, came = (next(touches.mail(row | {"params": {"income": way}}, "leads")) for way in (False, True))

    assert sent == SourceActivity("note/7", "email", at(1761890000), at(1761890001), SOMEBODY, "out", deal_id="5")
    assert (came.direction, came.owner) == ("in", None)
