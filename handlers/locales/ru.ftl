
## settings and keys
setting-data-dir = { $name }: нужна папка, в которую можно писать.
setting-database-url = { $name }: нужен адрес вида postgresql+asyncpg://… или sqlite+aiosqlite:///….
setting-secret-key = { $name }: нужны ключи Fernet через запятую, каждый — 32 байта в base64.
setting-clock = { $name }: нужен момент со сдвигом, например 2024-03-12T09:00:00+03:00, и, если хочется, скорость до 600: …+03:00/60.
setting-log = { $name }: бывает text или json.
setting-unknown = { $name }: такой настройки нет. Похоже на { $meant }.
settings-out-of-reach = Файл настроек { $path } в текущей папке недоступен: { $why }. Дайте права на папку и файл или запустите Takt из другой папки.
settings-not-text = Файл настроек { $path } не читается: нужен текст в UTF-8.
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
figure-day-short = { $dd }.{ $mm }
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

## the chat: development goals
answer-in-words = Жду ответ текстом: стикеры, голос и файлы здесь не пойму.
button-back = ← Назад
button-cancel = Отмена
goals-title = Цели развития
goals-closed-title = Закрытые цели
goals-title-of = { $title }: { $name }
goals-empty = Открытых целей нет. Поставьте первую: что станет лучше через 1, 3, 6 или 12 месяцев?
goals-none-of = Открытых целей нет.
goals-closed-none = Закрытых целей пока нет.
goals-team-title = Цели команды
goals-team-nobody = Других людей у вас пока нет.
goals-of-person = { $name }: { $goals }
goals-count =
    { $n ->
        [0] целей нет
        [one] { $n } цель
        [few] { $n } цели
       *[many] { $n } целей
    }
goals-behind =
    { $n ->
        [one] { $n } отстаёт
       *[other] { $n } отстают
    }
goal-elapsed = прошло { $expected } срока
goal-shares = { $done } пути за { $expected } срока
goal-until = до { $day }
goal-closed-on = закрыта { $day }, { $verdict }
goal-reached = достигнута
goal-not-reached = не достигнута
goal-verdict-unknown = итог не записан
goal-months-of =
    { $n ->
        [one] на { $n } месяц
        [few] на { $n } месяца
       *[many] на { $n } месяцев
    }
goal-months-short = { $n } мес.
goal-span = Цель { $months }: { $first } — { $last }
goal-left =
    { $n ->
        [one] Остался { $n } день
        [few] Осталось { $n } дня
       *[many] Осталось { $n } дней
    }
goal-last-day = Сегодня последний день
goal-over = Срок вышел: пора подвести итог
goal-figures = Было { $start }, сейчас { $now }, нужно { $target }
goal-figures-begun = Было { $start }, нужно { $target }
goal-stands = Пройдено { $done } пути, срока прошло { $expected }: { $status }
goal-unchecked = Отметок с числом ещё не было. Срока прошло { $expected }
goal-without-number = Цель без числа, ход виден по отметкам. Срока прошло { $expected }
goal-said = Что было
goal-check-line = { $day } · { $text }
goal-comment-line = { $day } · { $by }: «{ $text }»
goal-said-more = и раньше: ещё { $n }
goal-ask-text = Что станет лучше? Напишите цель одной строкой, например: «Проводить больше встреч».
goal-ask-months = За какой срок?
goal-ask-aim = Есть число? Напишите, от чего к чему: «с 10 до 20». Если нет — «Без числа».
goal-ask-sure = Проверьте, всё ли так:
goal-aim = С { $start } до { $target }
goal-aim-none = Без числа
goal-ask-check = Как дела с целью? Напишите число — оно станет текущим — или пару слов.
goal-ask-comment = Напишите комментарий. Его увидит тот, чья это цель, и его руководитель.
goal-ask-end = Чем закончилась цель «{ $text }»?
goal-aim-unreadable = Не понял «{ $typed }». Нужны два числа: «с 10 до 20». Или нажмите «Без числа».
goal-gone = Этой цели уже нет. Остальные — в /goals.
goal-ended-already = Цель «{ $text }» уже закрыта. Её история — в /goals.
goal-too-many = Открытых целей уже { $most }. Закройте лишние — тогда поставим новую.
goal-told-set = Цель поставлена.
goal-told-checked = Записано.
goal-told-comment = Комментарий записан.
goal-told-reached = Цель достигнута, поздравляем.
goal-told-closed = Цель закрыта.
button-goal-new = Новая цель
button-goals-closed = Закрытые: { $n }
button-goals-open = Открытые
button-goals-team = Цели команды
button-goals-own = Мои цели
button-goal-check = Отметиться
button-goal-close = Закрыть
button-goal-comment = Комментарий
button-goal-answer = Ответить
button-goal-no-aim = Без числа
button-goal-sure = Поставить цель
button-goal-reached = Достигнута
button-goal-not-reached = Не достигнута

## the chat: absences
away-title = Когда вас не будет
away-title-of = Отсутствие: { $name }
away-empty = Ничего не запланировано.
away-line = { $days } — { $kind }
away-ask-kind = Записать новое? Что это?
away-heading = Вас не будет: { $kind }
away-ask-days = Какие дни? Выберите или напишите, например: «с 1 по 15 июля».
away-today = Сегодня, { $days }
away-tomorrow = Завтра, { $days }
away-week = До конца недели, { $days }
away-understood =
    { $n ->
        [one] Понял так: { $days }, { $n } день.
        [few] Понял так: { $days }, { $n } дня.
       *[many] Понял так: { $days }, { $n } дней.
    }
away-ask-whose = Кого не будет?
away-nobody-else = Других людей у вас пока нет.
away-told-set = Записано: { $days }. Нормы на эти дни не считаются.
away-told-dropped = Отсутствие отменено.
away-days-unreadable = Не понял дни «{ $typed }». Например: «завтра», «с 1 по 15 июля», «01.07–15.07».
away-too-far = Так далеко не загадываем: не дальше двух лет.
away-too-old = Что было больше месяца назад, записывает руководитель.
away-gone = Этого отсутствия уже нет. Что осталось — в /away.
button-away-cancel = Отменить { $days }
button-away-sure = Всё так
button-away-others = За сотрудника
button-away-own = Моё отсутствие

## the chat: the day card
today-morning = Доброе утро, { $name }
today-day = Добрый день, { $name }
today-evening = Добрый вечер, { $name }
today-night = Здравствуйте, { $name }
today-begins = { $day }. День начнётся в { $at }
today-until = { $day }, до { $at }
today-over = { $day }. Рабочий день до { $at } окончен
today-off-vacation = Вы в отпуске до { $until }, хорошего отдыха.
today-off-sick = Вы на больничном до { $until }, выздоравливайте.
today-off-day-off = У вас выходной до { $until }, отдыхайте.
today-off-holiday = Сегодня праздник, отдыхайте.
today-off-weekend = Сегодня выходной, отдыхайте.
today-norm = { $kpi }: { $fact } из { $norm }
today-norm-pace = { $kpi }: { $fact } из { $norm }, темп { $pace }
today-norms-more = и ещё норм: { $n }
today-no-norms = Норм на сегодня нет.
today-missed =
    { $n ->
        [one] Ждёт звонка { $n } клиент: { $who }
        [few] Ждут звонка { $n } клиента: { $who }
       *[many] Ждут звонка { $n } клиентов: { $who }
    }
today-nobody-waits = Звонка никто не ждёт.
today-stalled =
    { $n ->
        [one] { $n } сделка стоит на месте
        [few] { $n } сделки стоят на месте
       *[many] { $n } сделок стоят на месте
    }
today-team = Команда
today-expected =
    { $n ->
        [one] Сегодня работает { $n } менеджер
        [few] Сегодня работают { $n } менеджера
       *[many] Сегодня работают { $n } менеджеров
    }
today-nobody-expected = Сегодня никто не работает.
today-not-started =
    { $n ->
        [one] Ещё не начал: { $names }
       *[other] Ещё не начали: { $names }
    }
today-behind =
    { $n ->
        [one] Отстаёт: { $names }
       *[other] Отстают: { $names }
    }
today-away =
    { $n ->
        [one] Отсутствует: { $names }
       *[other] Отсутствуют: { $names }
    }
today-team-calm = Все в темпе.
today-team-missed =
    { $n ->
        [one] Ждёт звонка { $n } клиент команды
        [few] Ждут звонка { $n } клиента команды
       *[many] Ждут звонка { $n } клиентов команды
    }
today-more = и ещё { $n }
today-stale = Данные за { $moment }: свежих пока нет.
button-today = Сегодня
button-team-calls = Звонки команды
button-team-deals = Сделки команды

## the chat: settings
settings-title = Настройки
settings-language = Язык: { $language }
settings-company = Компания: { $company }
settings-zone = Часовой пояс: { $zone }, сейчас { $now }
settings-ask-language = На каком языке говорим?
settings-ask-company = О какой компании говорим?
settings-ask-zone = Выберите или напишите город, например: «Тюмень».
settings-told-language = Теперь говорим по-русски.
settings-told-zone = Часовой пояс теперь — { $zone }. Ваши дни считаются по нему с { $day }.
zone-city-unknown = Не знаю город «{ $typed }». Напишите крупный город рядом или пояс вида Europe/Moscow.
language-ru = Русский
language-en = English
zone-europe-kaliningrad = Калининград
zone-europe-moscow = Москва
zone-europe-samara = Самара
zone-asia-yekaterinburg = Екатеринбург
zone-asia-omsk = Омск
zone-asia-krasnoyarsk = Красноярск
zone-asia-irkutsk = Иркутск
zone-asia-yakutsk = Якутск
zone-asia-vladivostok = Владивосток
zone-asia-magadan = Магадан
zone-asia-kamchatka = Камчатка
button-settings = Настройки
button-language = Язык
button-company = Компания
button-zone = Часовой пояс
button-away = Отсутствие
button-my-data = Что обо мне
menu-language = /language — язык
command-language = язык

## the chat: what is stored about me
kept-title = Что о вас хранится
kept-line = { $name }: { $n }, { $first } — { $last }
kept-line-day = { $name }: { $n }, { $first }
kept-line-undated = { $name }: { $n }
kept-roles = Роли и команды
kept-identities = Номера и адреса
kept-logins = Аккаунты чата
kept-zones = Часовые пояса
kept-calls = Звонки
kept-activities = Письма, встречи, задачи
kept-deals = Сделки
kept-moves = Переходы сделок
kept-income = Выручка по сделкам
kept-facts = Числа по дням
kept-norms = Личные нормы
kept-plans = Личные планы
kept-hours = Личные часы работы
kept-absences = Отсутствия
kept-goals = Цели
kept-goal-notes = Отметки и комментарии
kept-day-notes = Слова о ваших днях
kept-checks = Взгляды на темп
kept-hushes = Напоминания, отложенные вами
kept-preferences = Ваш выбор о напоминаниях
kept-letters = Сообщения бота
kept-digest-times = Время ваших сводок
kept-looks = Просмотры ваших цифр
kept-phones = Номера телефонов показаны только последними цифрами, и в файле тоже.
kept-looks-title = Кто смотрел ваши цифры
kept-look =
    { $n ->
        [1] { $at } · { $by }: { $what }
       *[other] { $at } · { $by }: { $what }, раз: { $n }
    }
