"""What rows refer to: directories of stages, sources and quotes by their codes, own fields with their answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.connectors.bitrix24.values import Row, number, text, yes
from services.domain.deals import Status

MEANINGS = {"S": Status.WON, "F": Status.LOST, "P": Status.OPEN, "": Status.OPEN}
"""What the vendor's semantics mean; names and codes of stages mean nothing."""
LEAD_PIPELINE = "leads"
OWN_FIELDS = ("cost_field", "paid_field", "product_field", "source_field", "lost_reason_field")
"""Fields of deals that the admin may name, by the names of needs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a directory."""

    code: str
    name: str
    sort: int
    meaning: Status
    by_system: bool


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of the company's own: its name in rows, and its answers by their ids where it is a list."""

    key: str
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Books:
    """The directories of a portal by their names, and the own fields that the admin has named."""

    directories: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    fields: Mapping[str, OwnField] = field(default_factory=dict)

    def name_of(self, directory: str, code: object) -> str | None:
        """What a code is called; the code itself where the directory does not know it."""
        found = self.directories.get(directory, {}).get(str(code))
        return found.name if found else text(code)

    def reason(self, pipeline_id: str, stage_id: object) -> str | None:
        """Why a deal was lost: the failure stage itself, unless it is the one that every portal has."""
        found = self.directories.get(stage_directory(pipeline_id), {}).get(str(stage_id))
        return None if found is None or found.by_system else found.name

    def was_sent(self, code: object) -> bool:
        """Whether a quote of this status has gone to the client: SENT, whatever comes after it, whatever is final."""
        known = self.directories.get("QUOTE_STATUS", {})
        found, sent = known.get(str(code)), known.get("SENT")
        if found is None:
            return str(code) not in ("DRAFT", "", "None")
        if found.meaning is not Status.OPEN:
            return True
        return found.sort >= sent.sort if sent else found.code != "DRAFT"


def stage_directory(pipeline_id: str) -> str:
    """The directory that holds the stages of a pipeline; category 0 has no number in its name."""
    if pipeline_id == LEAD_PIPELINE:
        return "STATUS"
    return "DEAL_STAGE" if pipeline_id == "0" else f"DEAL_STAGE_{pipeline_id}"


def directories_of(rows: Iterable[Any]) -> dict[str, dict[str, Entry]]:
    """The rows of `crm.status.list` by directory and code; rows without a code are left out."""
    made: dict[str, dict[str, Entry]] = {}
    for row in rows:
        if not isinstance(row, Mapping) or (code := text(row.get("STATUS_ID"))) is None:
            continue
        meaning = MEANINGS.get(str(row.get("SEMANTICS") or ""), Status.OPEN)
        entry = Entry(
            code, text(row.get("NAME")) or code, number(row.get("SORT")) or 0, meaning, yes(row.get("SYSTEM"))
        )
        made.setdefault(str(row.get("ENTITY_ID") or ""), {})[code] = entry
    return made


def own_fields(told: Row, wanted: Mapping[str, str]) -> dict[str, OwnField]:
    """The own fields among those of `crm.item.fields`, by the names of needs; the admin names one by its code in
    either form or by its title. One that is not found is left out.
    """
    by_name: dict[str, str] = {}
    for key, one in told.items():
        if isinstance(one, Mapping):
            names = (one.get("title"), one.get("upperName"), key)
            by_name.update({str(name).strip().casefold(): key for name in names if name})
    found = {need: by_name.get(name.strip().casefold()) for need, name in wanted.items()}
    return {need: OwnField(key, _choices(told[key])) for need, key in found.items() if key is not None}


def _choices(told: Row) -> dict[str, str]:
    items = told.get("items")
    rows = [one for one in items if isinstance(one, Mapping)] if isinstance(items, list) else []
    return {str(one.get("ID")): name for one in rows if (name := text(one.get("VALUE")))}
