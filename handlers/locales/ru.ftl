
## settings and keys
setting-data-dir = { $name }: нужна папка, в которую можно писать.
setting-database-url = { $name }: нужен адрес вида postgresql+asyncpg://… или sqlite+aiosqlite:///….
setting-secret-key = { $name }: нужны ключи Fernet через запятую, каждый — 32 байта в base64.
setting-clock = { $name }: нужен момент со сдвигом, например 2024-03-12T09:00:00+03:00, и, если хочется, скорость до 600: …+03:00/60.
setting-log = { $name }: бывает text или json.
setting-unknown = { $name }: такой настройки нет. Похоже на { $meant }.
keys-out-of-reach = Папка ключей { $path } недоступна: { $why }. Дайте к ней доступ или укажите другую TAKT_DATA_DIR.
keys-broken = Файл ключа { $path } испорчен. Верните его из копии: без него не прочесть то, что им зашифровано.

## presentation: figures
value-missing = —
value-yes = да
value-no = нет
figure-point = ,
figure-group = {"\u00A0"}
figure-money = { $amount }{"\u00A0"}{ $sign }
figure-money-code = { $amount }{"\u00A0"}{ $code }
figure-rate = { $percent }{"\u00A0"}%
figure-hours = { $hours }{"\u00A0"}ч{"\u00A0"}{ $minutes }{"\u00A0"}мин
figure-minutes = { $minutes }{"\u00A0"}мин{"\u00A0"}{ $seconds }{"\u00A0"}с
figure-seconds = { $seconds }{"\u00A0"}с
figure-days = { $days }{"\u00A0"}дн.
figure-day = { $dd }.{ $mm }.{ $year }
figure-moment = { $day }{"\u00A0"}{ $clock }
period-year = { $year }{"\u00A0"}год
period-month = { $month } { $year }
period-day = { $day }{"\u00A0"}{ $month } { $year }
period-days = { $first }–{ $last }{"\u00A0"}{ $month } { $year }
period-months = { $first }{"\u00A0"}{ $month } — { $last }{"\u00A0"}{ $until } { $year }
period-as-of = на { $day }
period-years = { $first } — { $last }
period-week = неделя { $week }, { $year }
month-name = { $month ->
    [1] январь
    [2] февраль
    [3] март
    [4] апрель
    [5] май
    [6] июнь
    [7] июль
    [8] август
    [9] сентябрь
    [10] октябрь
    [11] ноябрь
   *[12] декабрь
}
month-of = { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}

## presentation: reports and their views
report-kpi = Показатели
report-team = Команда
report-funnel = Воронка
report-deals = Открытые сделки
report-calls = Звонки
report-roi = Окупаемость
report-goals = Цели развития
report-rules = Правила
report-plan = План и факт
view-cohort = по дате создания
view-entry-cohort = по дате входа в этап
view-flow = поток
view-snapshot = сейчас на этапах
roi-cash = по дате оплаты
roi-cohort = по дате лида

## presentation: words of values
missing-person = без менеджера
missing-team = без команды
missing-stage = без этапа
missing-pipeline = без воронки
missing-channel = не определено
missing-source = не определено
missing-campaign = не определено
missing-product = не указано
missing-other = не указано
whole-company = вся компания
direction-in = входящий
direction-out = исходящий
direction-internal = внутренний
stalled-too-long-in-stage = долго на этапе
stalled-no-activity = нет касаний
stalled-closing-date-passed = срок закрытия прошёл
status-ahead = с опережением
status-on = по графику
status-behind = отстаёт
status-no-data = нет данных
status-closed = закрыта
away-vacation = отпуск
away-sick = больничный
away-day-off = выходной
set-by-company = компания
set-by-team = команда
set-by-person = лично
set-by-default = по умолчанию
weekday-mon = пн
weekday-tue = вт
weekday-wed = ср
weekday-thu = чт
weekday-fri = пт
weekday-sat = сб
weekday-sun = вс

