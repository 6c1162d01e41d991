"""Kills a migration before its n-th statement, for every n or some; says what was found. Run by test_migrations.py.

Forks a child per kill from one warm process: the children die of SIGKILL, as in a power cut of the process.
"""

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import alembic.command  # noqa: F401
from sqlalchemy import event

from migrations import HEAD
from migrations.runner import upgrade
from services.store.db import Database
from services.store.tables import metadata


def migrate(file, kill_before):
    """Bring the file up; die before the n-th statement, 0 is never. The last one is the commit."""
    seen = 0

    def look(*_said):
        nonlocal seen
        seen += 1
        if seen == kill_before:
            os.kill(os.getpid(), signal.SIGKILL)

    async def go(connection):
        event.listen(connection.sync_connection, "before_cursor_execute", look)
        event.listen(connection.sync_connection, "commit", look)
        return await upgrade(connection)

    async def whole():
        database = Database(f"sqlite+aiosqlite:///{file}")
        await database.migrate(go)
        await database.close()

    asyncio.run(whole())


def in_child(*call):
    """Carry out in a child of our own; True when it was killed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            call[0](*call[1:])
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    if os.WIFSIGNALED(ended):
        return True
    if os.WEXITSTATUS(ended):
        raise SystemExit("the next start did not finish the migration")
    return False


def state(file):
    """`old` is no table at all, `new` every table and the head, anything else is `between`."""
    with closing(sqlite3.connect(file)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not names and sound:
            return "old"
        head = connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        return "new" if names == {*metadata.tables, "alembic_version"} and sound and head else "between"


def main(folder, stride):
    """Kill at the first statement and at every further `stride`-th until a migration gets through."""
    found = {"old": 0, "new": 0, "between": 0}
    for number in range(1, 10_000, stride):
        file = folder / f"{number}.db"
        if not in_child(migrate, file, number):
            break
        found[state(file)] += 1
        in_child(migrate, file, 0)
        if state(file) != "new":
            raise SystemExit(f"the start after kill {number} left {state(file)}")
        file.unlink()
    kills = sum(found.values())
    print(f"{kills} kills, {found['old']} old, {found['new']} new, {found['between']} between")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
