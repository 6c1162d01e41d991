
## settings and keys
setting-data-dir = { $name }: a folder that can be written to is needed.
setting-database-url = { $name }: an address like postgresql+asyncpg://… or sqlite+aiosqlite:///… is needed.
setting-secret-key = { $name }: Fernet keys separated by commas are needed, each 32 bytes in base64.
setting-clock = { $name }: a moment with its offset is needed, such as 2024-03-12T09:00:00+03:00, and maybe a speed up to 600: …+03:00/60.
setting-log = { $name }: this is text or json.
setting-unknown = { $name }: there is no such setting. { $meant } looks like it.
settings-out-of-reach = The settings file { $path } of the current folder is out of reach: { $why }. Give rights to the folder and the file, or start Takt from another folder.
settings-not-text = The settings file { $path } cannot be read: it has to be text in UTF-8.
keys-out-of-reach = The folder of keys { $path } is out of reach: { $why }. Give access to it or name another TAKT_DATA_DIR.
keys-broken = The key file { $path } is damaged. Put it back from a copy: what it has encrypted cannot be read without it.

## presentation: figures
value-missing = —
value-yes = yes
value-no = no
figure-point = .
figure-group = ,
figure-money = { $sign }{ $amount }
figure-money-code = { $code }{"\u00A0"}{ $amount }
figure-rate = { $percent }%
figure-hours = { $hours }{"\u00A0"}h{"\u00A0"}{ $minutes }{"\u00A0"}min
figure-minutes = { $minutes }{"\u00A0"}min{"\u00A0"}{ $seconds }{"\u00A0"}s
figure-seconds = { $seconds }{"\u00A0"}s
figure-days = { $days }{"\u00A0"}d
figure-day = { $year }-{ $mm }-{ $dd }
figure-day-short = { $mm }-{ $dd }
figure-moment = { $day }{"\u00A0"}{ $clock }
period-year = { $year }
period-month = { $month } { $year }
period-day = { $day }{"\u00A0"}{ $month } { $year }
period-days = { $first }–{ $last }{"\u00A0"}{ $month } { $year }
period-months = { $first }{"\u00A0"}{ $month } – { $last }{"\u00A0"}{ $until } { $year }
period-as-of = as of { $day }
period-years = { $first } – { $last }
period-week = week { $week }, { $year }
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-of = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

## presentation: reports and their views
report-kpi = KPIs
report-team = Team
report-funnel = Funnel
report-deals = Open deals
report-calls = Calls
report-roi = Return on spend
report-goals = Development goals
report-rules = Rules
report-plan = Plan and fact
view-cohort = by creation date
view-entry-cohort = by stage entry date
view-flow = flow
view-snapshot = now in stages
roi-cash = by payment date
roi-cohort = by lead date

## the chat: development goals
answer-in-words = Please answer in text: stickers, voice and files mean nothing here.
button-back = ← Back
button-cancel = Cancel
goals-title = Development goals
goals-closed-title = Closed goals
goals-title-of = { $title }: { $name }
goals-empty = No open goals. Set the first one: what will be better in 1, 3, 6 or 12 months?
goals-none-of = No open goals.
goals-closed-none = No closed goals yet.
goals-team-title = Goals of the team
goals-team-nobody = You have nobody else yet.
goals-of-person = { $name }: { $goals }
goals-count =
    { $n ->
        [0] no goals
        [one] { $n } goal
       *[other] { $n } goals
    }
goals-behind =
    { $n ->
        [one] { $n } behind
       *[other] { $n } behind
    }
goal-elapsed = { $expected } of the time gone
goal-shares = { $done } of the way in { $expected } of the time
goal-until = until { $day }
goal-closed-on = closed { $day }, { $verdict }
goal-reached = reached
goal-not-reached = not reached
goal-verdict-unknown = no verdict noted
goal-months-of =
    { $n ->
        [one] for { $n } month
       *[other] for { $n } months
    }
goal-months-short = { $n } mo.
goal-span = A goal { $months }: { $first } — { $last }
goal-left =
    { $n ->
        [one] { $n } day left
       *[other] { $n } days left
    }
goal-last-day = Today is the last day
goal-over = The time is over: say how it ended
goal-figures = Was { $start }, now { $now }, wanted { $target }
goal-figures-begun = { $start } at first, { $target } wanted
goal-stands = { $done } of the way done, { $expected } of the time gone: { $status }
goal-unchecked = No check-in with a number yet. { $expected } of the time gone
goal-without-number = A goal without a number: check-ins tell how it goes. { $expected } of the time gone
goal-said = What happened
goal-check-line = { $day } · { $text }
goal-comment-line = { $day } · { $by }: “{ $text }”
goal-said-more = and earlier: { $n } more
goal-ask-text = What is to get better? Write the goal in one line, such as “Hold more meetings”.
goal-ask-months = By when?
goal-ask-aim = Is there a number? Write from what to what: “from 10 to 20”. If there is none, choose “No number”.
goal-ask-sure = Check that all is right:
goal-aim = From { $start } to { $target }
goal-aim-none = No number
goal-ask-check = How is the goal going? Write a number, it becomes the present one, or a few words.
goal-ask-comment = Write a comment. Whoever has the goal and their head will see it.
goal-ask-end = How did the goal “{ $text }” end?
goal-aim-unreadable = “{ $typed }” is not clear. Two numbers are needed: “from 10 to 20”. Or press “No number”.
goal-gone = This goal is no longer there. The others are in /goals.
goal-ended-already = The goal “{ $text }” is closed already. Its history is in /goals.
goal-too-many = There are { $most } open goals already. Close some, then we set a new one.
goal-told-set = The goal is set.
goal-told-checked = Noted.
goal-told-comment = The comment is noted.
goal-told-reached = The goal is reached, congratulations.
goal-told-closed = The goal is closed.
button-goal-new = New goal
button-goals-closed = Closed: { $n }
button-goals-open = Open ones
button-goals-team = Team goals
button-goals-own = My goals
button-goal-check = Check in
button-goal-close = Close
button-goal-comment = Comment
button-goal-answer = Answer
button-goal-no-aim = No number
button-goal-sure = Set the goal
button-goal-reached = Reached
button-goal-not-reached = Not reached

## the chat: absences
away-title = When you will be away
away-title-of = Away: { $name }
away-empty = Nothing is planned.
away-line = { $days } — { $kind }
away-ask-kind = Note a new one? What is it?
away-heading = You will be away: { $kind }
away-ask-days = Which days? Choose or write, such as “from 1 to 15 July”.
away-today = Today, { $days }
away-tomorrow = Tomorrow, { $days }
away-week = To the end of the week, { $days }
away-understood =
    { $n ->
        [one] Understood: { $days }, { $n } day.
       *[other] Understood: { $days }, { $n } days.
    }
away-ask-whose = Who will be away?
away-nobody-else = You have nobody else yet.
away-told-set = Noted: { $days }. No norm counts on these days.
away-told-dropped = The absence is cancelled.
away-days-unreadable = The days “{ $typed }” are not clear. For example: “tomorrow”, “from 1 to 15 July”, “01.07–15.07”.
away-too-far = That is too far ahead: two years at most.
away-too-old = What is more than a month ago is noted by your head.
away-gone = This absence is no longer there. What is left is in /away.
button-away-cancel = Cancel { $days }
button-away-sure = All right
button-away-others = For somebody
button-away-own = My absences

## the chat: the day card
today-morning = Good morning, { $name }
today-day = Good afternoon, { $name }
today-evening = Good evening, { $name }
today-night = Hello, { $name }
today-begins = { $day }. The day begins at { $at }
today-until = { $day }, until { $at }
today-over = { $day }. The working day ended at { $at }
today-off-vacation = You are on vacation until { $until }, have a good rest.
today-off-sick = You are on sick leave until { $until }, get well soon.
today-off-day-off = You have a day off until { $until }, have a rest.
today-off-holiday = A holiday today, have a rest.
today-off-weekend = A free day today, have a rest.
today-norm = { $kpi }: { $fact } of { $norm }
today-norm-pace = { $kpi }: { $fact } of { $norm }, pace { $pace }
today-norms-more = and { $n } more norms
today-no-norms = No norms today.
today-missed =
    { $n ->
        [one] { $n } client waits for a call: { $who }
       *[other] { $n } clients wait for a call: { $who }
    }
today-nobody-waits = Nobody waits for a call.
today-stalled =
    { $n ->
        [one] { $n } deal stands still
       *[other] { $n } deals stand still
    }
today-team = Team
today-expected =
    { $n ->
        [one] { $n } manager works today
       *[other] { $n } managers work today
    }
today-nobody-expected = Nobody works today.
today-not-started =
    { $n ->
        [one] Not begun yet: { $names }
       *[other] Not begun yet: { $names }
    }
today-behind =
    { $n ->
        [one] Behind: { $names }
       *[other] Behind: { $names }
    }
today-away =
    { $n ->
        [one] Away: { $names }
       *[other] Away: { $names }
    }
today-team-calm = Everybody keeps the pace.
today-team-missed =
    { $n ->
        [one] { $n } client of the team waits for a call
       *[other] { $n } clients of the team wait for a call
    }
today-more = and { $n } more
today-stale = Data of { $moment }: nothing newer yet.
button-today = Today
button-team-calls = Team calls
button-team-deals = Team deals

## the chat: settings
settings-title = Settings
settings-language = Language: { $language }
settings-company = Company: { $company }
settings-zone = Time zone: { $zone }, { $now } now
settings-ask-language = Which language shall we speak?
settings-ask-company = Which company shall we speak of?
settings-ask-zone = Choose, or write a city, such as “Tyumen”.
settings-told-language = We speak English now.
settings-told-zone = The time zone is { $zone } now. Your days go by it from { $day } on.
zone-city-unknown = No city “{ $typed }” is known. Write a big city near by, or a zone such as Europe/Moscow.
language-ru = Russian
language-en = English
zone-europe-kaliningrad = Kaliningrad
zone-europe-moscow = Moscow
zone-europe-samara = Samara
zone-asia-yekaterinburg = Yekaterinburg
zone-asia-omsk = Omsk
zone-asia-krasnoyarsk = Krasnoyarsk
zone-asia-irkutsk = Irkutsk
zone-asia-yakutsk = Yakutsk
zone-asia-vladivostok = Vladivostok
zone-asia-magadan = Magadan
zone-asia-kamchatka = Kamchatka
button-settings = Settings
button-language = Language
button-company = Company
button-zone = Time zone
button-away = Absences
button-my-data = About me
menu-language = /language — the language
command-language = the language

## the chat: what is stored about me
kept-title = What is stored about you
kept-line = { $name }: { $n }, { $first } — { $last }
kept-line-day = { $name }: { $n }, { $first }
kept-line-undated = { $name }: { $n }
kept-roles = Roles and teams
kept-identities = Numbers and addresses
kept-logins = Accounts of the chat
kept-zones = Time zones
kept-calls = Calls
kept-activities = Letters, meetings, tasks
kept-deals = Deals
kept-moves = Moves of deals
kept-income = Revenue of deals
kept-facts = Numbers by day
kept-norms = Own norms
kept-plans = Own plans
kept-hours = Own working hours
kept-absences = Absences
kept-goals = Goals
kept-goal-notes = Check-ins and comments
kept-day-notes = Your words about days
kept-checks = Looks at your pace
kept-hushes = Reminders you put off
kept-preferences = Your choice about reminders
kept-letters = Messages of the bot
kept-digest-times = Times of your digests
kept-looks = Looks at your figures
kept-phones = Of phone numbers only the last digits are shown, in the file too.
kept-looks-title = Who looked at your figures
kept-look =
    { $n ->
        [1] { $at } · { $by }: { $what }
       *[other] { $at } · { $by }: { $what }, { $n } times
    }
