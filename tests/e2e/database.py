"""The embedded database as an accident meets it: found by its processes, frozen, killed."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Database:
    """The postmaster that serves a data folder, and its children."""

    postmaster: int

    def freeze(self) -> None:
        """Nothing answers, nothing closes: what a hung disk looks like."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        for pid in (self.postmaster, *children(self.postmaster)):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue


def database_of(data: Path) -> Database:
    """The database under a server's data folder."""
    pid_file = next(data.rglob("postmaster.pid"))
    return Database(int(pid_file.read_text().splitlines()[0]))


def children(parent: int) -> list[int]:
    """Processes whose parent this is: the fourth field of /proc/<pid>/stat, after the name."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(stat.parent.name))
    return found
