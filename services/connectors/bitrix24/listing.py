"""The lists of a portal: how each is asked by id and by moment of change, and where its rows stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.connectors.bitrix24.values import Row, number, seconds
from services.connectors.bitrix24.wording import Command
from services.errors import Strange

DEAL, LEAD, QUOTE = 2, 1, 7
PAGE = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """One list. `id` and `moment` are what filters and orders call them, `row_id` and `row_moment` what rows do.

    `wrap` is where rows stand inside the result. `counts`: the list knows no `start` of -1 and counts its rows each
    time. `sorts`: order is told as SORT and ORDER.
    """

    name: str
    method: str
    id: str
    row_id: str
    select: tuple[str, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    wrap: str = ""
    moment: str = ""
    row_moment: str = ""
    counts: bool = False
    sorts: bool = False
    several: str = ""
    """What a filter by several ids is called."""

    def by_id(self, after: int, upto: int | None = None, *, bare: bool = False, more: Sequence[str] = ()) -> Command:
        """The rows with ids above `after`, up to `upto`; `bare` asks for nothing but ids."""
        where = {f">{self.id}": after} | ({f"<={self.id}": upto} if upto is not None else {})
        return self._command(where, self.id, "ASC", bare=bare, more=more)

    def last(self) -> Command:
        """The rows with the highest ids."""
        return self._command({}, self.id, "DESC", bare=True)

    def newest(self) -> Command:
        """The rows that were changed last."""
        return self._command({}, self.moment, "DESC", bare=True)

    def changed(self, since: str, until: str, page: int = 1, more: Sequence[str] = ()) -> Command:
        """The rows that were changed within these moments, oldest first; further pages by their number from 1."""
        where = {f">={self.moment}": since, f"<={self.moment}": until}
        return self._command(where, self.moment, "ASC", start=(page - 1) * PAGE if page > 1 else None, more=more)

    def among(self, ids: Sequence[str], more: Sequence[str] = ()) -> Command:
        """The rows with these ids, fifty at most."""
        return self._command({self.several: list(ids)}, self.id, "ASC", more=more)

    def numbered(self, ids: Sequence[str]) -> Command:
        """The rows with these numbers, fifty at most."""
        return self._command({self.id: list(ids)}, self.id, "ASC")

    def count(self) -> Command:
        """A page whose total is the number of all rows."""
        return self._command({}, self.id, "ASC", bare=True, start=0)

    def rows(self, result: Any) -> list[Row]:
        """The rows of a result; Strange where it is something else."""
        inner = result.get(self.wrap) if self.wrap and isinstance(result, Mapping) else result
        if isinstance(inner, Mapping):
            inner = list(inner.values())
        if inner is None or inner == []:
            return []
        if not isinstance(inner, list):
            raise Strange(method=self.method, code="no-list")
        return [row if isinstance(row, Mapping) else {} for row in inner]

    def id_of(self, row: Row) -> int:
        """The id of a row as a number, 0 where it has none."""
        return number(row.get(self.row_id)) or 0

    def moment_of(self, row: Row) -> int:
        """When a row was changed, in seconds of Unix; 0 where it does not say."""
        return seconds(row.get(self.row_moment))

    def _command(
        self,
        where: Mapping[str, Any],
        by: str,
        way: str,
        *,
        bare: bool = False,
        start: int | None = None,
        more: Sequence[str] = (),
    ) -> Command:
        order: Mapping[str, Any] = {"order": {by: way}}
        if self.sorts:
            order = {"SORT": by, "ORDER": way}
        fields = (self.id, *((self.moment,) if self.moment else ())) if bare else (*self.select, *more)
        select = {"select": list(fields)} if self.select else {}
        begin = start if start is not None else 0 if self.counts else -1
        named = {"FILTER" if self.sorts else "filter": dict(where)} if where else {}
        return Command(self.method, {**self.fixed, **order, **named, **select, "start": begin})


def _items(name: str, kind: int, *select: str) -> Listing:
    return Listing(
        name, "crm.item.list", "id", "id", ("id", *select), {"entityTypeId": kind}, "items", "updatedTime",
        "updatedTime", several="@id",
    )  # fmt: skip


def _history(name: str, kind: int, *select: str) -> Listing:
    return Listing(
        name, "crm.stagehistory.list", "ID", "ID", ("ID", "TYPE_ID", "OWNER_ID", "CREATED_TIME", *select),
        {"entityTypeId": kind}, "items",
    )  # fmt: skip


DEALS = _items(
    "deals", DEAL, "categoryId", "stageId", "stageSemanticId", "opportunity", "currencyId", "assignedById",
    "createdTime", "updatedTime", "movedTime", "closedate", "sourceId", "companyId", "contactId", "contactIds",
    "leadId", "utmSource", "utmMedium", "utmCampaign",
)  # fmt: skip
LEADS = _items(
    "leads", LEAD, "stageId", "stageSemanticId", "opportunity", "currencyId", "assignedById", "createdTime",
    "updatedTime", "movedTime", "sourceId", "companyId", "contactId", "contactIds", "utmSource", "utmMedium",
    "utmCampaign",
)  # fmt: skip
QUOTES = _items("quotes", QUOTE, "stageId", "assignedById", "dealId", "createdTime", "updatedTime")
MOVES = _history("moves", DEAL, "CATEGORY_ID", "STAGE_ID", "STAGE_SEMANTIC_ID")
LEAD_MOVES = _history("lead_moves", LEAD, "STATUS_ID", "STATUS_SEMANTIC_ID")
CALLS = Listing(
    "calls", "voximplant.statistic.get", "ID", "ID", counts=True, sorts=True, several="CALL_ID",
    row_moment="CALL_START_DATE",
)  # fmt: skip
TOUCHES = Listing(
    "touches", "crm.activity.list", "ID", "ID",
    ("ID", "OWNER_ID", "OWNER_TYPE_ID", "TYPE_ID", "PROVIDER_ID", "CREATED", "LAST_UPDATED", "START_TIME", "COMPLETED",
     "RESPONSIBLE_ID", "DIRECTION"),
    moment="LAST_UPDATED", row_moment="LAST_UPDATED", several="ID",
)  # fmt: skip
TASKS = Listing(
    "tasks", "tasks.task.list", "ID", "id",
    ("ID", "STATUS", "CHANGED_DATE", "CLOSED_DATE", "RESPONSIBLE_ID", "UF_CRM_TASK"), wrap="tasks",
    moment="CHANGED_DATE", row_moment="changedDate", counts=True, several="ID",
)  # fmt: skip
