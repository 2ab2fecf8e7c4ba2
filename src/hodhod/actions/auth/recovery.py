"""A forgotten password: recovered with a code by e-mail, or reset after a week.

Source: https://core.telegram.org/api/srp#email-verification
"""

from __future__ import annotations

import hmac
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.auth.authorize import let_in, notice
from hodhod.actions.auth.limit import DAY_S, use
from hodhod.codes.mail import MailError
from hodhod.domain import email, login_code
from hodhod.domain.authorization import Password
from hodhod.domain.caller import Caller
from hodhod.domain.catalogue import text
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId
from hodhod.domain.text import fold_digits
from hodhod.store.deletion import PASSWORD, PendingReset, drop_reset, pending_reset, put_reset
from hodhod.store.recovery import (
    PendingEmail,
    attempt_pending_email,
    attempt_recovery_code,
    drop_pending_email,
    drop_recovery_code,
    pending_email,
    put_pending_email,
    put_recovery_code,
    set_password_email,
)
from hodhod.tl import types

CODE_LENGTH = 6
CODE_LIFETIME_S = 3600
ATTEMPTS = 5
"""Codes entered before the sent one is void."""

MAILS_PER_DAY = 20
"""E-mails of one account in a day."""

RESET_WAIT_S = 7 * DAY_S
DECLINED_WAIT_S = DAY_S
"""How long nobody may ask again after the owner has declined a reset."""

DECLINED = "declined"


async def ask_for_email(
    app: App, caller: Caller, address: str, new_password: Password | None
) -> None:
    """Send a code to an address; it, and a password that comes with it, take effect with that.

    Raises:
        RpcError: 400 EMAIL_UNCONFIRMED_6, always when the code went out: clients ask for it;
            EMAIL_INVALID, EMAIL_NOT_ALLOWED; 420 FLOOD_WAIT_N.
    """
    to = email.require_address(address)
    if not app.mail.works:
        raise bad_request("EMAIL_NOT_ALLOWED")
    pending = PendingEmail(caller.me, to, _code(app), app.now, password=new_password)
    await put_pending_email(app.store.main, pending)
    await _send(app, caller.me, to, "confirm", pending.code)
    raise bad_request(f"EMAIL_UNCONFIRMED_{CODE_LENGTH}")


async def confirm_email(app: App, caller: Caller, code: str) -> None:
    """Let an address take effect, and the password that came with it.

    Raises:
        RpcError: 400 CODE_INVALID, EMAIL_HASH_EXPIRED.
    """
    pending = await attempt_pending_email(app.store.main, caller.me)
    if pending is None or _is_void(app, pending.created_at, pending.attempts):
        raise bad_request("EMAIL_HASH_EXPIRED")
    if not _same(pending.code, code):
        raise bad_request("CODE_INVALID")
    had = await app.store.sign_in.password(caller.me)
    if pending.password is not None:
        await app.store.sign_in.put_password(replace(pending.password, changed_at=app.now))
        key = "password_set" if had is None else "password_changed"
    else:
        await set_password_email(app.store.main, caller.me, pending.email)
        key = "email_set"
    await drop_pending_email(app.store.main, caller.me)
    await notice(app, caller, caller.me, key)


async def resend_email(app: App, caller: Caller) -> None:
    """Send another code to the address that waits for one.

    Raises:
        RpcError: 400 EMAIL_HASH_EXPIRED; 420 FLOOD_WAIT_N.
    """
    pending = await pending_email(app.store.main, caller.me)
    if pending is None:
        raise bad_request("EMAIL_HASH_EXPIRED")
    again = replace(pending, code=_code(app), created_at=app.now, attempts=0)
    await put_pending_email(app.store.main, again)
    await _send(app, caller.me, again.email, "confirm", again.code)


async def cancel_email(app: App, caller: Caller) -> None:
    """Give up an address that waits for its code.

    Raises:
        RpcError: 400 EMAIL_HASH_EXPIRED.
    """
    if not await drop_pending_email(app.store.main, caller.me):
        raise bad_request("EMAIL_HASH_EXPIRED")


async def request_recovery(app: App, caller: Caller) -> str:
    """Send a code to the address of an account's password; return what is shown of the address.

    Raises:
        RpcError: 400 PASSWORD_EMPTY, PASSWORD_RECOVERY_NA; 420 FLOOD_WAIT_N.
    """
    user_id = whose(caller)
    password = await app.store.sign_in.password(user_id)
    if password is None:
        raise bad_request("PASSWORD_EMPTY")
    if not password.email or not app.mail.works:
        raise bad_request("PASSWORD_RECOVERY_NA")
    code = _code(app)
    await put_recovery_code(app.store.main, user_id, code, app.now)
    await _send(app, user_id, password.email, "recover", code)
    return email.pattern(password.email)


