"""users.getFullUser.

Source: https://core.telegram.org/method/users.getFullUser
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_user
from hodhod.actions.people.profile import full_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.users.GetFullUser, access=USER | BOT)
async def get_full_user(
    app: App, caller: Caller, request: functions.users.GetFullUser
) -> types.users.TypeUserFull:
    """Describe somebody in full."""
    return await full_user(app, caller, await access_user(app, caller, request.id))
