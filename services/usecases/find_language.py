"""The language of those who keep the installation."""

import os

from services.errors import Refused
from services.store.companies import Companies
from services.store.db import Database


class FindLanguage:
    """The one language all companies speak; None where they differ, there are none, or they cannot be read.

    Asking makes no database where there is none.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self) -> str | None:
        if self._database.file is not None and not os.access(self._database.file, os.R_OK):
            return None
        try:
            async with self._database.overview() as connection:
                languages = {company.language for company in await Companies(connection).all()}
        except Refused:
            return None
        return languages.pop() if len(languages) == 1 else None
