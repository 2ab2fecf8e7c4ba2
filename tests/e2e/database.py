"""The embedded database as an accident meets it: found by its processes, frozen, killed."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

GONE_S, LOOK_S = 10.0, 0.01


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
        """Ends all of it, and returns when nothing of it is left."""
        processes = (self.postmaster, *children(self.postmaster))
        self._signal(signal.SIGKILL)
        deadline = time.monotonic() + GONE_S
        while any(Path(f"/proc/{pid}").exists() for pid in processes):
            if time.monotonic() > deadline:
                raise AssertionError(f"still there: {processes}")
            time.sleep(LOOK_S)

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


def descendants(parent: int) -> list[int]:
    """Its children, and theirs."""
    found = children(parent)
    return found + [one for child in found for one in descendants(child)]


def resident_bytes(pid: int) -> int:
    """Resident memory of a process: the second field of /proc/<pid>/statm, in pages."""
    pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
