"""Arithmetic in a process of its own, which takes what the others leave of the processor.

    worker ── socket ──► u32 length │ pickled call    ──► arithmetic, at a lower priority
           ◄──────────── u32 length │ pickled result ◄──

A rush of strangers costs milliseconds for each. In threads of the worker these would take turns
with everybody who is in already: for the processor, and for the interpreter. The process ends when
its worker does, however that ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import pickle
import signal
import socket
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from struct import Struct
from typing import Final, TypeVar, cast

LENGTH: Final = Struct("<I")
NICE: Final = 10
"""How much less the process counts than others: about a tenth."""

RESTART_S: Final = 0.5

T = TypeVar("T")
log = logging.getLogger(__name__)


class Arithmetic:
    """The process, started again if it is killed; made by `arithmetic`."""

    def __init__(self) -> None:
        self._writer: asyncio.StreamWriter | None = None
        self._waiting: deque[asyncio.Future[object]] = deque()
        self._started = asyncio.Event()

    async def run(self, call: Callable[[], T]) -> T:
        """Have a call done: it and its result are pickled.

        Raises:
            ConnectionError: The process was killed meanwhile.
        """
        await self._started.wait()
        assert self._writer is not None
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        self._writer.write(_framed(call))
        return cast("T", await answer)

    async def keep(self) -> None:
        """Keep the process running until cancelled."""
        while True:
            ours, theirs = socket.socketpair()
            with theirs:
                process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "hodhod.ops.arithmetic", str(theirs.fileno())),
                    pass_fds=[theirs.fileno()],
                    stdin=asyncio.subprocess.DEVNULL,
                )
            reader, self._writer = await asyncio.open_connection(sock=ours)
            self._started.set()
            try:
                await self._hear(reader)
                log.warning("the arithmetic is gone and is started again")
                await asyncio.sleep(RESTART_S)
            finally:
                self._started.clear()
                for answer in self._waiting:
                    if not answer.done():
                        answer.set_exception(ConnectionError("the arithmetic is gone"))
                self._waiting.clear()
                self._writer.close()
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    async def _hear(self, reader: asyncio.StreamReader) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
                result = pickle.loads(await reader.readexactly(length))  # noqa: S301 - our own
                answer = self._waiting.popleft()
                if not answer.done():
                    answer.set_result(result)


@asynccontextmanager
async def arithmetic() -> AsyncIterator[Arithmetic]:
    """Run the process for as long as the body lasts."""
    it = Arithmetic()
    keeping = asyncio.create_task(it.keep(), name="arithmetic")
    try:
        yield it
    finally:
        keeping.cancel()
        await asyncio.wait([keeping])


def _framed(value: object) -> bytes:
    data = pickle.dumps(value)
    return LENGTH.pack(len(data)) + data


def _work(worker: socket.socket) -> None:
    """What the process does until its worker is gone."""
    os.nice(NICE)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the worker still needs it while it drains
    with worker.makefile("rb") as calls:
        while head := calls.read(LENGTH.size):
            call = pickle.loads(calls.read(*LENGTH.unpack(head)))  # noqa: S301 - our own
            worker.sendall(_framed(call()))


if __name__ == "__main__":
    with contextlib.suppress(ConnectionError), socket.socket(fileno=int(sys.argv[1])) as _worker:
        _work(_worker)
