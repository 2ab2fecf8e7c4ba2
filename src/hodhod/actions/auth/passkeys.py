"""Passkeys: made by a device that is logged in, and used instead of a code.

Source: https://core.telegram.org/api/passkeys
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import urlsplit

from hodhod.actions.app import App
from hodhod.actions.auth.authorize import let_in, notice, require_password
from hodhod.actions.auth.limit import use
from hodhod.domain.base64url import encoded
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId
from hodhod.domain.passkey import (
    ALGORITHMS,
    accept_key,
    challenge_in,
    check_login,
    refusal,
    unpadded,
)
from hodhod.store.passkeys import (
    Challenge,
    Passkey,
    delete_passkey,
    insert_passkey,
    passkey,
    passkeys_of,
    put_challenge,
    take_challenge,
    use_passkey,
)
from hodhod.tl import types

CHALLENGE_BYTES = 32
LIFETIME_S = 300
"""How long somebody may take to be recognised by their device."""

PASSKEYS_LIMIT = 10
"""Passkeys of an account."""

LOGINS_PER_HOUR = 500
"""Logins by passkey that an address may begin."""

NAME_CHARS = 64


async def begin_registration(app: App, caller: Caller) -> str:
    """Return what an authenticator needs to make a key, as JSON.

    Raises:
        RpcError: 400 LIMIT_INVALID for too many passkeys.
    """
    known = await passkeys_of(app.store.main, caller.me)
    if len(known) >= PASSKEYS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    account = await app.store.users.get(caller.me)
    name = "" if account is None else f"{account.first_name} {account.last_name}".strip()
    challenge = await _challenge(app, caller, caller.me)
    number = "" if account is None or account.phone is None else f"+{account.phone}"
    handle = f"{app.policy.dc_id}:{caller.me}".encode()
    options = {
        "rp": {"id": relying_party(app), "name": app.policy.server_name},
        "user": {"id": encoded(handle), "name": number or name, "displayName": name},
        "challenge": encoded(challenge),
        "pubKeyCredParams": [{"type": "public-key", "alg": one} for one in ALGORITHMS],
        "timeout": LIFETIME_S * 1000,
        "excludeCredentials": [
            {"type": "public-key", "id": encoded(one.credential_id)} for one in known
        ],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
    }
    return json.dumps({"publicKey": options}, ensure_ascii=False)


async def register(
    app: App, caller: Caller, credential: types.TypeInputPasskeyCredential
) -> types.Passkey:
    """Keep a key that an authenticator made for the caller.

    Raises:
        RpcError: 400 PASSKEY_CREDENTIAL_NOT_FOUND, PASSKEY_ORIGIN_MISMATCH.
    """
    match credential:
        case types.InputPasskeyCredentialPublicKey(
            response=types.InputPasskeyResponseRegister() as response
        ):
            said = response.client_data.data
        case _:
            raise refusal()
    await _take(app, caller, said, caller.me)
    key = accept_key(said, response.attestation_data, relying_party=relying_party(app))
    made = Passkey(
        credential_id=key.credential_id,
        user_id=caller.me,
        public_key=key.public_key,
        sign_count=key.sign_count,
        name=caller.device.device_model[:NAME_CHARS] or "Passkey",
        created_at=app.now,
    )
    if not await insert_passkey(app.store.main, made):
        raise refusal()
    await notice(app, caller, caller.me, "passkey_added")
    return _object(made)


async def passkeys(app: App, caller: Caller) -> Sequence[types.Passkey]:
    """Return the caller's passkeys."""
    return [_object(one) for one in await passkeys_of(app.store.main, caller.me)]


async def forget(app: App, caller: Caller, named: str) -> None:
    """Let a passkey of the caller's be of no use any more.

    Raises:
        RpcError: 400 PASSKEY_CREDENTIAL_NOT_FOUND.
    """
    if not await delete_passkey(app.store.main, unpadded(named), caller.me):
        raise refusal()


async def begin_login(app: App, caller: Caller) -> str:
    """Return what an authenticator has to sign, as JSON; it knows by itself for whom.

    Raises:
        RpcError: 420 FLOOD_WAIT_N.
    """
    await use(app, f"passkey:{caller.ip}", LOGINS_PER_HOUR)
    options = {
        "challenge": encoded(await _challenge(app, caller, None)),
        "rpId": relying_party(app),
        "timeout": LIFETIME_S * 1000,
        "allowCredentials": [],
        "userVerification": "required",
    }
    return json.dumps({"publicKey": options})


async def finish_login(
    app: App, caller: Caller, credential: types.TypeInputPasskeyCredential
) -> types.auth.Authorization:
    """Log the caller's key in with what an authenticator signed.

    Raises:
        RpcError: 400 PASSKEY_CREDENTIAL_NOT_FOUND, PASSKEY_ORIGIN_MISMATCH;
            401 SESSION_PASSWORD_NEEDED.
    """
    match credential:
        case types.InputPasskeyCredentialPublicKey(
            response=types.InputPasskeyResponseLogin() as response
        ):
            said = response.client_data.data
        case _:
            raise refusal()
    await _take(app, caller, said, None)
    known = await passkey(app.store.main, unpadded(credential.raw_id or credential.id))
    if known is None:
        raise refusal()
    sign_count = check_login(
        said,
        response.authenticator_data,
        response.signature,
        public_key=known.public_key,
        relying_party=relying_party(app),
    )
    if not await use_passkey(app.store.main, known.credential_id, sign_count, app.now):
        raise refusal()
    await require_password(app, caller, known.user_id)
    return await let_in(app, caller, known.user_id)


def relying_party(app: App) -> str:
    """Return the name that passkeys are for: the host of the server's public address."""
    return urlsplit(app.policy.public_url).hostname or "localhost"


async def _challenge(app: App, caller: Caller, user_id: UserId | None) -> bytes:
    challenge = app.entropy(CHALLENGE_BYTES)
    until = app.now + LIFETIME_S
    await put_challenge(app.store.main, challenge, caller.auth_key_id, user_id, until)
    return challenge


async def _take(app: App, caller: Caller, said: str, user_id: UserId | None) -> Challenge:
    found = await take_challenge(app.store.main, challenge_in(said), caller.auth_key_id)
    if found is None or found.expires_at < app.now or found.user_id != user_id:
        raise refusal()
    return found


def _object(one: Passkey) -> types.Passkey:
    return types.Passkey(
        id=encoded(one.credential_id),
        name=one.name,
        date=one.created_at,
        last_usage_date=one.used_at,
    )
