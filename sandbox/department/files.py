"""The department's life as files: what CRM, telephony and bookkeeping would export at a moment."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sandbox.department.calendar import MOSCOW
from sandbox.department.calls import Call
from sandbox.department.deals import CONTRACT, LOST, MEASURE, PIPELINE, PROPOSAL, STAGES, WON, Deal, vat_on
from sandbox.department.money import Cost, Payment, Plan
from sandbox.department.people import HEAD, OWNER, SELLERS
from sandbox.department.touches import Activity

Cell = str | int | float | None

STAGES_MAP = f"""# The order of the stages, and where a lead is qualified.

[stages]
order = [{", ".join(f'"{stage}"' for stage in STAGES[:-2])}]
qualified = "{MEASURE}"
won = ["{WON}"]
lost = ["{LOST}"]
""".encode()

_KINDS = {
    "email": "письмо", "message": "сообщение", "proposal": "КП", "presentation": "презентация", "meeting": "встреча",
    "task": "задача", "note": "заметка",
}  # fmt: skip
_DIRECTIONS = {"in": "входящий", "out": "исходящий", "": None}
_CATEGORIES = {
    "ads": "реклама", "payroll": "зарплата", "telephony": "телефония", "tools": "сервисы", "other": "прочее",
    "marketing": "маркетинг",
}  # fmt: skip


def table(heading: str, rows: Iterable[Sequence[Cell]]) -> bytes:
    """A file of rows under a heading, separated by semicolons as Russian exports are."""
    lines = [heading, *(";".join("" if cell is None else str(cell) for cell in row) for row in rows)]
    return ("\r\n".join(lines) + "\r\n").encode()


def clock(at: datetime) -> str:
    """A moment as the exports write it."""
    return at.astimezone(MOSCOW).isoformat(sep=" ", timespec="seconds")


def people_file(anchor_day: date) -> bytes:
    """Everyone who works here."""
    rows: list[Sequence[Cell]] = [
        (OWNER, "владелец", "", "100", "10", "", ""),
        (HEAD, "РОП", "", "200", "70", "", ""),
    ]
    for seller in SELLERS:
        hired = date.fromordinal(anchor_day.toordinal() - seller.hired)
        row = (seller.name, "менеджер", seller.team, seller.extension, seller.crm_id, seller.zone_named, f"{hired}")
        rows.append(row)
    return table("ФИО;Роль;Команда;Внутренний номер;ID в CRM;Часовой пояс;Дата найма", rows)


def deal_row(deal: Deal, at: datetime) -> Sequence[Cell]:
    """The deal as the CRM showed it at the moment: a price grows from a guess, the cost is known with the contract."""
    moves = [move for move in deal.moves if move.at <= at]
    now, passed = moves[-1], {move.stage for move in moves}
    closed = now.at if now.stage in (WON, LOST) else None
    closing = clock(closed) if closed else None
    amount = deal.amount if PROPOSAL in passed or now.stage == WON else deal.guess if MEASURE in passed else None
    cost = deal.cost if CONTRACT in passed or now.stage == WON else None
    status = "выиграна" if now.stage == WON else "проиграна" if now.stage == LOST else "открыта"
    return (
        deal.number, deal.seller.name, PIPELINE, now.stage, status, clock(deal.created_at), closing,
        amount, cost, vat_on(closed or deal.created_at), deal.channel, deal.campaign, deal.product, deal.client.name,
        f"K-{deal.client.number}", deal.lost_reason if now.stage == LOST else "",
    )  # fmt: skip


DEALS_HEADING = (
    "ID сделки;Ответственный;Воронка;Этап;Статус;Дата создания;Дата закрытия;Сумма;Себестоимость;НДС;Источник;"
    "Кампания;Товар;Клиент;Контакт ID;Причина отказа"
)


def stages_file(rows: Iterable[tuple[Deal, datetime, str]]) -> bytes:
    """Moves of deals."""
    made = ((deal.number, PIPELINE, stage, clock(at), deal.seller.name) for deal, at, stage in rows)
    return table("ID сделки;Воронка;Этап;Дата перехода;Кем", made)


def calls_file(rows: Iterable[tuple[int, Call]]) -> bytes:
    """Calls by extension, as telephony has them, with their numbers."""
    made = (
        (
            f"{call.started_at:%y%m%d}{number:06d}", clock(call.started_at), call.seller.extension,
            _DIRECTIONS[call.direction], "да" if call.talk else "нет", call.talk, call.wait, call.phone,
            f"K-{call.client.number}" if call.client else None,
        )
        for number, call in rows
    )  # fmt: skip
    return table(
        "ID звонка;Дата и время;Внутренний номер;Направление;Отвечен;Разговор;Ожидание;Телефон;Контакт ID", made
    )


def activities_file(rows: Iterable[tuple[int, Activity]]) -> bytes:
    """Letters, messages, proposals, presentations, meetings, tasks and notes."""
    made = (
        (
            f"A{number}", clock(done.at), _KINDS[done.kind], done.seller.name, _DIRECTIONS[done.direction],
            done.deal.number, f"K-{done.deal.client.number}",
        )
        for number, done in rows
    )  # fmt: skip
    return table("ID активности;Дата и время;Тип;Менеджер;Направление;ID сделки;Контакт ID", made)


def payments_file(rows: Iterable[Payment]) -> bytes:
    """Money that came, and what went back."""
    made = (
        (paid.deal.number, clock(paid.at), abs(paid.amount), paid.vat, "оплата" if paid.amount > 0 else "возврат")
        for paid in rows
    )
    return table("ID сделки;Дата оплаты;Сумма;НДС;Операция", made)


def costs_file(rows: Iterable[Cost]) -> bytes:
    """Ads by the day, pay and services by the month."""
    made = (
        (
            f"{cost.first}" if cost.first == cost.last else f"{cost.first} - {cost.last}", cost.channel, cost.campaign,
            _CATEGORIES[cost.category], f"{cost.amount:.2f}", cost.vat, cost.clicks, cost.shown, cost.claimed_leads,
        )
        for cost in rows
    )  # fmt: skip
    return table("Дата;Источник;Кампания;Категория;Расход;НДС;Клики;Показы;Лиды", made)


def plans_file(rows: Iterable[Plan]) -> bytes:
    """Plans of people, teams and the company."""
    made = ((f"{plan.month:%Y-%m}", plan.kpi, plan.target, plan.person, plan.team) for plan in rows)
    return table("Период;Показатель;План;Менеджер;Команда", made)