kept-nobody-looked = Nobody but you.
kept-file = All that is stored about you. Any editor opens the file.
button-take-away = Download

## the chat: screens of reports
report-rows = List
report-title = { $title } · { $whom }
report-figure = { $name }: { $value }
report-when = { $days } · { $fresh }
fresh-today = data as of { $clock }
fresh-day = data as of { $day } { $clock }
fresh-stale = data of { $day }, not updated for long
fresh-never = no data yet
nothing-yet = No data yet: it will come with the first import.
nothing-found = Nothing in this period. Try another one.
nothing-kpi = No figures in this period. Try another one.
nothing-deals = No open deals.
nothing-calls = No calls in this period. Try another one.
nothing-rules = No rules yet.
nothing-goals = No goals yet.
nothing-plan = No plans for this period.
nothing-rows = Empty: not one record in this period.
and-more = {" "}and { $n } more
button-period = 📅 { $days } ▾
button-views = 🔀 { $view } ▾
button-picture = 📊 Picture
button-numbers = 🔢 Figures
button-whom = 👤 About whom
button-how = How counted?
button-file = 📄 As a file
button-rows = Show the records
button-to-figures = ← To the figures
button-to-team = ← Team
button-page-back = ← Back
button-page-on = { $n } more →
button-chosen = ✓ { $text }
button-plan = Plan
button-by-person = By person
button-by-whole = All KPIs
button-by-team = By team
button-by-day = By day
button-by-week = By week
button-by-month = By month
button-by-stage = By stage
button-by-source = Sources
button-by-product = Products
button-by-channel = By channel
button-by-campaign = Campaigns
button-calls-all = All
button-calls-missed = Missed
button-calls-long = Long
button-whole-company = Whole company
button-whole-team = { $team }, whole
span-today = Today
span-yesterday = Yesterday
span-week = Week
span-last-week = Last week
span-month = Month
span-last-month = Last month
span-quarter = Quarter
span-year = Year
span-thirty = 30 days

## the chat: choosers
periods-which = Which period?
periods-hint = Or type it after the command:
periods-example-words = /{ $command } last week
periods-example-days = /{ $command } 01.10-15.10
periods-example-name = /{ $command } Ivanov yesterday
whom-of = About whom?
whom-hint = A name can be typed after the command, too: last, first or short.
views-which = What to count, and how?
short-funnel-cohort = By creation
short-funnel-entry-cohort = By entry
short-funnel-flow = Flow
short-funnel-snapshot = Now
short-roi-cash = By payment
short-roi-cohort = By lead
short-calls-total = calls
short-calls-connected = talks
short-talk-time = time
short-score = norms
short-week = from { $day }
short-day = { $day } { $weekday }

## the chat: KPIs, team, funnel, return
kpi-group-calls = Calls
kpi-group-messages = Messages and meetings
kpi-group-deals = Deals and money
kpi-group-day = The day
kpi-group-own = Own KPIs
kpi-pace = { $figures } · pace { $pace }
kpi-at-most = { $name }: { $fact }, norm at most { $norm }
kpi-by-clock = { $name }: { $fact }, norm { $norm }
kpi-no-norms = No norms for this time: this is what was done.
kpi-too-early = Too early to speak of pace.
kpi-all-kept = Everything is on pace.
kpi-behind = On pace: { $n } of { $all }. Behind: { $names }.
kpi-idle = Without figures: { $names }.
kpi-zeros = Zero: { $names }.
kpi-not-known = No data: { $names }.
team-leads = Ahead: { $names }, { $by } { $value }
team-below =
    { $n ->
        [one] Well below the norms: { $n } person, { $names }. Ask how to help.
       *[other] Well below the norms: { $n } people, { $names }. Ask how to help.
    }
team-legend = Talks · time · won · revenue
team-away = away
team-score = {" "}· norms { $score }
team-figures = { $talks } · { $time } · { $won } · { $revenue }
team-rank = {" "}· { $name } { $value }
funnel-weak = Weak step: “{ $before }” → “{ $after }”, { $rate } pass
funnel-weak-mark = {" "}⚠️
funnel-crowded =
    { $n ->
        [one] Most stand in “{ $stage }”: { $n } deal
       *[other] Most stand in “{ $stage }”: { $n } deals
    }
funnel-of-closed = Won of those closed in the period: { $rate }
funnel-unripe =
    { $n ->
        [one] { $n } deal is left out: too little time has passed. Choose an earlier period.
       *[other] { $n } deals are left out: too little time has passed. Choose an earlier period.
    }
funnel-share = { $rate } of open deals
funnel-steps = ↓ { $previous } · of the first { $first }
funnel-entered = entered { $n }
funnel-open = now { $n }
funnel-usual = usually { $time }
funnel-row = created { $created } · won { $won } · { $rate }
funnel-rest = lost { $lost } · open { $open }
funnel-counts = created { $created } · won { $won }
ripe-yes = Ripeness { $rate }: the period is ripe, conclusions hold.
ripe-soon = Ripeness { $rate }: still ripening, the result will grow.
ripe-no = Ripeness { $rate }: too early to judge, many deals are on their way.
roi-best = Brings most of the paid: { $name }, +{ $money }
roi-worst = Loses money: { $name }, −{ $money }
roi-no-spend = No ad spend, so no return of channels can be counted.
roi-by-revenue = Margin is not known, counted by revenue.
roi-flow = { $spend } → { $gain } · ROMI { $rate }
roi-counts = leads { $leads }, sales { $won }, CPL { $cpl }
roi-free = leads { $leads }, sales { $won }, no costs
roi-cash-note = By payment date: some sales come from leads of earlier periods.

## the chat: deals, calls, rules, how it is counted
deal-number = No. { $number }
deal-came = in the stage since today, { $age } old
deal-age = { $age } old
deal-stands = { $days } in the stage, { $age } old
deal-stalled = ⚠️ { $why }
advice-closing-date-passed = → move the date or close the deal
advice-too-long-in-stage = → set the next step with a date
advice-no-activity = → call or write to the client
calls-signs = ↗ outgoing · ↙ incoming · ✖ missed
calls-local = Calls stand by the clock of the manager.
sign-in = ↙
sign-out = ↗
sign-internal = ↔
sign-missed = ✖
no-answer = no answer
call-returned = {" "}· called back at { $clock }
call-not-returned = {" "}· not called back
rule-asked = • { $kpi }: { $target }
rule-source = { $days }, since { $since }, { $because }
rule-set-by = { $source }, set by { $name }
plan-pace = pace { $value }
plan-ends = will end at { $value }
plan-done = the plan is reached
plan-needed = { $value } needed per working day
goal-line = { $status }, due { $due }
how-title = How it is counted
how-period = Period: { $days }
how-zone = Time zone: { $zone }
how-clock = As of: { $moment }
how-import = Last import: { $moment }
how-shown = In the report: { $rows }
how-count = { $name } { $value }
how-counted = Counted: { $counted }
how-nothing-left-out = Everything is in, nothing was left out.
how-left-out = • { $reason } — { $n }
rows-which = Which records to show?
rows-none = These numbers have no list of their own: the records stand in the report itself.
column-at = When
column-kind = What
column-callback-at = Called back at
column-lost-reason = Reason of the loss
status-open = open
status-won = won
status-lost = lost
activity-email = letter
activity-message = message
activity-proposal = proposal
activity-presentation = presentation
activity-meeting = meeting
activity-task = task
activity-note = note

## presentation: words of values
missing-person = no manager
missing-team = no team
missing-stage = no stage
missing-pipeline = no pipeline
missing-channel = not known
missing-source = not known
missing-campaign = not known
missing-product = not named
missing-other = not named
whole-company = whole company
direction-in = incoming
direction-out = outgoing
direction-internal = internal
stalled-too-long-in-stage = too long in stage
stalled-no-activity = no activity
stalled-closing-date-passed = closing date passed
status-ahead = ahead
status-on = on track
status-behind = behind
status-no-data = no data
status-closed = closed
away-yes = away
because-company = for the whole company
because-team = team { $team }
because-person = personal
weekday-any = working days
weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun

## presentation: tables
table-total = Total
table-value = Value
table-metric = Metric
table-count = Count
table-reason = Reason
table-no-rows = No data for this period.
table-fresh = Data as of { $moment }, { $zone }
table-no-data-in = No data: { $columns }
table-zeros-in = All zero: { $columns }
table-excluded = Left out and why:
table-definitions = How it is counted:
table-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
sheet-about = How it is counted
sheet-company = Company
sheet-period = Period
sheet-zone = Time zone
sheet-fresh = Data as of
sheet-view = View
sheet-meaning = Meaning

## presentation: charts
chart-no-data = No data
chart-no-data-hint = There is nothing to show for this period. Try another one.
chart-more = { $n } more
chart-earlier = earlier: { $n } more
chart-fresh = Data as of { $moment }
chart-excluded = { $n ->
    [one] { $n } row left out
   *[other] { $n } rows left out
}
chart-funnel-won = { $created ->
    [one] { $rate } won: { $won } of { $created } deal
   *[other] { $rate } won: { $won } of { $created } deals
}
chart-funnel-closed = { $closed ->
    [one] { $rate } won: { $won } of { $closed } closed deal
   *[other] { $rate } won: { $won } of { $closed } closed deals
}
chart-funnel-open = { $n ->
    [one] { $n } deal open now
   *[other] { $n } deals open now
}
chart-funnel-count = { $count } · { $rate }
chart-funnel-step = ↓ { $rate }
chart-funnel-legend = deals, share of the first stage; arrow: of the previous
chart-funnel-of = { $won } of { $created } · { $rate }
chart-total = { $metric }: { $value }
chart-norms-met = { $who }: on pace in { $n } of { $all }
chart-people-met = { $n ->
    [one] { $metric }: { $n } of { $all } keeps pace
   *[other] { $metric }: { $n } of { $all } keep pace
}
chart-of-norm = { $fact } of { $norm }
chart-place = { $place }. { $name }
chart-legend-norm = norm
chart-legend-fact = fact
chart-legend-plan = plan
chart-legend-done = done
chart-legend-due = expected to date
chart-legend-below = behind the norm
chart-legend-far-below = below 80% of the norm
chart-legend-behind = behind schedule
chart-legend-created = created
chart-legend-won = won
chart-legend-spend = ad spend
chart-legend-margin = margin
chart-legend-loss = not earned back
chart-legend-revenue = revenue
chart-legend-stalled = stalled
chart-legend-moving = moving
chart-roi-title = { $spend } spent, ROMI { $romi }
chart-roi-no-cost = Costs are not known, revenue { $revenue }
chart-roi-title-revenue = { $spend } spent, ROMI by revenue { $romi }
chart-roi-romi = ROMI { $romi }
chart-roi-note = { $spend }{"\u00A0"}→{"\u00A0"}{ $gain }
chart-plan-of = { $fact } of { $plan }
chart-plan-pace = pace { $pace }
chart-plan-needed = { $needed } needed each working day
chart-plan-title-one = { $metric }: pace { $pace }
chart-plan-title = { $n ->
    [one] { $n } plan of { $all } is on schedule
   *[other] { $n } plans of { $all } are on schedule
}
chart-deals-title = { $n ->
    [one] { $n } deal of { $all } is stalled
   *[other] { $n } deals of { $all } are stalled
}
chart-deals-fine = Nothing is stalled: { $all } open
chart-calls-title = Connected calls: { $n } of { $all }
chart-call-missed = not answered
chart-calls-of = { $n } of { $all }
chart-goals-title = { $n } of { $all } on track or ahead
chart-goal-range = { $start }{"\u00A0"}→{"\u00A0"}{ $now }{"\u00A0"}→{"\u00A0"}{ $target }
chart-goal-due = due { $day }
chart-score-met = { $n ->
    [one] { $n } of { $all } keeps the norm
   *[other] { $n } of { $all } keep the norm
}
chart-rule-from = from { $day }
chart-rules-title = { $n ->
    [one] { $n } rule
   *[other] { $n } rules
}

