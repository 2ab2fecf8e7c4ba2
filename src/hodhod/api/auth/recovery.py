"""auth.requestPasswordRecovery and its kin; account.*PasswordEmail, resetPassword.

Source: https://core.telegram.org/api/srp#email-verification
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth import recovery
from hodhod.actions.auth.password import new_password
from hodhod.api.registry import ANYONE, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.account.ConfirmPasswordEmail, access=USER)
async def confirm_password_email(
    app: App, caller: Caller, request: functions.account.ConfirmPasswordEmail
) -> bool:
    """Enter the code that was sent to a new address."""
    await recovery.confirm_email(app, caller, request.code)
    return True


@rpc(functions.account.ResendPasswordEmail, access=USER)
async def resend_password_email(
    app: App, caller: Caller, request: functions.account.ResendPasswordEmail
) -> bool:
    """Send another code to a new address."""
    await recovery.resend_email(app, caller)
    return True


@rpc(functions.account.CancelPasswordEmail, access=USER)
async def cancel_password_email(
    app: App, caller: Caller, request: functions.account.CancelPasswordEmail
) -> bool:
    """Give a new address up."""
    await recovery.cancel_email(app, caller)
    return True


@rpc(functions.auth.RequestPasswordRecovery, access=ANYONE)
async def request_password_recovery(
    app: App, caller: Caller, request: functions.auth.RequestPasswordRecovery
) -> types.auth.TypePasswordRecovery:
    """Send a code to the address of a forgotten password."""
    return types.auth.PasswordRecovery(email_pattern=await recovery.request_recovery(app, caller))


@rpc(functions.auth.CheckRecoveryPassword, access=ANYONE)
async def check_recovery_password(
    app: App, caller: Caller, request: functions.auth.CheckRecoveryPassword
) -> bool:
    """Check the code before a new password is asked for."""
    await recovery.check_recovery(app, caller, request.code)
    return True


@rpc(functions.auth.RecoverPassword, access=ANYONE)
async def recover_password(
    app: App, caller: Caller, request: functions.auth.RecoverPassword
) -> types.auth.TypeAuthorization:
    """Log in with the code; the password is gone then, or a new one is set."""
    settings = request.new_settings
    new = None
    if isinstance(settings, types.account.PasswordInputSettings) and settings.new_password_hash:
        new = new_password(app, recovery.whose(caller), settings)
    return await recovery.recover(app, caller, request.code, new)


@rpc(functions.account.ResetPassword, access=USER)
async def reset_password(
    app: App, caller: Caller, request: functions.account.ResetPassword
) -> types.account.TypeResetPasswordResult:
    """Take a forgotten password away, a week after that was asked for."""
    return await recovery.reset_password(app, caller)


@rpc(functions.account.DeclinePasswordReset, access=USER)
async def decline_password_reset(
    app: App, caller: Caller, request: functions.account.DeclinePasswordReset
) -> bool:
    """Let the password stay."""
    await recovery.decline_reset(app, caller)
    return True