kept-nobody-looked = Никто, кроме вас.
kept-file = Всё, что о вас хранится. Файл открывается в любом редакторе.
button-take-away = Выгрузить

## the chat: screens of reports
report-rows = Список
report-title = { $title } · { $whom }
report-figure = { $name }: { $value }
report-when = { $days } · { $fresh }
fresh-today = данные на { $clock }
fresh-day = данные от { $day } { $clock }
fresh-stale = данные от { $day }, давно не обновлялись
fresh-never = данных ещё нет
nothing-yet = Данных ещё нет: они появятся после первой загрузки.
nothing-found = За этот период ничего нет. Попробуйте другой.
nothing-kpi = За этот период показателей нет. Попробуйте другой.
nothing-deals = Открытых сделок нет.
nothing-calls = Звонков за этот период нет. Попробуйте другой.
nothing-rules = Правил пока нет.
nothing-goals = Целей пока нет.
nothing-plan = Планов на этот период нет.
nothing-rows = Здесь пусто: ни одной записи за этот период.
and-more = {" "}и ещё { $n }
button-period = 📅 { $days } ▾
button-views = 🔀 { $view } ▾
button-picture = 📊 Картинка
button-numbers = 🔢 Цифры
button-whom = 👤 О ком
button-how = Как посчитано?
button-file = 📄 Файлом
button-rows = Показать записи
button-to-figures = ← К цифрам
button-to-team = ← Команда
button-page-back = ← Назад
button-page-on = Ещё { $n } →
button-chosen = ✓ { $text }
button-plan = План
button-by-person = По людям
button-by-whole = Все показатели
button-by-team = По командам
button-by-day = По дням
button-by-week = По неделям
button-by-month = По месяцам
button-by-stage = По этапам
button-by-source = Источники
button-by-product = Продукты
button-by-channel = По каналам
button-by-campaign = Кампании
button-calls-all = Все
button-calls-missed = Пропущенные
button-calls-long = Длинные
button-whole-company = Вся компания
button-whole-team = { $team } целиком
span-today = Сегодня
span-yesterday = Вчера
span-week = Неделя
span-last-week = Прошлая неделя
span-month = Месяц
span-last-month = Прошлый месяц
span-quarter = Квартал
span-year = Год
span-thirty = 30 дней

## the chat: choosers
periods-which = Какой период показать?
periods-hint = Или напишите после команды:
periods-example-words = /{ $command } прошлая неделя
periods-example-days = /{ $command } 01.10-15.10
periods-example-name = /{ $command } Иванов вчера
whom-of = О ком показать?
whom-hint = Имя можно написать и после команды: фамилию, имя или коротко.
views-which = Что и как считать?
short-funnel-cohort = По созданию
short-funnel-entry-cohort = По входу
short-funnel-flow = Поток
short-funnel-snapshot = Сейчас
short-roi-cash = По оплате
short-roi-cohort = По лиду
short-calls-total = зв.
short-calls-connected = разг.
short-talk-time = время
short-score = нормы
short-week = с { $day }
short-day = { $day } { $weekday }

## the chat: KPIs, team, funnel, return
kpi-group-calls = Звонки
kpi-group-messages = Сообщения и встречи
kpi-group-deals = Сделки и деньги
kpi-group-day = День
kpi-group-own = Свои показатели
kpi-pace = { $figures } · темп { $pace }
kpi-at-most = { $name }: { $fact }, норма до { $norm }
kpi-by-clock = { $name }: { $fact }, норма { $norm }
kpi-no-norms = Норм на это время нет: показываю, что сделано.
kpi-too-early = О темпе судить рано.
kpi-all-kept = Всё в темпе.
kpi-behind = В темпе { $n } из { $all }. Отстают: { $names }.
kpi-idle = Без показателей: { $names }.
kpi-zeros = По нулям: { $names }.
kpi-not-known = Нет данных: { $names }.
team-leads = Впереди { $names }: { $by } — { $value }
team-below =
    { $n ->
        [one] Заметно ниже норм { $n } человек: { $names }. Спросите, чем помочь.
        [few] Заметно ниже норм { $n } человека: { $names }. Спросите, чем помочь.
       *[many] Заметно ниже норм { $n } человек: { $names }. Спросите, чем помочь.
    }
team-legend = Разговоры · время · выиграно · выручка
team-away = отсутствует
team-score = {" "}· нормы { $score }
team-figures = { $talks } · { $time } · { $won } · { $revenue }
team-rank = {" "}· { $name } { $value }
funnel-weak = Слабое место: «{ $before }» → «{ $after }», проходят { $rate }
funnel-weak-mark = {" "}⚠️
funnel-crowded =
    { $n ->
        [one] Больше всего стоит на этапе «{ $stage }»: { $n } сделка
        [few] Больше всего стоит на этапе «{ $stage }»: { $n } сделки
       *[many] Больше всего стоит на этапе «{ $stage }»: { $n } сделок
    }
funnel-of-closed = Выиграно из закрытых за период: { $rate }
funnel-unripe =
    { $n ->
        [one] Не вошла { $n } сделка: прошло слишком мало времени. Выберите период пораньше.
        [few] Не вошли { $n } сделки: прошло слишком мало времени. Выберите период пораньше.
       *[many] Не вошло { $n } сделок: прошло слишком мало времени. Выберите период пораньше.
    }
funnel-share = { $rate } открытых
funnel-steps = ↓ { $previous } · от первого { $first }
funnel-entered = вошли { $n }
funnel-open = сейчас { $n }
funnel-usual = обычно { $time }
funnel-row = создано { $created } · выиграно { $won } · { $rate }
funnel-rest = проиграно { $lost } · открыто { $open }
funnel-counts = создано { $created } · выиграно { $won }
ripe-yes = Зрелость { $rate }: период созрел, выводы надёжны.
ripe-soon = Зрелость { $rate }: период ещё дозревает, итог подрастёт.
ripe-no = Зрелость { $rate }: судить рано, многие сделки ещё в пути.
roi-best = Из платных больше всех приносит { $name }: +{ $money }
roi-worst = В минусе { $name }: −{ $money }
roi-no-spend = Расходов на рекламу нет, поэтому окупаемость каналов не посчитать.
roi-by-revenue = Маржа неизвестна, считаем по выручке.
roi-flow = { $spend } → { $gain } · ROMI { $rate }
roi-counts = лиды { $leads }, продажи { $won }, CPL { $cpl }
roi-free = лиды { $leads }, продажи { $won }, расходов нет
roi-cash-note = Вид по дате оплаты: среди продаж есть лиды прошлых периодов.

## the chat: deals, calls, rules, how it is counted
deal-number = № { $number }
deal-came = сегодня на этапе, сделке { $age }
deal-age = сделке { $age }
deal-stands = { $days } на этапе, сделке { $age }
deal-stalled = ⚠️ { $why }
advice-closing-date-passed = → перенесите срок или закройте сделку
advice-too-long-in-stage = → назначьте следующий шаг с датой
advice-no-activity = → позвоните или напишите клиенту
calls-signs = ↗ исходящий · ↙ входящий · ✖ пропущен
calls-local = Время звонка — по часам менеджера.
sign-in = ↙
sign-out = ↗
sign-internal = ↔
sign-missed = ✖
no-answer = без ответа
call-returned = {" "}· перезвонили в { $clock }
call-not-returned = {" "}· не перезвонили
rule-asked = • { $kpi }: { $target }
rule-source = { $days }, с { $since }, { $because }
rule-set-by = { $source }, кто задал: { $name }
plan-pace = темп { $value }
plan-ends = к концу выйдет { $value }
plan-done = план выполнен
plan-needed = нужно { $value } в рабочий день
goal-line = { $status }, срок { $due }
how-title = Как посчитано
how-period = Период: { $days }
how-zone = Часовой пояс: { $zone }
how-clock = На момент: { $moment }
how-import = Последняя загрузка: { $moment }
how-shown = В отчёте: { $rows }
how-count = { $name } { $value }
how-counted = Посчитано: { $counted }
how-nothing-left-out = Вошло всё, ничего не пропущено.
how-left-out = • { $reason } — { $n }
rows-which = Какие записи показать?
rows-none = Отдельного списка у этих чисел нет: записи видны в самом отчёте.
column-at = Когда
column-kind = Что
column-callback-at = Когда перезвонили
column-lost-reason = Причина отказа
status-open = открыта
status-won = выиграна
status-lost = проиграна
activity-email = письмо
activity-message = сообщение
activity-proposal = предложение
activity-presentation = презентация
activity-meeting = встреча
activity-task = задача
activity-note = заметка

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
away-yes = отсутствует
because-company = для всей компании
because-team = команда { $team }
because-person = лично
weekday-any = в рабочие дни
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
chart-norms-met = { $who }: в темпе { $n } из { $all }
chart-people-met = { $n ->
    [one] { $metric }: не отстаёт { $n } из { $all }
   *[other] { $metric }: не отстают { $n } из { $all }
}
chart-of-norm = { $fact } из { $norm }
chart-place = { $place }. { $name }
chart-legend-norm = норма
chart-legend-fact = факт
chart-legend-plan = план
chart-legend-done = сделано
chart-legend-due = должно быть к этому дню
chart-legend-below = отстаёт от нормы
chart-legend-far-below = меньше 80 % нормы
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
chart-roi-note = { $spend }{"\u00A0"}→{"\u00A0"}{ $gain }
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
chart-goal-range = { $start }{"\u00A0"}→{"\u00A0"}{ $now }{"\u00A0"}→{"\u00A0"}{ $target }
chart-goal-due = срок { $day }
chart-score-met = { $n ->
    [one] Норму держит { $n } из { $all }
   *[other] Норму держат { $n } из { $all }
}
chart-rule-from = с { $day }
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
column-rank = Места по показателю
column-away = Отсутствие
column-view = Вид
column-entered = Вошли
column-reached = Дошли
column-conversion-from-previous = От прошлого этапа
column-conversion-from-first = От первого этапа
column-open-now = Сейчас здесь
column-share-of-open = Доля открытых
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
column-stalled = Застряло
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
column-start-on = С какого дня
column-goals = Целей
column-rules = Правил
column-plans = Планов
column-target = Должно быть
column-now = Сейчас
column-due-on = Срок
column-status = Состояние
column-kpi = Показатель
column-weekday = Дни недели
column-from = С какого дня
column-to = По какой день
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
define-talk-time = Сколько длились разговоры с клиентами: без гудков, меню и ожидания; внутренние звонки не входят.
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
define-missed-callback = Медиана рабочего времени от пропущенного звонка до нашего первого разговора с этим номером, в пределах 7 дней. Кто дозвонился сам или кому не перезвонили, не входят.
define-norms = Нормы человека по показателям: что задано на день, что сделано и какой темп.
define-norm = Сколько показателя ждут от человека за период: дневная норма на каждый его рабочий день. Выходные и отсутствие не входят, сокращённый день входит долей.
define-fact = Сколько сделано за период, по тому же счёту, что и сам показатель.
define-pace = Факт, делённый на то, что должно быть сделано к этому моменту при ровной работе. 100 % — точно по графику; выходные, обед и отсутствие не ускоряют и не замедляют его.
define-score = Насколько выполнены нормы к этому моменту: среднее по показателям человека, у всех равный вес. 100 % — всё идёт по нормам; без норм числа нет.
define-place = Место по выбранному показателю: равные значения делят место, следующее за ними пропускается. Кого не было весь период, показан как отсутствующий, а не последним.
define-away = Человек отсутствовал все рабочие дни периода: отпуск, больничный или выходной. Ни одно правило за это не наказывает.
define-view-cohort = Сделки, созданные за период, и что с ними стало к моменту отчёта. Пропущенный этап считается пройденным; свежий период ещё не дозрел, смотрите на зрелость.
define-view-entry-cohort = Сделки, которые впервые вошли в этап за период и за которыми наблюдали не меньше заданного срока: сколько из них пошло дальше за этот срок. Более свежие не входят и посчитаны отдельно.
define-view-flow = Первые входы в этапы за период, чьи бы сделки это ни были. Сверху и снизу стоят разные сделки, поэтому бывает больше 100 %.
define-view-snapshot = Открытые сделки на этапах на момент отчёта. Это не конверсия: закрытые и ушедшие дальше не видны.
define-view = Какие сделки и деньги стоят в строках отчёта.
define-entered = Сколько сделок было на этом этапе; повторный вход той же сделки не считается.
define-reached = Сколько сделок дошло до этого этапа или дальше в той же воронке. Пропущенный этап считается пройденным, переход в другую воронку — не проигрыш.
define-conversion-from-previous = Дошедшие до этапа, делённые на дошедших до предыдущего. Сравнивайте только один и тот же вид воронки.
define-conversion-from-first = Дошедшие до этапа, делённые на дошедших до первого этапа воронки.
define-share-of-open = Открытые сделки этого этапа, делённые на все открытые сделки воронки. Это картина доски, а не конверсия.
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
define-in-stage-days = Календарные дни с последнего входа сделки в её нынешний этап, а если она ещё не двигалась — с создания.
define-amount = Сумма сделки, как она записана в CRM, в её собственной валюте.
define-stalled-because = Почему сделка считается застрявшей: она на этапе дольше обычного, по ней нет касаний или прошёл срок закрытия. Прочерк — всё в порядке.
define-phone = Последние четыре цифры номера клиента. Полный номер открывается по праву, и это записывается.
define-connected = Ответил человек, и разговор был не короче порога компании.
define-wait = Сколько ждали ответа: от начала звонка до ответа, а без ответа — до конца звонка.
define-spend = Расходы на рекламу за период без НДС, который указан в строке, в валюте компании по курсу своего дня.
define-marketing = Прочие расходы на маркетинг за период: всё, что не реклама и не отдел.
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
define-start = Число, с которого началась цель.
define-target = Значение, к которому идут: норма дня для правила, конечное число для цели.
define-now = Число с последней отметки.
define-due-on = Последний день цели: столько календарных месяцев спустя, сколько выбрано.
define-because = Для кого задано правило: для всей компании, команды или лично для человека. Действует самое близкое к человеку.
define-status = Доля пройденного пути рядом с долей прошедшего срока: разница до 10 пунктов — по графику, больше — с опережением или отстаёт.
define-plan = Сколько показателя задано на период.
define-expected-to-date = Часть плана, которая должна быть сделана к этому моменту при ровной работе по рабочим дням. Выходные не входят, сокращённый день входит долей.
define-run-rate = Чем кончится период, если работать с той же скоростью: факт, делённый на прошедшие рабочие дни и умноженный на все.
define-needed-per-day = Сколько осталось до плана, делённое на оставшиеся рабочие дни; 0, когда план выполнен. Когда дней не осталось, числа нет.

