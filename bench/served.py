"""A server to measure: its own process on one core, its database on the other."""

import asyncio
import contextlib
import itertools
import os
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.client import Client
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.tl import functions, types
from tests.e2e.database import children, database_of
from tests.e2e.server import Server

SERVER_CORE, OTHER_CORE = 0, 1
CODE_DIGITS = 5
SETTINGS = {
    "HODHOD_ACCOUNTS_TEST_NUMBERS": "true",
    "HODHOD_CODES_PER_ADDRESS_HOUR": "1000000",
    "HODHOD_CODES_PER_PHONE_HOUR": "1000000",
    "HODHOD_LOG_LEVEL": "warning",
}


@dataclass(slots=True)
class Served:
    """A running server and its key."""

    server: Server
    key: RsaPublicKey
    _phones: itertools.count = field(default_factory=lambda: itertools.count(1))

    async def client(self, client: Client | None = None) -> Client:
        client = client or Client()
        await client.connect(self.server.mtproto.host, self.server.mtproto.port, self.key)
        return client

    async def user(self, client: Client) -> types.User:
        """Signs a new user up: test numbers 99966 X YYYY have the code XXXXX."""
        number = next(self._phones)
        digit, rest = divmod(number, 10_000)
        phone, code = f"99966{digit}{rest:04}", str(digit) * CODE_DIGITS
        sent = await client.ask(
            functions.auth.SendCode(
                phone_number=phone, api_id=1, api_hash="", settings=types.CodeSettings()
            )
        )
        assert isinstance(sent, types.auth.SentCode)
        done = await client.ask(
            functions.auth.SignIn(
                phone_number=phone, phone_code_hash=sent.phone_code_hash, phone_code=code
            )
        )
        if isinstance(done, types.auth.AuthorizationSignUpRequired):
            done = await client.ask(
                functions.auth.SignUp(
                    phone_number=phone,
                    phone_code_hash=sent.phone_code_hash,
                    first_name=f"User {number}",
                    last_name="",
                )
            )
        assert isinstance(done, types.auth.Authorization)
        assert isinstance(done.user, types.User)
        return done.user


@contextlib.asynccontextmanager
async def served() -> AsyncIterator[Served]:
    """Starts a server; what measures it runs where the database does."""
    with tempfile.TemporaryDirectory(prefix="hodhod-bench-") as name:
        folder = Path(name)
        server = Server(folder / "data", folder / "server.log", dict(SETTINGS))
        await asyncio.to_thread(server.start)
        pin(server)
        try:
            yield Served(server, RsaPublicKey.from_pem((await server.pem()) + "\n"))
        finally:
            await asyncio.to_thread(server.stop)


def pin(server: Server) -> None:
    if (os.cpu_count() or 1) < OTHER_CORE + 1:
        return
    for task in Path(f"/proc/{server.pid()}/task").iterdir():
        os.sched_setaffinity(int(task.name), {SERVER_CORE})
    postmaster = database_of(server.data).postmaster
    for pid in (postmaster, *children(postmaster), os.getpid()):
        os.sched_setaffinity(pid, {OTHER_CORE})


def resident_bytes(pid: int) -> int:
    """Resident memory of a process: the second field of /proc/<pid>/statm, in pages."""
    pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def processor_seconds(pid: int) -> float:
    """Time a process spent on a processor: fields 14 and 15 of /proc/<pid>/stat, in ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
