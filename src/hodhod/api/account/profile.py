"""account.updateProfile, updateUsername, checkUsername, updateStatus, updateBirthday.

Source: https://core.telegram.org/method/account.updateProfile
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people import profile
from hodhod.actions.people.birthdays import set_birthday
from hodhod.actions.people.presence import set_presence
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.account.UpdateProfile, access=USER)
async def update_profile(
    app: App, caller: Caller, request: functions.account.UpdateProfile
) -> types.TypeUser:
    """Change one's names and the line about oneself."""
    return await profile.update_profile(
        app,
        caller,
        first_name=request.first_name,
        last_name=request.last_name,
        about=request.about,
    )


@rpc(functions.account.UpdateUsername, access=USER)
async def update_username(
    app: App, caller: Caller, request: functions.account.UpdateUsername
) -> types.TypeUser:
    """Take a public name."""
    return await profile.update_username(app, caller, request.username)


@rpc(functions.account.CheckUsername, access=USER)
async def check_username(
    app: App, caller: Caller, request: functions.account.CheckUsername
) -> bool:
    """Tell whether a public name is free."""
    return await profile.username_is_free(app, caller, request.username)


@rpc(functions.account.UpdateStatus, access=USER)
async def update_status(app: App, caller: Caller, request: functions.account.UpdateStatus) -> bool:
    """Say that one is here, or gone."""
    await set_presence(app, caller.me, online=not request.offline)
    return True


@rpc(functions.account.UpdateBirthday, access=USER)
async def update_birthday(
    app: App, caller: Caller, request: functions.account.UpdateBirthday
) -> bool:
    """Say when one was born, or no longer say it."""
    birthday = request.birthday
    await set_birthday(app, caller, birthday if isinstance(birthday, types.Birthday) else None)
    return True