## presentation: what was left out
excluded-internal-calls = внутренние звонки между сотрудниками
excluded-after-hours-missed = пропущенные звонки вне рабочего времени
excluded-short-missed = пропущенные звонки, где ждали меньше 5 секунд
excluded-incoming-activities = входящие письма и сообщения
excluded-lost-without-history = проигранные сделки без истории этапов: засчитано только то, что доказывают даты
excluded-won-without-history = выигранные сделки без истории этапов: засчитаны все этапы, время на них неизвестно
excluded-open-without-dates = открытые сделки без дат: не относятся ни к одному периоду
excluded-finished-without-creation = закрытые сделки без даты создания
excluded-closed-without-date = закрытые сделки без даты закрытия
excluded-closed-before-created = сделки, закрытые раньше, чем созданы: их длительность не считается
excluded-open-with-closing-date = открытые сделки с датой закрытия: они остаются открытыми, дата — ожидание
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

## files: what is refused whole
file-empty = «{ $name }» пуст: таблицы в нём нет.
file-other-kind = «{ $name }» — это { $what }, а не таблица. Пришлите CSV или XLSX.
file-binary = «{ $name }» — не текст и не книга Excel. Пришлите CSV или XLSX.
file-old-excel = «{ $name }» — книга старого Excel или под паролем. Сохраните её как .xlsx без пароля.
file-macros = В «{ $name }» есть макросы. Сохраните книгу как .xlsx, без них.
file-broken = «{ $name }» повреждён и не распаковывается. Сохраните или скачайте его заново.
file-unsafe = «{ $name }» устроен не так, как книги Excel, и открывать его опасно. Пересохраните таблицу как .xlsx или CSV.
file-too-big = «{ $name }» после распаковки больше { $limit } МБ. Разделите его на части.
file-too-long = В файле больше { $limit } строк. Разделите его на части.
file-too-wide = В таблице больше { $limit } столбцов. Оставьте только нужные.
file-sparse = Лист размером { $rows } × { $columns } ячеек почти пуст. Удалите лишнее справа от таблицы и под ней.
kind-unknown = Вида «{ $kind }» нет. Бывает: { $kinds }.
field-missing = Не нашёл столбца для { $fields }. В файле есть: { $headings }. Назовите нужный в файле --map, раздел [columns].
field-unknown = Поля «{ $field }» нет. Есть: { $fields }.
heading-unknown = Столбца «{ $heading }» в файле нет. Есть: { $headings }.
heading-doubled = Столбцов «{ $heading }» два, и они разные. Переименуйте один из них.
column-ambiguous = Столбец «{ $column }» читается двояко: { $cell }. Выберите запись в файле --map, раздел [formats]: { $field } = "{ $one }" или "{ $other }".
column-mixed = В столбце «{ $column }» часть дат перевёрнута: похоже, таблицу открывали в Excel другой страны. Такие даты, как { $cell }, остались текстом. Выгрузите файл заново и не пересохраняйте его.
map-broken = Файл --map не читается: ошибка в строке { $line }.
map-quotes = Файл --map, строка { $line }: русское слово слева от «=» и в названии раздела берите в кавычки.
map-encoding = Файл --map должен быть в UTF-8; в строке { $line } это не так.
map-section = Раздела «{ $section }» в файле --map не бывает. Бывают: { $sections }.
map-type = «{ $name }» в файле --map: здесь нужен текст, число или список.
map-format = Запись «{ $format }» для { $field } мне не знакома. Дата: "%d.%m.%Y %H:%M". Сумма: "1 234,56". Длительность: "s", "ms", "%H:%M".
map-default = Значение «{ $cell }» не подходит для { $field } в разделе [defaults].
map-too-big = Файл --map слишком велик: это не похоже на сопоставление.

## files: why a row is refused
row-quotes = Кавычка открыта и не закрыта.
row-too-long = Строка слишком длинная.
row-too-few =
    { $cells ->
        [one] В строке { $cells } ячейка
        [few] В строке { $cells } ячейки
       *[other] В строке { $cells } ячеек
    }, а столбцов { $headings }.
row-too-many =
    { $cells ->
        [one] В строке { $cells } ячейка
        [few] В строке { $cells } ячейки
       *[other] В строке { $cells } ячеек
    }, а столбцов { $headings }. Если в тексте есть разделитель, заключите его в кавычки.
cell-needed = «{ $column }»: пусто, а это поле обязательно.
cell-number = «{ $column }»: { $cell } — не число.
cell-out-of-range = «{ $column }»: { $cell } вне разумных границ.
cell-spreadsheet-error = «{ $column }»: { $cell } — ошибка формулы в таблице.
cell-shortened = «{ $column }»: { $cell } — таблица сократила число, последние цифры потеряны. Сделайте столбец текстовым и выгрузите заново.
cell-date = «{ $column }»: { $cell } — такой даты нет.
cell-date-far = «{ $column }»: { $cell } — год вне 1990–2100.
cell-duration = «{ $column }»: { $cell } — не длительность от нуля до семи дней.
cell-currency = «{ $column }»: валюта { $cell } мне не знакома. Нужен код, например RUB.
cell-word = «{ $column }»: слово { $cell } мне не знакомо. Бывает: { $words }. Переведите его в файле --map, раздел [values.{ $field }].
cell-too-long = «{ $column }»: текст слишком длинный: { $cell }