## presentation: labels of columns
column-person = Manager
column-person-id = Person id
column-team = Team
column-day = Day
column-week = Week
column-month = Month
column-stage = Stage
column-pipeline = Pipeline
column-source = Source
column-channel = Channel
column-campaign = Campaign
column-product = Product
column-medium = Medium
column-calls-total = Calls
column-calls-out = Outgoing
column-calls-in = Incoming
column-calls-connected = Connected
column-calls-missed = Missed
column-talk-time = Talk time
column-quality-talks = Quality talks
column-first-call-at = First call
column-last-call-at = Last call
column-day-start = Day start
column-day-end = Day end
column-emails = Emails
column-messages = Messages
column-proposals = Proposals
column-presentations = Presentations
column-meetings = Meetings
column-tasks-done = Tasks done
column-tasks-overdue = Tasks overdue
column-leads-new = New leads
column-deals-won = Deals won
column-deals-lost = Deals lost
column-revenue = Revenue
column-margin = Margin
column-average-deal = Average deal
column-win-rate = Win rate
column-first-response = First response
column-missed-callback = Callback
column-norms = Norms
column-norm = Norm
column-fact = Fact
column-pace = Pace
column-score = Norms met
column-place = Place
column-rank = Ranked by
column-away = Away
column-view = View
column-entered = Entered
column-reached = Reached
column-conversion-from-previous = From previous
column-conversion-from-first = From first
column-open-now = Open now
column-share-of-open = Share of open
column-time-median-s = Usual time in stage
column-time-p75-s = 75% pass within
column-returns = Returns
column-stages = Stages
column-created = Created
column-won = Won
column-lost = Lost
column-open = Open
column-cohort-win-rate = Won of created
column-cycle-median-days = Cycle, median, days
column-cycle-mean-days = Cycle, mean, days
column-ripeness = Ripeness
column-external-id = Id
column-client = Client
column-age-days = Age, days
column-in-stage-days = In stage, days
column-amount = Amount
column-stalled-because = Why stalled
column-stalled = Stalled
column-started-at = Started
column-direction = Direction
column-connected = Connected
column-wait = Wait
column-phone = Phone
column-recording = Recording
column-spend = Ad spend
column-marketing = Other marketing
column-leads = Leads
column-qualified = Qualified
column-new-customers = New customers
column-department-cost = Department cost
column-cpl = CPL, cost of a lead
column-cpo = CPO, cost of a sale
column-cac = CAC full
column-cac-marketing = CAC marketing
column-romi = ROMI
column-romi-revenue = ROMI by revenue
column-roi = ROI full
column-text = Goal
column-horizon-months = Horizon, months
column-start = Was
column-start-on = From
column-goals = Goals
column-rules = Rules
column-plans = Plans
column-target = Target
column-now = Now
column-due-on = Due
column-status = Status
column-kpi = KPI
column-weekday = Weekdays
column-from = From
column-to = To
column-set-by = Set by
column-because = Why
column-plan = Plan
column-expected-to-date = Expected to date
column-run-rate = Run rate
column-needed-per-day = Needed a day

## presentation: what the numbers mean
define-calls-total = Every external call of the person in their local day, outgoing and incoming, with any outcome. Internal calls are out; a call belongs wholly to the day it began.
define-calls-out = External calls begun by the employee, with any outcome. The day is the person's local day; internal calls are out.
define-calls-in = External calls from clients, missed ones too. The day is the person's local day; internal calls are out.
define-calls-connected = External calls answered by a human, with talk at or over the company's threshold (any length until one is set). Voicemail and menus are no answer.
define-calls-missed = Incoming external calls nobody answered within the company's working hours, where the client waited 5 seconds or more. After-hours and shorter ones are shown apart, among what was left out.
define-talk-time = How long people talked with clients, without ringing, menus and waiting; internal calls are out.
define-quality-talks = External talks at or over the company's threshold (usually 60 seconds). Shorter ones are out.
define-first-call-at = The first external call of the person's local day that was outgoing or answered. For one day it is the time of that call, for several the median time of day; days without calls are out.
define-last-call-at = The last external call of the person's local day that was outgoing or answered. For one day it is the time of that call, for several the median time of day; days without calls are out.
define-day-start = The first real work of the day: a connected outgoing call, a letter or message sent, a meeting, a deal moved to another stage. Earlier than 2 hours before the shift does not count; over several days, the median time.
define-day-end = The last real work of the day: a connected outgoing call, a letter or message sent, a meeting, a deal moved to another stage. Over several days, the median time.
define-emails = Letters sent to clients, by the person's local day. Incoming ones are out.
define-messages = Messenger messages sent to clients, by the person's local day. Incoming ones are out.
define-proposals = Proposals sent to clients, by the person's local day.
define-presentations = Presentations held, by the person's local day.
define-meetings = Meetings held, by the person's local day.
define-tasks-done = Tasks done, by the person's local day on which they were done.
define-tasks-overdue = Tasks past their date and not done. While nothing delivers such data, there is no number.
define-leads-new = Deals created on the day, one per contact within 30 days: repeated requests are out. The day is the company's local day.
define-deals-won = Deals won, by closing date, in the company's local day. Credited to whoever owned the deal at closing.
define-deals-lost = Deals lost, by closing date, in the company's local day. Credited to whoever owned the deal at closing.
define-revenue = Money from clients without VAT, in the company's currency at the rate of its own day: by payments, by what is paid in the deal, or by the amount of won deals, as the company chose. A refund is subtracted on its day; the day is the company's local day.
define-margin = Revenue less the cost of what was sold, without VAT. Where the cost is not known the company's usual margin stands in; without that there is no number.
define-average-deal = The average amount of a won deal without VAT, in the company's currency, by closing date. Deals without an amount are out.
define-win-rate = Deals won divided by deals won and lost together, by closing date. Open deals are out.
define-first-response = Median working time from a lead's arrival to the first outgoing touch or answered call. Leads made by an answered call and leads with no answer are out.
define-missed-callback = Median working time from a missed call to our own first talk with that number, within 7 days. Clients who got through by themselves or were not called back are out.
define-norms = The person's norms: what is asked for a day, what is done, and the pace.
define-norm = How much of the KPI is asked of the person for the period: the daily norm for each of their working days. Days off and absence are out, a shortened day counts in part.
define-fact = How much was done in the period, counted as the KPI itself.
define-pace = Fact divided by what is due by this moment at an even pace. 100% is exactly on schedule; days off, lunch and absence neither speed it up nor slow it down.
define-score = How far the norms are met by this moment: the mean over the person's KPIs, all of equal weight. 100% means everything goes by the norms; without norms there is no number.
define-place = The place by the chosen KPI: equal values share it and the next one is skipped. Whoever was away the whole period is shown as away, not last.
define-away = The person was away on every working day of the period: vacation, sick leave or day off. No rule punishes it.
define-view-cohort = Deals created in the period and what became of them by the moment of the report. A skipped stage counts as passed; a young period is unripe, look at the ripeness.
define-view-entry-cohort = Deals that first entered a stage in the period and were watched for the whole horizon: how many went further within it. Younger ones are out and counted apart.
define-view-flow = First entries into stages in the period, whichever deals they were. Different deals stand above and below, so more than 100% is possible.
define-view-snapshot = Open deals by stage at the moment of the report. This is not conversion: closed deals and those gone further are not seen.
define-view = Which deals and money stand in the rows of the report.
define-entered = How many deals were in this stage; a second entry of the same deal is not counted.
define-reached = How many deals came to this stage or further in the same pipeline. A skipped stage counts as passed, a move to another pipeline is not a loss.
define-conversion-from-previous = Deals that reached the stage divided by those that reached the one before. Compare only within one view of the funnel.
define-conversion-from-first = Deals that reached the stage divided by those that reached the first stage of the pipeline.
define-share-of-open = Open deals of this stage divided by all open deals of the pipeline. It is a picture of the board, not conversion.
define-open-now = Open deals standing in the stage at the moment of the report.
define-time-median-s = The usual time of a deal in the stage: half passed sooner. All its visits are added up; deals still in the stage are out.
define-time-p75-s = Three deals of four passed the stage within this time. Deals still in the stage are out.
define-returns = How many times deals came back to a stage where they had been.
define-stages = The stages of this row, with the same numbers as in the report by stage.
define-created = Deals by the day of creation, in the company's local day.
define-won = Deals won. In the views by creation and by lead date, of those that came in the period; in the flow and by payment date, those closed in the period.
define-lost = Deals lost. In the view by creation date, of those created in the period; in the flow, those closed in the period.
define-open = Deals open at the moment of the report. In the view by creation date, of those created in the period.
define-cohort-win-rate = Deals won divided by all deals created in the period. While the deals are unripe the number is too low.
define-cycle-median-days = Days from creation to winning of deals won in the period: half closed sooner. Deals without one of the dates are out.
define-cycle-mean-days = The mean number of days from creation to winning of deals won in the period. Forgotten deals move it, so the median stands beside it.
define-ripeness = The share of the period's deals older than the time within which three won deals of four close. Periods of unlike ripeness are not compared.
define-age-days = Calendar days from the deal's creation to the moment of the report.
define-in-stage-days = Calendar days since the deal last entered its present stage, or since its creation if it has not moved yet.
define-amount = The amount of the deal as the CRM has it, in its own currency.
define-stalled-because = Why the deal counts as stalled: it is in the stage longer than usual, nothing happens in it, or its closing date has passed. A dash means all is well.
define-phone = The last four digits of the client's number. The whole number is opened by right, and that is recorded.
define-connected = A human answered and the talk was at or over the company's threshold.
define-wait = How long an answer was waited for: from the start of the call to the answer, or to its end where nobody answered.
define-spend = Advertising costs of the period without the VAT that the row names, in the company's currency at the rate of their own day.
define-marketing = Other marketing costs of the period: all that is neither advertising nor the department.
define-leads = Deals created, one per contact within 30 days. Repeated requests stand among what was left out.
define-qualified = Leads that came to the stage the company marked as qualified. While no stage is marked there is no number.
define-new-customers = Contacts whose first won deal falls into this report: a client is new once. Where there is no contact, the deal itself is counted.
define-department-cost = What the sales department costs: pay, telephony, workplaces. It is shared between channels by their leads.
define-cpl = Ad spend divided by leads. Without spend there is no number.
define-cpo = Ad spend divided by deals won. Without spend or sales there is no number.
define-cac = Ad spend, other marketing and department cost divided by new customers.
define-cac-marketing = Ad spend and other marketing divided by new customers. Department cost is out.
define-romi = Margin less ad spend, divided by ad spend. For a channel without spend, and while the margin is not known, there is no number.
define-romi-revenue = Revenue less ad spend, divided by ad spend. The cost of goods is not in it, so it is not compared with ROMI.
define-roi = Revenue less the cost of goods and all costs, divided by the cost of goods and all costs: ads, marketing and the department. This is the full form of ROI.
define-roi-cash = Money by the date of payment and costs by their own date. Among the period's sales are clients brought earlier.
define-roi-cohort = Leads that came in the period and all the money they brought by the moment of the report. A young period is unripe.
define-start = The number from which the goal began.
define-target = The value aimed at: the norm of a day for a rule, the final number for a goal.
define-now = The number told at the last check-in.
define-due-on = The last day of the goal: as many calendar months later as was chosen.
define-because = For whom the rule is set: the whole company, a team, or the person. The one closest to the person is in force.
define-status = The share of the way gone beside the share of the time gone: within 10 points is on track, more is ahead or behind.
define-plan = How much of the KPI is set for the period.
define-expected-to-date = The part of the plan due by this moment at an even pace over working days. Days off are out, a shortened day counts in part.
define-run-rate = How the period will end at the same speed: fact divided by the working days gone and multiplied by all of them.
define-needed-per-day = What is left to the plan divided by the working days left; 0 when the plan is met. When no days are left, there is no number.

