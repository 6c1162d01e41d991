"""The stand-in by itself: `python -m sandbox.bitrix24 --port 8083`; ends on Ctrl-C or SIGTERM."""

import sys

from sandbox.bitrix24.server import BitrixServer
from sandbox.crm.running import run


def main() -> int:
    """Read the command line and serve."""
    return run("sandbox.bitrix24", 8083, BitrixServer, lambda server: f"webhook {server.webhook}")


if __name__ == "__main__":
    sys.exit(main())
