"""The server on a stage: the test moves its clock, and its Internet is a small web of its own.

`python -m tests.e2e.stage serve …` is `hodhod serve …`, whole, but for three things: the time of
day is ahead by what a file says, what is done every ten minutes is done every half second, and
names that pages of previews are fetched from all lead to this machine.
"""

import importlib
import os
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.e2e.server import Server

CLOCK = "STAGE_CLOCK"
"""Names the file that says how many seconds the clock is ahead."""

OFTEN_S = 0.5


def told(ahead: int) -> bytes:
    """What the file says; as long, whatever it says."""
    return b"%012d" % ahead


@dataclass(frozen=True, slots=True)
class Stage:
    """A server whose clock the test moves."""

    server: Server
    clock: Path

    def wait(self, seconds: int) -> None:
        """Lets so much time go by."""
        ahead = int(self.clock.read_text()) + seconds
        with self.clock.open("r+b", buffering=0) as clock:
            clock.write(told(ahead))  # at once, never half or nothing


def main() -> None:
    """Sets the stage, then does what the command line says."""
    real, ahead = time.time, os.open(os.environ[CLOCK], os.O_RDONLY)
    # Before anything of the server is imported, so that nothing keeps the real one.
    time.time = lambda: real() + int(os.pread(ahead, 32, 0))
    web = importlib.import_module("tests.previews.web")
    opened = importlib.import_module("hodhod.previews.fetcher").open_fetcher
    previews = vars(importlib.import_module("hodhod.previews.previews"))
    previews["open_fetcher"] = partial(opened, guard=web.HERE, resolver=web.Table())
    vars(importlib.import_module("hodhod.ops.upkeep"))["SWEEP_S"] = OFTEN_S
    importlib.import_module("hodhod.ops.cli").main()


if __name__ == "__main__":
    main()
