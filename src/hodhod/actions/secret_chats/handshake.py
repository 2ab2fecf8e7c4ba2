"""Asking for a secret chat and accepting it: the public values of two devices are passed on.

    Alice's device ──requestEncryption(g_a)──► all devices of Bob
    Alice's device ◄──────────────────g_b───── acceptEncryption, by one of them
                        the others of Bob ◄─── it is not theirs

Source: https://core.telegram.org/api/end-to-end#key-generation
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.auth.limit import DAY_S, use
from hodhod.actions.messages.place import access_to_write
from hodhod.actions.peers.access import NO_USER, access_user
from hodhod.actions.people.strangers import ARCHIVE
from hodhod.actions.secret_chats.access import NO_CHAT, check_hash, own_chat
from hodhod.actions.secret_chats.tell import tell_of_change
from hodhod.domain.caller import Caller
from hodhod.domain.dh_config import is_good_public
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId, peer_of_user
from hodhod.domain.secret_chat import SecretChat, SecretChatId, State
from hodhod.store.secret_chats import find_chat, insert_chat, lock_chat, open_chat
from hodhod.tl import types

REQUESTS_A_DAY = 100
"""Chats that one account asks for: each rings on all devices of somebody."""


async def request(
    app: App, caller: Caller, user: types.TypeInputUser, *, chat_id: int, g_a: bytes
) -> types.TypeEncryptedChat:
    """Ask somebody for a secret chat with the calling device; asked again it is the same chat.

    Args:
        app: The working parts.
        caller: Who asks.
        user: Whom.
        chat_id: The number that the client gives the chat.
        g_a: The device's public value.

    Raises:
        RpcError: 400 USER_ID_INVALID, DH_G_A_INVALID, RANDOM_ID_EMPTY, RANDOM_ID_DUPLICATE, and as
            access_to_write; 420.
    """
    if not chat_id:
        raise bad_request("RANDOM_ID_EMPTY")
    if not is_good_public(g_a):
        raise bad_request("DH_G_A_INVALID")
    account = await access_user(app, caller, user)
    if account.user_id == caller.me or account.is_bot:
        raise bad_request(NO_USER)
    other = BoxId(account.user_id)
    await access_to_write(app, caller, peer_of_user(account.user_id))
    await use(app, f"secret chats:{caller.me}", REQUESTS_A_DAY, window_s=DAY_S)
    folder_id = await _first_folder(app, caller, account.user_id)
    async with app.store.boxes.change([caller.box, other], now=app.now) as change:
        mine = await find_chat(change.tx, caller.box, chat_id)
        if mine is None:
            if await find_chat(change.tx, other, chat_id) is not None:
                raise bad_request("RANDOM_ID_DUPLICATE")
            await insert_chat(
                change.tx,
                caller.box,
                other,
                auth_key_id=caller.auth_key_id,
                chat_id=chat_id,
                g_a=g_a,
                folder_id=folder_id,
                now=change.now,
            )
        elif (mine.auth_key_id, mine.peer_id, mine.g_a, mine.is_admin) != (
            caller.auth_key_id,
            account.user_id,
            g_a,
            True,
        ):
            raise bad_request("RANDOM_ID_DUPLICATE")
    if mine is None:
        mine = _requested(caller, account.user_id, chat_id, g_a, change.now)
        await tell_of_change(app, _seen_from_other_side(mine, folder_id))
    return own_chat(app, caller, mine)


async def accept(
    app: App, caller: Caller, named: types.InputEncryptedChat, *, g_b: bytes, fingerprint: int
) -> types.TypeEncryptedChat:
    """Accept a secret chat on the calling device; done again there it is done.

    Args:
        app: The working parts.
        caller: Who accepts.
        named: The chat.
        g_b: The device's public value.
        fingerprint: The last 64 bits of the SHA-1 of the key, for the other side to compare.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, DH_G_A_INVALID, DATA_INVALID, ENCRYPTION_ALREADY_ACCEPTED,
            ENCRYPTION_ALREADY_DECLINED.
    """
    check_hash(app, caller, named)
    if not is_good_public(g_b):
        raise bad_request("DH_G_A_INVALID")
    if not fingerprint:
        raise bad_request("DATA_INVALID")
    asked = await find_chat(app.store.shard(caller.box), caller.box, named.chat_id)
    if asked is None or asked.is_admin:
        raise bad_request(NO_CHAT)
    async with app.store.boxes.change([caller.box, BoxId(asked.peer_id)], now=app.now) as change:
        mine = await lock_chat(change.tx, caller.box, named.chat_id)
        theirs = await lock_chat(change.tx, BoxId(asked.peer_id), named.chat_id)
        if mine is None or theirs is None:
            raise bad_request(NO_CHAT)
        if mine.state is State.DISCARDED:
            raise bad_request("ENCRYPTION_ALREADY_DECLINED")
        if mine.state is State.OPEN:
            if (mine.auth_key_id, mine.g_b) != (caller.auth_key_id, g_b):
                raise bad_request("ENCRYPTION_ALREADY_ACCEPTED")
            return own_chat(app, caller, mine)
        await open_chat(
            change.tx,
            mine,
            auth_key_id=caller.auth_key_id,
            g_b=g_b,
            fingerprint=fingerprint,
            now=change.now,
        )
    mine = _opened(mine, caller.auth_key_id, g_b, fingerprint, change.now)
    theirs = _opened(theirs, theirs.auth_key_id, g_b, fingerprint, change.now)
    await tell_of_change(app, theirs)
    await tell_of_change(app, mine, but=caller.auth_key_id)
    return own_chat(app, caller, mine)


async def _first_folder(app: App, caller: Caller, other: UserId) -> int:
    """Return where a chat that the caller asks for is shown first."""
    standing = await app.store.users.standing(caller.me, other)
    away = standing is not None and standing.archives_strangers and not standing.knows_me
    return ARCHIVE if away else 0


def _requested(caller: Caller, peer_id: UserId, chat_id: int, g_a: bytes, now: int) -> SecretChat:
    return SecretChat(
        box_id=caller.box,
        peer_id=peer_id,
        chat_id=SecretChatId(chat_id),
        state=State.REQUESTED,
        is_admin=True,
        folder_id=0,
        auth_key_id=caller.auth_key_id,
        key_fingerprint=0,
        g_a=g_a,
        g_b=None,
        created_at=now,
        changed_at=now,
        answered_at=None,
        read_max=0,
        read_at=None,
        history_deleted=False,
    )


def _seen_from_other_side(chat: SecretChat, folder_id: int) -> SecretChat:
    return replace(
        chat,
        box_id=BoxId(chat.peer_id),
        peer_id=chat.owner_id,
        is_admin=False,
        folder_id=folder_id,
        auth_key_id=None,
    )


def _opened(
    chat: SecretChat, auth_key_id: int | None, g_b: bytes, fingerprint: int, now: int
) -> SecretChat:
    return replace(
        chat,
        state=State.OPEN,
        auth_key_id=auth_key_id,
        g_b=g_b,
        key_fingerprint=fingerprint,
        changed_at=now,
        answered_at=now,
    )
