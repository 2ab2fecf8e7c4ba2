"""Login by QR: a key shows a token, a device that is logged in accepts it.

Source: https://core.telegram.org/api/qr-login
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth.authorize import let_in, require_password
from hodhod.actions.auth.limit import use
from hodhod.actions.auth.sessions import authorization_object
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.event import Notice
from hodhod.domain.ids import UserId
from hodhod.tl import types

TOKEN_BYTES = 32
LIFETIME_S = 30
"""How long a QR code is good; clients ask for the next one by then."""

TOKENS_PER_MINUTE = 60


async def export_token(app: App, caller: Caller) -> types.auth.TypeLoginToken:
    """Return a new QR code, or the login when the last one was accepted.

    Raises:
        RpcError: 401 SESSION_PASSWORD_NEEDED, 420 FLOOD_WAIT_N.
    """
    accepted = await app.store.sign_in.take_accepted(caller.auth_key_id)
    if accepted is not None:
        return await _success(app, caller, accepted)
    await use(app, f"token:{caller.auth_key_id}", TOKENS_PER_MINUTE, window_s=60)
    token, expires_at = app.entropy(TOKEN_BYTES), app.now + LIFETIME_S
    await app.store.sign_in.put_token(token, caller.auth_key_id, expires_at)
    return types.auth.LoginToken(expires=expires_at, token=token)


async def import_token(app: App, caller: Caller, token: bytes) -> types.auth.TypeLoginToken:
    """Return what became of a QR code that this key shows.

    Raises:
        RpcError: 400 AUTH_TOKEN_INVALID, AUTH_TOKEN_EXPIRED; 401 SESSION_PASSWORD_NEEDED.
    """
    shown = await app.store.sign_in.token(token)
    if shown is None or shown.auth_key_id != caller.auth_key_id:
        raise bad_request("AUTH_TOKEN_INVALID")
    if shown.user_id is not None:
        accepted = await app.store.sign_in.take_accepted(caller.auth_key_id)
        if accepted is not None:
            return await _success(app, caller, accepted)
    if shown.expires_at <= app.now:
        raise bad_request("AUTH_TOKEN_EXPIRED")
    return types.auth.LoginToken(expires=shown.expires_at, token=token)


async def accept_token(app: App, caller: Caller, token: bytes) -> types.Authorization:
    """Let the key behind a QR code into the caller's account.

    Raises:
        RpcError: 400 AUTH_TOKEN_INVALID, AUTH_TOKEN_EXPIRED, AUTH_TOKEN_ALREADY_ACCEPTED.
    """
    shown = await app.store.sign_in.token(token)
    if shown is None or shown.auth_key_id == caller.auth_key_id:
        raise bad_request("AUTH_TOKEN_INVALID")
    if shown.user_id is not None:
        raise bad_request("AUTH_TOKEN_ALREADY_ACCEPTED")
    key = await app.store.sign_in.accept_token(token, caller.me, app.now)
    if key is None:
        raise bad_request("AUTH_TOKEN_EXPIRED")
    await app.bus.publish(
        [Notice(user_id=UserId(0), update=types.UpdateLoginToken(), only_auth_key=key)]
    )
    client = await app.store.authorizations.get(key)
    if client is None:
        raise bad_request("AUTH_TOKEN_INVALID")
    return authorization_object(client, current=False, now=app.now)


async def _success(app: App, caller: Caller, user_id: UserId) -> types.auth.LoginTokenSuccess:
    await require_password(app, caller, user_id)
    return types.auth.LoginTokenSuccess(authorization=await let_in(app, caller, user_id))