## presentation: what was left out
excluded-internal-calls = internal calls between employees
excluded-after-hours-missed = missed calls outside working hours
excluded-short-missed = missed calls that waited less than 5 seconds
excluded-incoming-activities = incoming letters and messages
excluded-lost-without-history = lost deals without stage history: only what their dates prove is counted
excluded-won-without-history = won deals without stage history: all stages are counted, the time in them is not known
excluded-open-without-dates = open deals without dates: they belong to no period
excluded-finished-without-creation = closed deals without a creation date
excluded-closed-without-date = closed deals without a closing date
excluded-closed-before-created = deals closed before they were created: their length is not counted
excluded-open-with-closing-date = open deals with a closing date: they stay open, the date is an expectation
excluded-no-rate = money in a currency without a rate
excluded-repeat-leads = repeated requests of the same contact
excluded-cost-unknown = sales without a cost of goods: not in the margin
excluded-margin-by-default = sales where the company's usual margin stands in
excluded-unripe = deals watched for less than the horizon
excluded-entry-time-unknown = deals whose time of entering the stage is not known
excluded-without-amount = won deals without an amount
excluded-no-contact = deals without a contact: repeats among them are not seen
excluded-unmatched-extensions = calls of extensions that belong to nobody
excluded-unfinished-import = rows of an import that is not finished
excluded-revenue-without-date = money without a date
excluded-department-cost-unshared = department cost with nothing to share it by: no leads

## presentation: language
language-unknown = There is no language { $language } yet. There are: { $known }.

## time and reference

country-unknown = There is no country “{ $country }” here. Use its two-letter code, such as RU or KZ.

## presentation: dates of spreadsheets
sheet-day-format = yyyy-mm-dd
sheet-moment-format = yyyy-mm-dd hh:mm

## files: what is refused whole
file-empty = “{ $name }” is empty: there is no table in it.
file-other-kind = “{ $name }” is { $what }, not a table. Send a CSV or XLSX file.
file-binary = “{ $name }” is neither text nor an Excel workbook. Send a CSV or XLSX file.
file-old-excel = “{ $name }” is a workbook of an old Excel, or has a password. Save it as .xlsx without a password.
file-macros = “{ $name }” holds macros. Save the workbook as .xlsx, without them.
file-broken = “{ $name }” is damaged and cannot be unpacked. Save or download it again.
file-unsafe = “{ $name }” is not built the way Excel workbooks are, and opening it is risky. Save the table anew as .xlsx or CSV.
file-too-big = “{ $name }” unpacks to more than { $limit } MB. Split it into parts.
file-too-long = The file has more than { $limit } rows. Split it into parts.
file-too-wide = The table has more than { $limit } columns. Keep only those you need.
file-sparse = The sheet of { $rows } × { $columns } cells is almost empty. Delete what stands right of the table and below it.
kind-unknown = There is no kind “{ $kind }”. There are: { $kinds }.
field-missing = No column found for { $fields }. The file has: { $headings }. Name the right one in the --map file, section [columns].
field-unknown = There is no field “{ $field }”. There are: { $fields }.
heading-unknown = The file has no column “{ $heading }”. It has: { $headings }.
heading-doubled = There are two different columns “{ $heading }”. Rename one of them.
column-ambiguous = Column “{ $column }” can be read in two ways: { $cell }. Choose the notation in the --map file, section [formats]: { $field } = "{ $one }" or "{ $other }".
column-mixed = Some dates in column “{ $column }” are turned round: it seems the table was opened in the Excel of another country. Dates such as { $cell } stayed text. Export the file again and do not save it over.
map-broken = The --map file cannot be read: mistake in line { $line }.
map-quotes = The --map file, line { $line }: put a name that is not in Latin letters into quotes.
map-encoding = The --map file has to be in UTF-8; line { $line } is not.
map-section = There is no section “{ $section }” in a --map file. There are: { $sections }.
map-type = “{ $name }” in the --map file: text, a number or a list is needed here.
map-format = The notation “{ $format }” of { $field } is not known. A date: "%d.%m.%Y %H:%M". A sum: "1 234,56". A duration: "s", "ms", "%H:%M".
map-default = The value “{ $cell }” does not fit { $field } in the section [defaults].
map-too-big = The --map file is too large to be a mapping.

## files: why a row is refused
row-quotes = A quote is opened and never closed.
row-too-long = The line is too long.
row-too-few =
    { $cells ->
        [one] The row has { $cells } cell
       *[other] The row has { $cells } cells
    }, the table { $headings } columns.
row-too-many =
    { $cells ->
        [one] The row has { $cells } cell
       *[other] The row has { $cells } cells
    }, the table { $headings } columns. Put text that holds a separator into quotes.
cell-needed = “{ $column }”: empty, but this field is needed.
cell-number = “{ $column }”: { $cell } is not a number.
cell-out-of-range = “{ $column }”: { $cell } is out of all reason.
cell-spreadsheet-error = “{ $column }”: { $cell } is a formula's error in the table.
cell-shortened = “{ $column }”: { $cell } was shortened by a spreadsheet, its last digits are lost. Make the column text and export again.
cell-date = “{ $column }”: there is no such date as { $cell }.
cell-date-far = “{ $column }”: the year of { $cell } is outside 1990–2100.
cell-duration = “{ $column }”: { $cell } is not a duration between zero and seven days.
cell-currency = “{ $column }”: the currency { $cell } is not known. A code is needed, such as EUR.
cell-word = “{ $column }”: the word { $cell } is not known. There are: { $words }. Translate it in the --map file, section [values.{ $field }].
cell-too-long = “{ $column }”: the text is too long: { $cell }

## upkeep
database-damaged = The database is damaged, and I leave it alone. Put its files aside and bring back a copy: takt restore COPY. takt doctor shows what is sound.
database-busy = Somebody else has been writing to the database for over 30 seconds. Try again a little later; if that does not help, stop other takt processes.
database-readonly = The database cannot be written to. Give the user that runs Takt rights to its file and folder.
database-away = The database is out of reach. Check TAKT_DATABASE_URL and TAKT_DATA_DIR: whether the server runs, the name and password are right, and there are rights. More: takt doctor.
database-newer = A newer Takt has already changed this database (schema { $revision }). Install it, or bring back a copy made before: takt restore COPY.
database-older = The database's schema is older than the program. Bring it up to date with takt migrate, then try again.
database-strange = This database holds another program's tables. Name another one for Takt in TAKT_DATABASE_URL or TAKT_DATA_DIR.
database-missing = There is no database yet: { $path }. There is nothing to copy.
disk-full = The disk has no room or does not answer. Make room and try again: what was stored before is whole.
disk-short = The disk of { $path } has { $free } MB free, and { $needed } MB are needed. Make room or choose another folder.
folder-unwritable = The folder { $path } cannot be written to: { $why }. Give rights or choose another folder.
keys-missing = Phone numbers are encrypted with a key that is not here. Bring back the folder keys this database worked with, or the former TAKT_SECRET_KEY.
keys-other = The phone key in the folder keys is not this database's: old and new numbers would not know each other. Bring back the folder keys it worked with.
migrated = The database's schema is now { $revision }.
migrated-before = The database's schema is current already: { $revision }.
backup-done = The copy is written: { $path } ({ $size } MB). It holds { $companies ->
    [one] { $companies } company
   *[other] { $companies } companies
} and { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}. Only you can read it.
backup-without-keys = The copy holds no keys. Keep the folder { $path } apart from it: without the keys nobody reads the phone numbers in the copy.
backup-exists = The file { $path } is there already. Choose another name, or add --force to replace it.
backup-not-here = { $path } is a folder or the database itself. Choose another name for the copy.
backup-missing = There is no file { $path }.
backup-unreadable = The file { $path } cannot be read: { $why }.
backup-strange = This is not a copy of Takt's. A file made by takt backup is needed.
backup-damaged = The copy is damaged, and nothing was changed. Take another one.
backup-newer = A newer Takt has made this copy, and nothing was changed. Install it and try again.
restore-done = The database is restored from { $path }: { $companies ->
    [one] { $companies } company
   *[other] { $companies } companies
}, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}.
restore-brought-up = The copy had the old schema { $before }; it has been brought up to { $revision }.
restore-same-keys = The copy held no keys, but the phone key here is the same one: everything can be read.
restore-without-keys = The copy holds no keys. If its numbers are needed, bring back the folder { $path } of that installation.
restore-other-keys = The copy holds no keys, and the phone key here is another one or missing. Put that installation's keys into { $path } before calls are imported: otherwise old and new numbers will not know each other.
restore-over = The database already has { $companies ->
    [one] { $companies } company
   *[other] { $companies } companies
}. Make a copy (takt backup), and add --force to replace them.
restore-over-unreadable = The present database cannot be read or is not ours. Put its file aside, or add --force to replace it.
doctor-grade-ok = ok
doctor-grade-look = look
doctor-grade-trouble = trouble
doctor-well = Takt is well.
doctor-unwell = There is trouble: do what is said and run takt doctor again.
doctor-folder = The data folder { $path } can be written to.
doctor-no-folder = There is no data folder { $path } yet; the first call makes it.
doctor-disk = The disk of { $path } has { $free } MB free.
doctor-disk-full = The disk of { $path } has { $free } MB left. Make room before imports stop.
doctor-sqlite = The database is SQLite { $version }: { $where }.
doctor-postgresql = The database is PostgreSQL { $version }: { $where }.
doctor-no-database = There is no database yet: the first call makes it, such as takt company add. Its place: { $path }.
doctor-not-a-database = The file { $path } is not a SQLite database. Takt will not touch it: move it away or name another TAKT_DATA_DIR; takt restore brings back a copy.
doctor-database-unreadable = The database file { $path } cannot be read: { $why }. Give rights to the user that runs Takt.
doctor-schema = The schema is current: { $revision }.
doctor-no-schema = There are no tables yet: the first call or takt migrate makes them.
doctor-old-schema = The schema { $revision } is older than the program ({ $head }). Make a copy and bring it up to date: takt migrate.
doctor-sound = Every page of the database is sound.
doctor-wal = Reports and writing do not hinder each other (WAL journal).
doctor-no-wal = The database's journal is { $mode }: reports will wait for writing. Move the database to a local disk.
doctor-keys = The keys are in place and fit the database: { $path }. Keep a copy of them apart from copies of the database.
doctor-no-keys = There are no keys yet: the first import makes them in { $path }.
doctor-keys-lost = There are no keys in { $path }, and numbers in the database are locked with them. Bring back the folder keys from your copy, and import nothing before that.
doctor-keys-exposed = Others can read the key { $path }: chmod 600 { $path }.
doctor-clock = The clock says { $now } UTC.
doctor-trial = A trial's time by TAKT_CLOCK: { $now } UTC.
doctor-clock-behind = { $company }: the clock says { $now }, and the last import was at { $at }. Check the machine's clock or TAKT_CLOCK.
doctor-letters-waiting = { $count ->
    [0] No message waits.
    [one] { $count } message is due and waits its turn. If the number stays, see whether takt run works.
   *[other] { $count } messages are due and wait their turn. If the number stays, see whether takt run works.
}
doctor-letters-failed = { $count ->
    [one] { $count } message of the last 30 days did not arrive
   *[other] { $count } messages of the last 30 days did not arrive
}: the chat was closed to the bot, or Telegram refused. Somebody whose chat is closed has to write to the bot; their head has been told.
doctor-letters-uncertain = Of { $count ->
    [one] { $count } message
   *[other] { $count } messages
} of the last 30 days nobody knows whether it arrived: the bot was killed or cut off while sending. If there are more by the day, see what ends takt run.
doctor-work-dead = { $count ->
    [one] { $count } piece of work was given up
   *[other] { $count } pieces of work were given up
} after eight tries. Which: takt jobs list. Try again: takt jobs requeue. Let go: takt jobs drop.
doctor-no-company = There are no companies yet. Add one: takt company add "Name" --timezone Europe/Moscow --currency RUB.
doctor-nobody = { $company }: nobody is here yet. Add people: takt person add or takt import people.
doctor-people = { $company }: { $count ->
    [one] { $count } person
   *[other] { $count } people
}.
doctor-unlisted = { $company }: { $count ->
    [one] a name from files is not confirmed
   *[other] names from files ({ $count }) are not confirmed
}: { $names }. Confirm: takt person add.
doctor-fresh = { $company }: the data are of { $at }.
doctor-stale = { $company }: the data are old, the last import was at { $at }. Bring new ones: takt import.
doctor-never-imported = { $company }: nothing has been imported yet. Begin with takt import.
doctor-source-fresh = { $company }, source { $name }: read up to { $at }.
doctor-source-stale = { $company }, source { $name }: read only up to { $at }. Read what is new: takt sync { $name }.
doctor-source-unread = { $company }, source { $name }: connected, but not read to the end yet. Read it: takt sync { $name }.
doctor-source-trouble = { $company }, source { $name }: not read as it should be since { $since }. What happened: takt sources. Try now: takt sync { $name }.
doctor-source-lost = { $company }, source { $name }: does not let us in since { $since }. What happened: takt sources. Then connect it anew: takt connect.
doctor-unfinished = { $company }: { $count ->
    [one] an import was cut short
   *[other] imports were cut short
}: { $names }. Repeat it, nothing will double.
doctor-pending = { $company }: { $count ->
    [one] { $count } recount is not finished
   *[other] { $count } recounts are not finished
}. The next import or report finishes it.
doctor-stages-guessed = { $company }: the order of stages was guessed from the histories of deals: { $names }. Tell it in [stages] of the import map.
doctor-unmatched = { $company }: calls of extensions that are nobody's: { $names }. Tell whose: takt person set NAME --extension NUMBER.
doctor-no-revenue = { $company }: there { $count ->
    [one] is { $count } won deal
   *[other] are { $count } won deals
}, and what counts as revenue is not chosen. Import money or choose: takt company set revenue won.

