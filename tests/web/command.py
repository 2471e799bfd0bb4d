"""The command as a person runs it: in a process of its own, which knows nothing of the tests' surroundings."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]


def amicable(*words, ledger, **more) -> subprocess.CompletedProcess[str]:
    """`amicable` with these words about this ledger; `more`: variables of its surroundings."""
    return run("-m", "amicable", *words, "--ledger", ledger, **more)


def run(*words, **more) -> subprocess.CompletedProcess[str]:
    """Python with these arguments."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("AMICABLE", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=HERE, env=surroundings | more, capture_output=True, text=True, check=False,
    )  # fmt: skip