## presentation: tables
table-total = Итого
table-value = Значение
table-metric = Показатель
table-count = Сколько
table-reason = Причина
table-no-rows = Нет данных за этот период.
table-fresh = Данные на { $moment }, { $zone }
table-no-data-in = Нет данных: { $columns }
table-zeros-in = По нулям: { $columns }
table-excluded = Не вошло и почему:
table-definitions = Как посчитано:
table-rows = { $n ->
    [one] { $n } строка
    [few] { $n } строки
   *[many] { $n } строк
}
sheet-about = Как посчитано
sheet-company = Компания
sheet-period = Период
sheet-zone = Часовой пояс
sheet-fresh = Данные на
sheet-view = Вид
sheet-meaning = Что это

## presentation: charts
chart-no-data = Нет данных
chart-no-data-hint = За этот период показать нечего. Попробуйте другой период.
chart-more = ещё { $n }
chart-earlier = раньше: ещё { $n }
chart-fresh = Данные на { $moment }
chart-excluded = { $n ->
    [one] не вошла { $n } строка
    [few] не вошли { $n } строки
   *[many] не вошло { $n } строк
}
chart-funnel-won = { $created ->
    [one] Выиграно { $rate }: { $won } из { $created } сделки
   *[other] Выиграно { $rate }: { $won } из { $created } сделок
}
chart-funnel-closed = { $closed ->
    [one] Выиграно { $rate }: { $won } из { $closed } закрытой сделки
   *[other] Выиграно { $rate }: { $won } из { $closed } закрытых сделок
}
chart-funnel-open = { $n ->
    [one] Сейчас открыта { $n } сделка
    [few] Сейчас открыты { $n } сделки
   *[many] Сейчас открыто { $n } сделок
}
chart-funnel-count = { $count } · { $rate }
chart-funnel-step = ↓ { $rate }
chart-funnel-legend = сделки и доля от первого этапа, у стрелки — от прошлого
chart-funnel-of = { $won } из { $created } · { $rate }
chart-total = { $metric }: { $value }
chart-norms-met = { $who }: норм выполнено { $n } из { $all }
chart-people-met = { $n ->
    [one] { $metric }: норму держит { $n } из { $all }
   *[other] { $metric }: норму держат { $n } из { $all }
}
chart-of-norm = { $fact } из { $norm }
chart-place = { $place }. { $name }
chart-legend-norm = норма
chart-legend-fact = факт
chart-legend-plan = план
chart-legend-done = сделано
chart-legend-due = должно быть к этому дню
chart-legend-below = ниже нормы
chart-legend-behind = отстаёт от графика
chart-legend-created = создано
chart-legend-won = выиграно
chart-legend-spend = расходы на рекламу
chart-legend-margin = маржа
chart-legend-loss = не окупилось
chart-legend-revenue = выручка
chart-legend-stalled = застряла
chart-legend-moving = движется
chart-roi-title = Вложили { $spend }, ROMI { $romi }
chart-roi-no-cost = Расходы неизвестны, выручка { $revenue }
chart-roi-title-revenue = Вложили { $spend }, ROMI по выручке { $romi }
chart-roi-romi = ROMI { $romi }
chart-roi-note = { $spend } → { $gain }
chart-plan-of = { $fact } из { $plan }
chart-plan-pace = темп { $pace }
chart-plan-needed = нужно { $needed } в рабочий день
chart-plan-title-one = { $metric }: темп { $pace }
chart-plan-title = { $n ->
    [one] По графику идёт { $n } план из { $all }
    [few] По графику идут { $n } плана из { $all }
   *[many] По графику идёт { $n } планов из { $all }
}
chart-deals-title = { $n ->
    [one] Застряла { $n } сделка из { $all }
    [few] Застряли { $n } сделки из { $all }
   *[many] Застряло { $n } сделок из { $all }
}
chart-deals-fine = Ничего не застряло: открытых сделок { $all }
chart-calls-title = Состоялось звонков: { $n } из { $all }
chart-call-missed = без ответа
chart-calls-of = { $n } из { $all }
chart-goals-title = По графику или впереди { $n } из { $all }
chart-goal-range = { $start } → { $now } → { $target }
chart-goal-due = срок { $day }
chart-rules-title = { $n ->
    [one] { $n } правило
    [few] { $n } правила
   *[many] { $n } правил
}

