"""What waits for a device of secret chats: part of its difference, until it says that it has it.

Encrypted messages are numbered for each device. What became of its chats is told by their present
state, to whoever asks from a date before the change.

Source: https://core.telegram.org/method/messages.receivedQueue
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.secret_chats.access import chat_object
from hodhod.actions.secret_chats.sending import message_object
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.secret_chat import FIRST_QTS, SecretChat, SecretMessage
from hodhod.store.secret_chats import chats_told
from hodhod.store.secret_queue import device_qts, take, waiting
from hodhod.tl import types

PAGE = 100
"""Encrypted messages of one page."""

PAGE_BYTES = 512 * 1024
"""What they say together, after the first: clients drop packets over 4 MiB."""

CHATS = 500
"""Chats whose state is told in one difference."""

GRACE_S = 30
"""Changes are told again from this long before the client's date: another update may have carried
a later date to the client than a change that was under way. Telling a state twice does no harm."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a device has to learn.

    Attributes:
        messages: Encrypted messages.
        updates: What became of its chats.
        qts: Where the device is with them.
        more: Whether more messages wait.
    """

    messages: Sequence[types.TypeEncryptedMessage]
    updates: Sequence[types.TypeUpdate]
    qts: int
    more: bool


async def own_qts(app: App, caller: Caller) -> int:
    """Return how far the calling device has been numbered; a bot's are numbered together."""
    if caller.is_bot:
        return (await app.store.boxes.state(caller.box)).qts
    return await device_qts(app.store.shard(caller.box), caller.box, caller.auth_key_id)


async def taken(app: App, caller: Caller, max_qts: int) -> list[int]:
    """Forget what the calling device has: all up to a qts; return the random_ids of it.

    Raises:
        RpcError: 400 MAX_QTS_INVALID.
    """
    if not 0 <= max_qts <= await own_qts(app, caller):
        raise bad_request("MAX_QTS_INVALID")
    shard = app.store.shard(caller.box)
    return list(await take(shard, caller.box, caller.auth_key_id, max_qts))


async def waiting_for(
    app: App, caller: Caller, *, qts: int, date: int, limit: int | None
) -> Waiting:
    """Return what waits for the calling device, and forget what it says that it has.

    Args:
        app: The working parts.
        caller: The device.
        qts: The device's.
        date: The device's, Unix seconds.
        limit: Messages that it wants at most, or None.
    """
    if caller.is_bot:  # bots have no secret chats
        return Waiting((), (), await own_qts(app, caller), more=False)
    shard = app.store.shard(caller.box)
    # Before the messages are read: what comes in between is in the page or not counted.
    last = await device_qts(shard, caller.box, caller.auth_key_id)
    updates = [
        update
        for chat in await _told_since(app, caller, date - GRACE_S)
        for update in _updates_of(app, caller, chat, date - GRACE_S)
    ]
    if last == FIRST_QTS:
        return Waiting((), updates, last, more=False)
    if qts > FIRST_QTS:
        await take(shard, caller.box, caller.auth_key_id, min(qts, last))
    most = max(1, min(limit or PAGE, PAGE))
    found = await waiting(shard, caller.box, caller.auth_key_id, qts, most + 1)
    page = _page(found, most)
    if len(page) < len(found):
        last = page[-1].qts
    elif page:
        last = max(last, page[-1].qts)
    return Waiting(
        [message_object(app, one) for one in page], updates, last, more=len(page) < len(found)
    )


async def _told_since(app: App, caller: Caller, since: int) -> list[SecretChat]:
    """Return the chats with news for the calling device, the earliest first."""
    chats = await chats_told(app.store.shard(caller.box), caller.box, since, CHATS)
    offers = {chat.chat_id for chat in chats if chat.is_offered}
    if offers:
        own = await app.store.authorizations.get(caller.auth_key_id)
        if own is not None and own.secret_chats_off:
            chats = [chat for chat in chats if chat.chat_id not in offers]
    return chats[::-1]


def _page(found: Sequence[SecretMessage], most: int) -> Sequence[SecretMessage]:
    """Return as much of what was found as goes into one answer, one message at least."""
    size = 0
    for count, message in enumerate(found[:most]):
        size += len(message.data)
        if count and size > PAGE_BYTES:
            return found[:count]
    return found[:most]


def _updates_of(app: App, caller: Caller, chat: SecretChat, since: int) -> list[types.TypeUpdate]:
    updates: list[types.TypeUpdate] = []
    own = chat.auth_key_id in (None, caller.auth_key_id)
    changed_at = chat.changed_at if own else chat.answered_at or 0
    shown = chat_object(app, chat, caller.auth_key_id)
    if shown is not None and changed_at >= since:
        updates.append(types.UpdateEncryption(chat=shown, date=changed_at))
    if own and chat.read_at is not None and chat.read_at >= since:
        updates.append(
            types.UpdateEncryptedMessagesRead(
                chat_id=chat.chat_id, max_date=chat.read_max, date=chat.read_at
            )
        )
    return updates
