"""What every client library under test can do, in one vocabulary.

A test is written once against `Messenger` and runs with Telethon, mtcute and TDLib on either
side. A private chat is named by the other user's id (one's own id: saved messages), a basic group
by -id, a supergroup or channel by -(10^12 + id); message ids are those of the box that holds the
message, as the server gave them.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from tests.e2e.mailbox import Mailbox


class Media(Enum):
    """The kinds of content beside text."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Content:
    """Something to send: a text, a file with its kind, a place or a phone number."""

    text: str = ""
    media: Media | None = None
    file: Path | None = None
    mime: str = ""
    width: int = 0
    height: int = 0
    duration_s: int = 0
    latitude: float = 0.0
    longitude: float = 0.0
    phone: str = ""
    first_name: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A stretch of styled text; offset and length count UTF-16 units."""

    kind: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as the library shows it to its program."""

    chat: int
    id: int
    sender: int
    out: bool
    text: str
    media: Media | None = None
    size: int = 0
    styles: tuple[Style, ...] = ()
    reply_to: int = 0
    forwarded_from: int = 0
    album: str = ""
    edited: bool = False
    reactions: tuple[str, ...] = ()
    latitude: float = 0.0
    phone: str = ""


class Kind(Enum):
    """What a library reports by itself."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETE = "delete"
    READ = "read"
    TYPING = "typing"
    REACTION = "reaction"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that happened, as the library reported it.

    `chat` is 0 where the library does not say; `ids` are the deleted messages, the message that
    was reacted to or pinned, or the highest message that was read.
    """

    kind: Kind
    chat: int = 0
    ids: tuple[int, ...] = ()
    message: Seen | None = None
    reactions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """A line of the chat list."""

    chat: int
    top: int
    unread: int


@dataclass(frozen=True, slots=True)
class Device:
    """A session in the list of active sessions; `hash` is what ends it."""

    hash: int
    current: bool


class RefusedError(Exception):
    """The server refused: its error code and text, whatever the library calls it."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text


class Messenger(Protocol):
    """A signed-in user with a client library."""

    library: str
    phone: str
    id: int
    reports: Mailbox[Report]

    async def import_contact(self, phone: str, first_name: str) -> int: ...

    async def set_username(self, username: str) -> None: ...

    async def find(self, username: str) -> int: ...

    async def set_password(self, password: str) -> None: ...

    async def send(self, chat: int, content: Content, *, reply_to: int = 0) -> Seen: ...

    async def send_bold(self, chat: int, text: str) -> Seen: ...

    async def send_album(self, chat: int, contents: list[Content]) -> list[Seen]: ...

    async def edit(self, chat: int, message: int, text: str) -> None: ...

    async def delete(self, chat: int, message: int, *, revoke: bool) -> None: ...

    async def forward(self, chat: int, message: int, to: int) -> Seen: ...

    async def react(self, chat: int, message: int, emoji: str) -> None: ...

    async def type_in(self, chat: int) -> None: ...

    async def read(self, chat: int, up_to: int) -> None: ...

    async def history(self, chat: int, limit: int = 50) -> list[Seen]: ...

    async def chats(self) -> list[Chat]: ...

    async def download(self, message: Seen, into: Path) -> Path: ...

    async def create_group(self, title: str, members: list[int]) -> int: ...

    async def create_channel(self, title: str, *, broadcast: bool) -> int: ...

    async def publish(self, chat: int, username: str) -> None: ...

    async def join(self, username: str) -> int: ...

    async def invite(self, chat: int, user: int) -> None: ...

    async def leave(self, chat: int) -> None: ...

    async def pin(self, chat: int, message: int) -> None: ...

    async def devices(self) -> list[Device]: ...

    async def end_device(self, device: Device) -> None: ...

    async def log_out(self) -> None: ...

    async def close(self) -> None: ...
