"""Bytes of CSV and XLSX files become typed columns; what cannot be read is refused by its line, never lost."""
