"""The import of 100,000 calls against a bare SQLite upsert of the very same rows, in turns, in one run."""

import random
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.house import a_house, importer
from benchmarks.invented import MAP_FILE, calls_file
from services.usecases.import_files import Said

PROMISE = 3.0
"""The whole import (reading, validation, keys, phones, facts) costs at most this many bare upserts."""


async def measure(rows: int = 100_000, rounds: int = 3) -> dict[str, Any]:
    """Wall seconds of both, round by round, and the median of their ratios; also the same file once more."""
    data = calls_file(rows)
    ratios, imports, bares, agains = [], [], [], []
    for _ in range(rounds):
        async with a_house() as (database, company, file):
            takes = importer(database)
            begun = time.perf_counter()
            report = await takes(company, "calls.csv", data, Said("calls", MAP_FILE))
            imports.append(time.perf_counter() - begun)
            if report.added != rows:
                raise RuntimeError(f"{report.added} of {rows} calls came in")
            bares.append(bare(file))
            begun = time.perf_counter()
            await takes(company, "calls.csv", data, Said("calls", MAP_FILE))
            agains.append(time.perf_counter() - begun)
        ratios.append(imports[-1] / bares[-1])
    middle = sorted(ratios)[len(ratios) // 2]
    return {
        "what": f"import of {rows:,} calls ÷ bare SQLite upsert of the same rows",
        "ratio": round(middle, 2),
        "promise": PROMISE,
        "kept": middle <= PROMISE,
        "import_s": [round(value, 2) for value in imports],
        "bare_s": [round(value, 2) for value in bares],
        "again_s": [round(value, 2) for value in agains],
    }


def bare(source: Path) -> float:
    """Seconds of one `executemany` of ready-made rows into the same table with the same indexes, in one transaction."""
    with sqlite3.connect(source) as origin:
        shape = [row[0] for row in origin.execute("SELECT sql FROM sqlite_master WHERE tbl_name='calls' AND sql <> ''")]
        rows = origin.execute("SELECT * FROM calls").fetchall()
        names = [row[1] for row in origin.execute("PRAGMA table_info(calls)")]
    origin.close()
    random.Random(1).shuffle(rows)
    changes = ",".join(f"{name}=excluded.{name}" for name in names if name not in ("company_id", "id"))
    places = ",".join("?" * len(names))
    statement = f"INSERT INTO calls VALUES ({places}) ON CONFLICT (company_id, id) DO UPDATE SET {changes}"
    with tempfile.TemporaryDirectory(prefix="takt-bench-") as folder:
        target = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536"):
            target.execute(f"PRAGMA {pragma}")
        for piece in shape:
            target.execute(piece)
        begun = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        target.executemany(statement, rows)
        target.execute("COMMIT")
        spent = time.perf_counter() - begun
        target.close()
    return spent
