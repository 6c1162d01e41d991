"""What letters hold frozen: reports and the records that views speak of."""

from services.domain.frozen import Freezer
from services.domain.money import Money
from services.domain.period import Period
from services.domain.report import Column, Report
from services.usecases.show_today import DayCard, DayOff, PersonNow, TeamGlance, Waiting

FREEZER = Freezer(Report, Column, Period, Money, DayCard, DayOff, PersonNow, TeamGlance, Waiting)
