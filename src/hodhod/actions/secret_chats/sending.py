"""Passing on what one device says to the other.

    sender ─► its chat is open, neither blocks ─► qts of the receiving device ─► that device alone

The answer leaves when the message waits for the device; it is told at every difference until the
device says that it has it.

Source: https://core.telegram.org/api/end-to-end#sending-and-receiving-messages-in-a-secret-chat
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.media.encrypted_files import encrypted_file_object, encrypted_file_of
from hodhod.actions.secret_chats.access import access_open_chat, access_to_talk
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, flood_wait
from hodhod.domain.event import Notice
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.secret_chat import SecretMessage
from hodhod.store.secret_queue import Enqueued, Outcome, enqueue, sent_before
from hodhod.tl import types

DATA_BYTES = 128 * 1024
"""The largest message: a long text with a thumbnail is a tenth of it."""

LEAST_BYTES = 8 + 16 + 16
"""The fingerprint and the message key, and a block: anything shorter is not encrypted."""

FULL_WAIT_S = 3600
"""When to try again to reach a device that has too much waiting."""


async def send(
    app: App,
    caller: Caller,
    named: types.InputEncryptedChat,
    *,
    random_id: int,
    data: bytes,
    service: bool = False,
    file: types.TypeInputEncryptedFile | None = None,
) -> types.messages.TypeSentEncryptedMessage:
    """Pass a message on to the other device; sent again under its number it was sent once.

    Args:
        app: The working parts.
        caller: The device that sends.
        named: The chat.
        random_id: The client's number for the message.
        data: What only the other device can read.
        service: Whether nobody need be notified.
        file: The encrypted file beside it.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, ENCRYPTION_DECLINED, DATA_INVALID, DATA_TOO_LONG,
            RANDOM_ID_EMPTY, YOU_BLOCKED_USER, and as encrypted_file_of; 403 USER_IS_BLOCKED; 420.
    """
    if not random_id:
        raise bad_request("RANDOM_ID_EMPTY")
    if len(data) < LEAST_BYTES:
        raise bad_request("DATA_INVALID")
    if len(data) > DATA_BYTES:
        raise bad_request("DATA_TOO_LONG")
    chat = await access_open_chat(app, caller, named)
    other = BoxId(chat.peer_id)
    shard = app.store.shard(other)
    before = await sent_before(shard, other, chat.chat_id, random_id)
    if before is not None:
        return _sent(app, *before)
    await access_to_talk(app, caller, chat.peer_id, service=service)
    stored = None if file is None else (await encrypted_file_of(app, caller, file)).value
    queued = await enqueue(
        shard,
        other,
        chat.chat_id,
        random_id=random_id,
        date=app.now,
        service=service,
        file=stored,
        data=data,
    )
    match queued.outcome:
        case Outcome.NOT_OPEN:
            raise bad_request("ENCRYPTION_DECLINED")
        case Outcome.FULL:
            raise flood_wait(FULL_WAIT_S)
        case Outcome.WAITS:
            message = SecretMessage(
                chat_id=chat.chat_id,
                random_id=random_id,
                date=queued.date,
                qts=queued.qts,
                service=service,
                file=queued.file,
                data=data,
            )
            await _tell(app, other, queued, message)
        case Outcome.SENT_BEFORE:
            pass
    return _sent(app, queued.date, queued.file)


def message_object(app: App, message: SecretMessage) -> types.TypeEncryptedMessage:
    """Return a message as its device gets it."""
    if message.service:
        return types.EncryptedMessageService(
            random_id=message.random_id,
            chat_id=message.chat_id,
            date=message.date,
            bytes=message.data,
        )
    return types.EncryptedMessage(
        random_id=message.random_id,
        chat_id=message.chat_id,
        date=message.date,
        bytes=message.data,
        file=encrypted_file_object(app, message.file),
    )


async def _tell(app: App, box_id: BoxId, queued: Enqueued, message: SecretMessage) -> None:
    update = types.UpdateNewEncryptedMessage(message=message_object(app, message), qts=message.qts)
    notice = Notice(UserId(box_id), update, queued.nodes, only_auth_key=queued.auth_key_id)
    await app.bus.publish([notice])


def _sent(app: App, date: int, file: bytes | None) -> types.messages.TypeSentEncryptedMessage:
    if file is None:
        return types.messages.SentEncryptedMessage(date=date)
    return types.messages.SentEncryptedFile(date=date, file=encrypted_file_object(app, file))