## presentation: labels of columns
column-person = Менеджер
column-person-id = Номер человека
column-team = Команда
column-day = День
column-week = Неделя
column-month = Месяц
column-stage = Этап
column-pipeline = Воронка
column-source = Источник
column-channel = Канал
column-campaign = Кампания
column-product = Продукт
column-medium = Тип трафика
column-calls-total = Звонки
column-calls-out = Исходящие
column-calls-in = Входящие
column-calls-connected = Разговоры
column-calls-missed = Пропущенные
column-talk-time = Время разговоров
column-quality-talks = Качественные разговоры
column-first-call-at = Первый звонок
column-last-call-at = Последний звонок
column-day-start = Начало дня
column-day-end = Конец дня
column-emails = Письма
column-messages = Сообщения
column-proposals = Предложения
column-presentations = Презентации
column-meetings = Встречи
column-tasks-done = Задачи сделаны
column-tasks-overdue = Задачи просрочены
column-leads-new = Новые лиды
column-deals-won = Выиграно сделок
column-deals-lost = Проиграно сделок
column-revenue = Выручка
column-margin = Маржа
column-average-deal = Средний чек
column-win-rate = Доля выигранных
column-first-response = Первый ответ
column-missed-callback = Перезвон
column-norms = Нормы
column-norm = Норма
column-fact = Факт
column-pace = Темп
column-score = Выполнение норм
column-place = Место
column-away = Отсутствует
column-view = Вид
column-entered = Вошли
column-reached = Дошли
column-conversion-from-previous = От прошлого этапа
column-conversion-from-first = От первого этапа
column-open-now = Сейчас здесь
column-time-median-s = Обычно на этапе
column-time-p75-s = 75 % проходят за
column-returns = Возвраты
column-stages = Этапы
column-created = Создано
column-won = Выиграно
column-lost = Проиграно
column-open = Открыто
column-cohort-win-rate = Выиграно из созданных
column-cycle-median-days = Цикл, медиана, дней
column-cycle-mean-days = Цикл, среднее, дней
column-ripeness = Зрелость
column-external-id = Номер
column-client = Клиент
column-age-days = Возраст, дней
column-in-stage-days = На этапе, дней
column-amount = Сумма
column-stalled-because = Почему застряла
column-started-at = Начало
column-direction = Направление
column-connected = Состоялся
column-wait = Ожидание
column-phone = Телефон
column-recording = Запись
column-spend = Реклама
column-marketing = Прочий маркетинг
column-leads = Лиды
column-qualified = Целевые лиды
column-new-customers = Новые клиенты
column-department-cost = Расходы на отдел
column-cpl = CPL, цена лида
column-cpo = CPO, цена продажи
column-cac = CAC полный
column-cac-marketing = CAC маркетинга
column-romi = ROMI
column-romi-revenue = ROMI по выручке
column-roi = ROI полный
column-text = Цель
column-horizon-months = Срок, месяцев
column-start = Было
column-target = Должно быть
column-now = Сейчас
column-due-on = Срок
column-status = Состояние
column-kpi = Показатель
column-weekday = Дни недели
column-from = Действует с
column-set-by = Кем задано
column-because = Почему
column-plan = План
column-expected-to-date = К этому дню
column-run-rate = Прогноз по темпу
column-needed-per-day = Нужно в день