## upkeep
database-damaged = База повреждена, и я её не трогаю. Отложите её файлы в сторону и верните копию: takt restore КОПИЯ. Что цело, покажет takt doctor.
database-busy = База занята другой записью дольше 30 секунд. Повторите чуть позже; если не помогает, остановите другие процессы takt.
database-readonly = В базу нельзя писать. Дайте права на её файл и папку пользователю, под которым работает Takt.
database-away = База недоступна. Проверьте TAKT_DATABASE_URL и TAKT_DATA_DIR: запущен ли сервер, верны ли имя и пароль, есть ли права. Подробнее: takt doctor.
database-newer = Эту базу уже обновил более новый Takt (схема { $revision }). Поставьте его или верните копию, сделанную до обновления: takt restore КОПИЯ.
database-older = Схема базы старее программы. Обновите её: takt migrate. Потом повторите.
database-strange = В этой базе таблицы другой программы. Укажите для Takt другую в TAKT_DATABASE_URL или TAKT_DATA_DIR.
database-missing = Базы ещё нет: { $path }. Копировать нечего.
disk-full = На диске нет места, или он не отвечает. Освободите место и повторите: записанное раньше цело.
disk-short = На диске с папкой { $path } свободно { $free } МБ, а нужно { $needed } МБ. Освободите место или выберите другую папку.
folder-unwritable = В папку { $path } нельзя писать: { $why }. Дайте права или выберите другую папку.
keys-missing = Номера телефонов зашифрованы ключом, которого здесь нет. Верните папку keys, с которой работала эта база, или прежний TAKT_SECRET_KEY.
keys-other = Ключ номеров в папке keys не от этой базы: старые и новые номера не узнали бы друг друга. Верните папку keys, с которой она работала.
migrated = Схема базы обновлена до { $revision }.
migrated-before = Схема базы уже текущая: { $revision }.
backup-done = Копия записана: { $path } ({ $size } МБ). В ней { $companies ->
    [one] { $companies } компания
    [few] { $companies } компании
   *[many] { $companies } компаний
} и { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
}. Читать её можете только вы.
backup-without-keys = Ключей в копии нет. Храните папку { $path } отдельно от неё: без ключей номера телефонов из копии не прочесть.
backup-exists = Файл { $path } уже есть. Выберите другое имя или добавьте --force, чтобы заменить его.
backup-not-here = { $path } — папка или сама база. Выберите для копии другое имя.
backup-missing = Файла { $path } нет.
backup-unreadable = Файл { $path } не читается: { $why }.
backup-strange = Это не копия Takt. Нужен файл, который сделал takt backup.
backup-damaged = Копия повреждена, ничего не изменено. Возьмите другую.
backup-newer = Эту копию сделал более новый Takt, ничего не изменено. Поставьте его и повторите.
restore-done = База восстановлена из { $path }: { $companies ->
    [one] { $companies } компания
    [few] { $companies } компании
   *[many] { $companies } компаний
}, { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
}.
restore-brought-up = Копия была старой схемы { $before }, она приведена к { $revision }.
restore-same-keys = Ключей в копии не было, но ключ номеров здесь тот же: всё читается.
restore-without-keys = Ключей в копии нет. Если номера понадобятся, верните папку { $path } той установки.
restore-other-keys = Ключей в копии нет, а ключ номеров здесь другой или его нет. Верните в { $path } ключи той установки до первой загрузки звонков: иначе старые и новые номера не узнают друг друга.
restore-over = В базе уже есть { $companies ->
    [one] { $companies } компания
    [few] { $companies } компании
   *[many] { $companies } компаний
}. Сделайте копию (takt backup) и добавьте --force, чтобы заменить их.
restore-over-unreadable = Нынешняя база не читается или не наша. Отложите её файл в сторону или добавьте --force, чтобы заменить её.
doctor-grade-ok = порядок
doctor-grade-look = взгляните
doctor-grade-trouble = беда
doctor-well = Takt в порядке.
doctor-unwell = Есть беда: сделайте, что сказано, и повторите takt doctor.
doctor-folder = Папка данных { $path } доступна.
doctor-no-folder = Папки данных { $path } ещё нет, её создаст первый вызов.
doctor-disk = На диске с { $path } свободно { $free } МБ.
doctor-disk-full = На диске с { $path } осталось { $free } МБ. Освободите место, пока загрузки не остановились.
doctor-sqlite = База SQLite { $version }: { $where }.
doctor-postgresql = База PostgreSQL { $version }: { $where }.
doctor-no-database = Базы ещё нет: её создаст первый вызов, например takt company add. Место: { $path }.
doctor-not-a-database = Файл { $path } — не база SQLite. Takt его не тронет: уберите его или укажите другую TAKT_DATA_DIR; копию вернёт takt restore.
doctor-database-unreadable = Файл базы { $path } не читается: { $why }. Дайте на него права пользователю, под которым работает Takt.
doctor-schema = Схема текущая: { $revision }.
doctor-no-schema = Таблиц ещё нет: их создаст первый вызов или takt migrate.
doctor-old-schema = Схема { $revision } старее программы ({ $head }). Сделайте копию и обновите: takt migrate.
doctor-sound = Все страницы базы целы.
doctor-wal = Отчёты и запись друг другу не мешают (журнал WAL).
doctor-no-wal = Журнал базы в режиме { $mode }: отчёты будут ждать запись. Перенесите базу на местный диск.
doctor-keys = Ключи на месте и подходят к базе: { $path }. Храните их копию отдельно от копий базы.
doctor-no-keys = Ключей ещё нет: их создаст первая загрузка в { $path }.
doctor-keys-lost = Ключей нет в { $path }, а номера в базе ими закрыты. Верните папку keys из своей копии, не загружая ничего до этого.
doctor-keys-exposed = Ключ { $path } могут читать другие: chmod 600 { $path }.
doctor-clock = Часы: { $now } UTC.
doctor-trial = Время для проб по TAKT_CLOCK: { $now } UTC.
doctor-clock-behind = { $company }: часы показывают { $now }, а последняя загрузка была { $at }. Проверьте часы машины или TAKT_CLOCK.
doctor-letters-waiting = { $count ->
    [0] Сообщений в очереди нет.
    [one] { $count } сообщение ждёт отправки. Если число не убывает, проверьте, работает ли takt run.
    [few] { $count } сообщения ждут отправки. Если число не убывает, проверьте, работает ли takt run.
   *[many] { $count } сообщений ждут отправки. Если число не убывает, проверьте, работает ли takt run.
}
doctor-letters-failed = За 30 дней { $count ->
    [one] не дошло { $count } сообщение
    [few] не дошли { $count } сообщения
   *[many] не дошло { $count } сообщений
}: чат закрыт для бота, или Telegram отказал. Тому, чей чат закрыт, нужно написать боту; его руководитель уже знает.
doctor-letters-uncertain = За 30 дней { $count ->
    [one] о { $count } сообщении
   *[many] о { $count } сообщениях
} неизвестно, дошло ли: бота остановили или связь оборвалась во время отправки. Если число растёт с каждым днём, выясните, что обрывает takt run.
doctor-work-dead = { $count ->
    [one] Оставлена { $count } работа
    [few] Оставлены { $count } работы
   *[many] Оставлено { $count } работ
} после восьми попыток. Какие: takt jobs list. Попробовать ещё раз: takt jobs requeue. Отказаться: takt jobs drop.
doctor-no-company = Компаний ещё нет. Добавьте: takt company add «Название» --timezone Europe/Moscow --currency RUB.
doctor-nobody = { $company }: людей ещё нет. Добавьте: takt person add или takt import people.
doctor-people = { $company }: { $count ->
    [one] { $count } человек
    [few] { $count } человека
   *[many] { $count } человек
}.
doctor-unlisted = { $company }: { $count ->
    [one] имя из файлов никто не подтвердил
   *[other] имена из файлов ({ $count }) никто не подтвердил
}: { $names }. Подтвердите: takt person add.
doctor-fresh = { $company }: данные на { $at }.
doctor-stale = { $company }: данные устарели, последняя загрузка была { $at }. Загрузите новые: takt import.
doctor-never-imported = { $company }: ещё ничего не загружено. Начните с takt import.
doctor-source-fresh = { $company }, источник { $name }: прочитан по { $at }.
doctor-source-stale = { $company }, источник { $name }: прочитан только по { $at }. Прочитайте новое: takt sync { $name }.
doctor-source-unread = { $company }, источник { $name }: подключён, но ещё не прочитан до конца. Прочитайте: takt sync { $name }.
doctor-source-trouble = { $company }, источник { $name }: с { $since } не читается как надо. Что случилось, скажет takt sources; попробовать сейчас: takt sync { $name }.
doctor-source-lost = { $company }, источник { $name }: с { $since } не пускает нас. Что случилось, скажет takt sources; потом подключите заново: takt connect.
doctor-unfinished = { $company }: { $count ->
    [one] загрузка прервана
   *[other] загрузки прерваны
}: { $names }. Повторите, ничего не удвоится.
doctor-pending = { $company }: { $count ->
    [one] { $count } пересчёт не закончен
    [few] { $count } пересчёта не закончены
   *[many] { $count } пересчётов не закончены
}. Закончит следующая загрузка или отчёт.
doctor-stages-guessed = { $company }: порядок этапов угадан по историям сделок: { $names }. Назовите его в разделе [stages] карты загрузки.
doctor-unmatched = { $company }: звонки с номеров, которые ни за кем не закреплены: { $names }. Закрепите: takt person set ИМЯ --extension НОМЕР.
doctor-no-revenue = { $company }: есть { $count ->
    [one] { $count } выигранная сделка
    [few] { $count } выигранные сделки
   *[many] { $count } выигранных сделок
}, а что считать выручкой, не выбрано. Загрузите деньги или выберите: takt company set revenue won.

## work that was given up
work-check = взгляд на нормы
work-again = напоминание через час
work-day-card = карточка дня
work-refresh = обновление после загрузки
work-day-report = отчёт дня
work-digest-day = сводка дня
work-digest-week = сводка недели
work-failed = сообщение о недоставке
work-none-dead = Оставленных работ нет.
work-requeued = { $count ->
    [0] Оставленных работ нет.
    [one] { $count } работа снова в очереди. Если её время прошло, она будет пропущена.
    [few] { $count } работы снова в очереди. Те, чьё время прошло, будут пропущены.
   *[many] { $count } работ снова в очереди. Те, чьё время прошло, будут пропущены.
}
work-dropped = { $count ->
    [0] Оставленных работ нет.
    [one] { $count } работа снята, её не будет.
    [few] { $count } работы сняты, их не будет.
   *[many] { $count } работ снято, их не будет.
}
work-not-dead = Оставленной работы с номером «{ $number }» нет. Какие есть: takt jobs list.
work-which = Укажите номер работы из takt jobs list, или --all, но не то и другое.
list-work = Работа

## command line and reports
trouble-unexpected = Неожиданная ошибка ({ $kind }). Данные целы: начатое отменено. Подробности записаны сюда: { $path }
report-needs-out = Формат { $format } не для экрана. Назовите файл: --out отчёт.{ $format }
file-unwritable = Не удалось записать { $path }. { $why }
file-unreadable = Не удалось прочитать { $path }. { $why }
report-unknown = Отчёта «{ $report }» нет. Есть: { $known }
horizon-odd = Горизонт — от 1 до 3650 дней, а не { $days }.
period-unknown = Период «{ $period }» не понятен. Подойдёт: вчера, прошлая неделя, октябрь, с 1 по 15 октября, 2026-11-01..2026-11-15.
as-of-unknown = Момент «{ $moment }» не понятен. Подойдёт: 2026-11-23 (конец дня) или 2026-11-23T09:00:00+03:00.
person-and-team = Выберите что-то одно: человека или команду.
by-unknown = Разложить по «{ $by }» нельзя. Можно по: { $known }
option-without-effect = { $option ->
    [by] Ключ --by
    [view] Ключ --view
    [rank] Ключ --rank
   *[other] Ключ --{ $option }
  } в этом отчёте ничего не меняет. Уберите его.
view-unknown = Вида «{ $view }» нет. Есть: { $known }
rank-unknown = Сравнить по «{ $rank }» нельзя. Можно по: { $known }
company-unknown = Компании «{ $name }» нет. Список: takt company list
company-none = Компаний пока нет. Добавьте первую: takt company add "Ромашка" --timezone Europe/Moscow --currency RUB
company-which = Компаний несколько: { $names }. Назовите нужную: --company ИМЯ
zone-unknown = Часового пояса «{ $zone }» нет. Нужно имя вида Europe/Moscow.
currency-unknown = Валюты «{ $currency }» нет. Нужен код из трёх букв, например RUB.

## import: the report
import-kind-unknown = Такого вида файла нет: «{ $kind }». Есть: { $known }
import-reading = Читаю { $name }
import-done = { $name }: { $read ->
    [one] { $read } строка
    [few] { $read } строки
   *[many] { $read } строк
  }. Новых — { $added }, изменено — { $changed }, без изменений — { $unchanged }, пропущено — { $skipped }, не принято — { $refused }.
