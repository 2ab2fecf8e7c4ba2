"""The end of secret chats: declined, left, or gone with the device that they went through.

Source: https://core.telegram.org/api/end-to-end#requests-and-acceptances
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.secret_chats.tell import tell_of_change
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.secret_chat import SecretChat, State
from hodhod.store.database import Executor
from hodhod.store.secret_chats import (
    FIRST_DEVICE,
    chats_of_box,
    chats_of_keys,
    devices_after,
    discard_chat,
    find_chat,
    forget_chats,
    lock_chat,
)
from hodhod.store.secret_queue import drop, forget_devices, forget_taken

DEVICES_AT_ONCE = 500

TAKEN_S = 86_400
"""How long what is sent again is known."""

OVER_S = 30 * 86_400
"""How long devices that come back are told that a chat is over."""

NO_CHAT = "ENCRYPTION_ID_INVALID"


async def discard(app: App, caller: Caller, chat_id: int, *, delete_history: bool) -> None:
    """Decline or leave a secret chat; the other side is told.

    Args:
        app: The working parts.
        caller: Any device that a requested chat is offered to, or the one that it goes through.
        chat_id: The chat.
        delete_history: Whether the other side is to delete what was said, and whatever waits.

    Raises:
        RpcError: 400 CHAT_ID_EMPTY, ENCRYPTION_ID_INVALID, ENCRYPTION_ALREADY_ACCEPTED,
            ENCRYPTION_ALREADY_DECLINED.
    """
    if not chat_id:
        raise bad_request("CHAT_ID_EMPTY")
    chat = await find_chat(app.store.shard(caller.box), caller.box, chat_id)
    if chat is None:
        raise bad_request(NO_CHAT)
    ended = await _end(app, chat, auth_key_id=caller.auth_key_id, delete_history=delete_history)
    for side in ended:
        await tell_of_change(app, side, but=caller.auth_key_id)


async def end_with_devices(app: App, auth_key_ids: Sequence[int]) -> None:
    """End all secret chats that go through devices which are logged out, and forget what waits."""
    for shard in app.store.shards:
        for box_id, chat_id in await chats_of_keys(shard, auth_key_ids):
            chat = await find_chat(shard, box_id, chat_id)
            if chat is not None:
                await _end_by_itself(app, chat)
        await forget_devices(shard, auth_key_ids)


async def end_of_account(app: App, box_id: BoxId) -> None:
    """End the secret chats of somebody who is gone, also those that were never accepted."""
    shard = app.store.shard(box_id)
    for _, chat_id in await chats_of_box(shard, box_id):
        chat = await find_chat(shard, box_id, chat_id)
        if chat is not None:
            await _end_by_itself(app, chat)


async def end_orphans(app: App) -> int:
    """End the secret chats of devices that are gone without a word; return of how many.

    A destroyed key takes no leave, and a login may end in the middle of a crash.
    """
    gone = 0
    for shard in app.store.shards:
        after = FIRST_DEVICE
        while devices := await devices_after(shard, after, DEVICES_AT_ONCE):
            after = devices[-1]
            users = await app.store.authorizations.users_of([key for key, _ in devices])
            for key, box_id in devices:
                if users.get(key) != UserId(box_id):
                    gone += 1
                    await _end_device(app, shard, key, box_id)
    return gone


async def forget_over(app: App) -> None:
    """Forget what nobody needs any more: numbers of what was taken, and chats long over."""
    for shard in app.store.shards:
        await forget_taken(shard, app.now - TAKEN_S)
        await forget_chats(shard, app.now - OVER_S)


async def _end_device(app: App, shard: Executor, auth_key_id: int, box_id: BoxId) -> None:
    for owner, chat_id in await chats_of_keys(shard, [auth_key_id]):
        chat = await find_chat(shard, owner, chat_id) if owner == box_id else None
        if chat is not None:
            await _end_by_itself(app, chat)


async def _end_by_itself(app: App, chat: SecretChat) -> None:
    try:
        sides = await _end(app, chat, auth_key_id=chat.auth_key_id, delete_history=False)
    except RpcError:
        return  # somebody was quicker
    for side in sides:
        await tell_of_change(app, side, but=chat.auth_key_id)


async def _end(
    app: App, chat: SecretChat, *, auth_key_id: int | None, delete_history: bool
) -> tuple[SecretChat, SecretChat]:
    """Discard a chat from one of its sides, and return both as they are then."""
    other = BoxId(chat.peer_id)
    async with app.store.boxes.change([chat.box_id, other], now=app.now) as change:
        mine = await lock_chat(change.tx, chat.box_id, chat.chat_id)
        theirs = await lock_chat(change.tx, other, chat.chat_id)
        if mine is None or theirs is None:
            raise bad_request(NO_CHAT)
        _check_device(mine, auth_key_id)
        await discard_chat(change.tx, mine, history_deleted=delete_history, now=change.now)
        await drop(change.tx, mine.box_id, mine.chat_id)
        if delete_history:
            await drop(change.tx, theirs.box_id, theirs.chat_id)
    return (
        _ended(mine, delete_history=delete_history, now=change.now),
        _ended(theirs, delete_history=delete_history, now=change.now),
    )


def _check_device(chat: SecretChat, auth_key_id: int | None) -> None:
    if chat.auth_key_id not in (None, auth_key_id):
        if chat.is_admin:
            raise bad_request(NO_CHAT)
        if chat.state is State.OPEN:
            raise bad_request("ENCRYPTION_ALREADY_ACCEPTED")
    if chat.state is State.DISCARDED:
        raise bad_request("ENCRYPTION_ALREADY_DECLINED")


def _ended(chat: SecretChat, *, delete_history: bool, now: int) -> SecretChat:
    return replace(
        chat,
        state=State.DISCARDED,
        history_deleted=delete_history,
        changed_at=now,
        answered_at=chat.answered_at or now,
    )
