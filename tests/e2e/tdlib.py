"""A TDLib client: requests and answers, updates, errors, and where it stands in signing in."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.json_tree import Json, Node, int_at, text_at
from tests.e2e.line import SocksLine
from tests.e2e.mailbox import WAIT_S, Mailbox
from tests.e2e.messenger import RefusedError
from tests.e2e.tdlib_library import Library

API_ID = 1
API_HASH = "0" * 32


@dataclass(slots=True)
class Tdlib:
    """One TDLib client: requests and their answers, updates, and where it stands in signing in."""

    library: Library
    line: SocksLine
    folder: Path
    updates: Mailbox[Node] = field(default_factory=lambda: Mailbox("tdlib"))
    errors: list[Node] = field(default_factory=list)
    _id: int = 0
    _loop: asyncio.AbstractEventLoop | None = None
    _answers: dict[int, asyncio.Future[Node]] = field(default_factory=dict)
    _asked: int = 0
    _listener: Callable[[Node], None] | None = None

    async def start(self, listener: Callable[[Node], None] | None = None) -> None:
        """Starts the client; a folder that was used before brings its session back."""
        self._loop = asyncio.get_running_loop()
        self._listener = listener
        self._id = self.library.client(self._on_event)
        proxy: Node = {
            "server": self.line.address.host,
            "port": self.line.address.port,
            "type": {"@type": "proxyTypeSocks5", "username": "", "password": ""},
        }
        # Sent together: between the two, TDLib would go for the addresses compiled into it.
        parameters = asyncio.ensure_future(
            self.ask(
                "setTdlibParameters",
                use_test_dc=False,
                database_directory=str(self.folder),
                files_directory=str(self.folder / "files"),
                database_encryption_key="",
                use_file_database=True,
                use_chat_info_database=True,
                use_message_database=True,
                use_secret_chats=True,
                api_id=API_ID,
                api_hash=API_HASH,
                system_language_code="fa",
                device_model="test",
                system_version="1",
                application_version="1",
            )
        )
        # Newer versions take a proxy, older ones its fields.
        await self.ask("addProxy", enable=True, comment="", proxy=proxy, **proxy)
        await parameters

    async def ask(self, method: str, **fields: Json) -> Node:
        """A request and its answer; an error is raised and kept in `errors`."""
        if self._loop is None:
            raise AssertionError("not started")
        self._asked += 1
        number = self._asked
        answer: asyncio.Future[Node] = self._loop.create_future()
        self._answers[number] = answer
        self.library.send(self._id, {"@type": method, "@extra": number, **fields})
        async with asyncio.timeout(WAIT_S * 2):
            result = await answer
        if text_at(result, "@type") == "error":
            self.errors.append({"method": method, **result})
            raise RefusedError(int_at(result, "code"), text_at(result, "message"))
        return result

    async def until(self, state: str) -> Node:
        """Waits until signing in stands at this state."""
        return await self.updates.first(
            lambda u: text_at(u, "authorization_state", "@type") == f"authorizationState{state}"
        )

    def state(self) -> str:
        """Where signing in stands now."""
        states = [
            text_at(update, "authorization_state", "@type")
            for update in self.updates.reports
            if text_at(update, "@type") == "updateAuthorizationState"
        ]
        return states[-1].removeprefix("authorizationState") if states else ""

    async def close(self) -> None:
        if self.state() != "Closed":
            await self.ask("close")
            await self.until("Closed")
        self.library.forget(self._id)

    def _on_event(self, event: Node) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, event)

    def _take(self, event: Node) -> None:
        if answer := self._answers.pop(int_at(event, "@extra"), None):
            if not answer.done():
                answer.set_result(event)
            return
        if text_at(event, "@type") == "error":
            self.errors.append(event)
        self.updates.put(event)
        if self._listener is not None:
            self._listener(event)