## work that was given up
work-check = look at the norms
work-again = reminder in an hour
work-day-card = day card
work-refresh = update after an import
work-day-report = report of the day
work-digest-day = digest of the day
work-digest-week = digest of the week
work-failed = word about a letter that did not arrive
work-none-dead = No work was given up.
work-requeued = { $count ->
    [0] No work was given up.
    [one] { $count } piece of work is in the queue again. If its time is over, it will be skipped.
   *[other] { $count } pieces of work are in the queue again. Those whose time is over will be skipped.
}
work-dropped = { $count ->
    [0] No work was given up.
    [one] { $count } piece of work is let go, it will not be done.
   *[other] { $count } pieces of work are let go, they will not be done.
}
work-not-dead = There is no dead work with the number “{ $number }”. What there is: takt jobs list.
work-which = Give the number of the work from takt jobs list, or --all, not both.
list-work = Work

## command line and reports
trouble-unexpected = Unexpected trouble ({ $kind }). Your data is safe: what had begun was undone. Details are in { $path }
report-needs-out = { $format } is not for a screen. Name a file: --out report.{ $format }
file-unwritable = { $path } could not be written. { $why }
file-unreadable = { $path } could not be read. { $why }
report-unknown = There is no report “{ $report }”. There are: { $known }
horizon-odd = A horizon is 1 to 3650 days, not { $days }.
period-unknown = The period “{ $period }” is not clear. For example: yesterday, last week, October, Q3 2026, 2026-11-01..2026-11-15.
as-of-unknown = The moment “{ $moment }” is not clear. For example: 2026-11-23 (the end of that day) or 2026-11-23T09:00:00+03:00.
person-and-team = Choose one: a person or a team.
by-unknown = This report cannot be laid out by “{ $by }”. It can by: { $known }
option-without-effect = { $option ->
    [by] The option --by
    [view] The option --view
    [rank] The option --rank
   *[other] The option --{ $option }
  } changes nothing in this report. Leave it out.
view-unknown = There is no view “{ $view }”. There are: { $known }
rank-unknown = People cannot be ranked by “{ $rank }”. They can by: { $known }
company-unknown = There is no company “{ $name }”. The list: takt company list
company-none = There is no company yet. Add the first: takt company add "Acme" --timezone Europe/London --currency GBP --language en
company-which = There are several companies: { $names }. Name one: --company NAME
zone-unknown = There is no time zone “{ $zone }”. It takes a name such as Europe/Moscow.
currency-unknown = There is no currency “{ $currency }”. It takes a code of three letters, such as EUR.

## import: the report
import-kind-unknown = There is no such kind of file: “{ $kind }”. There are: { $known }
import-reading = Reading { $name }
import-done = { $name }: { $read ->
    [one] { $read } row
   *[other] { $read } rows
  }. New: { $added }, changed: { $changed }, as they were: { $unchanged }, skipped: { $skipped }, refused: { $refused }.
import-would = { $name }, tried without storing: { $read ->
    [one] { $read } row
   *[other] { $read } rows
  }. New: { $added }, to change: { $changed }, as they were: { $unchanged }, skipped: { $skipped }, refused: { $refused }.
import-refused-line = {"  "}line { $line }: { $reason }
import-refused-more = {"  "}and { $more } more. All of them: --format json
import-unknown-manager = New names ({ $count }): { $names }. They are kept as people without a role.
import-unknown-extension = Extensions and ids that are nobody’s ({ $count }): { $names }. Say whose: takt person set NAME --extension NUMBER
import-unknown-product = Products met for the first time ({ $count }): { $names }
import-unknown-source = Sources met for the first time ({ $count }): { $names }
import-unknown-status = Unknown statuses ({ $count }): { $names }. Those deals are kept as open.
import-revenue-chosen = Revenue is now { $basis ->
    [payments] the sum of payments
    [paid] what deals say was paid
   *[won] the amount of won deals
  }. To change it: takt company set revenue payments, paid or won
import-revenue-offered = Better data has come: { $basis ->
    [payments] payments
   *[paid] what deals say was paid
  }. To count revenue by it: takt company set revenue { $basis }
import-of-owners = “{ $value }”: only an owner appoints owners and whoever leads the whole company
import-name-empty = there is no name
import-zone-unknown = there is no time zone “{ $value }”
import-period-unknown = the period “{ $period }” is not clear
import-kpi-unknown = there is no KPI “{ $kpi }”
import-rate-not-positive = the rate { $rate } must be above zero

## organisation: what cannot be done
name-empty = A name is needed: at least one letter or digit.
name-long = Too long: { $longest } characters at most.
day-unreadable = “{ $typed }” is no day. A date with its year is needed: 2026-12-31 or 31.12.2026, or today, tomorrow.
weekday-unreadable = “{ $typed }” are no weekdays. For example: mon,tue or mon-fri.
zone-unreadable = There is no time zone “{ $typed }”. A name such as Europe/Moscow is needed.
person-unknown = Nobody is called “{ $typed }”. All names: takt person list.
person-unknown-near = Nobody is called “{ $typed }”. Close to it: { $names }.
person-several = “{ $typed }” may be { $names }. Please say more of the name.
person-already = { $name } is on the list already. Change it with takt person set.
person-left = { $name } does not work here any more. Take them back with takt person add.
person-set-nothing = What shall change? Name a role, a team, a head, a zone or a number.
person-or-team = Either a person or a team, not both.
team-unknown = There is no team “{ $typed }”. takt person add … --team makes one.
team-unknown-near = There is no team “{ $typed }”. Close to it: { $names }.
team-several = “{ $typed }” may be { $names }. Please give the whole path.
team-deep = Too deep: teams nest { $most } levels at most.
role-unknown = There is no role “{ $typed }”. There are: { $known }.
role-needed = Name a role: --role { $known }.
head-needs-team = Which team does { $name } head? Add --team.
telegram-unreadable = “{ $typed }” is no Telegram account number. Digits only.
extension-unreadable = “{ $typed }” is too long for an extension.
email-unreadable = “{ $typed }” does not look like an e-mail. An address such as ivan@example.com is needed.
phone-unreadable = “{ $typed }” does not look like a phone number. For example: +7 916 123-45-67.
crm-id-unreadable = “{ $typed }” is too long for a number in the CRM.
leave-too-far = That is too far ahead: the last day is within a year.
leave-before-hire = { $name } does not work here yet on that day. Please check the date.
invite-without-role = { $name } has no role yet, so there is nothing to be invited to. Give one: takt person set … --role.
company-already = There is a company “{ $name }” already.
company-key-unknown = There is no setting “{ $typed }”. There are: { $known }.
company-value-unknown = { $key }: “{ $typed }” does not fit. Possible: { $possible }.
company-zone-fixed = The company's zone cannot change any more: calls and deals stand on days by it. A person may get a zone of their own on any day.
company-currency-fixed = The currency cannot change any more: sums are stored in it.
kpi-unknown = There is no KPI “{ $typed }”. All keys: takt kpi list.
kpi-unknown-near = There is no KPI “{ $typed }”. Close to it: { $names }.
kpi-key-unreadable = “{ $typed }” does not fit as a key. Small Latin letters, digits and _ are needed, 2 to 41 characters, a letter first.
kpi-key-taken = The key { $key } is taken by Takt itself. Choose another one.
kpi-unit-unknown = There is no unit “{ $typed }”. There are: { $known }.
formula-too-long = The formula is too long.
formula-not-arithmetic = “{ $what }” in the formula cannot be counted. KPI keys, numbers, the signs +, -, *, / and brackets are possible.
formula-unknown-kpi = The formula names a KPI that is not there: { $what }. All keys: takt kpi list.
formula-no-kpi = The formula names no KPI. For example: meetings / calls_connected.
formula-bad-number = The number { $what } does not fit into a formula.
target-number = { $kpi }: “{ $typed }” is no number. For example: 50 or 12.5.
target-money = { $kpi }: “{ $typed }” is no sum. For example: 150000 or 1,200.50.
target-duration = { $kpi }: “{ $typed }” is no duration. For example: 2:00:00, 90m or 120s.
target-clock = { $kpi }: “{ $typed }” is no time of day. For example: 09:00.
target-rate = { $kpi }: “{ $typed }” is no rate. For example: 25%.
hours-unreadable = “{ $typed }” are no hours. The start and the end of one day are needed: 09:00-18:00, or off.
hours-off-which = Which days are free? Name them: --weekday sat,sun.
hours-off-lunch = A free day has no lunch: leave --lunch out.
lunch-unreadable = “{ $typed }” is no lunch. 13:00-14:00 is needed.
lunch-outside = The lunch “{ $typed }” sticks out of the working hours.
away-turned = The last day is before the first. Please check --from and --to.
away-too-long = An absence of more than three years cannot be noted. Please check the dates.
away-kind-unknown = There is no reason “{ $typed }”. There are: { $known }.
away-none = { $name } has no absence that begins on that day.
holiday-already = { $day } is a day off already.
holiday-none = { $day } is no holiday anyway.
shorter-unreadable = “{ $typed }” is no length. By how much the day is shorter: 1:00 or 30m.
shorter-free = { $day } is not a usual working day, so it cannot be shortened.
shorter-too-much = { $day } is not that long. Make it a day off: takt holiday add.
year-unknown = Years go from { NUMBER($first, useGrouping: 0) } to { NUMBER($last, useGrouping: 0) }.
goal-months = A goal lasts so many months: { $known }.
goal-too-far = A goal begins within a year.
goal-already = { $name } has this goal already.
goal-number = “{ $typed }” is no number. For example: 12 or 12.5.
goal-unknown = There is no open goal “{ $typed }”. All goals: takt goal list.
goal-several = “{ $typed }” stands in several goals: { $names }. Please give the number.
goal-closed = The goal “{ $text }” is closed already.

