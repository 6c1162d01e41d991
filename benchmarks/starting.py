"""How long the command line takes to come up, against Python itself."""

import subprocess
import sys
import time
from typing import Any


def measure(rounds: int = 5) -> dict[str, Any]:
    """Median wall seconds of `takt --help` and of a Python that does nothing, in turns."""
    helps, nothings = [], []
    for _ in range(rounds):
        helps.append(_timed("-m", "bot", "--help"))
        nothings.append(_timed("-c", "pass"))
    middle = sorted(helps)[rounds // 2]
    return {
        "what": "takt --help, seconds beside a Python that does nothing",
        "ratio": round(middle / sorted(nothings)[rounds // 2], 1),
        "help_s": round(middle, 2),
    }


def _timed(*words: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun
