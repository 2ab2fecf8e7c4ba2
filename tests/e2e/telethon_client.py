"""Telethon, unmodified: address and key are all it is told."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from telethon import TelegramClient, events, utils
from telethon.crypto import rsa
from telethon.errors import PhoneNumberUnoccupiedError, RPCError, SessionPasswordNeededError
from telethon.network import ConnectionHttp, ConnectionTcpFull
from telethon.network.connection.connection import Connection
from telethon.network.connection.http import HttpPacketCodec
from telethon.sessions import Session, StringSession
from telethon.tl import TLObject, TLRequest, functions, types

from tests.e2e.mailbox import Mailbox
from tests.e2e.messenger import Chat, Content, Device, Media, RefusedError, Report, Seen
from tests.e2e.server import Address
from tests.e2e.telethon_messages import CHANNELS_FROM, attributes_of, report_of, seen

API_ID = 1
API_HASH = "0" * 32
DC_ID = 2
SERVICE = 777_000
"""Who writes the server's notices and login codes."""


class RepairedHttpCodec(HttpPacketCodec):  # type: ignore[misc]  # has no types
    """Telethon's codec compares a line's last byte, a number, with bytes, so it refuses each line.

    Reading is repaired here; all that is sent, and when, stays Telethon's.
    """

    async def read_packet(self, reader: asyncio.StreamReader) -> bytes:
        length = 0
        while (line := await reader.readline()) != b"\r\n":
            if not line:
                raise asyncio.IncompleteReadError(line, None)
            if line.lower().startswith(b"content-length: "):
                length = int(line[16:])
        return await reader.readexactly(length)


class RepairedConnectionHttp(ConnectionHttp):  # type: ignore[misc]  # as above
    packet_codec = RepairedHttpCodec


def trust(pem: str) -> None:
    """Makes Telethon accept a server that holds this key."""
    rsa.add_key(pem, old=False)


def client_at(
    address: Address,
    *,
    session: Session | None = None,
    connection: type[Connection] = ConnectionTcpFull,
    catch_up: bool = False,
    lang_code: str = "en",
) -> TelegramClient:
    """A Telethon client that is pointed at a server of ours."""
    session = StringSession() if session is None else session
    session.set_dc(DC_ID, address.host, address.port)
    return TelegramClient(
        session,
        API_ID,
        API_HASH,
        connection=connection,
        catch_up=catch_up,
        connection_retries=60,
        retry_delay=1,
        request_retries=30,
        timeout=15,
        lang_code=lang_code,
    )


