"""What a currency prices, priced again when its rate has changed."""

from services.domain.company import Company
from services.domain.income import Rates
from services.store.pending import Kind, Mark, Pending
from services.store.sales import Sales
from services.store.tables import costs, deals, payments
from services.store.unit import Unit
from services.usecases.importing.costs import net


async def settle(unit: Unit, company: Company) -> int:
    """Price the costs of a currency again, and mark its deals and the deals of its payments."""
    marks = await Pending(unit).take(Kind.RATE, 1)
    if not marks:
        return 0
    currency = marks[0].subject
    rates = Rates(company.currency, await Sales(unit).rates())
    priced = await unit.rows(unit.select(costs).where(costs.c.currency == currency))
    rows = [{**_plain(row._asdict()), "net": net(row._asdict(), rates)} for row in priced]
    await unit.put(costs, rows, only=("net",))
    sold = await unit.rows(unit.select(deals, deals.c.id).where(deals.c.currency == currency))
    paid = await unit.rows(
        unit.select(payments, payments.c.deal_id.label("id")).where(payments.c.currency == currency).distinct()
    )
    await Pending(unit).add(Mark(Kind.DEAL, str(row.id)) for row in (*sold, *paid))
    return 1


def _plain(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "company_id"}
