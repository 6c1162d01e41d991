"""The words of flags and choices, Russian and English, as exports and people write them."""

_YES = "yes y true t 1 1.0 + ✓ ✔ да истина on ok"
_NO = "no n false f 0 0.0 ✗ ✘ × нет ложь off"

FLAG: dict[str, str] = {**dict.fromkeys(_YES.split(), "yes"), **dict.fromkeys(_NO.split(), "no")}

_ANSWERED = {
    "yes": """
        answered | answer | отвечен | отвечено | отвечена | ответ | принят | принято | принятый | успешный
        | успешно | успех | состоялся | success | successful | connected | completed | talked
    """,
    "no": """
        no answer | noanswer | not answered | unanswered | не отвечен | не отвечено | неотвечен | нет
        ответа | не ответил | пропущен | пропущено | пропущенный | missed | lost | busy | занято | failed
        | cancel | cancelled | canceled | отменен | сброшен | неуспешный | неуспешно | не принят |
        abandoned | voicemail | congestion | chanunavail
    """,
}

_STATUS = {
    "won": """
        won | win | closed won | closedwon | выиграна | выиграно | выигран | выигранная | успешно
        реализовано | успешно реализована | успешно завершена | успешно завершено | успешно | успешная |
        успешна | успех | реализована | реализовано | продажа | продано | сделка успешна | success |
        successful | sold | 142 | s | закрыта успешно | закрыто успешно | оплачена | оплачено | paid |
        победа
    """,
    "lost": """
        lost | loss | lose | closed lost | closedlost | проиграна | проиграно | проигран | проигранная |
        закрыто и не реализовано | закрыта и не реализована | не реализована | не реализовано | провалена
        | провалено | провал | отказ | отказ клиента | неуспешно | неуспешная | неуспешна | fail | failed
        | 143 | f | потеряна | потеряно | cancelled | canceled | отменена | отменено | abandoned | закрыта
        неуспешно | закрыто неуспешно | deleted | удалена
    """,
    "open": """
        open | opened | открыта | открыто | открыт | открытая | в работе | в процессе | в обработке |
        активна | активная | active | in progress | in process | new | новая | новый | не закрыта |
        ongoing | pending | reopened | p | незакрыта | незакрытая | working
    """,
}

_DIRECTION = {
    "in": """
        in | inbound | incoming | входящий | входящая | входящее | входящие | вх | вход | input | received
        | входящий звонок | incoming call | inbound call | missed | пропущенный | пропущенный входящий |
        принятый | входящий пропущенный | от клиента
    """,
    "out": """
        out | outbound | outgoing | исходящий | исходящая | исходящее | исходящие | исх | исход | output |
        исходящий звонок | outgoing call | outbound call | sent | callback | click to call | к клиенту
    """,
    "internal": """
        internal | внутренний | внутренняя | внутренние | внутр | внутренний звонок | local
    """,
}

_ACTIVITY = {
    "email": """
        email | e mail | mail | письмо | письма | почта | электронное письмо | letter | имейл | емейл
    """,
    "message": """
        message | messages | сообщение | сообщения | мессенджер | чат | chat | whatsapp | telegram | viber
        | sms | смс | im | text | ватсап | телеграм | вотсап | vk | вк
    """,
    "proposal": """
        proposal | proposal sent | quote | offer | quotation | кп | коммерческое предложение | предложение
        | отправлено кп | кп отправлено | отправка кп | счет | invoice
    """,
    "presentation": """
        presentation | презентация | показ | demo | демо | демонстрация
    """,
    "meeting": """
        meeting | встреча | meet | appointment | визит | visit | video call | созвон | zoom | видеовстреча
    """,
    "task": """
        task | tasks | задача | задачи | todo | to do | дело | follow up | напоминание | reminder
    """,
    "note": """
        note | notes | заметка | примечание | комментарий | comment
    """,
}

_COST = {
    "ads": """
        ads | ad | advertising | реклама | рекламный | контекст | таргет | контекстная реклама | paid |
        cpc | рекламные расходы | директ | ad spend | media
    """,
    "marketing": """
        marketing | маркетинг | seo | smm | контент | агентство | agency | дизайн | promo | промо
    """,
    "payroll": """
        payroll | salary | salaries | зарплата | зарплаты | фот | оплата труда | wages | бонусы | премии |
        заработная плата | налоги с фот | зп
    """,
    "telephony": """
        telephony | телефония | связь | атс | phone | calls | звонки | pbx | voip
    """,
    "tools": """
        tools | tool | software | сервисы | инструменты | по | crm | лицензии | подписки | licences |
        licenses | софт | программы | saas | subscriptions | црм
    """,
    "other": """
        other | прочее | прочие | другое | иное | аренда | rent | разное | misc | остальное
    """,
}

_PAYMENT = {
    "payment": """
        payment | оплата | платеж | оплачено | поступление | приход | предоплата | доплата | аванс |
        income | prepayment | charge | sale | paid
    """,
    "refund": """
        refund | возврат | возврат средств | chargeback | refunded | return | сторно | возвращено | расход
    """,
}

_ROLE = {
    "manager": """
        manager | менеджер | менеджер по продажам | продавец | sales | sales manager | seller | агент |
        agent | оператор | operator | специалист | sales rep | rep | account executive | сотрудник | мп |
        моп
    """,
    "head": """
        head | руководитель | начальник | роп | руководитель отдела | руководитель отдела продаж |
        начальник отдела | head of sales | team lead | teamlead | lead | тимлид | supervisor | супервайзер
        | старший менеджер | глава
    """,
    "owner": """
        owner | владелец | собственник | директор | генеральный директор | ceo | учредитель | коммерческий
        директор
    """,
    "admin": """
        admin | администратор | админ | administrator | сисадмин
    """,
}


def _by_word(choices: dict[str, str]) -> dict[str, str]:
    return {" ".join(word.split()): meaning for meaning, words in choices.items() for word in words.split("|")}


ANSWERED = {**FLAG, **_by_word(_ANSWERED)}
STATUS = _by_word(_STATUS)
DIRECTION = _by_word(_DIRECTION)
ACTIVITY = _by_word(_ACTIVITY)
COST = _by_word(_COST)
PAYMENT = _by_word(_PAYMENT)
ROLE = _by_word(_ROLE)
