"""The database that a data folder belongs to: our own, or the one that the settings name."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hodhod.ops.folder import DataFolder
from hodhod.ops.settings import Settings
from hodhod.store.embedded import Embedded, FolderInUseError, running_dsn, start_embedded

WATCH_EVERY_S = 0.5
"""How soon it is noticed that the database's server is gone."""

OTHERS_START_S = 60.0
"""How long a command waits for a server that is just starting its database."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def reach_database(folder: DataFolder, settings: Settings) -> AsyncIterator[str]:
    """Yield the address of the database, for a command beside a running server or without one.

    Our own database is started, and stopped at the end, if nobody runs it.

    Raises:
        DatabaseStartError: It cannot be started.
        FolderInUseError: Somebody has it, but it takes no connections.
    """
    if settings.database.dsn:
        yield settings.database.dsn
        return
    dsn, started = await asyncio.to_thread(_find_or_start, folder)
    try:
        yield dsn
    finally:
        if started is not None:
            await asyncio.to_thread(started.stop)


def _find_or_start(folder: DataFolder) -> tuple[str, Embedded | None]:
    deadline = time.monotonic() + OTHERS_START_S
    while True:
        dsn = running_dsn(folder.database)
        if dsn is not None:
            return dsn, None
        try:
            started = start_embedded(folder.database)
        except FolderInUseError:
            if time.monotonic() > deadline:
                raise
            continue  # trying took a while, and the other one is nearly there
        return started.dsn(), started


@asynccontextmanager
async def own_database(folder: DataFolder, settings: Settings) -> AsyncIterator[str]:
    """Yield the address of the database for as long as a server runs.

    Our own database is started, started again if it dies, and stopped at the end.

    Raises:
        DatabaseStartError: It cannot be started.
        FolderInUseError: Another server runs on this data.
    """
    if settings.database.dsn:
        yield settings.database.dsn
        return
    keeper = _Keeper(folder, await asyncio.to_thread(start_embedded, folder.database))
    watching = asyncio.create_task(keeper.watch(), name="database")
    try:
        yield keeper.embedded.dsn()
    finally:
        watching.cancel()
        await asyncio.wait([watching])
        await asyncio.to_thread(keeper.embedded.stop)


class _Keeper:
    """Starts the embedded database again when it is gone: killed by the system, or crashed."""

    def __init__(self, folder: DataFolder, embedded: Embedded) -> None:
        self.folder = folder
        self.embedded = embedded

    async def watch(self) -> None:
        """Watch until cancelled."""
        while True:
            await asyncio.sleep(WATCH_EVERY_S)
            if self.embedded.running:
                continue
            log.error("the database is gone; starting it again")
            starting = asyncio.create_task(asyncio.to_thread(self._again), name="database start")
            try:
                await asyncio.shield(starting)
            except asyncio.CancelledError:
                await starting  # what was started must be known to be stopped
                raise
            except Exception:
                log.exception("the database does not start")

    def _again(self) -> None:
        self.embedded.stop()
        self.embedded = start_embedded(self.folder.database)
