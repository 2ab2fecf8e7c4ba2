"""What the other device learns of one's attention: that one writes, and what one has read.

Source: https://core.telegram.org/api/end-to-end
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.reports.file import report_peer
from hodhod.actions.secret_chats.access import access_open_chat, access_secret_chat
from hodhod.actions.secret_chats.tell import tell_device
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, peer_of_user
from hodhod.domain.report import Reason
from hodhod.domain.secret_chat import SecretChat
from hodhod.store.secret_chats import find_chat, note_read
from hodhod.tl import types


async def tell_typing(
    app: App, caller: Caller, named: types.InputEncryptedChat, *, typing: bool
) -> None:
    """Tell the other device that the caller writes; nobody is told of a stop.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, ENCRYPTION_DECLINED.
    """
    chat = await access_open_chat(app, caller, named)
    standing = await app.store.users.standing(caller.me, chat.peer_id)
    if not typing or standing is None or standing.blocks_me or standing.blocked_by_me:
        return
    theirs = await _other_key(app, chat)
    if theirs is not None:
        update = types.UpdateEncryptedChatTyping(chat_id=chat.chat_id)
        await tell_device(app, chat.peer_id, theirs, update)


async def read(app: App, caller: Caller, named: types.InputEncryptedChat, *, max_date: int) -> None:
    """Tell the other device that all it sent up to a date has been read.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, ENCRYPTION_DECLINED, MAX_DATE_INVALID.
    """
    chat = await access_open_chat(app, caller, named)
    if max_date <= 0:
        raise bad_request("MAX_DATE_INVALID")
    other = BoxId(chat.peer_id)
    now = app.now
    # Clients may name the moment of reading, and their clocks run ahead.
    until = min(max_date, now)
    if not await note_read(app.store.shard(other), other, chat.chat_id, until, now):
        return
    theirs = await _other_key(app, chat)
    if theirs is not None:
        update = types.UpdateEncryptedMessagesRead(chat_id=chat.chat_id, max_date=until, date=now)
        await tell_device(app, chat.peer_id, theirs, update)


async def report_spam(app: App, caller: Caller, named: types.InputEncryptedChat) -> None:
    """Report the other side of a chat for spam; what was said nobody can show the operator.

    Raises:
        RpcError: 400 CHAT_ID_INVALID; 420 FLOOD_WAIT_N.
    """
    chat = await access_secret_chat(app, caller, named)
    await report_peer(app, caller, peer_of_user(chat.peer_id), Reason.SPAM, "")


async def _other_key(app: App, chat: SecretChat) -> int | None:
    """Return the device that the other side of a chat speaks through."""
    other = BoxId(chat.peer_id)
    theirs = await find_chat(app.store.shard(other), other, chat.chat_id)
    return None if theirs is None else theirs.auth_key_id
