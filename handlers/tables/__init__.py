"""A report as a table: for a terminal, a spreadsheet, another program."""

from handlers.tables.as_csv import as_csv
from handlers.tables.as_json import as_json
from handlers.tables.as_text import as_text
from handlers.tables.as_xlsx import as_xlsx

__all__ = ["as_csv", "as_json", "as_text", "as_xlsx"]
