"""Work that goes on in a CRM while somebody reads it: one drawn change after the other."""

from collections.abc import Callable
from random import Random

from sandbox.crm.ledger import Ledger
from sandbox.crm.rows import Deal


class Life:
    """Draws changes from a seed. A step costs little even in a large ledger."""

    def __init__(self, ledger: Ledger, seed: int = 7) -> None:
        self._ledger = ledger
        self._chance = Random(seed)
        self._ways: tuple[Callable[[int], None], ...] = (
            self._new, self._moves, self._moves, self._reprices, self._hands_over, self._calls, self._calls,
            self._deletes, self._restores, self._completes, self._writes,
        )  # fmt: skip

    def step(self, at: int) -> None:
        """Something happens."""
        self._chance.choice(self._ways)(at)

    def _deal(self, *, deleted: bool = False) -> Deal | None:
        """Some deal; None where chance meets none within a few tries."""
        for _ in range(20):
            deal = self._chance.choice(self._ledger.deals.all)
            if (deal.deleted_at is not None) is deleted:
                return deal
        return None

    def _new(self, at: int) -> None:
        ledger, chance = self._ledger, self._chance
        stage, user = chance.choice(ledger.pipelines.all).first, chance.choice(ledger.users.all)
        ledger.add_deal(
            f"Новая {len(ledger.deals)}", at=at, stage=stage, responsible=user, price=chance.randrange(10**6)
        )

    def _moves(self, at: int) -> None:
        ledger, chance = self._ledger, self._chance
        if deal := self._deal():
            funnel = (
                ledger.pipelines[deal.pipeline_id] if chance.random() < 0.9 else chance.choice(ledger.pipelines.all)
            )
            stage = chance.choice([*funnel.open, funnel.won, funnel.lost])
            ledger.move(deal, stage, at=at, reason=chance.choice(ledger.loss_reasons.all))

    def _reprices(self, at: int) -> None:
        if deal := self._deal():
            self._ledger.reprice(deal, self._chance.randrange(10**6), at=at)

    def _hands_over(self, at: int) -> None:
        if deal := self._deal():
            self._ledger.hand_over(deal, self._chance.choice(self._ledger.users.all), at=at)

    def _calls(self, at: int) -> None:
        chance = self._chance
        if deal := self._deal():
            talk = chance.choice((0, 12, 95, 240))
            user = self._ledger.users[deal.responsible_id]
            self._ledger.add_call("+79160000000", started_at=at - talk - 10, talk=talk, wait=10, user=user, on=deal,
                                  direction=chance.choice(("in", "out")))  # fmt: skip

    def _deletes(self, at: int) -> None:
        if deal := self._deal():
            self._ledger.delete(deal, at=at)

    def _restores(self, at: int) -> None:
        if deal := self._deal(deleted=True):
            self._ledger.restore(deal, at=at)

    def _completes(self, at: int) -> None:
        tasks = self._ledger.tasks.all
        task = self._chance.choice(tasks) if tasks else None
        if task and task.completed_at is None and task.deleted_at is None:
            self._ledger.complete(task, at=at, result="Сделано")

    def _writes(self, at: int) -> None:
        if deal := self._deal():
            kind, way = self._chance.choice(("mail", "chat")), self._chance.choice(("in", "out"))
            self._ledger.add_message(kind, way, deal, at=at, user=self._ledger.users[deal.responsible_id])  # type: ignore[arg-type]
