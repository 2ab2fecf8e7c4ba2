"""A user of TDLib in the common vocabulary."""

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.json_tree import Json, Node, at, int_at, list_at, node_at, text_at, true_at
from tests.e2e.mailbox import WAIT_S, Mailbox
from tests.e2e.messenger import Chat, Content, Device, RefusedError, Report, Seen
from tests.e2e.tdlib import Tdlib
from tests.e2e.tdlib_messages import SERVER_SHIFT, content_of, file_of, report_of, seen

ALL_CHATS = 100
NO_MORE_CHATS = 404
PACKED_FILES_FROM = "1.8.66"
"""From this version on, a file to send is an object inside the content."""

TOPIC_NUMBERS_FROM = "1.8.56"
"""From this version on, topics of forums have numbers of their own."""


@dataclass(slots=True)
class TdlibUser:
    """A signed-in user."""

    td: Tdlib
    phone: str
    id: int = 0
    library: str = "tdlib"
    reports: Mailbox[Report] = field(default_factory=lambda: Mailbox("tdlib"))

    async def import_contact(self, phone: str, first_name: str) -> int:
        contact: Node = {"phone_number": phone, "first_name": first_name, "last_name": ""}
        result = await self.td.ask("importContacts", contacts=[contact])
        user = int_at(result, "user_ids", 0)
        if not user:
            raise RefusedError(404, "no such phone")
        return user

    async def set_username(self, username: str) -> None:
        await self.td.ask("setUsername", username=username)

    async def find(self, username: str) -> int:
        return int_at(await self.td.ask("searchPublicChat", username=username), "id")

    async def set_password(self, password: str) -> None:
        await self.td.ask("setPassword", old_password="", new_password=password, new_hint="a bird")

    async def send(self, chat: int, content: Content, *, reply_to: int = 0) -> Seen:
        packed = self.td.library.version >= PACKED_FILES_FROM
        return await self._send(chat, content_of(content, packed=packed), reply_to)

    async def send_bold(self, chat: int, text: str) -> Seen:
        bold: Node = {
            "offset": 0,
            "length": len(text.encode("utf-16-le")) // 2,
            "type": {"@type": "textEntityTypeBold"},
        }
        styled: Node = {"text": text, "entities": [bold]}
        return await self._send(chat, {"@type": "inputMessageText", "text": styled}, 0)

    async def send_album(self, chat: int, contents: list[Content]) -> list[Seen]:
        await self._open(chat)
        packed = self.td.library.version >= PACKED_FILES_FROM
        result = await self.td.ask(
            "sendMessageAlbum",
            chat_id=chat,
            input_message_contents=[content_of(content, packed=packed) for content in contents],
        )
        messages = list_at(result, "messages")
        return [await self._sent(chat, int_at(message, "id")) for message in messages]

    async def edit(self, chat: int, message: int, text: str) -> None:
        await self.td.ask(
            "editMessageText",
            chat_id=chat,
            message_id=message << SERVER_SHIFT,
            input_message_content={"@type": "inputMessageText", "text": {"text": text}},
        )

    async def delete(self, chat: int, message: int, *, revoke: bool) -> None:
        await self.td.ask(
            "deleteMessages", chat_id=chat, message_ids=[message << SERVER_SHIFT], revoke=revoke
        )

    async def forward(self, chat: int, message: int, to: int) -> Seen:
        await self._open(to)
        result = await self.td.ask(
            "forwardMessages",
            chat_id=to,
            from_chat_id=chat,
            message_ids=[message << SERVER_SHIFT],
        )
        return await self._sent(to, int_at(result, "messages", 0, "id"))

    async def react(self, chat: int, message: int, emoji: str) -> None:
        await self.td.ask(
            "addMessageReaction",
            chat_id=chat,
            message_id=message << SERVER_SHIFT,
            reaction_type={"@type": "reactionTypeEmoji", "emoji": emoji},
        )

    async def type_in(self, chat: int) -> None:
        await self._open(chat)
        action: Node = {"@type": "chatActionTyping"}
        await self.td.ask("sendChatAction", chat_id=chat, action=action)

    async def read(self, chat: int, up_to: int) -> None:
        await self._open(chat)
        await self.td.ask(
            "viewMessages", chat_id=chat, message_ids=[up_to << SERVER_SHIFT], force_read=True
        )

    async def history(self, chat: int, limit: int = 50) -> list[Seen]:
        """TDLib gives what it has at hand first: asked again until nothing older comes."""
        await self._open(chat)
        messages: list[Json] = []
        last = 0
        while len(messages) < limit:
            page = await self.td.ask(
                "getChatHistory", chat_id=chat, from_message_id=last, offset=0, limit=limit
            )
            found = list_at(page, "messages")
            if not found:
                break
            messages += found
            last = int_at(found[-1], "id")
        return [seen(message) for message in messages[:limit]]

    async def topics(self, chat: int) -> dict[str, int]:
        """The topics of a forum by their names, in the server's numbers.

        Versions before `TOPIC_NUMBERS_FROM` number topics as they number messages.
        """
        page = await self.td.ask("getForumTopics", chat_id=chat, query="", limit=100)
        found = [at(topic, "info") for topic in list_at(page, "topics")]
        return {
            text_at(info, "name"): int_at(info, "forum_topic_id") >> self._topic_shift()
            for info in found
        }

    async def thread(self, chat: int, root: int, *, topic: bool = False) -> list[Seen]:
        """The newest of a topic, or of the comments on a message, newest first."""
        fields: Node = {"chat_id": chat, "from_message_id": 0, "offset": 0, "limit": 50}
        if topic and self.td.library.version >= TOPIC_NUMBERS_FROM:
            page = await self.td.ask("getForumTopicHistory", forum_topic_id=root, **fields)
        else:
            number = root << SERVER_SHIFT
            page = await self.td.ask("getMessageThreadHistory", message_id=number, **fields)
        return [seen(message) for message in list_at(page, "messages")]

    async def send_in_topic(self, chat: int, topic: int, text: str) -> Seen:
        number: Node = {"@type": "messageTopicForum", "forum_topic_id": topic}
        return await self._send_there(chat, number, topic, text)

    async def send_in_thread(self, chat: int, root: int, text: str) -> Seen:
        number: Node = {
            "@type": "messageTopicThread",
            "message_thread_id": root << SERVER_SHIFT,
        }
        return await self._send_there(chat, number, root, text)

    async def chats(self) -> list[Chat]:
        await self.load_chats()
        result = await self.td.ask("getChats", chat_list={"@type": "chatListMain"}, limit=ALL_CHATS)
        rows = [
            await self.td.ask("getChat", chat_id=number) for number in list_at(result, "chat_ids")
        ]
        return [
            Chat(
                int_at(row, "id"),
                int_at(row, "last_message", "id") >> SERVER_SHIFT,
                int_at(row, "unread_count"),
            )
            for row in rows
        ]

    async def load_chats(self) -> None:
        """Loads the whole chat list; TDLib says 404 when there is no more."""
        while True:
            try:
                await self.td.ask("loadChats", chat_list={"@type": "chatListMain"}, limit=ALL_CHATS)
            except RefusedError as refusal:
                if refusal.code != NO_MORE_CHATS:
                    raise
                self.td.errors.pop()
                return

    async def download(self, message: Seen, into: Path) -> Path:
        own = await self.td.ask(
            "getMessage", chat_id=message.chat, message_id=message.id << SERVER_SHIFT
        )
        file = file_of(node_at(own, "content"))
        fetched = await self.td.ask(
            "downloadFile", file_id=int_at(file, "id"), priority=32, synchronous=True
        )
        return Path(shutil.copy(text_at(fetched, "local", "path"), into))

    async def create_group(self, title: str, members: list[int]) -> int:
        made = await self.td.ask("createNewBasicGroupChat", user_ids=list(members), title=title)
        return int_at(made, "chat_id")

    async def create_channel(self, title: str, *, broadcast: bool) -> int:
        made = await self.td.ask("createNewSupergroupChat", title=title, is_channel=broadcast)
        return int_at(made, "id")

    async def publish(self, chat: int, username: str) -> None:
        number = int_at(await self.td.ask("getChat", chat_id=chat), "type", "supergroup_id")
        await self.td.ask("setSupergroupUsername", supergroup_id=number, username=username)

    async def join(self, username: str) -> int:
        chat = await self.find(username)
        await self.td.ask("joinChat", chat_id=chat)
        return chat

    async def invite(self, chat: int, user: int) -> None:
        await self.td.ask("addChatMember", chat_id=chat, user_id=user, forward_limit=100)

    async def leave(self, chat: int) -> None:
        await self.td.ask("leaveChat", chat_id=chat)

    async def pin(self, chat: int, message: int) -> None:
        await self.td.ask("pinChatMessage", chat_id=chat, message_id=message << SERVER_SHIFT)

    async def devices(self) -> list[Device]:
        result = await self.td.ask("getActiveSessions")
        return [
            Device(int_at(session, "id"), true_at(session, "is_current"))
            for session in list_at(result, "sessions")
        ]

    async def end_device(self, device: Device) -> None:
        await self.td.ask("terminateSession", session_id=str(device.hash))

    async def log_out(self) -> None:
        await self.td.ask("logOut")
        await self.td.until("Closed")

    async def close(self) -> None:
        await self.td.close()

    def on_update(self, update: Node) -> None:
        if report := report_of(update):
            self.reports.put(report)

    async def _open(self, chat: int) -> None:
        """Has the chat before one's eyes, without which TDLib shows nobody typing in it."""
        if chat > 0:
            await self.td.ask("createPrivateChat", user_id=chat, force=False)
        await self.td.ask("openChat", chat_id=chat)

    async def _send(self, chat: int, content: Node, reply_to: int) -> Seen:
        await self._open(chat)
        fields: Node = {"chat_id": chat, "input_message_content": content}
        if reply_to:
            fields["reply_to"] = {
                "@type": "inputMessageReplyToMessage",
                "message_id": reply_to << SERVER_SHIFT,
            }
        result = await self.td.ask("sendMessage", **fields)
        return await self._sent(chat, int_at(result, "id"))

    def _topic_shift(self) -> int:
        return 0 if self.td.library.version >= TOPIC_NUMBERS_FROM else SERVER_SHIFT

    async def _send_there(self, chat: int, topic: Node, root: int, text: str) -> Seen:
        """Sends into a topic: newer versions take an object, older ones a message's number."""
        where: Node = {"topic_id": topic}
        if self.td.library.version < TOPIC_NUMBERS_FROM:
            where = {"message_thread_id": root << SERVER_SHIFT}
        letter: Node = {"@type": "inputMessageText", "text": {"text": text}}
        result = await self.td.ask(
            "sendMessage", chat_id=chat, input_message_content=letter, **where
        )
        return await self._sent(chat, int_at(result, "id"))

    async def _sent(self, chat: int, temporary: int) -> Seen:
        """The message as the server has it, once the one shown meanwhile has been replaced.

        Two chats may use the same temporary number.
        """
        update = await self.td.updates.first(
            lambda u: (
                text_at(u, "@type") in {"updateMessageSendSucceeded", "updateMessageSendFailed"}
                and (int_at(u, "message", "chat_id"), int_at(u, "old_message_id"))
                == (chat, temporary)
            ),
            timeout=WAIT_S * 4,
        )
        if text_at(update, "@type") == "updateMessageSendFailed":
            raise RefusedError(int_at(update, "error", "code"), text_at(update, "error", "message"))
        return seen(at(update, "message"))


async def sign_in(
    td: Tdlib,
    phone: str,
    code: Callable[[str], Awaitable[str]],
    *,
    first_name: str = "",
    password: str = "",
) -> TdlibUser:
    """Signs in, or up when a first name is given, with the code that the server's operator sees."""
    user = TdlibUser(td, phone)
    user.reports.owner = td.updates.owner = f"tdlib {td.library.version} {first_name or phone}"
    await td.start(user.on_update)
    await td.until("WaitPhoneNumber")
    await td.ask("setAuthenticationPhoneNumber", phone_number=phone)
    await td.until("WaitCode")
    await td.ask("checkAuthenticationCode", code=await code(phone))
    match td.state():
        case "WaitRegistration":
            await td.ask("registerUser", first_name=first_name, last_name="")
        case "WaitPassword":
            await td.ask("checkAuthenticationPassword", password=password)
    return await arrive(user)


async def resume(td: Tdlib, phone: str) -> TdlibUser:
    """Starts again from the folder of an earlier client."""
    user = TdlibUser(td, phone)
    await td.start(user.on_update)
    return await arrive(user)


async def arrive(user: TdlibUser) -> TdlibUser:
    await user.td.until("Ready")
    user.id = int_at(await user.td.ask("getMe"), "id")
    return user