## organisation: what is done
company-added = The company “{ $name }” is added: { $zone }, { $currency }, { $country }.
company-changed = { $name }: { $key } = { $value }.
role-manager = manager
role-head = head
role-owner = owner
role-admin = admin
person-stands = { $name }: { $roles }, { $team }.
person-stands-from = { $name }: { $roles }, { $team }, from { $day }.
person-head = The team “{ $team }” is headed by { $head }.
person-head-made = The team “{ $team }” is headed by { $head }, now on the list too.
person-matched = Past calls and deals have found their owner: { $name }. The days are counted again.
person-account-moved = The Telegram account now speaks for { $name }; it spoke for { $other } before.
person-has-left = { $name } does not work here any more. The last day is { $day }; the history stays.
person-will-leave = { $name } works here until { $day } inclusive.
person-invited = A code for { $name }, for one use and until { $until }. Send the bot: /start and the code.
person-unlisted = in the data, not added
person-bound = in Telegram
person-unbound = no Telegram
person-until = until { $day }
norm-set = Norm: { $kpi } — { $target } a working day, { $whom }, from { $day }.
norm-set-weekdays = Norm: { $kpi } — { $target }, { $weekdays }, { $whom }, from { $day }.
norm-from-month = It holds from the beginning of the month; for another day say --from DATE.
hours-set = { $whom }, { $weekdays }: { $hours }.
hours-by-default = by default
absence-vacation = vacation
absence-sick = sick leave
absence-day-off = day off
hours-off = day off
hours-with-lunch = { $hours }, lunch { $lunch }
away-set = { $name }, { $kind }: { $days }.
away-cancelled = { $name }: the absence is gone.
holiday-added = { $day } is a day off.
holiday-removed = { $day } is a working day.
holiday-shortened = { $day } is shorter by { $by }.
holiday-country-off = holiday
holiday-country-work = working day moved by the country
holiday-own-off = the company's day off
holiday-own-work = the company's working day
holiday-own-short = shortened day, shorter by { $by }
kpi-added = The KPI “{ $name }” is added: { $key } = { $formula }.
kpi-changed = The KPI “{ $name }” is changed: { $key } = { $formula }.
goal-added = A goal for { $name } until { $due }: “{ $text }”. Number { $id }.
goal-checked = { $name }, “{ $text }”: { $way }.
goal-ended = { $name }: the goal “{ $text }” is closed.

## the chat: sent files
kind-people = people
kind-deals = deals
kind-stages = moves between stages
kind-calls = calls
kind-activities = touches: letters, meetings, tasks
kind-costs = costs
kind-plans = plans
kind-rates = exchange rates
kind-payments = payments
field-aliases = other names
field-amount = amount
field-answered = answered
field-at = when
field-by = moved by
field-campaign = campaign
field-category = kind of cost
field-channel = channel
field-clicks = clicks
field-client = client
field-closed-at = closed
field-contact-id = contact number
field-cost = cost of goods
field-created-at = created
field-crm-id = number in the CRM
field-currency = currency
field-date = date
field-deal-id = deal number
field-direction = direction
field-email = e-mail
field-entered-at = moved at
field-extension = extension
field-external-id = number
field-head = head
field-hired-at = works since
field-impressions = impressions
field-kind = kind
field-kpi = KPI
field-leads = leads by the ad system
field-left-at = left
field-lost-reason = why lost
field-manager = manager
field-medium = traffic type
field-name = name
field-orders = orders by the ad system
field-paid = paid
field-paid-at = paid at
field-period = period
field-person = person
field-phone = phone
field-pipeline = pipeline
field-product = product
field-rate = rate
field-recording = recording
field-revenue = revenue by the ad system
field-role = role
field-source = source
field-stage = stage
field-started-at = start
field-status = outcome
field-talk-seconds = talk
field-target = plan
field-team = team
field-timezone = time zone
field-vat = VAT
field-wait-seconds = wait
sent-word-open = open
sent-word-won = won
sent-word-lost = lost
sent-word-email = letter
sent-word-message = message
sent-word-proposal = proposal
sent-word-presentation = presentation
sent-word-meeting = meeting
sent-word-task = task
sent-word-note = note
sent-word-ads = ads
sent-word-marketing = marketing
sent-word-payroll = payroll
sent-word-telephony = telephony
sent-word-tools = tools
sent-word-other = other
sent-word-payment = payment
sent-word-refund = refund
sent-is = These are { $kind }.
sent-may-be = Not sure, but it looks like { $kind }.
sent-rows = { $rows ->
    [one] { $number } row.
   *[other] { $number } rows.
  }
sent-broken = { $rows ->
    [one] { $rows } cannot be read.
   *[other] { $rows } cannot be read.
  }
sent-columns = What the columns are
sent-column = { $heading } → { $field }
sent-more = and { $count } more
sent-unused = Not taken: { $names }
sent-first-rows = First rows
sent-which = What is in this file?
sent-unknown-kind = I cannot tell what table this is. Columns: { $names }. What is in it?
sent-doubt = Column “{ $column }” reads in two ways: { $cell }. Which one is right?
sent-day-first = Day first
sent-month-first = Month first
sent-point = Decimals after a point
sent-comma = Decimals after a comma
sent-begun = Loading.
sent-progress = Loading: { $done } of { $of }.
sent-settling = The rows are in, counting the figures again.
sent-left = All right, I leave this file. It is forgotten already.
sent-forgotten = I do not have this file: it came in already, or a day has passed. Send it again if you need it.
sent-of-heads = Files are loaded by heads and admins. Your figures: /kpi.
sent-of-arrangers = The list of people is loaded by the owner or an admin: it gives roles and teams.
sent-too-big = The file is over { $limit } MB, and Telegram will not hand it over. Pack it as .gz or split it.
sent-not-fetched = Telegram did not hand the file over. Send it again.
sent-not-a-table = I understand text, buttons and tables: send CSV or XLSX as a file.
sent-not-text = I understand text and buttons only.
file-not-kept = The file cannot be kept: { $why }. Tell your admin.
sent-done = Done. The file held { $kind }.
sent-count-read = Rows read: { $count }
sent-count-added = New: { $count }
sent-count-changed = Changed: { $count }
sent-count-unchanged = Unchanged: { $count }
sent-count-skipped = Skipped: { $count }
sent-count-refused = Refused: { $count }
sent-refused-line = Line { $line }: { $reason }
sent-refused-more = and { $count } more, in the file below
sent-all-refused = { $count ->
    [one] { $count } row was refused.
   *[other] { $count } rows were refused.
  }
sent-line = Line
sent-reason = Why it was refused
sent-new-manager = New names, { $count }: { $names }. Say who they are.
sent-new-extension = Numbers of nobody, { $count }: { $names }. Give them to people in /people.
sent-new-product = Products met for the first time, { $count }: { $names }
sent-new-source = Sources met for the first time, { $count }: { $names }
sent-new-status = Strange statuses, { $count }: { $names }. Such deals came in as open.
chat-field-missing = Columns are missing: { $fields }. The file has: { $headings }. Choose another kind or rename a column.
chat-column-ambiguous = Column “{ $column }” reads in two ways: { $cell }. Export it in another notation.
chat-cell-word = “{ $column }”: I do not know the word { $cell }. There are: { $words }.
chat-import-revenue-chosen = Revenue is now { $basis ->
    [payments] the sum of payments
    [paid] what is paid on deals
   *[won] the amount of won deals
  }.
chat-import-revenue-offered = Better data has come: { $basis ->
    [payments] payments
   *[paid] what is paid on deals
  }. An admin can switch to it.
button-sent-load = Load
button-sent-leave = Not this
button-sent-kinds = Something else
button-unknown = Who is it?

## the chat: norms
norms-title = What is asked of a day
norms-none = No norms yet.
norms-own = Your norms for today
norms-own-none = No norms for you yet.
norms-own-rules = Where each number comes from: /rules.
norms-of-heads = Norms are set by heads. Yours: /norms.
norm-title = { $kpi }, { $whom }
norm-when = { $weekday }, from { $day }
norm-of-team = team { $team }
norm-which-kpi = Which KPI?
norm-which-whom = For whom?
norm-type = How much a day? Type it, for example: { $sample }
norm-sample-number = 40
norm-sample-clock = 09:00
norm-sample-duration = 2:00:00
norm-sample-rate = 25%
norm-sample-money = 150000
norm-since-month = It will hold from the beginning of this month.
norm-since-today = It will hold from today.
norm-now-set = Done, the norm is set.
norm-gone = There is no such norm any more.
norm-removing = Remove it? Past days will be without it too.
norm-removed = The norm is removed: { $kpi }, { $whom }.
button-norms-menu = Norms
button-people-menu = People
menu-files = To load data, send a CSV or XLSX file here.
button-norms = All norms
button-norm-new = + Set a norm
button-norm-change = Change
button-norm-remove = Remove
button-norm-remove-yes = Yes, remove
button-norm-from-today = From today
button-norm-from-month = From the 1st
button-sure = Yes

