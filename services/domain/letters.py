"""Letters: what Takt says by itself, as data. Words are found at sending, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.domain.ids import PersonId
from services.domain.rights import Member

VERSION = 1
"""The newest version of the shape of data that this program can put into words."""


class LetterKind(StrEnum):
    """What a letter is about; its data are of the record of this name."""

    START_OF_DAY = "start_of_day"
    PACE = "pace"
    NORM_MET = "norm_met"
    DAY_CARD = "day_card"
    DAY_REPORT = "day_report"
    DIGEST_DAY = "digest_day"
    DIGEST_WEEK = "digest_week"
    DELIVERY_FAILED = "delivery_failed"
    IMPORT_REPORT = "import_report"
    SOURCE_TROUBLE = "source_trouble"
    SOURCE_WELL = "source_well"


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to say to one person, or to a team's chat (`chat`, then `reader` is who set it up).

    `key` names it within the company: the same key is the same letter, put once. `data` are plain values (text,
    whole numbers, booleans, None, lists and objects with text keys; numbers of other kinds as text): `v` is the version
    of their shape. `run_at` and `useful_until` are moments of the business; after the latter it is not said any more.
    `worth`: of several that wait the higher goes first. A `card` stays one message: pinned, silent, and put anew under
    its key it is edited when its data changed.
    """

    key: str
    kind: LetterKind
    reader: PersonId
    data: Mapping[str, Any]
    run_at: datetime
    useful_until: datetime | None = None
    silent: bool = False
    worth: int = 0
    card: bool = False
    chat: str | None = None


def may_read(reader: Member, kind: LetterKind, data: Mapping[str, Any]) -> bool:
    """Whether a letter is still its reader's to read, however long it has waited: a digest of a team they head, news
    of somebody they see, files and sources while they arrange. What tells them of their own day always is."""
    match kind:
        case LetterKind.DIGEST_DAY | LetterKind.DIGEST_WEEK:
            return reader.may_see_team(data["team"]) if data["team"] else reader.whole
        case LetterKind.DELIVERY_FAILED:
            return data["group"] is not None or reader.may_see(data["id"])
        case LetterKind.IMPORT_REPORT | LetterKind.SOURCE_TROUBLE | LetterKind.SOURCE_WELL:
            return reader.arranges
        case _:
            return True
