"""auth.sendCode, resendCode, cancelCode, signIn, signUp, logOut.

Source: https://core.telegram.org/api/auth
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth import codes, sessions, sign_in
from hodhod.actions.auth.codes import SentCode
from hodhod.api.registry import ANYONE, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types


@rpc(functions.auth.SendCode, access=ANYONE)
async def send_code(
    app: App, caller: Caller, request: functions.auth.SendCode
) -> types.auth.TypeSentCode:
    """Begin a login."""
    if request.api_id <= 0:
        raise bad_request("API_ID_INVALID")
    return sent_code(await codes.send_code(app, caller, request.phone_number))


@rpc(functions.auth.ResendCode, access=ANYONE)
async def resend_code(
    app: App, caller: Caller, request: functions.auth.ResendCode
) -> types.auth.TypeSentCode:
    """Send the code another way."""
    return sent_code(
        await codes.resend_code(app, caller, request.phone_number, request.phone_code_hash)
    )


@rpc(functions.auth.CancelCode, access=ANYONE)
async def cancel_code(app: App, caller: Caller, request: functions.auth.CancelCode) -> bool:
    """Give a login up."""
    return await codes.cancel_code(app, request.phone_number, request.phone_code_hash)


@rpc(functions.auth.ReportMissingCode, access=ANYONE)
async def report_missing_code(
    app: App, caller: Caller, request: functions.auth.ReportMissingCode
) -> bool:
    """A code did not come; the operator sees it in the counters of methods."""
    return True


@rpc(functions.auth.SignIn, access=ANYONE)
async def sign_in_(
    app: App, caller: Caller, request: functions.auth.SignIn
) -> types.auth.TypeAuthorization:
    """Enter the code."""
    return await sign_in.sign_in(
        app, caller, request.phone_number, request.phone_code_hash, request.phone_code or ""
    )


@rpc(functions.auth.SignUp, access=ANYONE)
async def sign_up(
    app: App, caller: Caller, request: functions.auth.SignUp
) -> types.auth.TypeAuthorization:
    """Make an account."""
    return await sign_in.sign_up(
        app,
        caller,
        request.phone_number,
        request.phone_code_hash,
        name=(request.first_name, request.last_name),
        quiet=request.no_joined_notifications,
    )


@rpc(functions.auth.LogOut, access=ANYONE)
async def log_out(
    app: App, caller: Caller, request: functions.auth.LogOut
) -> types.auth.TypeLoggedOut:
    """End this login; also where there is none."""
    await sessions.log_out(app, caller)
    return types.auth.LoggedOut()


def sent_code(sent: SentCode) -> types.auth.SentCode:
    """Return the answer that tells how a code went out."""
    kind: types.auth.TypeSentCodeType
    if sent.by_app:
        kind = types.auth.SentCodeTypeApp(length=sent.length)
    elif sent.by_call:
        kind = types.auth.SentCodeTypeCall(length=sent.length)
    else:
        kind = types.auth.SentCodeTypeSms(length=sent.length)
    following: types.auth.TypeCodeType | None = None
    if sent.next_by_call is not None:
        following = types.auth.CodeTypeCall() if sent.next_by_call else types.auth.CodeTypeSms()
    return types.auth.SentCode(
        type=kind,
        phone_code_hash=sent.code_hash,
        next_type=following,
        timeout=None if following is None else codes.RESEND_AFTER_S,
    )
