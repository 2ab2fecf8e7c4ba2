"""A server to measure: with its database on one core, what measures it on the other."""

import asyncio
import contextlib
import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from bench.client import Client, Known
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from tests.e2e.database import children, database_of, descendants
from tests.e2e.server import Server

SERVER_CORE, LOAD_CORE = 0, 1
SETTINGS = {
    "HODHOD_GATEWAY_CONNECTIONS_PER_ADDRESS": "1000000",
    "HODHOD_GATEWAY_HANDSHAKES_PER_ADDRESS_S": "1000000",
    "HODHOD_GATEWAY_HANDSHAKES_PER_ADDRESS_BURST": "1000000",
    "HODHOD_GATEWAY_WORKERS": "1",
    "HODHOD_LOG_LEVEL": "warning",
}


@dataclass(frozen=True, slots=True)
class Served:
    """A running server and its key."""

    server: Server
    key: RsaPublicKey

    async def connect(self, client: Client, key: Known | None = None) -> Client:
        """Connects with a key, or makes one."""
        await client.connect(self.server.mtproto.host, self.server.mtproto.port, key or self.key)
        return client

    def metrics(self) -> str:
        """What the server counts."""
        with urlopen(f"http://{self.server.http}/metrics") as page:
            text: str = page.read().decode()
        return text

    def processor_seconds(self) -> tuple[float, float]:
        """Time spent on a processor so far: the server's, and that of all of its database."""
        postmaster = database_of(self.server.data).postmaster
        database = (postmaster, *children(postmaster))
        server = self.server.pid()
        own = [server, *(one for one in descendants(server) if one not in database)]
        return sum(map(processor_seconds, own)), sum(map(processor_seconds, database))


@contextlib.asynccontextmanager
async def served(
    settings: Mapping[str, str] | None = None, *, spread: bool = False
) -> AsyncIterator[Served]:
    """Starts a server, and leaves the other core to whoever measures it, unless it is `spread`."""
    before = os.sched_getaffinity(0)
    with tempfile.TemporaryDirectory(prefix="hodhod-bench-") as name:
        folder = Path(name)
        # The embedded database may run under an account of its own.
        await asyncio.to_thread(folder.chmod, 0o755)
        server = Server(folder / "data", folder / "server.log", SETTINGS | dict(settings or {}))
        await asyncio.to_thread(server.start)
        if not spread:
            pin(server)
        try:
            yield Served(server, RsaPublicKey.from_pem((await server.pem()) + "\n"))
        finally:
            os.sched_setaffinity(0, before)
            await asyncio.to_thread(server.stop)


def pin(server: Server) -> None:
    if (os.cpu_count() or 1) <= LOAD_CORE:
        return
    postmaster = database_of(server.data).postmaster
    for pid in (server.pid(), *descendants(server.pid()), postmaster, *children(postmaster)):
        for task in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(task.name), {SERVER_CORE})
    os.sched_setaffinity(0, {LOAD_CORE})


def processor_seconds(pid: int) -> float:
    """Time a process spent on a processor: fields 14 and 15 of /proc/<pid>/stat, in ticks."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0  # it has just ended
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
