"""auth.checkPassword and account.*Password*.

Source: https://core.telegram.org/api/srp
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth import password
from hodhod.api.registry import ANYONE, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types


@rpc(functions.account.GetPassword, access=ANYONE)
async def get_password(
    app: App, caller: Caller, request: functions.account.GetPassword
) -> types.account.TypePassword:
    """Tell whether there is a password, and what to prove it with."""
    return await password.password_facts(app, caller)


@rpc(functions.auth.CheckPassword, access=ANYONE)
async def check_password(
    app: App, caller: Caller, request: functions.auth.CheckPassword
) -> types.auth.TypeAuthorization:
    """End a login that owes its password."""
    return await password.check_login_password(app, caller, request.password)


@rpc(functions.account.GetPasswordSettings, access=USER)
async def get_password_settings(
    app: App, caller: Caller, request: functions.account.GetPasswordSettings
) -> types.account.TypePasswordSettings:
    """Return what only the password's owner may see: where it is recovered from."""
    await password.require_proof(app, caller, request.password)
    known = await app.store.sign_in.password(caller.me)
    return types.account.PasswordSettings(email=(known.email if known else "") or None)


@rpc(functions.account.UpdatePasswordSettings, access=USER)
async def update_password_settings(
    app: App, caller: Caller, request: functions.account.UpdatePasswordSettings
) -> bool:
    """Set, change or remove the password."""
    settings = request.new_settings
    if not isinstance(settings, types.account.PasswordInputSettings):
        raise bad_request("NEW_SETTINGS_INVALID")
    await password.update_password(app, caller, request.password, settings)
    return True


@rpc(functions.account.GetTmpPassword, access=USER)
async def get_tmp_password(
    app: App, caller: Caller, request: functions.account.GetTmpPassword
) -> types.account.TypeTmpPassword:
    """Make a password that stands for the real one for a while."""
    return await password.temporary_password(app, caller, request.password, request.period)
