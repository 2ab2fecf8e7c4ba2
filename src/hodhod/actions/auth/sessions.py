"""One's logins: listed, ended one by one or all others at once, carried over between keys.

Source: https://core.telegram.org/api/auth, https://core.telegram.org/api/datacenter
"""

from __future__ import annotations

import hmac
import struct

from hodhod.actions.app import App
from hodhod.actions.auth.authorize import authorization_of, write_login
from hodhod.actions.auth.limit import use
from hodhod.actions.people.tell import tell_own
from hodhod.actions.secret_chats.ending import end_with_devices
from hodhod.domain.authorization import Authorization
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, not_acceptable
from hodhod.domain.event import AuthorizationChanged
from hodhod.domain.ids import UserId
from hodhod.tl import types

EXPORT_LIFETIME_S = 300
"""How long a login may wait to be carried over to another key."""

UNUSED_AT_ONCE = 500
"""Logins ended in one statement."""

SESSION_TTL_DAYS = range(1, 367)
"""What an account may choose."""

CONFIRMED_AFTER_S = 7 * 86_400
"""A login that nobody objected to for so long is its owner's; clients are told the same."""

_EXPORT = struct.Struct("<qqI")  # user id, exporting key, expiry


async def log_out(app: App, caller: Caller) -> None:
    """End the caller's own login; nothing is pushed to its key from then on."""
    await _end(app, [caller.auth_key_id])


async def authorizations(app: App, caller: Caller) -> list[types.Authorization]:
    """Return the account's logins, the caller's own marked and numbered 0."""
    own_key = await _own_key(app, caller)
    return [
        authorization_object(one, current=one.auth_key_id == own_key, now=app.now)
        for one in await app.store.authorizations.of_user(caller.me)
        if one.parent_key is None
    ]


async def reset_authorization(app: App, caller: Caller, named: int) -> None:
    """End another login of the account.

    Raises:
        RpcError: 400 HASH_INVALID, 406 FRESH_RESET_AUTHORISATION_FORBIDDEN.
    """
    await _require_settled(app, caller)
    found = [
        one.auth_key_id
        for one in await app.store.authorizations.of_user(caller.me)
        if one.hash == named and one.auth_key_id != caller.auth_key_id
    ]
    if not found:
        raise bad_request("HASH_INVALID")
    await _end(app, found)


async def reset_others(app: App, caller: Caller) -> None:
    """End every login of the account but the caller's.

    Raises:
        RpcError: 406 FRESH_RESET_AUTHORISATION_FORBIDDEN.
    """
    await _require_settled(app, caller)
    own_key = await _own_key(app, caller)
    await _end(
        app,
        [
            one.auth_key_id
            for one in await app.store.authorizations.of_user(caller.me)
            if own_key not in (one.auth_key_id, one.parent_key)
        ],
    )


async def end_all(app: App, user_id: UserId) -> None:
    """End every login of an account."""
    found = await app.store.authorizations.of_user(user_id)
    await _end(app, [one.auth_key_id for one in found])


async def session_ttl_days(app: App, caller: Caller) -> int:
    """Return after how many unused days the account's logins end."""
    own = await app.store.authorizations.session_ttl_days(caller.me)
    return app.policy.session_ttl_days if own is None else own


async def set_session_ttl_days(app: App, caller: Caller, days: int) -> None:
    """Say after how many unused days the account's logins end.

    Raises:
        RpcError: 400 TTL_DAYS_INVALID.
    """
    if days not in SESSION_TTL_DAYS:
        raise bad_request("TTL_DAYS_INVALID")
    await app.store.authorizations.set_session_ttl_days(caller.me, days)


