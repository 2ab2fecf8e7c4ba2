"""A town with a server in it, where users of every library can settle.

Variants name a library and the way it connects; what else a library needs (a local proxy, a
patched copy, a Node process) is arranged here, and everything is closed with the town.
"""

import asyncio
import itertools
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from telethon.network import (
    ConnectionTcpAbridged,
    ConnectionTcpFull,
    ConnectionTcpIntermediate,
    ConnectionTcpObfuscated,
)

from tests.e2e import mtcute_client, tdlib_client, telethon_client
from tests.e2e.line import Line, SocksLine
from tests.e2e.messenger import Messenger
from tests.e2e.mtcute_client import Mtcute
from tests.e2e.server import Server
from tests.e2e.tdlib import Tdlib
from tests.e2e.tdlib_library import Library, patched
from tests.e2e.telethon_client import TelethonUser

TELETHON = {
    "telethon": ConnectionTcpFull,
    "telethon-abridged": ConnectionTcpAbridged,
    "telethon-intermediate": ConnectionTcpIntermediate,
    "telethon-obfuscated": ConnectionTcpObfuscated,
    "telethon-http": telethon_client.RepairedConnectionHttp,
}
MTCUTE = {"mtcute": "tcp", "mtcute-obfuscated": "obfuscated", "mtcute-ws": "ws"}
TDLIB = {"tdlib": ("tdlib-newest", "1.8.67"), "tdlib-older": ("tdlib-older", "1.8.55")}
VARIANTS = (*TELETHON, *MTCUTE, *TDLIB)

PAIRS = (
    ("telethon", "mtcute"),
    ("mtcute", "tdlib"),
    ("tdlib", "telethon"),
    ("tdlib-older", "mtcute-ws"),
)
"""Every library on either side of a conversation, old and new, over sockets and WebSocket."""

_numbers = itertools.count(random.randrange(1_000_000, 8_000_000))


def new_phone() -> str:
    """A number that no user has yet."""
    return f"+98912{next(_numbers)}"


@dataclass(slots=True)
class Libraries:
    """TDLib's shared libraries, loaded when first wanted and kept: each is a process-wide thing."""

    folder: Path
    loaded: dict[str, Library] = field(default_factory=dict)

    def tdlib(self, variant: str, pem: str) -> Library:
        if variant not in self.loaded:
            requirement, version = TDLIB[variant]
            path = patched(requirement, pem, self.folder)
            library = Library(path, self.folder / f"{variant}.log", version)
            library.start()
            self.loaded[variant] = library
        return self.loaded[variant]

    def stop(self) -> None:
        for library in self.loaded.values():
            library.stop()


@dataclass(slots=True)
class Town:
    """The users of one test."""

    server: Server
    libraries: Libraries
    folder: Path
    closing: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    async def newcomer(self, variant: str, first_name: str, line: Line | None = None) -> Messenger:
        """Somebody who signs up."""
        return await self._arrive(variant, new_phone(), line, first_name=first_name)

    async def telethon(self, first_name: str) -> TelethonUser:
        """Somebody who signs up with Telethon, which can say all that the API has."""
        user = await self.newcomer("telethon", first_name)
        if not isinstance(user, TelethonUser):
            raise TypeError(user)
        return user

    async def device(
        self, variant: str, owner: Messenger, password: str = "", line: Line | None = None
    ) -> Messenger:
        """Another device of a user, signed in with a code."""
        return await self._arrive(variant, owner.phone, line, password=password)

    async def acquaintances(self, pair: tuple[str, str]) -> tuple[Messenger, Messenger]:
        """Two users who have each other's numbers."""
        alice = await self.newcomer(pair[0], "Alice")
        bob = await self.newcomer(pair[1], "بابک")
        await alice.import_contact(bob.phone, "Bob")
        await bob.import_contact(alice.phone, "Alice")
        return alice, bob

    async def line(self) -> Line:
        """A line to the server that the test can cut."""
        line = await Line(self.server.mtproto).start()
        self.lines.append(line)
        return line

    async def socks(self) -> SocksLine:
        line = await SocksLine(self.server.mtproto).start()
        self.lines.append(line)
        return line

    async def line_for(self, variant: str) -> Line:
        """The line that a library can be sent over."""
        return await (self.socks() if variant in TDLIB else self.line())

    async def pem(self) -> str:
        pem = await self.server.pem()
        telethon_client.trust(pem)
        return pem

    async def tdlib(self, variant: str, folder: Path, line: Line | None = None) -> Tdlib:
        """A TDLib client that keeps its database in this folder."""
        socks = line if isinstance(line, SocksLine) else await self.socks()
        td = Tdlib(self.libraries.tdlib(variant, await self.pem()), socks, folder)
        self.closing.append(td.close)
        return td

    async def close(self) -> None:
        for close in self.closing:
            await _quietly(close)
        for line in self.lines:
            await line.stop()

    def fresh_folder(self, name: str) -> Path:
        folder = self.folder / f"{name}-{len(self.closing)}"
        folder.mkdir()
        return folder

    async def _arrive(
        self,
        variant: str,
        phone: str,
        line: Line | None,
        *,
        first_name: str = "",
        password: str = "",
    ) -> Messenger:
        pem = await self.pem()
        code = self.server.code if first_name else self.server.pending_code
        if variant in TELETHON:
            address = line.address if line else self.server.mtproto
            client = telethon_client.client_at(address, connection=TELETHON[variant])
            self.closing.append(client.disconnect)
            return await telethon_client.sign_in(
                client, phone, code, first_name=first_name, password=password
            )
        if variant in MTCUTE:
            mtcute_client.install()
            pem_file = self.folder / "key.pem"
            pem_file.write_text(pem)
            mtproto = line.address if line else self.server.mtproto
            log = self.folder / "mtcute.log"
            mt = Mtcute(mtproto, self.server.http, pem_file, log, MTCUTE[variant])
            self.closing.append(mt.close)
            return await mtcute_client.sign_in(
                mt, phone, code, first_name=first_name, password=password
            )
        td = await self.tdlib(variant, self.fresh_folder(variant), line)
        return await tdlib_client.sign_in(td, phone, code, first_name=first_name, password=password)


async def _quietly(close: Callable[[], Awaitable[None]]) -> None:
    """Closes one client; what a test did to it must not keep the others open."""
    try:
        async with asyncio.timeout(10):
            await close()
    except Exception as trouble:  # noqa: BLE001 — a client that was cut or killed may complain
        print(f"while closing: {trouble!r}")  # noqa: T201