## presentation: what the numbers mean
define-calls-total = Все внешние звонки человека за его местный день, исходящие и входящие, с любым исходом. Внутренние не входят; звонок целиком относится ко дню, когда начался.
define-calls-out = Внешние звонки, которые начал сотрудник, с любым исходом. День — местный день человека, внутренние не входят.
define-calls-in = Внешние звонки от клиентов вместе с пропущенными. День — местный день человека, внутренние не входят.
define-calls-connected = Внешние звонки, где ответил человек и разговор был не короче порога компании (пока порог не задан — любой длины). Автоответчик и меню не считаются ответом.
define-calls-missed = Входящие внешние звонки без ответа в рабочее время компании, где клиент ждал 5 секунд и дольше. Звонки вне рабочего времени и более короткие показаны отдельно, среди того, что не вошло.
define-talk-time = Сколько длились разговоры с клиентами: без гудков, меню и ожидания. В переведённом звонке каждому достаётся его часть разговора; внутренние не входят.
define-quality-talks = Внешние разговоры не короче порога компании (обычно 60 секунд). Более короткие не входят.
define-first-call-at = Первый за местный день человека исходящий или отвеченный входящий внешний звонок. За один день это время звонка, за несколько — медиана времени по дням; дни без звонков не входят.
define-last-call-at = Последний за местный день человека исходящий или отвеченный входящий внешний звонок. За один день это время звонка, за несколько — медиана времени по дням; дни без звонков не входят.
define-day-start = Первое дело рабочего дня: состоявшийся исходящий звонок, отправленное письмо или сообщение, встреча, перевод сделки на другой этап. Раньше чем за 2 часа до начала смены не считается; за несколько дней — медиана времени.
define-day-end = Последнее дело рабочего дня: состоявшийся исходящий звонок, отправленное письмо или сообщение, встреча, перевод сделки на другой этап. За несколько дней — медиана времени.
define-emails = Письма, отправленные клиентам, по местному дню человека. Входящие не считаются.
define-messages = Сообщения клиентам в мессенджерах, по местному дню человека. Входящие не считаются.
define-proposals = Коммерческие предложения, отправленные клиентам, по местному дню человека.
define-presentations = Проведённые презентации, по местному дню человека.
define-meetings = Проведённые встречи, по местному дню человека.
define-tasks-done = Выполненные задачи, по местному дню человека, когда они сделаны.
define-tasks-overdue = Задачи, срок которых прошёл, а они не сделаны. Пока такие данные ниоткуда не приходят, числа нет.
define-leads-new = Сделки, созданные в этот день, по одной на контакт за 30 дней: повторные обращения не входят. День — местный день компании.
define-deals-won = Выигранные сделки по дате закрытия, в местный день компании. Сделка засчитана тому, кто вёл её при закрытии.
define-deals-lost = Проигранные сделки по дате закрытия, в местный день компании. Сделка засчитана тому, кто вёл её при закрытии.
define-revenue = Деньги от клиентов без НДС в валюте компании по курсу своего дня: по платежам, по оплаченному в сделке или по сумме выигранной сделки, как выбрано в компании. Возврат вычитается в день возврата; день — местный день компании.
define-margin = Выручка минус себестоимость проданного, без НДС. Где себестоимость неизвестна, берётся обычная маржа компании, а если и её нет, числа нет.
define-average-deal = Средняя сумма выигранной сделки без НДС в валюте компании, по дате закрытия. Сделки без суммы не входят.
define-win-rate = Выигранные сделки, делённые на выигранные и проигранные вместе, по дате закрытия. Открытые сделки не входят.
define-first-response = Медиана рабочего времени от появления лида до первого исходящего касания или отвеченного звонка. Лиды, которые появились из отвеченного звонка, и лиды без ответа не входят.
define-missed-callback = Медиана рабочего времени от пропущенного звонка до первого разговора с этим номером в любую сторону. Пропущенные, после которых разговора не было, не входят.
define-norms = Нормы человека по показателям: что задано на день, что сделано и какой темп.
define-norm = Сколько показателя ждут от человека за период: дневная норма на каждый его рабочий день. Выходные и отсутствие не входят, сокращённый день входит долей.
define-fact = Сколько сделано за период, по тому же счёту, что и сам показатель.
define-pace = Факт, делённый на то, что должно быть сделано к этому моменту при ровной работе. 100 % — точно по графику; выходные, обед и отсутствие не ускоряют и не замедляют его.
define-score = Насколько выполнены нормы: отношение факта к норме, сведённое по всем показателям человека. 100 % — всё выполнено; без норм числа нет.
define-place = Место по выбранному показателю: равные значения делят место, следующее за ними пропускается. Кого не было весь период, показан как отсутствующий, а не последним.
define-away = Отпуск, больничный или выходной человека на момент отчёта. Ни одно правило за это не наказывает.
define-view-cohort = Сделки, созданные за период, и что с ними стало к моменту отчёта. Пропущенный этап считается пройденным; свежий период ещё не дозрел, смотрите на зрелость.
define-view-entry-cohort = Сделки, которые впервые вошли в этап за период и за которыми наблюдали не меньше заданного срока: сколько из них пошло дальше за этот срок. Более свежие не входят и посчитаны отдельно.
define-view-flow = Первые входы в этапы за период, чьи бы сделки это ни были. Сверху и снизу стоят разные сделки, поэтому бывает больше 100 %.
define-view-snapshot = Открытые сделки на этапах на момент отчёта. Это не конверсия: закрытые и ушедшие дальше не видны.
define-view = Какие сделки и деньги стоят в строках отчёта.
define-entered = Сколько сделок было на этом этапе; повторный вход той же сделки не считается.
define-reached = Сколько сделок дошло до этого этапа или дальше в той же воронке. Пропущенный этап считается пройденным, переход в другую воронку — не проигрыш.
define-conversion-from-previous = Дошедшие до этапа, делённые на дошедших до предыдущего. Сравнивайте только один и тот же вид воронки.
define-conversion-from-first = Дошедшие до этапа, делённые на дошедших до первого этапа воронки.
define-open-now = Открытые сделки, которые стоят на этапе в момент отчёта.
define-time-median-s = Обычное время сделки на этапе: половина прошла быстрее. Считаются все заходы на этап вместе; сделки, которые ещё стоят на нём, не входят.
define-time-p75-s = За это время этап прошли три сделки из четырёх. Сделки, которые ещё стоят на нём, не входят.
define-returns = Сколько раз сделки возвращались на этап, где уже были.
define-stages = Этапы воронки этой строки с теми же числами, что и в отчёте по этапам.
define-created = Сделки по дню создания, в местный день компании.
define-won = Выигранные сделки. В видах по дате создания и по дате лида — из появившихся за период, в потоке и по дате оплаты — закрытые за период.
define-lost = Проигранные сделки. В виде по дате создания — из созданных за период, в потоке — закрытые за период.
define-open = Сделки, открытые на момент отчёта. В виде по дате создания — из созданных за период.
define-cohort-win-rate = Выигранные, делённые на все сделки, созданные за период. Пока сделки не дозрели, число занижено.
define-cycle-median-days = Дней от создания до выигрыша у сделок, выигранных за период: половина закрылась быстрее. Сделки без одной из дат не входят.
define-cycle-mean-days = Среднее число дней от создания до выигрыша у сделок, выигранных за период. Его сдвигают забытые сделки, поэтому рядом стоит медиана.
define-ripeness = Доля сделок периода старше срока, за который закрываются три выигранные сделки из четырёх. Периоды с разной зрелостью не сравнивают.
define-age-days = Календарные дни от создания сделки до момента отчёта.
define-in-stage-days = Календарные дни с последнего входа сделки в её нынешний этап.
define-amount = Сумма сделки, как она записана в CRM, в валюте компании.
define-stalled-because = Почему сделка считается застрявшей: она на этапе дольше обычного, по ней нет касаний или прошёл срок закрытия. Прочерк — всё в порядке.
define-connected = Ответил человек, и разговор был не короче порога компании.
define-wait = Сколько ждали ответа: от начала звонка до ответа, а без ответа — до конца звонка.
define-spend = Расходы на рекламу за период, без НДС, если он возмещается, в валюте компании по курсу своего дня.
define-marketing = Прочие расходы на маркетинг за период: инструменты, подрядчики и всё, что не реклама и не отдел.
define-leads = Созданные сделки, по одной на контакт за 30 дней. Повторные обращения показаны среди того, что не вошло.
define-qualified = Лиды, дошедшие до этапа, который компания отметила целевым. Пока такого этапа нет, нет и числа.
define-new-customers = Контакты, чья первая выигранная сделка пришлась на этот отчёт: клиент бывает новым один раз. Где контакта нет, считается сама сделка.
define-department-cost = Расходы на отдел продаж: зарплата, связь, рабочие места. По каналам они делятся по числу лидов.
define-cpl = Расходы на рекламу, делённые на число лидов. Без расходов числа нет.
define-cpo = Расходы на рекламу, делённые на число выигранных сделок. Без расходов или без продаж числа нет.
define-cac = Реклама, прочий маркетинг и расходы на отдел, делённые на число новых клиентов.
define-cac-marketing = Реклама и прочий маркетинг, делённые на число новых клиентов. Расходы на отдел не входят.
define-romi = Маржа минус расходы на рекламу, делённые на расходы на рекламу. Для канала без расходов и пока маржа неизвестна, числа нет.
define-romi-revenue = Выручка минус расходы на рекламу, делённые на расходы на рекламу. Себестоимость не учтена, поэтому с ROMI это число не сравнивают.
define-roi = Выручка минус себестоимость и все расходы, делённые на себестоимость и все расходы: рекламу, маркетинг и отдел. Это полная форма ROI.
define-roi-cash = Деньги по дате оплаты и расходы по своей дате. В продажах периода есть клиенты, которых привели раньше.
define-roi-cohort = Лиды, появившиеся за период, и все деньги, которые они принесли к моменту отчёта. Свежий период ещё не дозрел.
define-start = Значение показателя, с которого началась цель.
define-target = Значение, к которому идут: норма дня для правила, конечное число для цели.
define-now = Значение показателя на момент отчёта.
define-status = Доля пройденного пути рядом с долей прошедшего срока: разница до 10 пунктов — по графику, больше — с опережением или отстаёт.
define-plan = Сколько показателя задано на период.
define-expected-to-date = Часть плана, которая должна быть сделана к этому моменту при ровной работе по рабочим дням. Выходные не входят, сокращённый день входит долей.
define-run-rate = Чем кончится период, если работать с той же скоростью: факт, делённый на прошедшие рабочие дни и умноженный на все.
define-needed-per-day = Сколько осталось до плана, делённое на оставшиеся рабочие дни. Когда план выполнен или дней не осталось, числа нет.

