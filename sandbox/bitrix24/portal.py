"""The words of a portal: categories and stages by their codes, moments in the portal's zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Wire
from sandbox.crm.rows import Client, Deal, LossReason, Move, Pipeline, Stage

DEAL, CONTACT, COMPANY, LEAD, QUOTE = 2, 3, 4, 1, 7
TYPES = {"deal": DEAL, "contact": CONTACT, "company": COMPANY, "lead": LEAD}
LEAD_STATUSES = {
    "new": ("NEW", "Не обработан", "P"), "in_process": ("IN_PROCESS", "В работе", "P"),
    "converted": ("CONVERTED", "Качественный лид", "S"), "junk": ("JUNK", "Некачественный лид", "F"),
}  # fmt: skip
_MAIN = 3_177_727
_SEMANTICS = {"won": "S", "lost": "F"}
_APOLOGY = "APOLOGY"
_BY_SYSTEM = ("NEW", "WON", "LOSE", "CONVERTED", "JUNK")


class Portal:
    """What the truth is called in a portal."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.zone = ZoneInfo(ledger.zone)

    def iso(self, at: int | None) -> str | None:
        """A moment as the portal writes it."""
        return None if at is None else datetime.fromtimestamp(at, self.zone).isoformat(timespec="seconds")

    def day(self, at: int | None) -> str | None:
        """A local day as the portal writes it: the midnight of UTC, shown in the portal's zone."""
        if at is None:
            return None
        local = datetime.fromtimestamp(at, self.zone)
        return datetime(local.year, local.month, local.day, tzinfo=UTC).astimezone(self.zone).isoformat()

    def unix(self, text: object) -> int:
        """A moment as somebody has written it, in the portal's zone where no other is named; raises ValueError."""
        read = datetime.fromisoformat(str(text).strip())
        return int((read if read.tzinfo else read.replace(tzinfo=self.zone)).timestamp())

    def category(self, pipeline_id: int) -> int:
        """The number of a funnel; the main one is 0."""
        return pipeline_id - _MAIN

    def pipeline(self, category: object) -> Pipeline | None:
        """The funnel of a number."""
        return self.ledger.pipelines.get(int(str(category)) + _MAIN)

    def stage_code(self, stage: Stage, reason_id: int | None = None) -> str:
        """The code of a stage; every reason to lose is a stage of its own."""
        category = self.category(stage.pipeline_id)
        prefix = f"C{category}:" if category else ""
        if stage.kind == "won":
            return f"{prefix}WON"
        if stage.kind == "lost":
            reason = self.ledger.loss_reasons.get(reason_id)
            return prefix + (self._reason_code(reason) if reason else "LOSE")
        first = self.ledger.pipelines[stage.pipeline_id].stages[0]
        return prefix + ("NEW" if stage is first else f"UC_{stage.id:X}")

    def _reason_code(self, reason: LossReason) -> str:
        return _APOLOGY if reason is self.ledger.loss_reasons.all[0] else f"UC_{reason.id:X}"

    def deal_stage(self, deal: Deal) -> str:
        """Where a deal stands."""
        return self.stage_code(self.ledger.stages[deal.stage_id], deal.loss_reason_id)

    def move_stage(self, move: Move) -> str:
        """Where a move leads."""
        return self.stage_code(self.ledger.stages[move.to_stage_id], move.reason_id)

    def semantic(self, stage_id: int) -> str:
        """`S` won, `F` lost, `P` under way."""
        return _SEMANTICS.get(self.ledger.stages[stage_id].kind, "P")

    def statuses(self, entity_id: str) -> list[Wire] | None:
        """The rows of a directory; None where there is no such one."""
        if entity_id == "QUOTE_STATUS":
            words = (("DRAFT", "Черновик", None), ("SENT", "Отправлено", None), ("APPROVED", "Принято", "S"),
                     ("DECLAINED", "Отклонено", "F"))  # fmt: skip
            return [
                _status(at, entity_id, code, name, at * 10, sign, None)
                for at, (code, name, sign) in enumerate(words, 1)
            ]
        if entity_id == "SOURCE":
            words_of = (("WEB", "Сайт"), ("CALL", "Звонок"), ("RC_GENERATOR", "Повтор"))
            return [
                _status(20 + at, entity_id, code, name, at * 10, None, None) for at, (code, name) in enumerate(words_of)
            ]
        if entity_id == "STATUS":
            return [_status(90 + at, entity_id, code, name, at * 10, sign if sign in "SF" else None, None)
                    for at, (code, name, sign) in enumerate(LEAD_STATUSES.values(), 1)]  # fmt: skip
        kind, _, category = entity_id.partition("DEAL_STAGE")
        if kind or not entity_id.startswith("DEAL_STAGE"):
            return [] if entity_id == "DEAL_TYPE" else None
        number = category.removeprefix("_") or "0"
        funnel = self.pipeline(number) if number.isdigit() else None
        return None if funnel is None or category == "_0" else self._stages(funnel, entity_id)

    def _stages(self, funnel: Pipeline, entity_id: str) -> list[Wire]:
        made, category = [], self.category(funnel.id)
        for stage in funnel.stages:
            if not stage.removed:
                sign = _SEMANTICS.get(stage.kind)
                made.append(
                    _status(stage.id, entity_id, self.stage_code(stage), stage.name, stage.sort, sign, category)
                )
        for place, reason in enumerate(self.ledger.loss_reasons.all, 1):
            code, sort = self.stage_code(funnel.lost, reason.id), funnel.lost.sort + 10 * place
            made.append(_status(reason.id * 10 + category, entity_id, code, reason.name, sort, "F", category))
        return made

    def money(self, value: int | None) -> str | None:
        """Money of a custom field."""
        return None if value is None else f"{value}|{self.ledger.currency}"

    def plan_day(self, deal: Deal) -> int:
        """The day of closing: planned for a month later, or the day on which the deal was closed."""
        return deal.closed_at or deal.created_at + int(timedelta(days=30).total_seconds())

    def contact_of(self, entity: str | None, number: int | None) -> Client | None:
        """The contact that a call belongs to: its own, or that of its deal."""
        if entity == "deal" and number is not None:
            return self.ledger.contacts.get(self.ledger.deals[number].contact_id)
        return self.ledger.contacts.get(number) if entity == "contact" else None


def _status(number: int, entity_id: str, code: str, name: str, sort: int, sign: str | None,
            category: int | None) -> Wire:  # fmt: skip
    word = "success" if sign == "S" else "process" if sign is None else "apology" if "APOLOGY" in code else "failure"
    told = {"ID": str(number), "ENTITY_ID": entity_id, "STATUS_ID": code, "NAME": name, "NAME_INIT": ""}
    told |= {"SORT": str(sort), "SYSTEM": "Y" if code.split(":")[-1] in _BY_SYSTEM else "N"}
    if category is not None:
        told["CATEGORY_ID"] = str(category)
    return told | {"COLOR": "#39A8EF", "SEMANTICS": sign, "EXTRA": {"SEMANTICS": word, "COLOR": "#39A8EF"}}
