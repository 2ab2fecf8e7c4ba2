"""auth.bindTempAuthKey: a temporary key comes to stand for a permanent one.

It is answered here because its proof is about the message it comes in, not about the account.

Source: https://core.telegram.org/method/auth.bindTempAuthKey
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hodhod.domain.errors import bad_request
from hodhod.gateway.live import LiveSession
from hodhod.mtproto.bind import verify
from hodhod.mtproto.errors import BindError
from hodhod.tl import functions

if TYPE_CHECKING:
    from hodhod.gateway.gateway import Gateway


async def bind(
    gateway: Gateway, live: LiveSession, msg_id: int, query: functions.auth.BindTempAuthKey
) -> bool:
    """Bind the key that a request came under.

    Args:
        gateway: Where keys are.
        live: The session of the request.
        msg_id: Of the message that the request came in.
        query: The request.

    Returns:
        True.

    Raises:
        RpcError: 400 TEMP_AUTH_KEY_EMPTY, EXPIRES_AT_INVALID, ENCRYPTED_MESSAGE_INVALID or
            TEMP_AUTH_KEY_ALREADY_BOUND.
        StoreUnavailable: The database does not answer. Never ENCRYPTED_MESSAGE_INVALID for that:
            some clients wipe their keys on it.
    """
    key = live.key
    if key.expires_at is None:
        raise bad_request("TEMP_AUTH_KEY_EMPTY")
    if query.expires_at <= gateway.clock():
        raise bad_request("EXPIRES_AT_INVALID")
    perm_id = query.perm_auth_key_id
    perm = gateway.keys.find(perm_id) or await gateway.keys.load(perm_id)
    if perm is None or perm.is_temporary:
        raise bad_request("ENCRYPTED_MESSAGE_INVALID")
    try:
        verify(
            perm.auth_key,
            query.encrypted_message,
            msg_id=msg_id,
            nonce=query.nonce,
            temp_auth_key_id=key.id,
            temp_session_id=live.core.session_id,
            expires_at=query.expires_at,
        )
    except BindError:
        raise bad_request("ENCRYPTED_MESSAGE_INVALID") from None
    expires_at = min(query.expires_at, key.expires_at)
    if not await gateway.auth_keys.bind(key.id, perm_id, expires_at):
        raise bad_request("TEMP_AUTH_KEY_ALREADY_BOUND")
    key.expires_at = expires_at
    gateway.keys.identify(key, perm_id)
    return True
