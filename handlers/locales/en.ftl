
## settings and keys
setting-data-dir = { $name }: a folder that can be written to is needed.
setting-database-url = { $name }: an address like postgresql+asyncpg://… or sqlite+aiosqlite:///… is needed.
setting-secret-key = { $name }: Fernet keys separated by commas are needed, each 32 bytes in base64.
setting-clock = { $name }: a moment with its offset is needed, such as 2024-03-12T09:00:00+03:00, and maybe a speed up to 600: …+03:00/60.
setting-log = { $name }: this is text or json.
setting-unknown = { $name }: there is no such setting. { $meant } looks like it.
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
away-vacation = vacation
away-sick = sick leave
away-day-off = day off
set-by-company = company
set-by-team = team
set-by-person = personal
set-by-default = default
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
chart-norms-met = { $who }: norms met, { $n } of { $all }
chart-people-met = { $n ->
    [one] { $metric }: { $n } of { $all } keeps the norm
   *[other] { $metric }: { $n } of { $all } keep the norm
}
chart-of-norm = { $fact } of { $norm }
chart-place = { $place }. { $name }
chart-legend-norm = norm
chart-legend-fact = fact
chart-legend-plan = plan
chart-legend-done = done
chart-legend-due = expected to date
chart-legend-below = below the norm
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
chart-roi-note = { $spend } → { $gain }
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
chart-goal-range = { $start } → { $now } → { $target }
chart-goal-due = due { $day }
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
column-away = Away
column-view = View
column-entered = Entered
column-reached = Reached
column-conversion-from-previous = From previous
column-conversion-from-first = From first
column-open-now = Open now
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
column-target = Target
column-now = Now
column-due-on = Due
column-status = Status
column-kpi = KPI
column-weekday = Weekdays
column-from = In force from
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
define-talk-time = How long people talked with clients, without ringing, menus and waiting. In a transferred call everyone gets their own part; internal calls are out.
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
define-missed-callback = Median working time from a missed call to the first talk with that number, either way. Missed calls with no talk afterwards are out.
define-norms = The person's norms: what is asked for a day, what is done, and the pace.
define-norm = How much of the KPI is asked of the person for the period: the daily norm for each of their working days. Days off and absence are out, a shortened day counts in part.
define-fact = How much was done in the period, counted as the KPI itself.
define-pace = Fact divided by what is due by this moment at an even pace. 100% is exactly on schedule; days off, lunch and absence neither speed it up nor slow it down.
define-score = How far the norms are met: fact to norm, folded over all of the person's norms. 100% means everything is met; without norms there is no number.
define-place = The place by the chosen KPI: equal values share it and the next one is skipped. Whoever was away the whole period is shown as away, not last.
define-away = The person's vacation, sick leave or day off at the moment of the report. No rule punishes it.
define-view-cohort = Deals created in the period and what became of them by the moment of the report. A skipped stage counts as passed; a young period is unripe, look at the ripeness.
define-view-entry-cohort = Deals that first entered a stage in the period and were watched for the whole horizon: how many went further within it. Younger ones are out and counted apart.
define-view-flow = First entries into stages in the period, whichever deals they were. Different deals stand above and below, so more than 100% is possible.
define-view-snapshot = Open deals by stage at the moment of the report. This is not conversion: closed deals and those gone further are not seen.
define-view = Which deals and money stand in the rows of the report.
define-entered = How many deals were in this stage; a second entry of the same deal is not counted.
define-reached = How many deals came to this stage or further in the same pipeline. A skipped stage counts as passed, a move to another pipeline is not a loss.
define-conversion-from-previous = Deals that reached the stage divided by those that reached the one before. Compare only within one view of the funnel.
define-conversion-from-first = Deals that reached the stage divided by those that reached the first stage of the pipeline.
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
define-in-stage-days = Calendar days since the deal last entered its present stage.
define-amount = The amount of the deal as the CRM has it, in the company's currency.
define-stalled-because = Why the deal counts as stalled: it is in the stage longer than usual, nothing happens in it, or its closing date has passed. A dash means all is well.
define-connected = A human answered and the talk was at or over the company's threshold.
define-wait = How long an answer was waited for: from the start of the call to the answer, or to its end where nobody answered.
define-spend = Advertising costs of the period, without VAT where it is recovered, in the company's currency at the rate of their own day.
define-marketing = Other marketing costs of the period: tools, contractors and all that is neither advertising nor the department.
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
define-start = The value of the KPI from which the goal began.
define-target = The value aimed at: the norm of a day for a rule, the final number for a goal.
define-now = The value of the KPI at the moment of the report.
define-status = The share of the way gone beside the share of the time gone: within 10 points is on track, more is ahead or behind.
define-plan = How much of the KPI is set for the period.
define-expected-to-date = The part of the plan due by this moment at an even pace over working days. Days off are out, a shortened day counts in part.
define-run-rate = How the period will end at the same speed: fact divided by the working days gone and multiplied by all of them.
define-needed-per-day = What is left to the plan divided by the working days left. When the plan is met or no days are left, there is no number.

## presentation: what was left out
excluded-internal-calls = internal calls between employees
excluded-after-hours-missed = missed calls outside working hours
excluded-short-missed = missed calls that waited less than 5 seconds
excluded-incoming-activities = incoming letters and messages
excluded-lost-without-history = lost deals without stage history: only what their dates prove is counted
excluded-won-without-history = won deals without stage history: all stages are counted, the time in them is not known
excluded-open-without-dates = open deals without dates: they belong to no period
excluded-closed-without-date = closed deals without a closing date
excluded-closed-before-created = deals closed before they were created: their length is not counted
excluded-open-with-closing-date = open deals with a closing date: that date is not used
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
