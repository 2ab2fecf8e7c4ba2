"""What a PostgreSQL data folder says about the server that runs on it, or ran.

`postmaster.pid` has a line a fact:

    1 pid    2 data folder    3 start time    4 port
    5 socket folder    6 address    7 memory    8 status

and stays behind when the server was killed. The pid may by then belong to another process, so a
server counts as running only if that process is a `postgres` started on this very folder.

Source: https://www.postgresql.org/docs/current/storage-file-layout.html
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

POLL_S = 0.005
FAST_STOP_S = 60.0
"""How long a server may take to roll back, write its checkpoint and go."""
IMMEDIATE_STOP_S = 10.0


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A running server.

    Attributes:
        pid: Its first process.
        socket_folder: Where its Unix socket is; None while it has not got that far.
        ready: Whether it takes connections.
    """

    pid: int
    socket_folder: Path | None
    ready: bool


def find_postmaster(data: Path) -> Postmaster | None:
    """Return the server that runs on a data folder, or None."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, NotADirectoryError, IndexError, ValueError):
        return None
    if not runs_on(pid, data):
        return None
    socket_folder = Path(lines[4]) if len(lines) > 4 and lines[4] else None
    return Postmaster(pid, socket_folder, ready=len(lines) > 7 and lines[7].strip() == "ready")


def runs_on(pid: int, data: Path) -> bool:
    """Tell whether the process is a PostgreSQL server on this data folder."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return Path(os.fsdecode(command[0])).name == "postgres" and os.fsencode(data) in command


def drop_stale(data: Path) -> None:
    """Remove the pid file of a dead server if its pid is now another process's.

    A pid that nobody has is left to PostgreSQL, which then also checks the dead server's memory;
    one that was given out again (every container starts counting at 1) would keep it from starting.
    """
    path = data / "postmaster.pid"
    try:
        pid = int(path.read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return
    if Path(f"/proc/{pid}").exists() and not runs_on(pid, data):
        path.unlink(missing_ok=True)


def stop_postmaster(pid: int, data: Path) -> None:
    """Stop a server: open transactions are rolled back, committed ones are on the disk.

    Raises:
        TimeoutError: It is still there after everything was tried.
    """
    for number, patience_s in ((signal.SIGINT, FAST_STOP_S), (signal.SIGQUIT, IMMEDIATE_STOP_S)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            if not runs_on(pid, data):
                return
            time.sleep(POLL_S)
    raise TimeoutError(f"the database server (process {pid}) does not stop")
