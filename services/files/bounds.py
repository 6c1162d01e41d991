"""How much of a file we read: wide enough for any department, narrow enough that no file takes a machine down."""

LARGEST = 256 * 1024 * 1024
"""Bytes of a file, unpacked."""

MOST_ROWS = 5_000_000
MOST_COLUMNS = 1_000
MOST_CELLS = 20_000_000
"""As many as fit into some 1.5 GB as text."""

LONGEST_TEXT = 10_000
"""Characters of one cell that is kept."""

LONGEST_WORD = 80
"""Characters of a number, a date, a duration; longer is refused unread."""

ROOMY_AREA = 2_000_000
"""A sheet's rows x columns that are read however few of its cells are filled."""

WIDEST_AREA = 16_000_000
LEAST_FILLED = 0.25
"""The part of a larger sheet's area that has to be filled: stray cells far away would make it huge and empty."""

BOMB_SIZE, BOMB_RATIO = 64 * 1024 * 1024, 100
"""A part of a workbook this large that was packed this tightly holds no table: tables pack ten to thirty times."""

MOST_STRINGS = 5_000_000
MOST_MERGES = 50_000
LARGEST_SMALL_PART = 16 * 1024 * 1024
"""Bytes of the parts of a workbook that describe it and hold no table."""
