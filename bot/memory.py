"""How patiently the program looks for dead objects."""

import gc

_NEW_OBJECTS = 100_000


def collect_seldom() -> None:
    """Look for dead cycles after a hundred thousand new objects, not after Python's seven hundred.

    Rows come by the hundred thousand and hold no cycles: else a fifth of an import is spent looking through them in
    vain.
    """
    gc.set_threshold(_NEW_OBJECTS)
