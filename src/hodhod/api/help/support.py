"""help.getSupport and the notes of support staff.

Source: https://core.telegram.org/method/help.getSupport
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people.view import users_seen_by
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.catalogue import text
from hodhod.domain.errors import forbidden
from hodhod.domain.ids import SERVICE_USER
from hodhod.tl import TLFunction, functions, types

SERVICE_PHONE = "42777"
"""The number the service account shows; nobody can be called there."""


@rpc(functions.help.GetSupport, access=USER)
async def get_support(app: App, caller: Caller, request: TLFunction) -> types.help.Support:
    """Whom to write to for help: the account that codes and notices come from."""
    (user,) = await users_seen_by(app, caller.me, [SERVICE_USER])
    return types.help.Support(phone_number=SERVICE_PHONE, user=user)


@rpc(functions.help.GetSupportName, access=USER)
async def get_support_name(app: App, caller: Caller, request: TLFunction) -> types.help.SupportName:
    """The name support staff answer under."""
    name = text(caller.device.lang_code, "support_name", server=app.policy.server_name)
    return types.help.SupportName(name=name)


@rpc(functions.help.GetUserInfo, functions.help.EditUserInfo, access=USER)
async def user_info(app: App, caller: Caller, request: TLFunction) -> types.help.UserInfo:
    """Notes of support staff about a user: nobody here is support staff to the API.

    Raises:
        RpcError: 403 USER_INVALID, always.
    """
    raise forbidden("USER_INVALID")
