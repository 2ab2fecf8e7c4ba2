"""auth.exportAuthorization and QR tokens; account.getAuthorizations and resets.

Source: https://core.telegram.org/api/auth
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth import login_token, sessions
from hodhod.api.registry import ANYONE, BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

DC_IDS = range(1, 6)


@rpc(functions.account.GetAuthorizations, access=USER)
async def get_authorizations(
    app: App, caller: Caller, request: functions.account.GetAuthorizations
) -> types.account.TypeAuthorizations:
    """List the account's logins."""
    return types.account.Authorizations(
        authorization_ttl_days=await sessions.session_ttl_days(app, caller),
        authorizations=await sessions.authorizations(app, caller),
    )


@rpc(functions.account.ResetAuthorization, access=USER)
async def reset_authorization(
    app: App, caller: Caller, request: functions.account.ResetAuthorization
) -> bool:
    """End another login."""
    await sessions.reset_authorization(app, caller, request.hash)
    return True


@rpc(functions.auth.ResetAuthorizations, access=USER)
async def reset_authorizations(
    app: App, caller: Caller, request: functions.auth.ResetAuthorizations
) -> bool:
    """End all other logins."""
    await sessions.reset_others(app, caller)
    return True


@rpc(functions.account.ChangeAuthorizationSettings, access=USER)
async def change_authorization_settings(
    app: App, caller: Caller, request: functions.account.ChangeAuthorizationSettings
) -> bool:
    """Confirm a login, or say that secret chats and calls are not for it."""
    await sessions.change_settings(
        app,
        caller,
        request.hash,
        confirmed=request.confirmed,
        secret_chats_off=request.encrypted_requests_disabled,
        calls_off=request.call_requests_disabled,
    )
    return True


@rpc(functions.account.SetAuthorizationTTL, access=USER)
async def set_authorization_ttl(
    app: App, caller: Caller, request: functions.account.SetAuthorizationTTL
) -> bool:
    """Say after how many unused days logins end."""
    await sessions.set_session_ttl_days(app, caller, request.authorization_ttl_days)
    return True


@rpc(functions.auth.ExportAuthorization, access=USER | BOT)
async def export_authorization(
    app: App, caller: Caller, request: functions.auth.ExportAuthorization
) -> types.auth.TypeExportedAuthorization:
    """Carry this login to the client's key for another data centre; all of them are us."""
    if request.dc_id not in DC_IDS:
        raise bad_request("DC_ID_INVALID")
    return await sessions.export_authorization(app, caller)


@rpc(functions.auth.ImportAuthorization, access=ANYONE)
async def import_authorization(
    app: App, caller: Caller, request: functions.auth.ImportAuthorization
) -> types.auth.TypeAuthorization:
    """Take over a login that was exported."""
    return await sessions.import_authorization(app, caller, request.id, request.bytes)


@rpc(functions.auth.ExportLoginToken, access=ANYONE)
async def export_login_token(
    app: App, caller: Caller, request: functions.auth.ExportLoginToken
) -> types.auth.TypeLoginToken:
    """Show a QR code."""
    return await login_token.export_token(app, caller)


@rpc(functions.auth.ImportLoginToken, access=ANYONE)
async def import_login_token(
    app: App, caller: Caller, request: functions.auth.ImportLoginToken
) -> types.auth.TypeLoginToken:
    """Ask what became of a QR code."""
    return await login_token.import_token(app, caller, request.token)


@rpc(functions.auth.AcceptLoginToken, access=USER)
async def accept_login_token(
    app: App, caller: Caller, request: functions.auth.AcceptLoginToken
) -> types.TypeAuthorization:
    """Let the device in whose QR code was scanned."""
    return await login_token.accept_token(app, caller, request.token)


@rpc(functions.auth.DropTempAuthKeys, access=ANYONE, empty=True)
async def drop_temp_auth_keys(
    app: App, caller: Caller, request: functions.auth.DropTempAuthKeys
) -> bool:
    """Temporary keys end by themselves, and with the login they are bound to."""
    return True