## presentation: what was left out
excluded-internal-calls = внутренние звонки между сотрудниками
excluded-after-hours-missed = пропущенные звонки вне рабочего времени
excluded-short-missed = пропущенные звонки, где ждали меньше 5 секунд
excluded-incoming-activities = входящие письма и сообщения
excluded-lost-without-history = проигранные сделки без истории этапов: засчитано только то, что доказывают даты
excluded-won-without-history = выигранные сделки без истории этапов: засчитаны все этапы, время на них неизвестно
excluded-open-without-dates = открытые сделки без дат: не относятся ни к одному периоду
excluded-closed-without-date = закрытые сделки без даты закрытия
excluded-closed-before-created = сделки, закрытые раньше, чем созданы: их длительность не считается
excluded-open-with-closing-date = открытые сделки с датой закрытия: эта дата не учтена
excluded-no-rate = деньги в валюте, для которой нет курса
excluded-repeat-leads = повторные обращения того же контакта
excluded-cost-unknown = продажи без себестоимости: в маржу не вошли
excluded-margin-by-default = продажи, где маржа взята по обычному проценту компании
excluded-unripe = сделки, за которыми наблюдали меньше заданного срока
excluded-entry-time-unknown = сделки, у которых неизвестно время входа в этап
excluded-without-amount = выигранные сделки без суммы
excluded-no-contact = сделки без контакта: повторные обращения среди них не видны
excluded-unmatched-extensions = звонки с номеров, которые ни за кем не закреплены
excluded-unfinished-import = строки загрузки, которая не закончена
excluded-revenue-without-date = деньги без даты
excluded-department-cost-unshared = расходы на отдел, которые не на что разделить: лидов нет

## presentation: language
language-unknown = Языка { $language } пока нет. Есть: { $known }.

## time and reference

country-unknown = Не знаю страну «{ $country }». Нужен код из двух букв, например RU или KZ.

## presentation: dates of spreadsheets
sheet-day-format = dd.mm.yyyy
sheet-moment-format = dd.mm.yyyy hh:mm