@dataclass(slots=True)
class TelethonUser:
    """A user of Telethon."""

    client: TelegramClient
    phone: str
    id: int = 0
    library: str = "telethon"
    reports: Mailbox[Report] = field(default_factory=lambda: Mailbox("telethon"))
    updates: Mailbox[TLObject] = field(default_factory=lambda: Mailbox("telethon"))

    async def import_contact(self, phone: str, first_name: str) -> int:
        contact = types.InputPhoneContact(
            client_id=7, phone=phone, first_name=first_name, last_name=""
        )
        result = await self.ask(functions.contacts.ImportContactsRequest([contact]))
        if not result.imported:
            raise RefusedError(404, "no such phone")
        return int(result.imported[0].user_id)

    async def set_username(self, username: str) -> None:
        await self.ask(functions.account.UpdateUsernameRequest(username))

    async def find(self, username: str) -> int:
        result = await self.ask(functions.contacts.ResolveUsernameRequest(username))
        return int(result.users[0].id)

    async def set_password(self, password: str) -> None:
        await self.client.edit_2fa(new_password=password, hint="a bird")

    async def send(self, chat: int, content: Content, *, reply_to: int = 0) -> Seen:
        reply = reply_to or None
        match content.media:
            case None:
                sent = await self.client.send_message(
                    chat, content.text, reply_to=reply, parse_mode=None
                )
            case Media.LOCATION:
                point = types.InputGeoPoint(lat=content.latitude, long=content.longitude)
                sent = await self.client.send_file(
                    chat, types.InputMediaGeoPoint(point), reply_to=reply
                )
            case Media.CONTACT:
                contact = types.InputMediaContact(content.phone, content.first_name, "", "")
                sent = await self.client.send_file(chat, contact, reply_to=reply)
            case _:
                sent = await self.client.send_file(
                    chat,
                    str(content.file),
                    caption=content.text,
                    reply_to=reply,
                    force_document=content.media is Media.DOCUMENT,
                    voice_note=content.media is Media.VOICE,
                    mime_type=content.mime,
                    attributes=attributes_of(content),
                )
        return seen(sent)

    async def send_bold(self, chat: int, text: str) -> Seen:
        bold = types.MessageEntityBold(0, len(text.encode("utf-16-le")) // 2)
        return seen(await self.client.send_message(chat, text, formatting_entities=[bold]))

    async def send_album(self, chat: int, contents: list[Content]) -> list[Seen]:
        sent = await self.client.send_file(chat, [str(content.file) for content in contents])
        return [seen(message) for message in sent]

    async def edit(self, chat: int, message: int, text: str) -> None:
        await self.client.edit_message(chat, message, text, parse_mode=None)

    async def delete(self, chat: int, message: int, *, revoke: bool) -> None:
        await self.client.delete_messages(chat, [message], revoke=revoke)

    async def forward(self, chat: int, message: int, to: int) -> Seen:
        return seen(await self.client.forward_messages(to, message, chat))

    async def react(self, chat: int, message: int, emoji: str) -> None:
        await self.ask(
            functions.messages.SendReactionRequest(
                chat, message, reaction=[types.ReactionEmoji(emoji)]
            )
        )

    async def type_in(self, chat: int) -> None:
        action = types.SendMessageTypingAction()
        await self.ask(functions.messages.SetTypingRequest(chat, action))

    async def read(self, chat: int, up_to: int) -> None:
        await self.client.send_read_acknowledge(chat, max_id=up_to)

    async def history(self, chat: int, limit: int = 50) -> list[Seen]:
        return [seen(message) for message in await self.client.get_messages(chat, limit=limit)]

    async def chats(self) -> list[Chat]:
        dialogs = await self.client.get_dialogs()
        return [Chat(d.id, d.message.id if d.message else 0, d.unread_count) for d in dialogs]

    async def download(self, message: Seen, into: Path) -> Path:
        own = await self.client.get_messages(message.chat, ids=message.id)
        saved = await self.client.download_media(own, str(into))
        if saved is None:
            raise RefusedError(404, "nothing to download")
        return Path(saved)

    async def create_group(self, title: str, members: list[int]) -> int:
        made = await self.ask(functions.messages.CreateChatRequest(members, title))
        return -int(made.updates.chats[0].id)

    async def create_channel(self, title: str, *, broadcast: bool) -> int:
        made = await self.ask(
            functions.channels.CreateChannelRequest(
                title, "", broadcast=broadcast or None, megagroup=not broadcast or None
            )
        )
        return int(utils.get_peer_id(made.chats[0]))

    async def publish(self, chat: int, username: str) -> None:
        await self.ask(functions.channels.UpdateUsernameRequest(chat, username))

    async def join(self, username: str) -> int:
        await self.ask(functions.channels.JoinChannelRequest(username))
        return int(await self.client.get_peer_id(username))

    async def invite(self, chat: int, user: int) -> None:
        if chat > CHANNELS_FROM:
            await self.ask(functions.messages.AddChatUserRequest(-chat, user, fwd_limit=100))
        else:
            await self.ask(functions.channels.InviteToChannelRequest(chat, [user]))

    async def leave(self, chat: int) -> None:
        await self.client.delete_dialog(chat)

    async def pin(self, chat: int, message: int) -> None:
        await self.client.pin_message(chat, message, notify=True)

    async def topic(self, chat: int, title: str) -> int:
        """Opens a topic in a forum; gives its number."""
        made = await self.ask(functions.messages.CreateForumTopicRequest(chat, title))
        return next(int(u.message.id) for u in made.updates if hasattr(u, "message"))

    async def comment(self, chat: int, post: int, text: str) -> Seen:
        """Comments on a post of a channel that has a discussion group."""
        sent = await self.client.send_message(chat, text, comment_to=post, parse_mode=None)
        return seen(sent)

    async def devices(self) -> list[Device]:
        result = await self.ask(functions.account.GetAuthorizationsRequest())
        return [Device(a.hash, bool(a.current)) for a in result.authorizations]

    async def end_device(self, device: Device) -> None:
        await self.ask(functions.account.ResetAuthorizationRequest(device.hash))

    async def heard_code(self, _phone: str) -> str:
        """The login code that came here last, for another device of the same user."""
        await self.client.get_dialogs()
        (newest,) = await self.client.get_messages(SERVICE, limit=1)
        return "".join(re.findall(r"\d+", newest.message)[:1])

    async def log_out(self) -> None:
        await self.client.log_out()

    async def close(self) -> None:
        await self.client.disconnect()

    async def ask(self, request: TLRequest) -> TLObject:
        """One method of the API, by its own name."""
        try:
            return await self.client(request)
        except RPCError as error:
            raise RefusedError(error.code or 0, str(error.message)) from error

    async def told(
        self, kind: type[TLObject], wanted: Callable[[TLObject], bool] = lambda _: True
    ) -> TLObject:
        """The first update of a kind, past or future."""
        return await self.updates.first(lambda u: isinstance(u, kind) and wanted(u))

    async def texts(self, chat: int, limit: int = 50) -> list[str]:
        """What a chat's newest messages say, newest first; service messages say nothing."""
        return [seen.text for seen in await self.history(chat, limit)]

    async def deeds(self, chat: int, limit: int = 50) -> list[TLObject]:
        """What the service messages of a chat tell, newest first."""
        found = await self.client.get_messages(chat, limit=limit)
        return [message.action for message in found if message.action is not None]

    def listen(self) -> None:
        """Turns Telethon's events into reports."""
        self.client.add_event_handler(self._on_raw, events.Raw())

    async def _on_raw(self, update: TLObject) -> None:
        self.updates.put(update)
        if report := report_of(update, self.id):
            self.reports.put(report)


async def sign_in(
    client: TelegramClient,
    phone: str,
    code: Callable[[str], Awaitable[str]],
    *,
    first_name: str = "",
    password: str = "",
) -> TelethonUser:
    """Signs in, or up when a first name is given, with the code that the server's operator sees."""
    await client.connect()
    sent = await client.send_code_request(phone)
    digits = await code(phone)
    try:
        me = await client.sign_in(phone, digits, phone_code_hash=sent.phone_code_hash)
    except PhoneNumberUnoccupiedError:
        if not first_name:
            raise
        # Telethon refuses to sign up by its own name; the API's method is still there.
        done = await client(
            functions.auth.SignUpRequest(phone, sent.phone_code_hash, first_name, "")
        )
        me = await client._on_login(done.user)  # noqa: SLF001
    except SessionPasswordNeededError:
        me = await client.sign_in(password=password)
    user = TelethonUser(client, phone, int(me.id))
    user.reports.owner = f"telethon {first_name or phone}"
    user.listen()
    return user


async def resume(client: TelegramClient, user: TelethonUser) -> TelethonUser:
    """The same user on a client that was made from the saved session."""
    again = TelethonUser(client, user.phone, user.id)
    again.listen()
    await client.connect()
    return again


async def until_connected(client: TelegramClient, timeout: float = 60.0) -> None:
    """Telethon comes back by itself; this waits until a request gets through."""
    async with asyncio.timeout(timeout):
        await client(functions.updates.GetStateRequest())
