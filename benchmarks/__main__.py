"""`make bench`: measure every promise of speed and print it as a table; the figures are kept as JSON.

Words choose: `import`, `reports`, `start`, `chat`, `letters`, `ticks`; `--quick` takes smaller sizes.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import chatting, delivering, importing, reports, starting, ticking
from bot.memory import collect_seldom

WORDS = ("import", "reports", "start", "chat", "letters", "ticks")
RESULTS = Path(__file__).parent / "results"


async def _measured(chosen: set[str], *, quick: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if "import" in chosen:
        found.append(await importing.measure(*((20_000, 1) if quick else ())))
    if "reports" in chosen:
        found += await reports.measure(*(((10_000, 100_000), 20) if quick else ()))
    if "start" in chosen:
        found.append(starting.measure())
    if "chat" in chosen:
        found += await chatting.measure(*((24, 4) if quick else ()))
    if "ticks" in chosen:
        found += await ticking.measure(*((1_000, 5) if quick else ()))
    if "letters" in chosen:
        found += await delivering.measure(*((100, 300) if quick else ()))
    return found


def _times(row: dict[str, Any]) -> list[str]:
    """Milliseconds by size, from the smallest to the largest."""
    return [" · ".join(map(str, row.get(name, {}).values())) for name in ("store_ms", "whole_ms")]


def main(words: list[str]) -> int:
    """Measure what was chosen; the exit status says whether every promise was kept."""
    chosen = {word for word in words if not word.startswith("-")} or set(WORDS)
    collect_seldom()  # as the program itself does when it starts
    found = asyncio.run(_measured(chosen, quick="--quick" in words))
    table = Table("what", "ratio", "promised", "kept", "store ms", "whole ms")
    for row in found:
        kept = "" if "kept" not in row else "yes" if row["kept"] else "NO"
        table.add_row(row["what"], str(row["ratio"]), str(row.get("promise", "")), kept, *_times(row))
    Console(width=110).print(table)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "newest.json").write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0 if all(row.get("kept", True) for row in found) else 1


sys.exit(main(sys.argv[1:]))
