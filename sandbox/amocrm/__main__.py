"""The stand-in by itself: `python -m sandbox.amocrm --port 8082`; ends on Ctrl-C or SIGTERM."""

import sys

from sandbox.amocrm.server import AmoServer
from sandbox.crm.running import run


def main() -> int:
    """Read the command line and serve."""
    return run("sandbox.amocrm", 8082, AmoServer, lambda server: f"token {server.token}")


if __name__ == "__main__":
    sys.exit(main())