async def check_recovery(app: App, caller: Caller, code: str) -> None:
    """Check a recovery code, which stays good.

    Raises:
        RpcError: 400 PASSWORD_RECOVERY_EXPIRED, CODE_INVALID.
    """
    sent = await attempt_recovery_code(app.store.main, whose(caller))
    # The check and the recovery after it are two attempts at one code.
    if sent is None or _is_void(app, sent.created_at, sent.attempts // 2):
        raise bad_request("PASSWORD_RECOVERY_EXPIRED")
    if not _same(sent.code, code):
        raise bad_request("CODE_INVALID")


async def recover(
    app: App, caller: Caller, code: str, new_password: Password | None
) -> types.auth.Authorization:
    """Take an account's password away with a recovery code, or set a new one, and log in.

    Raises:
        RpcError: What check_recovery raises.
    """
    user_id = whose(caller)
    await check_recovery(app, caller, code)
    await drop_recovery_code(app.store.main, user_id)
    if new_password is None:
        await _take_away(app, user_id)
    else:
        had = await app.store.sign_in.password(user_id)
        address = "" if had is None else had.email
        await app.store.sign_in.put_password(replace(new_password, email=address))
        await drop_reset(app.store.main, user_id, PASSWORD)
    changed = "password_removed" if new_password is None else "password_changed"
    await notice(app, caller, user_id, changed)
    return await let_in(app, caller, user_id)


async def reset_password(app: App, caller: Caller) -> types.account.TypeResetPasswordResult:
    """Ask for the password to be taken away in a week, or take it away when that is over.

    Raises:
        RpcError: 400 PASSWORD_EMPTY.
    """
    main = app.store.main
    if await app.store.sign_in.password(caller.me) is None:
        raise bad_request("PASSWORD_EMPTY")
    pending = await pending_reset(main, caller.me, PASSWORD)
    if pending is not None and pending.due_at <= app.now:
        await _take_away(app, caller.me)
        await notice(app, caller, caller.me, "password_removed")
        return types.account.ResetPasswordOk()
    if pending is not None:
        return types.account.ResetPasswordRequestedWait(until_date=pending.due_at)
    declined = await pending_reset(main, caller.me, DECLINED)
    if declined is not None and declined.due_at > app.now:
        return types.account.ResetPasswordFailedWait(retry_date=declined.due_at)
    until = app.now + RESET_WAIT_S
    await put_reset(main, PendingReset(caller.me, PASSWORD, until, ""))
    await notice(app, caller, caller.me, "password_reset_asked")
    return types.account.ResetPasswordRequestedWait(until_date=until)


async def decline_reset(app: App, caller: Caller) -> None:
    """Let the password stay.

    Raises:
        RpcError: 400 RESET_REQUEST_MISSING.
    """
    main = app.store.main
    if not await drop_reset(main, caller.me, PASSWORD):
        raise bad_request("RESET_REQUEST_MISSING")
    await drop_reset(main, caller.me, DECLINED)
    await put_reset(main, PendingReset(caller.me, DECLINED, app.now + DECLINED_WAIT_S, ""))


def whose(caller: Caller) -> UserId:
    """Return the account that the caller is logged in as, or whose password they owe.

    Raises:
        RpcError: 401 AUTH_KEY_UNREGISTERED.
    """
    return caller.me if caller.password_pending is None else caller.password_pending


async def _take_away(app: App, user_id: UserId) -> None:
    await app.store.sign_in.drop_password(user_id)
    await drop_pending_email(app.store.main, user_id)
    await drop_reset(app.store.main, user_id, PASSWORD)


async def _send(app: App, user_id: UserId, to: str, purpose: str, code: str) -> None:
    await use(app, f"mail:{user_id}", MAILS_PER_DAY, window_s=DAY_S)
    account = await app.store.users.get(user_id)
    lang = "" if account is None else account.lang
    server = app.policy.server_name
    try:
        await app.mail.send(
            to,
            text(lang, f"email_{purpose}_subject", server=server),
            text(lang, f"email_{purpose}", server=server, code=code),
        )
    except MailError as error:
        raise bad_request("EMAIL_NOT_ALLOWED") from error


def _code(app: App) -> str:
    return login_code.new_code(app.entropy, CODE_LENGTH)


def _is_void(app: App, created_at: int, attempts: int) -> bool:
    return attempts > ATTEMPTS or app.now - created_at > CODE_LIFETIME_S


def _same(code: str, given: str) -> bool:
    typed = fold_digits(given[:32]).strip()
    return hmac.compare_digest(code.encode(), typed.encode())
