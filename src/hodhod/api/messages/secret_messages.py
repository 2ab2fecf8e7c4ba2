"""messages.sendEncrypted and its kin, messages.receivedQueue.

Source: https://core.telegram.org/api/end-to-end
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.media.encrypted_files import encrypted_file_object, encrypted_file_of
from hodhod.actions.secret_chats import sending, waiting
from hodhod.actions.secret_chats.access import access_open_chat
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.messages.SendEncrypted, access=USER)
async def send_encrypted(
    app: App, caller: Caller, request: functions.messages.SendEncrypted
) -> types.messages.TypeSentEncryptedMessage:
    """Pass a message on."""
    return await sending.send(
        app, caller, request.peer, random_id=request.random_id, data=request.data
    )


@rpc(functions.messages.SendEncryptedService, access=USER)
async def send_encrypted_service(
    app: App, caller: Caller, request: functions.messages.SendEncryptedService
) -> types.messages.TypeSentEncryptedMessage:
    """Pass a message on that nobody is notified of."""
    return await sending.send(
        app, caller, request.peer, random_id=request.random_id, data=request.data, service=True
    )


@rpc(functions.messages.SendEncryptedFile, access=USER)
async def send_encrypted_file(
    app: App, caller: Caller, request: functions.messages.SendEncryptedFile
) -> types.messages.TypeSentEncryptedMessage:
    """Pass a message on with a file beside it."""
    return await sending.send(
        app,
        caller,
        request.peer,
        random_id=request.random_id,
        data=request.data,
        file=request.file,
    )


@rpc(functions.messages.UploadEncryptedFile, access=USER)
async def upload_encrypted_file(
    app: App, caller: Caller, request: functions.messages.UploadEncryptedFile
) -> types.TypeEncryptedFile:
    """Make an encrypted file of an upload without sending it yet."""
    await access_open_chat(app, caller, request.peer)
    file = await encrypted_file_of(app, caller, request.file)
    return encrypted_file_object(app, file.value)


@rpc(functions.messages.ReceivedQueue, access=USER)
async def received_queue(
    app: App, caller: Caller, request: functions.messages.ReceivedQueue
) -> list[int]:
    """Note that this device has what was sent to it up to a qts."""
    return await waiting.taken(app, caller, request.max_qts)
