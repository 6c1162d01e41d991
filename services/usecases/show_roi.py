"""ROI by channel: where a rouble in becomes how many out, by the date of payment or by the date of the lead."""

from fractions import Fraction

from services.domain.money import Money, round_half_even
from services.domain.quantiles import P75
from services.domain.report import Column, Report, Unit, Value
from services.domain.roi import Channel, RoiView, yield_of
from services.domain.spelling import Spelling
from services.domain.tally import Scale
from services.errors import Refused
from services.store.db import Database
from services.store.funnels import Funnels
from services.store.incomes import Incomes
from services.store.people import People
from services.store.sales import Sales
from services.store.unit import StoredRow
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked
from services.usecases.reporting.channels import Ledger, ripe_before
from services.usecases.reporting.excluded import deal_exclusions
from services.usecases.reporting.rows import dimension_cells, dimension_columns, members, sort_key
from services.usecases.show_kpi import scale_of

_COLUMNS = (
    Column("view", Unit.TEXT),
    Column("spend", Unit.MONEY),
    Column("marketing", Unit.MONEY),
    Column("leads", Unit.COUNT),
    Column("qualified", Unit.COUNT),
    Column("won", Unit.COUNT),
    Column("new_customers", Unit.COUNT),
    Column("revenue", Unit.MONEY),
    Column("margin", Unit.MONEY),
    Column("department_cost", Unit.MONEY),
    Column("cpl", Unit.MONEY),
    Column("cpo", Unit.MONEY),
    Column("cac", Unit.MONEY),
    Column("cac_marketing", Unit.MONEY),
    Column("romi", Unit.RATE),
    Column("romi_revenue", Unit.RATE),
    Column("roi", Unit.RATE),
    Column("ripeness", Unit.RATE),
)


class ShowRoi:
    """Show what each channel, campaign, month, week or person cost and brought.

    Cash counts revenue and wins by their own day, cohort by the day of the lead; the two are never mixed, and the view
    is always named. A channel without cost has no ROMI, and costs belong to the company: of one person or team there
    is revenue and margin, and no return on spend.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(rank=asked.rank)
        by = asked.dimensions("channel", "channel", "campaign", "month", "week", "person")
        view = _view(asked.view)
        by_lead = view is RoiView.COHORT
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            stages = await Sales(read).stages()
            qualified: dict[str | None, int] = {}
            for stage in stages:
                if stage.qualified:
                    qualified[stage.pipeline] = min(stage.position, qualified.get(stage.pipeline, stage.position))
            money = Incomes(read)
            narrowed = asked.person is not None or asked.team is not None
            costs = [] if narrowed else await money.costs(asked.period)
            leads = await money.leads(asked.period, asked.as_of, qualified)
            wins = await money.wins(asked.period, asked.as_of, by_lead=by_lead)
            revenue = await money.revenue(asked.period, asked.as_of, by_lead=by_lead)
            ripe_after = await Funnels(read).cycle(asked.as_of, P75)
            scale = await scale_of(read, asked)
            excluded = await deal_exclusions(read, asked)
        names = [row.channel if by[0] == "channel" else row.campaign for row in costs]
        names += [row.source if by[0] == "channel" else row.campaign for row in (*leads, *wins, *revenue)]
        ledger = Ledger(asked, roster, by[0], Spelling(names))
        if by == ("person",):
            ledger.show(members(asked, roster))
        ripe = ripe_before(asked.today, ripe_after)

        def put_leads(row: Channel, found: StoredRow) -> None:
            row.leads += found.leads
            row.ripe += found.leads if ripe is not None and found.day <= ripe else 0
            row.qualified = (row.qualified or 0) + found.qualified

        ledger.of_deals(leads, put_leads)
        ledger.of_deals(wins, _put_wins)
        ledger.of_deals(revenue, _put_revenue)
        department = ledger.of_costs([row for row in costs if row.day <= asked.today])
        ledger.share(department)
        ledger.count(leads, repeat_leads="repeats")
        ledger.count(revenue, no_rate="no_rate", cost_unknown="without_margin", margin_by_default="by_default")
        ledger.mark_qualified(known=bool(qualified))
        total = Channel(qualified=0 if qualified else None)
        for channel in ledger.rows.values():
            total.add(channel)
        total.department = department
        cells = _Cells(asked, view, scale, ripe=ripe is not None)
        rows = [
            {**dimension_cells(by, (value,), roster), **cells.of(channel)} for value, channel in ledger.rows.items()
        ]
        if department and not total.leads:
            excluded["department_cost_unshared"] = 1
        return answer(
            asked,
            "roi",
            columns=dimension_columns(by) + _COLUMNS,
            rows=tuple(sorted(rows, key=lambda row: sort_key(row, by))),
            totals=cells.of(total),
            excluded=excluded | ledger.excluded,
            definitions=(f"roi_{view.value}", *(column.key for column in _COLUMNS[1:])),
        )


def _view(name: str | None) -> RoiView:
    try:
        return RoiView(name or RoiView.CASH)
    except ValueError as trouble:
        raise Refused("view-unknown", view=name or "", known=", ".join(RoiView)) from trouble


def _put_wins(row: Channel, found: StoredRow) -> None:
    row.won += found.won
    row.customers += found.customers


def _put_revenue(row: Channel, found: StoredRow) -> None:
    row.revenue += found.net or 0
    row.margin += found.margin or 0
    row.with_margin += found.with_margin
    row.without_margin += found.without_margin


class _Cells:
    """A channel as the values of its row."""

    def __init__(self, asked: Asked, view: RoiView, scale: Scale, *, ripe: bool) -> None:
        self._costs_known = asked.person is None and asked.team is None
        self._currency = asked.company.currency
        self._view = view
        self._revenue_known = scale.revenue_known
        self._margin_known = scale.margin_known
        self._ripe = ripe and view is RoiView.COHORT

    def of(self, row: Channel) -> dict[str, Value]:
        """Every field of the row; None where it does not exist."""
        found = yield_of(row, margin_known=self._margin_known)
        return {
            "view": self._view.value,
            "spend": self._spent(row.ads),
            "marketing": self._spent(row.marketing),
            "leads": row.leads,
            "qualified": row.qualified,
            "won": row.won,
            "new_customers": row.customers,
            "revenue": self._money(row.revenue) if self._revenue_known else None,
            "margin": self._money(found.margin),
            "department_cost": self._spent(row.department),
            "cpl": self._money(found.cpl),
            "cpo": self._money(found.cpo),
            "cac": self._money(found.cac),
            "cac_marketing": self._money(found.cac_marketing),
            "romi": found.romi,
            "romi_revenue": found.romi_revenue if self._revenue_known else None,
            "roi": found.roi,
            "ripeness": Fraction(row.ripe, row.leads) if self._ripe and row.leads else None,
        }

    def _spent(self, amount: Fraction | int | None) -> Money | None:
        """A cost; the company's are nobody's and no team's own, so there they do not exist."""
        return self._money(amount) if self._costs_known else None

    def _money(self, amount: Fraction | int | None) -> Money | None:
        return None if amount is None else Money(round_half_even(Fraction(amount)), self._currency)