import-would = { $name }, проба без записи: { $read ->
    [one] { $read } строка
    [few] { $read } строки
   *[many] { $read } строк
  }. Новых — { $added }, изменится — { $changed }, без изменений — { $unchanged }, пропущено — { $skipped }, не принято — { $refused }.
import-refused-line = {"  "}строка { $line }: { $reason }
import-refused-more = {"  "}и ещё { $more }. Полный список — с ключом --format json.
import-unknown-manager = Новые имена — { $count }: { $names }. Они приняты как сотрудники без роли.
import-unknown-extension = Ничьи номера и коды — { $count }: { $names }. Скажите, чьи они: takt person set ИМЯ --extension НОМЕР
import-unknown-product = Впервые встречены товары — { $count }: { $names }
import-unknown-source = Впервые встречены источники — { $count }: { $names }
import-unknown-status = Незнакомые статусы — { $count }: { $names }. Такие сделки приняты как открытые.
import-revenue-chosen = Выручкой теперь считается { $basis ->
    [payments] сумма платежей
    [paid] оплаченное по сделкам
   *[won] сумма выигранных сделок
  }. Изменить: takt company set revenue payments, paid или won
import-revenue-offered = Появились данные точнее: { $basis ->
    [payments] платежи
   *[paid] оплаченное по сделкам
  }. Чтобы считать выручку по ним: takt company set revenue { $basis }
import-of-owners = «{ $value }»: владельцев и тех, кто ведёт всю компанию, назначает только владелец
import-name-empty = нет имени
import-zone-unknown = часового пояса «{ $value }» нет
import-period-unknown = период «{ $period }» не понятен
import-kpi-unknown = показателя «{ $kpi }» нет
import-rate-not-positive = курс { $rate } должен быть больше нуля

## organisation: what cannot be done
name-empty = Нужно имя: хотя бы одна буква или цифра.
name-long = Слишком длинно: не больше { $longest } знаков.
day-unreadable = Не понимаю день «{ $typed }». Нужна дата с годом: 2026-12-31 или 31.12.2026, либо сегодня, завтра.
weekday-unreadable = Не понимаю дни недели «{ $typed }». Например: пн,вт или mon-fri.
zone-unreadable = Не знаю часовой пояс «{ $typed }». Нужно имя вида Europe/Moscow.
person-unknown = Не нашли, кто такой «{ $typed }». Все имена: takt person list.
person-unknown-near = Не нашли, кто такой «{ $typed }». Похоже: { $names }.
person-several = «{ $typed }» — это { $names }. Уточните имя.
person-already = { $name } уже в списке. Изменить можно через takt person set.
person-left = { $name } здесь уже не работает. Вернуть можно через takt person add.
person-set-nothing = Что изменить? Назовите роль, команду, руководителя, пояс или номер.
person-or-team = Либо человек, либо команда: вместе нельзя.
team-unknown = Нет команды «{ $typed }». Её создаёт takt person add … --team.
team-unknown-near = Нет команды «{ $typed }». Похоже: { $names }.
team-several = «{ $typed }» — это { $names }. Назовите путь целиком.
team-deep = Слишком глубоко: команд друг в друге бывает не больше { $most }.
role-unknown = Нет роли «{ $typed }». Бывают: { $known }.
role-needed = Назовите роль: --role { $known }.
head-needs-team = { $name } — руководитель какой команды? Добавьте --team.
telegram-unreadable = «{ $typed }» — не номер аккаунта Telegram. Нужны одни цифры.
extension-unreadable = «{ $typed }» — слишком длинный добавочный.
email-unreadable = «{ $typed }» не похоже на почту. Нужен адрес вида ivan@example.com.
phone-unreadable = «{ $typed }» не похоже на номер телефона. Например: +7 916 123-45-67.
crm-id-unreadable = «{ $typed }» — слишком длинный номер в CRM.
leave-too-far = Так далеко не загадываем: последний день — не дальше года.
leave-before-hire = { $name } к этому дню ещё не работает здесь. Проверьте дату.
invite-without-role = { $name }: роли ещё нет, приглашать некуда. Дайте её: takt person set … --role.
company-already = Компания «{ $name }» уже есть.
company-key-unknown = Нет настройки «{ $typed }». Бывают: { $known }.
company-value-unknown = { $key }: «{ $typed }» не подходит. Возможно: { $possible }.
company-zone-fixed = Пояс компании уже не сменить: по нему разложены звонки и сделки. Человеку свой пояс можно дать в любой день.
company-currency-fixed = Валюту уже не сменить: в ней записаны деньги.
kpi-unknown = Нет показателя «{ $typed }». Все ключи: takt kpi list.
kpi-unknown-near = Нет показателя «{ $typed }». Похоже: { $names }.
kpi-key-unreadable = «{ $typed }» не подходит для ключа. Нужны строчные латинские буквы, цифры и _, от 2 до 41 знака, первой — буква.
kpi-key-taken = Ключ { $key } занят самим Takt. Возьмите другой.
kpi-unit-unknown = Нет единицы «{ $typed }». Бывают: { $known }.
formula-too-long = Формула слишком длинная.
formula-not-arithmetic = «{ $what }» в формуле не посчитать. Годятся ключи показателей, числа, знаки +, -, *, / и скобки.
formula-unknown-kpi = В формуле нет такого показателя: { $what }. Все ключи: takt kpi list.
formula-no-kpi = В формуле нет ни одного показателя. Например: meetings / calls_connected.
formula-bad-number = Число { $what } в формуле не подходит.
target-number = { $kpi }: «{ $typed }» — не число. Например: 50 или 12,5.
target-money = { $kpi }: «{ $typed }» — не сумма. Например: 150000 или 1 200,50.
target-duration = { $kpi }: «{ $typed }» — не длительность. Например: 2:00:00, 90 мин или 120 с.
target-clock = { $kpi }: «{ $typed }» — не время. Например: 09:00.
target-rate = { $kpi }: «{ $typed }» — не доля. Например: 25%.
hours-unreadable = Не понимаю часы «{ $typed }». Нужно начало и конец одного дня: 09:00-18:00, или off.
hours-off-which = Какие дни сделать выходными? Назовите их: --weekday сб,вс.
hours-off-lunch = В выходной обеда нет: уберите --lunch.
lunch-unreadable = Не понимаю обед «{ $typed }». Нужно 13:00-14:00.
lunch-outside = Обед «{ $typed }» выходит за рабочие часы.
away-turned = Последний день раньше первого. Проверьте --from и --to.
away-too-long = Отсутствие дольше трёх лет не записать. Проверьте даты.
away-kind-unknown = Нет причины «{ $typed }». Бывают: { $known }.
away-none = { $name }: нет отсутствия, которое начинается в этот день.
holiday-already = { $day } и так выходной.
holiday-none = { $day } и так не праздник.
shorter-unreadable = Не понимаю «{ $typed }». На сколько короче день: 1:00 или 30 мин.
shorter-free = { $day } — не обычный рабочий день, сократить его нельзя.
shorter-too-much = { $day } не такой длинный. Сделайте его выходным: takt holiday add.
year-unknown = Годы бывают с { NUMBER($first, useGrouping: 0) } по { NUMBER($last, useGrouping: 0) }.
goal-months = Срок цели в месяцах: { $known }.
goal-too-far = Цель начинается не позже чем через год.
goal-already = { $name }: такая цель уже есть.
goal-number = «{ $typed }» — не число. Например: 12 или 12,5.
goal-unknown = Нет открытой цели «{ $typed }». Все цели: takt goal list.
goal-several = «{ $typed }» есть в нескольких целях: { $names }. Назовите номер.
goal-closed = Цель «{ $text }» уже закрыта.

## organisation: what is done
company-added = Компания «{ $name }» добавлена: { $zone }, { $currency }, { $country }.
company-changed = { $name }: { $key } = { $value }.
role-manager = менеджер
role-head = руководитель
role-owner = владелец
role-admin = администратор
person-stands = { $name }: { $roles }, { $team }.
person-stands-from = { $name }: { $roles }, { $team }, с { $day }.
person-head = Команда «{ $team }», руководитель — { $head }.
person-head-made = Команда «{ $team }», руководитель — { $head }: теперь тоже в списке.
person-matched = Прежние звонки и сделки нашли хозяина: { $name }. Дни пересчитаны.
person-account-moved = Аккаунт Telegram переписан: раньше — { $other }, теперь — { $name }.
person-has-left = { $name } больше не работает здесь. Последний день — { $day }, история осталась.
person-will-leave = { $name } работает здесь до { $day } включительно.
person-invited = { $name }: код на один раз, до { $until }. Отправьте боту: /start и код.
person-unlisted = есть в данных, не добавлен
person-bound = в Telegram
person-unbound = без Telegram
person-until = до { $day }
norm-set = Норма: { $kpi } — { $target } в рабочий день, { $whom }, с { $day }.
norm-set-weekdays = Норма: { $kpi } — { $target }, { $weekdays }, { $whom }, с { $day }.
norm-from-month = Действует с начала месяца; с другого дня — --from ДАТА.
hours-set = { $whom }, { $weekdays }: { $hours }.
hours-by-default = по умолчанию
absence-vacation = отпуск
absence-sick = больничный
absence-day-off = выходной
hours-off = выходной
hours-with-lunch = { $hours }, обед { $lunch }
away-set = { $name }, { $kind }: { $days }.
away-cancelled = { $name }: отсутствие убрано.
holiday-added = { $day } — выходной.
holiday-removed = { $day } — рабочий день.
holiday-shortened = { $day } короче на { $by }.
holiday-country-off = праздник
holiday-country-work = рабочий день по переносу
holiday-own-off = выходной компании
holiday-own-work = рабочий день компании
holiday-own-short = сокращённый день, короче на { $by }
kpi-added = Показатель «{ $name }» добавлен: { $key } = { $formula }.
kpi-changed = Показатель «{ $name }» изменён: { $key } = { $formula }.
goal-added = { $name }, цель до { $due }: «{ $text }». Номер { $id }.
goal-checked = { $name }, «{ $text }»: { $way }.
goal-ended = { $name }: цель «{ $text }» закрыта.

