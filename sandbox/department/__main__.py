"""`python -m sandbox.department OUT_DIR --until 2026-11-24T13:00+03:00` writes the files of that moment."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path

from sandbox.department import MAPS, Department
from sandbox.department.calendar import MOSCOW, local_day


def main() -> None:
    """Write the department's files into a folder and name them."""
    ask = argparse.ArgumentParser(prog="python -m sandbox.department", description="Files of an invented department.")
    ask.add_argument("folder", type=Path)
    ask.add_argument("--until", type=datetime.fromisoformat, required=True, help="the present moment")
    ask.add_argument("--since", type=datetime.fromisoformat, help="only what is new or changed since this moment")
    ask.add_argument("--anchor", type=date.fromisoformat, help="the day of the stories; the day of --until by default")
    ask.add_argument("--seed", type=int, default=7)
    asked = ask.parse_args()
    until = asked.until if asked.until.tzinfo else asked.until.replace(tzinfo=MOSCOW)
    department = Department(asked.anchor or local_day(until), asked.seed)
    asked.folder.mkdir(parents=True, exist_ok=True)
    since = asked.since and (asked.since if asked.since.tzinfo else asked.since.replace(tzinfo=MOSCOW))
    found = department.files_since(since, until) if since else department.files(until)
    for kind, content in found.items():
        (asked.folder / f"{kind}.csv").write_bytes(content)
        sys.stdout.write(f"{kind}.csv {len(content.splitlines()) - 1}\n")
    for kind, content in MAPS.items():
        (asked.folder / f"{kind}.toml").write_bytes(content)


if __name__ == "__main__":
    main()
