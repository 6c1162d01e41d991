"""A report as a table, one module per form: for a terminal, a spreadsheet, another program."""
