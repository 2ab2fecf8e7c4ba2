"""account.getNotifySettings, updateNotifySettings, getNotifyExceptions, devices.

No message leaves through a foreign push service; devices that register are told yes and are reached
over their own connections.

Source: https://core.telegram.org/method/account.updateNotifySettings
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people import notify
from hodhod.actions.updates.render import render
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

SIGN_UPS_SILENT = "sign_ups_silent"


@rpc(functions.account.GetNotifySettings, access=USER)
async def get_notify_settings(
    app: App, caller: Caller, request: functions.account.GetNotifySettings
) -> types.TypePeerNotifySettings:
    """Tell what makes a sound."""
    return await notify.settings_for(app, caller, request.peer)


@rpc(functions.account.UpdateNotifySettings, access=USER)
async def update_notify_settings(
    app: App, caller: Caller, request: functions.account.UpdateNotifySettings
) -> bool:
    """Say what makes a sound."""
    if not isinstance(request.settings, types.InputPeerNotifySettings):
        raise bad_request("SETTINGS_INVALID")
    await notify.set_settings(app, caller, request.peer, request.settings)
    return True


@rpc(functions.account.ResetNotifySettings, access=USER)
async def reset_notify_settings(
    app: App, caller: Caller, request: functions.account.ResetNotifySettings
) -> bool:
    """Let everything have the default again."""
    await notify.reset(app, caller)
    return True


@rpc(functions.account.GetNotifyExceptions, access=USER)
async def get_notify_exceptions(
    app: App, caller: Caller, request: functions.account.GetNotifyExceptions
) -> types.TypeUpdates:
    """List the chats that have settings of their own."""
    found = await notify.exceptions(app, caller, request.peer)
    return await render(app, caller.me, found)


@rpc(functions.account.GetContactSignUpNotification, access=USER)
async def get_contact_sign_up_notification(
    app: App, caller: Caller, request: functions.account.GetContactSignUpNotification
) -> bool:
    """Tell whether contacts join in silence."""
    return await app.store.preferences.get(caller.me, SIGN_UPS_SILENT) == b"1"


@rpc(functions.account.SetContactSignUpNotification, access=USER)
async def set_contact_sign_up_notification(
    app: App, caller: Caller, request: functions.account.SetContactSignUpNotification
) -> bool:
    """Say whether contacts join in silence."""
    value = b"1" if request.silent else b"0"
    await app.store.preferences.put(caller.me, SIGN_UPS_SILENT, value)
    return True


@rpc(
    functions.account.RegisterDevice,
    functions.account.UnregisterDevice,
    functions.account.UpdateDeviceLocked,
    access=USER,
    empty=True,
)
async def register_device(
    app: App,
    caller: Caller,
    request: functions.account.RegisterDevice
    | functions.account.UnregisterDevice
    | functions.account.UpdateDeviceLocked,
) -> bool:
    """Take note of a push token by which nobody is ever reached."""
    return True
