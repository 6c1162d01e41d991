"""Under which headings the fields of a file are found, Russian and English, as exports and people write them.

The field's own name always counts; after it the first one found wins, so exact ones come first. `date + time` is one
field made of two columns. A heading stands here as `guessing.heading_key` makes it.
"""

from collections.abc import Mapping

_MANAGER = """
    менеджер | ответственный | ответственный менеджер | ответственный сотрудник | сотрудник | owner | responsible
    | sales agent | agent | sales rep | deal owner | opportunity owner | assigned to | rep | employee | user
    | оператор | operator | агент | продавец | пользователь | кто звонил | extension | внутренний номер | ext
    | manager ext | manager name | agent name | фио менеджера | имя менеджера | employee name
    | ответственный за сделку
"""
_CURRENCY = "валюта | currency code | валюта сделки | код валюты | deal currency"
_VAT = "ндс | ставка ндс | vat rate | tax rate | ндс %"
_CONTACT = """
    контакт id | id контакта | contact | contact ids | client id | customer id | id клиента | код клиента
    | контакт | основной контакт | associated contact ids | contact record id
"""
_DEAL_ID = """
    id сделки | сделка id | номер сделки | deal | opportunity id | opportunity | deal record id | id лида
    | lead id | order id | сделка | номер заказа | код сделки
"""
_STAGE = "этап | стадия | этап сделки | стадия сделки | deal stage | stage name"
_PIPELINE = "воронка | воронка продаж | направление | deal pipeline | pipeline name"
_CAMPAIGN = "кампания | utm campaign | campaign name | рекламная кампания | название кампании"
_DATE_AND_TIME = "дата + время | date + time"

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "people": {
        "name": """
            фио | фамилия + имя | first name + last name | last name + first name | full name | имя
            | имя сотрудника | сотрудник | employee | employee name | сотрудники | ф и о | user name | username
            | sales agent | agent | sales rep | менеджер | manager
        """,
        "role": "роль | должность | position | job title | title",
        "team": "команда | отдел | группа | department | group | подразделение | regional office | office",
        "head": "руководитель | начальник | роп | supervisor | team lead | reports to | head of sales | manager",
        "email": "почта | e mail | электронная почта | mail | эл почта | email address | рабочий email",
        "phone": "телефон | мобильный | номер телефона | mobile | phone number | мобильный телефон",
        "extension": "внутренний номер | добавочный | ext | внутренний | добавочный номер | sip",
        "crm_id": "id в crm | id crm | crm | user id | id пользователя | id сотрудника | id",
        "timezone": "часовой пояс | time zone | tz | зона | часовая зона",
        "hired_at": "дата приема | принят | hired | hire date | start date | дата найма | работает с",
        "left_at": "дата увольнения | уволен | left | end date | termination date | дата ухода",
        "aliases": "псевдонимы | другие имена | alias | also known as | варианты имени",
    },
    "deals": {
        "external_id": _DEAL_ID + "| deal id | record id | id",
        "manager": _MANAGER,
        "pipeline": _PIPELINE,
        "stage": _STAGE + "| этап воронки | status name | шаг | sales stage | opportunity stage",
        "status": "статус | статус сделки | deal status | результат | исход | итог сделки | outcome | state",
        "created_at": f"""
            дата создания | создана | создано | дата создания сделки | created | create date | created date
            | date created | creation date | deal created | add time | deal add time | engage date
            | дата и время создания | date create | open date | начало | opened at | created on | дата обращения
            | дата заявки | {_DATE_AND_TIME} | дата | date | дата начала | start date
        """,
        "closed_at": """
            дата закрытия | закрыта | закрыто | дата закрытия сделки | closed | close date | closed date
            | date closed | closing date | close time | won time | deal closed on | дата завершения | finished at
            | date close | closed on | дата сделки | дата продажи | дата фактического закрытия | deal won time
            | end date
        """,
        "amount": """
            сумма | бюджет | сумма сделки | стоимость | deal amount | value | deal value | close value | budget
            | price | opportunity amount | бюджет сделки | сумма заказа | цена | total | выручка | revenue
            | сумма продажи
        """,
        "paid": "оплачено | оплата | сумма оплаты | paid amount | amount paid | поступило | оплачено всего",
        "cost": "себестоимость | закупка | cost of goods | cogs | закупочная цена | расход | cost price",
        "vat": _VAT,
        "currency": _CURRENCY,
        "source": """
            источник | источник сделки | lead source | utm source | deal source | источник лида
            | источник трафика | original source | original source type | канал | channel | рекламный источник
            | откуда | канал привлечения
        """,
        "medium": "utm medium | тип канала | тип трафика",
        "campaign": _CAMPAIGN,
        "product": "товар | продукт | услуга | product name | product line | номенклатура | что купили",
        "client": """
            клиент | компания | заказчик | контрагент | account | company | customer | account name
            | company name | название компании | customer name | organization | client name | имя клиента
            | покупатель | associated company
        """,
        "contact_id": _CONTACT,
        "lost_reason": """
            причина отказа | причина проигрыша | причина закрытия | loss reason | closed lost reason
            | причина провала | причина | reason | deal lost reason | причина потери
        """,
    },
    "stages": {
        "deal_id": _DEAL_ID + "| record id | id",
        "stage": _STAGE + "| to stage | на этап | новый этап | stage to | status | статус",
        "entered_at": f"""
            дата входа | дата перехода | дата и время | вошла | entered | moved at | changed at | created at
            | timestamp | date entered | дата изменения | {_DATE_AND_TIME} | дата | date | когда | at | время
        """,
        "pipeline": _PIPELINE,
        "by": "кем | кто | автор | changed by | moved by | user | author | manager | менеджер | ответственный",
    },
    "calls": {
        "started_at": f"""
            начало | дата и время | время начала | начало звонка | дата и время звонка | start | start time
            | call start | call start time | started | datetime | timestamp | дата начала | call date + call time
            | {_DATE_AND_TIME} | дата звонка + время звонка | дата звонка | call date | call time | время звонка
            | дата | date | created at | время | calldate | start date | begin
        """,
        "manager": _MANAGER,
        "external_id": "call id | id звонка | номер звонка | uid | uniqueid | linkedid | entry id | id",
        "direction": "направление | тип | тип звонка | call type | type | call direction | вид звонка",
        "answered": """
            отвечен | ответ | отвечено | принят | is answered | disposition | результат | статус | call status
            | status | состоялся | результат звонка | дозвон
        """,
        "talk_seconds": """
            talk s | разговор | длительность разговора | время разговора | talk time | talk duration
            | avg talk duration | billsec | длительность | duration | call duration | длительность звонка
            | продолжительность | duration s | duration seconds | talk time s | call duration seconds
            | разговор сек | talk | длительность сек | conversation
        """,
        "wait_seconds": """
            wait s | ожидание | время ожидания | wait time | speed of answer in seconds | speed of answer
            | waiting time | wait | ожидание ответа | ring time | queue time | ожидание сек
            | длительность ожидания
        """,
        "phone": """
            client phone | телефон | номер клиента | номер телефона | телефон клиента | phone number | номер
            | number | client number | customer phone | абонент | contact phone
        """,
        "contact_id": _CONTACT,
        "recording": "запись | запись разговора | recording url | record | ссылка на запись | recording link",
    },
    "activities": {
        "at": f"""
            дата и время | когда | начало | timestamp | datetime | activity date | created at | date time
            | дата создания | {_DATE_AND_TIME} | дата | date | due date | срок | время | start | start time
            | activity time
        """,
        "kind": """
            тип | вид | действие | type | activity type | вид активности | тип активности | тип дела | activity
            | тип события | канал | channel
        """,
        "manager": _MANAGER,
        "external_id": "activity id | id активности | id дела | id действия | task id | id",
        "deal_id": _DEAL_ID,
        "contact_id": _CONTACT,
        "direction": "направление | входящее исходящее",
    },
    "costs": {
        "date": "дата | день | day | период | period | month | месяц | дата расхода",
        "amount": """
            расход | сумма | расходы | cost | expenses | spend | затраты | стоимость | total | бюджет | spent
            | sum | budget | потрачено | сумма расхода | cost rub | израсходовано | расход с ндс | цена | value
        """,
        "channel": """
            источник | source | utm source | канал | рекламный канал | рекламная система | площадка | система
            | platform | traffic source
        """,
        "campaign": _CAMPAIGN,
        "medium": "utm medium | тип трафика | тип канала | канал",
        "category": "категория | вид расхода | тип расхода | cost type | type | статья расходов | статья | вид",
        "currency": _CURRENCY,
        "vat": _VAT,
        "clicks": "клики | кликов | переходы",
        "impressions": "показы | показов | shows | views",
        "leads": "лиды | заявки | лидов | заявок | conversions | конверсии | обращения | целевые действия",
        "orders": "заказы | заказов | покупки | продажи | sales | purchases",
        "revenue": "выручка | доход | доходы | conversion value | purchase value | ценность",
    },
    "plans": {
        "period": "период | месяц | month | дата | date | квартал | quarter | за период",
        "kpi": "показатель | метрика | metric | kpi key | показатели | indicator | ключ",
        "target": "план | цель | plan | goal | значение | value | норма | сумма | amount",
        "person": f"manager | {_MANAGER} | кто | фио | имя | name",
        "team": "команда | отдел | группа | department | подразделение",
    },
    "rates": {
        "date": "дата | день | day | дата курса",
        "currency": f"{_CURRENCY} | код | code | букв код | буквенный код",
        "rate": "курс | exchange rate | значение | value | curs | курс валюты",
    },
    "payments": {
        "deal_id": _DEAL_ID + "| record id | id",
        "paid_at": f"""
            дата оплаты | дата платежа | payment date | paid on | paid date | date paid | дата поступления
            | дата и время | timestamp | {_DATE_AND_TIME} | дата | date | день | когда | closed at | close date
        """,
        "amount": """
            сумма | сумма оплаты | сумма платежа | оплата | payment | payment amount | value | sum | paid
            | платеж | стоимость | итого | total
        """,
        "vat": _VAT,
        "currency": _CURRENCY,
        "kind": "тип | вид | операция | тип операции | type | payment type | вид операции | тип платежа",
    },
}
"""Kind → field → headings, apart by `|`."""
