"""What a sent file is taken for, before anything of it is stored."""

import pytest

from bot.aside import apart
from services.domain.people import Role
from services.domain.rights import member_of
from services.store.incoming import Incoming
from services.usecases.look_at_file import FIELDS, LookAtFile
from services.usecases.receive_file import LARGEST, ReceiveFile
from tests.factories import TUESDAY
from tests.marks import on_sqlite

pytestmark = on_sqlite


@pytest.fixture
def sends(office, database, company, clock, tmp_path):
    """Somebody of a role sends a file: what it is taken for."""
    incoming = Incoming(tmp_path / "incoming")
    looks = LookAtFile(incoming, clock, apart)

    async def send(text, role=Role.OWNER, kind=None, choices=None):
        name = f"Кто-то {role}"
        roster = await office.roster()
        if not any(person.name == name for person in roster.people.values()):
            await office.add(name, role.value, team="Север")
            roster = await office.roster()
        who = next(person.id for person in roster.people.values() if person.name == name)
        member = member_of(company, roster, who, TUESDAY)

        async def fetch():
            return text.encode()

        look = await ReceiveFile(incoming, clock, apart, looks)(member, "file.csv", len(text), fetch)
        return await looks(member, look.digest, kind, choices) if kind else look

    return send


SAMPLES = {
    "calls": "Дата и время;Сотрудник;Направление;Длительность\n24.11.2026 09:00;Анна;исходящий;60\n",
    "deals": "ID сделки;Ответственный;Этап сделки;Дата создания;Сумма\n1;Анна;Новая;24.11.2026;1000\n",
    "costs": "Дата,Сумма,Канал,Клики\n2026-11-24,1000,yandex,10\n",
    "payments": "ID сделки;Дата оплаты;Сумма\n1;24.11.2026;1000\n",
    "people": "ФИО;Роль;Команда;Добавочный\nАнна Белова;менеджер;Север;101\n",
    "rates": "date,currency,rate\n2026-11-24,EUR,95.5\n",
    "plans": "Период;Показатель;План\n2026-11;calls_total;1000\n",
}


@pytest.mark.parametrize("kind", sorted(SAMPLES))
async def test_the_kind_is_told_by_the_headings(sends, kind):
    look = await sends(SAMPLES[kind])

    assert (look.kind, look.is_sure, look.count, look.refused, look.trouble) == (kind, True, 1, 0, None)
    assert {name for name, _ in look.columns} <= set(FIELDS[kind])
    assert len(look.rows) == 1


async def test_a_table_of_nothing_known_is_of_no_kind(sends):
    look = await sends("Цвет;Вес\nкрасный;10\n")

    assert look.kind is None
    assert look.unused == ("Цвет", "Вес")


async def test_another_kind_says_what_it_lacks(sends):
    look = await sends(SAMPLES["calls"], kind="payments")

    assert look.trouble[0] == "field-missing"
    assert "deal_id" in look.trouble[1]["fields"]


async def test_doubtful_columns_are_asked_about_one_by_one(sends):
    text = "external_id,created_at,closed_at,amount\nA,03/04/2026,05/06/2026,10\n"

    first = await sends(text)
    second = await sends(text, kind="deals", choices={"created_at": 0})
    clear = await sends(text, kind="deals", choices={"created_at": 0, "closed_at": 1})

    assert (first.doubt.field, first.doubt.is_date, second.doubt.field) == ("created_at", True, "closed_at")
    assert clear.doubt is None
    days = dict(zip([name for name, _ in clear.columns], clear.rows[0], strict=True))
    assert [(days[key].month, days[key].day) for key in ("created_at", "closed_at")] == [(4, 2), (5, 5)]


async def test_a_doubtful_amount_is_asked_about_too(sends):
    text = "deal_id;paid_at;amount\n1;24.11.2026;1,234\n"

    look = await sends(text)
    comma, point = [await sends(text, kind="payments", choices={"amount": side}) for side in (1, 0)]

    assert (look.doubt.field, look.doubt.is_date) == ("amount", False)
    assert [one.rows[0][-1] for one in (comma, point)] != [None, None]
    assert str(comma.rows[0][-1]).startswith("1.234") and int(point.rows[0][-1]) == 1234


@pytest.mark.parametrize(
    ("role", "kind", "refused"),
    [
        (Role.MANAGER, "calls", "sent-of-heads"),
        (Role.HEAD, "people", "sent-of-arrangers"),
        (Role.HEAD, "calls", None),
        (Role.ADMIN, "people", None),
        (Role.OWNER, "people", None),
    ],
)
async def test_who_may_bring_what(office, sends, tmp_path, role, kind, refused):
    if refused is None:
        assert (await sends(SAMPLES[kind], role)).kind == kind
    else:
        assert await office.refused(sends(SAMPLES[kind], role)) == refused
        assert [file for file in (tmp_path / "incoming").rglob("*") if file.is_file()] == []


async def test_nothing_is_fetched_that_is_too_large_or_from_whoever_may_not(office, company, clock, tmp_path):
    await office.add("Пётр Великий", "head", team="Север")
    await office.add("Анна Белова", team="Север")
    roster = await office.roster()
    incoming = Incoming(tmp_path / "incoming")
    receive = ReceiveFile(incoming, clock, apart, LookAtFile(incoming, clock, apart))

    async def fetch():
        raise AssertionError("it must not be asked for")

    for name, size, phrase in (("Пётр Великий", LARGEST + 1, "sent-too-big"), ("Анна Белова", 10, "sent-of-heads")):
        who = next(one.id for one in roster.people.values() if one.name == name)
        member = member_of(company, roster, who, TUESDAY)
        assert await office.refused(receive(member, "a.csv", size, fetch)) == phrase


@pytest.mark.parametrize("choices", [{"nonsense": 0}, {"amount": 2}, {"amount": -1}, {"kind": 0, "x": 1}])
async def test_choices_of_nothing_are_refused(office, sends, choices):
    assert await office.refused(sends(SAMPLES["payments"], kind="payments", choices=choices)) == "button-outdated"
