"""Whose a row is: a name, an extension, an e-mail or a CRM id as it stands in a file, made a person."""

import re
from collections.abc import Iterable

from services.domain.ids import NOBODY, PersonId, digest_id
from services.domain.people import name_key
from services.store.people import People
from services.store.unit import Unit

_NOT_A_NAME = re.compile(r"\+?[\d\s()\-]{1,20}|\S+@\S+|(crm_id|extension|employee_id|login|phone):\S+")


class Owners:
    """People by everything they are called; a name nobody knows becomes a person without a role.

    An extension or id that nobody has stays nobody's, and is kept with the row until somebody gets it. A source names
    people by the kind of identity too (`crm_id:12`), for a file's `12` may be an extension.
    """

    def __init__(self, company: int) -> None:
        self._company = company
        self._by_name: dict[str, PersonId] = {}
        self._by_ref: dict[str, PersonId] = {}
        self._known: dict[str, tuple[PersonId, str | None]] = {"": (NOBODY, None)}
        self.unknown_names: set[str] = set()
        self.unknown_refs: set[str] = set()

    async def load(self, unit: Unit, roster_names: Iterable[tuple[PersonId, str]]) -> None:
        """Learn who is here."""
        self._by_name = {name_key(name): person for person, name in roster_names}
        for identity in await People(unit).identities():
            if identity.kind == "alias":
                self._by_name.setdefault(identity.value, identity.person)
            else:
                self._by_ref[identity.value.casefold()] = identity.person
                self._by_ref[f"{identity.kind}:{identity.value}".casefold()] = identity.person

    async def meet(self, unit: Unit, texts: Iterable[str | None]) -> None:
        """Take note of everybody named in a column; names not known yet become people."""
        fresh: dict[str, str] = {}
        for text in sorted({text for text in texts if text}):
            if self._find(text) is None and not _NOT_A_NAME.fullmatch(text) and name_key(text):
                fresh.setdefault(name_key(text), text)
        self.unknown_names.update(fresh.values())
        await People(unit).add_unlisted(fresh.values())
        self._by_name |= {key: PersonId(digest_id(self._company, "person", key)) for key in fresh}

    def of(self, text: str | None) -> tuple[PersonId, str | None]:
        """The person and, where it is nobody yet, the reference to keep."""
        text = text or ""
        if text not in self._known:
            person = self._find(text)
            if person is None:
                self.unknown_refs.add(text)
            self._known[text] = (NOBODY, text) if person is None else (person, None)
        return self._known[text]

    def _find(self, text: str) -> PersonId | None:
        return self._by_ref.get(text.casefold()) or self._by_name.get(name_key(text))
