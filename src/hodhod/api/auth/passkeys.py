"""account.*Passkey*, auth.initPasskeyLogin, finishPasskeyLogin.

Source: https://core.telegram.org/api/passkeys
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth import passkeys
from hodhod.api.registry import ANYONE, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.account.GetPasskeys, access=USER)
async def get_passkeys(
    app: App, caller: Caller, request: functions.account.GetPasskeys
) -> types.account.TypePasskeys:
    """List the passkeys of the account."""
    return types.account.Passkeys(passkeys=await passkeys.passkeys(app, caller))


@rpc(functions.account.InitPasskeyRegistration, access=USER)
async def init_passkey_registration(
    app: App, caller: Caller, request: functions.account.InitPasskeyRegistration
) -> types.account.TypePasskeyRegistrationOptions:
    """Begin to make a passkey."""
    options = types.DataJSON(data=await passkeys.begin_registration(app, caller))
    return types.account.PasskeyRegistrationOptions(options=options)


@rpc(functions.account.RegisterPasskey, access=USER)
async def register_passkey(
    app: App, caller: Caller, request: functions.account.RegisterPasskey
) -> types.TypePasskey:
    """Keep a passkey that was made."""
    return await passkeys.register(app, caller, request.credential)


@rpc(functions.account.DeletePasskey, access=USER)
async def delete_passkey(
    app: App, caller: Caller, request: functions.account.DeletePasskey
) -> bool:
    """Let a passkey be of no use any more."""
    await passkeys.forget(app, caller, request.id)
    return True


@rpc(functions.auth.InitPasskeyLogin, access=ANYONE)
async def init_passkey_login(
    app: App, caller: Caller, request: functions.auth.InitPasskeyLogin
) -> types.auth.TypePasskeyLoginOptions:
    """Begin a login by passkey."""
    options = types.DataJSON(data=await passkeys.begin_login(app, caller))
    return types.auth.PasskeyLoginOptions(options=options)


@rpc(functions.auth.FinishPasskeyLogin, access=ANYONE)
async def finish_passkey_login(
    app: App, caller: Caller, request: functions.auth.FinishPasskeyLogin
) -> types.auth.TypeAuthorization:
    """End a login by passkey."""
    return await passkeys.finish_login(app, caller, request.credential)
