"""Names of sources, channels, campaigns and products as people write them: one name in several spellings."""

from collections import Counter
from collections.abc import Iterable


class Spelling:
    """Names that differ only in case or spaces are one; the spelling met most is shown."""

    def __init__(self, names: Iterable[str | None]) -> None:
        counts: dict[str, Counter[str]] = {}
        for name in names:
            if name:
                counts.setdefault(plain(name), Counter())[name] += 1
        self._shown = {key: min(found, key=lambda name: (-found[name], name)) for key, found in counts.items()}

    def of(self, name: str | None) -> str | None:
        """The shown spelling; None for no name."""
        return self._shown.get(plain(name), name) if name else None


def plain(name: str) -> str:
    """The name as it is compared."""
    return " ".join(name.casefold().split())