## the chat: people
people-title = People: { $count }
people-unknown = Names from files that nobody has placed: { $count }
people-of-heads = The list of people is for heads and admins.
people-not-yours = The owner or an admin decides here.
people-not-oneself = You cannot end your own work.
people-owner = Only an owner names an owner.
people-whole = Only the owner appoints an owner or the head of the whole company. Choose a team.
people-name-known = The name “{ $name }” is in the data already. The owner or an admin says whose it is.
person-team = Team: { $team }
person-called = Numbers: { $names }
person-no-role = no role
person-not-arranged = The owner or an admin can change this.
person-changed = Done.
person-added = Done, the person is added. Now invite them.
person-matched-short = Done. Earlier calls and deals have found their owner.
person-which-roles = Which roles? Press to turn one on or off.
person-roles-none = Choose one role at least. To end the access, go back and press “Leaving”.
person-which-team = To which team?
person-no-teams = No teams yet. A file of people makes them, or the admin of the server.
person-which-day = Which day is the last?
invite-sure = Make an invite link for { $name }? The earlier link will stop working.
invite-made = Invite: { $name }
invite-how = Forward this text in private. The link opens once.
invite-letter = { $name }, this is an invite to Takt, the helper of the sales department of “{ $company }”. Open the link on your phone and press Start. It waits until { $until }.
invite-code = { $name }: a code for one use, until { $until }. Send the bot /start and the code.
roles-sure = { $name }: from now on { $roles }. Right?
team-sure = Move { $name } to team “{ $team }” from today?
leave-sure = { $name }: the last day is { $day }. After it access ends, the history stays. Right?
leave-type = { $name }: type the last day, for example 31.12.2026.
extension-type = { $name }: type the extension.
extension-sure = { $name }: extension { $extension }. Calls of nobody from this number will be theirs. Right?
hire-name = What is the new person called? Type the full name.
hire-role = As what?
hire-team = In which team?
hire-sure = Add { $name }, { $role }, { $team }?
names-which = These names were met in files. Who are they?
names-none = All names from files are placed.
names-numbers = Numbers and codes of nobody, { $count }: { $names }. Open a person and give them the number.
name-who = This name was met in files. Who is it?
name-whose = Which of them?
name-sure = Is “{ $name }” { $person }? All calls and deals under this name, past and future, will go to this person.
name-now = Done: “{ $name }” is { $person }. The figures are counted again.
name-placed = This name has been placed already.
button-people = All people
button-hire = + Add
button-invite = Invite
button-invite-again = Invite anew
button-roles = Roles
button-team-of = Team
button-extension = Extension
button-leave = Leaving
button-roles-done = Done
button-other-day = Another day
button-share = Forward
button-name-known = Already listed
button-name-new = Somebody new
chat-person-already = { $name } is on the list already.
chat-person-left = { $name } does not work here any more.
chat-invite-without-role = { $name } has no role yet, so there is nothing to invite to. Give a role first.
chat-role-needed = Give a role first.
chat-name-empty = A name needs at least one letter or digit. Type it again.
person-invited-link = { $name }: a link for one use, until { $until }.

## organisation: lists
list-empty = Nothing here yet.
list-zone = Time zone
list-currency = Currency
list-country = Country
list-language = Language
list-name = Name
list-roles = Roles
list-called = Numbers
list-state = State
list-kpi = KPI
list-key = Key
list-unit = Unit
list-formula = Formula
list-target = Target
list-whom = For whom
list-weekday = Day
list-from = Since
list-hours = Hours
list-note = What it is
list-days = Days
list-reason = Reason
list-goal = Goal
list-way = Progress
list-due = Due
list-number = Number
list-source = Source
list-vendor = System
list-connected = Connected
list-what = Rows of
list-read-to = Read up to
list-rows = Rows
list-set-aside = Set aside
unit-count = pieces
unit-money = money
unit-seconds = time
unit-rate = share
unit-number = number
unit-moment = time of day

## what names no deal
excluded-payments-without-deal = payments for deals that have not come: they will count when the deal does
excluded-moves-without-deal = moves of deals that have not come: they will count when the deal does
column-currency = Currency

## the chat: settings of the program
setting-bot-token = { $name }: a token from BotFather is needed, such as 123456:ABC…
setting-bot-token-missing = A bot token is needed: ask @BotFather for one and put it into TAKT_BOT_TOKEN. Reports and imports work without it.
setting-bot-api-url = { $name }: an address like https://… is needed; http is for this machine only.
setting-public-url = { $name }: an address like https://… is needed; http is for this machine only.
setting-proxy = { $name }: an address like socks5://host:port or http://host:port is needed.
setting-web-host = { $name }: an address of this machine is needed, such as 127.0.0.1.
setting-web-port = { $name }: a port from 0 to 65535 is needed.
setting-allow-local-sources = { $name }: this is on or off.
telegram-token = Telegram does not accept the token. Check TAKT_BOT_TOKEN with @BotFather.
telegram-webhook = Telegram does not accept the address in TAKT_PUBLIC_URL: { $why }. It takes HTTPS with a valid certificate.
already-running = Takt already runs on the folder { $path }. Two bots on the same data would answer twice.
web-port-taken = The address { $host }:{ $port } cannot be used: { $why }. Name another port in TAKT_WEB_PORT.
demo-address =
    Demo: { $address }
    Open the address in a browser. Ctrl-C ends the show and leaves nothing behind.
demo-port-taken = Port { $port } is taken. Name another one: takt demo --port { $other }

## the chat: the door
chat-stranger = Hello. This is Takt, a sales department's companion. We have not met yet: ask your head for an invite link and open it on this phone.
chat-private-only = Figures are for private talks only: write to me in our own chat.
chat-lost = I did not get that. Here is what I can do:
chat-mistake = That did not work, and the mistake is ours: it is written down. Please try again a little later.
chat-slow-down = Too fast for me. Wait a few seconds, please.
chat-period-unknown = I did not get the period “{ $period }”. Try: yesterday, last week, October, 01.10-15.10.
nobody-found = Nobody was found. Check the name: a surname, a first name or a short form will do.
invite-unusable = This link does not work: it is good for one use within a week. Ask your head for a new one.
report-of-heads = This report is for heads.
no-figures-of-own = You have no figures of your own, and those of others are for their heads.
button-outdated = This button is out of date. Open the menu: everything there is fresh.
button-menu = ☰ Menu
welcome-title = Glad to meet you, { $name }
welcome-company = You are in the company “{ $company }”.
welcome-collected = What is collected: calls, letters, meetings and deals from the CRM and telephony. Private chats and private calls are not seen.
welcome-seen = Who sees it: you and your head. Who looked and when: /my_data.
welcome-seen-head = Who sees it: everyone their own, a head their team. Who looked and when: /my_data.
welcome-next = Where to begin:
menu-title = { $name } · { $company }
menu-kpi = /kpi — figures: fact, norm, pace
menu-today = /today — your day
menu-team = /team — who is where now
menu-funnel = /funnel — the funnel
menu-roi = /roi — what each channel brings
menu-deals = /deals — deals that need attention
menu-calls = /calls — calls
menu-goals = /goals — development goals
menu-norms = /norms — norms of the day
menu-rules = /rules — rules and where each number comes from
menu-away = /away — vacation, sick leave, day off
menu-people = /people — people and invites
menu-settings = /settings — language and company
menu-my-data = /my_data — what is stored about me and who looked
button-kpi = KPIs
button-team = Team
button-funnel = Funnel
button-roi = Return
button-deals = Deals
button-calls = Calls
button-goals = Goals
button-rules = Rules
command-kpi = figures: fact, norm, pace
command-today = your day
command-team = the team: who is where now
command-funnel = the funnel
command-roi = return on spend by channel
command-deals = deals that need attention
command-calls = calls
command-goals = development goals
command-norms = norms of the day
command-rules = rules and where numbers come from
command-away = vacation, sick leave, day off
command-people = people and invites
command-settings = language and company
command-my-data = what is stored about me
command-help = the menu
whom-which =
    { $n ->
        [one] { $n } person was found. Who is meant?
       *[other] { $n } were found. Who is meant?
    }

## sources: connecting and reading
connect-done = { $vendor }: the account “{ $title }” has answered. It is connected under the name { $name }.
connect-reads = May be read: { $kinds }.
connect-unread = May not be read: { $kinds }.
connect-lacks = The key lacks a right: { $right }.
connect-not-let-in = The account does not open with this key. Check the address and the key, and repeat.
connect-no-answer = Nobody answers at this address. Check the address and the network, and repeat.
connect-door = To hear of changes at once, name this address for deliveries at the source: { $address }SECRET, where SECRET is what you gave as --hook-secret.
connect-door-closed = What is new is read once a minute. To hear of changes at once, connect again with --hook-secret: the source will call us itself.
connect-next-rights = Give the key these rights at the source; the rest is read without them: takt sync { $name }.
connect-next = Now read it: takt sync { $name }. How it is read is shown by takt sources.
source-kind-people = employees
source-kind-stages = stages
source-kind-deals = deals
source-kind-moves = moves between stages
source-kind-calls = calls
source-kind-activities = letters, meetings, tasks
source-kind-costs = costs
source-right-users = to see employees; often only an administrator has it
source-right-user = to see employees
source-right-department = to see departments
source-right-leads-pipelines = to see pipelines and stages
source-right-leads = to see deals
source-right-leads-notes = to see notes and calls of deals
source-right-events = to see the history of events
source-right-filter = to filter lists; it is a matter of the plan
source-right-admin = that of an administrator; without it only a part of the deals is seen
source-right-crm = to read the CRM
source-right-telephony = to read calls of the telephony
source-right-task = to read tasks
source-past-unread = not read yet
sources-none = There are no sources yet. What there may be: takt connect --help.
sources-trouble = { $name }: trouble since { $since }. { $why }
sources-aside = { $name }: { $count ->
    [one] { $count } row could not be understood and is set aside
   *[other] { $count } rows could not be understood and are set aside
}: { $named }. They are tried again when they change at the source, or by takt sync --full.
sources-values = { $name }: { $count ->
    [one] an unknown value has come { $count } time
   *[other] unknown values have come { $count } times
}: { $named }. Rows with them are taken in.
sync-done = { $name }: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}. Added { $added }, changed { $changed }, unchanged { $unchanged }, erased { $erased }, set aside { $aside }.
sync-nothing = { $name }: nothing new.
sync-lacks = { $name }: the key has no right to this: { $kinds }. The rest has been read.
sync-trouble = { $name }: { $why }
sync-busy = { $name }: somebody is reading this source already. If a reading was cut off, repeat in five minutes.

## sources: what is wrong with them
source-access-lost = The source no longer accepts our key. Connect it anew.
source-unpaid = The source says that the account is not paid for. Data will come as soon as it is.
source-no-right = The key lacks rights. Give them in the source itself, or connect it with an administrator’s key.
source-moved = The account has moved to another address. Connect the source by its new address.
source-busy =
    { $minutes ->
        [one] The source asks us not to hurry. We go on from the same place in { $minutes } minute.
       *[other] The source asks us not to hurry. We go on from the same place in { $minutes } minutes.
    }
