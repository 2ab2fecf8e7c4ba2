"""The two-step password: set, changed, removed, and asked for at login.

Source: https://core.telegram.org/api/srp
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.auth.authorize import let_in, notice
from hodhod.actions.auth.limit import use
from hodhod.actions.auth.recovery import ask_for_email, whose
from hodhod.domain import email, srp
from hodhod.domain.authorization import Password
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, unauthorized
from hodhod.domain.ids import UserId
from hodhod.domain.text import line
from hodhod.store.deletion import PASSWORD, drop_reset, pending_reset
from hodhod.store.recovery import drop_pending_email, pending_email, set_password_email
from hodhod.tl import types

CHALLENGE_LIFETIME_S = 600
"""How long somebody may take to type a password."""

HINT_UNITS = 255
RANDOM_BYTES = 256
SECURE_SALT_BYTES = 8

TMP_SETTING = "tmp_password"
TMP_BYTES = 32
TMP_PERIOD_S = (60, 86_400)
"""The shortest and the longest life of a temporary password."""


async def password_facts(app: App, caller: Caller) -> types.account.Password:
    """Return what a client needs to set or prove a password, for whoever the caller is or claims.

    Raises:
        RpcError: 401 AUTH_KEY_UNREGISTERED.
    """
    user_id = whose(caller)
    waiting = await pending_email(app.store.main, user_id)
    resetting = await pending_reset(app.store.main, user_id, PASSWORD)
    facts = types.account.Password(
        email_unconfirmed_pattern=None if waiting is None else email.pattern(waiting.email),
        pending_reset_date=None if resetting is None else resetting.due_at,
        new_algo=srp.new_algo(app.entropy),
        # TDLib sets no password beside a secure algorithm that it does not know.
        new_secure_algo=types.SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000(
            salt=app.entropy(SECURE_SALT_BYTES)
        ),
        secure_random=app.entropy(RANDOM_BYTES),
    )
    password = await app.store.sign_in.password(user_id)
    if password is None:
        return facts
    verifier = _verifier(password)
    challenge = await asyncio.to_thread(srp.new_challenge, verifier, app.entropy, app.power)
    srp_id = int.from_bytes(app.entropy(8), "big") >> 1
    await app.store.sign_in.put_challenge(
        srp_id,
        user_id,
        challenge.secret,
        challenge.public,
        now=app.now,
        void=app.now - CHALLENGE_LIFETIME_S,
    )
    return types.account.Password(
        has_password=True,
        has_recovery=bool(password.email),
        email_unconfirmed_pattern=facts.email_unconfirmed_pattern,
        pending_reset_date=facts.pending_reset_date,
        current_algo=verifier.algo(),
        srp_B=challenge.public,
        srp_id=srp_id,
        hint=password.hint or None,
        new_algo=facts.new_algo,
        new_secure_algo=facts.new_secure_algo,
        secure_random=facts.secure_random,
    )


async def check_login_password(
    app: App, caller: Caller, proof: types.TypeInputCheckPasswordSRP
) -> types.auth.Authorization:
    """End a login that owes its password.

    Raises:
        RpcError: 400 PASSWORD_HASH_INVALID, SRP_ID_INVALID; 401 AUTH_KEY_UNREGISTERED;
            420 FLOOD_WAIT_N.
    """
    user_id = caller.password_pending
    if user_id is None:
        if caller.user_id is None:
            raise unauthorized("AUTH_KEY_UNREGISTERED")
        await require_proof(app, caller, proof)
        user_id = caller.user_id
    else:
        await check_proof(app, user_id, proof)
    return await let_in(app, caller, user_id)


async def require_proof(
    app: App, caller: Caller, proof: types.TypeInputCheckPasswordSRP | None
) -> None:
    """Make sure that the caller knows the account's password, where it has one.

    Raises:
        RpcError: 400 PASSWORD_HASH_INVALID, SRP_ID_INVALID, SRP_PASSWORD_CHANGED; 420 FLOOD_WAIT_N.
    """
    if await app.store.sign_in.password(caller.me) is not None:
        await check_proof(app, caller.me, proof)


async def update_password(
    app: App,
    caller: Caller,
    proof: types.TypeInputCheckPasswordSRP,
    settings: types.account.PasswordInputSettings,
) -> None:
    """Set, change or remove the account's password.

    Raises:
        RpcError: As require_proof; 400 NEW_SETTINGS_INVALID, NEW_SALT_INVALID; for an address,
            what ask_for_email raises.
    """
    await require_proof(app, caller, proof)
    had = await app.store.sign_in.password(caller.me)
    kept_email = "" if had is None or settings.email is not None else had.email
    if settings.new_algo is None:
        await _change_email(app, caller, had, settings.email)
        return
    await drop_reset(app.store.main, caller.me, PASSWORD)
    if not settings.new_password_hash:
        await app.store.sign_in.drop_password(caller.me)
        await drop_pending_email(app.store.main, caller.me)
        if had is not None:
            await notice(app, caller, caller.me, "password_removed")
        return
    new = new_password(app, caller.me, settings)
    if settings.email:
        await ask_for_email(app, caller, settings.email, replace(new, email=settings.email.strip()))
    await app.store.sign_in.put_password(replace(new, email=kept_email))
    await notice(app, caller, caller.me, "password_set" if had is None else "password_changed")


def new_password(
    app: App, user_id: UserId, settings: types.account.PasswordInputSettings
) -> Password:
    """Return the password that somebody sets, as it is stored.

    Raises:
        RpcError: 400 NEW_SETTINGS_INVALID, NEW_SALT_INVALID.
    """
    verifier = srp.accept_verifier(settings.new_algo, settings.new_password_hash or b"")
    return Password(
        user_id=user_id,
        salt1=verifier.salt1,
        salt2=verifier.salt2,
        verifier=verifier.v,
        hint=line(settings.hint or "", HINT_UNITS),
        changed_at=app.now,
    )


async def _change_email(
    app: App, caller: Caller, had: Password | None, address: str | None
) -> None:
    """Set another address of the password that there is, or with an empty one none."""
    if address is None:
        return
    if had is None:
        raise bad_request("NEW_SETTINGS_INVALID" if app.mail.works else "EMAIL_NOT_ALLOWED")
    if address:
        await ask_for_email(app, caller, address, None)
    await set_password_email(app.store.main, caller.me, "")


async def check_proof(
    app: App, user_id: UserId, proof: types.TypeInputCheckPasswordSRP | None
) -> None:
    """Check that a proof shows somebody's password.

    Raises:
        RpcError: 400 PASSWORD_HASH_INVALID, SRP_ID_INVALID, SRP_PASSWORD_CHANGED; 420 FLOOD_WAIT_N.
    """
    if not isinstance(proof, types.InputCheckPasswordSRP):
        raise bad_request("PASSWORD_HASH_INVALID")
    await use(app, f"password:{user_id}", app.policy.password_attempts_hour)
    password = await app.store.sign_in.password(user_id)
    half = await app.store.sign_in.take_challenge(proof.srp_id, user_id)
    if password is None or half is None or app.now - half.created_at > CHALLENGE_LIFETIME_S:
        raise bad_request("SRP_ID_INVALID")
    if password.changed_at > half.created_at:
        raise bad_request("SRP_PASSWORD_CHANGED")
    right = await asyncio.to_thread(
        partial(
            srp.check,
            _verifier(password),
            srp.Challenge(half.secret, half.public),
            proof.A,
            proof.M1,
            app.power,
        )
    )
    if not right:
        raise bad_request("PASSWORD_HASH_INVALID")
    await app.store.sign_in.forget(f"password:{user_id}")


def _verifier(password: Password) -> srp.Verifier:
    return srp.Verifier(password.salt1, password.salt2, password.verifier)


async def temporary_password(
    app: App, caller: Caller, proof: types.TypeInputCheckPasswordSRP, period_s: int
) -> types.account.TmpPassword:
    """Return a password that stands for the caller's for a while.

    Raises:
        RpcError: 400 TMP_PASSWORD_DISABLED where there is no password; what check_proof raises.
    """
    if await app.store.sign_in.password(caller.me) is None:
        raise bad_request("TMP_PASSWORD_DISABLED")
    await check_proof(app, caller.me, proof)
    lasting = min(max(period_s, TMP_PERIOD_S[0]), TMP_PERIOD_S[1])
    made = types.account.TmpPassword(
        tmp_password=app.entropy(TMP_BYTES), valid_until=app.now + lasting
    )
    await app.store.preferences.put(caller.me, TMP_SETTING, tl.encode(made))
    return made
