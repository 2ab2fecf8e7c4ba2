"""messages.getDhConfig, requestEncryption, acceptEncryption, discardEncryption and their kin.

Source: https://core.telegram.org/api/end-to-end
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.secret_chats import attention, ending, handshake
from hodhod.api.registry import USER, rpc
from hodhod.domain import dh_config
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

RANDOM_BYTES = 1024
"""The most that a client is given to stir into its own chance; it asks for 256."""


@rpc(functions.messages.GetDhConfig, access=USER)
async def get_dh_config(
    app: App, caller: Caller, request: functions.messages.GetDhConfig
) -> types.messages.TypeDhConfig:
    """Tell in which group clients agree on keys, and give some chance."""
    if not 0 <= request.random_length <= RANDOM_BYTES:
        raise bad_request("RANDOM_LENGTH_INVALID")
    chance = app.entropy(request.random_length)
    if request.version == dh_config.VERSION:
        return types.messages.DhConfigNotModified(random=chance)
    return types.messages.DhConfig(
        g=dh_config.GENERATOR, p=dh_config.PRIME, version=dh_config.VERSION, random=chance
    )


@rpc(functions.messages.RequestEncryption, access=USER)
async def request_encryption(
    app: App, caller: Caller, request: functions.messages.RequestEncryption
) -> types.TypeEncryptedChat:
    """Ask somebody for a secret chat."""
    return await handshake.request(
        app, caller, request.user_id, chat_id=request.random_id, g_a=request.g_a
    )


@rpc(functions.messages.AcceptEncryption, access=USER)
async def accept_encryption(
    app: App, caller: Caller, request: functions.messages.AcceptEncryption
) -> types.TypeEncryptedChat:
    """Accept a secret chat on this device."""
    return await handshake.accept(
        app, caller, request.peer, g_b=request.g_b, fingerprint=request.key_fingerprint
    )


@rpc(functions.messages.DiscardEncryption, access=USER)
async def discard_encryption(
    app: App, caller: Caller, request: functions.messages.DiscardEncryption
) -> bool:
    """Decline or leave a secret chat."""
    await ending.discard(app, caller, request.chat_id, delete_history=request.delete_history)
    return True


@rpc(functions.messages.SetEncryptedTyping, access=USER)
async def set_encrypted_typing(
    app: App, caller: Caller, request: functions.messages.SetEncryptedTyping
) -> bool:
    """Tell the other side that one writes."""
    await attention.tell_typing(app, caller, request.peer, typing=request.typing)
    return True


@rpc(functions.messages.ReadEncryptedHistory, access=USER)
async def read_encrypted_history(
    app: App, caller: Caller, request: functions.messages.ReadEncryptedHistory
) -> bool:
    """Tell the other side how far one has read."""
    await attention.read(app, caller, request.peer, max_date=request.max_date)
    return True


@rpc(functions.messages.ReportEncryptedSpam, access=USER)
async def report_encrypted_spam(
    app: App, caller: Caller, request: functions.messages.ReportEncryptedSpam
) -> bool:
    """Report the other side for spam."""
    await attention.report_spam(app, caller, request.peer)
    return True
