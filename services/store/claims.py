"""How work is claimed from a table that several processes share: once, for the length of a lease."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, UnaryExpression, and_, bindparam, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from services.store.types import Moment

DUE = "due"

CLOCKS_DIFFER = timedelta(minutes=1)
"""The clocks of two processes may differ by this; a moment further ahead was written by a clock that was wrong."""

Order = UnaryExpression[Any] | ColumnElement[Any]


class Claims:
    """Claims rows of one table that have state, run_at, not_before, attempt and lease_until.

    Due is what is `due` by business time `now` and not put off on the machine's clock; a claim whose lease ran out is
    open to others. Each claim raises the attempt: by it whoever settles shows that the row is still theirs. On SQLite
    the writer holds the whole file; on PostgreSQL rows that another process is claiming are passed over.
    """

    def __init__(self, table: Table, held: Sequence[str], *order: Order, by_kind: bool = False) -> None:
        """`held`: the state of a claimed row, and others whose rows are open once their lease has run out.

        `by_kind`: each claim names the kinds of rows that it can do something with.
        """
        self._alone = _claim(table, held, order, by_kind=by_kind, side_by_side=False)
        self._side_by_side = _claim(table, held, order, by_kind=by_kind, side_by_side=True)

    async def claim(
        self,
        connection: AsyncConnection,
        now: datetime,
        machine: datetime,
        until: datetime,
        most: int,
        kinds: Sequence[str] | None = None,
    ) -> Sequence[Row[Any]]:
        """Claim up to so many rows, in order; `now` is business time, `machine` and `until` (the lease) are not."""
        statement = self._alone if connection.dialect.name == "sqlite" else self._side_by_side
        asked: dict[str, Any] = {"now": now, "machine": machine, "until": until, "most": most}
        if kinds is not None:
            asked["kinds"] = list(kinds)
        found: Sequence[Row[Any]] = (await connection.execute(statement, asked)).all()
        return found


def _claim(
    table: Table, held: Sequence[str], order: Sequence[Order], *, by_kind: bool, side_by_side: bool
) -> ReturningUpdate[Any]:
    """The rows are chosen apart and once: a plan that joined with the choice would make it anew, and claim too many."""
    c = table.c
    now, machine = bindparam("now", type_=Moment), bindparam("machine", type_=Moment)
    ready = and_(c.state == DUE, c.run_at <= now, or_(c.not_before.is_(None), c.not_before <= machine))
    left = and_(c.state.in_(held), c.lease_until < machine)
    wanted = (
        select(c.company_id, c.id)
        .where(c.state.in_((DUE, *held)), or_(ready, left))
        .order_by(*order)
        .limit(bindparam("most"))
    )
    if by_kind:
        wanted = wanted.where(c.kind.in_(bindparam("kinds", expanding=True)))
    chosen = (wanted.with_for_update(skip_locked=True) if side_by_side else wanted).cte("chosen")
    return (
        update(table)
        .where(tuple_(c.company_id, c.id).in_(select(chosen.c.company_id, chosen.c.id)))
        .values(state=held[0], attempt=c.attempt + 1, lease_until=bindparam("until", type_=Moment))
        .returning(*c)
    )
