"""The only way to a secret chat: what a device names, checked.

Absent, somebody else's and another device's are one error. The access hash is compared before
anything is read.
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.domain.access_hash import Kind, access_hash, holds
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, forbidden
from hodhod.domain.ids import UserId
from hodhod.domain.secret_chat import SecretChat, State, chat_as_seen
from hodhod.store.secret_chats import find_chat
from hodhod.tl import types

NO_CHAT = "CHAT_ID_INVALID"


async def access_secret_chat(
    app: App, caller: Caller, named: types.InputEncryptedChat
) -> SecretChat:
    """Return the caller's side of a chat that is offered to it, or goes through its device.

    Raises:
        RpcError: 400 CHAT_ID_INVALID.
    """
    check_hash(app, caller, named)
    chat = await find_chat(app.store.shard(caller.box), caller.box, named.chat_id)
    if chat is None or chat.auth_key_id not in (None, caller.auth_key_id):
        raise bad_request(NO_CHAT)
    return chat


async def access_open_chat(app: App, caller: Caller, named: types.InputEncryptedChat) -> SecretChat:
    """Return the caller's side of a chat that its device may talk in.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, ENCRYPTION_DECLINED.
    """
    chat = await access_secret_chat(app, caller, named)
    if chat.state is State.DISCARDED:
        raise bad_request("ENCRYPTION_DECLINED")
    if chat.state is not State.OPEN:
        raise bad_request(NO_CHAT)
    return chat


def check_hash(app: App, caller: Caller, named: types.InputEncryptedChat) -> None:
    """Refuse a chat that the caller was never shown.

    Raises:
        RpcError: 400 CHAT_ID_INVALID.
    """
    if not holds(app.secret, Kind.SECRET_CHAT, named.chat_id, named.access_hash, viewer=caller.me):
        raise bad_request(NO_CHAT)


async def access_to_talk(app: App, caller: Caller, other: UserId, *, service: bool) -> None:
    """Check that what the caller sends may reach the other side.

    Service messages of somebody who blocks the other still pass: without them the two devices
    would lose count of each other's messages.

    Raises:
        RpcError: 400 ENCRYPTION_DECLINED, YOU_BLOCKED_USER; 403 USER_IS_BLOCKED.
    """
    standing = await app.store.users.standing(caller.me, other)
    if standing is None or standing.deleted:
        raise bad_request("ENCRYPTION_DECLINED")
    if standing.blocks_me:
        raise forbidden("USER_IS_BLOCKED")
    if standing.blocked_by_me and not service:
        raise bad_request("YOU_BLOCKED_USER")


def chat_object(app: App, chat: SecretChat, auth_key_id: int) -> types.TypeEncryptedChat | None:
    """Return a side of a chat as one of its owner's devices sees it."""
    shown = access_hash(app.secret, Kind.SECRET_CHAT, chat.chat_id, viewer=chat.owner_id)
    return chat_as_seen(chat, auth_key_id, shown)


def own_chat(app: App, caller: Caller, chat: SecretChat) -> types.TypeEncryptedChat:
    """Return a side of a chat as the calling device sees it, which is one of those that know it."""
    shown = chat_object(app, chat, caller.auth_key_id)
    return types.EncryptedChatEmpty(id=chat.chat_id) if shown is None else shown