## the chat: sent files
kind-people = люди
kind-deals = сделки
kind-stages = переходы по этапам
kind-calls = звонки
kind-activities = касания: письма, встречи, задачи
kind-costs = расходы
kind-plans = планы
kind-rates = курсы валют
kind-payments = платежи
field-aliases = другие имена
field-amount = сумма
field-answered = ответили
field-at = когда
field-by = кто перевёл
field-campaign = кампания
field-category = статья расходов
field-channel = канал
field-clicks = клики
field-client = клиент
field-closed-at = закрыта
field-contact-id = номер контакта
field-cost = себестоимость
field-created-at = создана
field-crm-id = номер в CRM
field-currency = валюта
field-date = дата
field-deal-id = номер сделки
field-direction = направление
field-email = почта
field-entered-at = когда перешла
field-extension = добавочный
field-external-id = номер
field-head = руководитель
field-hired-at = работает с
field-impressions = показы
field-kind = вид
field-kpi = показатель
field-leads = лиды по кабинету
field-left-at = уволен
field-lost-reason = причина отказа
field-manager = менеджер
field-medium = тип трафика
field-name = имя
field-orders = заказы по кабинету
field-paid = оплачено
field-paid-at = оплачено когда
field-period = период
field-person = человек
field-phone = телефон
field-pipeline = воронка
field-product = продукт
field-rate = курс
field-recording = запись
field-revenue = выручка по кабинету
field-role = роль
field-source = источник
field-stage = этап
field-started-at = начало
field-status = итог
field-talk-seconds = разговор
field-target = план
field-team = команда
field-timezone = часовой пояс
field-vat = НДС
field-wait-seconds = ожидание
sent-word-open = открыта
sent-word-won = выиграна
sent-word-lost = проиграна
sent-word-email = письмо
sent-word-message = сообщение
sent-word-proposal = предложение
sent-word-presentation = презентация
sent-word-meeting = встреча
sent-word-task = задача
sent-word-note = заметка
sent-word-ads = реклама
sent-word-marketing = маркетинг
sent-word-payroll = зарплата
sent-word-telephony = телефония
sent-word-tools = сервисы
sent-word-other = прочее
sent-word-payment = платёж
sent-word-refund = возврат
sent-is = Это { $kind }.
sent-may-be = Не уверен, но похоже: { $kind }.
sent-rows = { $rows ->
    [one] { $number } строка.
    [few] { $number } строки.
   *[many] { $number } строк.
  }
sent-broken = { $rows ->
    [one] Не прочитается { $rows }.
   *[other] Не прочитаются { $rows }.
  }
sent-columns = Что в столбцах
sent-column = { $heading } → { $field }
sent-more = и ещё { $count }
sent-unused = Не беру: { $names }
sent-first-rows = Первые строки
sent-which = Что в этом файле?
sent-unknown-kind = Не понял, что это за таблица. Столбцы: { $names }. Что в ней?
sent-doubt = Столбец «{ $column }» читается двояко: { $cell }. Как правильно?
sent-day-first = Сначала день
sent-month-first = Сначала месяц
sent-point = Дробь после точки
sent-comma = Дробь после запятой
sent-begun = Загружаю.
sent-progress = Загружаю: { $done } из { $of }.
sent-settling = Строки приняты, пересчитываю показатели.
sent-left = Хорошо, этот файл не беру. Я его уже забыл.
sent-forgotten = Этого файла у меня нет: он уже загружен, или прошли сутки. Пришлите его ещё раз, если нужно.
sent-of-heads = Файлы загружают руководители и администраторы. Ваши показатели — /kpi.
sent-of-arrangers = Список людей загружает владелец или администратор: в нём роли и команды.
sent-too-big = Файл больше { $limit } МБ — Telegram такой не отдаст. Сожмите его в .gz или разделите на части.
sent-not-fetched = Telegram не отдал файл. Пришлите его ещё раз.
sent-not-a-table = Понимаю текст, кнопки и таблицы: пришлите CSV или XLSX файлом.
sent-not-text = Понимаю только текст и кнопки.
file-not-kept = Файл не сохранить: { $why }. Скажите администратору.
sent-done = Готово. В файле были { $kind }.
sent-count-read = Прочитано строк: { $count }
sent-count-added = Новых: { $count }
sent-count-changed = Изменено: { $count }
sent-count-unchanged = Без изменений: { $count }
sent-count-skipped = Пропущено: { $count }
sent-count-refused = Не принято: { $count }
sent-refused-line = Строка { $line }: { $reason }
sent-refused-more = и ещё { $count } — в файле ниже
sent-all-refused = { $count ->
    [one] Не принята { $count } строка.
    [few] Не приняты { $count } строки.
   *[many] Не приняты { $count } строк.
  }
sent-line = Строка
sent-reason = Почему не принята
sent-new-manager = Новые имена — { $count }: { $names }. Скажите, кто это.
sent-new-extension = Ничьи номера — { $count }: { $names }. Дайте их людям в /people.
sent-new-product = Впервые встречены товары — { $count }: { $names }
sent-new-source = Впервые встречены источники — { $count }: { $names }
sent-new-status = Незнакомые статусы — { $count }: { $names }. Такие сделки приняты как открытые.
chat-field-missing = Не хватает столбцов: { $fields }. В файле есть: { $headings }. Выберите другой вид или переименуйте столбец.
chat-column-ambiguous = Столбец «{ $column }» читается двояко: { $cell }. Выгрузите его в другой записи.
chat-cell-word = «{ $column }»: слово { $cell } мне не знакомо. Бывает: { $words }.
chat-import-revenue-chosen = Выручкой теперь считается { $basis ->
    [payments] сумма платежей
    [paid] оплаченное по сделкам
   *[won] сумма выигранных сделок
  }.
chat-import-revenue-offered = Появились данные точнее: { $basis ->
    [payments] платежи
   *[paid] оплаченное по сделкам
  }. Перейти на них может администратор.
button-sent-load = Загрузить
button-sent-leave = Не то
button-sent-kinds = Это другое
button-unknown = Кто это?

## the chat: norms
norms-title = Что требуется за день
norms-none = Норм пока нет.
norms-own = Ваши нормы на сегодня
norms-own-none = Норм для вас пока нет.
norms-own-rules = Откуда каждое число — /rules.
norms-of-heads = Нормы задают руководители. Ваши — /norms.
norm-title = { $kpi }, { $whom }
norm-when = { $weekday }, с { $day }
norm-of-team = команда { $team }
norm-which-kpi = Какой показатель?
norm-which-whom = Для кого?
norm-type = Сколько в день? Напишите, например: { $sample }
norm-sample-number = 40
norm-sample-clock = 09:00
norm-sample-duration = 2:00:00
norm-sample-rate = 25%
norm-sample-money = 150000
norm-since-month = Будет действовать с начала этого месяца.
norm-since-today = Будет действовать с сегодняшнего дня.
norm-now-set = Готово, норма задана.
norm-gone = Такой нормы уже нет.
norm-removing = Убрать? Прошлые дни тоже останутся без неё.
norm-removed = Норма убрана: { $kpi }, { $whom }.
button-norms-menu = Нормы
button-people-menu = Люди
menu-files = Чтобы загрузить данные, пришлите сюда CSV или XLSX.
button-norms = Все нормы
button-norm-new = + Поставить норму
button-norm-change = Изменить
button-norm-remove = Убрать
button-norm-remove-yes = Да, убрать
button-norm-from-today = С сегодня
button-norm-from-month = С начала месяца
button-sure = Да

## the chat: people
people-title = Люди: { $count }
people-unknown = Имена из файлов, которых никто не узнал: { $count }
people-of-heads = Список людей — для руководителей и администраторов.
people-not-yours = Здесь решает владелец или администратор.
people-not-oneself = Сами себя уволить вы не можете.
people-owner = Владельца назначает только владелец.
people-whole = Руководителя всей компании и владельца назначает владелец. Выберите команду.
people-name-known = Имя «{ $name }» уже есть в данных. Чьё оно, скажет владелец или администратор.
person-team = Команда: { $team }
person-called = Номера: { $names }
person-no-role = без роли
person-not-arranged = Изменить может владелец или администратор.
person-changed = Готово.
person-added = Готово, человек добавлен. Осталось пригласить.
person-matched-short = Готово. Прежние звонки и сделки нашли хозяина.
person-which-roles = Какие роли? Нажмите, чтобы включить или убрать.
person-roles-none = Выберите хотя бы одну роль. Чтобы закрыть доступ, вернитесь и нажмите «Увольнение».
person-which-team = В какую команду?
person-no-teams = Команд пока нет. Их создаёт файл людей или администратор сервера.
person-which-day = Какой день последний?
invite-sure = { $name }: сделать ссылку-приглашение? Прежняя ссылка перестанет работать.
invite-made = Приглашение: { $name }
invite-how = Перешлите этот текст лично. Ссылка откроется один раз.
invite-letter = { $name }, это приглашение в Takt — помощник отдела продаж компании «{ $company }». Откройте ссылку на телефоне и нажмите «Начать». Ждёт до { $until }.
invite-code = { $name }: код на один раз, до { $until }. Отправьте боту: /start и код.
roles-sure = { $name }: теперь { $roles }. Верно?
team-sure = { $name }: перевести в команду «{ $team }» с сегодняшнего дня?
leave-sure = { $name }: последний день — { $day }. После него доступ закроется, история останется. Верно?
leave-type = { $name }: напишите последний день, например 31.12.2026.
extension-type = { $name }: напишите добавочный номер.
extension-sure = { $name }: добавочный { $extension }. Ничьи звонки с этого номера перейдут к этому человеку. Верно?
hire-name = Как зовут нового человека? Напишите имя и фамилию.
hire-role = Кем?
hire-team = В какую команду?
hire-sure = Добавить: { $name }, { $role }, { $team }?
names-which = Эти имена встретились в файлах. Кто это?
names-none = Все имена из файлов узнаны.
names-numbers = Ничьи номера и коды — { $count }: { $names }. Откройте человека и дайте ему номер.
name-who = Это имя встретилось в файлах. Кто это?
name-whose = Кто из них?
name-sure = «{ $name }» — это { $person }? Все звонки и сделки под этим именем, прошлые и будущие, перейдут к этому человеку.
name-now = Готово: «{ $name }» — это { $person }. Показатели пересчитаны.
name-placed = Это имя уже узнали.
button-people = Все люди
button-hire = + Добавить
button-invite = Пригласить
button-invite-again = Пригласить заново
button-roles = Роли
button-team-of = Команда
button-extension = Добавочный
button-leave = Увольнение
button-roles-done = Готово
button-other-day = Другой день
button-share = Переслать
button-name-known = Уже в списке
button-name-new = Новый человек
chat-person-already = { $name } уже в списке.
chat-person-left = { $name } здесь уже не работает.
chat-invite-without-role = { $name }: роли ещё нет, приглашать некуда. Сначала дайте роль.
chat-role-needed = Сначала дайте роль.
chat-name-empty = Нужно имя: хотя бы одна буква или цифра. Напишите ещё раз.
person-invited-link = { $name }: ссылка на один раз, до { $until }.

## organisation: lists
list-empty = Пока ничего нет.
list-zone = Часовой пояс
list-currency = Валюта
list-country = Страна
list-language = Язык
list-name = Имя
list-roles = Роли
list-called = Номера
list-state = Состояние
list-kpi = Показатель
list-key = Ключ
list-unit = Единица
list-formula = Формула
list-target = Норма
list-whom = Для кого
list-weekday = День
list-from = Начиная с
list-hours = Часы
list-note = Что это
list-days = Дни
list-reason = Причина
list-goal = Цель
list-way = Ход
list-due = Срок
list-number = Номер
list-source = Источник
list-vendor = Система
list-connected = Подключён
list-what = Данные
list-read-to = Прочитано по
list-rows = Строк
list-set-aside = Отложено
unit-count = штуки
unit-money = деньги
unit-seconds = время
unit-rate = доля
unit-number = число
unit-moment = время дня

