"""A CRM of any size from a seed, quickly: the same seed gives the same rows.

ledger = grown(seed=7, deals=20_000, calls=100_000)
"""

from collections.abc import Sequence
from random import Random

from sandbox.crm.ledger import Ledger
from sandbox.crm.rows import Client, Deal, Pipeline, User, Value

BEGIN = 1_704_096_000
"""The first moment of a grown ledger: 2024-01-01 08:00 UTC."""

_DAY = 86_400
_GROUPS = ("Отдел продаж", "Опт", "Розница")
_NAMES = ("Ольга Зимина", "Олег Савин", "Анна Лугова", "Пётр Ершов", "Дарья Котова", "Илья Мохов", "Вера Сычёва",
          "Юрий Панин", "Нина Орлова", "Глеб Рябов", "Яна Титова", "Марк Фадеев")  # fmt: skip
_FUNNELS = (("Продажи", ("Первичный контакт", "Замер", "КП отправлено", "Договор")),
            ("Опт", ("Заявка", "Расчёт", "Согласование")))  # fmt: skip
_REASONS = ("Дорого", "Ушёл к конкуренту", "Перестал отвечать", "Отложил")
_THINGS = ("Стеллажи", "Окна", "Двери", "Погрузчик", "Поддоны", "Освещение")
_SOURCES = ("WEB", "CALL", "RC_GENERATOR", "")


def company(name: str = "Северный свет", *, users: int = 8) -> Ledger:
    """A ledger with people, funnels, reasons and custom fields, and nothing sold yet."""
    ledger = Ledger(name)
    top = ledger.add_group(_GROUPS[0])
    groups = [top, *(ledger.add_group(one, top) for one in _GROUPS[1:])]
    for place in range(users):
        group = groups[place % len(groups)]
        ledger.add_user(_NAMES[place % len(_NAMES)], group, phone=f"+7495000{place:04d}", extension=str(101 + place),
                        is_admin=place == 0, is_head=place < len(groups))  # fmt: skip
    for funnel, stages in _FUNNELS:
        ledger.add_pipeline(funnel, stages)
    for reason in _REASONS:
        ledger.add_loss_reason(reason)
    ledger.add_field("Себестоимость", "money")
    for code in ("UTM_SOURCE", "UTM_MEDIUM", "UTM_CAMPAIGN"):
        ledger.add_field(code.lower(), "utm", code=code)
    ledger.add_field("Источник", "choice", choices=("Сайт", "Выставка", "Совет"))
    ledger.add_field("Дата поставки", "day")
    ledger.add_field("Срочно", "yes_no")
    return ledger


def grown(seed: int = 7, *, deals: int = 200, calls: int = 1_000, days: int = 180, users: int = 8) -> Ledger:
    """A company that has worked for some days; rows come in the order of their moments."""
    chance, ledger = Random(seed), company(users=users)
    sellers = ledger.users.all
    contacts: list[Client] = []
    made: list[Deal] = []
    steps, span = max(deals, calls, 1), days * _DAY
    done_deals = done_calls = 0
    for step in range(steps):
        at = BEGIN + step * span // steps
        while done_deals * steps < (step + 1) * deals:
            done_deals += 1
            made.append(_deal(ledger, chance, at, chance.choice(sellers), contacts))
        while done_calls * steps < (step + 1) * calls:
            done_calls += 1
            _call(ledger, chance, at, sellers, made)
    _walk(ledger, chance, made, BEGIN + span)
    return ledger


def _deal(ledger: Ledger, chance: Random, at: int, seller: User, contacts: list[Client]) -> Deal:
    if not contacts or chance.random() < 0.7:
        number = len(contacts)
        contacts.append(ledger.add_contact(f"Клиент {number}", at=at, responsible=seller, phone=f"+7916{number:07d}",
                                           email=f"client{number}@example.org"))  # fmt: skip
    contact = contacts[-1] if chance.random() < 0.7 else chance.choice(contacts)
    funnel = chance.choices(ledger.pipelines.all, (3, 1))[0]
    price = None if chance.random() < 0.05 else chance.randrange(10, 900) * 1_000
    name = f"{chance.choice(_THINGS)} {len(ledger.deals) + 1}"
    deal = ledger.add_deal(name, at=at, stage=funnel.first, responsible=seller, price=price, contact=contact,
                           by=chance.choice((0, seller.id)), source=chance.choice(_SOURCES),
                           values=_values(ledger, chance, price, at))  # fmt: skip
    if chance.random() < 0.3:
        kind = chance.choice(ledger.task_kinds)
        ledger.add_task("Перезвонить", at=at + 60, due_at=at + 2 * _DAY, responsible=seller, on=deal, kind=kind)
    return deal


def _values(ledger: Ledger, chance: Random, price: int | None, at: int) -> dict[int, Value]:
    made: dict[int, Value] = {}
    for field in ledger.fields.all:
        if chance.random() < 0.4:
            continue
        if field.kind == "money":
            made[field.id] = round((price or 50_000) * 0.65)
        elif field.kind == "utm":
            made[field.id] = chance.choice(("yandex", "vk", "cpc", "весна"))
        elif field.kind == "choice":
            made[field.id] = chance.choice(list(field.choices))
        elif field.kind == "day":
            made[field.id] = (at + 14 * _DAY) // _DAY * _DAY - 3 * 3_600
        elif field.kind == "yes_no":
            made[field.id] = chance.random() < 0.5
    return made


def _call(ledger: Ledger, chance: Random, at: int, sellers: Sequence[User], deals: Sequence[Deal]) -> None:
    deal = chance.choice(deals) if deals and chance.random() < 0.9 else None
    user = ledger.users[deal.responsible_id] if deal else chance.choice(sellers)
    contact = ledger.contacts.get(deal.contact_id) if deal else None
    talk = 0 if chance.random() < 0.4 else 5 + int(chance.expovariate(1 / 90))
    on, also = (deal, None) if chance.random() < 0.6 else (contact, deal if chance.random() < 0.2 else None)
    ledger.add_call(contact.phone if contact else f"+7921{chance.randrange(10**7):07d}", started_at=at, talk=talk,
                    direction=chance.choice(("in", "out", "out")), wait=chance.randrange(3, 30), user=user, on=on,
                    also_on=also, link="https://pbx.example.org/rec.mp3" if talk else "")  # fmt: skip


def _walk(ledger: Ledger, chance: Random, deals: Sequence[Deal], end: int) -> None:
    """Deals go their ways; the moves of all are told in the order of time."""
    reasons = ledger.loss_reasons.all
    planned: list[tuple[int, int, Deal]] = []
    for place, deal in enumerate(deals):
        at = deal.created_at
        for _ in range(chance.randrange(5)):
            at += chance.randrange(3_600, 6 * _DAY)
            planned.append((at, place, deal))
    for at, _, deal in sorted(planned, key=lambda one: one[:2]):
        funnel: Pipeline = ledger.pipelines[deal.pipeline_id]
        stage, stages = ledger.stages[deal.stage_id], [*funnel.open, funnel.won]
        if at >= end or stage.kind in ("won", "lost"):
            continue
        if chance.random() < 0.2:
            ledger.move(deal, funnel.lost, at=at, reason=chance.choice(reasons) if chance.random() < 0.9 else None)
        else:
            ledger.move(deal, stages[stages.index(stage) + 1], at=at)