async def change_settings(
    app: App,
    caller: Caller,
    named: int,
    *,
    confirmed: bool,
    secret_chats_off: bool | None,
    calls_off: bool | None,
) -> None:
    """Confirm a login of the account, or say what it is not for; 0 names the caller's own.

    Raises:
        RpcError: 400 HASH_INVALID.
    """
    own_key = await _own_key(app, caller)
    found = [
        one
        for one in await app.store.authorizations.of_user(caller.me)
        if one.parent_key is None and named == (0 if one.auth_key_id == own_key else one.hash)
    ]
    if not found:
        raise bad_request("HASH_INVALID")
    await app.store.authorizations.change(
        found[0].auth_key_id,
        confirmed=confirmed,
        secret_chats_off=secret_chats_off,
        calls_off=calls_off,
    )
    if confirmed and not found[0].confirmed:
        await tell_own(app, caller, types.UpdateNewAuthorization(hash=found[0].hash))


async def end_unused(app: App) -> int:
    """End logins that were not used for as many days as they may; return how many."""
    total = 0
    default = app.policy.session_ttl_days
    while keys := await app.store.authorizations.unused(app.now, default, UNUSED_AT_ONCE):
        await _end(app, keys)
        total += len(keys)
    return total


def authorization_object(one: Authorization, *, current: bool, now: int) -> types.Authorization:
    """Describe a login to its owner."""
    return types.Authorization(
        current=current,
        official_app=False,
        unconfirmed=not one.confirmed and now - one.created_at < CONFIRMED_AFTER_S,
        encrypted_requests_disabled=one.secret_chats_off,
        call_requests_disabled=one.calls_off,
        hash=0 if current else one.hash,
        device_model=one.device.device_model,
        platform=one.device.lang_pack,
        system_version=one.device.system_version,
        api_id=one.device.api_id,
        app_name=one.device.lang_pack or "MTProto",
        app_version=one.device.app_version,
        date_created=one.created_at,
        date_active=one.active_at,
        ip=one.ip,
        country="",
        region="",
    )


async def export_authorization(app: App, caller: Caller) -> types.auth.ExportedAuthorization:
    """Return a ticket with which another key of the same client gets the same login."""
    body = _EXPORT.pack(caller.me, caller.auth_key_id, app.now + EXPORT_LIFETIME_S)
    return types.auth.ExportedAuthorization(id=caller.me, bytes=body + _seal(app, body))


async def import_authorization(
    app: App, caller: Caller, user_id: int, ticket: bytes
) -> types.auth.Authorization:
    """Log the caller's key in with a ticket.

    Raises:
        RpcError: 400 AUTH_BYTES_INVALID.
    """
    body, seal = ticket[: _EXPORT.size], ticket[_EXPORT.size :]
    if len(body) != _EXPORT.size or not hmac.compare_digest(_seal(app, body), seal):
        raise bad_request("AUTH_BYTES_INVALID")
    owner, key, expires_at = _EXPORT.unpack(body)
    parent = await app.store.authorizations.get(key)
    if owner != user_id or expires_at < app.now or parent is None or parent.user_id != owner:
        raise bad_request("AUTH_BYTES_INVALID")
    await use(app, f"import:{owner}", 200)
    if caller.auth_key_id != key:
        await write_login(app, caller, UserId(owner), parent_key=parent.parent_key or key)
    return await authorization_of(app, UserId(owner))


def _seal(app: App, body: bytes) -> bytes:
    return hmac.digest(app.secret, b"exported authorization" + body, "sha256")


async def _own_key(app: App, caller: Caller) -> int:
    own = await app.store.authorizations.get(caller.auth_key_id)
    return caller.auth_key_id if own is None else own.parent_key or own.auth_key_id


async def _require_settled(app: App, caller: Caller) -> None:
    own = await app.store.authorizations.get(await _own_key(app, caller))
    others = await app.store.authorizations.of_user(caller.me)
    older = [one for one in others if own is not None and one.created_at < own.created_at]
    age = 0 if own is None else app.now - own.created_at
    # A thief comes last: a new login may not throw the old ones out.
    if age < app.policy.fresh_login_s and older:
        raise not_acceptable("FRESH_RESET_AUTHORISATION_FORBIDDEN")


async def _end(app: App, keys: list[int]) -> None:
    if not keys:
        return
    # First, so that it is made up for when the login is ended again.
    await end_with_devices(app, keys)
    ended = await app.store.authorizations.deauthorize(keys)
    await app.bus.publish([AuthorizationChanged(tuple({*keys, *ended}), closed=True)])