## what names no deal
excluded-payments-without-deal = платежи по сделкам, которых ещё нет: придёт сделка — посчитаются
excluded-moves-without-deal = переходы сделок, которых ещё нет: придёт сделка — посчитаются
column-currency = Валюта

## the chat: settings of the program
setting-bot-token = { $name }: нужен токен от BotFather, вида 123456:ABC…
setting-bot-token-missing = Нужен токен бота: получите его у @BotFather и запишите в TAKT_BOT_TOKEN. Без токена работают отчёты и импорт.
setting-bot-api-url = { $name }: нужен адрес https://…; http — только на этой машине.
setting-public-url = { $name }: нужен адрес https://…; http — только на этой машине.
setting-proxy = { $name }: нужен адрес вида socks5://хост:порт или http://хост:порт.
setting-web-host = { $name }: нужен адрес этой машины, например 127.0.0.1.
setting-web-port = { $name }: нужен порт от 0 до 65535.
setting-allow-local-sources = { $name }: бывает on или off.
telegram-token = Telegram не принимает токен. Проверьте TAKT_BOT_TOKEN у @BotFather.
telegram-webhook = Telegram не принимает адрес из TAKT_PUBLIC_URL: { $why }. Нужен HTTPS с действующим сертификатом.
already-running = Takt уже работает с папкой { $path }. Два бота на одних данных отвечали бы дважды.
web-port-taken = Адрес { $host }:{ $port } не занять: { $why }. Назовите другой порт в TAKT_WEB_PORT.
demo-address =
    Демо: { $address }
    Откройте адрес в браузере. Ctrl-C закончит показ, и после него ничего не останется.
demo-port-taken = Порт { $port } занят. Назовите другой: takt demo --port { $other }

## the chat: the door
chat-stranger = Здравствуйте. Это Takt, помощник отдела продаж. Пока мы не знакомы: попросите у руководителя ссылку-приглашение и откройте её на этом телефоне.
chat-private-only = О цифрах — только лично: напишите мне в личный чат.
chat-lost = Не понял. Вот что я умею:
chat-mistake = Не получилось, и это наша ошибка: она записана. Попробуйте ещё раз чуть позже.
chat-slow-down = Слишком быстро, не успеваю. Подождите несколько секунд.
chat-period-unknown = Не понял период «{ $period }». Подойдёт: вчера, прошлая неделя, октябрь, с 1 по 15 октября.
nobody-found = Никого не нашли. Проверьте имя: можно по фамилии, имени или коротко — «Ваня Иванов».
invite-unusable = Эта ссылка не работает: она одноразовая и живёт неделю. Попросите у руководителя новую.
report-of-heads = Этот отчёт — для руководителей.
no-figures-of-own = Своих показателей у вас нет, а чужие видят их руководители.
button-outdated = Эта кнопка устарела. Откройте меню — там всё свежее.
button-menu = ☰ Меню
welcome-title = Рады знакомству, { $name }
welcome-company = Вы в компании «{ $company }».
welcome-collected = Что собираем: звонки, письма, встречи и сделки из CRM и телефонии. Чужих чатов и личных звонков не видим.
welcome-seen = Кто видит: вы и ваш руководитель. Кто и когда смотрел — /my_data.
welcome-seen-head = Кто видит: каждый — своё, руководитель — свою команду. Кто и когда смотрел — /my_data.
welcome-next = С чего начать:
menu-title = { $name } · { $company }
menu-kpi = /kpi — показатели: факт, норма, темп
menu-today = /today — что сегодня
menu-team = /team — кто сейчас где
menu-funnel = /funnel — воронка
menu-roi = /roi — сколько приносит каждый канал
menu-deals = /deals — сделки, которым нужно внимание
menu-calls = /calls — звонки
menu-goals = /goals — цели развития
menu-norms = /norms — нормы дня
menu-rules = /rules — правила и откуда взялось каждое число
menu-away = /away — отпуск, больничный, выходной
menu-people = /people — люди и приглашения
menu-settings = /settings — язык и компания
menu-my-data = /my_data — что обо мне хранится и кто смотрел
button-kpi = Показатели
button-team = Команда
button-funnel = Воронка
button-roi = Окупаемость
button-deals = Сделки
button-calls = Звонки
button-goals = Цели
button-rules = Правила
command-kpi = показатели: факт, норма, темп
command-today = что сегодня
command-team = команда: кто сейчас где
command-funnel = воронка
command-roi = окупаемость по каналам
command-deals = сделки, которым нужно внимание
command-calls = звонки
command-goals = цели развития
command-norms = нормы дня
command-rules = правила и откуда числа
command-away = отпуск, больничный, выходной
command-people = люди и приглашения
command-settings = язык и компания
command-my-data = что обо мне хранится
command-help = меню
whom-which =
    { $n ->
        [one] Нашёлся { $n } человек. Кто нужен?
        [few] Нашлось { $n }. Кто нужен?
       *[other] Нашлось { $n }. Кто нужен?
    }

## sources: connecting and reading
connect-done = { $vendor }: на вопрос ответил аккаунт «{ $title }». Он подключён под именем { $name }.
connect-reads = Можно читать: { $kinds }.
connect-unread = Нельзя читать: { $kinds }.
connect-lacks = Ключу не хватает права: { $right }.
connect-not-let-in = Аккаунт не открылся этим ключом. Проверьте адрес и ключ и повторите.
connect-no-answer = По этому адресу никто не отвечает. Проверьте адрес и сеть и повторите.
connect-door = Чтобы узнавать о переменах сразу, укажите в источнике адрес уведомлений: { $address }СЕКРЕТ, где СЕКРЕТ — тот, что вы дали как --hook-secret.
connect-door-closed = Новое читается раз в минуту. Чтобы узнавать о переменах сразу, подключите ещё раз с --hook-secret: источник будет звать нас сам.
connect-next-rights = Дайте ключу эти права в источнике; остальное прочитается и без них: takt sync { $name }.
connect-next = Теперь прочитайте его: takt sync { $name }. Как он читается, покажет takt sources.
source-kind-people = сотрудники
source-kind-stages = этапы
source-kind-deals = сделки
source-kind-moves = переходы по этапам
source-kind-calls = звонки
source-kind-activities = письма, встречи, задачи
source-kind-costs = расходы
source-right-users = видеть сотрудников, оно бывает только у администратора
source-right-user = видеть сотрудников
source-right-department = видеть отделы
source-right-leads-pipelines = видеть воронки и этапы
source-right-leads = видеть сделки
source-right-leads-notes = видеть примечания и звонки в сделках
source-right-events = видеть историю событий
source-right-filter = отбирать строки в списках, оно зависит от тарифа
source-right-admin = администратора, без него видна только часть сделок
source-right-crm = читать CRM
source-right-telephony = читать звонки телефонии
source-right-task = читать задачи
source-past-unread = ещё не прочитано
sources-none = Источников пока нет. Какие бывают: takt connect --help.
sources-trouble = { $name }: беда с { $since }. { $why }
sources-aside = { $name }: { $count ->
    [one] отложена { $count } строка, её не удалось понять
    [few] отложены { $count } строки, их не удалось понять
   *[many] отложено { $count } строк, их не удалось понять
}: { $named }. Ещё раз они читаются после правки в источнике или по takt sync --full.
sources-values = { $name }: { $count ->
    [one] { $count } раз пришло незнакомое значение
    [few] { $count } раза пришли незнакомые значения
   *[many] { $count } раз пришли незнакомые значения
}: { $named }. Строки с ними приняты.
sync-done = { $name }: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
}. Добавлено { $added }, изменено { $changed }, без перемен { $unchanged }, удалено { $erased }, отложено { $aside }.
sync-nothing = { $name }: ничего нового.
sync-lacks = { $name }: на это у ключа нет права: { $kinds }. Остальное прочитано.
sync-trouble = { $name }: { $why }
sync-busy = { $name }: этот источник уже кто-то читает. Если чтение оборвалось, повторите через пять минут.

## sources: what is wrong with them
source-access-lost = Источник больше не принимает наш ключ. Подключите его заново.
source-unpaid = Источник отвечает, что аккаунт не оплачен. Данные пойдут, как только его оплатят.
source-no-right = У ключа не хватает прав. Дайте их в самом источнике или подключите его ключом администратора.
source-moved = Аккаунт переехал на другой адрес. Подключите источник по новому адресу.
source-busy =
    { $minutes ->
        [one] Источник просит не спешить. Продолжим через { $minutes } минуту с того же места.
        [few] Источник просит не спешить. Продолжим через { $minutes } минуты с того же места.
       *[other] Источник просит не спешить. Продолжим через { $minutes } минут с того же места.
    }
source-blocked =
    { $hours ->
        [one] Источник закрыл нам доступ на время. Не тревожим его { $hours } час и спросим снова.
        [few] Источник закрыл нам доступ на время. Не тревожим его { $hours } часа и спросим снова.
       *[other] Источник закрыл нам доступ на время. Не тревожим его { $hours } часов и спросим снова.
    }
source-down = Источник не отвечает. Попробуем ещё раз сами.
source-strange = Источник ответил непонятно. Отложили эту часть и продолжаем с остальным.
source-unknown = Источника «{ $name }» здесь нет. Посмотрите, какие есть: takt sources.
source-need-unknown = Такого поля у источника нет: «{ $name }». Есть: { $known }.
source-need-missing = Не хватает «{ $name }».
source-name-taken = Под именем «{ $name }» уже подключён другой аккаунт: { $title }. Дайте новому своё имя: --name.
source-known = Аккаунт «{ $title }» уже подключён.
source-name-odd = Имя источника — до 32 букв, цифр, точек, дефисов и подчёркиваний, без пробелов; первой идёт буква или цифра.
vendor-unknown = С таким источником Takt пока не работает. Есть: { $known }.
address-unreadable = Это не похоже на адрес. Скопируйте его целиком, с https:// в начале.
address-not-https = Нужен адрес, который начинается с https://.
address-with-login = В адресе не должно быть имени и пароля со знаком @.
address-port = Порт { $port } для источников закрыт. Нужен обычный, 443.
address-inner = Этот адрес ведёт во внутреннюю сеть, а не в интернет.
## Группы
group-title = Сводка команды в эту группу
group-what = Буду присылать сюда картину команды: вечером — итоги дня, в понедельник — неделю. Без имён и личных цифр.
group-gets = Сейчас сюда приходит сводка команды «{ $team }».
group-gets-whole = Сейчас сюда приходит сводка всей компании.
button-group-get = Сюда — сводку: { $team }
button-group-get-whole = Сюда — сводку компании
button-group-end = Больше не присылать
group-bound = Готово: сводка команды «{ $team }» будет приходить сюда — без имён и личных цифр.
group-bound-whole = Готово: сводка всей компании будет приходить сюда — без имён и личных цифр.
group-released = Хорошо, сводок здесь больше не будет. Вернуть их можно командой /digest.
group-of-heads = Сводку для группы выбирает руководитель.
group-taken = Эта группа уже получает сводку другой компании.
letter-failed-blocked = { $name } не получает сообщений Takt: бот заблокирован. Нормы, цели и настройки на месте. Попросите открыть чат с ботом и нажать «Запустить» — всё продолжится само.
letter-failed-gone = { $name } не получает сообщений Takt: такого чата в Telegram больше нет. Если у человека новый аккаунт, отправьте ему новое приглашение: /people.
letter-failed-quiet = { $name } не получает сообщений Takt: Telegram отказывает вторые сутки. Попросите написать боту любое слово — всё продолжится само.
letter-failed-group = Takt больше не может писать в группу «{ $group }»: его убрали или запретили писать. Сводки туда не приходят. Чтобы вернуть их, добавьте бота в группу снова.
letter-import = Загружено без вас: { $kind }.
letter-import-taken = Принято строк: { $taken } из { $read }.
letter-import-more = и ещё { $n }

