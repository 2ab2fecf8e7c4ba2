"""A crew: several workers on one port, looked after by a process that serves nobody itself.

         serve ── pipe ──► worker 0 ──┐
           │                 ║ sockets ║   one port (SO_REUSEPORT): the kernel deals connections out
           └──── pipe ──► worker 1 ──┘

A worker that dies is replaced; its clients connect again, and lose nothing. If the process that
looks after them is killed, so are they: whoever starts the server again finds the port free.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Final

import uvloop

from hodhod.domain.event import Node
from hodhod.ops import logs
from hodhod.ops.cli import CommandError, say
from hodhod.ops.keys import read_keys
from hodhod.ops.wiring import Neighbours
from hodhod.ops.worker import Place, working

READY: Final = "ready"
STOP: Final = "stop"

LONG_LIVED_S: Final = 30.0
"""A worker that has lived for so long is replaced at once; one that has not, after a pause."""

PAUSES_S: Final = (0.0, 1.0, 2.0, 5.0, 10.0)
"""Before a worker is replaced that has died young, again and again."""

GRACE_S: Final = 5.0
"""How much longer than its requests a worker may take to stop."""

log = logging.getLogger(__name__)
_forks = multiprocessing.get_context("forkserver")


class CrewError(CommandError):
    """A worker did not start; what it died of is in the log."""


@asynccontextmanager
async def crew(place: Place, nodes: tuple[Node, ...]) -> AsyncIterator[None]:
    """Keep workers at work for as long as the body lasts.

    Args:
        place: What is the same for all of them.
        nodes: Their names.

    Raises:
        CrewError: One of them does not start.
    """
    # Loaded once, before there is anything that must not be in two processes.
    _forks.set_forkserver_preload(["hodhod.ops.preload"])
    with tempfile.TemporaryDirectory(prefix="hodhod-") as sockets:
        members = [
            _Member(dataclasses.replace(place, neighbours=Neighbours(nodes, number, Path(sockets))))
            for number in range(len(nodes))
        ]
        keeping: list[asyncio.Task[None]] = []
        try:
            await asyncio.gather(*(member.start() for member in members))
            keeping = [asyncio.create_task(member.keep(), name="a worker") for member in members]
            yield
        finally:
            for task in keeping:
                task.cancel()
            await asyncio.gather(*keeping, return_exceptions=True)
            patience_s = place.settings.gateway.drain_s + GRACE_S
            await asyncio.gather(*(member.stop(patience_s) for member in members))


class _Member:
    """A worker as its keeper sees it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._number = 0 if place.neighbours is None else place.neighbours.number
        self._process: ForkServerProcess | None = None
        self._pipe: Connection[str, str] | None = None
        self._started_at = 0.0

    async def start(self) -> None:
        """Start it, and wait until it serves.

        Raises:
            CrewError: It does not.
        """
        self._pipe, theirs = _forks.Pipe()
        self._process = _forks.Process(
            target=_work, args=(self._place, theirs), name=f"worker {self._number}"
        )
        self._started_at = time.monotonic()
        await asyncio.to_thread(self._process.start)
        theirs.close()
        await _readable(self._pipe.fileno())
        try:
            self._pipe.recv()
        except EOFError:
            raise CrewError(f"worker {self._number} does not start") from None

    async def keep(self) -> None:
        """Replace it whenever it dies, until cancelled."""
        young = 0
        while True:
            assert self._process is not None
            if self._process.is_alive():
                await _readable(self._process.sentinel)
            self._process.join()
            lived_s = time.monotonic() - self._started_at
            young = 0 if lived_s > LONG_LIVED_S else min(young + 1, len(PAUSES_S) - 1)
            log.error(
                "a worker is gone and is replaced",
                extra={"worker": self._number, "exit_code": self._process.exitcode},
            )
            await asyncio.sleep(PAUSES_S[max(young - 1, 0)])
            try:
                await self.start()
            except CrewError as error:
                log.error("%s", error)  # noqa: TRY400 - the worker has written why

    async def stop(self, patience_s: float) -> None:
        """Let it answer what it was asked, and end; without patience, or without us, at once."""
        process, pipe = self._process, self._pipe
        if process is None or pipe is None or process.pid is None:
            return
        try:
            pipe.send(STOP)
            async with asyncio.timeout(patience_s):
                await _readable(process.sentinel)
        except (OSError, TimeoutError):
            pass
        finally:
            if process.is_alive():
                process.kill()
            process.join()
            pipe.close()


async def _readable(descriptor: int) -> None:
    """Wait until something can be read, or the other end is gone."""
    loop = asyncio.get_running_loop()
    # The same number may belong to another file soon: the loop gets one of its own.
    own = os.dup(descriptor)
    happened = asyncio.Event()
    loop.add_reader(own, happened.set)
    try:
        await happened.wait()
    finally:
        loop.remove_reader(own)
        os.close(own)


def _work(place: Place, keeper: Connection[str, str]) -> None:
    """What a worker's process runs."""
    logs.set_up(place.settings.log.level, place.settings.log.form)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(place, keeper))


async def _serve(place: Place, keeper: Connection[str, str]) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def hear() -> None:
        try:
            keeper.recv()
        except (EOFError, OSError):
            os._exit(1)  # the keeper was killed, and so are we
        stop.set()

    loop.add_reader(keeper.fileno(), hear)
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    # A terminal's Ctrl-C goes to every process: the keeper decides what it means.
    loop.add_signal_handler(signal.SIGINT, lambda: None)
    async with working(place, read_keys(place.folder.keys), show=say):
        keeper.send(READY)
        await stop.wait()
    loop.remove_reader(keeper.fileno())