source-blocked =
    { $hours ->
        [one] The source has shut us out for a while. We leave it alone for { $hours } hour and ask again.
       *[other] The source has shut us out for a while. We leave it alone for { $hours } hours and ask again.
    }
source-down = The source does not answer. We try again by ourselves.
source-strange = The source gave an answer we cannot read. That part is set aside, the rest goes on.
source-unknown = There is no source “{ $name }” here. See which there are: takt sources.
source-need-unknown = The source has no field “{ $name }”. It has: { $known }.
source-need-missing = “{ $name }” is missing.
source-name-taken = Another account is connected as “{ $name }” already: { $title }. Give the new one a name of its own: --name.
source-known = The account “{ $title }” is connected already.
source-name-odd = The name of a source is up to 32 letters, digits, dots, dashes and underscores, without spaces; a letter or a digit comes first.
vendor-unknown = Takt does not work with this source yet. There are: { $known }.
address-unreadable = This is no address. Copy the whole of it, with https:// in front.
address-not-https = An address that begins with https:// is needed.
address-with-login = The address must hold no name and password with an @.
address-port = Port { $port } is closed for sources. The usual one, 443, is needed.
address-inner = This address leads into an inner network and not to the internet.
## Groups
group-title = The team's digest in this group
group-what = I will bring the picture of the team here: the day in the evening, the week on Monday. No names, nobody's own figures.
group-gets = The digest of the team “{ $team }” comes here now.
group-gets-whole = The digest of the whole company comes here now.
button-group-get = Digest here: { $team }
button-group-get-whole = The company's digest here
button-group-end = No more of these
group-bound = Done: the digest of the team “{ $team }” will come here, with no names and nobody's own figures.
group-bound-whole = Done: the digest of the whole company will come here, with no names and nobody's own figures.
group-released = All right, no more digests here. The command /digest brings them back.
group-of-heads = The digest of a group is chosen by a head.
group-taken = This group already gets the digest of another company.
letter-failed-blocked = { $name } gets no messages from Takt: the bot is blocked. Norms, goals and settings are kept. Ask them to open the chat with the bot and press “Restart”; everything goes on by itself.
letter-failed-gone = { $name } gets no messages from Takt: there is no such chat in Telegram any more. If they have a new account, send a new invitation: /people.
letter-failed-quiet = { $name } gets no messages from Takt: Telegram has refused for more than a day. Ask them to write any word to the bot; everything goes on by itself.
letter-failed-group = Takt cannot write to the group “{ $group }” any more: it was removed or may not write there. Digests do not come there. To bring them back, add the bot to the group again.
letter-import = Loaded without you: { $kind }.
letter-import-taken = Rows taken in: { $taken } of { $read }.
letter-import-more = and { $n } more

## letters: what the bot says by itself
weekday-long-mon = Monday
weekday-long-tue = Tuesday
weekday-long-wed = Wednesday
weekday-long-thu = Thursday
weekday-long-fri = Friday
weekday-long-sat = Saturday
weekday-long-sun = Sunday
letter-day = { $weekday }, { $day } { $month }
letter-fresh = Data as of { $moment }
letter-repeated = A repeat: the connection broke, and nobody knows whether this message arrived.
letter-norm-clock = { $kpi }: { $fact }, norm by { $norm }
figure-minutes-only = { $minutes } min
letter-norm-clock-open = { $kpi }: norm by { $norm }
letter-yesterday = yesterday { $at }
card-title = { $day }, until { $ends }

## letters: nudges
nudge-start = { $name }, the day began at { $at }, and there are no calls or CRM work yet.
nudge-start-norms = Today: { $norms }.
nudge-start-waiting =
    { $n ->
        [one] Begin with the client who waits for a call back.
       *[other] Begin with the { $n } clients who wait for a call back.
    }
nudge-start-first = The first call sets the pace of the day.
nudge-asked = { $kpi } { $norm }
nudge-pace = { $kpi }: { $fact } of { $norm }, due by this hour: { $due }.
nudge-pace-then = { $kpi }: { $fact } of { $norm }, by { $at } it should have been { $due }.
nudge-pace-left = { $left } to go: { $each } an hour until { $ends }.
nudge-pace-last = { $left } to go until { $ends }.
nudge-pace-waiting =
    { $n ->
        [one] Begin with the client: waiting for a call { $since }.
       *[other] Begin with { $n } clients: waiting for a call { $since }.
    }
nudge-met = { $kpi }: { $fact } of { $norm }. The day's norm is done, good work.
button-show-n = Show { $n }
button-my-day = My day
button-in-an-hour = In an hour
button-not-today = Not today
hush-hour = { $kpi }: I will come back to it at { $at }.
hush-hour-over = { $kpi }: in an hour your day will be over, no more reminders today.
hush-day = { $kpi }: no more reminders today.
hush-never = { $kpi }: no reminders until { $day }. You can turn them on again here or in the settings.
hush-undone = { $kpi }: reminders are on again.
button-never = Not my matter
button-undo = Bring back

## letters: the report of the day
written-title = { $day }: the report is ready
written-title-so-far = { $day }: the day so far
written-fact = { $name }: { $value }
written-plan = Plan of the day: { $text }
written-reason = What got in the way: { $text }
written-tomorrow = For tomorrow: { $text }
button-reason = What got in the way
button-tomorrow = Plan for tomorrow
button-all-right = All correct
button-digests = Who gets digests, when

## letters: digests
digest-week = Week of { $period }
digest-scope = { $when } · { $scope }
digest-plan-behind = Revenue is behind the plan, pace { $pace }
digest-no-data-yet = There are no data for this time yet
digest-quiet = Quiet: nothing was done in this time
digest-no-norms =
    { $worked ->
        [one] { $worked } person worked, no norms are set yet
       *[other] { $worked } people worked, no norms are set yet
    }
digest-all-kept = All norms are met
digest-most-kept =
    { $kept ->
        [0] Everybody is in pace, though nobody met every norm
       *[other] Everybody is in pace; { $kept } of { $judged } met every norm
    }
digest-some-behind =
    { $behind ->
        [1] One of { $judged } needs help, the others are in pace
       *[other] { $behind } of { $judged } need help, the others are in pace
    }
digest-all-behind =
    { $behind ->
        [1] Help is needed: less than 80 % of the norm is done
       *[other] Both need help: less than 80 % of the norm is done
    }
digest-most-behind = Behind: { $behind } of { $judged }. It looks like one common cause
digest-group-kept = { $kept } of { $judged } met the norm
digest-group-worked =
    { $worked ->
        [one] { $worked } person worked
       *[other] { $worked } people worked
    }
digest-need = { $name }: { $score } of the norm
digest-need-norm = , missing most: { $kpi } { $fact } of { $norm }
digest-need-reason = . “{ $text }”
digest-needs-more = And behind as well: { $n }
digest-unanswered = No word yet on what got in the way: { $names }
digest-missed =
    { $n ->
        [one] { $n } missed call
       *[other] { $n } missed calls
    }
digest-plan = Plan for { $period }: { $fact } of { $plan }, pace { $pace }, leads to { $run_rate }
digest-plan-over = Plan for { $period }: { $fact } of { $plan }, that is { $pace }
digest-channel-best = Pays off best: { $name }, { $spend } spent, ROMI { $romi }
digest-channel-worst = Loses: { $name }, { $spend } spent, ROMI { $romi }
digest-since = Since the digest of { $period }, changed: { $changes }
digest-changed = { $name } { $then } → { $now }
digest-fresh = Data as of { $moment }
digest-stale = Data as of { $moment }: nothing newer came, the figures are incomplete
digest-no-data = There are no data yet

## letters: what they are called, and the day by chat
letter-start-of-day = start of day reminder
letter-pace = pace reminder
letter-norm-met = word about a norm
letter-day-card = day card
letter-day-report = day report
letter-digest-day = day digest
letter-digest-week = week digest
letter-delivery-failed = word about a failed delivery
letter-import-report = import report
letter-source-trouble = a word about a broken source
letter-source-well = a word that a source answers again
letter-source-broken = { $name }: no data since { $since }.
letter-source-heals = We write once more when it answers. Nothing is lost: what was missed will be read.
letter-source-again = { $name }: data come again. There were none since { $since }; what was missed has been read.
nudge-since-today = since { $at }
nudge-since-yesterday = since yesterday
nudge-since-day = since { $day }
day-of-sellers = Those who sell have a plan and a report of the day. For you: /team and /digest.
plan-title = { $day }: the plan
plan-norm = { $kpi }: { $norm }
plan-promised = You put down for today: { $text }
plan-as-asked = I take the norms of the day
button-agreed = I take it
button-own-plan = My own plan
ask-plan = Write today's plan in a sentence or two.
ask-reason = What got in the way? A sentence or two; your head will see it.
ask-tomorrow = What matters most tomorrow? A sentence or two; I will remind you in the morning.

## the chat: digests
digests-title = Digests
digests-own = You
digests-line = { $name }: in the evening { $evening }, for the week { $monday } ({ $zone })
digests-never = never
digests-no-account = · not in the chat
digests-failed = Did not arrive
digests-failed-one = { $name }: { $kind }, { $at }, { $reason }
digests-all-arrived = In two weeks every message has arrived.
failed-blocked = the bot is blocked
failed-gone = the chat is no more
failed-quiet = the chat takes no messages
failed-unreachable = Telegram did not answer
failed-unknown = nobody knows whether it arrived
failed-refused = Telegram did not take it
failed-broken = an error of the program
button-digest-evening = Evening
button-digest-monday = Week
button-digest-never = Never
ask-digest-evening = When should the evening digest come? You can type a time, for example 18:45.
ask-digest-monday = When should Monday's digest come? You can type a time.
time-unreadable = I do not understand the time “{ $typed }”. For example: 18:30.
digest-of-heads = Digests go to those who head a team.
digest-not-a-head = { $name } heads nobody, no digest will come.
digest-set = Digests: { $whom } in the evening { $evening }, for the week { $monday }
list-evening = evening
list-monday = week

## the chat: reminders
notices-quiet = Quiet hours: { $first }–{ $last }
notices-no-quiet = No quiet hours
notices-rings-3 = Reminders: up to three a day
notices-rings-1 = Reminders: only what matters most, one a day
notices-rings-0 = Reminders: off; the card and the report still come
notices-hushed =
    { $n ->
        [one] Silent about { $n } norm, as you asked
       *[other] Silent about { $n } norms, as you asked
    }
notices-ask = How much to remind, and when to be silent? Hours can be typed: 21:00-09:00.
button-notices = Reminders
button-rings-3 = Up to three
button-rings-1 = One
button-rings-0 = None
button-undo-hushes = Remind of everything again
quiet-unreadable = I do not understand the hours “{ $typed }”. For example: 21:00-09:00.

## the chat: the day in the menu
menu-plan = /plan — plan of the day
menu-report = /report — the day's report, already written
menu-digest = /digest — who gets digests, and when
command-plan = plan of the day
command-report = report of the day
command-digest = digests: who and when
digest-set-usual = The usual times of digests are changed.
digest-which = Give --at 18:30, --monday 09:00, or both.
role-needs-postgres = The role { $role } is for several processes, which share PostgreSQL: set TAKT_DATABASE_URL, or run takt run without a role.
role-web-needs-url = The role web needs TAKT_PUBLIC_URL: Telegram and the CRM bring events there.