## letters: what the bot says by itself
weekday-long-mon = Понедельник
weekday-long-tue = Вторник
weekday-long-wed = Среда
weekday-long-thu = Четверг
weekday-long-fri = Пятница
weekday-long-sat = Суббота
weekday-long-sun = Воскресенье
letter-day = { $weekday }, { $day } { $month }
letter-fresh = Данные за { $moment }
letter-repeated = Повтор: связь прервалась, и неизвестно, дошло ли это сообщение.
letter-norm-clock = { $kpi }: { $fact }, норма до { $norm }
figure-minutes-only = { $minutes } мин
letter-norm-clock-open = { $kpi }: норма до { $norm }
letter-yesterday = вчера { $at }
card-title = { $day }, до { $ends }

## letters: nudges
nudge-start = { $name }, день начался в { $at }, а звонков и дел в CRM пока нет.
nudge-start-norms = На сегодня: { $norms }.
nudge-start-waiting =
    { $n ->
        [one] Начните с клиента, который ждёт перезвона.
        [few] Начните с { $n } клиентов, которые ждут перезвона.
       *[many] Начните с { $n } клиентов, которые ждут перезвона.
    }
nudge-start-first = Первый звонок задаст темп всему дню.
nudge-asked = { $kpi } { $norm }
nudge-pace = { $kpi }: { $fact } из { $norm }, к этому часу нужно { $due }.
nudge-pace-then = { $kpi }: { $fact } из { $norm }, к { $at } нужно было { $due }.
nudge-pace-left = До нормы ещё { $left }: по { $each } в час до { $ends }.
nudge-pace-last = До нормы ещё { $left }, успеть можно до { $ends }.
nudge-pace-waiting =
    { $n ->
        [one] Начните с клиента: перезвона ждёт { $since }.
        [few] Начните с { $n } клиентов: перезвона ждут { $since }.
       *[many] Начните с { $n } клиентов: перезвона ждут { $since }.
    }
nudge-met = { $kpi }: { $fact } из { $norm }. Норма дня есть, хорошая работа.
button-show-n = Показать { $n }
button-my-day = Мой день
button-in-an-hour = Через час
button-not-today = Не сегодня
hush-hour = { $kpi }: вернусь к этому в { $at }.
hush-hour-over = { $kpi }: через час ваш день уже закончится, сегодня больше не напомню.
hush-day = { $kpi }: сегодня больше не напомню.
hush-never = { $kpi }: не напоминаю до { $day }. Вернуть можно здесь или в настройках.
hush-undone = { $kpi }: напоминания снова включены.
button-never = Это не про меня
button-undo = Вернуть

## letters: the report of the day
written-title = { $day }: отчёт уже готов
written-title-so-far = { $day }: день на этот час
written-fact = { $name }: { $value }
written-plan = План дня: { $text }
written-reason = Что помешало: { $text }
written-tomorrow = На завтра: { $text }
button-reason = Что помешало
button-tomorrow = План на завтра
button-all-right = Всё верно
button-digests = Кому и когда сводки

## letters: digests
digest-week = Неделя { $period }
digest-scope = { $when } · { $scope }
digest-plan-behind = Выручка отстаёт от плана, темп { $pace }
digest-no-data-yet = Данных за это время ещё нет
digest-quiet = Тихо: за это время ничего не сделано
digest-no-norms =
    { $worked ->
        [one] Работал { $worked } человек, норм пока нет
        [few] Работали { $worked } человека, норм пока нет
       *[many] Работали { $worked } человек, норм пока нет
    }
digest-all-kept = Все нормы выполнены
digest-most-kept =
    { $kept ->
        [0] Все в темпе, но целиком норму не выполнил никто
       *[other] Все в темпе, норму целиком выполнили { $kept } из { $judged }
    }
digest-some-behind =
    { $behind ->
        [1] Нужна помощь одному из { $judged }, остальные в темпе
       *[other] Нужна помощь { $behind } из { $judged }, остальные в темпе
    }
digest-all-behind =
    { $behind ->
        [1] Нужна помощь: сделано меньше 80 % нормы
       *[other] Нужна помощь обоим: сделано меньше 80 % нормы
    }
digest-most-behind =
    { $behind ->
        [one] Отстаёт { $behind } из { $judged }: похоже, причина общая
        [few] Отстают { $behind } из { $judged }: похоже, причина общая
       *[many] Отстают { $behind } из { $judged }: похоже, причина общая
    }
digest-group-kept =
    { $kept ->
        [one] Норму выполнил { $kept } из { $judged }
        [few] Норму выполнили { $kept } из { $judged }
       *[many] Норму выполнили { $kept } из { $judged }
    }
digest-group-worked =
    { $worked ->
        [one] Работал { $worked } человек
        [few] Работали { $worked } человека
       *[many] Работали { $worked } человек
    }
digest-need = { $name }: { $score } нормы
digest-need-norm = , больше всего не хватает: { $kpi } { $fact } из { $norm }
digest-need-reason = . «{ $text }»
digest-needs-more = И ещё отстают: { $n }
digest-unanswered = Пока без пояснений: { $names }
digest-missed =
    { $n ->
        [one] Пропущен { $n } звонок
        [few] Пропущено { $n } звонка
       *[many] Пропущено { $n } звонков
    }
digest-plan = План за { $period }: { $fact } из { $plan }, темп { $pace }, к концу выйдет { $run_rate }
digest-plan-over = План за { $period }: { $fact } из { $plan }, это { $pace }
digest-channel-best = Лучше всех окупается { $name }: вложено { $spend }, ROMI { $romi }
digest-channel-worst = В минусе { $name }: вложено { $spend }, ROMI { $romi }
digest-since = Со сводки за { $period } изменилось: { $changes }
digest-changed = { $name } { $then } → { $now }
digest-fresh = Данные на { $moment }
digest-stale = Данные на { $moment }: свежих не было, цифры неполные
digest-no-data = Данных ещё не было

## letters: what they are called, and the day by chat
letter-start-of-day = напоминание о начале дня
letter-pace = напоминание о темпе
letter-norm-met = слово о норме
letter-day-card = карточка дня
letter-day-report = отчёт дня
letter-digest-day = сводка дня
letter-digest-week = сводка недели
letter-delivery-failed = сообщение о недоставке
letter-import-report = отчёт о загрузке
letter-source-trouble = слово о сбое источника
letter-source-well = слово о том, что источник снова отвечает
letter-source-broken = { $name }: данные не приходят с { $since }.
letter-source-heals = Как только источник ответит, напишем ещё раз. Ничего не потеряется: всё пропущенное дочитаем.
letter-source-again = { $name }: данные снова приходят. Не было с { $since }, пропущенное дочитано.
nudge-since-today = с { $at }
nudge-since-yesterday = со вчерашнего дня
nudge-since-day = с { $day }
day-of-sellers = План и отчёт дня есть у тех, кто продаёт. Вам: /team и /digest.
plan-title = { $day }: план
plan-norm = { $kpi }: { $norm }
plan-promised = На сегодня вы записали: { $text }
plan-as-asked = Беру нормы дня
button-agreed = Беру
button-own-plan = Свой план
ask-plan = Напишите план на сегодня одной-двумя фразами.
ask-reason = Что помешало? Напишите одной-двумя фразами: это увидит руководитель.
ask-tomorrow = Что главное на завтра? Одна-две фразы, утром напомню.

## the chat: digests
digests-title = Сводки
digests-own = Вам
digests-line = { $name }: вечером { $evening }, за неделю { $monday } ({ $zone })
digests-never = не приходит
digests-no-account = · не в чате
digests-failed = Не дошло
digests-failed-one = { $name }: { $kind }, { $at }, { $reason }
digests-all-arrived = За две недели дошли все сообщения.
failed-blocked = бот заблокирован
failed-gone = чата больше нет
failed-quiet = чат не принимает сообщений
failed-unreachable = Telegram не отвечал
failed-unknown = неизвестно, дошло ли
failed-refused = Telegram не принял
failed-broken = ошибка программы
button-digest-evening = Вечерняя
button-digest-monday = За неделю
button-digest-never = Не присылать
ask-digest-evening = Когда присылать вечернюю сводку? Можно написать своё время, например 18:45.
ask-digest-monday = Когда присылать сводку за неделю в понедельник? Можно написать своё время.
time-unreadable = Не понимаю время «{ $typed }». Например: 18:30.
digest-of-heads = Сводки получают руководители.
digest-not-a-head = { $name } никем не руководит, сводка не придёт.
digest-set = Сводки: { $whom } вечером { $evening }, за неделю { $monday }
list-evening = вечером
list-monday = за неделю

## the chat: reminders
notices-quiet = Тихие часы: { $first }–{ $last }
notices-no-quiet = Тихих часов нет
notices-rings-3 = Напоминания: до трёх в день
notices-rings-1 = Напоминания: только самое важное, одно в день
notices-rings-0 = Напоминания: выключены, карточка и отчёт приходят
notices-hushed =
    { $n ->
        [one] По вашей просьбе молчу: { $n } норма
        [few] По вашей просьбе молчу: { $n } нормы
       *[many] По вашей просьбе молчу: { $n } норм
    }
notices-ask = Сколько напоминать и когда молчать? Часы можно написать: 21:00-09:00.
button-notices = Напоминания
button-rings-3 = До трёх
button-rings-1 = Одно
button-rings-0 = Ни одного
button-undo-hushes = Снова напоминать обо всём
quiet-unreadable = Не понимаю часы «{ $typed }». Например: 21:00-09:00.

## the chat: the day in the menu
menu-plan = /plan — план дня
menu-report = /report — отчёт дня, уже написанный
menu-digest = /digest — кому и когда приходят сводки
command-plan = план дня
command-report = отчёт дня
command-digest = сводки: кому и когда
digest-set-usual = Обычное время сводок изменено.
digest-which = Укажите --at 18:30, --monday 09:00 или оба.
role-needs-postgres = Роль { $role } нужна нескольким процессам, а они делят PostgreSQL: задайте TAKT_DATABASE_URL или запустите takt run без роли.
role-web-needs-url = Роли web нужен TAKT_PUBLIC_URL: по нему Telegram и CRM присылают события.
